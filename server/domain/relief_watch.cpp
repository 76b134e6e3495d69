// Avlösning över tiden: asking people, changes of shift, and positions that run dry (R63, R65).
#include <algorithm>
#include <array>
#include <map>

#include "domain/duties.hpp"
#include "domain/procedure.hpp"
#include "domain/relief.hpp"
#include "domain/relief_words.hpp"
#include "domain/roster.hpp"

namespace ckl::domain {
namespace {

std::string subject_of(const ReliefPlan& plan, Instant from) {
  return plan.id.value + "@" + std::to_string(from.time_since_epoch().count());
}

void alarm(Ruling& ruling, const ReliefPlan& plan, ReliefGap gap) {
  const Text text = wording::relief_gap(wording::position_name(ruling.state(), plan.position), gap);
  gap.obligation = open_duty(ruling, {.rule = "R63",
                                      .incident = plan.incident,
                                      .subject = subject_of(plan, gap.from),
                                      .owed_by_role = role::chief_of_staff,
                                      .owed_to = {"Stabschef", "The chief of staff"},
                                      .what = text,
                                      .due = std::max(gap.from, ruling.now())});
  notify(ruling,
         Notice{.rule = "R63", .incident = plan.incident, .text = text, .subject = "relief-gap"},
         reached_of(ruling.state(), find_rule("R63")->informs, ruling.now()));
  ruling.add("R63", ReliefGapFound{.plan = plan.id, .gap = std::move(gap)});
}

void close_gap(Ruling& ruling, const ReliefGap& gap, const std::string& evidence) {
  const auto duty = ruling.state().obligations.find(gap.obligation);
  if (duty == ruling.state().obligations.end()) return;
  if (duty->second.state == ObligationState::closed) return;
  ruling.add("R63", ObligationClosed{
                        .obligation = gap.obligation, .evidence = evidence, .done = ruling.now()});
}

bool is_signed(const State& state, const ReliefShiftId& shift) {
  return std::ranges::any_of(state.handovers, [&](const auto& entry) {
    return entry.second.shift == shift && entry.second.signed_off;
  });
}

// In this plan or another.
bool goes_on(const State& state, const ReliefShift& shift) {
  return std::ranges::any_of(state.relief_plans, [&](const auto& entry) {
    return !entry.second.ended && goes_on(entry.second, shift);
  });
}

// Who leaves is not called out again before the rest is over.
bool rest(Ruling& ruling, const ReliefShift& shift) {
  const Instant until = shift.until + ruling.state().settings.minimum_rest;
  if (until <= std::max(ruling.now(), shift.until)) return false;
  const auto absent = ruling.state().absences.find(shift.person);
  if (absent != ruling.state().absences.end()) {
    const auto& already = absent->second.until;
    if (!already || *already >= until) return false;
  }
  ruling.add("R64", AbsenceNoted{{.person = shift.person,
                                  .kind = AbsenceKind::resting,
                                  .since = ruling.now(),
                                  .until = until,
                                  .reason = "Vila efter passet " + shift.id.value,
                                  .noted_by = {}}});
  return true;
}

ObligationId ask_for_handover(Ruling& ruling, const ReliefPlan& plan, const ReliefShift& shift,
                              const ReliefShift& next) {
  const State& state = ruling.state();
  const Text text = wording::handover_due(wording::position_name(state, plan.position),
                                          wording::person_name(state, shift.person),
                                          wording::person_name(state, next.person));
  const std::array both{shift.person, next.person};
  notify(
      ruling,
      Notice{.rule = "R65", .incident = plan.incident, .text = text, .subject = "relief-handover"},
      both);
  return open_duty(ruling, {.rule = "R65",
                            .incident = plan.incident,
                            .subject = shift.id.value,
                            .owed_by_role = role::chief_of_staff,
                            .owed_to = {"Den som tar över", "Whoever takes over"},
                            .what = text,
                            .due = std::max(shift.until, ruling.now())});
}

// Gives whether who leaves rests from now on.
bool change_over(Ruling& ruling, const ReliefPlan& plan, const ReliefShift& shift) {
  HandoverDue due{.shift = shift.id, .incoming = {}, .obligation = {}};
  const bool stays = goes_on(ruling.state(), shift);
  const ReliefShift* next = stays ? nullptr : relieving(plan, shift);
  if (next != nullptr) {
    due.incoming = next->person;
    if (!is_signed(ruling.state(), shift.id)) {
      due.obligation = ask_for_handover(ruling, plan, shift, *next);
    }
  }
  ruling.add("R65", std::move(due));
  return !stays && rest(ruling, shift);
}

void watch_gaps(Ruling& ruling, const ReliefPlan& plan) {
  const auto gaps = gaps_of(plan);
  for (const auto& alarmed : plan.alarmed) {
    if (std::ranges::find(gaps, alarmed.from, &ReliefGap::from) != gaps.end()) continue;
    ruling.add("R63", ReliefGapFilled{.plan = plan.id, .from = alarmed.from});
    close_gap(ruling, alarmed, "Avlösningsplanen är ändrad; ingen saknas längre");
  }
  for (const auto& gap : gaps) {
    if (gap.from - ruling.state().settings.relief_warn_ahead > ruling.now()) break;
    const bool passed = gap.until && *gap.until <= plan.changed;
    const bool known =
        std::ranges::find(plan.alarmed, gap.from, &ReliefGap::from) != plan.alarmed.end();
    if (!passed && !known) alarm(ruling, plan, gap);
  }
}

}  // namespace

void ask_for_relief(Ruling& ruling, const ReliefPlan& plan,
                    const std::vector<ReliefShift>& shifts) {
  std::map<PersonId, std::vector<ReliefShift>> asked;
  for (const auto& shift : shifts) {
    if (shift.state == ShiftState::asked) asked[shift.person].push_back(shift);
  }
  const Text position = wording::position_name(ruling.state(), plan.position);
  for (const auto& [person, theirs] : asked) {
    const std::array one{person};
    notify(ruling,
           Notice{.rule = "R63",
                  .incident = plan.incident,
                  .text = wording::relief_asked(position, theirs),
                  .subject = "relief"},
           one);
  }
}

std::vector<PersonId> watch_relief(Ruling& ruling, const ReliefPlanId& id) {
  std::vector<PersonId> resting;
  const ReliefPlan& plan = ruling.state().relief_plans.at(id);
  for (const auto& shift : plan.shifts) {
    if (shift.person.empty() || shift.changed_over) continue;
    if (handover_at(ruling.state(), shift) > ruling.now()) continue;
    if (change_over(ruling, plan, shift)) resting.push_back(shift.person);
  }
  watch_gaps(ruling, plan);
  return resting;
}

void end_relief(Ruling& ruling, const ReliefPlan& plan, const std::string& reason) {
  std::vector<PersonId> told;
  for (const auto& shift : plan.shifts) {
    close_duties(ruling, {.rule = "R65", .subject = shift.id.value, .incident = plan.incident},
                 "Avlösningen upphörde");
    if (shift.person.empty() || shift.until <= ruling.now()) continue;
    if (std::ranges::find(told, shift.person) == told.end()) told.push_back(shift.person);
  }
  for (const auto& gap : plan.alarmed) close_gap(ruling, gap, "Avlösningen upphörde");
  ruling.add("R63", ReliefEnded{.plan = plan.id, .reason = reason});
  const Text position = wording::position_name(ruling.state(), plan.position);
  notify(ruling,
         Notice{.rule = "R63",
                .incident = plan.incident,
                .text = wording::relief_ended(position, reason),
                .subject = "relief"},
         told);
}

void end_relief(Ruling& ruling, const IncidentId& incident, const CalloutId& callout,
                const std::string& reason) {
  for (const auto& [id, plan] : ruling.state().relief_plans) {
    const bool meant = callout.empty() || plan.callout == callout;
    if (!plan.ended && plan.incident == incident && meant) end_relief(ruling, plan, reason);
  }
}

}  // namespace ckl::domain
