#include <algorithm>

#include "domain/authority.hpp"
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

// The unit that an event says it is about. Who acted is not asked: an organisation follows what
// concerns it, not what its people do elsewhere.
struct Names {
  template <class Event>
  domain::UnitId operator()(const Event& event) const {
    if constexpr (requires { domain::UnitId{event.unit}; }) {
      return event.unit;
    } else if constexpr (requires { domain::UnitId{event.takeover.unit}; }) {
      return event.takeover.unit;
    } else {
      return {};
    }
  }
};

bool takes_part(const domain::Incident& incident, const domain::UnitId& organisation,
                const domain::State& state) {
  if (domain::same_side(state, incident.owner, organisation)) return true;
  return std::ranges::any_of(incident.participants, [&](const domain::UnitId& unit) {
    return domain::same_side(state, unit, organisation);
  });
}

}  // namespace

domain::IncidentId incident_of(const domain::Event& event, const domain::State& state) {
  return std::visit(Concerns{.state = state}, event);
}

Facts facts_of(const domain::Entry& entry, const domain::State& state) {
  return {.incident = incident_of(entry.event, state),
          .unit = std::visit(Names{}, static_cast<const domain::AnyEvent&>(entry.event)),
          .kind = domain::name_of(entry.event)};
}

bool Filter::passes(const Facts& facts, const domain::State& state) const {
  if (!kinds.empty() && std::ranges::find(kinds, facts.kind) == kinds.end()) {
    return false;
  }
  if (!incident.empty() && facts.incident != incident) return false;
  if (organisation.empty()) return true;
  if (!facts.unit.empty()) return domain::same_side(state, facts.unit, organisation);
  const auto found = state.incidents.find(facts.incident);
  return found == state.incidents.end() || takes_part(found->second, organisation, state);
}

}  // namespace ckl::stream
