// One handler per command; `decide` dispatches to them after the input checks.
//
// Internal to the core. Each is defined in the file of its procedure: incident.cpp,
// deescalation.cpp, ckl.cpp, committee.cpp, hindrance.cpp, callout.cpp, obligations.cpp, log.cpp,
// adoption.cpp, deadlines.cpp, delivery.cpp. A handler may rely on its input being well formed and
// on every id it names being known.
#pragma once

#include "domain/ruling.hpp"

namespace ckl::domain {

[[nodiscard]] Decision decide_on(const Case& c, const ReportIncident& command);
[[nodiscard]] Decision decide_on(const Case& c, const ChangeLevel& command);
[[nodiscard]] Decision decide_on(const Case& c, const ConfirmLevel& command);
[[nodiscard]] Decision decide_on(const Case& c, const ChangeCklState& command);
[[nodiscard]] Decision decide_on(const Case& c, const DeclareExtraordinary& command);
[[nodiscard]] Decision decide_on(const Case& c, const StartCommittee& command);
[[nodiscard]] Decision decide_on(const Case& c, const RecordHindrance& command);
[[nodiscard]] Decision decide_on(const Case& c, const EndHindrance& command);
[[nodiscard]] Decision decide_on(const Case& c, const CloseIncident& command);
[[nodiscard]] Decision decide_on(const Case& c, const StartCallout& command);
[[nodiscard]] Decision decide_on(const Case& c, const AnswerCall& command);
[[nodiscard]] Decision decide_on(const Case& c, const EndCallout& command);
[[nodiscard]] Decision decide_on(const Case& c, const CloseObligation& command);
[[nodiscard]] Decision decide_on(const Case& c, const WriteLogEntry& command);
[[nodiscard]] Decision decide_on(const Case& c, const OpenWorkspace& command);
[[nodiscard]] Decision decide_on(const Case& c, const AdoptOrganisation& command);
[[nodiscard]] Decision decide_on(const Case& c, const AdoptSettings& command);
[[nodiscard]] Decision decide_on(const Case& c, const AdoptPlan& command);
[[nodiscard]] Decision decide_on(const Case& c, const NoteDeadlines& command);
[[nodiscard]] Decision decide_on(const Case& c, const BeginAttempt& command);
[[nodiscard]] Decision decide_on(const Case& c, const ReportAttempt& command);
[[nodiscard]] Decision decide_on(const Case& c, const DoubtAttempts& command);

// The lowerings of ChangeLevel, in deescalation.cpp.
[[nodiscard]] Decision lower_from_extraordinary(const Case& c, const ChangeLevel& command);
[[nodiscard]] Decision lower_from_serious(const Case& c, const ChangeLevel& command);
[[nodiscard]] Decision end_disturbance(const Case& c, const ChangeLevel& command);

}  // namespace ckl::domain
