// bench_append: closed-loop clients that give a server events to keep, and wait for the answers.
//
//   --server NAME --port N [--token T --workspace W] --clients 64 --depth 1 --ms 3000
//   [--count N] [--pid P] [--tag x]
//
// NAME is one of talker.hpp. Each client has `depth` requests outstanding on its one connection.
// With a count the servers are given so many events, however long it takes. Prints one line of
// JSON; the processor's time is that of the process P.
#include <array>
#include <deque>
#include <iostream>

#include <sys/epoll.h>

#include "bench/peers/observed.hpp"
#include "bench/peers/payload.hpp"
#include "bench/peers/talker.hpp"

namespace ckl::bench {
namespace {

struct Options {
  Speech speech;
  std::size_t clients = 1;
  std::size_t depth = 1;
  std::uint64_t duration_ns = 0;
  std::uint64_t count = 0;
  long process = 0;
};

Options read_options(int argc, char** argv) {
  Options options;
  auto& speech = options.speech;
  speech.server = argument(argc, argv, "--server", "");
  speech.port = static_cast<int>(number(argc, argv, "--port", 0));
  speech.token = argument(argc, argv, "--token", "");
  speech.workspace = argument(argc, argv, "--workspace", "skarpt");
  speech.tag = argument(argc, argv, "--tag", "bench");
  options.clients = static_cast<std::size_t>(number(argc, argv, "--clients", 1));
  options.depth = static_cast<std::size_t>(number(argc, argv, "--depth", 1));
  options.duration_ns = static_cast<std::uint64_t>(number(argc, argv, "--ms", 3'000)) * 1'000'000U;
  options.count = static_cast<std::uint64_t>(number(argc, argv, "--count", 0));
  options.process = number(argc, argv, "--pid", 0);
  return options;
}

struct Client {
  std::unique_ptr<Talker> talker;
  Connection connection;
  std::deque<std::uint64_t> sent_at;  // of what is outstanding, the oldest first
};

class Load {
 public:
  explicit Load(const Options& options)
      : options_(options), poll_(::epoll_create1(EPOLL_CLOEXEC)), clients_(options.clients) {
    for (std::size_t i = 0; i < clients_.size(); ++i) {
      auto speech = options.speech;
      speech.client = i;
      clients_[i].talker = make_talker(speech);
      clients_[i].talker->greet(clients_[i].connection);
      epoll_event event{};
      event.events = EPOLLIN;
      event.data.u64 = i;
      if (::epoll_ctl(poll_, EPOLL_CTL_ADD, clients_[i].connection.fd, &event) != 0) die("epoll");
    }
  }

  void run() {
    const auto worked = processor_us(options_.process);
    const auto began = now_ns();
    end_ = began + options_.duration_ns;
    for (auto& client : clients_) top_up(client);
    std::array<epoll_event, 256> events{};
    while (outstanding_ > 0) {
      const int ready = ::epoll_wait(poll_, events.data(), static_cast<int>(events.size()), 20'000);
      if (ready <= 0) die("no answer for 20 s");
      for (int i = 0; i < ready; ++i) take(clients_[events[static_cast<std::size_t>(i)].data.u64]);
    }
    seconds_ = static_cast<double>(now_ns() - began) / 1e9;
    processor_us_ = processor_us(options_.process) - worked;
  }

  void print() {
    const auto count = static_cast<double>(micros_.size());
    std::cout << "{\"server\":\"" << options_.speech.server << "\",\"clients\":" << options_.clients
              << ",\"depth\":" << options_.depth << ",\"n\":" << micros_.size()
              << ",\"seconds\":" << seconds_ << ",\"per_second\":" << count / seconds_
              << ",\"p50_us\":" << percentile(micros_, 50)
              << ",\"p99_us\":" << percentile(micros_, 99)
              << ",\"cpu_us_per_event\":" << processor_us_ / count << "}\n";
  }

 private:
  [[nodiscard]] bool more() const {
    return options_.count > 0 ? sent_ < options_.count : now_ns() < end_;
  }

  void top_up(Client& client) {
    std::string out;
    while (client.sent_at.size() < options_.depth && more()) {
      ++sent_;
      ++outstanding_;
      client.sent_at.push_back(now_ns());
      const Mark mark{.number = sent_, .sent_at = client.sent_at.back()};
      out += client.talker->request(sent_, make_payload(mark));
    }
    if (!out.empty()) client.connection.send(out);
  }

  void take(Client& client) {
    if (!client.connection.receive()) return;
    const auto now = now_ns();
    for (int left = client.talker->answers(client.connection); left > 0; --left) {
      if (client.sent_at.empty()) die("an answer to nothing");
      micros_.push_back(static_cast<double>(now - client.sent_at.front()) / 1e3);
      client.sent_at.pop_front();
      --outstanding_;
    }
    top_up(client);
  }

  const Options& options_;
  int poll_;
  std::vector<Client> clients_;
  std::vector<double> micros_;
  std::uint64_t end_ = 0;
  std::uint64_t sent_ = 0;
  std::uint64_t outstanding_ = 0;
  double seconds_ = 0;
  double processor_us_ = 0;
};

}  // namespace
}  // namespace ckl::bench

int main(int argc, char** argv) {
  ckl::bench::allow_many_files();
  const auto options = ckl::bench::read_options(argc, argv);
  ckl::bench::Load load(options);
  load.run();
  load.print();
  return 0;
}
