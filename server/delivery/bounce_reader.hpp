// Reads one mailbox of bounces in rounds, and tells what each bounce says of its attempt.
//
// Main thread only; mailbox, timer and clock outlive it. A round asks for what is new, fetches one
// mail after the other, and reports each bounce that carries a rightly signed sender. A reported
// bounce is removed one round later, when the journal has had its time; after a crash it is read
// again, which changes nothing. What is no bounce of ours, or of an attempt nobody knows, is set
// aside (flagged) for a person. A test alarm that came to the mailbox has arrived. A round that
// goes wrong is begun anew after the pause; nothing is lost by it.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "delivery/bounces.hpp"
#include "ports/channel.hpp"
#include "ports/clock.hpp"
#include "ports/wake_up.hpp"

namespace ckl::delivery {

class BounceReader {
 public:
  // `not_found`: nobody knows the attempt; any other failure: not taken now, ask again.
  using Report = std::function<ports::Result<void>(std::string_view key, ports::SendResult result)>;

  struct Parts {
    ports::Mailbox& mailbox;
    ports::WakeUp& wake_up;
    const ports::Clock& clock;
    Report report;
    // A mail that is no bounce: whether it was a test alarm.
    std::function<bool(std::string_view mail)> test_alarm = {};
  };

  BounceReader(std::string gateway, BounceSettings settings, Parts parts);
  ~BounceReader();

  void start();

  // In words, when the mailbox could not be read several times in a row.
  [[nodiscard]] std::optional<domain::Text> fault() const;

 private:
  struct Impl;
  std::shared_ptr<Impl> impl_;
};

}  // namespace ckl::delivery
