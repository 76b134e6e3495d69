// The console channel: each letter becomes one line at a sink that app/ gives. Exercises end here
// (G12), and so does a server without gateways.
#include <expected>
#include <utility>

#include "delivery/channels.hpp"
#include "delivery/gsm.hpp"
#include "delivery/options.hpp"

namespace ckl::delivery {
namespace {

std::string mark_of(domain::Mode mode) {
  switch (mode) {
    case domain::Mode::live:
      return "SKARPT";
    case domain::Mode::exercise:
      return "ÖVNING";
    case domain::Mode::test:
      return "TEST";
  }
  return {};
}

class Console final : public ports::Channel {
 public:
  Console(std::string name, ConsoleSink sink) : name_(std::move(name)), sink_(std::move(sink)) {}

  [[nodiscard]] std::string_view kind() const override { return "console"; }
  [[nodiscard]] std::string_view gateway() const override { return name_; }

  [[nodiscard]] ports::Result<void> check_address(std::string_view address) const override {
    if (!address.empty()) return {};
    return std::unexpected(
        ports::Failure{ports::FailureCode::invalid, "a console address must not be empty"});
  }

  void send(ports::Letter letter, Done done) override {
    if (!check_address(letter.address)) {
      done({ports::SendOutcome::refused, {}, "adressen är tom"});
      return;
    }
    sink_(mark_of(letter.mode) + " " + one_line(letter.key) + " till " + one_line(letter.address) +
          ": " + one_line(letter.subject) + " | " + one_line(letter.text));
    done({ports::SendOutcome::delivered, letter.key, {}});
  }

 private:
  std::string name_;
  ConsoleSink sink_;
};

}  // namespace

ChannelResult make_console(const ChannelConfig& config, const ChannelParts& parts) {
  const OptionReader options(config);
  if (const auto read = options.finish(); !read) return std::unexpected(read.error());
  return std::make_unique<Console>(config.name, parts.console);
}

}  // namespace ckl::delivery
