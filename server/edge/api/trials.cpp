// TrialService: which ways to people are proved, and the drills.
#include <algorithm>
#include <set>

#include "codec/codec.hpp"
#include "domain/contact_test.hpp"
#include "domain/limits.hpp"
#include "edge/api/reading_state.hpp"

namespace ckl::edge {

namespace {

using domain::DrillState;
using domain::State;

// A route that was drilled within so long needs no reminder.
constexpr domain::Seconds quarter = std::chrono::days{92};

void encode_path(const State& state, const domain::TestedPath* tested, domain::Instant now,
                 v1::ContactPathStatus& to) {
  if (tested == nullptr) return;
  codec::encode(tested->sent, *to.mutable_sent());
  if (!tested->good) return;
  codec::encode(*tested->good, *to.mutable_good());
  to.set_via(tested->via);
  to.set_proved(domain::is_proved(state, *tested, now));
  const auto lasts = state.settings.contact_good_for;
  if (lasts.count() > 0) codec::encode(*tested->good + lasts, *to.mutable_good_until());
}

void encode_person(const State& state, const domain::PersonId& person, domain::Instant now,
                   v1::PersonContacts& to) {
  to.set_person(person.value);
  for (const auto& path : domain::paths_of(state, person)) {
    auto& row = *to.add_paths();
    row.set_channel(path.channel);
    row.set_contact(path.contact);
    encode_path(state, domain::find_tested(state, person, path), now, row);
  }
  to.set_proved(static_cast<std::uint32_t>(domain::proved_paths(state, person, now)));
}

bool is_coming(const domain::Drill& drill) {
  return drill.state == DrillState::planned || drill.state == DrillState::running;
}

// Those to come by time, then those that are over, newest first.
std::vector<const domain::Drill*> in_order(const State& state) {
  std::vector<const domain::Drill*> drills;
  for (const auto& [id, drill] : state.drills) drills.push_back(&drill);
  std::ranges::sort(drills, [](const domain::Drill* one, const domain::Drill* other) {
    if (is_coming(*one) != is_coming(*other)) return is_coming(*one);
    if (one->at == other->at) return one->id < other->id;
    return is_coming(*one) ? one->at < other->at : one->at > other->at;
  });
  return drills;
}

bool was_tried(const State& state, const domain::PlanId& plan, domain::Instant now) {
  return std::ranges::any_of(state.drills, [&](const auto& each) {
    const domain::Drill& drill = each.second;
    return drill.plan == plan && drill.state == DrillState::ended && drill.ended &&
           *drill.ended + quarter > now;
  });
}

}  // namespace

void answer(const Question& question, const v1::ListContactTestsRequest& request, Respond respond) {
  std::optional<domain::Instant> until;
  if (request.has_until()) {
    until = domain::Instant{std::chrono::seconds{request.until().seconds()}};
  }
  read_state<v1::ListContactTestsResponse>(
      question, request.workspace(), std::move(respond),
      [only = domain::PersonId{request.person()}, until](const State& state, domain::Instant now,
                                                         v1::ListContactTestsResponse& response) {
        response.set_wanted(domain::contact_paths_wanted);
        response.set_checked(state.duty_checked);
        std::set<domain::PersonId> listed;
        const auto to = until.value_or(now + domain::limits::duty_check_ahead);
        for (const auto& person : domain::with_duty(state, now, to)) {
          listed.insert(person);
          if (!only.empty() && person != only) continue;
          auto& row = *response.add_persons();
          encode_person(state, person, now, row);
          row.set_on_duty(true);
        }
        if (!only.empty() && response.persons().empty()) {
          encode_person(state, only, now, *response.add_persons());
        }
        if (!only.empty()) return;
        for (const auto& [person, record] : state.contact_tests) {
          if (!listed.contains(person)) encode_person(state, person, now, *response.add_persons());
        }
      });
}

void answer(const Question& question, const v1::ListDrillsRequest& request, Respond respond) {
  read_state<v1::ListDrillsResponse>(
      question, request.workspace(), std::move(respond),
      [](const State& state, domain::Instant now, v1::ListDrillsResponse& response) {
        for (const auto* drill : in_order(state)) codec::encode(*drill, *response.add_drills());
        for (const auto& [id, plan] : state.plans) {
          if (!was_tried(state, id, now)) response.add_untried(id.value);
        }
      });
}

}  // namespace ckl::edge
