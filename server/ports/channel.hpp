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
#include <expected>
#include <functional>
#include <limits>
#include <string>
#include <string_view>

#include "domain/state.hpp"
#include "ports/failure.hpp"

namespace ckl::ports {

// What a letter says, in fields: for channels that do not send one running text. All of it may be
// empty.
struct LetterParts {
  domain::MessagePurpose purpose = domain::MessagePurpose::notice;
  domain::Text kind = {};          // "Inkallning", "Call-out"
  domain::Text headline = {};      // one line, with the marks
  domain::Text body = {};          // complete in each language, with the marks
  std::string glance = {};         // the short text without link and code: for a locked screen
  std::string message = {};        // workspace/message: the same at every attempt
  domain::Instant planned = {};    // when it came to be owed: the same at every attempt
  std::string withdraws = {};      // the message that it takes back
  domain::Instant withdrawn = {};  // when that one came to be owed
};

// One attempt, ready to leave.
struct Letter {
  std::string key;         // workspace/message/attempt, the idempotency key
  std::string address;     // destination of the channel's kind
  std::string subject;     // one line, for channels that have one
  std::string text;        // complete text, with mark when repeated and ÖVNING when an exercise
  std::string short_text;  // at most one SMS part where possible
  std::string link;        // where to answer, or empty
  std::string code = {};   // what an answer by text carries ("K7BD"), or empty; stands in the text
  std::string sender;      // who writes, as the receiver knows it: "Stockholms stad, krisledning"
  domain::Mode mode = domain::Mode::live;
  bool repeated = false;
  domain::Text speech = {};  // what a telephone says
  bool asks = false;         // whoever gets it is asked for an answer
  bool confirms = false;     // whoever gets it is asked to show that it arrived, no more
  bool test_alarm = false;   // sent by the watcher to a receiver of ours; live, and no alarm
  LetterParts parts = {};
};

enum class SendOutcome : std::uint8_t {
  handed_over = 1,  // the gateway took it; a receipt may follow
  delivered = 2,    // it is there
  failed = 3,       // this time; trying again may help
  refused = 4,      // for good: bad address, gateway says never
  unanswered = 5,   // for good: the telephone rang, and nobody answered
};

struct SendResult {
  SendOutcome outcome = SendOutcome::failed;
  std::string gateway_ref;  // for receipts
  std::string reason;       // in plain words, no personal data
  bool held = false;        // taken, but kept: the gateway has no way out at present
};

// A call that a gateway makes to us, as the HTTP edge got it.
struct GatewayCall {
  std::string_view query;         // after the ?, still escaped
  std::string_view content_type;  // of the body
  std::string_view body;
  std::string_view secret;  // the header X-CKL-Secret
};

// A delivery receipt: what became of the attempt with that key.
struct Receipt {
  std::string key;
  SendResult result;
};

// A text message that came in. Personal data: it is never logged, and the sender never journaled.
struct IncomingText {
  std::string id;      // the gateway's; the same when it sends the text again
  std::string sender;  // digits with the country's first ("46701740605"), or empty
  std::string text;    // sound UTF-8 without control characters but line ends
};

class Channel {
 public:
  using Done = std::move_only_function<void(SendResult)>;

  Channel() = default;
  Channel(const Channel&) = delete;
  Channel& operator=(const Channel&) = delete;
  virtual ~Channel() = default;

  // "sms", "mail", "voice", "webhook", "console".
  [[nodiscard]] virtual std::string_view kind() const = 0;

  // Name of the gateway in the configuration.
  [[nodiscard]] virtual std::string_view gateway() const = 0;

  // Why an address can not be used, or nothing. Asked when the configuration is read and before
  // sending.
  [[nodiscard]] virtual Result<void> check_address(std::string_view address) const = 0;

  // How many letters it can work on at a time.
  [[nodiscard]] virtual std::size_t at_once() const {
    return std::numeric_limits<std::size_t>::max();
  }

  // How long a letter may be under way though the gateway works: a telephone rings, is answered and
  // talked in.
  [[nodiscard]] virtual domain::Seconds patience() const { return domain::Seconds{0}; }

  virtual void send(Letter letter, Done done) = 0;

  // What a gateway tells us by calling back. `not_found` when it is not configured to, `refused`
  // for a wrong secret, `invalid` for what can not be understood; none has any effect.
  [[nodiscard]] virtual Result<Receipt> read_receipt(const GatewayCall& call) const;
  [[nodiscard]] virtual Result<IncomingText> read_text(const GatewayCall& call) const;

  // Whoever is reached this way can answer with a text; then letters carry a code.
  [[nodiscard]] virtual bool takes_texts() const { return false; }
};

inline Result<Receipt> Channel::read_receipt(const GatewayCall& /*call*/) const {
  return std::unexpected(Failure{FailureCode::not_found, "this gateway sends no receipts here"});
}

inline Result<IncomingText> Channel::read_text(const GatewayCall& /*call*/) const {
  return std::unexpected(
      Failure{FailureCode::not_found, "this gateway passes no texts on to here"});
}

}  // namespace ckl::ports
