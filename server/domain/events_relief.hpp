// Events of relief. Past tense; the members of the `event` oneof from 220 on.
//
// Included by events.hpp, which holds the one list of all events.
#pragma once

#include "domain/relief_plan.hpp"

namespace ckl::domain {

// En avlösningsplan föreslogs, or was made anew. A PersonNotified follows for each who is asked.
struct ReliefProposed {
  ReliefPlan plan;  // Plan; in place of the one with its number.
  bool operator==(const ReliefProposed&) const = default;
};

// Ett pass fick någon: by who leads the staffing, or the next in turn after a no.
struct ShiftAssigned {
  ReliefPlanId plan;   // Plan.
  ReliefShift shift;   // Pass, whole; new when the plan has none with its number.
  std::string reason;  // Skäl.
  bool operator==(const ShiftAssigned&) const = default;
};

// Ett pass har ingen längre.
struct ShiftCleared {
  ReliefShiftId shift;  // Pass.
  PersonId person;      // Vem som hade det.
  std::string reason;   // Skäl.
  bool operator==(const ShiftCleared&) const = default;
};

// Någon svarade om ett pass. After a no a ShiftAssigned follows, when somebody is next.
struct AvailabilityAnswered {
  ReliefShiftId shift;     // Pass.
  PersonId person;         // Vem.
  bool available = false;  // Kan.
  std::string reason;      // Skäl.
  PersonId taken_by;       // Vem som tog svaret för personen, or empty.
  bool operator==(const AvailabilityAnswered&) const = default;
};

// En lucka i en avlösningsplan larmades.
struct ReliefGapFound {
  ReliefPlanId plan;  // Plan.
  ReliefGap gap;      // Lucka.
  bool operator==(const ReliefGapFound&) const = default;
};

// En larmad lucka är borta.
struct ReliefGapFilled {
  ReliefPlanId plan;  // Plan.
  Instant from;       // Luckan från och med.
  bool operator==(const ReliefGapFilled&) const = default;
};

// Dags för skifte: who has the shift hands over, and rests afterwards (an AbsenceNoted follows).
struct HandoverDue {
  ReliefShiftId shift;      // Passet som tar slut.
  PersonId incoming;        // Vem som tar över; empty = nobody.
  ObligationId obligation;  // Skyldighet att överlämna; empty when nobody takes over.
  bool operator==(const HandoverDue&) const = default;
};

// En överlämning skrevs, och undertecknades därmed av den som lämnar.
struct HandoverWritten {
  Handover handover;  // Överlämning; it replaces an unsigned one of the same shift.
  bool operator==(const HandoverWritten&) const = default;
};

// Den som tar över undertecknade.
struct HandoverSigned {
  HandoverId handover;  // Överlämning.
  bool operator==(const HandoverSigned&) const = default;
};

// En avlösningsplan upphörde.
struct ReliefEnded {
  ReliefPlanId plan;   // Plan.
  std::string reason;  // Skäl.
  bool operator==(const ReliefEnded&) const = default;
};

}  // namespace ckl::domain
