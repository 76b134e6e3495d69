#include "journal/store.hpp"

#include <algorithm>

#include <fmt/format.h>
#include <rocksdb/cache.h>
#include <rocksdb/convenience.h>
#include <rocksdb/filter_policy.h>
#include <rocksdb/options.h>
#include <rocksdb/table.h>

#include "journal/keys.hpp"

namespace ckl::journal {
namespace {

constexpr std::uint64_t readahead_from_entries = 1'024;
constexpr std::size_t readahead_bytes = 1UL << 20U;

ports::Failure failed(std::string_view what, const rocksdb::Status& status) {
  auto code = ports::FailureCode::io;
  if (status.IsCorruption() || status.IsPathNotFound()) {
    code = ports::FailureCode::corrupt;
  } else if (status.IsNoSpace()) {
    code = ports::FailureCode::disk_full;
  }
  return {.code = code, .what = fmt::format("{}: {}", what, status.ToString())};
}

ports::Failure gap(domain::Sequence wanted, std::uint64_t found) {
  return {
      .code = ports::FailureCode::corrupt,
      .what = fmt::format("the log has a gap: entry {} is missing, {} is there", wanted, found)};
}

rocksdb::Slice slice(std::string_view bytes) { return {bytes.data(), bytes.size()}; }

std::string_view view(const rocksdb::Slice& bytes) { return {bytes.data(), bytes.size()}; }

// Nothing is left to defaults that depend on how the library was built.
rocksdb::DBOptions database_options(rocksdb::Env* env) {
  rocksdb::DBOptions options;
  if (env != nullptr) options.env = env;
  options.create_if_missing = true;
  options.create_missing_column_families = true;
  options.wal_recovery_mode = rocksdb::WALRecoveryMode::kTolerateCorruptedTailRecords;
  options.paranoid_checks = true;
  options.flush_verify_memtable_count = true;
  options.skip_checking_sst_file_sizes_on_db_open = false;
  options.info_log_level = rocksdb::InfoLogLevel::WARN_LEVEL;
  options.keep_log_file_num = 4;
  options.max_log_file_size = 4UL << 20U;
  // A family that is seldom written must not keep old write-ahead logs alive.
  options.max_total_wal_size = 64UL << 20U;
  options.max_background_jobs = 2;
  return options;
}

rocksdb::ColumnFamilyOptions family_options(Family family, const Store::Options& options,
                                            const std::shared_ptr<rocksdb::Cache>& cache) {
  rocksdb::BlockBasedTableOptions table;
  table.block_cache = cache;
  table.format_version = 5;
  if (family == Family::replies) {
    table.filter_policy.reset(rocksdb::NewBloomFilterPolicy(10.0));
  }
  rocksdb::ColumnFamilyOptions family_options;
  family_options.table_factory.reset(rocksdb::NewBlockBasedTableFactory(table));
  family_options.paranoid_file_checks = true;
  family_options.max_write_buffer_number = 3;
  family_options.write_buffer_size = options.write_buffer;
  if (family == Family::replies) {
    family_options.memtable_whole_key_filtering = true;
    family_options.memtable_prefix_bloom_size_ratio = 0.02;
  }
  // Answers are short and named at random: nothing in them to compress.
  const auto available = rocksdb::GetSupportedCompressions();
  const bool compressed = family != Family::replies &&
                          std::ranges::find(available, rocksdb::kLZ4Compression) != available.end();
  family_options.compression = compressed ? rocksdb::kLZ4Compression : rocksdb::kNoCompression;
  return family_options;
}

std::vector<rocksdb::ColumnFamilyDescriptor> families(const Store::Options& options) {
  const auto cache = rocksdb::NewLRUCache(options.block_cache);
  const auto of = [&](const char* name, Family family) {
    return rocksdb::ColumnFamilyDescriptor(name, family_options(family, options, cache));
  };
  return {of("default", Family::base),    of("log", Family::log),
          of("replies", Family::replies), of("snapshots", Family::snapshots),
          of("meta", Family::meta),       of("proof", Family::proof)};
}

}  // namespace

Store::~Store() {
  if (database_ == nullptr) {
    return;
  }
  for (auto* family : handles_) {
    static_cast<void>(database_->DestroyColumnFamilyHandle(family));
  }
  static_cast<void>(database_->Close());
}

ports::Result<std::unique_ptr<Store>> Store::open(const Options& options) {
  std::unique_ptr<Store> store(new Store);
  rocksdb::DB* database = nullptr;
  const auto status = rocksdb::DB::Open(database_options(options.env), options.folder.string(),
                                        families(options), &store->handles_, &database);
  store->database_.reset(database);
  if (!status.ok()) {
    return std::unexpected(failed("opening " + options.folder.string(), status));
  }
  return store;
}

ports::Result<domain::Sequence> Store::find_head() const {
  const std::unique_ptr<rocksdb::Iterator> row(
      database_->NewIterator(rocksdb::ReadOptions(), handle(Family::log)));
  row->SeekToFirst();
  if (!row->status().ok()) {
    return std::unexpected(failed("reading the first entry", row->status()));
  }
  if (!row->Valid()) {
    return 0;
  }
  if (const auto first = number_of(view(row->key())); first != 1) {
    return std::unexpected(gap(1, first.value_or(0)));
  }
  row->SeekToLast();
  if (!row->Valid() || !row->status().ok()) {
    return std::unexpected(failed("reading the last entry", row->status()));
  }
  return number_of(view(row->key())).value_or(0);
}

ports::Result<void> Store::read_up(domain::Sequence first, domain::Sequence last,
                                   const ports::Journal::Visit& visit) const {
  if (first > last) {
    return {};
  }
  const auto start = key_of(first);
  const auto end = key_of(last + 1);
  const rocksdb::Slice bound(end.data(), end.size());
  rocksdb::ReadOptions options;
  options.iterate_upper_bound = &bound;
  options.fill_cache = false;
  options.readahead_size = last - first >= readahead_from_entries ? readahead_bytes : 0;
  const std::unique_ptr<rocksdb::Iterator> row(
      database_->NewIterator(options, handle(Family::log)));
  auto wanted = first;
  for (row->Seek({start.data(), start.size()}); row->Valid(); row->Next()) {
    const auto sequence = number_of(view(row->key())).value_or(0);
    if (sequence != wanted) {
      return std::unexpected(gap(wanted, sequence));
    }
    if (!visit(sequence, view(row->value()))) {
      return {};
    }
    ++wanted;
  }
  if (!row->status().ok()) {
    return std::unexpected(failed(fmt::format("reading entry {}", wanted), row->status()));
  }
  if (wanted != last + 1) {
    return std::unexpected(gap(wanted, 0));
  }
  return {};
}

ports::Result<void> Store::read_down(domain::Sequence last,
                                     const ports::Journal::Visit& visit) const {
  rocksdb::ReadOptions options;
  options.fill_cache = false;
  const std::unique_ptr<rocksdb::Iterator> row(
      database_->NewIterator(options, handle(Family::log)));
  const auto start = key_of(last);
  auto wanted = last;
  for (row->SeekForPrev({start.data(), start.size()}); row->Valid() && wanted > 0; row->Prev()) {
    const auto sequence = number_of(view(row->key())).value_or(0);
    if (sequence != wanted) {
      return std::unexpected(gap(wanted, sequence));
    }
    if (!visit(sequence, view(row->value()))) {
      return {};
    }
    --wanted;
  }
  if (!row->status().ok()) {
    return std::unexpected(failed(fmt::format("reading entry {}", wanted), row->status()));
  }
  if (wanted != 0) {
    return std::unexpected(gap(wanted, 0));
  }
  return {};
}

ports::Result<void> Store::read_snapshots(const ports::Journal::Visit& visit) const {
  rocksdb::ReadOptions options;
  options.fill_cache = false;
  const std::unique_ptr<rocksdb::Iterator> row(
      database_->NewIterator(options, handle(Family::snapshots)));
  for (row->SeekToLast(); row->Valid(); row->Prev()) {
    if (!visit(number_of(view(row->key())).value_or(0), view(row->value()))) {
      return {};
    }
  }
  if (!row->status().ok()) {
    return std::unexpected(failed("reading snapshots", row->status()));
  }
  return {};
}

ports::Result<void> Store::scan(Family family, std::string_view key, bool upwards,
                                const VisitRow& visit) const {
  rocksdb::ReadOptions options;
  options.fill_cache = false;
  const std::unique_ptr<rocksdb::Iterator> row(database_->NewIterator(options, handle(family)));
  if (upwards) {
    row->Seek(slice(key));
  } else {
    row->SeekForPrev(slice(key));
  }
  while (row->Valid() && visit(view(row->key()), view(row->value()))) {
    if (upwards) {
      row->Next();
    } else {
      row->Prev();
    }
  }
  if (!row->status().ok()) return std::unexpected(failed("reading rows", row->status()));
  return {};
}

ports::Result<bool> Store::read_keys(Family family, std::uint64_t most,
                                     const std::function<void(std::string_view)>& visit) const {
  std::uint64_t about = 0;
  database_->GetIntProperty(handle(family), rocksdb::DB::Properties::kEstimateNumKeys, &about);
  if (about > most) return false;
  rocksdb::ReadOptions options;
  options.fill_cache = false;
  options.readahead_size = readahead_bytes;
  const std::unique_ptr<rocksdb::Iterator> row(database_->NewIterator(options, handle(family)));
  for (row->SeekToFirst(); row->Valid(); row->Next()) visit(view(row->key()));
  if (!row->status().ok()) return std::unexpected(failed("reading the keys", row->status()));
  return true;
}

ports::Result<std::optional<std::string>> Store::get(Family family, std::string_view key) const {
  std::string value;
  const auto status = database_->Get(rocksdb::ReadOptions(), handle(family), slice(key), &value);
  if (status.IsNotFound()) {
    return std::optional<std::string>{};
  }
  if (!status.ok()) {
    return std::unexpected(failed("reading a key", status));
  }
  return std::optional<std::string>(std::move(value));
}

void Store::put(rocksdb::WriteBatch& batch, Family family, std::string_view key,
                std::string_view value) const {
  static_cast<void>(batch.Put(handle(family), slice(key), slice(value)));
}

void Store::remove(rocksdb::WriteBatch& batch, Family family, std::string_view key) const {
  static_cast<void>(batch.Delete(handle(family), slice(key)));
}

ports::Result<void> Store::write(rocksdb::WriteBatch& batch) {
  rocksdb::WriteOptions options;
  options.sync = true;
  if (const auto status = database_->Write(options, &batch); !status.ok()) {
    return std::unexpected(failed("writing", status));
  }
  return {};
}

std::uint64_t Store::unflushed_bytes() const {
  std::uint64_t sum = 0;
  for (auto* family : handles_) {
    std::uint64_t bytes = 0;
    database_->GetIntProperty(family, rocksdb::DB::Properties::kCurSizeActiveMemTable, &bytes);
    sum += bytes;
  }
  return sum;
}

ports::Result<void> Store::begin_flush() {
  rocksdb::FlushOptions options;
  options.wait = false;
  // All at once: a write-ahead log goes when the last family of it is in tables.
  if (const auto status = database_->Flush(options, handles_); !status.ok()) {
    return std::unexpected(failed("moving the newest writes into tables", status));
  }
  return {};
}

ports::Result<void> Store::verify_checksums() const {
  if (const auto status = database_->VerifyChecksum(); !status.ok()) {
    return std::unexpected(failed("comparing checksums", status));
  }
  return {};
}

}  // namespace ckl::journal
