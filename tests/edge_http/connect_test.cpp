// Unary methods over HTTP by the Connect protocol, and every way to ask wrongly.
#include <gtest/gtest.h>
#include <openssl/evp.h>

#include "ckl/v1/command.pb.h"
#include "ckl/v1/services/workspace.pb.h"
#include "codec/json.hpp"
#include "edge_http/client.hpp"
#include "edge_http/house.hpp"

namespace ckl::test {
namespace {

constexpr const char* kReport = "/ckl.v1.IncidentService/ReportIncident";

std::string report_json(const std::string& id, const std::string& more) {
  return R"({"commandId":")" + id +
         R"(","workspace":"skarpt","kind":"INCIDENT_KIND_VIOLENCE",)"
         R"("level":"ESCALATION_LEVEL_SERIOUS")" +
         more + "}";
}

class Connect : public ::testing::Test {
 protected:
  [[nodiscard]] Ask call(const std::string& method, const std::string& body) const {
    Ask one{"POST", method, bearer(tib_), body};
    one.headers.emplace_back("Content-Type", "application/json");
    return one;
  }

  Got report(const std::string& body) { return ask(house_.port(), call(kReport, body)); }

  // A refusal by that rule, and no effect.
  void expect_refused(const std::string& body, const std::string& rule, const std::string& word) {
    const auto before = house_.head();
    const auto got = report(body);
    EXPECT_EQ(got.status, 400U) << body;
    EXPECT_NE(got.body.find("\"code\":\"invalid_argument\""), std::string::npos) << got.body;
    EXPECT_NE(got.body.find(rule), std::string::npos) << rule << " in " << got.body;
    EXPECT_NE(got.body.find(word), std::string::npos) << word << " in " << got.body;
    EXPECT_EQ(house_.head(), before) << body;
  }

  House house_;
  std::string tib_ = house_.token("tib-1");
};

TEST_F(Connect, AcceptsACommandInJson) {
  const auto before = house_.head();
  const auto got = report(report_json("c-1", ""));
  EXPECT_EQ(got.status, 200U);
  EXPECT_EQ(got.headers.at("content-type"), "application/json");
  EXPECT_EQ(got.headers.at("cache-control"), "no-store");
  v1::CommandResult result;
  ASSERT_TRUE(codec::from_json(got.body, result).has_value()) << got.body;
  EXPECT_EQ(result.command_id(), "c-1");
  EXPECT_EQ(result.accepted().first_sequence(), before + 1);
  EXPECT_EQ(result.accepted().last_sequence(), house_.head());
}

TEST_F(Connect, AcceptsACommandInProtobuf) {
  v1::ReportIncident report;
  report.set_command_id("c-1");
  report.set_workspace("skarpt");
  report.set_kind(v1::INCIDENT_KIND_SUPPLY);
  report.set_level(v1::ESCALATION_LEVEL_SERIOUS);
  auto one = call(kReport, report.SerializeAsString());
  one.headers.back().second = "application/proto";
  one.headers.emplace_back("Connect-Protocol-Version", "1");
  one.headers.emplace_back("Connect-Timeout-Ms", "5000");
  const auto got = ask(house_.port(), one);
  EXPECT_EQ(got.status, 200U);
  EXPECT_EQ(got.headers.at("content-type"), "application/proto");
  v1::CommandResult result;
  ASSERT_TRUE(result.ParseFromString(got.body));
  EXPECT_TRUE(result.has_accepted());
}

TEST_F(Connect, AnswersARepeatedCommandOnce) {
  const auto first = report(report_json("c-1", ""));
  const auto head = house_.head();
  EXPECT_EQ(report(report_json("c-1", "")).body, first.body);
  EXPECT_EQ(house_.head(), head);
  const auto other = report(report_json("c-1", R"(,"place":"Sergels torg")"));
  EXPECT_EQ(other.status, 409U) << other.body;
  EXPECT_NE(other.body.find(R"("field":"commandId")"), std::string::npos) << other.body;
  EXPECT_EQ(house_.head(), head);
}

TEST_F(Connect, CarriesTheRejectionAsDetail) {
  const auto got = ask(house_.port(), call("/ckl.v1.IncidentService/ConfirmLevel",
                                           R"({"commandId":"c","workspace":"nowhere",)"
                                           R"("incident":"incident-1"})"));
  EXPECT_EQ(got.status, 404U);
  EXPECT_NE(got.body.find("\"type\":\"ckl.v1.Rejection\""), std::string::npos) << got.body;
  EXPECT_NE(got.body.find("INPUT_UNKNOWN_WORKSPACE"), std::string::npos);
  const auto start = got.body.find("\"value\":\"") + 9;
  auto value = got.body.substr(start, got.body.find('"', start) - start);
  EXPECT_EQ(value.find('='), std::string::npos);
  const auto padding = (4 - value.size() % 4) % 4;
  value.append(padding, '=');
  std::string bytes(value.size(), '\0');
  const int size = EVP_DecodeBlock(reinterpret_cast<unsigned char*>(bytes.data()),
                                   reinterpret_cast<const unsigned char*>(value.data()),
                                   static_cast<int>(value.size()));
  ASSERT_GT(size, 0);
  bytes.resize(static_cast<std::size_t>(size) - padding);
  v1::Rejection rejection;
  ASSERT_TRUE(rejection.ParseFromString(bytes));
  EXPECT_EQ(rejection.code(), v1::REJECTION_CODE_NOT_FOUND);
}

TEST_F(Connect, RefusesWhatThePersonMayNot) {
  auto one = call(kReport, report_json("c-1", ""));
  one.headers.front() = bearer(house_.token("adm-1")).front();
  const auto got = ask(house_.port(), one);
  EXPECT_EQ(got.status, 403U);
  EXPECT_NE(got.body.find("\"code\":\"permission_denied\""), std::string::npos) << got.body;
}

TEST_F(Connect, LetsAPersonOfTwoRolesNameTheOne) {
  tib_ = house_.token("both-1");
  const auto refused = report(report_json("c-1", ""));
  EXPECT_EQ(refused.status, 400U) << refused.body;
  EXPECT_NE(refused.body.find("R27"), std::string::npos) << refused.body;
  EXPECT_NE(refused.body.find("CITY_DIRECTOR, DUTY_OFFICER"), std::string::npos) << refused.body;
  const auto named = report(report_json("c-2", R"(,"capacity":"DUTY_OFFICER")"));
  EXPECT_EQ(named.status, 200U) << named.body;
  const auto unknown = report(report_json("c-3", R"(,"capacity":"KEJSARE")"));
  EXPECT_EQ(unknown.status, 404U) << unknown.body;
  EXPECT_NE(unknown.body.find("INPUT_UNKNOWN_ROLE"), std::string::npos) << unknown.body;
}

TEST_F(Connect, NamesWhatIsWrongWithTheInput) {
  expect_refused(report_json("c-1", R"(,"headlin":"x")"), "INPUT_UNKNOWN_FIELD", "headlin");
  expect_refused(report_json("c-1", R"(,"owner":{"x":1})"), "INPUT_JSON", "owner");
  expect_refused(R"({"commandId":"c","workspace":"skarpt","kind":"INCIDENT_KIND_FIRE"})",
                 "INPUT_UNKNOWN_VALUE", "INCIDENT_KIND_FIRE");
  expect_refused(R"({"commandId":"c","workspace":"skarpt","kind":4711})", "INPUT_UNKNOWN_VALUE",
                 "kind");
  expect_refused(report_json("c-1", ",\"headline\":\"\xff\xfe\""), "INPUT_NOT_UTF8", "UTF-8");
  expect_refused(report_json("c-1", R"(,"eventTime":"i går")"), "INPUT_TIME", "eventTime");
  expect_refused(report_json("", ""), "INPUT_COMMAND_ID", "commandId");
  expect_refused(report_json("c 1", ""), "INPUT_COMMAND_ID", "commandId");
  expect_refused(report_json("c-1", ",\"headline\":\"" + std::string(201, 'x') + "\""),
                 "INPUT_TEXT_TOO_LONG", "headline");
  expect_refused("", "INPUT_JSON", "JSON");
  expect_refused("[1]", "INPUT_JSON", "JSON");
  expect_refused("{", "INPUT_JSON", "JSON");
  expect_refused(std::string(100'000, '['), "INPUT_JSON", "JSON");
}

TEST_F(Connect, RefusesProtobufThatItDoesNotKnow) {
  v1::ReportIncident report;
  report.set_command_id("c-1");
  report.set_workspace("skarpt");
  report.set_kind(v1::INCIDENT_KIND_SUPPLY);
  const auto before = house_.head();
  const auto refused = [&](const std::string& bytes, const std::string& rule) {
    auto one = call(kReport, bytes);
    one.headers.back().second = "application/proto";
    const auto got = ask(house_.port(), one);
    return got.status == 400 && got.body.find(rule) != std::string::npos;
  };
  EXPECT_TRUE(refused(report.SerializeAsString() + "\xfa\x06\x01x", "INPUT_UNKNOWN_FIELD"));
  EXPECT_TRUE(refused(report.SerializeAsString() + "\x22\x02\xff\xfe", "INPUT_NOT_UTF8"));
  EXPECT_TRUE(refused("\xff\xff\xff", "INPUT_BYTES"));
  EXPECT_EQ(house_.head(), before);
}

TEST_F(Connect, ToleratesADoubledKey) {
  EXPECT_EQ(report(report_json("c-1", R"(,"place":"a","place":"b")")).status, 200U);
}

TEST_F(Connect, TakesNoOtherMethodTypeOrVersion) {
  auto one = call(kReport, report_json("c-1", ""));
  one.method = "GET";
  one.body.clear();
  EXPECT_EQ(ask(house_.port(), one).status, 405U);
  EXPECT_EQ(ask(house_.port(), one).headers.at("allow"), "POST");

  const auto unknown = ask(house_.port(), call("/ckl.v1.IncidentService/Nothing", "{}"));
  EXPECT_EQ(unknown.status, 404U);
  EXPECT_NE(unknown.body.find("\"code\":\"unimplemented\""), std::string::npos);
  EXPECT_EQ(ask(house_.port(), call("/ckl.v1.StreamService/Subscribe", "{}")).status, 404U);

  one = call(kReport, report_json("c-1", ""));
  one.headers.back().second = "text/plain";
  EXPECT_EQ(ask(house_.port(), one).status, 415U);
  one.headers.back().second = "application/json; charset=utf-8";
  EXPECT_EQ(ask(house_.port(), one).status, 200U);

  one = call(kReport, report_json("c-2", ""));
  one.headers.emplace_back("Connect-Protocol-Version", "2");
  EXPECT_EQ(ask(house_.port(), one).status, 400U);
  one.headers.back() = {"Connect-Timeout-Ms", "soon"};
  EXPECT_EQ(ask(house_.port(), one).status, 400U);
  one.headers.back() = {"Content-Encoding", "gzip"};
  EXPECT_EQ(ask(house_.port(), one).status, 404U);
}

TEST_F(Connect, KeepsTheCallersDeadline) {
  const auto before = house_.head();
  house_.on_main([this] { house_.journal().set_manual(true); });
  auto one = call(kReport, report_json("c-1", ""));
  one.headers.emplace_back("Connect-Timeout-Ms", "50");
  const auto late = ask(house_.port(), one);
  EXPECT_EQ(late.status, 504U);
  EXPECT_NE(late.body.find("\"code\":\"deadline_exceeded\""), std::string::npos) << late.body;
  house_.on_main([this] {
    house_.journal().commit();
    house_.journal().set_manual(false);
  });
  const auto outcome = ask(house_.port(), one);
  EXPECT_EQ(outcome.status, 200U) << "the same id again tells what became of it";
  EXPECT_NE(outcome.body.find("\"accepted\""), std::string::npos) << outcome.body;
  const auto head = house_.head();
  EXPECT_GT(head, before);
  for (const char* wrong : {"0", "-1", "5s", "99999999999"}) {
    one.headers.back().second = wrong;
    EXPECT_EQ(ask(house_.port(), one).status, 400U) << wrong;
  }
  EXPECT_EQ(house_.head(), head);
}

TEST_F(Connect, NeedsAValidToken) {
  const auto before = house_.head();
  for (const std::string token :
       {"", "ckl_wrong", "ckl_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"}) {
    auto one = call(kReport, report_json("c-1", ""));
    one.headers.front().second = "Bearer " + token;
    const auto got = ask(house_.port(), one);
    EXPECT_EQ(got.status, 401U);
    EXPECT_NE(got.body.find("\"code\":\"unauthenticated\""), std::string::npos) << got.body;
    EXPECT_TRUE(got.headers.contains("www-authenticate"));
  }
  const auto id = house_.on_main([this] { return house_.tokens().list().front().id; });
  ASSERT_TRUE(house_.on_main([&] { return house_.tokens().revoke(id).has_value(); }));
  EXPECT_EQ(report(report_json("c-1", "")).status, 401U);
  EXPECT_EQ(house_.head(), before);
}

TEST_F(Connect, RefusesABodyOverTheLimit) {
  const auto got = report(report_json("c-1", ",\"text\":\"" + std::string(300'000, 'x') + "\""));
  EXPECT_EQ(got.status, 413U);
  HttpClient chunked(house_.port());
  const auto answer =
      chunked.raw("POST " + std::string(kReport) + " HTTP/1.1\r\nHost: x\r\n" +
                  "Transfer-Encoding: chunked\r\n\r\n50000\r\n" + std::string(0x50000, 'x'));
  EXPECT_TRUE(answer.starts_with("HTTP/1.1 413 ")) << answer.substr(0, 80);
}

TEST_F(Connect, AnswersQuestionsToo) {
  const auto got = ask(house_.port(), call("/ckl.v1.WorkspaceService/ListWorkspaces", "{}"));
  v1::ListWorkspacesResponse response;
  ASSERT_TRUE(codec::from_json(got.body, response).has_value()) << got.body;
  ASSERT_EQ(response.workspaces_size(), 1);
  EXPECT_EQ(response.workspaces(0).workspace(), "skarpt");
}

TEST_F(Connect, KeepsTheConnectionForMore) {
  HttpClient client(house_.port());
  for (int at = 0; at < 20; ++at) {
    EXPECT_EQ(client.ask(call(kReport, report_json("c-" + std::to_string(at), ""))).status, 200U);
  }
}

TEST_F(Connect, AsksForABodyOnlyWhenItWillTakeIt) {
  HttpClient client(house_.port());
  const auto body = report_json("c-1", "");
  const auto answer = client.raw("POST " + std::string(kReport) +
                                 " HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer " + tib_ +
                                 "\r\nContent-Type: application/json\r\nConnection: close\r\n"
                                 "Expect: 100-continue\r\nContent-Length: " +
                                 std::to_string(body.size()) + "\r\n\r\n" + body);
  EXPECT_TRUE(answer.starts_with("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 ")) << answer;
}

}  // namespace
}  // namespace ckl::test
