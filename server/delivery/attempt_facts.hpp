// Small facts about attempts and messages that the dispatcher asks for. Pure.
#pragma once

#include <string_view>

#include "domain/state.hpp"
#include "engine/engine.hpp"
#include "ports/channel.hpp"

namespace ckl::delivery {

[[nodiscard]] domain::AttemptOutcome outcome_of(ports::SendOutcome outcome);

// The command may be accepted later, as it is.
[[nodiscard]] bool may_pass_later(const domain::Rejection& rejection);

// The message an event is about, if it is about one.
[[nodiscard]] const domain::MessageId* message_of(const domain::Event& event);

// The receiver may have got an earlier attempt by the same kind of channel without our knowing.
[[nodiscard]] bool earlier_in_doubt(const domain::Message& message, const domain::Attempt& attempt);

// The gateway that failed the message last at that rung, or empty.
[[nodiscard]] std::string_view failed_by(const domain::Message& message, std::uint32_t step);

}  // namespace ckl::delivery
