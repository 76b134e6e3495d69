// Pending: committee.
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

Decision decide_on(const Case& c, const DecideInMeeting&) { return pending(c); }
Decision decide_on(const Case& c, const DecideAlone&) { return pending(c); }
Decision decide_on(const Case& c, const DecideForUnit&) { return pending(c); }
Decision decide_on(const Case& c, const RequestContribution&) { return pending(c); }
Decision decide_on(const Case& c, const AnswerContribution&) { return pending(c); }

}  // namespace ckl::domain
