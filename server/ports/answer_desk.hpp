// Where an answer that came by keys is handed in.
//
// Main thread. Called by a channel that hears answers itself; implemented in app/, which finds the
// workspace and the call by the attempt's key and sends the command through the one door.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

#include "domain/state.hpp"

namespace ckl::ports {

struct KeyAnswer {
  std::string key;  // of the attempt, as in Letter
  domain::Answer answer = domain::Answer::coming;
  std::uint32_t eta_minutes = 0;
  std::string raw;      // every key that was pressed
  bool deputy = false;  // "cannot; ask my deputy"
};

enum class DeskReply : std::uint8_t {
  taken = 1,    // durable
  refused = 2,  // too late: nobody asks any more
  later = 3,    // the server takes nothing just now
};

class AnswerDesk {
 public:
  using Done = std::move_only_function<void(DeskReply)>;

  AnswerDesk() = default;
  AnswerDesk(const AnswerDesk&) = delete;
  AnswerDesk& operator=(const AnswerDesk&) = delete;
  virtual ~AnswerDesk() = default;

  virtual void take(KeyAnswer answer, Done done) = 0;

  // Whether the message of that attempt is still of use to its receiver.
  [[nodiscard]] virtual bool wanted(std::string_view key) const = 0;
};

}  // namespace ckl::ports
