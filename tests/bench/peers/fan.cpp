// bench_fan: subscribers of a server, and one client that writes; how soon each event is with all.
//
//   --server NAME --port N --writer NAME --write-port N --subscribers 1000
//   [--tokens FILE --workspace W] [--pid P]
//   --rate 50 --events 300      so many events a second
//   --burst --events 2000       as fast as the answers come, 256 outstanding
//   --idle [--settle-ms 2000]   nothing is written: the memory of the process P, before and with
//                               them; they leave when standard input ends
//
// NAMEs are those of listener.hpp and talker.hpp. Prints one line of JSON. Times to the last
// subscriber are counted from when the event was due to be sent.
#include <algorithm>
#include <atomic>
#include <fstream>
#include <iostream>
#include <thread>

#include <poll.h>

#include "bench/peers/audience.hpp"
#include "bench/peers/observed.hpp"
#include "bench/peers/talker.hpp"

namespace ckl::bench {
namespace {

constexpr std::size_t window = 256;
constexpr std::uint64_t second = 1'000'000'000;

struct Options {
  Listening listening;
  Speech speech;
  std::size_t subscribers = 1;
  std::size_t events = 0;
  double rate = 0;  // 0 = a burst
  bool idle = false;
  std::uint64_t settling_ns = 0;
  long process = 0;
};

bool has(int argc, char** argv, std::string_view name) {
  return std::any_of(argv + 1, argv + argc, [&](const char* one) { return one == name; });
}

std::vector<std::string> lines_of(const std::string& path) {
  std::vector<std::string> lines;
  std::ifstream file(path);
  for (std::string line; std::getline(file, line);) lines.push_back(line);
  return lines;
}

Options read_options(int argc, char** argv) {
  Options options;
  auto& listening = options.listening;
  auto& speech = options.speech;
  listening.server = argument(argc, argv, "--server", "");
  listening.port = static_cast<int>(number(argc, argv, "--port", 0));
  listening.tokens = lines_of(argument(argc, argv, "--tokens", ""));
  listening.workspace = speech.workspace = argument(argc, argv, "--workspace", "skarpt");
  speech.server = argument(argc, argv, "--writer", listening.server);
  speech.port = static_cast<int>(number(argc, argv, "--write-port", listening.port));
  speech.token = listening.tokens.empty() ? "" : listening.tokens.front();
  speech.tag = argument(argc, argv, "--tag", "fan");
  options.subscribers = static_cast<std::size_t>(number(argc, argv, "--subscribers", 1));
  options.events = static_cast<std::size_t>(number(argc, argv, "--events", 300));
  options.idle = has(argc, argv, "--idle");
  if (!has(argc, argv, "--burst")) {
    options.rate = static_cast<double>(number(argc, argv, "--rate", 50));
  }
  constexpr std::uint64_t millisecond = second / 1'000;
  options.settling_ns =
      static_cast<std::uint64_t>(number(argc, argv, "--settle-ms", 2'000)) * millisecond;
  options.process = number(argc, argv, "--pid", 0);
  return options;
}

void wait_until(std::uint64_t due) {
  const auto now = now_ns();
  if (now >= due) return;
  const timespec left{.tv_sec = static_cast<time_t>((due - now) / second),
                      .tv_nsec = static_cast<long>((due - now) % second)};
  ::ppoll(nullptr, 0, &left, nullptr);
}

// Writes on a connection of its own.
class Writer {
 public:
  explicit Writer(const Options& options)
      : options_(options), talker_(make_talker(options.speech)) {
    talker_->greet(connection_);
  }

  void run() {
    if (options_.rate > 0) {
      at_a_pace();
    } else {
      at_once();
    }
  }

  // From when it was due to its answer.
  [[nodiscard]] std::vector<double>& micros() { return micros_; }

 private:
  void at_a_pace() {
    const auto between = static_cast<std::uint64_t>(static_cast<double>(second) / options_.rate);
    std::uint64_t due = now_ns() + between;
    for (std::size_t number = 1; number <= options_.events; ++number, due += between) {
      wait_until(due);
      connection_.send(talker_->request(number, make_payload({number, due})));
      while (answers() == 0) {
      }
      micros_.push_back(static_cast<double>(now_ns() - due) / 1e3);
    }
  }

  void at_once() {
    std::size_t sent = 0;
    std::size_t answered = 0;
    while (answered < options_.events) {
      std::string out;
      while (sent < options_.events && sent - answered < window) {
        ++sent;
        out += talker_->request(sent, make_payload({sent, now_ns()}));
      }
      if (!out.empty()) connection_.send(out);
      answered += static_cast<std::size_t>(answers());
    }
  }

  int answers() {
    constexpr int patience_ms = 20'000;
    pollfd readable{.fd = connection_.fd, .events = POLLIN, .revents = 0};
    if (::poll(&readable, 1, patience_ms) <= 0) die("no answer for 20 s");
    connection_.receive();
    return talker_->answers(connection_);
  }

  const Options& options_;
  std::unique_ptr<Talker> talker_;
  Connection connection_;
  std::vector<double> micros_;
};

// Until all has come, or nothing has for so long that it won't.
void hear_out(Audience& audience, std::size_t wanted, const std::atomic<bool>& written) {
  constexpr int patience_ms = 200;
  constexpr int most_silences = 20;
  constexpr std::uint64_t longest = 90 * second;
  const auto began = now_ns();
  int silences = 0;
  while (audience.deliveries() < wanted && silences < most_silences) {
    silences = audience.read(patience_ms) || !written ? 0 : silences + 1;
    if (now_ns() - began > longest) return;
  }
}

void print(const Options& options, const Audience& audience, std::vector<double>& answered) {
  std::vector<double> last;
  for (const auto& event : audience.heard()) {
    if (event.times != audience.size()) continue;
    last.push_back(static_cast<double>(event.last_at - event.sent_at) / 1e3);
  }
  std::cout << "{\"server\":\"" << options.listening.server
            << "\",\"subscribers\":" << audience.size() << ",\"events\":" << options.events
            << ",\"deliveries\":" << audience.deliveries() << ",\"closed\":" << audience.closed()
            << ",\"answer_p50_us\":" << percentile(answered, 50)
            << ",\"answer_p99_us\":" << percentile(answered, 99)
            << ",\"last_p50_us\":" << percentile(last, 50)
            << ",\"last_p99_us\":" << percentile(last, 99);
}

void fan(const Options& options, Audience& audience) {
  audience.expect_events(options.events);
  Writer writer(options);
  std::atomic<bool> written{false};
  const auto worked = processor_us(options.process);
  const auto began = now_ns();
  std::thread writing([&] {
    writer.run();
    written = true;
  });
  hear_out(audience, options.events * audience.size(), written);
  writing.join();
  const auto deliveries = static_cast<double>(audience.deliveries());
  const auto seconds = static_cast<double>(audience.last_at() - began) / 1e9;
  print(options, audience, writer.micros());
  std::cout << ",\"seconds\":" << seconds << ",\"per_second\":" << deliveries / seconds
            << ",\"cpu_us_per_delivery\":" << (processor_us(options.process) - worked) / deliveries
            << "}\n";
}

int run(int argc, char** argv) {
  const auto options = read_options(argc, argv);
  const auto before = resident_bytes(options.process);
  Audience audience(options.listening, options.subscribers);
  for (const auto end = now_ns() + options.settling_ns; now_ns() < end;) audience.read(100);
  if (!options.idle) {
    fan(options, audience);
    return 0;
  }
  const auto with = resident_bytes(options.process);
  const auto each = (with - before) / static_cast<double>(audience.size());
  std::cout << "{\"server\":\"" << options.listening.server
            << "\",\"subscribers\":" << audience.size() << ",\"resident_before\":" << before
            << ",\"resident\":" << with << ",\"bytes_each\":" << each << "}\n"
            << std::flush;
  for (char c = 0; std::cin.get(c);) {
  }
  return 0;
}

}  // namespace
}  // namespace ckl::bench

int main(int argc, char** argv) {
  ckl::bench::allow_many_files();
  return ckl::bench::run(argc, argv);
}
