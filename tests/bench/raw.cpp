// bench_raw: what the disk and a bare RocksDB give, beside which ckld is measured.
//
//   --kind fsync|rocks  --dir D --clients 64 --ms 3000
//
// `fsync`: append 450 bytes and fdatasync, one after another. `rocks`: the queue-and-one-writer
// design with nothing around it: threads that each hand over a record and wait; one writer takes
// what is queued and writes one synced batch. Like for like with ckld: as many clients with one
// command each under way, and per command the same two rows in two column families (the entry by
// number, the answer by the client's id) with as many bytes as ckld writes for the load client's
// command; nothing is decided, checked or encoded, and nobody is connected. Prints one line of
// JSON.
#include <algorithm>
#include <atomic>
#include <condition_variable>
#include <iostream>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include <fcntl.h>
#include <rocksdb/db.h>
#include <unistd.h>

#include "bench/wire.hpp"

namespace ckl::bench {
namespace {

constexpr std::size_t kRecordBytes = 450;
constexpr std::size_t kAnswerBytes = 56;

void print(const std::string& kind, std::size_t clients, std::vector<double>& micros,
           double seconds) {
  std::cout << "{\"kind\":\"" << kind << "\",\"clients\":" << clients << ",\"n\":" << micros.size()
            << ",\"per_second\":" << static_cast<double>(micros.size()) / seconds
            << ",\"p50_us\":" << percentile(micros, 50) << ",\"p99_us\":" << percentile(micros, 99)
            << "}\n";
}

void raw_fsync(const std::string& folder, std::uint64_t duration_ns) {
  const std::string path = folder + "/raw-fsync";
  const int file = ::open(path.c_str(), O_CREAT | O_WRONLY | O_APPEND | O_CLOEXEC, 0600);
  if (file < 0) die("open " + path);
  const std::string record(kRecordBytes, 'x');
  std::vector<double> micros;
  const auto began = now_ns();
  while (now_ns() < began + duration_ns) {
    const auto start = now_ns();
    if (::write(file, record.data(), record.size()) < 0 || ::fdatasync(file) != 0) die("write");
    micros.push_back(static_cast<double>(now_ns() - start) / 1e3);
  }
  print("fsync", 1, micros, static_cast<double>(now_ns() - began) / 1e9);
  ::close(file);
  ::unlink(path.c_str());
}

// A record that waits to be on disk.
struct Waiting {
  std::atomic<bool> durable{false};
};

class OneWriter {
 public:
  OneWriter(rocksdb::DB& database, rocksdb::ColumnFamilyHandle& answers)
      : database_(database), answers_(answers), thread_([this] { run(); }) {}

  void write(Waiting& waiting) {
    {
      const std::lock_guard lock(mutex_);
      queue_.push_back(&waiting);
    }
    wake_.notify_one();
    waiting.durable.wait(false);
  }

  void stop() {
    {
      const std::lock_guard lock(mutex_);
      stopping_ = true;
    }
    wake_.notify_one();
    thread_.join();
  }

 private:
  void run() {
    constexpr std::size_t most = 256;
    const std::string record(kRecordBytes, 'x');
    const std::string answer(kAnswerBytes, 'y');
    rocksdb::WriteOptions options;
    options.sync = true;
    std::vector<Waiting*> taken;
    for (;;) {
      {
        std::unique_lock lock(mutex_);
        wake_.wait(lock, [this] { return stopping_ || !queue_.empty(); });
        if (queue_.empty()) return;
        const auto count = std::min(most, queue_.size());
        const auto end = queue_.begin() + static_cast<std::ptrdiff_t>(count);
        taken.assign(queue_.begin(), end);
        queue_.erase(queue_.begin(), end);
      }
      rocksdb::WriteBatch batch;
      for (std::size_t i = 0; i < taken.size(); ++i) {
        std::string key;
        ++sequence_;
        for (int shift = 56; shift >= 0; shift -= 8) {
          key += static_cast<char>(sequence_ >> static_cast<unsigned>(shift));
        }
        batch.Put(key, record);
        batch.Put(&answers_, "tib-1 w0-" + std::to_string(10'000'000 + sequence_), answer);
      }
      if (!database_.Write(options, &batch).ok()) die("RocksDB write");
      for (auto* one : taken) {
        one->durable = true;
        one->durable.notify_one();
      }
    }
  }

  rocksdb::DB& database_;
  rocksdb::ColumnFamilyHandle& answers_;
  std::mutex mutex_;
  std::condition_variable wake_;
  std::vector<Waiting*> queue_;
  std::uint64_t sequence_ = 0;
  bool stopping_ = false;
  std::thread thread_;
};

void raw_rocks(const std::string& folder, std::size_t clients, std::uint64_t duration_ns) {
  const std::string path = folder + "/raw-rocks";
  rocksdb::Options options;
  options.create_if_missing = true;
  options.info_log_level = rocksdb::InfoLogLevel::ERROR_LEVEL;
  rocksdb::DB* opened = nullptr;
  if (!rocksdb::DB::Open(options, path, &opened).ok()) die("open " + path);
  const std::unique_ptr<rocksdb::DB> database(opened);
  rocksdb::ColumnFamilyHandle* answers = nullptr;
  if (!database->CreateColumnFamily(options, "answers", &answers).ok()) die("column family");
  OneWriter writer(*database, *answers);
  std::vector<std::vector<double>> micros(clients);
  std::vector<std::thread> threads;
  const auto began = now_ns();
  for (std::size_t i = 0; i < clients; ++i) {
    threads.emplace_back([&, i] {
      while (now_ns() < began + duration_ns) {
        const auto start = now_ns();
        Waiting waiting;
        writer.write(waiting);
        micros[i].push_back(static_cast<double>(now_ns() - start) / 1e3);
      }
    });
  }
  for (auto& thread : threads) thread.join();
  const auto seconds = static_cast<double>(now_ns() - began) / 1e9;
  writer.stop();
  static_cast<void>(database->DestroyColumnFamilyHandle(answers));
  std::vector<double> all;
  for (const auto& one : micros) all.insert(all.end(), one.begin(), one.end());
  print("rocks", clients, all, seconds);
}

int run(int argc, char** argv) {
  const auto folder = argument(argc, argv, "--dir", ".");
  const auto duration = static_cast<std::uint64_t>(number(argc, argv, "--ms", 3'000)) * 1'000'000U;
  if (argument(argc, argv, "--kind", "fsync") == "fsync") {
    raw_fsync(folder, duration);
  } else {
    raw_rocks(folder, static_cast<std::size_t>(number(argc, argv, "--clients", 64)), duration);
  }
  return 0;
}

}  // namespace
}  // namespace ckl::bench

int main(int argc, char** argv) { return ckl::bench::run(argc, argv); }
