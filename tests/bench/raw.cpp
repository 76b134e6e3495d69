// bench_raw: what the machine and a bare RocksDB give, beside which ckld is measured.
//
//   --kind fsync|rocks|scan|alu|loopback  --dir D --clients 64 --ms 3000
//
// `alu`: a fixed number of additions and shifts, the middle of several: the speed of the processor
// at present. `loopback`: 400 bytes to and fro over TCP. `scan`: all rows of the journal in D.
//
// `fsync`: append 450 bytes and fdatasync, one after another. `rocks`: the queue-and-one-writer
// design with nothing around it: threads that each hand over a record and wait; one writer takes
// what is queued and writes one synced batch. Like for like with ckld: as many clients with one
// command each under way, and per command the same two rows in two column families (the entry by
// number, the answer by the client's id) with as many bytes as ckld writes for the load client's
// command; nothing is decided, checked or encoded, and nobody is connected. Prints one line of
// JSON.
#include <algorithm>
#include <array>
#include <atomic>
#include <condition_variable>
#include <cstring>
#include <iostream>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include <fcntl.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <rocksdb/db.h>
#include <sys/socket.h>
#include <unistd.h>

#include "bench/rows.hpp"
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

// Sends back what one connection sends, until it ends.
class Echo {
 public:
  Echo() : listener_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
    if (listener_ < 0) die("socket");
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    sockaddr generic{};
    static_assert(sizeof generic == sizeof address);
    std::memcpy(&generic, &address, sizeof address);
    socklen_t size = sizeof generic;
    if (::bind(listener_, &generic, size) != 0 || ::listen(listener_, 1) != 0 ||
        ::getsockname(listener_, &generic, &size) != 0) {
      die("listen");
    }
    std::memcpy(&address, &generic, sizeof address);
    port_ = ntohs(address.sin_port);
    thread_ = std::jthread([this] { run(); });
  }

  [[nodiscard]] int port() const { return port_; }

 private:
  void run() const {
    const int peer = ::accept(listener_, nullptr, nullptr);
    if (peer < 0) die("accept");
    int on = 1;
    ::setsockopt(peer, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    std::array<char, 4'096> buffer{};
    for (ssize_t got = 0; (got = ::recv(peer, buffer.data(), buffer.size(), 0)) > 0;) {
      if (::send(peer, buffer.data(), static_cast<std::size_t>(got), MSG_NOSIGNAL) != got) break;
    }
    ::close(peer);
    ::close(listener_);
  }

  int listener_;
  int port_ = 0;
  std::jthread thread_;
};

void wait_and_receive(Connection& connection) {
  pollfd readable{.fd = connection.fd, .events = POLLIN, .revents = 0};
  ::poll(&readable, 1, 1'000);
  connection.receive();
}

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

void raw_scan(const std::string& folder) {
  constexpr std::size_t read_ahead = 2UL << 20U;
  const auto found = scan(folder, read_ahead);
  std::cout << "{\"kind\":\"scan\",\"events\":" << found.rows << ",\"bytes\":" << found.bytes
            << ",\"seconds\":" << found.seconds
            << ",\"per_second\":" << static_cast<double>(found.rows) / found.seconds << "}\n";
}

void raw_alu() {
  constexpr int times = 9;
  constexpr std::uint64_t steps = 10'000'000;
  std::vector<double> micros;
  std::uint64_t value = now_ns();
  for (int i = 0; i < times; ++i) {
    const auto start = now_ns();
    for (std::uint64_t step = 0; step < steps; ++step) {
      value ^= value << 13U;
      value ^= value >> 7U;
      value += step;
    }
    micros.push_back(static_cast<double>(now_ns() - start) / 1e3);
  }
  // The sum is printed so that the loop is not left out.
  std::cout << "{\"kind\":\"alu\",\"sum\":" << value << ",\"p50_us\":" << percentile(micros, 50)
            << "}\n";
}

void raw_loopback(std::uint64_t duration_ns) {
  constexpr std::size_t bytes = 400;
  Echo echo;
  Connection connection;
  connection.connect(echo.port());
  const std::string request(bytes, 'x');
  std::vector<double> micros;
  const auto began = now_ns();
  while (now_ns() < began + duration_ns) {
    const auto start = now_ns();
    connection.send(request);
    while (connection.in.size() < bytes) wait_and_receive(connection);
    connection.in.clear();
    micros.push_back(static_cast<double>(now_ns() - start) / 1e3);
  }
  print("loopback", 1, micros, static_cast<double>(now_ns() - began) / 1e9);
  ::close(connection.fd);
}

int run(int argc, char** argv) {
  const auto folder = argument(argc, argv, "--dir", ".");
  const auto duration = static_cast<std::uint64_t>(number(argc, argv, "--ms", 3'000)) * 1'000'000U;
  const auto kind = argument(argc, argv, "--kind", "fsync");
  if (kind == "fsync") {
    raw_fsync(folder, duration);
  } else if (kind == "scan") {
    raw_scan(folder);
  } else if (kind == "alu") {
    raw_alu();
  } else if (kind == "loopback") {
    raw_loopback(duration);
  } else {
    raw_rocks(folder, static_cast<std::size_t>(number(argc, argv, "--clients", 64)), duration);
  }
  return 0;
}

}  // namespace
}  // namespace ckl::bench

int main(int argc, char** argv) { return ckl::bench::run(argc, argv); }
