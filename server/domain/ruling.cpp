#include "domain/ruling.hpp"

#include <algorithm>
#include <utility>

#include "domain/authority.hpp"
#include "domain/procedure.hpp"

namespace ckl::domain {
namespace {

int gravity(RejectionCode code) {
  switch (code) {
    case RejectionCode::not_found:
      return 4;
    case RejectionCode::not_permitted:
      return 3;
    case RejectionCode::invalid:
      return 2;
    case RejectionCode::precondition:
    case RejectionCode::unauthenticated:
    case RejectionCode::exhausted:
    case RejectionCode::unavailable:
    case RejectionCode::conflict:
      return 1;
  }
  return 1;
}

std::string joined(const std::vector<std::string>& texts) {
  std::string all;
  for (const auto& text : texts) {
    if (!all.empty()) all += "; ";
    all += text;
  }
  return all;
}

// R28: an accepted act in the capacity of chair or vice chair shows that the person is back. A
// conflict of interest is no absence and is not ended by acting.
void end_hindrances_of(Ruling& ruling, const std::string& capacity) {
  if (capacity != role::committee_chair && capacity != role::committee_vice_chair) return;
  for (const auto& [id, hindrance] : ruling.state().hindrances) {
    if (hindrance.ended || hindrance.person != ruling.actor().person) continue;
    if (hindrance.kind == "CONFLICT" || hindrance.from > ruling.now()) continue;
    ruling.add("R28",
               HindranceEnded{.hindrance = id, .reason = "Handlade i egenskap av " + capacity});
  }
}

}  // namespace

std::string numbered(std::string_view kind, std::size_t number) {
  std::string id(kind);
  id += '-';
  id += std::to_string(number);
  return id;
}

void Objections::add(Objection objection) {
  if (breaches_.empty() || gravity(objection.code) > gravity(code_)) code_ = objection.code;
  const Rule* rule = find_rule(objection.rule);
  const RuleId id{std::string(objection.rule)};
  breaches_.push_back(Breach{.rule = id,
                             .basis = rule != nullptr ? joined(basis_of(id, now_)) : std::string(),
                             .message = std::move(objection.message),
                             .who_may = rule != nullptr ? rule->who : Text{},
                             .what_now = std::move(objection.what_now),
                             .field = std::move(objection.field)});
}

std::unexpected<Rejection> Objections::refuse() const {
  return std::unexpected(Rejection{.code = code_, .breaches = breaches_});
}

std::unexpected<Rejection> refuse(Instant now, Objection objection) {
  Objections objections(now);
  objections.add(std::move(objection));
  return objections.refuse();
}

void Ruling::add(std::string_view rule, Event&& event) {
  if (const auto* changed = std::get_if<CklStateChanged>(&event)) ckl_ = changed->to;
  Draft& draft = drafts_.emplace_back();
  draft.rule.value = rule;
  draft.event = std::move(event);
}

void Ruling::expect(std::size_t more) {
  const std::size_t wanted = drafts_.size() + more;
  if (wanted > drafts_.capacity()) drafts_.reserve(std::max(wanted, 2 * drafts_.capacity()));
}

bool Ruling::opened(std::string_view rule) const {
  return std::ranges::any_of(drafts_, [&](const Draft& draft) {
    const auto* event = std::get_if<ObligationOpened>(&draft.event);
    return event != nullptr && event->obligation.rule.value == rule;
  });
}

MessageId Ruling::new_message() {
  ++messages_;
  return MessageId{numbered("message", case_.state.messages.size() + messages_)};
}

ObligationId Ruling::new_obligation() {
  ++obligations_;
  return ObligationId{numbered("obligation", case_.state.obligations.size() + obligations_)};
}

Decision Ruling::accept(std::string capacity, std::string subject) {
  end_hindrances_of(*this, capacity);
  return Accepted{
      .drafts = std::move(drafts_), .capacity = std::move(capacity), .subject = std::move(subject)};
}

}  // namespace ckl::domain
