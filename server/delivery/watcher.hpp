// The watcher (vakten): a test alarm (provlarm) through each gateway and back, on a schedule.
//
// On the main thread; all times are of the real clock. A test alarm goes to a receiver of the
// city's own, and comes back in up to three stages: the gateway took it (handed over), a receipt or
// the mail itself came (received), the receiver sent the code back, by text, by a key or by the
// link (answered). Which one counts, and within what time, is configuration. A round in which it
// did not come in time is an absence; the second absence in a row loses the gateway as `silent`,
// and that is told like any loss. Only a round that came back ends it, for a gateway that swallows
// messages takes them well. A test alarm takes a place and a token as information does, and what
// the gateway says is evidence like that of any message, so that one without traffic is known too.
// Nothing of this is journaled but the loss and its end, and no test alarm is anybody's answer.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "delivery/switchboard.hpp"
#include "ports/wake_up.hpp"

namespace ckl::delivery {

enum class WatchStage : std::uint8_t { none = 0, handed_over = 1, received = 2, answered = 3 };

struct WatchSettings {
  std::string gateway;
  std::string address;
  domain::Seconds every{900};
  domain::Seconds within{120};
  WatchStage wants = WatchStage::received;
};

// The workspace in the keys of test alarms; no id of a workspace can begin so.
inline constexpr std::string_view watch_workspace = "_provlarm";

class Watcher {
 public:
  static constexpr std::uint32_t absences_for_loss = 2;

  struct Parts {
    Switchboard& switchboard;
    ports::WakeUp& wake_up;  // of the real clock
    std::string secret;      // makes codes that nobody guesses
    // What opens the link of a code: "https://ckl.example.org/v1/test-alarms/".
    std::function<std::string()> link_base;
    std::string sender;
    std::function<void()> changed;  // a gateway may have been lost, or be well again
  };

  Watcher(std::vector<WatchSettings> settings, Parts parts);
  ~Watcher();

  void start();

  // A receipt or a bounce for a key of ours; `not_found` when no round knows it.
  [[nodiscard]] ports::Result<void> receipt(std::string_view key, const ports::SendResult& result);
  // The link of a code was used; false when no round has it.
  [[nodiscard]] bool answered(std::string_view code);
  // The test alarm with that key waits for an answer by keys.
  [[nodiscard]] bool waits_for(std::string_view key) const;
  [[nodiscard]] bool answered_by_keys(std::string_view key);
  // A text or a mail that carries a code, of whatever round: it is nobody's answer. It counts as
  // that stage when the code is of the last round.
  [[nodiscard]] bool takes(std::string_view text, WatchStage stage);

  struct Standing {
    std::string gateway;
    WatchStage wants = WatchStage::received;
    // The last of each, whatever its round.
    std::optional<domain::Instant> sent;
    std::optional<domain::Instant> handed_over;
    std::optional<domain::Instant> received;
    std::optional<domain::Instant> answered;
    std::optional<domain::Instant> came_back;  // as far as is wanted, in time or not
    std::chrono::milliseconds round_trip{0};   // of that
    std::optional<domain::Instant> due;        // it is under way, and must be back by then
    std::uint32_t absences = 0;                // in a row
    domain::Instant absent_since;
    std::string reason;  // what the gateway said of the last one that failed
    domain::Text words;
  };
  [[nodiscard]] std::vector<Standing> standings() const;

 private:
  struct Impl;
  std::shared_ptr<Impl> impl_;
};

}  // namespace ckl::delivery
