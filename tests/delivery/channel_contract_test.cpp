// The contract of ports::Channel, held by every kind.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "delivery/benches.hpp"
#include "delivery/outcomes.hpp"

namespace ckl::delivery::test {
namespace {

using ports::SendOutcome;
using testing::AnyOf;
using testing::Eq;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::SizeIs;
using testing::StartsWith;

ports::Letter letter_to(const std::string& address) {
  ports::Letter letter;
  letter.key = "skarpt/message-7/2";
  letter.address = address;
  letter.subject = "INKALLNING: Stabschef";
  letter.text = "Du kallas in som Stabschef.\n";
  letter.short_text = "Du kallas in som Stabschef.";
  letter.sender = "Stockholms stad, krisledning";
  return letter;
}

class ChannelContract : public testing::TestWithParam<BenchKind> {
 protected:
  ports::SendResult send(ports::Letter letter) { return send_by(*channel_, std::move(letter)); }

  ports::SendResult send_by(ports::Channel& channel, ports::Letter letter) {
    std::vector<ports::SendResult> results;
    channel.send(std::move(letter),
                 [&](ports::SendResult result) { results.push_back(std::move(result)); });
    EXPECT_TRUE(run_until(io_, [&] { return !results.empty(); })) << "done was never called";
    EXPECT_THAT(results, SizeIs(1));
    return results.empty() ? ports::SendResult{} : results.front();
  }

  boost::asio::io_context io_;
  std::unique_ptr<ChannelBench> bench_ = GetParam().make(io_);
  std::unique_ptr<ports::Channel> channel_ = bench_->channel(false);
};

// What the console has no part in: a gateway that can fail, and that exercises are kept from.
class GatewayContract : public ChannelContract {};

TEST_P(ChannelContract, HandsOverWithTheKey) {
  const auto result = send(letter_to(bench_->good_address()));
  EXPECT_THAT(result.outcome, AnyOf(SendOutcome::handed_over, SendOutcome::delivered));
  EXPECT_THAT(result.reason, IsEmpty());
  const auto received = bench_->received();
  ASSERT_THAT(received, SizeIs(1));
  EXPECT_EQ(received[0].key, "skarpt/message-7/2");
}

TEST_P(GatewayContract, AnAnswerThatMayPassIsAFailure) {
  bench_->behave(Behaviour::fails_for_now);
  const auto result = send(letter_to(bench_->good_address()));
  EXPECT_EQ(result.outcome, SendOutcome::failed);
  EXPECT_THAT(result.reason, Not(IsEmpty()));
  EXPECT_THAT(result.reason, Not(StartsWith(in_doubt_words)));
}

TEST_P(GatewayContract, AFinalAnswerIsARefusalWithoutPersonalData) {
  bench_->behave(Behaviour::refuses);
  const auto result = send(letter_to(bench_->good_address()));
  EXPECT_EQ(result.outcome, SendOutcome::refused);
  EXPECT_THAT(result.reason, Not(IsEmpty()));
  EXPECT_THAT(result.reason, Not(HasSubstr(bench_->good_address())));
}

TEST_P(GatewayContract, SilenceAfterEverythingWasSentLeavesDoubt) {
  bench_->behave(Behaviour::hears_silently);
  const auto result = send(letter_to(bench_->good_address()));
  EXPECT_EQ(result.outcome, SendOutcome::failed);
  EXPECT_THAT(result.reason, StartsWith(in_doubt_words));
}

TEST_P(GatewayContract, NobodyListeningIsAFailureWithoutDoubt) {
  bench_->behave(Behaviour::is_not_there);
  const auto result = send(letter_to(bench_->good_address()));
  EXPECT_EQ(result.outcome, SendOutcome::failed);
  EXPECT_THAT(result.reason, Not(StartsWith(in_doubt_words)));
  EXPECT_THAT(bench_->received(), IsEmpty());
}

TEST_P(ChannelContract, ABadAddressIsRefusedAndReachesNobody) {
  for (const std::string& address : bench_->bad_addresses()) {
    const auto checked = channel_->check_address(address);
    ASSERT_FALSE(checked) << address;
    EXPECT_EQ(checked.error().code, ports::FailureCode::invalid);
    EXPECT_EQ(send(letter_to(address)).outcome, SendOutcome::refused) << address;
  }
  EXPECT_THAT(bench_->received(), IsEmpty());
  EXPECT_TRUE(channel_->check_address(bench_->good_address()));
}

// G12: an exercise must never reach the outside.
TEST_P(GatewayContract, OnlyLiveLettersPassTheLastMetre) {
  for (const auto mode : {domain::Mode::exercise, domain::Mode::test}) {
    ports::Letter letter = letter_to(bench_->good_address());
    letter.mode = mode;
    const auto result = send(letter);
    EXPECT_EQ(result.outcome, SendOutcome::refused);
    EXPECT_THAT(result.reason, HasSubstr("G12"));
  }
  EXPECT_THAT(bench_->received(), IsEmpty());
}

TEST_P(ChannelContract, AnExercisePassesWhereItIsAllowed) {
  const auto allowed = bench_->channel(true);
  ports::Letter letter = letter_to(bench_->good_address());
  letter.mode = domain::Mode::exercise;
  EXPECT_THAT(send_by(*allowed, letter).outcome,
              AnyOf(SendOutcome::handed_over, SendOutcome::delivered));
  EXPECT_THAT(bench_->received(), SizeIs(1));
}

TEST_P(ChannelContract, SwedishLettersAndEmojiArriveAsTheyAre) {
  ports::Letter letter = letter_to(bench_->good_address());
  letter.subject = "Övning på Ågatan – ämne 🚨";
  letter.text =
      "Åska över Ängby, räddning på väg – «kör försiktigt» 🚨👩‍🚒 €\n";
  letter.short_text = letter.text;
  static_cast<void>(send(letter));
  const auto received = bench_->received();
  ASSERT_THAT(received, SizeIs(1));
  EXPECT_THAT(received[0].text, HasSubstr(letter.text.substr(0, letter.text.size() - 1)));
}

TEST_P(GatewayContract, ALongTextWithTrickyLinesArrivesWhole) {
  ports::Letter letter = letter_to(bench_->good_address());
  letter.text = ".\n..\nFrom här\n\"citat\" \\ {to} {text} %41 = =3D\nblanksteg i slutet \n";
  letter.short_text = letter.text;
  for (int i = 0; i < 400; ++i)
    letter.text += "En rad som är åtminstone fyrtio tecken lång, nr 1.\n";
  letter.text += std::string(3'000, 'x') + "\n";
  EXPECT_THAT(send(letter).outcome, AnyOf(SendOutcome::handed_over, SendOutcome::delivered));
  const auto received = bench_->received();
  ASSERT_THAT(received, SizeIs(1));
  EXPECT_EQ(received[0].text, bench_->carried(letter));
}

TEST_P(ChannelContract, NothingInALetterCanAddAHeader) {
  ports::Letter letter = letter_to(bench_->good_address());
  letter.subject = "Hej\r\nBcc: evil@example.org\r\n\r\nFalsk text";
  letter.sender = "Staden\r\nBcc: evil@example.org";
  letter.key = "skarpt/m\r\nBcc: evil@example.org/1";
  static_cast<void>(send(letter));
  for (const Received& each : bench_->received()) {
    EXPECT_THAT(each.raw, Not(HasSubstr("\nBcc:")));
    EXPECT_THAT(each.to, Eq(bench_->good_address()));
  }
}

TEST_P(ChannelContract, ManyAtOnceEachWithItsOwnKey) {
  constexpr int count = 24;
  int done = 0;
  for (int i = 0; i < count; ++i) {
    ports::Letter letter = letter_to(bench_->good_address());
    letter.key = "skarpt/message-" + std::to_string(i) + "/1";
    channel_->send(std::move(letter), [&](const ports::SendResult& result) {
      EXPECT_THAT(result.outcome, AnyOf(SendOutcome::handed_over, SendOutcome::delivered));
      ++done;
    });
  }
  EXPECT_TRUE(run_until(io_, [&] { return done == count; }));
  std::set<std::string> keys;
  for (const Received& each : bench_->received()) keys.insert(each.key);
  EXPECT_THAT(keys, SizeIs(count));
}

INSTANTIATE_TEST_SUITE_P(EveryKind, ChannelContract, testing::ValuesIn(bench_kinds()),
                         [](const auto& kind) { return kind.param.name; });
INSTANTIATE_TEST_SUITE_P(EveryGateway, GatewayContract, testing::ValuesIn(gateway_kinds()),
                         [](const auto& kind) { return kind.param.name; });

}  // namespace
}  // namespace ckl::delivery::test
