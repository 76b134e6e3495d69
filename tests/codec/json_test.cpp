// Malformed bytes and JSON: one clear error each, and nothing of the message is used.
#include "codec/json.hpp"

#include <gtest/gtest.h>

#include "ckl/v1/command.pb.h"
#include "ckl/v1/stream.pb.h"
#include "codec/text_check.hpp"

namespace ckl::test {
namespace {

std::string rule_of(const std::expected<void, domain::Rejection>& result) {
  if (result) return "accepted";
  EXPECT_EQ(result.error().breaches.size(), 1U);
  return result.error().breaches.front().rule.value;
}

std::string json_rule(std::string_view json) {
  v1::ReportIncident out;
  const std::string rule = rule_of(codec::from_json(json, out));
  if (rule != "accepted") {
    EXPECT_EQ(out.ByteSizeLong(), 0U);
  }
  return rule;
}

TEST(FromJson, ReadsCamelCaseAndNames) {
  v1::ReportIncident out;
  ASSERT_TRUE(codec::from_json(R"({"commandId":"c","kind":"INCIDENT_KIND_SUPPLY",
      "eventTime":"2017-04-07T12:53:00Z","callOut":true})",
                               out)
                  .has_value());
  EXPECT_EQ(out.kind(), v1::INCIDENT_KIND_SUPPLY);
  EXPECT_EQ(out.event_time().seconds(), 1'491'569'580);
  EXPECT_TRUE(out.call_out());
}

TEST(FromJson, NamesWhatIsWrong) {
  EXPECT_EQ(json_rule(R"({"headlin":"x"})"), "INPUT_UNKNOWN_FIELD");
  EXPECT_EQ(json_rule(R"({"kind":"INCIDENT_KIND_FLOOD"})"), "INPUT_UNKNOWN_VALUE");
  EXPECT_EQ(json_rule(R"({"eventTime":"yesterday"})"), "INPUT_TIME");
  EXPECT_EQ(json_rule("{\"headline\":\"\xC3\"}"), "INPUT_NOT_UTF8");
  EXPECT_EQ(json_rule(R"({"headline":)"), "INPUT_JSON");
  EXPECT_EQ(json_rule(R"([])"), "INPUT_JSON");
  EXPECT_EQ(json_rule(R"({"callOut":"maybe"})"), "INPUT_JSON");
  EXPECT_EQ(json_rule(std::string(100'000, '[')), "INPUT_JSON");
}

TEST(FromJson, NamesTheField) {
  v1::ClientFrame out;
  const auto field_of = [&](std::string_view json) {
    return codec::from_json(json, out).error().breaches.front().field;
  };
  EXPECT_EQ(field_of(R"({"command":{"reportIncident":{"eventTime":"x"}}})"),
            "command.reportIncident.eventTime");
  EXPECT_EQ(field_of(R"({"subscribe":{"workspce":"x"}})"), "subscribe.workspce");
}

TEST(FromBytes, ReadsWhatWasWritten) {
  v1::ReportIncident in;
  in.set_headline("Översvämning");
  v1::ReportIncident out;
  ASSERT_TRUE(codec::from_bytes(in.SerializeAsString(), out).has_value());
  EXPECT_EQ(out.headline(), "Översvämning");
}

TEST(FromBytes, NamesWhatIsWrong) {
  v1::ReportIncident out;
  EXPECT_EQ(rule_of(codec::from_bytes("\xff\xff", out)), "INPUT_BYTES");
  EXPECT_EQ(rule_of(codec::from_bytes("\x22\x02\xC3\x28", out)), "INPUT_NOT_UTF8");
  EXPECT_EQ(rule_of(codec::from_bytes("\x98\x4b\x01", out)), "INPUT_UNKNOWN_FIELD");
}

TEST(FromBytes, FindsUnknownFieldsAtAnyDepth) {
  v1::ClientFrame frame;
  auto& part = *frame.mutable_command()->mutable_declare_extraordinary()->mutable_criteria();
  part.GetReflection()->MutableUnknownFields(&part)->AddVarint(55, 1);
  v1::ClientFrame out;
  const auto result = codec::from_bytes(frame.SerializeAsString(), out);
  ASSERT_FALSE(result.has_value());
  EXPECT_EQ(result.error().breaches.front().field, "command.declareExtraordinary.criteria");
}

TEST(ControlCharacters, AreFoundEvenAboveAscii) {
  EXPECT_TRUE(codec::has_control_characters("\xC2\x85", codec::Lines::many));
  EXPECT_TRUE(codec::has_control_characters("a\tb", codec::Lines::one));
  EXPECT_FALSE(codec::has_control_characters("a\tb\né", codec::Lines::many));
}

}  // namespace
}  // namespace ckl::test
