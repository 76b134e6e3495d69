// The hub: exactly the missed events, in order, whatever the subscriber's pace.
#include "stream/hub.hpp"

#include <algorithm>
#include <numeric>
#include <random>
#include <sstream>

#include <gtest/gtest.h>

#include "engine/rig.hpp"

namespace ckl::test {
namespace {

using Numbers = std::vector<domain::Sequence>;

Numbers range(domain::Sequence first, domain::Sequence last) {
  Numbers all(last >= first ? last - first + 1 : 0);
  std::iota(all.begin(), all.end(), first);
  return all;
}

// A hub whose frames are the numbers of their entries in plain text.
class HubTest : public testing::Test {
 protected:
  void make(stream::HubOptions options, bool manual = false) {
    options_ = options;
    rig = std::make_unique<Rig>(manual);
    rig->before_start = [this] { attach(); };
    rig->restart();
    rig->open();
  }

  void attach() {
    hub = std::make_unique<stream::Hub>(*rig->engine, options_);
    format = hub->add_format([this](std::span<const ports::Bytes> entries, domain::Sequence) {
      ++built;
      std::ostringstream text;
      for (const auto& bytes : entries) {
        text << rig->journal.decode(*bytes)->sequence << ' ';
      }
      return std::make_shared<const std::string>(text.str());
    });
    rig->engine->observe(*hub);
  }

  // A subscriber that keeps what it got.
  struct Follower {
    std::unique_ptr<stream::Subscription> subscription;
    Numbers got;
    int woken = 0;

    // One frame; false when there was none.
    bool pull() {
      const auto frame = subscription->next();
      EXPECT_TRUE(frame);
      if (!frame || !frame->has_value()) {
        return false;
      }
      EXPECT_EQ((*frame)->through, subscription->cursor());
      if ((*frame)->bytes) {
        std::istringstream text(*(*frame)->bytes);
        for (domain::Sequence number = 0; text >> number;) {
          got.push_back(number);
        }
      }
      return true;
    }
    void pull_all() {
      while (pull()) {
      }
    }
  };

  std::unique_ptr<Follower> follow(domain::Sequence after, stream::Filter filter = {}) {
    auto follower = std::make_unique<Follower>();
    auto* raw = follower.get();
    follower->subscription =
        hub->subscribe(after, format, std::move(filter), [raw] { ++raw->woken; });
    return follower;
  }

  void write(int count) {
    for (int i = 0; i < count; ++i) {
      static_cast<void>(rig->write("Anteckning"));
    }
    rig->settle();
  }

  stream::HubOptions options_;
  std::unique_ptr<Rig> rig;
  std::unique_ptr<stream::Hub> hub;
  std::size_t format = 0;
  int built = 0;

  void TearDown() override {
    hub.reset();
    rig.reset();
  }
};

stream::HubOptions small() {
  stream::HubOptions options;
  options.ring_entries = 16;
  options.frame_entries = 7;
  options.decoded_entries = 5;
  return options;
}

TEST_F(HubTest, ResumesAtEveryPosition) {
  make(small());
  write(58);
  for (domain::Sequence after = 0; after <= 60; ++after) {
    const auto follower = follow(after);
    follower->pull_all();
    EXPECT_EQ(follower->got, range(after + 1, 60)) << "after " << after;
    EXPECT_EQ(follower->subscription->cursor(), 60U);
  }
}

TEST_F(HubTest, ResumesAfterARestartFromDiskAlone) {
  make(small());
  write(58);
  rig->restart();
  EXPECT_EQ(hub->head(), 60U);
  const auto follower = follow(3);
  follower->pull_all();
  write(5);
  follower->pull_all();
  EXPECT_EQ(follower->got, range(4, 65));
}

TEST_F(HubTest, BuildsOneFrameForAThousandSubscribers) {
  make({});
  std::vector<std::unique_ptr<Follower>> followers;
  for (int i = 0; i < 1'000; ++i) {
    followers.push_back(follow(2));
    followers.back()->pull_all();
  }
  write(1);
  built = 0;
  for (const auto& follower : followers) {
    EXPECT_EQ(follower->woken, 1);
    follower->pull_all();
    EXPECT_EQ(follower->got, range(3, 3));
  }
  EXPECT_EQ(built, 1);
}

TEST_F(HubTest, LetsThoseWhoResumeAtDifferentPlacesSoonShare) {
  make(small());
  write(58);
  built = 0;
  for (domain::Sequence after = 0; after < 7; ++after) {
    follow(after)->pull_all();
  }
  // Seven beginnings, then the same eight frames for all.
  EXPECT_EQ(built, 7 + 8);
}

TEST_F(HubTest, WakesOnlyTheIdleAndOnlyOnce) {
  make({});
  const auto idle = follow(2);
  const auto busy = follow(0);
  idle->pull_all();
  write(3);
  EXPECT_EQ(idle->woken, 1);
  EXPECT_EQ(busy->woken, 0);
  busy->pull_all();
  idle->pull_all();
  write(1);
  EXPECT_EQ(idle->woken, 2);
  EXPECT_EQ(busy->woken, 1);
}

TEST_F(HubTest, IsNotSlowedByOneWhoDoesNotPull) {
  make(small());
  const auto slow = follow(0);
  const auto quick = follow(0);
  for (int i = 0; i < 50; ++i) {
    write(2);
    quick->pull_all();
  }
  EXPECT_EQ(quick->got, range(1, 102));
  slow->pull_all();
  EXPECT_EQ(slow->got, range(1, 102));
}

TEST_F(HubTest, BoundsFramesByBytes) {
  auto options = small();
  options.frame_entries = 1'000;
  options.frame_bytes = 1;
  make(options);
  write(20);
  const auto follower = follow(0);
  int frames = 0;
  while (follower->pull()) {
    ++frames;
  }
  EXPECT_EQ(frames, 22);
  EXPECT_EQ(follower->got, range(1, 22));
}

TEST_F(HubTest, BoundsTheRingByBytes) {
  auto options = small();
  options.ring_bytes = 1;
  make(options);
  write(20);
  const auto follower = follow(0);
  follower->pull_all();
  EXPECT_EQ(follower->got, range(1, 22));
}

TEST_F(HubTest, FiltersByKindFromDiskAndMemory) {
  make(small());
  write(40);
  const auto follower = follow(0, {.incident = {}, .kinds = {"OrganisationAdopted"}});
  follower->pull_all();
  EXPECT_EQ(follower->got, (Numbers{2}));
  EXPECT_EQ(follower->subscription->cursor(), 42U);
  const auto both =
      follow(0, {.incident = {}, .kinds = {"LogEntryWritten", "OrganisationAdopted"}});
  both->pull_all();
  EXPECT_EQ(both->got, range(2, 42));
}

TEST_F(HubTest, FiltersByTheIncidentThatAnEventBelongsTo) {
  make(small());
  domain::ReportIncident report;
  report.kind = domain::IncidentKind::violence;
  report.headline = "Fordon på Drottninggatan";
  report.level = domain::Level::serious;
  const auto answer = rig->as("tib", report);
  ASSERT_NE(accepted(answer), nullptr) << rule_of(answer);
  const auto last = accepted(answer)->last;
  write(2);
  ASSERT_NE(rig->engine->state().messages.size(), 0U);
  const auto message = rig->engine->state().messages.begin()->id;
  const auto begun =
      rig->inside(domain::BeginAttempt{.message = message, .step = 0, .gateway = "console"});
  ASSERT_NE(accepted(begun), nullptr) << rule_of(begun);
  const auto follower = follow(0, {.incident = {accepted(answer)->subject}, .kinds = {}});
  follower->pull_all();
  EXPECT_FALSE(follower->got.empty());
  EXPECT_EQ(follower->got.front(), 3U);
  EXPECT_EQ(follower->got.back(), last + 3);
  EXPECT_EQ(std::ranges::count_if(follower->got, [&](auto n) { return n > last; }), 1);
}

TEST_F(HubTest, FiltersByTheOrganisationThatAnEventConcerns) {
  make(small());
  auto city = small_city();
  const auto add = [&](const char* id, const char* parent) {
    auto unit = city.units.front();
    unit.id = {id};
    unit.parent = {parent};
    city.units.push_back(unit);
  };
  add("trafik", "");
  add("trafikkontoret", "trafik");
  add("kn", "");
  const auto adopted =
      rig->inside(domain::AdoptOrganisation{.organisation = city, .source_hash = "2"});
  ASSERT_NE(accepted(adopted), nullptr) << rule_of(adopted);
  domain::ReportIncident report;
  report.kind = domain::IncidentKind::supply;
  report.headline = "Vattenläcka";
  report.owner = {"trafik"};
  const auto answer = rig->as("tib", report);
  ASSERT_NE(accepted(answer), nullptr) << rule_of(answer);
  const auto reported = accepted(answer)->first;
  const auto of = [&](const char* unit) {
    const auto follower = follow(0, {.incident = {}, .organisation = {unit}, .kinds = {}});
    follower->pull_all();
    return follower->got;
  };
  const auto owner = of("trafik");
  const auto below = of("trafikkontoret");
  const auto other = of("kn");
  EXPECT_EQ(owner, below);
  EXPECT_TRUE(std::ranges::find(owner, reported) != owner.end());
  EXPECT_TRUE(std::ranges::find(other, reported) == other.end());
  EXPECT_EQ(other.front(), 1U) << "what concerns nobody in particular concerns all";
}

// Whoever may not see an entry gets what the edge leaves of it, from memory and from disk alike.
TEST_F(HubTest, MasksForThoseWhoseSightIsMasked) {
  make(small());
  int masked = 0;
  hub->set_masker([&](std::string_view entry, const domain::State& state) -> ports::Bytes {
    const auto decoded = rig->journal.decode(entry);
    if (!domain::is_masked(state, decoded->event, domain::Sight::masked)) return nullptr;
    ++masked;
    return std::make_shared<const std::string>(entry);
  });
  write(30);
  const auto see = [&](domain::Sight sight) {
    masked = 0;
    const auto follower = follow(0, {.incident = {}, .kinds = {}, .sight = sight});
    follower->pull_all();
    EXPECT_EQ(follower->got.size(), hub->head());
    return masked;
  };
  EXPECT_EQ(see(domain::Sight::masked), 0);
  for (const std::uint32_t number : {2U, 30U}) {
    const auto marked =
        rig->as("staff-1", domain::MarkSecrecy{.number = number, .provision = "OSL"});
    ASSERT_NE(accepted(marked), nullptr) << rule_of(marked);
  }
  rig->settle();
  EXPECT_EQ(see(domain::Sight::all), 0);
  EXPECT_EQ(see(domain::Sight::masked), 2);
  const auto lifted = rig->as("director", domain::LiftSecrecy{.number = 2, .reason = "prövad"});
  ASSERT_NE(accepted(lifted), nullptr) << rule_of(lifted);
  rig->settle();
  EXPECT_EQ(see(domain::Sight::masked), 1);
}

TEST_F(HubTest, ASightThatChangesHoldsFromTheNextFrameOn) {
  make(small());
  int masked = 0;
  hub->set_masker([&](std::string_view entry, const domain::State& state) -> ports::Bytes {
    const auto decoded = rig->journal.decode(entry);
    masked += domain::is_masked(state, decoded->event, domain::Sight::masked) ? 1 : 0;
    return nullptr;
  });
  write(1);
  static_cast<void>(rig->as("staff-1", domain::MarkSecrecy{.number = 1, .provision = "OSL"}));
  rig->settle();
  const auto follower = follow(0);
  follower->subscription->set_sight(domain::Sight::masked);
  follower->pull_all();
  EXPECT_EQ(masked, 1);
}

TEST_F(HubTest, LetsSubscribersEndThemselvesAndOthersWhenWoken) {
  make({});
  std::vector<std::unique_ptr<stream::Subscription>> all(6);
  std::vector<int> woken(6);
  for (std::size_t i = 0; i < all.size(); ++i) {
    all[i] = hub->subscribe(2, format, {}, [&, i] {
      ++woken[i];
      all[i].reset();
      if (i % 2 == 0) {
        all[i + 1].reset();
      }
    });
    EXPECT_FALSE(all[i]->next()->has_value());
  }
  write(1);
  EXPECT_EQ(woken, (std::vector<int>{1, 0, 1, 0, 1, 0}));
  EXPECT_EQ(hub->subscribers(), 0U);
  write(1);
}

TEST_F(HubTest, WakesEveryoneWhenTheHealthChanges) {
  make({});
  const auto idle = follow(2);
  const auto busy = follow(0);
  idle->pull_all();
  rig->journal.set_full(true);
  rig->engine->check_health();
  rig->poll();
  EXPECT_EQ(idle->woken, 1);
  EXPECT_EQ(busy->woken, 1);
}

TEST_F(HubTest, SaysWhenTheJournalCanNotBeRead) {
  make(small());
  write(40);
  const auto follower = follow(5);
  rig->journal.set_unreadable(true);
  const auto frame = follower->subscription->next();
  ASSERT_FALSE(frame);
  EXPECT_EQ(frame.error().code, ports::FailureCode::corrupt);
  EXPECT_EQ(follower->subscription->cursor(), 5U);
  rig->journal.set_unreadable(false);
  follower->pull_all();
  EXPECT_EQ(follower->got, range(6, 42));
}

// Writing, committing in portions, pulling, coming and going, in a random order.
TEST_F(HubTest, LeavesNoGapAndRepeatsNothingInAnyOrder) {
  for (unsigned seed = 1; seed <= 12; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    std::mt19937 random(seed);
    const auto upto = [&](std::size_t n) {
      return std::uniform_int_distribution<std::size_t>(0, n - 1)(random);
    };
    make(small(), true);
    struct Case {
      domain::Sequence after;
      std::unique_ptr<Follower> follower;
    };
    std::vector<Case> cases;
    for (int step = 0; step < 400; ++step) {
      switch (upto(5)) {
        case 0:
          static_cast<void>(rig->write("Anteckning"));
          break;
        case 1:
          rig->journal.commit(1 + upto(3));
          rig->poll();
          break;
        case 2: {
          const auto after = upto(hub->head() + 1);
          cases.push_back({.after = after, .follower = follow(after)});
          break;
        }
        case 3:
          if (cases.size() > 20) {
            cases.erase(cases.begin() + static_cast<std::ptrdiff_t>(upto(cases.size())));
          }
          break;
        default:
          if (!cases.empty()) {
            cases[upto(cases.size())].follower->pull();
          }
      }
    }
    rig->settle();
    for (const auto& [after, follower] : cases) {
      follower->pull_all();
      EXPECT_EQ(follower->got, range(after + 1, rig->journal.head()));
    }
    cases.clear();
    TearDown();
  }
}

}  // namespace
}  // namespace ckl::test
