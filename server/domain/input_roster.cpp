// Input of the duty rosters.
#include <algorithm>
#include <tuple>

#include "domain/input_parts.hpp"
#include "domain/limits.hpp"
#include "domain/roster.hpp"

namespace ckl::domain {
namespace {

// The function, or nothing and an objection.
const DutyFunction* check_function(const Case& c, const std::string& id, Objections& objections) {
  const DutyFunction* function = find_function(c.state, id);
  if (function == nullptr) {
    check_unknown("INPUT_UNKNOWN_DUTY_FUNCTION", "function", id, objections);
  }
  return function;
}

struct HolderField {
  std::string_view name;
  const PersonId& person;
};
// Known, and one of those who can hold the function.
void check_holder(const Case& c, const HolderField& field, const DutyFunction* function,
                  Objections& objections) {
  check_person(c, field.name, field.person, objections);
  if (function == nullptr ||
      std::ranges::find(function->persons, field.person) != function->persons.end()) {
    return;
  }
  const std::string shown = foreign_text(field.person.value, limits::id_bytes);
  objections.add(Objection{
      .code = RejectionCode::invalid,
      .rule = "INPUT_NOT_A_HOLDER",
      .message = {"«" + shown + "» kan inte ha jouren " + function->name.sv,
                  "“" + shown + "” can not have the duty " + function->name.en},
      .what_now = {"Välj någon som funktionen har i organisationen, eller ändra organisationen "
                   "först",
                   "Choose somebody whom the function has in the organisation, or change the "
                   "organisation first"},
      .field = std::string(field.name)});
}

struct Times {
  const std::optional<Instant>& from;
  const std::optional<Instant>& until;
};
// Both given, in order, and no longer than a plan may be.
bool check_times(const Times& times, Objections& objections) {
  if (!times.from) check_missing("from", objections);
  if (!times.until) check_missing("until", objections);
  if (!times.from || !times.until) return false;
  if (*times.until <= *times.from) {
    malformed("INPUT_TIME_ORDER", "until", {"Slutar innan det börjar", "Ends before it begins"},
              objections);
    return false;
  }
  if (*times.until - *times.from > limits::roster_longest) {
    malformed("INPUT_OUT_OF_RANGE", "until", {"Längre än två år", "Longer than two years"},
              objections);
    return false;
  }
  return true;
}

void check_reason(std::string_view reason, Objections& objections) {
  check_text({.name = "reason", .text = reason, .limit = limits::reason_bytes, .required = true},
             objections);
}

void check_span(const DutySpan& span, const Stretch& stretch, Objections& objections) {
  if (span.until <= span.from) {
    malformed("INPUT_TIME_ORDER", "spans.until",
              {"Passet slutar innan det börjar", "The shift ends before it begins"}, objections);
  } else if (span.from < stretch.from || stretch.until < span.until) {
    malformed("INPUT_OUT_OF_RANGE", "spans.from",
              {"Passet ligger utanför listans tid", "The shift lies outside the roster's time"},
              objections);
  }
}

void check_overlaps(std::vector<DutySpan> spans, Objections& objections) {
  std::ranges::sort(spans, {},
                    [](const DutySpan& span) { return std::tuple(span.person, span.from); });
  const auto overlap = std::ranges::adjacent_find(spans, [](const auto& one, const auto& next) {
    return one.person == next.person && next.from < one.until;
  });
  if (overlap != spans.end()) check_duplicate("spans", overlap->person.value, objections);
}

void check_spans(const Case& c, const AdoptRoster& command, const DutyFunction* function,
                 Objections& objections) {
  if (command.spans.empty()) check_missing("spans", objections);
  if (command.spans.size() > limits::roster_spans) {
    const std::string most = std::to_string(limits::roster_spans);
    malformed("INPUT_OUT_OF_RANGE", "spans",
              {"Fler än " + most + " pass", "More than " + most + " shifts"}, objections);
    return;
  }
  const Stretch stretch{.from = *command.from, .until = *command.until};
  std::vector<PersonId> seen;
  for (const DutySpan& span : command.spans) {
    check_span(span, stretch, objections);
    if (std::ranges::find(seen, span.person) != seen.end()) continue;
    seen.push_back(span.person);
    check_holder(c, {.name = "spans.person", .person = span.person}, function, objections);
  }
  check_overlaps(command.spans, objections);
}

// Both ends of what is given in return, or neither.
void check_return(const ProposeSwap& command, Objections& objections) {
  if (command.back_until && !command.back_from) check_missing("backFrom", objections);
  if (command.back_from && command.back_until && *command.back_until <= *command.back_from) {
    malformed("INPUT_TIME_ORDER", "backUntil", {"Slutar innan det börjar", "Ends before it begins"},
              objections);
  }
}

}  // namespace

void check_input(const Case& c, const AdoptRoster& command, Objections& objections) {
  const DutyFunction* function = check_function(c, command.function, objections);
  check_text(
      {.name = "source", .text = command.source, .limit = limits::source_bytes, .required = true},
      objections);
  check_text({.name = "sourceHash", .text = command.source_hash, .limit = limits::id_bytes},
             objections);
  if (check_times({command.from, command.until}, objections)) {
    check_spans(c, command, function, objections);
  }
}

void check_input(const Case& c, const OverrideDuty& command, Objections& objections) {
  const DutyFunction* function = check_function(c, command.function, objections);
  if (!command.person.empty()) {
    check_holder(c, {.name = "person", .person = command.person}, function, objections);
  }
  if (!command.replaces.empty()) check_person(c, "replaces", command.replaces, objections);
  check_times({command.from, command.until}, objections);
  check_reason(command.reason, objections);
}

void check_input(const Case& c, const ProposeSwap& command, Objections& objections) {
  const DutyFunction* function = check_function(c, command.function, objections);
  check_holder(c, {.name = "taker", .person = command.taker}, function, objections);
  if (!command.from) check_missing("from", objections);
  if (command.from && command.until && *command.until <= *command.from) {
    malformed("INPUT_TIME_ORDER", "until", {"Slutar innan det börjar", "Ends before it begins"},
              objections);
  }
  check_return(command, objections);
  check_text({.name = "reason", .text = command.reason, .limit = limits::reason_bytes}, objections);
}

void check_input(const Case& c, const AnswerSwap& command, Objections& objections) {
  check_known(c.state.swaps, command.swap, {"INPUT_UNKNOWN_SWAP", "swap"}, objections);
  check_text({.name = "reason", .text = command.reason, .limit = limits::reason_bytes}, objections);
}

void check_input(const Case& c, const TakeOverDuty& command, Objections& objections) {
  const DutyFunction* function = check_function(c, command.function, objections);
  if (!command.person.empty()) {
    check_holder(c, {.name = "person", .person = command.person}, function, objections);
  }
  if (command.until && *command.until <= c.now) {
    malformed("INPUT_TIME_ORDER", "until", {"Tiden har passerat", "The time has passed"},
              objections);
  }
  check_text({.name = "reason", .text = command.reason, .limit = limits::reason_bytes}, objections);
}

}  // namespace ckl::domain
