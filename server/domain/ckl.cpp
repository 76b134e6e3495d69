// Central krisledning: T03 and the second half of T11.
#include <algorithm>

#include "domain/capacity.hpp"
#include "domain/duties.hpp"
#include "domain/handlers.hpp"
#include "domain/wording.hpp"

namespace ckl::domain {
namespace {

bool is_step(CklState from, CklState to) {
  switch (to) {
    case CklState::standby:
      return from == CklState::inactive;
    case CklState::active:
      return from != CklState::active;
    case CklState::winding_down:
      return from == CklState::active;
    case CklState::inactive:
      return from != CklState::inactive;
  }
  return false;
}

void require_step(const Case& c, CklState to, Objections& objections) {
  if (is_step(c.state.ckl, to)) return;
  const Text now = wording::name_of(c.state.ckl);
  objections.add(Objection{
      .code = RejectionCode::precondition,
      .rule = to == CklState::active ? "T03" : "T11",
      .message = {"Central krisledning är " + now.sv, "Central crisis management is " + now.en},
      .what_now = {"Välj ett läge som kan följa på det", "Choose a state that can follow it"},
      .field = "to"});
}

// G21: a serious event keeps CKL from going to rest.
void refuse_rest_over_serious(const Case& c, Objections& objections) {
  for (const auto& [id, incident] : c.state.incidents) {
    if (incident.level != Level::serious) continue;
    objections.add(Objection{
        .code = RejectionCode::precondition,
        .rule = "G21",
        .message = {"Fortfarande allvarlig händelse: " + incident.headline,
                    "Still a serious event: " + incident.headline},
        .what_now = {"Sänk händelsens nivå först", "Lower the level of the incident first"},
        .field = id.value});
  }
}

// R54: whether any incident was on CKL since it became active.
bool held_an_incident(const State& state) {
  const bool now =
      std::ranges::any_of(state.incidents, [](const auto& entry) { return entry.second.on_ckl; });
  const bool before = std::ranges::any_of(state.obligations, [&](const auto& entry) {
    return entry.second.rule.value == "O12" && entry.second.opened >= state.ckl_since;
  });
  return now || before;
}

void leave_active(Ruling& ruling, CklState to) {
  const State& state = ruling.state();
  if (state.ckl == CklState::active && !held_an_incident(state)) open_evaluation_of_ckl(ruling);
  end_chair_information(ruling);
  if (to != CklState::inactive) return;
  for (const auto& [id, incident] : state.incidents) detach(ruling, incident);
}

}  // namespace

Decision decide_on(const Case& c, const ChangeCklState& command) {
  const bool rises = command.to == CklState::active || command.to == CklState::standby;
  Objections objections(c.now);
  std::string capacity = require_role(c, rises ? "T03" : "T11", objections);
  require_step(c, command.to, objections);
  if (command.to == CklState::inactive) refuse_rest_over_serious(c, objections);
  if (!objections.empty()) return objections.refuse();

  Ruling ruling(c);
  if (command.to == CklState::active) {
    activate_ckl(ruling, command.reason, nullptr);
  } else {
    change_ckl(ruling, command.to, command.reason);
    if (!rises) leave_active(ruling, command.to);
  }
  return ruling.accept(std::move(capacity), "ckl");
}

}  // namespace ckl::domain
