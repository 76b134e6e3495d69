// The calendar that goes out: what a person or a function has before it, as iCalendar that calendar
// programs subscribe to.
//
// Pure. Times are written in UTC, which every program shows in its own zone; an event's UID is the
// same from one fetch to the next, so that a subscription changes it in place.
#pragma once

#include <string>
#include <vector>

#include "domain/duty.hpp"

namespace ckl::roster {

struct FeedEvent {
  std::string uid;
  domain::DutySpan span;
  std::string summary;
  std::string description;
};

struct Feed {
  std::string name;
  domain::Instant made;  // DTSTAMP
  std::vector<FeedEvent> events;
};

[[nodiscard]] std::string write_calendar(const Feed& feed);

}  // namespace ckl::roster
