// One letter as a CAP 1.2 alert (Common Alerting Protocol, OASIS 2010): what other authorities'
// systems read.
//
// Pure. `status` follows the workspace's mode, so that an exercise can never be taken for real:
// Actual, Exercise, Test. Scope is Private and names the receiver: a call-out is no warning to the
// public. `identifier` and `sent` are the message's and not the attempt's: what is sent again is
// the same alert, which a receiver counts once. A stand-down is a Cancel that refers to the call.
// One block of Swedish, one of English. Whatever the texts hold, the result is well-formed; what
// XML can not carry is left out.
#pragma once

#include <string>
#include <string_view>

#include "ports/channel.hpp"

namespace ckl::delivery {

struct CapSettings {
  std::string sender;               // who answers for the alert, without blanks: a mail address
  std::string category = "Safety";  // one of cap_categories
};

[[nodiscard]] bool is_cap_category(std::string_view word);
// Without blanks, commas, < and &, as the standard asks.
[[nodiscard]] bool is_cap_sender(std::string_view sender);

[[nodiscard]] std::string build_cap(const ports::Letter& letter, const CapSettings& settings,
                                    domain::Instant now);

}  // namespace ckl::delivery
