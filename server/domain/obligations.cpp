// Skyldigheter: fulfilling one, with evidence (O01, O12, O13, R18, R38).
#include <algorithm>

#include "domain/capacity.hpp"
#include "domain/duties.hpp"
#include "domain/handlers.hpp"

namespace ckl::domain {

Decision decide_on(const Case& c, const CloseObligation& command) {
  const Obligation& duty = c.state.obligations.at(command.obligation);
  const std::string_view rule = duty.rule.value;
  Objections objections(c.now);
  std::string capacity = rule == "O13" ? require_side(c, rule, duty.owed_by_unit, objections)
                                       : require_any(c, rule, objections);
  if (duty.state == ObligationState::closed) {
    objections.add(
        Objection{.code = RejectionCode::precondition,
                  .rule = rule,
                  .message = {"Skyldigheten är redan fullgjord", "The duty is already fulfilled"},
                  .what_now = {"Inget behöver göras", "Nothing needs doing"},
                  .field = {}});
  }
  if (!objections.empty()) return objections.refuse();

  Ruling ruling(c);
  const Instant done = std::min(command.done.value_or(c.now), c.now);
  ruling.add(rule,
             ObligationClosed{.obligation = duty.id, .evidence = command.evidence, .done = done});
  // R38: the rhythm runs from the last information while CKL is active; a provisional level owes
  // the first one only.
  if (rule == "O01" && c.state.ckl == CklState::active) {
    open_next_chair_information(ruling, duty, done);
  }
  return ruling.accept(std::move(capacity), duty.id.value);
}

}  // namespace ckl::domain
