// What completes the contract of a call-out: who is passed over, taken in, told more or recalled,
// and who is absent. Part of events.hpp.
#pragma once

#include <string>

#include "domain/state.hpp"

namespace ckl::domain {

// `reason`: ON_SCENE, RESTING, AWAY, ELSEWHERE (coming to another call-out) or UNQUALIFIED.
struct PersonPassedOver {
  CalloutId callout;
  PositionId position;
  PersonId person;
  std::string reason;
  bool operator==(const PersonPassedOver&) const = default;
};
// Somebody who offered when the position was full.
struct PersonTakenIn {
  CalloutId callout;
  PositionId position;
  PersonId person;
  bool operator==(const PersonTakenIn&) const = default;
};
// A PersonNotified follows for each who is told.
struct WordSent {
  CalloutId callout;
  WordKind kind = WordKind::other;
  WordAudience audience = WordAudience::asked;
  std::string text;
  std::uint32_t persons = 0;
  bool operator==(const WordSent&) const = default;
};
// A PersonStoodDown for each whom the alarm reached, and CalloutEnded, follow.
struct CalloutRecalled {
  CalloutId callout;
  std::string reason;
  bool operator==(const CalloutRecalled&) const = default;
};
// Replaces the person's earlier absence.
struct AbsenceNoted {
  Absence absence;
  bool operator==(const AbsenceNoted&) const = default;
};
struct AbsenceEnded {
  PersonId person;
  std::string reason;
  bool operator==(const AbsenceEnded&) const = default;
};

}  // namespace ckl::domain
