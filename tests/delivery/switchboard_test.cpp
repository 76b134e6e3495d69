// The switchboard: which gateway takes the next message.
#include "delivery/switchboard.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "delivery/dispatch_rig.hpp"

namespace ckl::delivery::test {
namespace {

using domain::GatewayTrouble;
using domain::SendClass;
using ports::SendOutcome;
using std::chrono::milliseconds;
using std::chrono::seconds;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

class SwitchboardTest : public testing::Test {
 protected:
  SwitchboardTest() {
    setting.pace.all = 1'000.0;
    board.add(first, setting);
    board.add(second, setting);
  }

  // The gateway that took it; empty when none did.
  std::string send(SendOutcome outcome, SendClass urgency = SendClass::callout,
                   std::string_view pinned = {}) {
    auto place = board.take({.kind = "sms", .urgency = urgency, .pinned = pinned});
    if (!place) return {};
    const std::string gateway = board.gateway(*place);
    board.leaves(*place);
    clock.time += milliseconds{100};
    board.sent(*place, {outcome, {}, {}});
    return gateway;
  }
  void lose_first() { board.lose("telia", GatewayTrouble::failing, clock.time); }
  std::string used(std::string_view pinned = {}) {
    std::string all;
    for (const auto& name : board.way({.kind = "sms", .pinned = pinned}).gateways) {
      all += (all.empty() ? "" : " ") + name;
    }
    return all;
  }

  FakeClock clock;
  FakeChannel first{"sms", "telia"};
  FakeChannel second{"sms", "tele2"};
  FakeChannel console{"console", "konsol"};
  Switchboard::Setting setting;
  Switchboard board{clock};
};

TEST_F(SwitchboardTest, TheFirstTakesWhatItsPaceAllowsAndTheNextTheRest) {
  Switchboard paced{clock};
  setting.pace.all = 3.0;
  paced.add(first, setting);
  paced.add(second, setting);
  std::vector<std::string> order;
  while (auto place = paced.take({.kind = "sms"})) order.push_back(paced.gateway(*place));
  EXPECT_THAT(order, ElementsAre("telia", "telia", "telia", "tele2", "tele2", "tele2"));
  EXPECT_DOUBLE_EQ(paced.way({.kind = "sms"}).per_second, 6.0);
  EXPECT_EQ(paced.next({.kind = "sms"}), clock.time + milliseconds{334});
}

TEST_F(SwitchboardTest, FailuresMoveEverythingToTheOther) {
  int failures = 0;
  while (send(SendOutcome::failed) == "telia") {
    clock.time += seconds{1};
    ASSERT_LT(++failures, 10);
  }
  EXPECT_EQ(failures, 3);
  EXPECT_EQ(used(), "tele2");
  const auto faults = board.faults();
  ASSERT_THAT(faults, SizeIs(1));
  EXPECT_EQ(faults[0].sv.substr(0, 37), "SMS-tjänsten telia svarar inte sedan");
  EXPECT_THAT(faults[0].sv, testing::EndsWith(". I stället sänder tele2"));
}

TEST_F(SwitchboardTest, ALostOneIsTriedWithOneMessageWhenItsTimeHasCome) {
  lose_first();
  EXPECT_EQ(send(SendOutcome::handed_over), "tele2");
  clock.time += seconds{300};
  const auto trial = board.take({.kind = "sms"});
  ASSERT_TRUE(trial);
  EXPECT_EQ(board.gateway(*trial), "telia");
  EXPECT_EQ(send(SendOutcome::handed_over), "tele2") << "one at a time";
  board.give_back(*trial);
  for (int i = 0; i < 3; ++i) EXPECT_EQ(send(SendOutcome::handed_over), "telia");
  EXPECT_THAT(board.faults(), IsEmpty());
}

TEST_F(SwitchboardTest, WhenAllAreLostTheyTakeTurns) {
  lose_first();
  clock.time += seconds{1};
  board.lose("tele2", GatewayTrouble::slow, clock.time);
  std::vector<std::string> order;
  for (int i = 0; i < 4; ++i) order.push_back(send(SendOutcome::failed));
  EXPECT_THAT(order, ElementsAre("telia", "tele2", "telia", "tele2"));
}

TEST_F(SwitchboardTest, AReserveIsUsedOnlyWhenTheOthersAreLost) {
  Switchboard reserved{clock};
  setting.pace.all = 1.0;
  reserved.add(first, setting);
  setting.reserve = true;
  reserved.add(second, setting);
  EXPECT_TRUE(reserved.take({.kind = "sms"}));
  EXPECT_FALSE(reserved.take({.kind = "sms"})) << "a slow pace is no loss";
  reserved.lose("telia", GatewayTrouble::failing, clock.time);
  const auto place = reserved.take({.kind = "sms"});
  ASSERT_TRUE(place);
  EXPECT_EQ(reserved.gateway(*place), "tele2");
}

TEST_F(SwitchboardTest, APinHoldsWhateverTheEvidenceSays) {
  EXPECT_EQ(used("tele2"), "tele2");
  for (int i = 0; i < 10; ++i) {
    EXPECT_EQ(send(SendOutcome::failed, SendClass::callout, "tele2"), "tele2");
    clock.time += seconds{1};
  }
  EXPECT_THAT(board.faults(), SizeIs(1)) << "and its state is shown";
  EXPECT_EQ(used("okänd"), "telia") << "a pin to what is not there is none";
}

TEST_F(SwitchboardTest, AStandInHasItsKindToItself) {
  board.add(console, setting);
  EXPECT_FALSE(board.serves("mail"));
  board.stand_in("mail", console);
  ASSERT_TRUE(board.serves("mail"));
  const auto way = board.way({.kind = "mail"});
  EXPECT_THAT(way.gateways, ElementsAre("konsol"));
  EXPECT_TRUE(way.reaches_nobody);
  EXPECT_FALSE(board.way({.kind = "sms"}).reaches_nobody);
}

TEST_F(SwitchboardTest, PlacesAreKeptForTheMoreUrgentAndWhoeverWaitsIsCalled) {
  Switchboard small{clock};
  setting.places = 4;
  small.add(first, setting);
  std::vector<Switchboard::Place> taken;
  while (auto place = small.take({.kind = "sms", .urgency = SendClass::information})) {
    taken.push_back(*place);
  }
  EXPECT_THAT(taken, SizeIs(2));
  EXPECT_FALSE(small.next({.kind = "sms", .urgency = SendClass::information}));
  while (auto place = small.take({.kind = "sms"})) taken.push_back(*place);
  EXPECT_THAT(taken, SizeIs(4));
  int called = 0;
  small.call_when_free([&] { ++called; });
  small.give_back(taken[0]);
  small.give_back(taken[1]);
  EXPECT_EQ(called, 1);
}

TEST_F(SwitchboardTest, WhatOneFailedAnotherTriesWhileThereIsOne) {
  const auto taker = [&](std::string_view failed) -> std::string {
    const auto place = board.take({.kind = "sms", .pinned = {}, .failed = failed});
    if (!place) return {};
    board.give_back(*place);
    return board.gateway(*place);
  };
  EXPECT_EQ(taker({}), "telia");
  EXPECT_EQ(taker("telia"), "tele2");
  EXPECT_EQ(taker("tele2"), "telia");
  board.lose("tele2", GatewayTrouble::failing, clock.time);
  EXPECT_EQ(taker("telia"), "telia");
}

TEST_F(SwitchboardTest, ATelephoneThatRingsIsNoSlowExchange) {
  FakeChannel voice{"voice", "vaxel"};
  voice.rings = seconds{100};
  Switchboard phones{clock};
  phones.add(voice, setting);
  std::vector<Switchboard::Place> calls;
  for (int call = 0; call < 3; ++call) {
    calls.push_back(phones.take({.kind = "voice"}).value());
    phones.leaves(calls.back());
  }
  clock.time += seconds{99};
  phones.look();
  EXPECT_FALSE(phones.loss("vaxel"));
  for (const auto& call : calls) phones.sent(call, {SendOutcome::unanswered, {}, {}});
  EXPECT_FALSE(phones.loss("vaxel"));
  const auto silent = phones.take({.kind = "voice"}).value();
  EXPECT_EQ(phones.gateway(silent), "vaxel");
  for (int call = 0; call < 3; ++call) {
    auto place = phones.take({.kind = "voice"}).value();
    phones.leaves(place);
  }
  clock.time += seconds{100};
  phones.look();
  EXPECT_TRUE(phones.loss("vaxel"));
}

TEST_F(SwitchboardTest, GivesNoMorePlacesThanAChannelCanWorkOnAtATime) {
  FakeChannel voice{"voice", "vaxel"};
  voice.most_at_once = 2;
  Switchboard phones{clock};
  phones.add(voice, setting);
  EXPECT_TRUE(phones.take({.kind = "voice", .urgency = SendClass::information}));
  EXPECT_FALSE(phones.take({.kind = "voice", .urgency = SendClass::information}));
  EXPECT_TRUE(phones.take({.kind = "voice"}));
  EXPECT_FALSE(phones.take({.kind = "voice"}));
}

TEST_F(SwitchboardTest, TellsHowEachIsUsedInWords) {
  const auto nothing_pinned = [](const std::string&) { return std::string(); };
  lose_first();
  auto all = board.standings(nothing_pinned);
  ASSERT_THAT(all, SizeIs(2));
  EXPECT_EQ(all[0].use, Switchboard::Use::lost);
  EXPECT_THAT(all[0].words.sv, testing::StartsWith("svarar inte sedan "));
  EXPECT_THAT(all[0].words.en, testing::HasSubstr("tried again "));
  EXPECT_EQ(all[1].use, Switchboard::Use::in_use);
  EXPECT_EQ(all[1].order, 2U);
  board.lose("tele2", GatewayTrouble::silent, clock.time);
  all = board.standings(nothing_pinned);
  EXPECT_EQ(all[0].use, Switchboard::Use::last_resort);
  EXPECT_THAT(all[1].words.sv, testing::HasSubstr("släpper inte igenom provlarm"));
}

}  // namespace
}  // namespace ckl::delivery::test
