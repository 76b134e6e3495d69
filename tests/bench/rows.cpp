#include "bench/rows.hpp"

#include <algorithm>
#include <memory>

#include <rocksdb/db.h>
#include <sys/resource.h>

#include "bench/wire.hpp"

namespace ckl::bench {

double processor_seconds() {
  rusage used{};
  getrusage(RUSAGE_SELF, &used);
  const auto seconds = [](const timeval& time) {
    return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) / 1e6;
  };
  return seconds(used.ru_utime) + seconds(used.ru_stime);
}

double seconds_since(std::uint64_t start) { return static_cast<double>(now_ns() - start) / 1e9; }

Scan scan(const std::filesystem::path& folder, std::size_t read_ahead) {
  std::vector<rocksdb::ColumnFamilyDescriptor> families;
  std::vector<std::string> names;
  const std::string path = folder / "db";
  if (!rocksdb::DB::ListColumnFamilies({}, path, &names).ok()) die("no database at " + path);
  for (const auto& name : names) families.emplace_back(name, rocksdb::ColumnFamilyOptions());
  std::vector<rocksdb::ColumnFamilyHandle*> handles;
  rocksdb::DB* opened = nullptr;
  if (!rocksdb::DB::OpenForReadOnly({}, path, families, &handles, &opened).ok()) die("open");
  const std::unique_ptr<rocksdb::DB> database(opened);
  const auto at = std::ranges::find(names, "log") - names.begin();
  rocksdb::ReadOptions options;
  options.readahead_size = read_ahead;
  Scan result;
  const auto start = now_ns();
  const auto worked = processor_seconds();
  {
    const std::unique_ptr<rocksdb::Iterator> row(
        database->NewIterator(options, handles[static_cast<std::size_t>(at)]));
    for (row->SeekToFirst(); row->Valid(); row->Next()) {
      ++result.rows;
      result.bytes += row->value().size();
    }
    if (!row->status().ok()) die(row->status().ToString());
  }
  result.seconds = seconds_since(start);
  result.processor = processor_seconds() - worked;
  for (auto* handle : handles) static_cast<void>(database->DestroyColumnFamilyHandle(handle));
  return result;
}

}  // namespace ckl::bench
