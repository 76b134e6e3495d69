#include <algorithm>

#include "domain/decide.hpp"
#include "stream/hub.hpp"

namespace ckl::stream {
namespace {

// One overload for each way in which an event says what it is about. An event that says it in no
// way concerns no incident.
struct Concerns {
  const domain::State& state;

  template <class Event>
  domain::IncidentId operator()(const Event& event) const {
    if constexpr (requires { event.incident; }) {
      return event.incident;
    } else if constexpr (requires { event.callout; }) {
      return of_callout(event.callout);
    } else if constexpr (requires { event.message; }) {
      return of_message(event.message);
    } else if constexpr (requires { event.cause; }) {
      return event.cause;
    } else if constexpr (requires { event.obligation.incident; }) {
      return event.obligation.incident;
    } else if constexpr (requires { event.obligation; }) {
      return of_obligation(event.obligation);
    } else {
      return {};
    }
  }

  [[nodiscard]] domain::IncidentId of_callout(const domain::CalloutId& id) const {
    const auto found = state.callouts.find(id);
    return found == state.callouts.end() ? domain::IncidentId{} : found->second.incident;
  }

  [[nodiscard]] domain::IncidentId of_message(const domain::MessageId& id) const {
    const auto* found = state.messages.find(id);
    if (found == nullptr) return {};
    return found->incident.empty() ? of_callout(found->callout) : found->incident;
  }

  [[nodiscard]] domain::IncidentId of_obligation(const domain::ObligationId& id) const {
    const auto found = state.obligations.find(id);
    return found == state.obligations.end() ? domain::IncidentId{} : found->second.incident;
  }
};

}  // namespace

domain::IncidentId incident_of(const domain::Event& event, const domain::State& state) {
  return std::visit(Concerns{.state = state}, event);
}

Facts facts_of(const domain::Entry& entry, const domain::State& state) {
  return {.incident = incident_of(entry.event, state), .kind = domain::name_of(entry.event)};
}

bool Filter::passes(const Facts& facts) const {
  if (!kinds.empty() && std::ranges::find(kinds, facts.kind) == kinds.end()) {
    return false;
  }
  return incident.empty() || facts.incident == incident;
}

}  // namespace ckl::stream
