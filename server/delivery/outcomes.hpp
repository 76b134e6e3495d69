// What a gateway's answer means for an attempt; shared by the channels.
//
// Pure. A status that tells of the gateway's own state, or of our credentials, is a failure that
// trying again may heal; the other 4xx are refusals. An attempt that may have gone through although
// no answer came has a reason that begins with `in_doubt_words`; by that the dispatcher knows to
// give the next one the mark.
#pragma once

#include <string>
#include <string_view>

#include "ports/channel.hpp"
#include "ports/outbound.hpp"

namespace ckl::delivery {

// Stands in journals: never change it.
inline constexpr std::string_view in_doubt_words = "oklart om meddelandet gick fram: ";

inline constexpr long http_accepted = 202;

[[nodiscard]] bool is_success(long status);
[[nodiscard]] ports::SendResult result_of_status(long status);
[[nodiscard]] ports::SendResult result_of_unfinished(const ports::HttpOutcome& outcome);
[[nodiscard]] ports::SendResult result_of_mail(const ports::MailOutcome& outcome);

}  // namespace ckl::delivery
