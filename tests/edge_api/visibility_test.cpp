// What a masked export leaves out, over every event there is, and what is left of a marked entry.
#include "edge/api/visibility.hpp"

#include <array>
#include <set>

#include <gmock/gmock.h>

#include "codec/codec.hpp"

namespace ckl::edge {
namespace {

using google::protobuf::FieldDescriptor;

// The events of the journal, by the number of their field.
std::vector<const FieldDescriptor*> events() {
  std::vector<const FieldDescriptor*> all;
  const auto* oneof = v1::JournalEntry::descriptor()->oneof_decl(0);
  for (int at = 0; at < oneof->field_count(); ++at) all.push_back(oneof->field(at));
  return all;
}

TEST(Visibility, NoPersonAndNothingWrittenIsShownInAMaskedExport) {
  const std::set<std::string> telling{"person",   "persons",  "text",     "reason",    "raw",
                                      "headline", "place",    "taken_by", "presiding", "evidence",
                                      "source",   "lacking",  "incoming", "point",     "title",
                                      "witness",  "conflicts"};
  std::size_t looked_at = 0;
  for (const auto* event : events()) {
    const auto& message = *event->message_type();
    for (int at = 0; at < message.field_count(); ++at) {
      const auto& field = *message.field(at);
      const bool number = field.cpp_type() != FieldDescriptor::CPPTYPE_STRING &&
                          field.cpp_type() != FieldDescriptor::CPPTYPE_MESSAGE;
      if (number || !telling.contains(field.name())) continue;
      ++looked_at;
      EXPECT_TRUE(is_personal(static_cast<std::uint32_t>(event->number()),
                              static_cast<std::uint32_t>(field.number())))
          << field.full_name();
    }
  }
  EXPECT_GT(looked_at, 60U);
}

TEST(Visibility, WhatIsInsideAnotherMessageIsLeftOutWithIt) {
  for (const auto* event : events()) {
    const auto& message = *event->message_type();
    for (int at = 0; at < message.field_count(); ++at) {
      const auto& field = *message.field(at);
      const bool nested = field.cpp_type() == FieldDescriptor::CPPTYPE_MESSAGE;
      const bool time = nested && field.message_type()->full_name() == "google.protobuf.Timestamp";
      if (!nested || time || field.name() == "name") continue;
      EXPECT_TRUE(is_personal(static_cast<std::uint32_t>(event->number()),
                              static_cast<std::uint32_t>(field.number())))
          << field.full_name();
    }
  }
}

TEST(Visibility, WhoActedIsLeftOutAndWhatAndWhenIsShown) {
  EXPECT_TRUE(is_personal(0, v1::JournalEntry::kActorFieldNumber));
  EXPECT_TRUE(is_personal(0, v1::JournalEntry::kCommandIdFieldNumber));
  EXPECT_TRUE(is_personal(9'999, 1)) << "an event that is not known";
  EXPECT_TRUE(is_personal(v1::JournalEntry::kLogEntryWritten, 99)) << "a field that is not known";
  EXPECT_FALSE(
      is_personal(v1::JournalEntry::kLogEntryWritten, v1::LogEntryWritten::kEventTimeFieldNumber));
  EXPECT_FALSE(
      is_personal(v1::JournalEntry::kLevelChanged, v1::LevelChanged::kIncidentFieldNumber));
  EXPECT_FALSE(
      is_personal(v1::JournalEntry::kProofKeyAdopted, v1::ProofKeyAdopted::kKeyFieldNumber));
}

std::string written(std::uint32_t number) {
  domain::Entry entry;
  entry.sequence = 7;
  entry.time = domain::Instant{std::chrono::seconds{1'700'000'000}};
  entry.actor = {.person = {"tib-1"}, .capacity = "STAFF", .machine = {}, .via = "grpc"};
  entry.event = domain::LogEntryWritten{.number = number,
                                        .incident = {"incident-1"},
                                        .text = "Patienten heter Anna",
                                        .event_time = entry.time,
                                        .source = "akuten",
                                        .reason = "rättat"};
  v1::JournalEntry encoded;
  codec::encode(entry, encoded);
  return encoded.SerializeAsString();
}

TEST(Visibility, AMarkedEntryKeepsItsPlaceAndLosesWhatItSays) {
  domain::State state;
  EXPECT_EQ(masked_entry(written(3), state), nullptr);
  state.secrecy_marks[3] = {.number = 3, .provision = "OSL"};
  EXPECT_EQ(masked_entry(written(4), state), nullptr);
  const auto masked = masked_entry(written(3), state);
  ASSERT_NE(masked, nullptr);
  v1::JournalEntry shown;
  ASSERT_TRUE(shown.ParseFromString(*masked));
  EXPECT_TRUE(shown.masked());
  EXPECT_EQ(shown.sequence(), 7U);
  EXPECT_EQ(shown.log_entry_written().number(), 3U);
  EXPECT_EQ(shown.log_entry_written().incident(), "incident-1");
  for (const char* word : {"Anna", "akuten", "rättat"}) {
    EXPECT_EQ(masked->find(word), std::string::npos) << word;
  }
}

}  // namespace
}  // namespace ckl::edge
