// The call-out contract under random play: many seeds, each a night of answers, silences, failing
// gateways, changed minds and restarts. After every decision the contract is checked.
#include <map>
#include <random>

#include "law/town.hpp"

namespace ckl::law {
namespace {

using Random = std::mt19937;

std::uint32_t below(Random& random, std::size_t bound) {
  return static_cast<std::uint32_t>(random() % bound);
}

bool is_open(CallState state) { return state == CallState::calling || state == CallState::coming; }

// A plan with overlapping pools, waves of both kinds, some of them empty.
CalloutPlan random_plan(Random& random) {
  CalloutPlan plan;
  plan.id = PlanId{"slump"};
  plan.name = {"Slump", "Chance"};
  plan.deadline = Seconds{600 + below(random, 3'000)};
  const char* positions[] = {"SITUATION", "ANALYSIS"};
  for (std::size_t index = 0; index < 2; ++index) {
    std::vector<PersonId> pool = people({"p1", "p2", "p3", "p4", "p5", "p6", "p7", "p8", "p9"});
    std::ranges::shuffle(pool, random);
    pool.resize(3 + below(random, 6));
    PlanPosition position;
    position.position = PositionId{positions[index]};
    position.wanted = 1 + below(random, 3);
    position.answer_within = Seconds{60 + below(random, 300)};
    position.waves.push_back({.parallel = below(random, 2) == 0, .persons = {}});
    for (const auto& one : pool) {
      if (below(random, 3) == 0)
        position.waves.push_back({.parallel = below(random, 2) == 0, .persons = {}});
      position.waves.change(position.waves.size() - 1).persons.push_back(one);
    }
    plan.positions.push_back(position);
  }
  return plan;
}

class Play {
 public:
  explicit Play(std::uint32_t seed) : random_(seed) {
    const CalloutPlan plan = random_plan(random_);
    // A route that certainly ends with nobody is refused.
    const auto is_last = [&](const PersonId& id) {
      return std::ranges::any_of(plan.positions, [&](const PlanPosition& position) {
        return position.waves.back().persons.back() == id;
      });
    };
    Organisation organisation = small_organisation();
    for (auto& one : organisation.persons) {
      const bool may_lack = one.id.value[0] == 'p' && !is_last(one.id);
      if (may_lack && below(random_, 8) == 0) one.ladder.clear();
    }
    // Who deputises for whom.
    std::vector<PersonId> order = people({"p1", "p2", "p3", "p4", "p5", "p6", "p7", "p8", "p9"});
    std::ranges::shuffle(order, random_);
    for (std::uint32_t rank = 0; rank < order.size(); ++rank) {
      organisation.mandates.push_back(mandate(order[rank].value, "POST_LEADER", "slk", rank + 1));
    }
    town_.accept("", AdoptOrganisation{organisation, "play"});
    town_.accept("", AdoptPlan{plan});
    const std::string id = town_.accept("tib", a_report());
    callout_ = CalloutId{town_.accept("tib", StartCallout{IncidentId{id}, PlanId{"slump"}, {}})};
    check();
  }

  void step() {
    switch (below(random_, 6)) {
      case 0:
      case 1:
        return somebody_answers();
      case 2:
        return time_passes();
      case 3:
      case 4:
        return a_message_goes();
      default:
        return the_server_restarts();
    }
  }

  [[nodiscard]] const Town& town() const { return town_; }

 private:
  void somebody_answers() {
    std::vector<PersonId> called;
    for (const auto& position : callout().positions) {
      for (const auto& call : position.calls) called.push_back(call.person);
    }
    if (called.empty()) return;
    const PersonId who = called[below(random_, called.size())];
    const Answer what{static_cast<std::uint8_t>(1 + below(random_, 3))};
    AnswerCall answer{callout_, {}, what, below(random_, 90), {}};
    answer.deputy = below(random_, 2) == 0;
    town_.accept(who.value, answer);
    check();
  }

  void time_passes() {
    town_.pass(Seconds{below(random_, 400)});
    check();
  }

  // The dispatcher begins one owed attempt; its outcome may come now, later or never.
  void a_message_goes() {
    const auto owed = owed_deliveries(town_.state, town_.now, 10);
    if (!owed.empty()) {
      const auto& one = owed[below(random_, owed.size())];
      town_.accept("", BeginAttempt{one.message, one.step, "prov"});
      check();
      const auto& message = town_.state.messages.at(one.message);
      under_way_.emplace_back(one.message, message.attempts.back().number);
    }
    if (under_way_.empty() || below(random_, 4) == 0) return;
    const auto [message, attempt] = under_way_[below(random_, under_way_.size())];
    const AttemptOutcome outcome{static_cast<std::uint8_t>(1 + below(random_, 5))};
    town_.accept("", ReportAttempt{message, attempt, outcome, "ref", "skäl"});
    check();
  }

  void the_server_restarts() {
    town_.accept("", DoubtAttempts{});
    check();
  }

  [[nodiscard]] const Callout& callout() const { return town_.state.callouts.at(callout_); }

  void check() {
    check_one_open_call_each();
    check_never_below_wanted();
    check_nobody_is_called_in_vain();
    check_gaps();
  }

  void check_one_open_call_each() {
    std::map<PersonId, int> open;
    for (const auto& position : callout().positions) {
      for (const auto& call : position.calls) open[call.person] += is_open(call.state) ? 1 : 0;
    }
    for (const auto& [who, calls] : open) EXPECT_LE(calls, 1) << who.value;
  }

  [[nodiscard]] static std::uint32_t sure(const CalloutPosition& position) {
    return static_cast<std::uint32_t>(std::ranges::count_if(
        position.calls, [](const Call& call) { return is_open(call.state); }));
  }

  // Somebody of the pool who could still be called: never called in this call-out.
  [[nodiscard]] bool has_candidate(const CalloutPosition& wanted) const {
    for (const auto& wave : wanted.plan.waves) {
      for (const auto& candidate : wave.persons) {
        bool called = false;
        for (const auto& position : callout().positions) {
          called = called || has(position.calls, candidate, &Call::person);
        }
        if (!called) return true;
      }
    }
    return false;
  }

  void check_never_below_wanted() {
    for (const auto& position : callout().positions) {
      const auto coming = std::ranges::count(position.calls, CallState::coming, &Call::state);
      EXPECT_EQ(position.filled, coming >= position.plan.wanted);
      EXPECT_LE(coming, position.plan.wanted);
      if (sure(position) < position.plan.wanted) {
        EXPECT_FALSE(has_candidate(position)) << position.plan.position.value;
        EXPECT_TRUE(position.gap) << "below the wanted number without an alarm";
      }
    }
  }

  void check_nobody_is_called_in_vain() {
    for (const auto& position : callout().positions) {
      if (position.filled) {
        EXPECT_FALSE(has(position.calls, CallState::calling, &Call::state));
      }
      for (const auto& call : position.calls) {
        if (call.message.empty() || call.state == CallState::calling) continue;
        EXPECT_TRUE(town_.state.messages.at(call.message).settled)
            << call.person.value << " is no longer called, but the message is owed";
      }
    }
    for (const auto& event : town_.events<AnswerRecorded>()) {
      std::erase(declined_, event.person);
      if (event.answer == Answer::cannot) declined_.push_back(event.person);
    }
    for (const auto& event : town_.events<PersonCalled>()) {
      EXPECT_FALSE(has(declined_, event.person))
          << event.person.value << " declined and was called again";
    }
  }

  void check_gaps() {
    for (const auto& event : town_.events<StaffingGapRaised>()) EXPECT_GE(event.missing, 1U);
  }

  Random random_;
  Town town_;
  CalloutId callout_;
  std::vector<std::pair<MessageId, std::uint32_t>> under_way_;
  std::vector<PersonId> declined_;
};

TEST(CallOutPlay, KeepsTheContractWhateverHappens) {
  for (std::uint32_t seed = 1; seed <= 100; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    Play play(seed);
    for (int turn = 0; turn < 60; ++turn) play.step();
    if (::testing::Test::HasFailure()) return;  // the first seed is the one to look at
  }
}

// The same seed gives the same journal: nothing in the core depends on anything but its input.
TEST(CallOutPlay, IsTheSameEachTime) {
  Play one(7);
  Play other(7);
  for (int turn = 0; turn < 60; ++turn) {
    one.step();
    other.step();
  }
  EXPECT_EQ(one.town().journal, other.town().journal);
}

}  // namespace
}  // namespace ckl::law
