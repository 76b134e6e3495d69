#include "delivery/receipts.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace ckl::delivery::test {
namespace {

using ports::SendOutcome;
using testing::HasSubstr;

ReceiptReader reader(std::map<std::string, std::string> options = {}) {
  options.try_emplace("receipt.secret", "hemligt-ord");
  auto made = ReceiptReader::make({"sms", "telia", std::move(options)});
  EXPECT_TRUE(made) << made.error().what;
  return made.value_or(ReceiptReader{});
}

TEST(Receipts, ReadTheKeyFromTheQueryAndTheStatusFromAForm) {
  const auto receipt = reader().read({.query = "key=skarpt%2Fmessage-7%2F2&secret=hemligt-ord",
                                      .content_type = "application/x-www-form-urlencoded",
                                      .body = "id=s1&status=delivered",
                                      .secret = {}});
  ASSERT_TRUE(receipt) << receipt.error().what;
  EXPECT_EQ(receipt->key, "skarpt/message-7/2");
  EXPECT_EQ(receipt->result.outcome, SendOutcome::delivered);
}

TEST(Receipts, ReadJsonByPointer) {
  const auto receipt = reader({{"receipt.key", "/message/reference"},
                               {"receipt.status", "/message/dlr/state"},
                               {"receipt.reason", "/message/dlr/code"},
                               {"receipt.refused", "rejected, unknown_subscriber"}})
                           .read({.query = {},
                                  .content_type = "application/json; charset=utf-8",
                                  .body = R"({"message":{"reference":"skarpt/m-1/1",
                                      "dlr":{"state":"UNKNOWN_Subscriber","code":27}}})",
                                  .secret = "hemligt-ord"});
  ASSERT_TRUE(receipt) << receipt.error().what;
  EXPECT_EQ(receipt->result.outcome, SendOutcome::refused);
  EXPECT_EQ(receipt->result.reason, "tjänsten meddelade: 27");
}

TEST(Receipts, WithoutTheSecretHaveNoEffect) {
  for (const std::string query :
       {"key=skarpt/m/1&status=delivered", "key=skarpt/m/1&status=delivered&secret=fel",
        "key=skarpt/m/1&status=delivered&secret="}) {
    const auto receipt = reader().read({query, "", "", ""});
    ASSERT_FALSE(receipt);
    EXPECT_EQ(receipt.error().code, ports::FailureCode::refused);
  }
}

TEST(Receipts, ThatMakeNoSenseAreNamed) {
  const auto why = [](const std::string& query, const std::string& type = "",
                      const std::string& body = "") {
    const auto receipt = reader().read({query, type, body, "hemligt-ord"});
    return receipt ? std::string("sound") : receipt.error().what;
  };
  EXPECT_THAT(why("status=delivered"), HasSubstr("without a key"));
  EXPECT_THAT(why("key=skarpt&status=delivered"), HasSubstr("without a key"));
  EXPECT_THAT(why("key=skarpt/m/0&status=delivered"), HasSubstr("without a key"));
  EXPECT_THAT(why("key=skarpt/m/1&status=gone"), HasSubstr("unknown status"));
  EXPECT_THAT(why("key=skarpt/m/1"), HasSubstr("unknown status"));
  EXPECT_THAT(why("key=skarpt/m/1", "application/json", "{"), HasSubstr("not JSON"));
  EXPECT_THAT(why("", "application/json", std::string(70'000, ' ')), HasSubstr("too large"));
}

TEST(Receipts, AreNotTakenUnlessConfigured) {
  const auto made = ReceiptReader::make({"sms", "telia", {}});
  ASSERT_TRUE(made);
  EXPECT_FALSE(made->enabled());
  EXPECT_FALSE(made->read({"key=skarpt/m/1&status=delivered&secret=", "", "", ""}));
}

TEST(Receipts, OneWordCanNotMeanTwoThings) {
  const auto made = ReceiptReader::make(
      {"sms",
       "telia",
       {{"receipt.secret", "hemligt-ord"}, {"receipt.delivered", "ok"}, {"receipt.failed", "ok"}}});
  ASSERT_FALSE(made);
  EXPECT_THAT(made.error().what, HasSubstr("receipt.failed"));
}

TEST(AttemptKeys, GoBothWays) {
  const auto key = parse_key(format_key({"skarpt", "message-12", 3}));
  ASSERT_TRUE(key);
  EXPECT_EQ(key->workspace, "skarpt");
  EXPECT_EQ(key->message, "message-12");
  EXPECT_EQ(key->attempt, 3U);
  for (const char* bad : {"", "/", "a/b", "a/b/", "/b/1", "a//1", "a/b/x", "a/b/-1", "a/b/1x",
                          "a/b/c/1", "a/b/99999999999"}) {
    EXPECT_FALSE(parse_key(bad)) << bad;
  }
}

}  // namespace
}  // namespace ckl::delivery::test
