// Skyldigheter: fulfilling one, with evidence (R18, R38), and what the county board orders.
#include <algorithm>
#include <array>

#include "domain/capacity.hpp"
#include "domain/duties.hpp"
#include "domain/facts.hpp"
#include "domain/handlers.hpp"
#include "domain/oral.hpp"

namespace ckl::domain {
namespace {

Objection of_the_duty(std::string_view rule, Text message, Text what_now) {
  return Objection{.code = RejectionCode::precondition,
                   .rule = rule,
                   .message = std::move(message),
                   .what_now = std::move(what_now),
                   .field = "obligation"};
}

// Duties of an organisation: its own people fulfil them.
bool is_of_a_unit(std::string_view rule) {
  static constexpr std::array own{"O06", "O07", "O08", "O10", "O13", "O19", "T14", "A06"};
  return std::ranges::find(own, rule) != own.end();
}

// Some duties are fulfilled by an act of their own, which records more than evidence.
struct Door {
  std::string_view rule;
  Text act;
};

const Door* own_door(std::string_view rule) {
  static const std::array doors{
      Door{"O02", {"Anmäl beslutet vid ett sammanträde", "Report the decision at a meeting"}},
      Door{"O03", {"Anteckna anmälan i fullmäktige", "Record the report to the city council"}},
      Door{"O05", {"Anteckna justering eller anslag", "Record the adjustment or the posting"}},
      Door{"O14", {"Anteckna den genomförda övningen", "Record the exercise held"}},
      Door{"O16", {"Anteckna anmälan i fullmäktige", "Record the report to the city council"}},
      Door{"R09", {"Ompröva genom ett beslut", "Review it by a decision"}},
      Door{"R10",
           {"Förnya genom ett beslut, eller låt det upphöra",
            "Renew it by a decision, or let it end"}},
      Door{"R31", {"Ta emot överlämningen", "Acknowledge the handback"}},
      Door{"R44", {"Besluta om efterträdaren", "Settle the succession"}},
  };
  const auto found = std::ranges::find(doors, rule, &Door::rule);
  return found == doors.end() ? nullptr : &*found;
}

void require_unfulfilled(const Obligation& duty, Objections& objections) {
  if (duty.state != ObligationState::closed) return;
  objections.add(of_the_duty(duty.rule.value,
                             {"Skyldigheten är redan fullgjord", "The duty is already fulfilled"},
                             {"Inget behöver göras", "Nothing needs doing"}));
}

bool is_county_report(const Obligation& duty) {
  return duty.rule.value == "O04" || duty.rule.value == "O17";
}

// The next report, counted from when the last was sent.
void open_next_report(Ruling& ruling, const Obligation& last, Instant done) {
  open_duty(ruling, {.rule = last.rule.value,
                     .incident = last.incident,
                     .subject = last.subject,
                     .owed_by_role = last.owed_by_role,
                     .owed_by_unit = last.owed_by_unit,
                     .owed_to = last.owed_to,
                     .what = last.what,
                     .opened = done,
                     .due = done + ruling.state().settings.county_report_every});
}

void go_on_after(Ruling& ruling, const Obligation& duty, Instant done) {
  const std::string_view rule = duty.rule.value;
  // R38: the rhythm runs from the last information while CKL is active; a provisional level owes
  // the first one only.
  if (rule == "O01" && ruling.state().ckl == CklState::active) {
    open_next_chair_information(ruling, duty, done);
  }
  if (is_county_report(duty)) open_next_report(ruling, duty, done);
  if (rule == "O06") go_on_with_cyber(ruling, duty, done);
}

}  // namespace

// R18: judged by when it was done, as who registers it says; the journal keeps both times.
Decision decide_on(const Case& c, const CloseObligation& command) {
  const Obligation& duty = c.state.obligations.at(command.obligation);
  const std::string_view rule = duty.rule.value;
  const UnitId& unit = duty.inherited_by.empty() ? duty.owed_by_unit : duty.inherited_by;
  Objections objections(c.now);
  // A nämnd's own review is fulfilled as it decides (A06), krisledningsnämnden's by a decision.
  const std::string_view who = rule == "R09" && !unit.empty() ? "A06" : rule;
  std::string capacity =
      is_of_a_unit(who) ? require_side(c, who, unit, objections) : require_any(c, who, objections);
  require_unfulfilled(duty, objections);
  require_not_own_words(c, duty, objections);
  const Door* door = own_door(rule);
  const bool of_own_decision = rule == "R09" && !unit.empty();
  if (door != nullptr && !of_own_decision) {
    objections.add(of_the_duty(
        rule, {"Fullgörs inte med bevis här", "Not fulfilled with evidence here"}, door->act));
  }
  if (!objections.empty()) return objections.refuse();

  Ruling ruling(c);
  const Instant done = std::min(command.done.value_or(c.now), c.now);
  ruling.add(rule,
             ObligationClosed{.obligation = duty.id, .evidence = command.evidence, .done = done});
  go_on_after(ruling, duty, done);
  return ruling.accept(std::move(capacity), duty.id.value);
}

Decision decide_on(const Case& c, const OrderReports& command) {
  const Obligation& duty = c.state.obligations.at(command.obligation);
  Objections objections(c.now);
  const std::string_view rule = duty.rule.value == "O17" ? "O17" : "O04";
  std::string capacity = require_any(c, rule, objections);
  if (!is_county_report(duty)) {
    objections.add(of_the_duty(rule,
                               {"Skyldigheten är ingen rapport till länsstyrelsen",
                                "The duty is no report to the county board"},
                               {"Välj rapporteringen", "Choose the reporting"}));
  }
  require_unfulfilled(duty, objections);
  if (!objections.empty()) return objections.refuse();

  Ruling ruling(c);
  if (command.released) {
    ruling.add(rule, ObligationClosed{
                         .obligation = duty.id, .evidence = command.reference, .done = c.now});
  } else {
    date_duty(ruling, duty, command.next);
  }
  return ruling.accept(std::move(capacity), duty.id.value);
}

}  // namespace ckl::domain
