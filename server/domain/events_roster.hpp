// Events of the duty rosters. Past tense; the members of the `event` oneof from 160 on.
//
// Included by events.hpp, which holds the one list of all events.
#pragma once

#include "domain/duty.hpp"

namespace ckl::domain {

// En jourlista antogs för en funktion.
struct RosterAdopted {
  std::string function;         // Jourfunktion.
  std::string source;           // Källans namn.
  std::string source_hash;      // Källans SHA-256.
  Instant from;                 // Listan gäller från och med.
  Instant until;                // Listan gäller till.
  std::vector<DutySpan> spans;  // Pass, rising.
  bool operator==(const RosterAdopted&) const = default;
};

// Jouren ändrades: ersättning, byte eller övertagande.
struct DutyChanged {
  DutyChange change;  // Ändring.
  bool operator==(const DutyChanged&) const = default;
};

// Ett byte föreslogs.
struct SwapProposed {
  DutySwap swap;  // Byte.
  bool operator==(const SwapProposed&) const = default;
};

// Ett byte godtogs, avböjdes eller togs tillbaka.
struct SwapSettled {
  SwapId swap;                            // Byte.
  SwapState state = SwapState::accepted;  // Nytt läge.
  std::string reason;                     // Skäl.
  bool operator==(const SwapSettled&) const = default;
};

// En lucka i en funktion som alltid ska vara bemannad larmades.
struct DutyGapFound {
  std::string function;          // Jourfunktion.
  Instant from;                  // Från och med.
  std::optional<Instant> until;  // Till; unset = nobody is planned any more.
  ObligationId obligation;       // Skyldighet att bemanna; empty when the gap had passed.
  bool operator==(const DutyGapFound&) const = default;
};

// En larmad lucka är bemannad.
struct DutyGapFilled {
  std::string function;  // Jourfunktion.
  Instant from;          // Luckan från och med.
  bool operator==(const DutyGapFilled&) const = default;
};

}  // namespace ckl::domain
