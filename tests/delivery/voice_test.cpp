// A call: who answers, with which key, and what is done when nobody does.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "delivery/outcomes.hpp"
#include "delivery/voice_rig.hpp"

namespace ckl::delivery::test {
namespace {

using namespace std::chrono_literals;
using ports::SendOutcome;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;
using testing::StartsWith;

constexpr const char* number = "+46701740605";

class Voice : public testing::Test {
 protected:
  void SetUp() override {
    auto made = make_channel(voice_config(), rig.parts());
    ASSERT_TRUE(made) << made.error().what;
    channel = std::move(*made);
  }

  void send(bool asks = true, bool repeated = false) {
    ports::Letter letter;
    letter.key = "skarpt/message-7/1";
    letter.address = number;
    letter.text = "Du kallas in.";
    letter.speech = {"Du kallas in som stabschef.", "You are called in as chief of staff."};
    letter.asks = asks;
    letter.repeated = repeated;
    channel->send(std::move(letter),
                  [this](ports::SendResult result) { results.push_back(std::move(result)); });
  }

  FakeLine& line() { return *rig.lines[0]; }
  const FakeLine::Call& call(std::size_t i) { return line().calls.at(i); }

  void answer_call() {
    line().rings();
    line().is_answered();
  }

  VoiceRig rig;
  std::unique_ptr<ports::Channel> channel;
  std::vector<ports::SendResult> results;
};

TEST_F(Voice, KeyOneIsAnAnswerThatIsThankedForWhenItIsDurable) {
  rig.desk.slow = true;
  send();
  ASSERT_THAT(line().calls, SizeIs(1));
  EXPECT_EQ(call(0).number, number);
  answer_call();
  line().press("1");
  ASSERT_THAT(rig.desk.answers, SizeIs(1));
  EXPECT_EQ(rig.desk.answers[0].key, "skarpt/message-7/1");
  EXPECT_EQ(rig.desk.answers[0].answer, domain::Answer::coming);
  EXPECT_EQ(rig.desk.answers[0].raw, "1");
  EXPECT_THAT(call(0).played, SizeIs(1)) << "thanked before it was durable";
  rig.desk.waiting(ports::DeskReply::taken);
  EXPECT_THAT(call(0).played, SizeIs(2));
  EXPECT_THAT(results, IsEmpty());
  line().end("end of file");
  ASSERT_THAT(results, SizeIs(1));
  EXPECT_EQ(results[0].outcome, SendOutcome::delivered);
}

TEST_F(Voice, KeyTwoAndFiveMeanCannotAndAreKeptAsPressed) {
  send();
  answer_call();
  line().press("2");
  line().end("Connection reset by peer");
  send();
  answer_call();
  line().press("5");
  line().end("Connection reset by peer");
  ASSERT_THAT(rig.desk.answers, SizeIs(2));
  EXPECT_EQ(rig.desk.answers[0].answer, domain::Answer::cannot);
  EXPECT_EQ(rig.desk.answers[1].answer, domain::Answer::cannot);
  EXPECT_EQ(rig.desk.answers[1].raw, "5");
  EXPECT_FALSE(rig.desk.answers[0].deputy);
  EXPECT_TRUE(rig.desk.answers[1].deputy);
}

TEST_F(Voice, KeyThreeTakesTensOfMinutes) {
  send();
  answer_call();
  line().press("3");
  EXPECT_THAT(call(0).played, SizeIs(2)) << "asks how many";
  line().press("4");
  EXPECT_THAT(rig.desk.answers, IsEmpty()) << "another digit may follow";
  rig.time.pass(3s);
  ASSERT_THAT(rig.desk.answers, SizeIs(1));
  EXPECT_EQ(rig.desk.answers[0].eta_minutes, 40U);
  EXPECT_EQ(rig.desk.answers[0].raw, "34");
}

TEST_F(Voice, AMachinePressesNoKeySoItRingsAgainAndThenIsUnanswered) {
  send();
  answer_call();
  line().end("end of file");
  EXPECT_THAT(results, IsEmpty());
  const domain::Instant first_ended = rig.time.clock.time;
  rig.time.pass(15s);
  ASSERT_THAT(line().calls, SizeIs(2));
  EXPECT_EQ(call(1).number, number);
  EXPECT_LT(rig.time.clock.time - first_ended, 3min);
  answer_call();
  rig.time.pass(2min);  // a machine that records for ever
  EXPECT_TRUE(call(1).hung_up);
  ASSERT_THAT(results, SizeIs(1));
  EXPECT_EQ(results[0].outcome, SendOutcome::unanswered);
  EXPECT_THAT(results[0].reason, HasSubstr("knapp"));
  EXPECT_THAT(rig.desk.answers, IsEmpty());
}

TEST_F(Voice, RingsTwiceWithinThreeMinutesAndThenNobodyAnswered) {
  send();
  line().rings();
  rig.time.pass(25s);
  EXPECT_TRUE(call(0).hung_up);
  rig.time.pass(15s);
  ASSERT_THAT(line().calls, SizeIs(2));
  line().end("480 Temporarily Unavailable");
  ASSERT_THAT(results, SizeIs(1));
  EXPECT_EQ(results[0].outcome, SendOutcome::unanswered);
}

TEST_F(Voice, BusyAndDeclinedAreRefusalsAtOnce) {
  for (const char* why : {"486 Busy Here", "600 Busy Everywhere", "603 Decline", "404 Not Found"}) {
    results.clear();
    send();
    line().end(why);
    ASSERT_THAT(results, SizeIs(1)) << why;
    EXPECT_EQ(results[0].outcome, SendOutcome::refused) << why;
  }
  EXPECT_THAT(line().calls, SizeIs(4));
}

// The call that was cut off may hold the line for a while.
TEST_F(Voice, BusyIsNoRefusalWhenTheCallIsARepeat) {
  send(true, true);
  line().end("486 Busy Here");
  ASSERT_THAT(results, SizeIs(1));
  EXPECT_EQ(results[0].outcome, SendOutcome::failed);
}

TEST_F(Voice, FaultsOfTheExchangeOrOfOurAccountMayPass) {
  for (const char* why : {"503 Service Unavailable", "403 Forbidden", "488 Not Acceptable Here",
                          "Connection refused", "Protocol error", ""}) {
    results.clear();
    send();
    line().end(why);
    ASSERT_THAT(results, SizeIs(1)) << why;
    EXPECT_EQ(results[0].outcome, SendOutcome::failed) << why;
    EXPECT_THAT(results[0].reason, testing::Not(StartsWith(in_doubt_words))) << why;
  }
}

TEST_F(Voice, AProgramThatDiesLeavesDoubtOnceItHasRung) {
  send();
  line().die();
  send();
  line().rings();
  line().die();
  ASSERT_THAT(results, SizeIs(2));
  EXPECT_EQ(results[0].outcome, SendOutcome::failed);
  EXPECT_THAT(results[0].reason, testing::Not(StartsWith(in_doubt_words)));
  EXPECT_THAT(results[1].reason, StartsWith(in_doubt_words));
}

TEST_F(Voice, AnAnswerIsNotLostWithTheProgram) {
  rig.desk.slow = true;
  send();
  answer_call();
  line().press("1");
  line().die();
  EXPECT_THAT(results, IsEmpty());
  rig.desk.waiting(ports::DeskReply::taken);
  ASSERT_THAT(results, SizeIs(1));
  EXPECT_EQ(results[0].outcome, SendOutcome::delivered);
}

TEST_F(Voice, WhatCouldNotBeSavedIsAskedForAgain) {
  rig.desk.reply = ports::DeskReply::later;
  send();
  answer_call();
  line().press("1");
  EXPECT_THAT(call(0).played, SizeIs(2));
  EXPECT_TRUE(line().in_call());
  rig.desk.reply = ports::DeskReply::taken;
  line().press("1");
  line().end("end of file");
  ASSERT_THAT(results, SizeIs(1));
  EXPECT_EQ(results[0].outcome, SendOutcome::delivered);
  EXPECT_THAT(rig.desk.answers, SizeIs(2));
}

TEST_F(Voice, WhoIsNotWantedAnyMoreIsNotRungOn) {
  send();
  line().rings();
  rig.desk.unwanted.insert("skarpt/message-7/1");
  rig.time.pass(2s);
  EXPECT_TRUE(call(0).hung_up);
  rig.time.pass(1min);
  EXPECT_THAT(line().calls, SizeIs(1));
  ASSERT_THAT(results, SizeIs(1));
  EXPECT_EQ(results[0].outcome, SendOutcome::refused);
}

TEST_F(Voice, KeyFourSpeaksAgainAndOtherKeysAreNotGuessedAt) {
  send();
  answer_call();
  line().press("4");
  ASSERT_THAT(call(0).played, SizeIs(2));
  EXPECT_EQ(call(0).played[1], call(0).played[0]);
  line().press("9*0");
  EXPECT_THAT(rig.desk.answers, IsEmpty());
  EXPECT_THAT(call(0).played, SizeIs(5));
  line().press("1");
  ASSERT_THAT(rig.desk.answers, SizeIs(1));
  EXPECT_EQ(rig.desk.answers[0].raw, "49*01");
}

TEST_F(Voice, AMessageThatAsksNothingIsHandedOverWhenSpoken) {
  send(false);
  answer_call();
  line().end("end of file");
  ASSERT_THAT(results, SizeIs(1));
  EXPECT_EQ(results[0].outcome, SendOutcome::handed_over);
  send(false);
  answer_call();
  line().press("1");
  line().end("end of file");
  ASSERT_THAT(results, SizeIs(2));
  EXPECT_EQ(results[1].outcome, SendOutcome::delivered);
  EXPECT_THAT(rig.desk.answers, IsEmpty());
}

// A contact test: the key goes to the desk, and the thanks say nothing of coming.
TEST_F(Voice, AMessageToConfirmIsConfirmedByAKeyAloneWhenThatIsDurable) {
  ports::Letter letter;
  letter.key = "skarpt/message-7/1";
  letter.address = number;
  letter.speech = {"Detta är ett kontaktprov.", "This is a contact test."};
  letter.confirms = true;
  const auto taken = [this](ports::SendResult result) { results.push_back(std::move(result)); };
  channel->send(ports::Letter(letter), taken);
  answer_call();
  line().end("end of file");
  ASSERT_THAT(results, SizeIs(1));
  EXPECT_EQ(results[0].outcome, SendOutcome::handed_over);
  EXPECT_THAT(rig.desk.answers, IsEmpty()) << "a machine may have listened";

  rig.desk.slow = true;
  channel->send(ports::Letter(letter), taken);
  answer_call();
  line().press("1");
  ASSERT_THAT(rig.desk.answers, SizeIs(1));
  EXPECT_EQ(rig.desk.answers[0].key, "skarpt/message-7/1");
  rig.desk.waiting(ports::DeskReply::taken);
  line().end("end of file");
  ASSERT_THAT(results, SizeIs(2));
  EXPECT_EQ(results[1].outcome, SendOutcome::delivered);
}

TEST_F(Voice, LettersWaitForALineAndATelephoneTakesOneCallAtATime) {
  VoiceRig two(2);
  const auto made = make_channel(voice_config({{"lines", "2"}}), two.parts());
  ASSERT_TRUE(made);
  EXPECT_EQ((*made)->at_once(), 2U);
  int done = 0;
  for (const char* to : {"+46701740601", "+46701740601", "+46701740602", "+46701740603"}) {
    ports::Letter letter;
    letter.key = "skarpt/message-1/1";
    letter.address = to;
    letter.asks = true;
    letter.text = "Hej";
    (*made)->send(std::move(letter), [&](const ports::SendResult&) { ++done; });
  }
  EXPECT_EQ(two.lines[0]->calls.at(0).number, "+46701740601");
  EXPECT_EQ(two.lines[1]->calls.at(0).number, "+46701740602");
  two.lines[0]->end("486 Busy Here");
  EXPECT_EQ(two.lines[0]->calls.at(1).number, "+46701740601");
  two.lines[1]->end("486 Busy Here");
  EXPECT_EQ(two.lines[1]->calls.at(1).number, "+46701740603");
  two.lines[0]->end("486 Busy Here");
  two.lines[1]->end("486 Busy Here");
  EXPECT_EQ(done, 4);
}

TEST_F(Voice, WithoutAVoiceNobodyIsRungUp) {
  rig.speaker.broken = true;
  send();
  ASSERT_THAT(results, SizeIs(1));
  EXPECT_EQ(results[0].outcome, SendOutcome::failed);
  EXPECT_THAT(line().calls, IsEmpty());
}

TEST_F(Voice, SpeaksSwedishThenEnglishAndReadsTheSameWordsOnce) {
  send();
  EXPECT_EQ(rig.speaker.said.front(),
            std::pair(std::string("sv"), std::string("Du kallas in som stabschef.")));
  const auto count = rig.speaker.said.size();
  line().end("486 Busy Here");
  send();
  EXPECT_EQ(rig.speaker.said.size(), count);
  const auto english =
      std::ranges::find(rig.speaker.said, "en-gb", &std::pair<std::string, std::string>::first);
  ASSERT_NE(english, rig.speaker.said.end());
  EXPECT_EQ(english->second, "You are called in as chief of staff.");
}

std::string fault_of(std::map<std::string, std::string> options) {
  VoiceRig rig;
  const auto made = make_channel(voice_config(std::move(options)), rig.parts());
  return made ? std::string() : made.error().what;
}

TEST(VoiceOptions, AreToldOfWhenWrong) {
  EXPECT_EQ(fault_of({}), "");
  EXPECT_THAT(fault_of({{"server", ""}}), HasSubstr("sip.example.org"));
  EXPECT_THAT(fault_of({{"from", "08-508 00 000"}}), HasSubstr("+46850800000"));
  EXPECT_THAT(fault_of({{"transport", "sctp"}}), HasSubstr("udp, tcp, tls"));
  EXPECT_THAT(fault_of({{"transport", "tls"}}), HasSubstr("ca_file"));
  EXPECT_THAT(fault_of({{"transport", "tls"}, {"ca_file", "/nowhere.pem"}}), HasSubstr("ca_file"));
  EXPECT_THAT(fault_of({{"srtp", "true"}}), HasSubstr("transport tls"));
  EXPECT_THAT(fault_of({{"username", "ckl"}}), HasSubstr("password"));
  EXPECT_THAT(fault_of({{"username", "ckl"}, {"password", "a;regint=1"}}), HasSubstr("password"));
  EXPECT_THAT(fault_of({{"server", "a>;x\nb"}}), HasSubstr("server"));
  EXPECT_THAT(fault_of({{"lines", "0"}}), HasSubstr("1 to 32"));
  EXPECT_THAT(fault_of({{"speak_ms", "90000"}, {"ring_ms", "60000"}, {"pause_ms", "60000"}}),
              HasSubstr("three minutes"));
  EXPECT_THAT(fault_of({{"languages", "fi"}}), HasSubstr("sv,en"));
  EXPECT_THAT(fault_of({{"voices.fi", "fi"}}), HasSubstr("voices.fi"));
  EXPECT_THAT(fault_of({{"voices.sv", "-w/etc/passwd"}}), HasSubstr("voices.sv"));
  EXPECT_THAT(fault_of({{"recordings.keys.sv", "/nowhere.wav"}}), HasSubstr("keys.sv"));
  EXPECT_THAT(fault_of({{"recordings.hello.sv", "/nowhere.wav"}}), HasSubstr("no recording"));
  EXPECT_THAT(fault_of({{"ring", "5"}}), HasSubstr("ring_ms"));
}

TEST(VoiceOptions, ReachTheTelephone) {
  VoiceRig rig;
  const auto& trusted = test_certificate().certificate.string();
  const auto made = make_channel(voice_config({{"transport", "tls"},
                                               {"ca_file", trusted},
                                               {"srtp", "true"},
                                               {"server", "sip.example.org:5061"},
                                               {"username", "ckl"},
                                               {"password", "hemligt"},
                                               {"lines", "1"}}),
                                 rig.parts());
  ASSERT_TRUE(made) << made.error().what;
  EXPECT_EQ(rig.config.gateway, "vaxel");
  EXPECT_EQ(rig.config.domain, "sip.example.org");
  EXPECT_TRUE(rig.config.srtp);
  EXPECT_EQ(rig.config.ca_file, trusted);
}

}  // namespace
}  // namespace ckl::delivery::test
