// Unary methods over gRPC: answers, refusals with their details, malformed input, deadlines.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "ckl/v1/services/access.pb.h"
#include "ckl/v1/services/callout.pb.h"
#include "ckl/v1/services/organisation.pb.h"
#include "ckl/v1/services/workspace.pb.h"
#include "domain/limits.hpp"
#include "edge_grpc/client.hpp"
#include "edge_grpc/house.hpp"

namespace ckl::test {
namespace {

using ::grpc::StatusCode;

const std::string report_method = "/ckl.v1.IncidentService/ReportIncident";

std::string rule_of(const ::grpc::Status& status) {
  const v1::Rejection rejection = rejection_of(status);
  return rejection.breaches().empty() ? "" : rejection.breaches(0).rule();
}

class Unary : public testing::Test {
 protected:
  House house_;
  Client tib_{house_.address(), "tib"};
  Client root_{house_.address(), "root"};
};

TEST_F(Unary, ACommandIsAnsweredWhenItIsDurable) {
  v1::CommandResult result;
  const auto status = tib_.report("c-1", "Översvämning", result);
  ASSERT_TRUE(status.ok()) << status.error_message();
  EXPECT_EQ(result.command_id(), "c-1");
  EXPECT_EQ(result.accepted().subject(), "incident-1");
  EXPECT_EQ(result.accepted().last_sequence(), house_.head());
}

TEST_F(Unary, ARepeatGetsTheFirstAnswerAndAnotherBodyIsAConflict) {
  v1::CommandResult first;
  v1::CommandResult again;
  ASSERT_TRUE(tib_.report("c-1", "Översvämning", first).ok());
  const auto head = house_.head();
  ASSERT_TRUE(tib_.report("c-1", "Översvämning", again).ok());
  EXPECT_EQ(first.SerializeAsString(), again.SerializeAsString());
  EXPECT_EQ(tib_.report("c-1", "Något annat", again).error_code(), StatusCode::ALREADY_EXISTS);
  EXPECT_EQ(house_.head(), head);
}

TEST_F(Unary, ARefusalCarriesItsRulesAndBothLanguages) {
  v1::CommandResult result;
  ASSERT_TRUE(tib_.report("c-1", "Översvämning", result).ok());
  v1::DeclareExtraordinary declare;
  declare.set_command_id("c-2");
  declare.set_workspace("skarpt");
  declare.set_incident("incident-1");
  declare.mutable_criteria()->set_departs_from_normal("a");
  declare.mutable_criteria()->set_serious_disturbance("b");
  declare.mutable_criteria()->set_urgent_action("c");
  const auto status = tib_.call("/ckl.v1.CommitteeService/DeclareExtraordinary", declare, result);
  EXPECT_EQ(status.error_code(), StatusCode::PERMISSION_DENIED);
  const v1::Rejection rejection = rejection_of(status);
  EXPECT_EQ(rejection.code(), v1::REJECTION_CODE_NOT_PERMITTED);
  ASSERT_FALSE(rejection.breaches().empty());
  EXPECT_FALSE(rejection.breaches(0).basis().empty());
  EXPECT_FALSE(rejection.breaches(0).who_may().sv().empty());
  EXPECT_EQ(status.error_message(),
            rejection.breaches(0).message().sv() + " / " + rejection.breaches(0).message().en());
}

TEST_F(Unary, WhoHasTwoRolesThatFitNamesOne) {
  v1::CommandResult result;
  ASSERT_TRUE(tib_.report("c-1", "Översvämning", result).ok());
  Client both{house_.address(), "both"};
  v1::ChangeLevel raise;
  raise.set_command_id("c-2");
  raise.set_workspace("skarpt");
  raise.set_incident("incident-1");
  raise.set_to(v1::ESCALATION_LEVEL_SERIOUS);
  raise.set_reason("Skäl");
  const auto send = [&](const std::string& capacity) {
    raise.set_capacity(capacity);
    return both.call("/ckl.v1.IncidentService/ChangeLevel", raise, result);
  };
  auto status = send("");
  EXPECT_EQ(status.error_code(), StatusCode::FAILED_PRECONDITION);
  EXPECT_EQ(rule_of(status), "R27");
  EXPECT_EQ(rejection_of(status).breaches(0).field(), "capacity");
  EXPECT_THAT(status.error_message(), testing::HasSubstr("CITY_DIRECTOR, DUTY_OFFICER"));

  raise.set_command_id("c-3");
  status = send("KEJSARE");
  EXPECT_EQ(status.error_code(), StatusCode::NOT_FOUND);
  EXPECT_EQ(rule_of(status), "INPUT_UNKNOWN_ROLE");
  raise.set_command_id("c-4");
  EXPECT_EQ(send("KN_CHAIR").error_code(), StatusCode::PERMISSION_DENIED);

  raise.set_command_id("c-5");
  ASSERT_TRUE(send("CITY_DIRECTOR").ok());
  v1::ListEntriesRequest request;
  request.set_workspace("skarpt");
  request.add_kinds("level_changed");
  request.set_descending(true);
  request.set_limit(1);
  v1::ListEntriesResponse page;
  ASSERT_TRUE(tib_.call("/ckl.v1.WorkspaceService/ListEntries", request, page).ok());
  ASSERT_EQ(page.entries_size(), 1);
  EXPECT_EQ(page.entries(0).actor().capacity(), "CITY_DIRECTOR");
}

TEST_F(Unary, MalformedInputIsRefusedByNameAndHasNoEffect) {
  const auto head = house_.head();
  std::string response;
  const auto rule = [&](const std::string& bytes) {
    const auto status = tib_.call_raw(report_method, bytes, response);
    EXPECT_EQ(status.error_code(), StatusCode::INVALID_ARGUMENT);
    return rule_of(status);
  };
  EXPECT_EQ(rule("\xff\xff"), "INPUT_BYTES");
  EXPECT_EQ(rule("\x22\x02\xC3\x28"), "INPUT_NOT_UTF8");
  EXPECT_EQ(rule("\x98\x4b\x01"), "INPUT_UNKNOWN_FIELD");
  EXPECT_EQ(rule(""), "INPUT_COMMAND_ID");
  EXPECT_EQ(house_.head(), head);
}

TEST_F(Unary, AFrameThatIsTooLargeIsRefused) {
  std::string response;
  const auto status = tib_.call_raw(report_method, std::string(1'400'000, 'x'), response);
  EXPECT_EQ(status.error_code(), StatusCode::RESOURCE_EXHAUSTED);
}

TEST_F(Unary, WhoIsNotSignedInDoesNothing) {
  const auto head = house_.head();
  v1::CommandResult result;
  for (const char* token : {"", "wrong"}) {
    Client stranger{house_.address(), token};
    const auto status = stranger.report("c-1", "x", result);
    EXPECT_EQ(status.error_code(), StatusCode::UNAUTHENTICATED);
    EXPECT_EQ(rule_of(status), "ACCESS_TOKEN");
  }
  EXPECT_EQ(house_.head(), head);
}

TEST_F(Unary, UnknownThingsAreNotFound) {
  v1::GetImageRequest request;
  request.set_workspace("nowhere");
  v1::WorkspaceImage image;
  auto status = tib_.call("/ckl.v1.WorkspaceService/GetImage", request, image);
  EXPECT_EQ(status.error_code(), StatusCode::NOT_FOUND);
  EXPECT_EQ(rule_of(status), "INPUT_UNKNOWN_WORKSPACE");

  v1::ListRulesRequest rules;
  rules.set_id("T99");
  v1::ListRulesResponse found;
  status = tib_.call("/ckl.v1.WorkspaceService/ListRules", rules, found);
  EXPECT_EQ(status.error_code(), StatusCode::NOT_FOUND);
}

TEST_F(Unary, ACallWhoseDeadlinePassedBeforeItsTurnHasNoEffect) {
  const auto head = house_.head();
  v1::ReportIncident request;
  request.set_command_id("c-late");
  request.set_workspace("skarpt");
  request.set_kind(v1::INCIDENT_KIND_OTHER);
  request.set_level(v1::ESCALATION_LEVEL_DISTURBANCE);
  v1::CommandResult result;
  auto release = house_.hold_main();
  const auto status = tib_.call(report_method, request, result, std::chrono::milliseconds{200});
  EXPECT_EQ(status.error_code(), StatusCode::DEADLINE_EXCEEDED);
  // The server has read the end of that call when it answers the next one on the same connection.
  std::string healthy;
  ASSERT_TRUE(tib_.call_raw("/grpc.health.v1.Health/Check", "", healthy).ok());
  release.set_value();
  EXPECT_EQ(house_.head(), head);
}

TEST_F(Unary, TokensAreForAdministrators) {
  v1::CreateTokenRequest request;
  request.set_person("chair");
  request.set_label("telefon");
  v1::CreateTokenResponse made;
  auto status = tib_.call("/ckl.v1.AccessService/CreateToken", request, made);
  EXPECT_EQ(status.error_code(), StatusCode::PERMISSION_DENIED);
  EXPECT_EQ(rule_of(status), "ACCESS_ADMINISTRATOR_ONLY");

  ASSERT_TRUE(root_.call("/ckl.v1.AccessService/CreateToken", request, made).ok());
  Client chair{house_.address(), made.token()};
  v1::WhoAmIResponse who;
  ASSERT_TRUE(chair.call("/ckl.v1.AccessService/WhoAmI", v1::WhoAmIRequest{}, who).ok());
  EXPECT_EQ(who.person().id(), "chair");

  v1::RevokeTokenRequest revoke;
  revoke.set_id(made.id());
  v1::RevokeTokenResponse revoked;
  ASSERT_TRUE(root_.call("/ckl.v1.AccessService/RevokeToken", revoke, revoked).ok());
  status = root_.call("/ckl.v1.AccessService/RevokeToken", revoke, revoked);
  EXPECT_EQ(status.error_code(), StatusCode::NOT_FOUND);
  status = chair.call("/ckl.v1.AccessService/WhoAmI", v1::WhoAmIRequest{}, who);
  EXPECT_EQ(status.error_code(), StatusCode::UNAUTHENTICATED);

  request.set_person("nobody");
  status = root_.call("/ckl.v1.AccessService/CreateToken", request, made);
  EXPECT_EQ(rule_of(status), "INPUT_UNKNOWN_PERSON");
}

TEST_F(Unary, WhoAmIKnowsTheMandatesInForce) {
  v1::WhoAmIResponse who;
  ASSERT_TRUE(tib_.call("/ckl.v1.AccessService/WhoAmI", v1::WhoAmIRequest{}, who).ok());
  EXPECT_EQ(who.person().name(), "Person tib");
  ASSERT_EQ(who.mandates_size(), 1);
  EXPECT_EQ(who.mandates(0).role(), "DUTY_OFFICER");
}

TEST_F(Unary, TheJournalIsReadPageByPageInBothDirections) {
  v1::CommandResult result;
  for (int n = 0; n < 3; ++n) {
    ASSERT_TRUE(tib_.report("c-" + std::to_string(n), "Rubrik", result).ok());
  }
  const auto head = house_.head();
  for (const bool descending : {false, true}) {
    v1::ListEntriesRequest request;
    request.set_workspace("skarpt");
    request.set_limit(4);
    request.set_descending(descending);
    std::vector<std::uint64_t> numbers;
    for (;;) {
      v1::ListEntriesResponse page;
      ASSERT_TRUE(tib_.call("/ckl.v1.WorkspaceService/ListEntries", request, page).ok());
      for (const auto& entry : page.entries()) numbers.push_back(entry.sequence());
      if (page.next() == 0) break;
      request.set_after(page.next());
    }
    std::vector<std::uint64_t> expected(head);
    for (std::uint64_t n = 0; n < head; ++n) expected[n] = descending ? head - n : n + 1;
    EXPECT_EQ(numbers, expected);
  }
}

TEST_F(Unary, TheJournalIsFilteredByIncidentAndKind) {
  v1::CommandResult result;
  ASSERT_TRUE(tib_.report("c-1", "Ett", result).ok());
  ASSERT_TRUE(tib_.report("c-2", "Två", result).ok());
  v1::ListEntriesRequest request;
  request.set_workspace("skarpt");
  request.set_incident("incident-2");
  request.add_kinds("incident_reported");
  v1::ListEntriesResponse page;
  ASSERT_TRUE(tib_.call("/ckl.v1.WorkspaceService/ListEntries", request, page).ok());
  ASSERT_EQ(page.entries_size(), 1);
  EXPECT_EQ(page.entries(0).incident_reported().headline(), "Två");
  request.add_kinds("no_such_kind");
  const auto status = tib_.call("/ckl.v1.WorkspaceService/ListEntries", request, page);
  EXPECT_EQ(rule_of(status), "INPUT_UNKNOWN_VALUE");
}

TEST_F(Unary, APageMayNameEveryKindOfEventButNotMoreThanTheLimit) {
  v1::CommandResult result;
  ASSERT_TRUE(tib_.report("c-1", "Ett", result).ok());
  v1::ListEntriesRequest request;
  request.set_workspace("skarpt");
  const auto& events = *v1::JournalEntry::descriptor()->FindOneofByName("event");
  for (int at = 0; at < events.field_count(); ++at) request.add_kinds(events.field(at)->name());
  v1::ListEntriesResponse page;
  ASSERT_TRUE(tib_.call("/ckl.v1.WorkspaceService/ListEntries", request, page).ok());
  EXPECT_EQ(static_cast<domain::Sequence>(page.entries_size()), house_.head());

  while (request.kinds_size() <= domain::limits::filter_kinds) request.add_kinds("level_changed");
  const auto status = tib_.call("/ckl.v1.WorkspaceService/ListEntries", request, page);
  EXPECT_EQ(rule_of(status), "INPUT_TOO_MANY");
}

TEST_F(Unary, QuestionsAreCheckedToo) {
  v1::ListEntriesRequest request;
  request.set_workspace("skarpt");
  request.set_limit(5'000);
  v1::ListEntriesResponse page;
  auto status = tib_.call("/ckl.v1.WorkspaceService/ListEntries", request, page);
  EXPECT_EQ(rule_of(status), "INPUT_OUT_OF_RANGE");
  v1::StartScenarioRequest start;
  start.set_scenario("drottninggatan");
  start.set_speed(std::numeric_limits<double>::quiet_NaN());
  v1::StartScenarioResponse started;
  status = tib_.call("/ckl.v1.WorkspaceService/StartScenario", start, started);
  EXPECT_EQ(rule_of(status), "INPUT_OUT_OF_RANGE");
  start.set_speed(60);
  ASSERT_TRUE(tib_.call("/ckl.v1.WorkspaceService/StartScenario", start, started).ok());
  EXPECT_EQ(started.workspace(), "ovning-drottninggatan-1");
}

TEST_F(Unary, TheRulesComeWithTheirBasis) {
  v1::ListRulesRequest request;
  request.set_id("T04");
  v1::ListRulesResponse rules;
  ASSERT_TRUE(tib_.call("/ckl.v1.WorkspaceService/ListRules", request, rules).ok());
  ASSERT_EQ(rules.rules_size(), 1);
  EXPECT_FALSE(rules.rules(0).basis().empty());
}

// Basis: LEH 2006:544 2 kap. 4 §
TEST_F(Unary, TellsWhoLeadsWhatAndWhatIsLacking) {
  v1::ListLeadsRequest leads;
  leads.set_workspace("skarpt");
  v1::ListLeadsResponse rows;
  ASSERT_TRUE(tib_.call("/ckl.v1.OrganisationService/ListLeads", leads, rows).ok());
  for (const auto& row : rows.rows()) EXPECT_EQ(row.leader(), row.unit());
  v1::GetReadinessRequest readiness;
  readiness.set_workspace("skarpt");
  v1::GetReadinessResponse lacking;
  ASSERT_TRUE(tib_.call("/ckl.v1.OrganisationService/GetReadiness", readiness, lacking).ok());
  v1::GetCouncilReportRequest report;
  report.set_workspace("nowhere");
  v1::GetCouncilReportResponse lines;
  const auto status = tib_.call("/ckl.v1.OrganisationService/GetCouncilReport", report, lines);
  EXPECT_EQ(rule_of(status), "INPUT_UNKNOWN_WORKSPACE");
}

// Basis: A16
TEST_F(Unary, ShowsWhatACallOutWouldDoBeforeItIsStarted) {
  house_.adopt_plan();
  v1::PreviewCalloutRequest request;
  request.set_workspace("skarpt");
  request.set_plan("grund");
  v1::PreviewCalloutResponse preview;
  ASSERT_TRUE(tib_.call("/ckl.v1.CalloutService/PreviewCallout", request, preview).ok());
  ASSERT_EQ(preview.positions_size(), 1);
  ASSERT_EQ(preview.positions(0).persons_size(), 1);
  const auto& person = preview.positions(0).persons(0);
  EXPECT_EQ(person.person(), "chair");
  EXPECT_TRUE(person.at_once());
  EXPECT_EQ(preview.called(), 1U);
  // This house has no gateways, and the preview says so.
  ASSERT_EQ(person.ladder_size(), 1);
  EXPECT_EQ(person.ladder(0).channel(), "sms");
  EXPECT_TRUE(person.ladder(0).gateway().empty());
  EXPECT_TRUE(person.unreachable());
  EXPECT_EQ(preview.unreachable(), 1U);
  request.set_plan("ingen");
  const auto status = tib_.call("/ckl.v1.CalloutService/PreviewCallout", request, preview);
  EXPECT_EQ(rule_of(status), "INPUT_UNKNOWN_PLAN");
}

// Basis: A16
TEST_F(Unary, TellsWhatACallOutCameTo) {
  house_.adopt_plan();
  v1::GetCalloutReportRequest request;
  request.set_workspace("skarpt");
  request.set_callout("callout-1");
  v1::CalloutReport report;
  const auto before = tib_.call("/ckl.v1.CalloutService/GetCalloutReport", request, report);
  EXPECT_EQ(rule_of(before), "INPUT_UNKNOWN_CALLOUT");

  v1::CommandResult result;
  ASSERT_TRUE(tib_.report("c-1", "Översvämning", result).ok());
  v1::StartCallout start;
  start.set_command_id("c-2");
  start.set_workspace("skarpt");
  start.set_incident("incident-1");
  start.set_plan("grund");
  ASSERT_TRUE(tib_.call("/ckl.v1.CalloutService/StartCallout", start, result).ok());
  ASSERT_TRUE(tib_.call("/ckl.v1.CalloutService/GetCalloutReport", request, report).ok());
  EXPECT_EQ(report.incident(), "incident-1");
  EXPECT_EQ(report.plan(), "grund");
  EXPECT_FALSE(report.ended());
  EXPECT_EQ(report.missing(), 1U);
  ASSERT_EQ(report.positions_size(), 1);
  ASSERT_EQ(report.positions(0).silent_size(), 1);
  EXPECT_EQ(report.positions(0).silent(0), "chair");
  EXPECT_FALSE(report.positions(0).has_filled_after_seconds());

  v1::AnswerCall answer;
  answer.set_command_id("c-3");
  answer.set_workspace("skarpt");
  answer.set_callout("callout-1");
  answer.set_person("chair");
  answer.set_answer(v1::ANSWER_COMING);
  ASSERT_TRUE(tib_.call("/ckl.v1.CalloutService/AnswerCall", answer, result).ok());
  ASSERT_TRUE(tib_.call("/ckl.v1.CalloutService/GetCalloutReport", request, report).ok());
  EXPECT_EQ(report.missing(), 0U);
  EXPECT_TRUE(report.positions(0).has_filled_after_seconds());
  EXPECT_EQ(report.times().answered(), 1U);
  ASSERT_EQ(report.times().within_size(), 6);
  EXPECT_EQ(report.times().within(0).seconds(), 60);
}

}  // namespace
}  // namespace ckl::test
