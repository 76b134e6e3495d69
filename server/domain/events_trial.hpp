// Events of contact tests and drills. Past tense; the members of the `event` oneof from 240 on.
//
// Included by events.hpp, which holds the one list of all events.
#pragma once

#include "domain/contact_test.hpp"
#include "domain/drill.hpp"

namespace ckl::domain {

// Ett kontaktprov sändes: a message of its own, by that way alone.
struct ContactTested {
  MessageId message;          // Meddelande.
  PersonId person;            // Till vem.
  std::string channel;        // Slag.
  std::uint32_t contact = 0;  // Vilken adress av det slaget.
  bool operator==(const ContactTested&) const = default;
};

// Ett kontaktprov besvarades: the way works.
struct ContactConfirmed {
  MessageId message;       // Meddelande.
  PersonId person;         // Vem.
  std::string via;         // Hur: "link", "sms", "voice".
  std::uint32_t mark = 0;  // Vilken adress det gällde.
  bool operator==(const ContactConfirmed&) const = default;
};

// Ett kontaktprov gäller inte längre: the address is another, or gone.
struct ContactForgotten {
  PersonId person;            // Vem.
  std::string channel;        // Slag.
  std::uint32_t contact = 0;  // Vilken adress av det slaget.
  bool operator==(const ContactForgotten&) const = default;
};

// Kontaktvägarna till alla med jour de närmaste dagarna gicks igenom (A15).
struct DutyContactsChecked {
  std::string day;                // Dag, ISO date in Stockholm.
  std::uint32_t on_duty = 0;      // Hur många som har jour.
  std::vector<PersonId> lacking;  // De som saknar två prövade vägar.
  bool operator==(const DutyContactsChecked&) const = default;
};

// En larmövning planerades, or was moved.
struct DrillPlanned {
  DrillId drill;       // Nummer.
  PlanId plan;         // Inkallningsplan.
  Instant at;          // När den börjar.
  std::string reason;  // Skäl till att den flyttades, or empty.
  bool operator==(const DrillPlanned&) const = default;
};

// En larmövning började.
struct DrillStarted {
  DrillId drill;        // Nummer.
  IncidentId incident;  // Händelse som den förs på.
  CalloutId callout;    // Inkallning.
  Instant until;        // Slutar senast.
  bool operator==(const DrillStarted&) const = default;
};

// En larmövning slutade, bröts eller ställdes in.
struct DrillEnded {
  DrillId drill;           // Nummer.
  bool cancelled = false;  // Bröts eller ställdes in: it is no evidence.
  std::string reason;      // Skäl.
  DrillOutcome outcome;    // Utfall.
  bool operator==(const DrillEnded&) const = default;
};

}  // namespace ckl::domain
