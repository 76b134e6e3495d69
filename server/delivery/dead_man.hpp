// The dead-man signal (livstecken, dödmansgrepp): tells a server outside, on a period, that this
// one does its work.
//
// On the main thread, over the HTTP port. The other side alarms when the signal stays away; it is
// told nothing but that. No signal leaves while something keeps the server from its work: one that
// runs and can not alarm is as good as dead. That signals do not get out is logged and shown here,
// and not alarmed: the outside does that.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "ports/clock.hpp"
#include "ports/outbound.hpp"
#include "ports/wake_up.hpp"

namespace ckl::delivery {

struct DeadManSettings {
  std::string url;  // may be a secret: never logged, never shown
  std::string method = "POST";
  std::string ca_file;  // empty = the system's
  domain::Seconds every{60};
  domain::Seconds timeout{10};
};

class DeadMan {
 public:
  static constexpr int failures_for_fault = 3;

  struct Parts {
    ports::HttpClient& http;
    ports::WakeUp& wake_up;
    const ports::Clock& clock;
    // What keeps the server from its work, in words for the log; nothing when it does it.
    std::function<std::optional<std::string>()> trouble;
    std::string version;
  };

  DeadMan(DeadManSettings settings, Parts parts);
  ~DeadMan();

  void start();

  // In words, when several in a row did not get out.
  [[nodiscard]] std::optional<domain::Text> fault() const;
  // Lines for /metrics.
  [[nodiscard]] std::string metrics() const;

 private:
  struct Impl;
  std::shared_ptr<Impl> impl_;
};

}  // namespace ckl::delivery
