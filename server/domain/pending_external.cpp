// Pending: external.
#include "domain/handlers.hpp"

namespace ckl::domain {

namespace {
std::unexpected<Rejection> pending(const Case& c) {
  return refuse(c.now, Objection{.code = RejectionCode::unavailable,
                                 .rule = "PENDING",
                                 .message = {"Inte byggt", "Not built"},
                                 .what_now = {"", ""},
                                 .field = {}});
}
}  // namespace

Decision decide_on(const Case& c, const AssessNotExtraordinary&) { return pending(c); }
Decision decide_on(const Case& c, const EndCommittee&) { return pending(c); }
Decision decide_on(const Case& c, const ConfirmExternalDecision&) { return pending(c); }
Decision decide_on(const Case& c, const WithdrawExternalDecision&) { return pending(c); }
Decision decide_on(const Case& c, const RegisterAlert&) { return pending(c); }
Decision decide_on(const Case& c, const RegisterReadinessAlarm&) { return pending(c); }
Decision decide_on(const Case& c, const RegisterWartimeLaw&) { return pending(c); }
Decision decide_on(const Case& c, const DecideForCouncil&) { return pending(c); }
Decision decide_on(const Case& c, const AssignTasks&) { return pending(c); }
Decision decide_on(const Case& c, const EndAssignment&) { return pending(c); }

}  // namespace ckl::domain
