// Pending: obligations.
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

Decision decide_on(const Case& c, const RegisterCouncilMeeting&) { return pending(c); }
Decision decide_on(const Case& c, const CancelCouncilMeeting&) { return pending(c); }
Decision decide_on(const Case& c, const ReportToCouncil&) { return pending(c); }
Decision decide_on(const Case& c, const RecordFact&) { return pending(c); }
Decision decide_on(const Case& c, const OrderReports&) { return pending(c); }
Decision decide_on(const Case& c, const RecordExercise&) { return pending(c); }
Decision decide_on(const Case& c, const RecordReadiness&) { return pending(c); }

}  // namespace ckl::domain
