// The watcher: a test alarm through each gateway and back, and what its absence means.
#include "delivery/watcher.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "delivery/dispatch_rig.hpp"
#include "delivery/gateway_words.hpp"

namespace ckl::delivery::test {
namespace {

using domain::GatewayTrouble;
using domain::SendClass;
using ports::SendOutcome;
using ports::SendResult;
using std::chrono::seconds;
using testing::ContainsRegex;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;
using testing::StartsWith;

constexpr SendOutcome all_outcomes[] = {SendOutcome::handed_over, SendOutcome::failed,
                                        SendOutcome::refused, SendOutcome::unanswered};

class WatcherTest : public testing::Test {
 protected:
  WatcherTest() {
    Switchboard::Setting setting;
    setting.failover.watched = true;
    board.add(sms, setting);
    board.add(second, {});
  }

  void watch(WatchStage wants) {
    const WatchSettings settings{.gateway = "telia",
                                 .address = "+46701000001",
                                 .every = seconds{600},
                                 .within = seconds{60},
                                 .wants = wants};
    watcher.emplace(
        std::vector{settings},
        Watcher::Parts{.switchboard = board,
                       .wake_up = wake_up,
                       .secret = "hemlighet-i-provet",
                       .link_base = [] { return "https://ckl.example.org/v1/test-alarms/"; },
                       .sender = "Stockholms stad, krisledning",
                       .changed = [this] { ++changes; }});
    watcher->start();
  }
  void advance(domain::Seconds time) {
    const domain::Instant end = clock.time + time;
    while (wake_up.due && *wake_up.due <= end) {
      clock.time = std::max(clock.time, *wake_up.due);
      const auto fire = wake_up.fire;
      wake_up.due.reset();
      fire();
    }
    clock.time = end;
    board.look();
  }
  // Until the next test alarm leaves: 20 s after the start, and every ten minutes from then on.
  void next_round() {
    const auto before = sms.letters.size();
    while (sms.letters.size() == before && wake_up.due) {
      clock.time = std::max(clock.time, *wake_up.due);
      const auto fire = wake_up.fire;
      fire();
    }
    board.look();
  }
  void first_round() { next_round(); }
  const ports::Letter& last() { return sms.letters.back(); }
  Watcher::Standing standing() { return watcher->standings().at(0); }
  bool delivered() {
    return watcher->receipt(last().key, {SendOutcome::delivered, {}, {}}).has_value();
  }

  FakeClock clock;
  FakeChannel sms{"sms", "telia"};
  FakeChannel second{"sms", "tele2"};
  Switchboard board{clock};
  HandWakeUp wake_up;
  int changes = 0;
  std::optional<Watcher> watcher;
};

TEST_F(WatcherTest, SendsATestAlarmThatSaysWhatItIs) {
  watch(WatchStage::handed_over);
  EXPECT_EQ(standing().words.sv, "inget sänt än");
  first_round();
  ASSERT_THAT(sms.letters, SizeIs(1));
  EXPECT_EQ(last().address, "+46701000001");
  EXPECT_THAT(last().key, StartsWith("_provlarm/message-"));
  EXPECT_THAT(last().short_text,
              ContainsRegex("^PROVLARM PROV[0-9A-F]+ https://.*/PROV[0-9A-F]+$"));
  EXPECT_THAT(last().text, HasSubstr("TEST ALARM " + last().code));
  EXPECT_EQ(last().mode, domain::Mode::live);
  EXPECT_TRUE(last().test_alarm);
  EXPECT_EQ(standing().words.sv, "kom tillbaka 03:00 efter 0,0 s");
  next_round();
  ASSERT_THAT(sms.letters, SizeIs(2));
  EXPECT_NE(sms.letters[0].key, sms.letters[1].key);
  EXPECT_NE(sms.letters[0].code, sms.letters[1].code);
  EXPECT_EQ(standing().absences, 0U);
  EXPECT_THAT(second.letters, IsEmpty()) << "it is not watched";
}

TEST_F(WatcherTest, TwoAbsencesLoseTheGatewayAndOneDoesNot) {
  watch(WatchStage::received);
  first_round();
  const auto since = clock.time;
  EXPECT_EQ(standing().words.sv, "väntas tillbaka senast 03:01");
  advance(seconds{60});
  EXPECT_EQ(standing().absences, 1U);
  EXPECT_EQ(standing().words.sv, "uteblev 1 i rad sedan 03:00");
  EXPECT_FALSE(board.loss("telia"));
  const int before = changes;
  next_round();
  advance(seconds{60});
  ASSERT_TRUE(board.loss("telia"));
  EXPECT_GT(changes, before) << "somebody must note it";
  EXPECT_EQ(board.loss("telia")->trouble, GatewayTrouble::silent);
  EXPECT_EQ(board.loss("telia")->since, since) << "the first that was missed";
  EXPECT_THAT(board.faults().at(0).sv,
              HasSubstr("släpper inte igenom provlarm sedan 03:00. I stället sänder tele2"));
}

// The gateway takes what it is given, so neither traffic nor a trial could tell that it works.
TEST_F(WatcherTest, OnlyATestAlarmThatCameBackEndsTheSilence) {
  watch(WatchStage::received);
  first_round();
  next_round();
  advance(seconds{60});
  ASSERT_TRUE(board.loss("telia"));
  for (int i = 0; i < 20; ++i) {
    EXPECT_EQ(board.way({.kind = "sms"}).gateways, std::vector<std::string>{"tele2"});
    auto place = board.take_at("telia", SendClass::callout);
    ASSERT_TRUE(place);
    board.leaves(*place);
    board.sent(*place, {SendOutcome::handed_over, {}, {}});
    clock.time += seconds{60};
    board.look();
  }
  ASSERT_TRUE(board.loss("telia"));
  EXPECT_THAT(words_of_use(Switchboard::Use::lost, board.loss("telia")).sv,
              HasSubstr("används inte förrän ett provlarm kommer tillbaka"));
  next_round();
  EXPECT_TRUE(delivered());
  EXPECT_FALSE(board.loss("telia"));
  EXPECT_EQ(standing().absences, 0U);
}

TEST_F(WatcherTest, ALossThatEndsSoonLastsItsLeastTimeAllTheSame) {
  watch(WatchStage::received);
  first_round();
  next_round();
  advance(seconds{60});
  ASSERT_TRUE(board.loss("telia"));
  board.came_back("telia");
  EXPECT_TRUE(board.loss("telia")) << "it must not flap";
  ASSERT_TRUE(board.next_look());
  advance(seconds{300});
  EXPECT_FALSE(board.loss("telia"));
}

// One that failed has its loss ended by messages that pass; but not while they vanish.
TEST_F(WatcherTest, AGatewayThatFailedAndThenSwallowsStaysLost) {
  watch(WatchStage::received);
  first_round();
  next_round();
  board.lose("telia", GatewayTrouble::failing, clock.time);
  advance(seconds{60});
  EXPECT_EQ(standing().absences, 2U);
  for (int i = 0; i < 8; ++i) {
    auto place = board.take_at("telia", SendClass::callout);
    board.leaves(*place);
    board.sent(*place, {SendOutcome::handed_over, {}, {}});
    clock.time += seconds{60};
    board.look();
  }
  EXPECT_TRUE(board.loss("telia"));
  next_round();
  EXPECT_TRUE(delivered());
  EXPECT_FALSE(board.loss("telia"));
}

TEST_F(WatcherTest, AnAnswerComesByTextFromAnyTelephoneOrByTheLinkOrByKeys) {
  watch(WatchStage::answered);
  first_round();
  advance(seconds{10});
  EXPECT_TRUE(delivered());
  EXPECT_FALSE(standing().came_back);
  EXPECT_EQ(standing().received, clock.time);
  const std::string first = last().code;
  EXPECT_TRUE(watcher->takes("re: provlarm " + first + ". Hälsningar", WatchStage::answered));
  EXPECT_EQ(standing().came_back, clock.time);
  EXPECT_EQ(standing().answered, clock.time);
  EXPECT_EQ(standing().round_trip, seconds{10});
  next_round();
  EXPECT_TRUE(watcher->takes(first, WatchStage::answered)) << "an old one is nobody's answer";
  EXPECT_EQ(standing().round_trip, seconds{10}) << "and no proof";
  std::string lower = last().code;
  for (char& c : lower) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  clock.time += seconds{7};
  EXPECT_TRUE(watcher->answered(lower));
  EXPECT_EQ(standing().came_back, clock.time);
  next_round();
  EXPECT_TRUE(watcher->waits_for(last().key));
  EXPECT_TRUE(watcher->answered_by_keys(last().key));
  EXPECT_EQ(standing().came_back, clock.time);
  EXPECT_FALSE(watcher->waits_for(sms.letters[0].key));
  EXPECT_FALSE(watcher->answered_by_keys("skarpt/message-1/1"));
}

TEST_F(WatcherTest, WhatPersonsWriteIsNotTaken) {
  watch(WatchStage::answered);
  first_round();
  for (const char* text :
       {"ja 40", "", "PROV", "K7BD ja", "PROVAR igen", "prov1234", "nej men PROV2A"}) {
    EXPECT_FALSE(watcher->takes(text, WatchStage::answered)) << text;
  }
  EXPECT_FALSE(watcher->answered("PROV000000000000"));
  EXPECT_FALSE(standing().answered);
}

// From before a restart, say: it must not end up as an unclear answer before a person.
TEST_F(WatcherTest, ACodeThatNoRoundKnowsIsTakenAndTellsNothing) {
  watch(WatchStage::answered);
  first_round();
  EXPECT_TRUE(watcher->takes("PROVLARM PROV0123456789AB", WatchStage::answered));
  EXPECT_FALSE(standing().answered);
}

TEST_F(WatcherTest, AForgedReceiptFindsNoRound) {
  watch(WatchStage::received);
  first_round();
  for (const char* key : {"_provlarm/message-1/1", "skarpt/message-1/1", "x"}) {
    EXPECT_FALSE(watcher->receipt(key, {SendOutcome::delivered, {}, {}})) << key;
  }
}

TEST_F(WatcherTest, OneThatComesTooLateIsShownAndWasAbsent) {
  watch(WatchStage::answered);
  first_round();
  advance(seconds{70});
  EXPECT_EQ(standing().absences, 1U);
  EXPECT_TRUE(watcher->answered(last().code));
  EXPECT_EQ(standing().absences, 1U);
  EXPECT_EQ(standing().round_trip, seconds{70});
  next_round();
  advance(seconds{60});
  EXPECT_TRUE(board.loss("telia"));
}

TEST_F(WatcherTest, AGatewayThatFailsIsFoundWithoutAnyOtherTraffic) {
  sms.answer = SendResult{SendOutcome::failed, {}, "tjänsten svarar inte"};
  watch(WatchStage::handed_over);
  first_round();
  next_round();
  advance(seconds{60});
  ASSERT_TRUE(board.loss("telia"));
  EXPECT_THAT(sms.letters, SizeIs(2));
  EXPECT_THAT(standing().words.sv, HasSubstr("uteblev 2 i rad sedan 03:00: tjänsten svarar inte"));
  sms.answer = SendResult{SendOutcome::handed_over, {}, {}};
  next_round();
  EXPECT_FALSE(board.loss("telia"));
}

TEST_F(WatcherTest, WhateverTheGatewaySaysItsPlaceIsGivenBack) {
  watch(WatchStage::received);
  for (const auto outcome : all_outcomes) {
    sms.answer = SendResult{outcome, {}, "nej"};
    next_round();
  }
  EXPECT_THAT(sms.letters, SizeIs(4));
  for (const auto& one : board.standings({})) EXPECT_EQ(one.counts.under_way, 0U);
}

// A call-out that needs all of a gateway's places is not disturbed, and tells of it itself.
TEST_F(WatcherTest, WaitsForAPlace) {
  sms.most_at_once = 1;
  auto place = board.take_at("telia", SendClass::callout);
  watch(WatchStage::handed_over);
  advance(seconds{300});
  EXPECT_THAT(sms.letters, IsEmpty());
  EXPECT_EQ(standing().absences, 0U);
  board.give_back(*place);
  advance(seconds{1});
  EXPECT_THAT(sms.letters, SizeIs(1));
}

TEST(WatcherRemembers, ASilenceFromBeforeARestartEndsByATestAlarmWhereThereIsOne) {
  FakeClock clock;
  FakeChannel watched{"sms", "telia"};
  FakeChannel other{"sms", "tele2"};
  Switchboard board{clock};
  Switchboard::Setting setting;
  setting.failover.watched = true;
  board.add(watched, setting);
  board.add(other, {});
  const auto since = clock.time - seconds{3'600};
  board.remember("telia", GatewayTrouble::silent, since);
  board.remember("tele2", GatewayTrouble::silent, since);
  for (const char* name : {"telia", "tele2"}) {
    for (int i = 0; i < 3; ++i) {
      auto place = board.take_at(name, SendClass::callout);
      ASSERT_TRUE(place);
      board.leaves(*place);
      board.sent(*place, {SendOutcome::handed_over, {}, {}});
    }
  }
  EXPECT_FALSE(board.loss("tele2")) << "no test alarm goes there any more";
  EXPECT_TRUE(board.loss("telia"));
  board.came_back("telia");
  EXPECT_FALSE(board.loss("telia"));
}

}  // namespace
}  // namespace ckl::delivery::test
