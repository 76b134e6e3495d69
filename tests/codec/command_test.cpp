// Commands as clients send them: each malformed field is refused by name, and nothing of it is
// used.
#include <gmock/gmock.h>
#include <google/protobuf/timestamp.pb.h>
#include <gtest/gtest.h>

#include "codec/codec.hpp"
#include "codec/fill.hpp"

namespace ckl::test {
namespace {

using google::protobuf::FieldDescriptor;
using google::protobuf::Message;
using testing::Contains;
using testing::UnorderedElementsAre;

// "rule field" of every breach.
std::vector<std::string> breaches(const v1::Command& command) {
  const auto decoded = codec::decode_command(command);
  if (decoded) return {};
  EXPECT_EQ(decoded.error().code, domain::RejectionCode::invalid);
  std::vector<std::string> all;
  for (const auto& breach : decoded.error().breaches) {
    EXPECT_FALSE(breach.message.sv.empty() || breach.message.en.empty()) << breach.rule.value;
    EXPECT_FALSE(breach.what_now.sv.empty() || breach.what_now.en.empty()) << breach.rule.value;
    all.push_back(breach.rule.value + " " + breach.field);
  }
  return all;
}

v1::Command filled(int index) {
  v1::Command command;
  fill_member(command, index);
  if (command.has_record_hindrance()) command.mutable_record_hindrance()->set_kind("ILL");
  return command;
}

Message& member(v1::Command& command) {
  const auto& reflection = *command.GetReflection();
  const auto* oneof = v1::Command::descriptor()->oneof_decl(0);
  return *reflection.MutableMessage(&command, reflection.GetOneofFieldDescriptor(command, oneof));
}

// A field, or one item of a list, with its path as JSON writes it.
struct Place {
  Message& at;
  const FieldDescriptor& field;
  std::string name;
  int item = -1;  // of a list

  [[nodiscard]] bool is_time() const {
    return field.cpp_type() == FieldDescriptor::CPPTYPE_MESSAGE &&
           field.message_type() == google::protobuf::Timestamp::descriptor();
  }
  [[nodiscard]] Message& part() const {
    const auto& reflection = *at.GetReflection();
    return item < 0 ? *reflection.MutableMessage(&at, &field)
                    : *reflection.MutableRepeatedMessage(&at, &field, item);
  }
  void set_text(const std::string& text) const {
    const auto& reflection = *at.GetReflection();
    if (item < 0) return reflection.SetString(&at, &field, text);
    reflection.SetRepeatedString(&at, &field, item, text);
  }
};

// Visits every field of a message, of its parts and of the items of its lists.
template <class Visit>
void each_field(Message& message, const std::string& path, const Visit& visit) {
  const auto& descriptor = *message.GetDescriptor();
  for (int at = 0; at < descriptor.field_count(); ++at) {
    const FieldDescriptor& field = *descriptor.field(at);
    const bool list = field.is_repeated();
    const int items = list ? message.GetReflection()->FieldSize(message, &field) : 1;
    for (int item = 0; item < items; ++item) {
      const bool messages = field.cpp_type() == FieldDescriptor::CPPTYPE_MESSAGE;
      const std::string index = list && messages ? "[" + std::to_string(item) + "]" : "";
      const Place place{message, field, path + field.json_name() + index, list ? item : -1};
      visit(place);
      if (messages && !place.is_time()) each_field(place.part(), place.name + ".", visit);
    }
  }
}

class EveryCommand : public testing::TestWithParam<int> {};

TEST_P(EveryCommand, IsTakenWhenAllIsWell) {
  const auto decoded = codec::decode_command(filled(GetParam()));
  ASSERT_TRUE(decoded.has_value()) << testing::PrintToString(breaches(filled(GetParam())));
  EXPECT_FALSE(decoded->command_id.empty());
  EXPECT_FALSE(decoded->workspace.empty());
  EXPECT_NE(decoded->fingerprint, 0U);
}

TEST_P(EveryCommand, LooksAtEachOfItsTextsEnumerationsAndTimes) {
  v1::Command command = filled(GetParam());
  std::vector<std::string> expected;
  each_field(member(command), "", [&](const Place& place) {
    if (place.field.cpp_type() == FieldDescriptor::CPPTYPE_STRING) {
      place.set_text(std::string(20'000, 'x'));
      const bool word =
          place.at.GetDescriptor()->name() == "RecordHindrance" && place.name == "kind";
      const std::string rule = place.name == "commandId" ? "INPUT_COMMAND_ID"
                               : word                    ? "INPUT_UNKNOWN_VALUE"
                                                         : "INPUT_TEXT_TOO_LONG";
      expected.push_back(rule + " " + place.name);
    } else if (place.field.cpp_type() == FieldDescriptor::CPPTYPE_ENUM) {
      place.at.GetReflection()->SetEnumValue(&place.at, &place.field, 99);
      expected.push_back("INPUT_UNKNOWN_VALUE " + place.name);
    } else if (place.is_time()) {
      dynamic_cast<google::protobuf::Timestamp&>(place.part()).set_seconds(253'000'000'000);
      expected.push_back("INPUT_TIME " + place.name);
    }
  });
  EXPECT_THAT(breaches(command), testing::UnorderedElementsAreArray(expected));
}

TEST_P(EveryCommand, RefusesTextThatIsNoText) {
  v1::Command command = filled(GetParam());
  std::size_t texts = 0;
  each_field(member(command), "", [&](const Place& place) {
    if (place.field.cpp_type() != FieldDescriptor::CPPTYPE_STRING) return;
    if (place.name == "commandId") return;
    place.set_text("r\xC3\xA4ka \xC3");
    ++texts;
  });
  const auto found = breaches(command);
  EXPECT_EQ(found.size(), texts) << testing::PrintToString(found);
  EXPECT_THAT(found, Contains("INPUT_NOT_UTF8 workspace"));
}

TEST_P(EveryCommand, RefusesAFieldThatTheServerDoesNotKnow) {
  v1::Command command = filled(GetParam());
  Message& body = member(command);
  body.GetReflection()->MutableUnknownFields(&body)->AddVarint(999, 1);
  EXPECT_THAT(breaches(command), UnorderedElementsAre("INPUT_UNKNOWN_FIELD "));
}

TEST_P(EveryCommand, HasAFingerprintOfItsBodyAlone) {
  v1::Command command = filled(GetParam());
  const auto first = codec::decode_command(command)->fingerprint;
  Message& body = member(command);
  const auto* id = body.GetDescriptor()->FindFieldByName("command_id");
  body.GetReflection()->SetString(&body, id, "another-id");
  EXPECT_EQ(codec::decode_command(command)->fingerprint, first);
  const auto* workspace = body.GetDescriptor()->FindFieldByName("workspace");
  body.GetReflection()->SetString(&body, workspace, "ovning");
  EXPECT_NE(codec::decode_command(command)->fingerprint, first);
}

// Answers in old journals carry the fingerprint: it must stay what it has always been, FNV-1a of
// the whole command written without its id.
TEST_P(EveryCommand, KeepsItsFingerprintForEver) {
  v1::Command command = filled(GetParam());
  const auto fingerprint = codec::decode_command(command)->fingerprint;
  Message& body = member(command);
  body.GetReflection()->ClearField(&body, body.GetDescriptor()->FindFieldByName("command_id"));
  std::uint64_t expected = 0xCBF29CE484222325U;
  for (const char byte : command.SerializeAsString()) {
    expected = (expected ^ static_cast<std::uint8_t>(byte)) * 0x100000001B3U;
  }
  EXPECT_EQ(fingerprint, expected);
}

INSTANTIATE_TEST_SUITE_P(Command, EveryCommand,
                         testing::Range(0, members(v1::Command::default_instance())),
                         [](const auto& instance) {
                           const auto* oneof = v1::Command::descriptor()->oneof_decl(0);
                           return oneof->field(instance.param)->message_type()->name();
                         });

v1::Command report() {
  v1::Command command;
  auto& body = *command.mutable_report_incident();
  body.set_command_id("c-1");
  body.set_workspace("skarpt");
  body.set_kind(v1::INCIDENT_KIND_VIOLENCE);
  body.set_level(v1::ESCALATION_LEVEL_SERIOUS);
  body.set_headline("Lastbil på Drottninggatan");
  body.set_text("Första raden.\nAndra raden.");
  body.mutable_event_time()->set_seconds(1'491'569'580);
  body.mutable_event_time()->set_nanos(250'400'000);
  body.set_call_out(true);
  body.set_plan("ckl-grund");
  return command;
}

TEST(DecodeCommand, KeepsWhatWasSent) {
  const auto decoded = codec::decode_command(report());
  ASSERT_TRUE(decoded.has_value());
  const auto& command = std::get<domain::ReportIncident>(decoded->command);
  EXPECT_EQ(decoded->command_id, "c-1");
  EXPECT_EQ(decoded->workspace.value, "skarpt");
  EXPECT_EQ(command.kind, domain::IncidentKind::violence);
  EXPECT_EQ(command.level, domain::Level::serious);
  EXPECT_EQ(command.headline, "Lastbil på Drottninggatan");
  EXPECT_EQ(command.event_time->time_since_epoch().count(), 1'491'569'580'250);
  EXPECT_TRUE(command.call_out);
  EXPECT_EQ(command.plan.value, "ckl-grund");
}

TEST(DecodeCommand, NamesTheCapacityInTheSameFieldOfEveryCommand) {
  const auto* oneof = v1::Command::descriptor()->oneof_decl(0);
  for (int at = 0; at < oneof->field_count(); ++at) {
    const auto* field = oneof->field(at)->message_type()->FindFieldByNumber(15);
    ASSERT_NE(field, nullptr) << oneof->field(at)->name();
    EXPECT_EQ(field->name(), "capacity") << oneof->field(at)->name();
  }
  v1::Command command = report();
  const auto without = codec::decode_command(command);
  command.mutable_report_incident()->set_capacity("DUTY_OFFICER");
  const auto with = codec::decode_command(command);
  ASSERT_TRUE(without.has_value() && with.has_value());
  EXPECT_EQ(without->capacity, "");
  EXPECT_EQ(with->capacity, "DUTY_OFFICER");
  EXPECT_NE(with->fingerprint, without->fingerprint);
}

TEST(DecodeCommand, ListsEveryBreachAtOnce) {
  v1::Command command;
  command.mutable_report_incident();
  EXPECT_THAT(breaches(command),
              UnorderedElementsAre("INPUT_COMMAND_ID commandId", "INPUT_MISSING workspace",
                                   "INPUT_MISSING kind", "INPUT_MISSING level"));
}

TEST(DecodeCommand, RefusesNothingAtAll) {
  EXPECT_THAT(breaches({}), UnorderedElementsAre("INPUT_NO_COMMAND "));
}

TEST(DecodeCommand, HoldsTheGrammarOfCommandIds) {
  v1::Command command = report();
  for (const char* bad : {"", "två", "a b", "a/b", "a\nb"}) {
    command.mutable_report_incident()->set_command_id(bad);
    EXPECT_THAT(breaches(command), UnorderedElementsAre("INPUT_COMMAND_ID commandId")) << bad;
  }
  command.mutable_report_incident()->set_command_id(std::string(65, 'a'));
  EXPECT_THAT(breaches(command), UnorderedElementsAre("INPUT_COMMAND_ID commandId"));
  command.mutable_report_incident()->set_command_id(std::string(64, 'a'));
  EXPECT_THAT(breaches(command), testing::IsEmpty());
  command.mutable_report_incident()->set_command_id("0b5e6c1e-77aa_4.Z");
  EXPECT_THAT(breaches(command), testing::IsEmpty());
}

TEST(DecodeCommand, RefusesControlCharacters) {
  v1::Command command = report();
  command.mutable_report_incident()->set_headline("Rubrik\r\nBcc: alla@example.org");
  command.mutable_report_incident()->set_text("klocka\a");
  EXPECT_THAT(breaches(command), UnorderedElementsAre("INPUT_CONTROL_CHARACTER headline",
                                                      "INPUT_CONTROL_CHARACTER text"));
}

TEST(DecodeCommand, RefusesBrokenTimes) {
  v1::Command command = report();
  auto& time = *command.mutable_report_incident()->mutable_event_time();
  time.set_nanos(1'000'000'000);
  EXPECT_THAT(breaches(command), UnorderedElementsAre("INPUT_TIME eventTime"));
  time.set_nanos(-1);
  EXPECT_THAT(breaches(command), UnorderedElementsAre("INPUT_TIME eventTime"));
  time.set_nanos(0);
  time.set_seconds(-2'208'988'801);  // the last second of 1899
  EXPECT_THAT(breaches(command), UnorderedElementsAre("INPUT_TIME eventTime"));
  time.set_seconds(-2'208'988'800);
  EXPECT_THAT(breaches(command), testing::IsEmpty());
}

TEST(DecodeCommand, RefusesAnArrivalInTheFarFuture) {
  v1::Command command;
  auto& body = *command.mutable_answer_call();
  body.set_command_id("c-1");
  body.set_workspace("skarpt");
  body.set_callout("callout-1");
  body.set_answer(v1::ANSWER_COMING);
  body.set_eta_minutes(100'000);
  EXPECT_THAT(breaches(command), UnorderedElementsAre("INPUT_OUT_OF_RANGE etaMinutes"));
}

}  // namespace
}  // namespace ckl::test
