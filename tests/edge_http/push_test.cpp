// One's own browsers for push messages, asked for as a browser does.
#include <gtest/gtest.h>

#include "edge_http/client.hpp"
#include "edge_http/house.hpp"

namespace ckl::test {
namespace {

// Takes what begins with https://.
class FakeBook final : public ports::PushBook {
 public:
  [[nodiscard]] std::string public_key() const override { return key; }
  [[nodiscard]] ports::Result<void> subscribe(const domain::PersonId& person,
                                              ports::PushSubscription subscription) override {
    if (!subscription.endpoint.starts_with("https://")) {
      return std::unexpected(ports::Failure{ports::FailureCode::invalid, "no"});
    }
    kept.emplace_back(person, std::move(subscription));
    return {};
  }
  [[nodiscard]] ports::Result<void> unsubscribe(const domain::PersonId& person,
                                                std::string_view endpoint) override {
    const auto removed = std::erase_if(kept, [&](const auto& one) {
      return one.first == person && one.second.endpoint == endpoint;
    });
    if (removed > 0) return {};
    return std::unexpected(ports::Failure{ports::FailureCode::not_found, "no"});
  }
  [[nodiscard]] std::vector<ports::PushSubscription> of(
      const domain::PersonId& person) const override {
    std::vector<ports::PushSubscription> theirs;
    for (const auto& [who, subscription] : kept) {
      if (who == person) theirs.push_back(subscription);
    }
    return theirs;
  }
  void forget(std::string_view /*endpoint*/) override {}
  [[nodiscard]] std::vector<std::string> lost(const domain::PersonId& person) const override {
    if (person.value != "tib-1") return {};
    return gone;
  }

  std::string key = "nyckel";
  std::vector<std::string> gone;
  std::vector<std::pair<domain::PersonId, ports::PushSubscription>> kept;
};

class PushOverHttp : public ::testing::Test {
 protected:
  PushOverHttp() {
    house_.on_main([this] { house_.services().push = &book_; });
  }

  Got call(const std::string& method, const std::string& body, const std::string& token) {
    Ask one{"POST", "/ckl.v1.AccessService/" + method, bearer(token), body};
    one.headers.emplace_back("Content-Type", "application/json");
    return ask(house_.port(), one);
  }

  FakeBook book_;
  House house_;
  std::string tib_ = house_.token("tib-1");
  std::string other_ = house_.token("staff-1");
};

constexpr const char* browser =
    R"({"endpoint":"https://push.example/x","p256dh":"BAAA","auth":"AQID"})";

TEST_F(PushOverHttp, OneSubscribesOneself) {
  EXPECT_EQ(call("SubscribePush", browser, tib_).status, 200U);
  ASSERT_EQ(book_.kept.size(), 1U);
  EXPECT_EQ(book_.kept[0].first.value, "tib-1");
  EXPECT_EQ(book_.kept[0].second.secret, "\x01\x02\x03");
  const auto mine = call("GetPush", "{}", tib_);
  EXPECT_NE(mine.body.find("https://push.example/x"), std::string::npos) << mine.body;
  EXPECT_NE(mine.body.find("bnlja2Vs"), std::string::npos) << mine.body;
  const auto others = call("GetPush", "{}", other_);
  EXPECT_EQ(others.body.find("push.example"), std::string::npos) << others.body;
}

TEST_F(PushOverHttp, NobodyElseUnsubscribesOne) {
  EXPECT_EQ(call("SubscribePush", browser, tib_).status, 200U);
  const std::string gone = R"({"endpoint":"https://push.example/x"})";
  EXPECT_EQ(call("UnsubscribePush", gone, other_).status, 404U);
  EXPECT_EQ(call("UnsubscribePush", gone, tib_).status, 200U);
  EXPECT_TRUE(book_.kept.empty());
}

TEST_F(PushOverHttp, APersonIsToldOfALostBrowser) {
  EXPECT_EQ(call("WhoAmI", "{}", tib_).body.find("lostBrowsers"), std::string::npos);
  house_.on_main([this] { book_.gone = {"https://push.example/old"}; });
  EXPECT_NE(call("WhoAmI", "{}", tib_).body.find("\"lostBrowsers\":1"), std::string::npos);
  EXPECT_EQ(call("WhoAmI", "{}", other_).body.find("lostBrowsers"), std::string::npos);
  EXPECT_NE(call("GetPush", "{}", tib_).body.find("https://push.example/old"), std::string::npos);
}

TEST_F(PushOverHttp, WhatCanNotBeUsedIsRefusedInWords) {
  const auto got = call("SubscribePush", R"({"endpoint":"http://x"})", tib_);
  EXPECT_EQ(got.status, 400U);
  EXPECT_NE(got.body.find("INPUT_PUSH_SUBSCRIPTION"), std::string::npos) << got.body;
  const std::string longest = R"({"endpoint":"https://)" + std::string(1'001, 'x') + "\"}";
  EXPECT_EQ(call("SubscribePush", longest, tib_).status, 400U);
  EXPECT_EQ(call("SubscribePush", R"({"endpoint":"https://x","person":"tib-2"})", tib_).status,
            400U);
}

TEST_F(PushOverHttp, WithoutAGatewayNothingIsServed) {
  house_.on_main([this] { book_.key.clear(); });
  EXPECT_EQ(call("GetPush", "{}", tib_).status, 200U);
  const auto got = call("SubscribePush", browser, tib_);
  EXPECT_EQ(got.status, 404U);
  EXPECT_NE(got.body.find("INPUT_NO_PUSH"), std::string::npos) << got.body;
  house_.on_main([this] { house_.services().push = nullptr; });
  const std::string one = R"({"endpoint":"https://push.example/x"})";
  EXPECT_EQ(call("UnsubscribePush", one, tib_).status, 404U);
}

TEST_F(PushOverHttp, NobodyIsServedWithoutAToken) {
  EXPECT_EQ(call("GetPush", "{}", "ckl_wrong").status, 401U);
}

}  // namespace
}  // namespace ckl::test
