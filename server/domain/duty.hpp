// Jourlistor: who has a duty function when, as adopted, and what people have changed since.
//
// Pure values of the state and the journal. A roster is the expanded plan of one duty function: an
// iCalendar file never sways a decision, only what was adopted from it. Spans are half-open,
// [from, until). `domain/roster.hpp` answers who is on duty.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "domain/ids.hpp"

namespace ckl::domain {

using DutyChangeId = Id<struct DutyChangeTag>;
using SwapId = Id<struct SwapTag>;

// Ett jourpass: a person has the function from one instant until another.
struct DutySpan {
  PersonId person;  // Vem.
  Instant from;     // Från och med.
  Instant until;    // Till.
  bool operator==(const DutySpan&) const = default;
};

enum class DutyChangeKind : std::uint8_t {
  replacement = 1,  // ersättning, decided by who plans
  swap = 2,         // byte, with both consenting
  takeover = 3,     // övertagande nu
};

// En ändring av jourlistan. It outlives the next adoption, as long as its time has not passed.
struct DutyChange {
  DutyChangeId id;                                    // Nummer.
  std::string function;                               // Jourfunktion.
  DutyChangeKind kind = DutyChangeKind::replacement;  // Slag.
  PersonId person;                                    // Vem som har jouren; empty = nobody.
  PersonId replaces;                                  // I stället för vem; empty = whoever had it.
  Instant from;                                       // Från och med.
  Instant until;                                      // Till.
  std::string reason;                                 // Skäl.
  PersonId by;                                        // Vem som ändrade.
  SwapId swap;                                        // Byte, or empty.
  bool operator==(const DutyChange&) const = default;
};

enum class SwapState : std::uint8_t { proposed = 1, accepted = 2, declined = 3, withdrawn = 4 };

// Ett föreslaget byte: one gives a stretch away, and may get another back.
struct DutySwap {
  SwapId id;                              // Nummer.
  std::string function;                   // Jourfunktion.
  PersonId giver;                         // Vem som lämnar passet.
  PersonId taker;                         // Vem som tar det.
  Instant from;                           // Passet från och med.
  Instant until;                          // Passet till.
  std::optional<Instant> back_from;       // Passet i utbyte från och med.
  std::optional<Instant> back_until;      // Passet i utbyte till.
  std::string reason;                     // Skäl.
  SwapState state = SwapState::proposed;  // Läge.
  bool operator==(const DutySwap&) const = default;
};

// En lucka: nobody has the function. Without `until` nobody is planned any more.
struct DutyGap {
  Instant from;
  std::optional<Instant> until;
  bool operator==(const DutyGap&) const = default;
};

// En lucka som är larmad, with the duty to mend it.
struct AlarmedGap {
  Instant from;                  // Luckan från och med.
  ObligationId obligation;       // Skyldighet att bemanna.
  std::optional<Instant> until;  // Luckan till, when it was alarmed.
  bool operator==(const AlarmedGap&) const = default;
};

// En antagen jourlista för en funktion.
struct Roster {
  std::string id;                   // Jourfunktion.
  std::string source;               // Källans namn.
  std::string source_hash;          // Källans SHA-256.
  Instant from;                     // Listan gäller från och med.
  Instant until;                    // Listan gäller till.
  std::vector<DutySpan> spans;      // Pass, rising.
  std::vector<DutyChange> changes;  // Ändringar, in order.
  std::vector<AlarmedGap> alarmed;  // Larmade luckor, rising.
  Instant changed;                  // Senast ändrad.
  bool operator==(const Roster&) const = default;
};

}  // namespace ckl::domain
