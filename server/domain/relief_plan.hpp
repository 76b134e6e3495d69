// Avlösning: who relieves whom in a position of an incident, and what is handed over.
//
// Pure values of the state and the journal. A plan is proposed by the core and belongs to who leads
// the staffing from then on. Shifts are half-open, [from, until), and overlap by the time of a
// handover. `domain/relief.hpp` answers how long a position lasts.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "domain/ids.hpp"

namespace ckl::domain {

using ReliefPlanId = Id<struct ReliefPlanTag>;
using ReliefShiftId = Id<struct ReliefShiftTag>;
using HandoverId = Id<struct HandoverTag>;

enum class ShiftState : std::uint8_t {
  serving = 1,    // tjänstgör: came by the call-out
  asked = 2,      // tillfrågad
  available = 3,  // kan
  open = 4,       // nobody has it
};

// Ett pass i en avlösningsplan.
struct ReliefShift {
  ReliefShiftId id;                     // Nummer: that of the plan and its own.
  PersonId person;                      // Vem; empty = nobody.
  Instant from;                         // Från och med.
  Instant until;                        // Till.
  ShiftState state = ShiftState::open;  // Läge.
  std::vector<PersonId> declined = {};  // De som har svarat att de inte kan.
  std::string override_reason = {};     // Skäl till avsteg från gränserna, or empty.
  bool changed_over = false;            // Skiftet har gått: who had it rests from then on.
  bool operator==(const ReliefShift&) const = default;
};

// En larmad lucka i planen, with the duty to mend it.
struct ReliefGap {
  Instant from;                  // Från och med.
  std::optional<Instant> until;  // Till; unset = nobody is planned any more.
  std::uint32_t missing = 0;     // Hur många som saknas.
  ObligationId obligation;       // Skyldighet att bemanna, when alarmed.
  bool operator==(const ReliefGap&) const = default;
};

// Avlösningsplan för en befattning i en händelse.
struct ReliefPlan {
  ReliefPlanId id;                  // Nummer.
  IncidentId incident;              // Händelse.
  CalloutId callout;                // Inkallningen vars pool planen tar ur.
  PositionId position;              // Befattning.
  std::uint32_t wanted = 1;         // Hur många som behövs samtidigt.
  Seconds shift{0};                 // Passens längd, as proposed.
  Instant from;                     // Planen gäller från och med.
  Instant until;                    // Planen gäller till.
  std::vector<ReliefShift> shifts;  // Pass, rising.
  std::vector<ReliefGap> alarmed;   // Larmade luckor, rising.
  std::uint32_t numbered = 0;       // Hur många pass som fått nummer.
  Instant changed;                  // Senast ändrad.
  bool ended = false;               // Upphörd.
  bool operator==(const ReliefPlan&) const = default;
};

// Vad den som går talar om för den som kommer.
struct HandoverNote {
  std::string picture;            // Läget.
  std::string open_tasks;         // Öppna uppgifter.
  std::string pending_decisions;  // Beslut som väntar.
  std::string promises;           // Löften till andra.
  std::string contacts;           // Kontakter.
  std::string next_clock;         // Nästa tid att passa.
  bool operator==(const HandoverNote&) const = default;
};

// En överlämning: written and thereby signed by who goes, signed by who comes.
struct Handover {
  HandoverId id;                      // Nummer.
  ReliefShiftId shift;                // Passet som lämnas.
  PersonId outgoing;                  // Vem som lämnar.
  PersonId incoming;                  // Vem som tar över.
  HandoverNote note;                  // Överlämningen.
  Instant written;                    // När den skrevs.
  std::optional<Instant> signed_off;  // När den som tar över undertecknade.
  bool operator==(const Handover&) const = default;
};

}  // namespace ckl::domain
