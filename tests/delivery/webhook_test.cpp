#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "delivery/benches.hpp"
#include "platform/http_client.hpp"

namespace ckl::delivery::test {
namespace {

using testing::SizeIs;

class WebhookTest : public testing::Test {
 protected:
  ports::SendResult send(const ports::Letter& letter, std::map<std::string, std::string> options) {
    const auto channel =
        make_channel({"webhook", "hemlarm", std::move(options)},
                     {.http = &client_, .mail = nullptr, .clock = &clock_, .console = {}});
    if (!channel) {
      ADD_FAILURE() << channel.error().what;
      return {};
    }
    std::optional<ports::SendResult> result;
    (*channel)->send(letter, [&](ports::SendResult given) { result = std::move(given); });
    EXPECT_TRUE(run_until(io_, [&] { return result.has_value(); }));
    return result.value_or(ports::SendResult{});
  }

  boost::asio::io_context io_;
  HttpPeer peer_{io_};
  FakeClock clock_;
  platform::CurlHttpClient client_{io_.get_executor()};
};

TEST_F(WebhookTest, SignsTimestampAndBody) {
  ports::Letter letter;
  letter.key = "skarpt/message-1/1";
  letter.address = "anna";
  letter.text = "Hej";
  const auto result = send(letter, {{"url", peer_.url() + "/h"}, {"secret", "0123456789abcdef"}});
  EXPECT_EQ(result.outcome, ports::SendOutcome::delivered);
  ASSERT_THAT(peer_.seen, SizeIs(1));
  const HttpSeen& seen = peer_.seen[0];
  EXPECT_EQ(seen.headers.at("x-ckl-timestamp"), "1795312800");
  // printf '%s' '1795312800.<body>' | openssl dgst -sha256 -hmac 0123456789abcdef
  EXPECT_EQ(seen.body,
            R"({"key":"skarpt/message-1/1","to":"anna","sender":"","subject":"","text":"Hej",)"
            R"("short_text":"","link":"","mode":"LIVE","repeated":false})");
  EXPECT_EQ(seen.headers.at("x-ckl-signature"),
            "sha256=c335eefe4208e07aa5a336708c14e80e4e23c39dc8e1d6c11b060c4e276fc8e1");
}

TEST_F(WebhookTest, AcceptedIsHandedOverAndAReceiptMayFollow) {
  ports::Letter letter;
  letter.key = "skarpt/message-1/1";
  letter.address = peer_.url() + "/h";
  peer_.handler = [](const HttpSeen&) { return HttpAnswer{202, "", ""}; };
  EXPECT_EQ(send(letter, {{"secret", "0123456789abcdef"}}).outcome,
            ports::SendOutcome::handed_over);
}

TEST_F(WebhookTest, ATestAlarmIsATest) {
  ports::Letter letter;
  letter.key = "_provlarm/message-1/1";
  letter.address = peer_.url() + "/h";
  letter.test_alarm = true;
  EXPECT_EQ(send(letter, {{"secret", "0123456789abcdef"}}).outcome, ports::SendOutcome::delivered);
  ASSERT_THAT(peer_.seen, SizeIs(1));
  EXPECT_THAT(peer_.seen[0].body, testing::HasSubstr(R"("mode":"TEST")"));
}

}  // namespace
}  // namespace ckl::delivery::test
