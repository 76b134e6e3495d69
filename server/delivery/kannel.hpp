// What Kannel says, read: its answers to sendsms, its delivery reports, its queue, its texts.
//
// Pure; any bytes may come. Numbers and texts never get into a reason.
#pragma once

#include <string>
#include <string_view>

#include "delivery/form.hpp"
#include "ports/channel.hpp"

namespace ckl::delivery::kannel {

// 202 "0: Accepted for delivery" and "3: Queued for later delivery" are handed over; 200 "Denied"
// is none; 403 speaks of our account or of a link that somebody stopped, never of the receiver.
[[nodiscard]] ports::SendResult read_answer(long status, std::string_view body);

// `type` as %d: 1 delivered, 2 failed, 4 buffered, 8 accepted by the operator, 16 refused by it.
// `answer` as %A: the operator's receipt with `stat:` and `err:`, or "NACK/0x0000000b/...".
[[nodiscard]] ports::Result<ports::SendResult> read_report(std::string_view type,
                                                           std::string_view answer);

// The fields id, from, text, cs and coding of the get-url.
[[nodiscard]] ports::Result<ports::IncomingText> read_text(const FormFields& fields,
                                                           std::string_view country);

// A message with that code to that number stands in store-status.xml.
[[nodiscard]] bool waits_in_store(std::string_view xml, std::string_view to, std::string_view code);

}  // namespace ckl::delivery::kannel
