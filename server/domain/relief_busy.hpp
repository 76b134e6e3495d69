// When people are taken up: by shifts of relief plans, and by call-outs they are coming to.
//
// Internal to relief. A copy made for one decision, that grows as the decision hands out shifts.
#pragma once

#include <map>
#include <vector>

#include "domain/roster.hpp"
#include "domain/state.hpp"

namespace ckl::domain {

// The person of a call-out has been, or will be, there from then on.
[[nodiscard]] Instant arrival_of(const Call& call);

class Busy {
 public:
  // Left out: the shift that is asked about, or the plan that is made anew.
  explicit Busy(const State& state, const ReliefShiftId& shift = {}, const ReliefPlanId& plan = {});

  void add(const ReliefPlan& plan, const ReliefShiftId& but = {});

  void add(const PersonId& person, const Stretch& stretch) { taken_[person].push_back(stretch); }
  [[nodiscard]] const std::vector<Stretch>& of(const PersonId& person) const;
  // Nothing of the person's lies in the stretch, nor nearer to it than the rest.
  [[nodiscard]] bool is_free(const PersonId& person, const Stretch& stretch, Seconds rest) const;
  [[nodiscard]] Seconds load(const PersonId& person) const;

 private:
  std::map<PersonId, std::vector<Stretch>> taken_;
};

// Why the person can not be asked for that time though nothing is planned: absent, or coming to
// another call-out.
struct Hindering {
  const PersonId& person;
  const Stretch& stretch;
  const CalloutId& but;  // the call-out that does not count
};
[[nodiscard]] bool is_away(const State& state, const Hindering& asked);
[[nodiscard]] bool is_qualified_for(const State& state, const PersonId& person,
                                    const PlanPosition& position);

}  // namespace ckl::domain
