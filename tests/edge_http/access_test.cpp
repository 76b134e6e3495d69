// Sessions by cookie, and that only our own pages may use them.
#include <gtest/gtest.h>

#include "edge_http/client.hpp"
#include "edge_http/house.hpp"

namespace ckl::test {
namespace {

class Session : public ::testing::Test {
 protected:
  [[nodiscard]] std::string host() const { return "127.0.0.1:" + std::to_string(house_.port()); }

  Got session(const std::string& method, const Headers& headers) {
    return ask(house_.port(), {method, "/v1/session", headers, ""});
  }

  Got who_am_i(const Headers& headers) {
    Ask one{"POST", "/ckl.v1.AccessService/WhoAmI", headers, "{}"};
    one.headers.emplace_back("Content-Type", "application/json");
    return ask(house_.port(), one);
  }

  House house_;
  std::string tib_ = house_.token("tib-1");
  std::string cookie_ = "other=1; ckl_session=" + tib_;
};

TEST_F(Session, IsMadeForABearerToken) {
  const auto got = session("POST", bearer(tib_));
  EXPECT_EQ(got.status, 204U);
  const auto cookie = got.headers.at("set-cookie");
  EXPECT_EQ(cookie, "ckl_session=" + tib_ + "; Path=/; Max-Age=43200; HttpOnly; SameSite=Strict");
}

TEST_F(Session, IsNotMadeForAWrongTokenACookieOrAForeignPage) {
  EXPECT_EQ(session("POST", bearer("ckl_wrong")).status, 401U);
  EXPECT_EQ(session("POST", {}).status, 401U);
  EXPECT_EQ(session("POST", {{"Cookie", cookie_}, {"Origin", "http://" + host()}}).status, 401U);
  auto foreign = bearer(tib_);
  foreign.emplace_back("Origin", "http://evil.example.org");
  EXPECT_EQ(session("POST", foreign).status, 403U);
  EXPECT_EQ(session("GET", bearer(tib_)).status, 405U);
}

TEST_F(Session, Ends) {
  const auto got = session("DELETE", {{"Cookie", cookie_}, {"Origin", "http://" + host()}});
  EXPECT_EQ(got.status, 204U);
  EXPECT_TRUE(got.headers.at("set-cookie").starts_with("ckl_session=; Path=/; Max-Age=0;"));
  EXPECT_EQ(session("DELETE", {{"Cookie", cookie_}}).status, 403U);
}

TEST_F(Session, IsOfItsPerson) {
  const auto got = who_am_i({{"Cookie", cookie_}, {"Origin", "http://" + host()}});
  EXPECT_EQ(got.status, 200U);
  EXPECT_NE(got.body.find("tib-1"), std::string::npos) << got.body;
}

TEST_F(Session, IsOfNoUseToAnotherSite) {
  EXPECT_EQ(who_am_i({{"Cookie", cookie_}}).status, 403U);
  EXPECT_EQ(who_am_i({{"Cookie", cookie_}, {"Origin", "null"}}).status, 403U);
  EXPECT_EQ(who_am_i({{"Cookie", cookie_}, {"Origin", "http://127.0.0.1:1"}}).status, 403U);
  EXPECT_EQ(who_am_i({{"Cookie", cookie_}, {"Origin", "http://" + host() + ".evil.org"}}).status,
            403U);
  EXPECT_EQ(who_am_i({{"Cookie", "ckl_session=ckl_wrong"}, {"Origin", "http://" + host()}}).status,
            401U);
}

TEST_F(Session, OfTheStreamNeedsOurOriginToo) {
  const auto status = [this](const Headers& headers) {
    return WebSocketClient(house_.port(), "ckl.v1.proto", headers).status();
  };
  EXPECT_EQ(status({{"Cookie", cookie_}, {"Origin", "http://" + host()}}), 101U);
  EXPECT_EQ(status({{"Cookie", cookie_}, {"Origin", "http://evil.example.org"}}), 403U);
  EXPECT_EQ(status({{"Cookie", cookie_}}), 403U);
  EXPECT_EQ(status(bearer(tib_)), 101U);
  EXPECT_EQ(status(bearer("ckl_wrong")), 401U);
  EXPECT_EQ(status({}), 401U);
}

}  // namespace
}  // namespace ckl::test
