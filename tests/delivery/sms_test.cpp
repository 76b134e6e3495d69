#include <cstdlib>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "delivery/benches.hpp"
#include "platform/http_client.hpp"

namespace ckl::delivery::test {
namespace {

using ports::SendOutcome;
using testing::HasSubstr;
using testing::SizeIs;

class SmsChannelTest : public testing::Test {
 protected:
  using Options = std::map<std::string, std::string>;

  ports::SendResult send(Options options) {
    const auto channel =
        make_channel({"sms", "telia", std::move(options)},
                     {.http = &client_, .mail = nullptr, .clock = &clock_, .console = {}});
    if (!channel) {
      ADD_FAILURE() << channel.error().what;
      return {};
    }
    std::optional<ports::SendResult> result;
    (*channel)->send(letter_, [&](ports::SendResult given) { result = std::move(given); });
    EXPECT_TRUE(run_until(io_, [&] { return result.has_value(); }));
    return result.value_or(ports::SendResult{});
  }

  Options json() const {
    return {{"url", peer_.url() + "/sms"}, {"body", R"({"to":"{to}","text":"{text}"})"}};
  }

  void answer(int status, std::string body, std::string extra_headers = {}) {
    peer_.handler = [=](const HttpSeen&) { return HttpAnswer{status, body, extra_headers}; };
  }

  boost::asio::io_context io_;
  HttpPeer peer_{io_};
  FakeClock clock_;
  platform::CurlHttpClient client_{io_.get_executor()};
  ports::Letter letter_{.key = "skarpt/message-7/2",
                        .address = "+46701740605",
                        .subject = {},
                        .text = "hela texten",
                        .short_text = "Åk till \"Norrmalm\" & svara: 100 %",
                        .link = {},
                        .sender = {},
                        .mode = domain::Mode::live,
                        .repeated = false};
};

TEST_F(SmsChannelTest, EscapesForJson) {
  EXPECT_EQ(send(json()).outcome, SendOutcome::handed_over);
  ASSERT_THAT(peer_.seen, SizeIs(1));
  EXPECT_EQ(peer_.seen[0].body,
            R"({"to":"+46701740605","text":"Åk till \"Norrmalm\" & svara: 100 %"})");
  EXPECT_EQ(peer_.seen[0].headers.at("content-type"), "application/json; charset=utf-8");
}

TEST_F(SmsChannelTest, EscapesForAFormWithBasicAuthentication) {
  EXPECT_EQ(send({{"url", peer_.url() + "/a1/sms"},
                  {"body_encoding", "form"},
                  {"body", "from={from}&to={to}&message={text}&whendelivered={receipt_url}"},
                  {"from", "Stockholm"},
                  {"username", "user"},
                  {"password", "pass"},
                  {"receipt.url", "https://ckl.example.org/r?key={key}&secret={secret}"},
                  {"receipt.secret", "hemligt/ord"}})
                .outcome,
            SendOutcome::handed_over);
  ASSERT_THAT(peer_.seen, SizeIs(1));
  EXPECT_EQ(peer_.seen[0].body,
            "from=Stockholm&to=%2B46701740605&message=%C3%85k+till+%22Norrmalm%22+%26+svara%3A+100"
            "+%25&whendelivered=https%3A%2F%2Fckl.example.org%2Fr%3Fkey%3Dskarpt%252Fmessage-7"
            "%252F2%26secret%3Dhemligt%252Ford");
  EXPECT_EQ(peer_.seen[0].headers.at("authorization"), "Basic dXNlcjpwYXNz");
}

TEST_F(SmsChannelTest, EscapesForAUrlAndTellsTheCoding) {
  const Options kannel = {
      {"method", "GET"},
      {"url", peer_.url() + "/cgi-bin/sendsms?to={to}&text={text}&coding={coding}&charset=UTF-8"},
      {"success_status", "202"},
      {"success_body", "Accepted"}};
  answer(202, "0: Accepted for delivery");
  EXPECT_EQ(send(kannel).outcome, SendOutcome::handed_over);
  letter_.short_text = "🚨";
  EXPECT_EQ(send(kannel).outcome, SendOutcome::handed_over);
  ASSERT_THAT(peer_.seen, SizeIs(2));
  EXPECT_EQ(peer_.seen[0].method, "GET");
  EXPECT_EQ(peer_.seen[0].target,
            "/cgi-bin/sendsms?to=%2B46701740605&text=%C3%85k%20till%20%22Norrmalm%22%20%26%20"
            "svara%3A%20100%20%25&coding=0&charset=UTF-8");
  EXPECT_THAT(peer_.seen[1].target, HasSubstr("text=%F0%9F%9A%A8&coding=2"));
}

// Kannel answers 200 "Denied" to a wrong password.
TEST_F(SmsChannelTest, ASuccessWithoutTheRightWordsIsAFailure) {
  Options options = json();
  options["success_body"] = "Accepted";
  answer(200, "Denied");
  EXPECT_EQ(send(options).outcome, SendOutcome::failed);
}

TEST_F(SmsChannelTest, FindsTheReferenceByPrefixOrPointer) {
  Options options = json();
  options["ref_prefix"] = "ID: ";
  answer(200, "OK\nID: abc-123, queued");
  EXPECT_EQ(send(options).gateway_ref, "abc-123");
  options.erase("ref_prefix");
  options["ref_pointer"] = "/messages/0/id";
  answer(200, R"({"messages":[{"id":4711}]})");
  EXPECT_EQ(send(options).gateway_ref, "4711");
  answer(200, "not json");
  EXPECT_EQ(send(options).outcome, SendOutcome::handed_over);
}

TEST_F(SmsChannelTest, SortsStatusesIntoFailuresAndRefusals) {
  const std::map<int, SendOutcome> expected = {
      {200, SendOutcome::handed_over}, {299, SendOutcome::handed_over}, {301, SendOutcome::failed},
      {400, SendOutcome::refused},     {401, SendOutcome::failed},      {404, SendOutcome::refused},
      {429, SendOutcome::failed},      {500, SendOutcome::failed},      {504, SendOutcome::failed}};
  for (const auto& [status, outcome] : expected) {
    answer(status, "");
    EXPECT_EQ(send(json()).outcome, outcome) << status;
  }
  Options options = json();
  options["refused_status"] = "406,409-410";
  for (const auto& [status, outcome] : std::map<int, SendOutcome>{
           {400, SendOutcome::failed}, {406, SendOutcome::refused}, {410, SendOutcome::refused}}) {
    answer(status, "");
    EXPECT_EQ(send(options).outcome, outcome) << status;
  }
}

TEST_F(SmsChannelTest, FollowsNoRedirectAndNoProxyOfTheEnvironment) {
  ::setenv("http_proxy", "http://127.0.0.1:9", 1);
  answer(302, "", "Location: " + peer_.url() + "/elsewhere\r\n");
  EXPECT_EQ(send(json()).outcome, SendOutcome::failed);
  ::unsetenv("http_proxy");
  ASSERT_THAT(peer_.seen, SizeIs(1));
  EXPECT_EQ(peer_.seen[0].target, "/sms");
}

TEST_F(SmsChannelTest, SendsTheShortTextUnlessToldOtherwise) {
  Options options = json();
  options["text"] = "full";
  static_cast<void>(send(options));
  ASSERT_THAT(peer_.seen, SizeIs(1));
  EXPECT_THAT(peer_.seen[0].body, HasSubstr("hela texten"));
}

}  // namespace
}  // namespace ckl::delivery::test
