#include "journal/proof_log.hpp"

#include <algorithm>
#include <atomic>
#include <chrono>
#include <limits>
#include <variant>

#include <fmt/format.h>

#include "journal/keys.hpp"

namespace ckl::journal {
namespace {

constexpr std::chrono::seconds longest_unsigned{5};
constexpr domain::Sequence most_unsigned = 65'536;
constexpr std::size_t tiles_in_a_write = 64;

constexpr char tile_row = 't';
constexpr char checkpoint_row = 'k';
constexpr char cosignature_row = 'w';

std::string row_of(char kind, std::uint64_t number) {
  const auto key = key_of(number);
  return std::string(1, kind).append(key.data(), key.size());
}

std::string row_of(MerkleTree::TileName name) {
  const auto key = key_of(name.number);
  return std::string{tile_row, static_cast<char>(name.level)}.append(key.data(), key.size());
}

ports::Failure failure(ports::FailureCode code, std::string what) {
  return {.code = code, .what = std::move(what)};
}

ports::Failure corrupt(std::string what) {
  return failure(ports::FailureCode::corrupt, std::move(what));
}

ports::Failure invalid(std::string what) {
  return failure(ports::FailureCode::invalid, std::move(what));
}

template <class Bytes>
std::optional<Bytes> fixed(const std::optional<std::string>& value) {
  Bytes bytes{};
  if (!value || value->size() != bytes.size()) return std::nullopt;
  std::ranges::copy(*value, bytes.begin());
  return bytes;
}

template <class Bytes>
std::string_view view_of(const Bytes& bytes) {
  return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

// Whoever made it wants to be able to show at once that it stands in the log.
bool is_decision(const domain::Event& event) {
  return std::visit(
      []<class Kind>(const Kind&) {
        return domain::one_of<
            Kind,
            std::variant<domain::ExtraordinaryDeclared, domain::DecisionMade, domain::DecisionEnded,
                         domain::TakeoverEntered, domain::TakeoverExtended,
                         domain::TakeoverReturned, domain::NotExtraordinaryAssessed,
                         domain::OralDecisionRecorded, domain::OralDecisionSettled,
                         domain::ExternalDecisionEntered, domain::ExternalDecisionSettled,
                         domain::DelegationGranted, domain::AlertChanged, domain::LevelChanged>>;
      },
      static_cast<const domain::AnyEvent&>(event));
}

}  // namespace

ProofLog::ProofLog(Store& store, const std::string& journal_id,
                   const std::atomic<domain::Sequence>& head)
    : store_(store),
      head_(head),
      origin_("ckl/" + journal_id),
      tree_([&store](MerkleTree::TileName name) -> ports::Result<std::string> {
        auto tile = store.get(Family::proof, row_of(name));
        if (!tile) return std::unexpected(std::move(tile.error()));
        if (*tile) return std::move(**tile);
        return std::unexpected(
            corrupt(fmt::format("tile {} of level {} is missing", name.number, name.level)));
      }) {}

ports::Result<std::unique_ptr<ProofLog>> ProofLog::open(Store& store, const std::string& journal_id,
                                                        const std::atomic<domain::Sequence>& head) {
  std::unique_ptr<ProofLog> proof(new ProofLog(store, journal_id, head));
  for (const auto step :
       {&ProofLog::read_secrets, &ProofLog::grow_tree, &ProofLog::compare_with_last_checkpoint}) {
    if (auto done = (proof.get()->*step)(); !done) return std::unexpected(std::move(done.error()));
  }
  return proof;
}

ports::Result<void> ProofLog::read_secrets() {
  rocksdb::WriteBatch batch;
  auto salt = store_.get(Family::meta, "salt");
  auto signing = store_.get(Family::meta, "key");
  auto next = store_.get(Family::meta, "next-key");
  for (auto* each : {&salt, &signing, &next}) {
    if (!*each) return std::unexpected(std::move(each->error()));
  }
  if (const auto secret = fixed<SaltSecret>(*salt)) {
    secret_ = *secret;
  } else {
    const auto random = new_seed();
    std::copy_n(random.begin(), secret_.size(), secret_.begin());
    store_.put(batch, Family::meta, "salt", view_of(secret_));
  }
  maker_ = std::make_unique<LeafMaker>(secret_);
  keys_ = {.signing = fixed<Seed>(*signing), .next = fixed<Seed>(*next)};
  if (!keys_.signing && !keys_.next) {
    keys_.next = new_seed();
    store_.put(batch, Family::meta, "next-key", view_of(*keys_.next));
  }
  if (batch.Count() == 0) return {};
  return store_.write(batch);
}

// Tiles are a cache: a journal of before there were any, or one that lost some, gets them here.
ports::Result<void> ProofLog::grow_tree() {
  const auto head = head_.load();
  auto whole = head / MerkleTree::tile_hashes;
  if (whole > 0) {
    auto last = store_.get(Family::proof, row_of({.level = 0, .number = whole - 1}));
    if (!last) return std::unexpected(std::move(last.error()));
    if (!*last) whole = 0;
  }
  if (auto started = tree_.start(whole); !started) return started;
  rocksdb::WriteBatch batch;
  ports::Result<void> added;
  auto read = store_.read_up(whole * MerkleTree::tile_hashes + 1, head,
                             [&](domain::Sequence sequence, std::string_view bytes) {
                               added = add_leaf(sequence, bytes, batch);
                               if (added && batch.Count() >= tiles_in_a_write) {
                                 added = store_.write(batch);
                                 batch.Clear();
                                 tree_.written();
                               }
                               return added.has_value();
                             });
  if (!read || !added) return read ? added : read;
  if (batch.Count() > 0) added = store_.write(batch);
  tree_.written();
  return added;
}

// What was signed once stays signed: another tree than that is another log.
ports::Result<void> ProofLog::compare_with_last_checkpoint() {
  const auto note = checkpoint(0);
  if (!note) {
    if (note.error().code == ports::FailureCode::not_found) return {};
    return std::unexpected(note.error());
  }
  const auto split = split_note(*note);
  const auto size = split ? size_of(split->text, origin_) : std::nullopt;
  if (!size) return std::unexpected(corrupt("the last checkpoint can not be read"));
  const auto now = head(*size);
  if (!now) return std::unexpected(now.error());
  if (checkpoint_text(origin_, *size, *now) != split->text) {
    return std::unexpected(corrupt(fmt::format(
        "the entries up to {} are not those that the checkpoint of that size was signed for",
        *size)));
  }
  signed_size_ = *size;
  return {};
}

ports::Result<void> ProofLog::add_leaf(domain::Sequence sequence, std::string_view bytes,
                                       rocksdb::WriteBatch& batch) {
  const auto hash = maker_->leaf(sequence, bytes);
  if (!hash) return std::unexpected(hash.error());
  for (const auto& tile : tree_.add(*hash)) {
    store_.put(batch, Family::proof, row_of(tile.name), tile.bytes);
  }
  return {};
}

ports::Result<void> ProofLog::enter(const domain::Entry& entry, std::string_view bytes,
                                    rocksdb::WriteBatch& batch) {
  if (auto added = add_leaf(entry.sequence, bytes, batch); !added) return added;
  last_time_ = entry.time;
  decided_ = decided_ || is_decision(entry.event);
  const auto* adopted = std::get_if<domain::ProofKeyAdopted>(&entry.event);
  return adopted == nullptr ? ports::Result<void>() : adopt(adopted->key, batch);
}

ports::Result<void> ProofLog::adopt(const std::string& key, rocksdb::WriteBatch& batch) {
  std::optional<Seed> next;
  {
    const std::scoped_lock lock(mutex_);
    next = keys_.next;
  }
  // The key of another server that led this log: its checkpoints are its own matter.
  if (!next || key_of_log(origin_, *next).text() != key) return {};
  if (auto done = sign_head(batch, &*next); !done) return done;
  store_.put(batch, Family::meta, "key", view_of(*next));
  store_.remove(batch, Family::meta, "next-key");
  const std::scoped_lock lock(mutex_);
  keys_ = {.signing = next, .next = {}};
  return {};
}

ports::Result<void> ProofLog::sign_head(rocksdb::WriteBatch& batch, const Seed* also) {
  std::optional<Seed> signing;
  {
    const std::scoped_lock lock(mutex_);
    signing = keys_.signing;
  }
  const auto size = tree_.size();
  const auto head = tree_.head(size);
  if (!head) return std::unexpected(head.error());
  const auto text = checkpoint_text(origin_, size, *head);
  auto note = text + "\n";
  if (signing) note += sign(text, key_of_log(origin_, *signing), *signing);
  if (also != nullptr) note += sign(text, key_of_log(origin_, *also), *also);
  store_.put(batch, Family::proof, row_of(checkpoint_row, size), note);
  signed_size_ = size;
  signed_at_ = last_time_;
  decided_ = false;
  return {};
}

ports::Result<void> ProofLog::finish(rocksdb::WriteBatch& batch) {
  if (!wants_beat()) return {};
  const bool due = decided_ || last_time_ - signed_at_ >= longest_unsigned ||
                   tree_.size() - signed_size_ >= most_unsigned;
  return due ? sign_head(batch) : ports::Result<void>();
}

void ProofLog::committed() { tree_.written(); }

bool ProofLog::wants_beat() const {
  if (tree_.size() == signed_size_) return false;
  const std::scoped_lock lock(mutex_);
  return keys_.signing.has_value();
}

ports::Result<void> ProofLog::beat() {
  rocksdb::WriteBatch batch;
  if (auto done = sign_head(batch); !done) return done;
  return store_.write(batch);
}

ports::Result<void> ProofLog::verify() const {
  LeafMaker maker(secret_);
  ports::Result<void> result;
  const auto last = head_.load();
  auto read = store_.read_up(1, last, [&](domain::Sequence sequence, std::string_view bytes) {
    const auto made = maker.leaf(sequence, bytes);
    const auto kept = tree_.subtree(0, sequence - 1);
    if (!made || !kept) {
      result = std::unexpected(made ? kept.error() : made.error());
    } else if (*made != *kept) {
      result = std::unexpected(
          corrupt(fmt::format("entry {} is not the one that was entered", sequence)));
    }
    return result.has_value();
  });
  if (!read || !result) return read ? result : read;
  read = store_.scan(
      Family::proof, row_of(checkpoint_row, 0), true,
      [&](std::string_view key, std::string_view note) {
        if (!key.starts_with(checkpoint_row)) return false;
        const auto size = number_of(key.substr(1)).value_or(0);
        const auto now = tree_.head(size);
        if (!now) {
          result = std::unexpected(now.error());
        } else if (!note.starts_with(checkpoint_text(origin_, size, *now) + "\n")) {
          result = std::unexpected(corrupt(fmt::format("checkpoint {} is of other entries", size)));
        }
        return result.has_value();
      });
  return read ? result : read;
}

std::string ProofLog::key() const {
  const std::scoped_lock lock(mutex_);
  return keys_.signing ? key_of_log(origin_, *keys_.signing).text() : std::string();
}

std::string ProofLog::key_to_adopt() const {
  const std::scoped_lock lock(mutex_);
  if (keys_.signing || !keys_.next) return {};
  return key_of_log(origin_, *keys_.next).text();
}

ports::Result<std::string> ProofLog::make_key() {
  const auto seed = new_seed();
  {
    const std::scoped_lock lock(mutex_);
    keys_.next = seed;
  }
  queue_({.family = Family::meta, .key = "next-key", .value = std::string(view_of(seed))});
  return key_of_log(origin_, seed).text();
}

ports::Result<std::string> ProofLog::with_cosignatures(domain::Sequence size,
                                                       std::string note) const {
  const auto begins = row_of(cosignature_row, size);
  auto read =
      store_.scan(Family::proof, begins, true, [&](std::string_view key, std::string_view line) {
        if (!key.starts_with(begins)) return false;
        note.append(line);
        return true;
      });
  if (!read) return std::unexpected(std::move(read.error()));
  return note;
}

ports::Result<std::string> ProofLog::checkpoint(domain::Sequence most) const {
  return find_checkpoint(most == 0 ? std::numeric_limits<domain::Sequence>::max() : most, false);
}

ports::Result<std::string> ProofLog::checkpoint_from(domain::Sequence least) const {
  return find_checkpoint(least, true);
}

ports::Result<std::string> ProofLog::find_checkpoint(domain::Sequence from, bool upwards) const {
  domain::Sequence size = 0;
  std::string note;
  auto read = store_.scan(Family::proof, row_of(checkpoint_row, from), upwards,
                          [&](std::string_view key, std::string_view value) {
                            if (!key.starts_with(checkpoint_row)) return false;
                            size = number_of(key.substr(1)).value_or(0);
                            note = value;
                            return false;
                          });
  if (!read) return std::unexpected(std::move(read.error()));
  if (note.empty()) {
    return std::unexpected(
        failure(ports::FailureCode::not_found, "there is no such checkpoint yet"));
  }
  return with_cosignatures(size, std::move(note));
}

ports::Result<void> ProofLog::keep_cosignature(std::string_view note,
                                               const std::vector<std::string>& witnesses) {
  const auto split = split_note(note);
  const auto size = split ? size_of(split->text, origin_) : std::nullopt;
  if (!size) return std::unexpected(invalid("this is no checkpoint of this log"));
  const auto ours = store_.get(Family::proof, row_of(checkpoint_row, *size));
  if (!ours) return std::unexpected(ours.error());
  if (!*ours || !(*ours)->starts_with(std::string(split->text) + "\n")) {
    return std::unexpected(
        invalid(fmt::format("the log has signed no such checkpoint of {}", *size)));
  }
  for (const auto& text : witnesses) {
    const auto witness = VerifierKey::parse(text);
    if (!witness || witness->use != KeyUse::witness) continue;
    const auto line = cosignature_of(*split, *witness);
    if (!line) continue;
    queue_({.family = Family::proof,
            .key = row_of(cosignature_row, *size) + witness->name,
            .value = std::string(*line)});
    return {};
  }
  return std::unexpected(invalid("it has no good signature of a witness of this server"));
}

ports::Result<void> ProofLog::durable(domain::Sequence size) const {
  if (size <= head_.load(std::memory_order_acquire)) return {};
  return std::unexpected(invalid(fmt::format("the log has no entry {} yet", size)));
}

ports::Result<ports::Hash> ProofLog::leaf(domain::Sequence sequence) const {
  if (auto there = durable(sequence); !there || sequence == 0) {
    return std::unexpected(there ? invalid("entries are numbered from 1") : there.error());
  }
  return tree_.subtree(0, sequence - 1);
}

ports::Result<ports::Hash> ProofLog::head(domain::Sequence size) const {
  if (auto there = durable(size); !there) return std::unexpected(std::move(there.error()));
  return tree_.head(size);
}

ports::Result<std::vector<ports::Hash>> ProofLog::inclusion(domain::Sequence sequence,
                                                            domain::Sequence size) const {
  if (auto there = durable(size); !there || sequence == 0) {
    return std::unexpected(there ? invalid("entries are numbered from 1") : there.error());
  }
  return tree_.inclusion(sequence - 1, size);
}

ports::Result<std::vector<ports::Hash>> ProofLog::consistency(domain::Sequence from,
                                                              domain::Sequence to) const {
  if (auto there = durable(to); !there) return std::unexpected(std::move(there.error()));
  return tree_.consistency(from, to);
}

ports::Result<std::vector<ports::Hash>> ProofLog::subtrees(domain::Sequence first,
                                                           domain::Sequence last) const {
  if (auto there = durable(last); !there || first == 0) {
    return std::unexpected(there ? invalid("entries are numbered from 1") : there.error());
  }
  return tree_.range(first - 1, last);
}

ports::Result<std::vector<ports::Part>> ProofLog::parts(domain::Sequence sequence,
                                                        std::string_view bytes) const {
  return LeafMaker(secret_).parts(sequence, bytes);
}

}  // namespace ckl::journal
