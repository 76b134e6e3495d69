// Calendars that programs subscribe to: GET /v1/calendar/<token>.ics.
//
// The token in the address opens that calendar and nothing else; calendar programs can not sign in.
// Nothing is changed by a GET. Main thread only; addresses are never logged.
#pragma once

#include <string_view>

#include "edge/api/api.hpp"
#include "edge/http/message.hpp"

namespace ckl::edge::http {

// `name` is what follows "/v1/calendar/".
void calendar_reply(const Services& services, std::string_view name, Respond done);

}  // namespace ckl::edge::http
