// Decisions of other bodies, entered by their secretaries (R29).
//
// Internal to the core. An entry is journaled first, is in force at once and stays marked
// unconfirmed until a second person has compared it with the document.
#pragma once

#include <string>
#include <string_view>

#include "domain/ruling.hpp"

namespace ckl::domain {

// Who enters: a role of that rule's row which enters for that body. `guard` is the rule refused by.
struct Entering {
  std::string_view rule;
  std::string_view guard;
  DecidingBody body = DecidingBody::executive_board;
};
std::string require_entry(const Case& c, const Entering& entering, Objections& objections);

struct Entered {
  DecidingBody body = DecidingBody::executive_board;
  std::string reference;
  Instant decided;
  std::string_view what;  // name of the event it leads to
  std::string subject = {};
};
// Journals the entry. Call it first on the ruling.
RecordId enter(Ruling& ruling, const Entered& entered);

// R24: when KN had ended, KS and KF's presidium are told at once that it functions again.
void tell_of_restart(Ruling& ruling, const Incident& incident);

// R35: the chair has reassessed the level of the incident.
void level_reassessed(Ruling& ruling, const IncidentId& incident, const std::string& evidence);

}  // namespace ckl::domain
