// A bench for each kind of channel: the channel as configuration makes it, and a peer that can be
// told how to behave. The contract suite knows only this.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "delivery/channels.hpp"
#include "delivery/peers.hpp"

namespace ckl::delivery::test {

class FakeClock final : public ports::Clock {
 public:
  [[nodiscard]] domain::Instant now() const override { return time; }
  [[nodiscard]] double rate() const override { return speed; }
  domain::Instant time{std::chrono::sys_days{std::chrono::year{2026} / 11 / 22} +
                       std::chrono::hours{2}};
  double speed = 1.0;
};

enum class Behaviour : std::uint8_t {
  takes,           // and says so
  fails_for_now,   // a temporary answer
  refuses,         // a final answer
  hears_silently,  // takes everything and answers nothing
  is_not_there,    // nobody listens
};

// What came through, decoded from the wire by other code than the channel's.
struct Received {
  std::string key;
  std::string to;
  std::string text;
  std::string raw;
};

class ChannelBench {
 public:
  ChannelBench() = default;
  ChannelBench(const ChannelBench&) = delete;
  ChannelBench& operator=(const ChannelBench&) = delete;
  virtual ~ChannelBench() = default;

  // A channel with time-outs of a fraction of a second.
  [[nodiscard]] virtual std::unique_ptr<ports::Channel> channel(bool exercise_allowed) = 0;
  virtual void behave(Behaviour behaviour) = 0;
  [[nodiscard]] virtual std::vector<Received> received() = 0;
  [[nodiscard]] virtual std::string good_address() const = 0;
  [[nodiscard]] virtual std::vector<std::string> bad_addresses() const = 0;
  // What of a letter comes through.
  [[nodiscard]] virtual std::string carried(const ports::Letter& letter) const {
    return letter.text;
  }
};

struct BenchKind {
  std::string name;
  std::unique_ptr<ChannelBench> (*make)(boost::asio::io_context& io);
};

[[nodiscard]] const std::vector<BenchKind>& bench_kinds();
// Without the console, which is no gateway: it can not fail, and exercises end there.
[[nodiscard]] std::vector<BenchKind> gateway_kinds();

// A mail as it was sent, taken apart: header lines unfolded, words and body decoded.
struct ParsedMail {
  std::map<std::string, std::string> headers;
  std::string text;
};
[[nodiscard]] ParsedMail parse_mail(const std::string& raw);

}  // namespace ckl::delivery::test
