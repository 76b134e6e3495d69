// The fields of every event as words, for expectations and for showing what happened.
//
// Pure. A new event that is not described here does not compile.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "domain/events.hpp"

namespace ckl::exercise {

struct EventField {
  std::string name;
  std::string value;
  std::optional<domain::Instant> instant;  // for times, compared as times
};

[[nodiscard]] std::vector<EventField> fields_of(const domain::Event& event);

// The names of an event's fields, or nothing when no event has that name.
[[nodiscard]] std::optional<std::vector<std::string>> field_names(std::string_view event);

// All events' names.
[[nodiscard]] std::vector<std::string> event_names();

}  // namespace ckl::exercise
