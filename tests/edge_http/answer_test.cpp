// Answering by link: shown by GET, recorded by POST, once; forged and expired links told apart.
#include <gtest/gtest.h>

#include "edge_http/client.hpp"
#include "edge_http/house.hpp"

namespace ckl::test {
namespace {

using namespace std::chrono_literals;

class AnswerByLink : public ::testing::Test {
 protected:
  [[nodiscard]] std::string path(const std::string& callout, const std::string& person) {
    const auto link = house_.on_main([&] {
      domain::MessageId id{"message-999"};
      for (const auto& message : house_.engine().state().messages) {
        const bool theirs = message.callout.value == callout && message.person.value == person;
        if (theirs && message.purpose == domain::MessagePurpose::call) id = message.id;
      }
      return house_.links().make({"skarpt"}, id);
    });
    return link.substr(link.find("/s/"));
  }

  static std::string nonce_of(const Got& page) {
    const auto at = page.body.find("name=\"nonce\" value=\"") + 20;
    return page.body.substr(at, page.body.find('"', at) - at);
  }

  Got post(const std::string& path, const std::string& choice, const std::string& nonce) {
    return ask(house_.port(), {"POST",
                               path,
                               {{"Content-Type", "application/x-www-form-urlencoded"}},
                               "nonce=" + nonce + "&choice=" + choice});
  }

  domain::Call call_of(const std::string& person) {
    return house_.on_main([&] {
      const auto& callout = house_.engine().state().callouts.begin()->second;
      for (const auto& call : callout.positions[0].calls) {
        if (call.person.value == person) return call;
      }
      return domain::Call{};
    });
  }

  House house_;
  std::string callout_ = house_.start_callout();
  std::string path_ = path(callout_, "staff-1");
};

TEST_F(AnswerByLink, ShowsWhatIsAskedWithoutSigningIn) {
  const auto page = get(house_.port(), path_);
  EXPECT_EQ(page.status, 200U);
  EXPECT_EQ(page.headers.at("content-type"), "text/html; charset=utf-8");
  EXPECT_EQ(page.headers.at("cache-control"), "no-store");
  EXPECT_EQ(page.headers.at("referrer-policy"), "no-referrer");
  const auto policy = page.headers.at("content-security-policy");
  EXPECT_TRUE(policy.starts_with("default-src 'none'; style-src 'sha256-")) << policy;
  EXPECT_EQ(page.body.find("<script"), std::string::npos);
  EXPECT_NE(page.body.find("Lastbil på &lt;Drottninggatan&gt;"), std::string::npos);
  EXPECT_NE(page.body.find("Läge"), std::string::npos);
  EXPECT_NE(page.body.find("Person &lt;staff-1&gt;"), std::string::npos);
  for (const char* words : {"Jag kommer nu", "Framme om 15 min", "Framme om 90 min", "Kan inte",
                            "Kan senare", "I am coming now"}) {
    EXPECT_NE(page.body.find(words), std::string::npos) << words;
  }
}

TEST_F(AnswerByLink, IsNeverGivenByLooking) {
  const auto before = house_.head();
  for (const char* method : {"GET", "HEAD"}) {
    for (const char* query : {"", "?choice=coming-0&nonce=0-1"}) {
      EXPECT_EQ(ask(house_.port(), {method, path_ + query, {}, ""}).status, 200U);
    }
  }
  EXPECT_EQ(ask(house_.port(), {"PUT", path_, {}, ""}).status, 405U);
  EXPECT_EQ(house_.head(), before);
  EXPECT_EQ(call_of("staff-1").state, domain::CallState::calling);
}

TEST_F(AnswerByLink, IsRecordedAsThatPersonByLink) {
  const auto page = get(house_.port(), path_);
  const auto done = post(path_, "coming-30", nonce_of(page));
  EXPECT_EQ(done.status, 200U);
  EXPECT_NE(done.body.find("Ditt svar är registrerat"), std::string::npos);
  EXPECT_NE(done.body.find("Framme om ungefär 30 minuter."), std::string::npos) << done.body;
  const auto call = call_of("staff-1");
  EXPECT_EQ(call.state, domain::CallState::coming);
  EXPECT_EQ(call.via, "link");
  EXPECT_EQ(call.eta, house_.on_main([this] { return house_.engine().now() + 30min; }));
  EXPECT_EQ(call_of("staff-2").state, domain::CallState::calling);
}

TEST_F(AnswerByLink, SentTwiceIsOne) {
  const auto nonce = nonce_of(get(house_.port(), path_));
  post(path_, "coming-15", nonce);
  const auto head = house_.head();
  const auto again = post(path_, "coming-15", nonce);
  EXPECT_EQ(again.status, 200U);
  EXPECT_NE(again.body.find("Ditt svar är registrerat"), std::string::npos);
  EXPECT_EQ(house_.head(), head);
}

TEST_F(AnswerByLink, CanBeChanged) {
  house_.on_main([this] { house_.clock().advance(1s); });
  const auto done = post(path_, "coming-0", nonce_of(get(house_.port(), path_)));
  house_.on_main([this] { house_.clock().advance(60s); });
  const auto changed = post(path_, "cannot-0", nonce_of(done));
  EXPECT_EQ(changed.status, 200U);
  EXPECT_EQ(call_of("staff-1").state, domain::CallState::declined);
  // From the first page, kept open: the last press counts.
  house_.on_main([this] { house_.clock().advance(60s); });
  EXPECT_EQ(post(path_, "coming-0", "0-1").status, 200U);
  EXPECT_EQ(call_of("staff-1").state, domain::CallState::coming);
}

TEST_F(AnswerByLink, RefusesAnUnreadableForm) {
  const auto before = house_.head();
  for (const char* choice :
       {"", "coming", "maybe-1", "coming-x", "coming--1", "later-99999999999"}) {
    EXPECT_EQ(post(path_, choice, "0-1").status, 400U) << choice;
  }
  EXPECT_EQ(post(path_, "coming-0", "").status, 400U);
  EXPECT_EQ(post(path_, "coming-999999", "0-1").status, 409U) << "over the domain's limit";
  EXPECT_EQ(house_.head(), before);
}

TEST_F(AnswerByLink, TellsForgedExpiredAndUnknownApart) {
  auto forged = path_;
  forged[10] = forged[10] == 'x' ? 'y' : 'x';
  for (const char* method : {"GET", "POST"}) {
    EXPECT_EQ(ask(house_.port(), {method, forged, {}, "nonce=0-1&choice=coming-0"}).status, 403U);
    EXPECT_EQ(ask(house_.port(), {method, "/s/", {}, ""}).status, 403U);
  }
  EXPECT_EQ(get(house_.port(), path("callout-99", "staff-1")).status, 404U);
  EXPECT_EQ(get(house_.port(), path(callout_, "tib-1")).status, 404U);
  EXPECT_EQ(post(path(callout_, "tib-1"), "coming-0", "0-1").status, 404U);
  house_.on_main([this] { house_.clock().advance(8 * 24h); });
  EXPECT_EQ(get(house_.port(), path_).status, 410U);
  EXPECT_EQ(post(path_, "coming-0", "0-1").status, 410U);
  EXPECT_EQ(call_of("staff-1").state, domain::CallState::calling);
}

TEST_F(AnswerByLink, SaysSoWhenTheCallOutHasEnded) {
  Ask end{
      "POST", "/ckl.v1.CalloutService/EndCallout", bearer(house_.token("dir-1")),
      R"({"commandId":"e","workspace":"skarpt","callout":")" + callout_ + R"(","reason":"Över."})"};
  end.headers.emplace_back("Content-Type", "application/json");
  const auto ended = ask(house_.port(), end);
  ASSERT_EQ(ended.status, 200U) << ended.body;
  const auto page = get(house_.port(), path_);
  EXPECT_EQ(page.status, 200U);
  EXPECT_NE(page.body.find("Inkallningen är avslutad"), std::string::npos);
  EXPECT_EQ(page.body.find("<form"), std::string::npos);
}

TEST_F(AnswerByLink, CanNotBeGuessedForLong) {
  for (int at = 0; at < 30; ++at) {
    EXPECT_EQ(get(house_.port(), "/s/guess" + std::to_string(at)).status, 403U);
  }
  EXPECT_EQ(get(house_.port(), "/s/guess").status, 429U);
  EXPECT_EQ(get(house_.port(), path_).status, 429U);
}

}  // namespace
}  // namespace ckl::test
