// Shared steps of several procedures: telling people, opening and ending duties, putting incidents
// on central crisis management.
//
// Internal to the core; each writes on a ruling and decides nothing about who may.
#pragma once

#include <span>
#include <string_view>

#include "domain/ruling.hpp"

namespace ckl::domain {

struct Notice {
  std::string_view rule;  // also the subject, unless one is given
  IncidentId incident;
  Text text;
  std::string_view subject = {};
};

// Tells each person but the one who acts.
void notify(Ruling& ruling, const Notice& notice, std::span<const PersonId> persons);

// Tells everyone whom the table says the rule informs.
void inform(Ruling& ruling, const Notice& notice);

// O01: the chair is to be informed, counted from `from`; nothing if such a duty is open already.
void open_chair_information(Ruling& ruling, const IncidentId& incident);
void open_next_chair_information(Ruling& ruling, const Obligation& last, Instant done);
void end_chair_information(Ruling& ruling);

// O12 and O13: evaluations owed when an incident leaves an active CKL (R54).
void open_evaluations(Ruling& ruling, const Incident& incident);
// O12 for a CKL period that held no incident.
void open_evaluation_of_ckl(Ruling& ruling);

// Who is told when a duty is due or overdue.
[[nodiscard]] std::vector<PersonId> owing(const State& state, const Obligation& obligation,
                                          Instant now);

// CKL becomes ACTIVE, if it is not: `cause` and every other incident at SERIOUS or above are put on
// it, and the chair's information begins.
void activate_ckl(Ruling& ruling, const std::string& reason, const Incident* cause);
void change_ckl(Ruling& ruling, CklState to, const std::string& reason);
void attach(Ruling& ruling, const Incident& incident);
// The incident leaves CKL; its evaluations are owed from now.
void detach(Ruling& ruling, const Incident& incident);

// Raising a level opens an incident that was recovering (R49).
void reopen_phase(Ruling& ruling, const Incident& incident, std::string_view reason);

}  // namespace ckl::domain
