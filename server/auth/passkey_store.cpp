#include "auth/passkey_store.hpp"

#include <algorithm>
#include <utility>

#include <fmt/format.h>
#include <spdlog/spdlog.h>

#include "auth/durable_file.hpp"

namespace ckl::auth {
namespace {

using ports::PasskeyFault;

constexpr std::string_view kPrefix = "cklp_";
constexpr std::size_t kSecretBytes = 32;
constexpr std::size_t kSecretDigits = 43;
constexpr std::size_t kHeadBytes = 32;
constexpr std::size_t kMostInvitations = 20'000;

std::unexpected<PasskeyFault> fault(PasskeyFault what) { return std::unexpected(what); }

std::string hash_of(std::string_view bytes) { return std::string(as_text(sha256(bytes))); }

// What a signature is over (section 7.2, step 20), so that a repeat is known.
std::string signed_digest(const ports::Assertion& assertion) {
  return hash_of(assertion.authenticator_data + hash_of(assertion.client_data));
}

PasskeyBook without_expired(PasskeyBook book, domain::Instant now) {
  std::erase_if(book.invitations, [now](const auto& one) { return one.second.valid_to <= now; });
  return book;
}

}  // namespace

PasskeyStore::PasskeyStore(std::filesystem::path file, Site site, const ports::Clock& clock,
                           RandomBytes random)
    : file_(std::move(file)), site_(std::move(site)), clock_(clock), random_(std::move(random)) {}

ports::Result<std::unique_ptr<PasskeyStore>> PasskeyStore::open(std::filesystem::path file,
                                                                Site site,
                                                                const ports::Clock& clock,
                                                                RandomBytes random) {
  if (site.id.empty() || site.origins.empty()) {
    return std::unexpected(ports::Failure{ports::FailureCode::invalid,
                                          "passkeys need a host name and an origin of their site"});
  }
  const auto contents = read_file(file);
  if (!contents) return std::unexpected(contents.error());
  std::unique_ptr<PasskeyStore> store(
      new PasskeyStore(std::move(file), std::move(site), clock, std::move(random)));
  if (contents->has_value()) {
    auto book = parse_passkey_book(**contents);
    if (!book) {
      return std::unexpected(
          ports::Failure{book.error().code,
                         fmt::format("{}: {}. Restore it from a backup; it is not started over.",
                                     store->file_.string(), book.error().what)});
    }
    store->book_ = *std::move(book);
  } else {
    store->book_.decision_key = store->draw(decision_key_bytes);
    auto written = replace_file(store->file_, print_passkey_book(store->book_));
    if (!written) return std::unexpected(written.error());
  }
  store->challenges_.emplace(store->book_.decision_key, clock, store->random_);
  return store;
}

std::string PasskeyStore::draw(std::size_t size) const {
  std::vector<unsigned char> drawn(size);
  random_(drawn);
  return std::string(as_text(drawn));
}

// Others see the change only after the disk has it.
bool PasskeyStore::write(PasskeyBook book) {
  book = without_expired(std::move(book), clock_.now());
  if (auto written = replace_file(file_, print_passkey_book(book)); !written) {
    spdlog::error("passkeys: a change is not kept: {}", written.error().what);
    return false;
  }
  book_ = std::move(book);
  return true;
}

const HeldKey* PasskeyStore::find(std::string_view key) const {
  for (const auto& [person, holder] : book_.holders) {
    for (const auto& one : holder.keys) {
      if (one.key.id == key) return &one;
    }
  }
  return nullptr;
}

std::size_t PasskeyStore::count() const {
  std::size_t keys = 0;
  for (const auto& [person, holder] : book_.holders) keys += holder.keys.size();
  return keys;
}

std::vector<ports::Passkey> PasskeyStore::all() const {
  std::vector<ports::Passkey> keys;
  for (const auto& [person, holder] : book_.holders) {
    for (const auto& one : holder.keys) keys.push_back(one.key);
  }
  return keys;
}

bool PasskeyStore::has_any(const domain::PersonId& person) const {
  const auto found = book_.holders.find(person);
  return found != book_.holders.end() && !found->second.keys.empty();
}

// --- signing ------------------------------------------------------------------------------------

ports::PasskeyResult<PasskeyStore::Signed> PasskeyStore::check_signed(
    const ports::Assertion& assertion) const {
  const HeldKey* held = find(assertion.key);
  if (held == nullptr) return fault(PasskeyFault::unknown_key);
  const auto& handle = book_.holders.at(held->key.person).handle;
  if (!assertion.user_handle.empty() && !equal_in_constant_time(assertion.user_handle, handle)) {
    return fault(PasskeyFault::unknown_key);
  }
  const auto counter = verify_assertion(assertion, held->key.public_key, site_);
  if (!counter) return fault(counter.error());
  return Signed{*held, *counter};
}

// Section 7.2, step 21: a counter that did not grow means a copy, except where none is kept.
ports::PasskeyResult<ports::Passkey> PasskeyStore::note_use(Signed by, std::string last_decision) {
  const bool counts = by.counter != 0 || by.held.counter != 0;
  if (counts && by.counter <= by.held.counter) return fault(PasskeyFault::cloned);
  by.held.counter = by.counter;
  by.held.key.used = clock_.now();
  by.held.last_decision = std::move(last_decision);
  PasskeyBook book = book_;
  auto& keys = book.holders.at(by.held.key.person).keys;
  *std::ranges::find_if(keys, [&](const HeldKey& one) { return one.key.id == by.held.key.id; }) =
      by.held;
  if (!write(std::move(book))) return fault(PasskeyFault::not_kept);
  return std::move(by.held.key);
}

std::string PasskeyStore::begin_sign_in() { return challenges_->for_sign_in(); }

ports::PasskeyResult<ports::Passkey> PasskeyStore::sign_in(const ports::Assertion& assertion) {
  const auto challenge = read_client_data(assertion.client_data, Ceremony::get, site_);
  if (!challenge) return fault(challenge.error());
  if (!challenges_->good_for_sign_in(*challenge)) return fault(PasskeyFault::challenge);
  auto by = check_signed(assertion);
  if (!by) return fault(by.error());
  auto last_decision = by->held.last_decision;
  auto key = note_use(*std::move(by), std::move(last_decision));
  if (key) challenges_->use(*challenge);
  return key;
}

ports::DecisionChallenge PasskeyStore::begin_decision(const ports::DecisionPaper& paper) {
  return challenges_->for_decision(paper);
}

ports::PasskeyResult<ports::Passkey> PasskeyStore::check_decision(
    const ports::DecisionPaper& paper, std::string_view nonce, const ports::Assertion& assertion) {
  if (paper.log_head.size() != kHeadBytes) return fault(PasskeyFault::malformed);
  const auto challenge = read_client_data(assertion.client_data, Ceremony::get, site_);
  if (!challenge) return fault(challenge.error());
  if (nonce.size() != Challenges::nonce_bytes) return fault(PasskeyFault::challenge);
  // Of two faults this one: whoever signed the text of before is to be told that it changed.
  if (!equal_in_constant_time(*challenge, Challenges::decision_digest(nonce, paper))) {
    return fault(PasskeyFault::text_changed);
  }
  if (!challenges_->good_for_decision(nonce, paper)) return fault(PasskeyFault::challenge);
  auto by = check_signed(assertion);
  if (!by) return fault(by.error());
  if (by->held.key.person != paper.person) return fault(PasskeyFault::unknown_key);
  auto digest = signed_digest(assertion);
  if (digest == by->held.last_decision) return std::move(by->held.key);
  return note_use(*std::move(by), std::move(digest));
}

// --- new keys -----------------------------------------------------------------------------------

ports::PasskeyResult<PasskeyStore::Entitled> PasskeyStore::invited(std::string_view code) const {
  if (code.size() != kPrefix.size() + kSecretDigits || !code.starts_with(kPrefix)) {
    return fault(PasskeyFault::invitation);
  }
  const std::string hash = hash_of(code);
  for (const auto& [person, one] : book_.invitations) {
    if (!equal_in_constant_time(one.code_hash, hash)) continue;
    const auto holder = book_.holders.find(person);
    const bool had_key = holder != book_.holders.end() && holder->second.had_key;
    const bool recovery = !one.second.empty();
    // A first key came another way since: what one person gave must not replace it.
    if (clock_.now() >= one.valid_to || (had_key && !recovery)) break;
    return Entitled{{person, hash}, recovery, one.valid_to};
  }
  return fault(PasskeyFault::invitation);
}

ports::PasskeyResult<PasskeyStore::Entitled> PasskeyStore::entitled(
    const domain::PersonId& signed_in, std::string_view code) const {
  if (code.empty()) {
    if (signed_in.empty()) return fault(PasskeyFault::invitation);
    return Entitled{{signed_in, {}}, false, std::nullopt};
  }
  auto one = invited(code);
  if (one && !signed_in.empty() && signed_in != one->bond.person) {
    return fault(PasskeyFault::invitation);
  }
  return one;
}

std::optional<PasskeyFault> PasskeyStore::fault_of_new(const ports::Passkey& key,
                                                       const Entitled& by) const {
  if (!is_passkey_label(key.label)) return PasskeyFault::malformed;
  if (find(key.id) != nullptr) return PasskeyFault::known_already;
  const auto holder = book_.holders.find(by.bond.person);
  const auto theirs = holder == book_.holders.end() ? 0 : holder->second.keys.size();
  if (by.recovery && theirs > 0) return std::nullopt;  // those make room
  if (theirs >= most_passkeys_of_one || count() >= most_passkeys) return PasskeyFault::too_many;
  return std::nullopt;
}

ports::PasskeyResult<ports::PasskeyOffer> PasskeyStore::offer_to(const Entitled& one) {
  const auto& person = one.bond.person;
  if (!book_.holders.contains(person)) {
    if (book_.holders.size() >= most_passkey_holders) return fault(PasskeyFault::too_many);
    PasskeyBook book = book_;
    book.holders[person].handle = draw(user_handle_bytes);
    if (!write(std::move(book))) return fault(PasskeyFault::not_kept);
  }
  const auto& holder = book_.holders.at(person);
  ports::PasskeyOffer offer{.challenge = {},
                            .person = person,
                            .user_handle = holder.handle,
                            .known = {},
                            .valid_to = one.valid_to};
  if (!one.recovery) {
    if (holder.keys.size() >= most_passkeys_of_one || count() >= most_passkeys) {
      return fault(PasskeyFault::too_many);
    }
    for (const auto& held : holder.keys) offer.known.push_back(held.key.id);
  }
  offer.challenge = challenges_->for_new_key(one.bond);
  return offer;
}

ports::PasskeyResult<ports::PasskeyOffer> PasskeyStore::offer(const domain::PersonId& person) {
  const auto one = entitled(person, {});
  if (!one) return fault(one.error());
  return offer_to(*one);
}

ports::PasskeyResult<ports::PasskeyOffer> PasskeyStore::offer_invited(std::string_view code) {
  const auto one = invited(code);
  if (!one) return fault(one.error());
  return offer_to(*one);
}

ports::PasskeyResult<ports::Passkey> PasskeyStore::check_new(const domain::PersonId& signed_in,
                                                             std::string_view code,
                                                             const ports::NewPasskey& made) {
  const auto by = entitled(signed_in, code);
  if (!by) return fault(by.error());
  auto challenge = read_client_data(made.client_data, Ceremony::create, site_);
  if (!challenge) return fault(challenge.error());
  if (!challenges_->good_for_new_key(*challenge, by->bond)) return fault(PasskeyFault::challenge);
  auto read = read_new_key(made.authenticator_data, site_);
  if (!read) return fault(read.error());
  ports::Passkey key{.id = std::move(read->id),
                     .public_key = std::move(read->public_key),
                     .person = by->bond.person,
                     .label = made.label,
                     .added = clock_.now(),
                     .used = std::nullopt};
  if (const auto wrong = fault_of_new(key, *by)) return fault(*wrong);
  std::erase_if(checked_, [&](const Checked& one) { return one.key.id == key.id; });
  if (checked_.size() >= most_checked) checked_.pop_front();
  checked_.push_back({key, read->counter, *std::move(challenge), by->bond});
  return key;
}

ports::PasskeyResult<std::vector<std::string>> PasskeyStore::keep(ports::Passkey key,
                                                                  std::string_view code) {
  const auto checked = std::ranges::find_if(checked_, [&](const Checked& one) {
    return one.key.id == key.id && one.key.public_key == key.public_key &&
           one.key.person == key.person;
  });
  if (checked == checked_.end()) return fault(PasskeyFault::challenge);
  const auto by = entitled(key.person, code);
  if (!by) return fault(by.error());
  // With another invitation than it was checked with, the challenge does not fit.
  if (!challenges_->good_for_new_key(checked->challenge, by->bond)) {
    return fault(PasskeyFault::challenge);
  }
  if (const auto wrong = fault_of_new(key, *by)) return fault(*wrong);
  PasskeyBook book = book_;
  auto& holder = book.holders[key.person];
  if (holder.handle.empty()) return fault(PasskeyFault::challenge);  // nobody offered
  std::vector<std::string> revoked;
  if (by->recovery) {
    for (const auto& old : holder.keys) revoked.push_back(old.key.id);
    holder.keys.clear();
  }
  if (!code.empty()) book.invitations.erase(key.person);
  holder.had_key = true;
  key.used.reset();
  holder.keys.push_back({std::move(key), checked->counter, {}});
  if (!write(std::move(book))) return fault(PasskeyFault::not_kept);
  challenges_->use(checked->challenge);
  checked_.erase(checked);
  return revoked;
}

// --- invitations --------------------------------------------------------------------------------

ports::PasskeyResult<ports::PasskeyInvitation> PasskeyStore::invite(const domain::PersonId& person,
                                                                    const domain::PersonId& by) {
  if (person.empty() || by.empty()) return fault(PasskeyFault::invitation);
  const auto now = clock_.now();
  const auto holder = book_.holders.find(person);
  const bool recovery = holder != book_.holders.end() && holder->second.had_key;
  if (recovery && by == person) return fault(PasskeyFault::invitation);
  const auto found = book_.invitations.find(person);
  const bool holds = recovery && found != book_.invitations.end() && now < found->second.valid_to;
  const bool waits = holds && found->second.code_hash.empty();
  // Also when a second has agreed since: a request sent twice must not undo that.
  if (holds && found->second.by == by && (waits || !found->second.second.empty())) {
    return ports::PasskeyInvitation{{}, person, found->second.valid_to};
  }
  Invitation next{.code_hash = {}, .by = by, .second = {}, .valid_to = now + invitation_time};
  if (waits) {
    next.by = found->second.by;
    next.second = by;
  }
  std::string code;
  if (waits || !recovery) {
    code = std::string(kPrefix) + to_base64url(draw(kSecretBytes));
    next.code_hash = hash_of(code);
  }
  const auto valid_to = next.valid_to;
  PasskeyBook book = without_expired(book_, now);
  book.invitations.insert_or_assign(person, std::move(next));
  if (book.invitations.size() > kMostInvitations) return fault(PasskeyFault::too_many);
  if (!write(std::move(book))) return fault(PasskeyFault::not_kept);
  return ports::PasskeyInvitation{std::move(code), person, valid_to};
}

ports::PasskeyResult<void> PasskeyStore::revoke(std::string_view key) {
  const HeldKey* held = find(key);
  if (held == nullptr) return fault(PasskeyFault::unknown_key);
  PasskeyBook book = book_;
  std::erase_if(book.holders.at(held->key.person).keys,
                [&](const HeldKey& one) { return one.key.id == key; });
  if (!write(std::move(book))) return fault(PasskeyFault::not_kept);
  return {};
}

}  // namespace ckl::auth
