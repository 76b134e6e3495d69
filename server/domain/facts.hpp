// Clocks to authorities that facts start, stop and follow up (O06, O07, R41, R42).
//
// The openers are internal to the core; what is asked of the state may be asked by views.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "domain/ruling.hpp"

namespace ckl::domain {

// O07: six hours from the event, when it is a digital one.
void open_digital_clock(Ruling& ruling, const Incident& incident);
// O11: the message that danger is over, for a warning that was sent or requested here.
inline constexpr std::string_view requested_warning = "requested";
void owe_danger_over(Ruling& ruling, const IncidentId& incident, const std::string& subject,
                     std::optional<Instant> opened = {});
// O06: after the notification the final report, counted from the time in its evidence (R41); after
// a progress report of an incident that goes on, a final one that waits for its end.
void go_on_with_cyber(Ruling& ruling, const Obligation& fulfilled, Instant done);
// O06: the incident has been handled; final reports that waited for it get their month.
void date_final_reports(Ruling& ruling, const IncidentId& incident);

// R42: units assess the cyber incident differently, each by its latest word; `last` is a fact that
// is just being recorded.
[[nodiscard]] bool assessments_differ(const State& state, const IncidentId& incident,
                                      const Fact* last = nullptr);

}  // namespace ckl::domain
