// What the end of a call that nobody answered means.
//
// Pure. The words are a SIP status with its text, or those of the telephone program.
#pragma once

#include <cstdint>
#include <string_view>

#include "ports/channel.hpp"

namespace ckl::delivery {

enum class CallEnd : std::uint8_t {
  unanswered = 1,  // it rang, or the telephone is off: ring once more
  settled = 2,     // what `result` says
};

struct EndOfCall {
  CallEnd end = CallEnd::settled;
  ports::SendResult result;
};

// `repeated`: the receiver may still hold the call that was cut off; busy is then no answer.
[[nodiscard]] EndOfCall judge_end(std::string_view why, bool repeated);

}  // namespace ckl::delivery
