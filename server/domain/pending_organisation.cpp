// Pending: organisation.
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

Decision decide_on(const Case& c, const JoinIncident&) { return pending(c); }
Decision decide_on(const Case& c, const OfferCrisisSupport&) { return pending(c); }
Decision decide_on(const Case& c, const AcceptCrisisSupport&) { return pending(c); }
Decision decide_on(const Case& c, const GrantDelegation&) { return pending(c); }
Decision decide_on(const Case& c, const EndDelegation&) { return pending(c); }
Decision decide_on(const Case& c, const BreakGlass&) { return pending(c); }
Decision decide_on(const Case& c, const SettleSuccession&) { return pending(c); }
Decision decide_on(const Case& c, const AdoptBoundaries&) { return pending(c); }

}  // namespace ckl::domain
