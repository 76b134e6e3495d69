// Commands of relief. Included by commands.hpp, which holds the one list of all commands.
#pragma once

#include "domain/relief_plan.hpp"

namespace ckl::domain {

// Föreslå avlösning: for one position, or all that have somebody. What runs already is kept.
struct ProposeRelief {
  IncidentId incident;
  PositionId position;  // empty = all
};

// Sätt någon på ett pass: one of the plan's, or a new one.
struct AssignShift {
  ReliefPlanId plan;    // for a new shift
  ReliefShiftId shift;  // empty = a new one
  PersonId person;
  std::optional<Instant> from;   // unset = as the shift has it
  std::optional<Instant> until;  // unset = as the shift has it
  std::string override_reason;   // why a limit is departed from; empty = it is not
};

// Ta bort den som har ett pass.
struct ClearShift {
  ReliefShiftId shift;
  std::string reason;
};

// Svara om ett pass.
struct AnswerShift {
  ReliefShiftId shift;
  PersonId person;  // empty = the actor
  bool available = false;
  std::string reason;
};

// Skriv en överlämning.
struct WriteHandover {
  ReliefShiftId shift;  // the one that is left
  PersonId incoming;    // empty = whoever relieves by the plan
  HandoverNote note;
};

// Underteckna en överlämning, som den som tar över.
struct SignHandover {
  HandoverId handover;
};

// Avsluta en avlösningsplan.
struct EndRelief {
  ReliefPlanId plan;
  std::string reason;
};

}  // namespace ckl::domain
