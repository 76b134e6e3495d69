// The quick reading of an entry's envelope means what protobuf's reading means, or says no.
#include <google/protobuf/stubs/logging.h>
#include <gtest/gtest.h>

#include "codec/codec.hpp"
#include "codec/entry_envelope.hpp"
#include "codec/fill.hpp"

namespace ckl::test {
namespace {

v1::JournalEntry entry_of(int member) {
  v1::JournalEntry entry;
  fill_member(entry, member);
  return entry;
}

int number_of(const v1::JournalEntry& entry) { return static_cast<int>(entry.event_case()); }

// What is read to fold is the same, of what a fold reads; the texts beside it are left alone.
void compare_to_fold(std::string_view bytes, const domain::Entry& whole,
                     const codec::EventBytes& event_of_whole) {
  domain::Entry read;
  read.actor.person.value = "somebody else";
  codec::EventBytes event;
  ASSERT_TRUE(codec::read_envelope_to_fold(bytes, read, event));
  EXPECT_EQ(read.sequence, whole.sequence);
  EXPECT_EQ(read.time, whole.time);
  EXPECT_EQ(read.actor.person, whole.actor.person);
  EXPECT_EQ(event.number, event_of_whole.number);
  EXPECT_EQ(event.bytes, event_of_whole.bytes);
  EXPECT_TRUE(read.command_id.empty() && read.rule.value.empty() && read.basis.empty());
}

// Whatever the quick reader accepts, protobuf reads alike; the event is read by protobuf anyway.
void compare(std::string_view bytes) {
  domain::Entry quick;
  codec::EventBytes event;
  if (!codec::read_envelope(bytes, quick, event)) return;
  v1::JournalEntry parsed;
  if (!parsed.ParseFromArray(bytes.data(), static_cast<int>(bytes.size()))) {
    // Only what is within the event may be wrong, or unknown to this version.
    const auto decoded = codec::decode_entry(bytes);
    ASSERT_FALSE(decoded.has_value());
    return;
  }
  EXPECT_EQ(quick.sequence, parsed.sequence());
  google::protobuf::Timestamp time;
  codec::encode(quick.time, time);
  EXPECT_EQ(time.seconds(), parsed.time().seconds());
  EXPECT_EQ(time.nanos(), parsed.time().nanos() / 1'000'000 * 1'000'000);
  EXPECT_EQ(quick.actor.person.value, parsed.actor().person());
  EXPECT_EQ(quick.actor.capacity, parsed.actor().capacity());
  EXPECT_EQ(quick.actor.machine, parsed.actor().machine());
  EXPECT_EQ(quick.actor.via, parsed.actor().via());
  EXPECT_EQ(quick.command_id, parsed.command_id());
  EXPECT_EQ(quick.rule.value, parsed.rule());
  EXPECT_EQ(quick.basis, std::vector<std::string>(parsed.basis().begin(), parsed.basis().end()));
  EXPECT_TRUE(parsed.actor().GetReflection()->GetUnknownFields(parsed.actor()).empty());
  EXPECT_TRUE(parsed.time().GetReflection()->GetUnknownFields(parsed.time()).empty());
  const auto& unknown = parsed.GetReflection()->GetUnknownFields(parsed);
  EXPECT_EQ(unknown.empty() ? number_of(parsed) : unknown.field(0).number(),
            static_cast<int>(event.number));
  EXPECT_LE(unknown.field_count(), 1);
  compare_to_fold(bytes, quick, event);
}

TEST(ReadEnvelope, ReadsWhatWeWrite) {
  for (int member = 0; member < members(v1::JournalEntry::default_instance()); ++member) {
    const auto entry = entry_of(member);
    domain::Entry quick;
    codec::EventBytes event;
    const auto bytes = entry.SerializeAsString();
    ASSERT_TRUE(codec::read_envelope(bytes, quick, event)) << entry.DebugString();
    EXPECT_EQ(static_cast<int>(event.number), number_of(entry));
    compare(bytes);
  }
}

TEST(ReadEnvelope, NeverReadsOtherwiseThanProtobuf) {
  const google::protobuf::LogSilencer silence;  // it complains of damage on the terminal
  for (const int member : {0, 5, 30, 36, 60}) {
    const auto bytes = entry_of(member).SerializeAsString();
    for (std::size_t at = 0; at < bytes.size(); ++at) {
      compare(std::string_view(bytes).substr(0, at));
      for (unsigned bit = 0; bit < 8; ++bit) {
        auto damaged = bytes;
        damaged[at] = static_cast<char>(static_cast<unsigned char>(damaged[at]) ^ (1U << bit));
        compare(damaged);
      }
    }
  }
}

std::string bytes_with(const v1::JournalEntry& first, const v1::JournalEntry& then) {
  return first.SerializeAsString() + then.SerializeAsString();
}

// What is not as we write it, but sound, is read all the same.
TEST(DecodeEntry, ReadsFieldsInAnyOrder) {
  const auto entry = entry_of(5);
  v1::JournalEntry head = entry;
  head.clear_event();
  v1::JournalEntry tail;
  *tail.mutable_level_changed() = entry.level_changed();
  const auto bytes = bytes_with(tail, head);
  domain::Entry quick;
  codec::EventBytes event;
  EXPECT_FALSE(codec::read_envelope(bytes, quick, event));
  const auto decoded = codec::decode_entry(bytes);
  ASSERT_TRUE(decoded.has_value()) << decoded.error().what;
  EXPECT_EQ(*decoded, codec::decode_entry(entry.SerializeAsString()).value());
}

TEST(DecodeEntry, TakesTheLastOfAFieldWrittenTwice) {
  const auto entry = entry_of(5);
  v1::JournalEntry again;
  again.set_rule("T99");
  const auto decoded = codec::decode_entry(bytes_with(entry, again));
  ASSERT_TRUE(decoded.has_value()) << decoded.error().what;
  EXPECT_EQ(decoded->rule.value, "T99");
}

TEST(DecodeEntry, RefusesTextThatIsNot) {
  auto bytes = entry_of(5).SerializeAsString();
  const auto at = bytes.find("v100");
  ASSERT_NE(at, std::string::npos);
  bytes[at] = '\xff';
  EXPECT_FALSE(codec::decode_entry(bytes).has_value());
}

TEST(DecodeEntry, RefusesATimeBeyondAllCalendars) {
  auto entry = entry_of(5);
  entry.mutable_time()->set_seconds(std::numeric_limits<std::int64_t>::max());
  EXPECT_FALSE(codec::decode_entry(entry.SerializeAsString()).has_value());
  entry = entry_of(5);
  entry.mutable_time()->set_nanos(-1);
  EXPECT_FALSE(codec::decode_entry(entry.SerializeAsString()).has_value());
}

// The same thread reads one after the other; nothing of the one before stays.
TEST(DecodeEntry, LeavesNothingForTheNext) {
  auto full = entry_of(5);
  ASSERT_TRUE(codec::decode_entry(full.SerializeAsString()).has_value());
  auto bare = full;
  bare.mutable_level_changed()->Clear();
  bare.mutable_level_changed()->set_from(v1::ESCALATION_LEVEL_NONE);
  bare.mutable_level_changed()->set_to(v1::ESCALATION_LEVEL_NONE);
  const auto decoded = codec::decode_entry(bare.SerializeAsString());
  ASSERT_TRUE(decoded.has_value()) << decoded.error().what;
  EXPECT_EQ(std::get<domain::LevelChanged>(decoded->event), domain::LevelChanged{});
}

}  // namespace
}  // namespace ckl::test
