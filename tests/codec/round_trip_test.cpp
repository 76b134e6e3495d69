// What is written comes back, every field of it.
#include <gmock/gmock.h>
#include <google/protobuf/util/message_differencer.h>
#include <gtest/gtest.h>

#include "codec/codec.hpp"
#include "codec/fill.hpp"
#include "domain/evolve.hpp"

namespace ckl::test {
namespace {

using google::protobuf::util::MessageDifferencer;

class EveryEvent : public testing::TestWithParam<int> {};

TEST_P(EveryEvent, ComesBackWithAllItsFields) {
  v1::JournalEntry written;
  fill_member(written, GetParam());

  const auto decoded = codec::decode_entry(written.SerializeAsString());
  ASSERT_TRUE(decoded.has_value()) << decoded.error().what;
  v1::JournalEntry again;
  codec::encode(*decoded, again);

  EXPECT_TRUE(MessageDifferencer::Equals(written, again))
      << written.DebugString() << "\n came back as\n"
      << again.DebugString();
  EXPECT_EQ(codec::encode(*decoded), again.SerializeAsString());
  EXPECT_EQ(codec::decode_entry(codec::encode(*decoded)).value(), *decoded);
}

INSTANTIATE_TEST_SUITE_P(JournalEntry, EveryEvent,
                         testing::Range(0, members(v1::JournalEntry::default_instance())),
                         [](const auto& instance) {
                           const auto* oneof = v1::JournalEntry::descriptor()->oneof_decl(0);
                           return oneof->field(instance.param)->message_type()->name();
                         });

TEST(JournalEntry, HasAMemberForEachEventOfTheDomain) {
  EXPECT_EQ(static_cast<std::size_t>(members(v1::JournalEntry::default_instance())),
            std::variant_size_v<domain::AnyEvent>);
}

TEST(WorkspaceImage, ComesBackWithAllItsFields) {
  v1::WorkspaceImage written;
  fill(written);
  // Numbered, as they are found by their number.
  for (int at = 0; at < written.messages_size(); ++at) {
    written.mutable_messages(at)->set_id("message-" + std::to_string(at + 1));
  }

  const auto state = codec::decode_image(written);
  ASSERT_TRUE(state.has_value()) << state.error().what;
  v1::WorkspaceImage again;
  codec::encode(*state, again);

  std::string difference;
  MessageDifferencer differencer;
  differencer.ReportDifferencesToString(&difference);
  EXPECT_TRUE(differencer.Compare(written, again)) << difference;
}

// As they were written before they were numbered places: in the order of the ids' bytes.
TEST(WorkspaceImage, HasItsMessagesInTheOrderOfTheirIdsBytes) {
  domain::State state;
  for (int number = 1; number <= 12; ++number) {
    ASSERT_NE(state.messages.add({"message-" + std::to_string(number)}), nullptr);
  }
  EXPECT_EQ(state.messages.add({"message-14"}), nullptr) << "13 is the next";
  v1::WorkspaceImage image;
  codec::encode(state, image);
  ASSERT_EQ(image.messages_size(), 12);
  EXPECT_EQ(image.messages(1).id(), "message-10");
  EXPECT_EQ(image.messages(4).id(), "message-2");
}

TEST(WorkspaceImage, WithAMessageOutOfTheOrderOfItsNumberIsCorrupt) {
  for (const std::string id : {"message-3", "message-1", "message-02", "message-0", "message-",
                               "message-2x", "letter-2", "message-99999999999", ""}) {
    v1::WorkspaceImage image;
    fill(image);
    for (auto& message : *image.mutable_messages()) message.set_id(id);
    if (image.messages_size() == 1) *image.add_messages() = image.messages(0);
    EXPECT_FALSE(codec::decode_image(image).has_value()) << id;
  }
}

TEST(WorkspaceImage, OfAnEmptyStateComesBack) {
  v1::WorkspaceImage image;
  codec::encode(domain::State{}, image);
  const auto state = codec::decode_image(image);
  ASSERT_TRUE(state.has_value()) << state.error().what;
  EXPECT_TRUE(domain::same(*state, domain::State{}));
}

TEST(WorkspaceImage, WithAnIdThatOccursTwiceIsCorrupt) {
  v1::WorkspaceImage image;
  fill(image);
  *image.add_incidents() = image.incidents(0);
  const auto state = codec::decode_image(image);
  ASSERT_FALSE(state.has_value());
  EXPECT_EQ(state.error().code, ports::FailureCode::corrupt);
}

TEST(CommandResult, ComesBackWithAllItsFields) {
  for (int index = 0; index < members(v1::CommandResult::default_instance()); ++index) {
    v1::CommandResult written;
    fill_member(written, index);
    const auto reply = codec::decode_reply(written);
    ASSERT_TRUE(reply.has_value()) << reply.error().what;
    v1::CommandResult again;
    codec::encode(*reply, written.command_id(), again);
    EXPECT_TRUE(MessageDifferencer::Equals(written, again)) << again.DebugString();
  }
}

TEST(CommandResult, WithoutAResultIsCorrupt) {
  EXPECT_FALSE(codec::decode_reply(v1::CommandResult{}).has_value());
}

std::string refused_because(const v1::JournalEntry& entry) {
  const auto decoded = codec::decode_entry(entry.SerializeAsString());
  if (decoded) return "it was accepted";
  EXPECT_EQ(decoded.error().code, ports::FailureCode::corrupt);
  return decoded.error().what;
}

v1::JournalEntry level_changed() {
  v1::JournalEntry entry;
  fill_member(entry,
              v1::JournalEntry::descriptor()->FindFieldByName("level_changed")->index_in_oneof());
  return entry;
}

TEST(DecodeEntry, RefusesBytesThatAreNoEntry) {
  EXPECT_FALSE(codec::decode_entry("\xff\xff\xff").has_value());
  EXPECT_THAT(refused_because({}), testing::HasSubstr("sequence number"));
}

TEST(DecodeEntry, RefusesAnEntryWithoutEventOrTime) {
  auto entry = level_changed();
  entry.clear_level_changed();
  EXPECT_THAT(refused_because(entry), testing::HasSubstr("event is missing"));
  entry = level_changed();
  entry.clear_time();
  EXPECT_THAT(refused_because(entry), testing::HasSubstr("time is missing"));
}

TEST(DecodeEntry, RefusesAnEnumerationItDoesNotKnow) {
  auto entry = level_changed();
  entry.mutable_level_changed()->set_to(static_cast<v1::EscalationLevel>(77));
  EXPECT_THAT(refused_because(entry), testing::HasSubstr("enumeration"));
}

TEST(DecodeEntry, RefusesAFieldOfANewerServer) {
  auto entry = level_changed();
  auto& event = *entry.mutable_level_changed();
  event.GetReflection()->MutableUnknownFields(&event)->AddVarint(900, 1);
  EXPECT_THAT(refused_because(entry), testing::HasSubstr("field 900 of LevelChanged"));
}

TEST(Instants, BeforeTheEpochKeepTheirMilliseconds) {
  const domain::Instant instant{std::chrono::milliseconds{-1}};
  google::protobuf::Timestamp time;
  codec::encode(instant, time);
  EXPECT_EQ(time.seconds(), -1);
  EXPECT_EQ(time.nanos(), 999'000'000);
}

}  // namespace
}  // namespace ckl::test
