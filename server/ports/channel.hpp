// A channel: one way to reach a person (mail, SMS gateway, webhook, console). One file per kind in
// delivery/.
//
// `send` is called on the main thread and returns at once; `done` is called exactly once, on the
// main thread. A channel never retries, paces or chooses: that is the dispatcher's. The same `key`
// means the same attempt, also after a crash; a channel hands it to the gateway where the gateway
// can use it. A channel with a mode other than the server's LIVE checks the letter's mode again
// before anything leaves (G12).
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

#include "domain/organisation.hpp"
#include "ports/failure.hpp"

namespace ckl::ports {

// One attempt, ready to leave.
struct Letter {
  std::string key;         // workspace/message/attempt, the idempotency key
  std::string address;     // destination of the channel's kind
  std::string subject;     // one line, for channels that have one
  std::string text;        // complete text, with mark when repeated and ÖVNING when an exercise
  std::string short_text;  // at most one SMS part where possible
  std::string link;        // where to answer, or empty
  std::string sender;      // who writes, as the receiver knows it: "Stockholms stad, krisledning"
  domain::Mode mode = domain::Mode::live;
  bool repeated = false;
};

enum class SendOutcome : std::uint8_t {
  handed_over = 1,  // the gateway took it; a receipt may follow
  delivered = 2,    // it is there
  failed = 3,       // this time; trying again may help
  refused = 4,      // for good: bad address, gateway says never
};

struct SendResult {
  SendOutcome outcome = SendOutcome::failed;
  std::string gateway_ref;  // for receipts
  std::string reason;       // in plain words, no personal data
};

class Channel {
 public:
  using Done = std::move_only_function<void(SendResult)>;

  Channel() = default;
  Channel(const Channel&) = delete;
  Channel& operator=(const Channel&) = delete;
  virtual ~Channel() = default;

  // "sms", "mail", "webhook", "console".
  [[nodiscard]] virtual std::string_view kind() const = 0;

  // Name of the gateway in the configuration.
  [[nodiscard]] virtual std::string_view gateway() const = 0;

  // Why an address can not be used, or nothing. Asked when the configuration is read and before
  // sending.
  [[nodiscard]] virtual Result<void> check_address(std::string_view address) const = 0;

  virtual void send(Letter letter, Done done) = 0;
};

}  // namespace ckl::ports
