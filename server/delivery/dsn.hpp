// Reading what a mail server says of a mail that it could not hand on (studs): a delivery status
// notification (RFC 3464), or a bounce in plain words as Postfix and its kin write them.
//
// Pure; any bytes may come in. It says what became of the mail and never whom it was to: no word of
// the bounce itself goes on, only the status code and our own words for it, because the servers'
// words name addresses. Which attempt it is about is bounces.hpp's to find out and to prove.
#pragma once

#include <optional>
#include <string_view>

#include "ports/channel.hpp"

namespace ckl::delivery {

// What became of the mail: refused (5.x.x), failed (4.x.x: the tries are used up), failed in doubt
// (delayed: it may still arrive), delivered, or handed over (relayed to where nobody tells more).
// Nothing when this is no bounce: an answer of a person, an automatic reply, anything else.
[[nodiscard]] std::optional<ports::SendResult> read_bounce(std::string_view mail);

}  // namespace ckl::delivery
