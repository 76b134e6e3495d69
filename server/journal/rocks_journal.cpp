#include "journal/rocks_journal.hpp"

#include <algorithm>
#include <atomic>

#include <fmt/format.h>
#include <spdlog/spdlog.h>

#include "codec/codec.hpp"
#include "journal/checksum.hpp"
#include "journal/high_water_mark.hpp"
#include "journal/key_filter.hpp"
#include "journal/keys.hpp"
#include "journal/proof_log.hpp"
#include "journal/read_ahead.hpp"
#include "journal/records.hpp"
#include "journal/store.hpp"
#include "journal/writer.hpp"

namespace ckl::journal {
namespace {

constexpr std::string_view format_version = "1";
// Fewer are read faster than a thread is begun.
constexpr domain::Sequence entries_worth_a_thread = 4'096;

// More answers than this are not read at the start, and each new command asks the database.
constexpr std::uint64_t most_answers_read = 1'000'000;

std::uint64_t bytes_of_logs(const std::filesystem::path& folder) {
  std::uint64_t bytes = 0;
  std::error_code error;
  for (const auto& file : std::filesystem::directory_iterator(folder, error)) {
    if (file.path().extension() == ".log") {
      bytes += file.file_size(error);
    }
  }
  return bytes;
}

ports::Failure corrupt(std::string what) {
  return {.code = ports::FailureCode::corrupt, .what = std::move(what)};
}

}  // namespace

struct RocksJournal::Impl {
  explicit Impl(const RocksOptions& given) : options(given), space(given.folder, given.space) {}

  // The identity, read or made; refuses a journal of a later program.
  ports::Result<void> identify() {
    auto format = store->get(Family::meta, "format");
    auto name = store->get(Family::meta, "id");
    if (!format || !name) {
      return std::unexpected(format ? std::move(name.error()) : std::move(format.error()));
    }
    const std::optional<std::string>& written = *format;
    const std::optional<std::string>& named = *name;
    if (written.has_value() && named.has_value()) {
      id = named.value();
      if (written.value() != format_version) {
        return std::unexpected(ports::Failure{
            .code = ports::FailureCode::invalid,
            .what = fmt::format("{}: the journal has format {}, this program knows {}",
                                options.folder.string(), written.value(), format_version)});
      }
      return {};
    }
    if (head.load() != 0) {
      return std::unexpected(corrupt("the journal has entries but no identity"));
    }
    id = new_journal_id();
    rocksdb::WriteBatch batch;
    store->put(batch, Family::meta, "format", format_version);
    store->put(batch, Family::meta, "id", id);
    return store->write(batch);
  }

  // A journal that ends before its mark has lost something that somebody was told of.
  ports::Result<void> compare_with_mark() {
    const auto path = options.folder / "mark";
    auto kept = HighWaterMark::read(path);
    if (!kept) {
      return std::unexpected(std::move(kept.error()));
    }
    if (const std::optional<HighWaterMark::Mark>& last = *kept; last.has_value()) {
      if (last->sequence > head.load()) {
        return std::unexpected(
            corrupt(fmt::format("{}: the journal ends at entry {}, but {} was acknowledged",
                                options.folder.string(), head.load(), last->sequence)));
      }
      if (last->sequence > 0 && last->journal_id != id) {
        return std::unexpected(
            corrupt(fmt::format("{} belongs to another journal", path.string())));
      }
    } else if (head.load() > 0) {
      spdlog::warn("{} is missing; it is made anew from the journal as it is", path.string());
    }
    return mark.open(path, {.journal_id = id, .sequence = head.load()});
  }

  ports::Result<void> open() {
    const auto database = options.folder / "db";
    if (auto room = space.before_write(bytes_of_logs(database)); !room) {
      return room;
    }
    auto opened = Store::open({.folder = database,
                               .write_buffer = options.write_buffer,
                               .block_cache = options.block_cache,
                               .env = options.env});
    if (!opened) {
      return std::unexpected(std::move(opened.error()));
    }
    store = std::move(*opened);
    auto last = store->find_head();
    if (!last) {
      return std::unexpected(std::move(last.error()));
    }
    head = *last;
    if (auto identified = identify(); !identified) {
      return identified;
    }
    if (auto compared = compare_with_mark(); !compared) {
      return compared;
    }
    auto read = store->read_keys(Family::replies, most_answers_read,
                                 [this](std::string_view key) { answered.add(key); });
    if (!read) {
      return std::unexpected(std::move(read.error()));
    }
    answered_is_whole = *read;
    space.restore_ballast();
    auto proven = ProofLog::open(*store, id, head);
    if (!proven) {
      return std::unexpected(std::move(proven.error()));
    }
    proof = std::move(*proven);
    writer = std::make_unique<Writer>(
        Writer::Parts{.store = *store, .mark = mark, .space = space, .proof = *proof}, head);
    proof->set_queue([this](ProofLog::Row row) { writer->add(std::move(row)); });
    return {};
  }

  RocksOptions options;
  DiskSpace space;
  HighWaterMark mark;
  std::atomic<domain::Sequence> head{0};
  std::string id;
  KeyFilter answered;              // on the engine's strand, like `append` and `find_reply`
  bool answered_is_whole = false;  // it knows of every answer in the database
  std::unique_ptr<Store> store;
  std::unique_ptr<ProofLog> proof;
  std::unique_ptr<Writer> writer;  // last: stops before the rest goes
};

ports::Result<std::unique_ptr<RocksJournal>> RocksJournal::open(const RocksOptions& options) {
  std::error_code error;
  std::filesystem::create_directories(options.folder, error);
  if (error) {
    return std::unexpected(ports::Failure{
        .code = error == std::errc::no_space_on_device ? ports::FailureCode::disk_full
                                                       : ports::FailureCode::io,
        .what = fmt::format("{}: {}", options.folder.string(), error.message())});
  }
  auto impl = std::make_unique<Impl>(options);
  if (auto opened = impl->open(); !opened) {
    return std::unexpected(std::move(opened.error()));
  }
  return std::unique_ptr<RocksJournal>(new RocksJournal(std::move(impl)));
}

RocksJournal::RocksJournal(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}

RocksJournal::~RocksJournal() { stop(); }

void RocksJournal::start(OnCommitted on_committed, OnFault on_fault) {
  impl_->writer->start(
      {.batch_appends = impl_->options.batch_appends, .batch_bytes = impl_->options.batch_bytes},
      std::move(on_committed), std::move(on_fault));
}

void RocksJournal::append(ports::Append append) {
  if (append.reply) impl_->answered.add(key_of(append.reply->first));
  impl_->writer->add(std::move(append));
}

ports::Result<void> RocksJournal::accepts() const { return impl_->space.accepts(); }

const std::string& RocksJournal::id() const { return impl_->id; }

domain::Sequence RocksJournal::head() const { return impl_->head.load(std::memory_order_acquire); }

ports::Result<void> RocksJournal::read(domain::Sequence first, const Visit& visit) const {
  return impl_->store->read_up(std::max<domain::Sequence>(first, 1), head(), visit);
}

ports::Result<void> RocksJournal::read_back(domain::Sequence last, const Visit& visit) const {
  return impl_->store->read_down(std::min(last, head()), visit);
}

ports::Result<domain::Entry> RocksJournal::decode(std::string_view bytes) const {
  return codec::decode_entry(bytes);
}

ports::Result<void> RocksJournal::replay(domain::Sequence first, const VisitEntry& visit) const {
  const auto last = head();
  if (last < first + entries_worth_a_thread) return Journal::replay(first, visit);
  return ReadAhead(*impl_->store).run(std::max<domain::Sequence>(first, 1), last, visit);
}

ports::Result<std::optional<ports::RememberedReply>> RocksJournal::find_reply(
    const ports::CommandKey& key) const {
  const auto name = key_of(key);
  if (impl_->answered_is_whole && !impl_->answered.may_have(name)) {
    return std::optional<ports::RememberedReply>{};
  }
  auto value = impl_->store->get(Family::replies, name);
  if (!value) {
    return std::unexpected(std::move(value.error()));
  }
  const std::optional<std::string>& bytes = *value;
  if (!bytes.has_value()) {
    return std::optional<ports::RememberedReply>{};
  }
  auto reply = decode_reply(bytes.value());
  if (!reply) {
    return std::unexpected(std::move(reply.error()));
  }
  return std::optional<ports::RememberedReply>(std::move(*reply));
}

ports::Result<std::optional<ports::Snapshot>> RocksJournal::latest_snapshot() const {
  std::optional<ports::Snapshot> found;
  auto listed =
      impl_->store->read_snapshots([&](domain::Sequence sequence, std::string_view value) {
        if (sequence > head()) {
          spdlog::warn("snapshot {} is beyond the journal's end and is left alone", sequence);
          return true;
        }
        auto snapshot = decode_snapshot(sequence, value);
        if (!snapshot) {
          spdlog::warn("a snapshot is left alone: {}", snapshot.error().what);
          return true;
        }
        found = std::move(*snapshot);
        return false;
      });
  if (!listed) {
    spdlog::warn("snapshots are left alone: {}", listed.error().what);
  }
  return found;
}

void RocksJournal::save_snapshot(std::shared_ptr<const domain::State> state) {
  impl_->writer->add(std::move(state));
}

ports::Proof* RocksJournal::proof() const { return impl_->proof.get(); }

void RocksJournal::stop() { impl_->writer->stop(); }

ports::Result<void> RocksJournal::verify() const {
  if (auto sums = impl_->store->verify_checksums(); !sums) {
    return sums;
  }
  ports::Result<void> decoded;
  auto whole = read(1, [&](domain::Sequence sequence, std::string_view bytes) {
    auto entry = codec::decode_entry(bytes);
    if (!entry) {
      decoded = std::unexpected(std::move(entry.error()));
    } else if (entry->sequence != sequence) {
      decoded = std::unexpected(
          corrupt(fmt::format("entry {} says that it is {}", sequence, entry->sequence)));
    }
    return decoded.has_value();
  });
  if (!whole || !decoded) return whole ? decoded : whole;
  return impl_->proof->verify();
}

}  // namespace ckl::journal
