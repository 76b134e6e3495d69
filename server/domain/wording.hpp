// The words of notices and refusals, in both languages.
//
// Internal to the core. Plain words, Swedish first; no contact details and no free text of the
// incident but its headline.
#pragma once

#include <string>

#include "domain/state.hpp"

namespace ckl::domain::wording {

[[nodiscard]] Text name_of(IncidentKind kind);
[[nodiscard]] Text name_of(Level level);
[[nodiscard]] Text name_of(CklState ckl);

[[nodiscard]] Text serious(const Incident& incident, bool provisional);
[[nodiscard]] Text left_unconfirmed(const Incident& incident);
[[nodiscard]] Text declared(const Incident& incident, bool committee_functions);
[[nodiscard]] Text lowered(const Incident& incident, Level to);
[[nodiscard]] Text committee_started(const Incident& incident);
[[nodiscard]] Text reminder(const Obligation& obligation);
[[nodiscard]] Text overdue(const Obligation& obligation);
[[nodiscard]] Text gap(const Text& position, std::uint32_t missing, bool exhausted);
[[nodiscard]] Text taken_in(const Incident& incident);
[[nodiscard]] Text word(const Incident& incident, WordKind kind, const std::string& text);
// «Porten kannel-1 (sms) svarar inte sedan 03:14.» `others` send the kind, or nobody does.
[[nodiscard]] Text gateway_lost(const LostGateway& lost, const std::string& others);
[[nodiscard]] Text gateway_works(const LostGateway& lost);

[[nodiscard]] Text post_lost(const LostPost& lost);
[[nodiscard]] Text post_returned(const LostPost& lost);
[[nodiscard]] Text undeliverable(const std::string& person, const Message& message);

}  // namespace ckl::domain::wording
