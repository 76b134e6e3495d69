// Web Push: the standard's own example byte for byte, the sender's proof, and what becomes of each
// answer of a push service.
#include "delivery/push.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>
#include <openssl/evp.h>
#include <openssl/x509.h>

#include "delivery/base64url.hpp"
#include "delivery/benches.hpp"
#include "delivery/browser.hpp"
#include "delivery/outcomes.hpp"
#include "delivery/web_push.hpp"
#include "platform/http_client.hpp"

namespace ckl::delivery::test {
namespace {

using ports::SendOutcome;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;
using testing::StartsWith;

std::string bytes(std::string_view base64) { return from_base64url(base64).value_or(""); }

// RFC 8291 section 5 and appendix A.
constexpr const char* example_text = "When I grow up, I want to be a watermelon";
constexpr const char* example_body =
    "DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_"
    "c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6Tlz"
    "AC8wEqKK6PBru3jl7A_yl95bQpu6cVPTpK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4a-"
    "fN";
constexpr const char* example_receiver =
    "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4";
constexpr const char* example_sender =
    "BP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A8";

PushDraw example_draw() {
  return {.key = *EcKey::from_raw(bytes("yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw"),
                                  bytes(example_sender)),
          .salt = bytes("DGv6ra1nlYgDCS1FRnbzlw")};
}

TEST(WebPush, TheExampleOfTheStandardComesOutByteForByte) {
  const auto body = encrypt_push(example_text,
                                 {.endpoint = "https://push.example.net/push/x",
                                  .public_key = bytes(example_receiver),
                                  .secret = bytes("BTBZMqHH6r4Tts7J_aSIgg")},
                                 example_draw());
  ASSERT_TRUE(body);
  EXPECT_EQ(to_base64url(*body), example_body);
}

TEST(WebPush, ABrowserReadsTheExample) {
  const Browser browser(*EcKey::from_raw(bytes("q1dXpw3UpT5VOmu_cf_v6ih07Aems3njxI-JWgLcM94"),
                                         bytes(example_receiver)),
                        bytes("BTBZMqHH6r4Tts7J_aSIgg"));
  EXPECT_EQ(browser.open(bytes(example_body)), example_text);
}

TEST(WebPush, WhatIsLongestFitsAndNoMore) {
  const Browser browser;
  const auto to = browser.subscription("https://x");
  const std::string text(longest_push_text, 'x');
  const auto body = encrypt_push(text, to, example_draw());
  ASSERT_TRUE(body);
  EXPECT_EQ(body->size(), 4'096U);
  EXPECT_EQ(browser.open(*body), text);
  EXPECT_FALSE(encrypt_push(text + "x", to, example_draw()));
}

TEST(WebPush, NobodyElseReadsOrChangesIt) {
  const Browser browser;
  const auto body = encrypt_push("hemligt", browser.subscription("https://x"), example_draw());
  ASSERT_TRUE(body);
  EXPECT_THROW(static_cast<void>(Browser().open(*body)), std::invalid_argument);
  std::string changed = *body;
  changed.back() = static_cast<char>(changed.back() ^ 1);
  EXPECT_THROW(static_cast<void>(browser.open(changed)), std::invalid_argument);
}

TEST(WebPush, AKeyThatIsNoPointIsRefused) {
  std::string off = bytes(example_receiver);
  off.back() = static_cast<char>(off.back() ^ 1);
  EXPECT_FALSE(is_point(off));
  EXPECT_FALSE(is_point(std::string(65, '\0')));
  EXPECT_FALSE(is_point("\x04"));
  EXPECT_TRUE(is_point(bytes(example_receiver)));
  EXPECT_FALSE(encrypt_push("x", {"https://x", off, std::string(16, 's')}, example_draw()));
}

TEST(WebPush, TheKeyComesBackFromItsFile) {
  const auto key = EcKey::draw();
  ASSERT_TRUE(key);
  const auto again = EcKey::from_pem(key->pem());
  ASSERT_TRUE(again) << again.error().what;
  EXPECT_EQ(again->point(), key->point());
  EXPECT_FALSE(EcKey::from_pem("-----BEGIN PRIVATE KEY-----\nxx\n-----END PRIVATE KEY-----\n"));
  EXPECT_FALSE(EcKey::from_pem(""));
}

// From r and s back to DER: a sequence of two whole numbers.
std::string der_of(const std::string& raw) {
  std::string numbers;
  for (const auto& half : {raw.substr(0, 32), raw.substr(32)}) {
    std::string number = half.substr(std::min(half.find_first_not_of('\0'), half.size() - 1));
    if ((static_cast<unsigned char>(number[0]) & 0x80U) != 0) number.insert(0, 1, '\0');
    numbers += std::string("\x02") + static_cast<char>(number.size()) + number;
  }
  return std::string("\x30") + static_cast<char>(numbers.size()) + numbers;
}

// The public key as others have it: the fixed beginning of such a key in DER, and the point.
bool verifies(const std::string& text, const std::string& raw, const std::string& point) {
  const std::string spki = bytes("MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgA") + point;
  const auto* at = reinterpret_cast<const unsigned char*>(spki.data());
  EVP_PKEY* pkey = d2i_PUBKEY(nullptr, &at, static_cast<long>(spki.size()));
  if (pkey == nullptr) return false;
  const std::string der = der_of(raw);
  EVP_MD_CTX* digest = EVP_MD_CTX_new();
  EVP_DigestVerifyInit(digest, nullptr, EVP_sha256(), nullptr, pkey);
  const int verdict =
      EVP_DigestVerify(digest, reinterpret_cast<const unsigned char*>(der.data()), der.size(),
                       reinterpret_cast<const unsigned char*>(text.data()), text.size());
  EVP_MD_CTX_free(digest);
  EVP_PKEY_free(pkey);
  return verdict == 1;
}

TEST(Vapid, SaysToWhomFromWhomAndUntilWhenAndIsSigned) {
  const auto key = EcKey::draw();
  const std::string header =
      vapid_header({.audience = "https://push.example.net",
                    .contact = "mailto:krisledning@example.org",
                    .expires = domain::Instant(std::chrono::seconds(1'790'000'000))},
                   *key);
  ASSERT_THAT(header, StartsWith("vapid t="));
  const std::string token = header.substr(8, header.find(", k=") - 8);
  EXPECT_EQ(header.substr(header.find(", k=") + 4), to_base64url(key->point()));
  const auto dot = token.find('.');
  const auto last = token.rfind('.');
  EXPECT_EQ(bytes(token.substr(0, dot)), R"({"typ":"JWT","alg":"ES256"})");
  const auto claims = nlohmann::json::parse(bytes(token.substr(dot + 1, last - dot - 1)));
  EXPECT_EQ(claims.at("aud"), "https://push.example.net");
  EXPECT_EQ(claims.at("sub"), "mailto:krisledning@example.org");
  EXPECT_EQ(claims.at("exp"), 1'790'000'000);
  const std::string signature = bytes(token.substr(last + 1));
  ASSERT_THAT(signature, SizeIs(64));
  EXPECT_TRUE(verifies(token.substr(0, last), signature, key->point()));
  EXPECT_FALSE(verifies(token.substr(0, last) + "x", signature, key->point()));
}

// RFC 8292 section 2.4: the example of the standard, and that our checking is worth something.
TEST(Vapid, TheExampleOfTheStandardVerifies) {
  const std::string token =
      "eyJ0eXAiOiJKV1QiLCJhbGciOiJFUzI1NiJ9.eyJhdWQiOiJodHRwczovL3B1c2guZXhhbXBsZS5uZXQiLCJleHAiOj"
      "E0NTM1MjM3NjgsInN1YiI6Im1haWx0bzpwdXNoQGV4YW1wbGUuY29tIn0.i3CYb7t4xfxCDquptFOepC9GAu_HLGkMl"
      "MuCGSK2rpiUfnK9ojFwDXb1JrErtmysazNjjvW2L9OkSSHzvoD1oA";
  const std::string key =
      "BA1Hxzyi1RUM1b5wjxsn7nGxAszw2u61m164i3MrAIxHF6YK5h4SDYic-dRuU_RCPCfA5aq9ojSwk5Y2EmClBPs";
  const auto claims = token.substr(0, token.rfind('.'));
  EXPECT_TRUE(verifies(claims, bytes(token.substr(token.rfind('.') + 1)), bytes(key)));
  // Our own token for the same claims has the same first two parts, byte for byte.
  const std::string ours =
      vapid_header({.audience = "https://push.example.net",
                    .contact = "mailto:push@example.com",
                    .expires = domain::Instant(std::chrono::seconds(1'453'523'768))},
                   *EcKey::draw());
  EXPECT_THAT(ours, StartsWith("vapid t=" + claims + "."));
}

TEST(Vapid, TheAudienceIsTheOrigin) {
  EXPECT_EQ(origin_of("https://push.example.net/a/b?c"), "https://push.example.net");
  EXPECT_EQ(origin_of("https://push.example.net:8443"), "https://push.example.net:8443");
  EXPECT_EQ(origin_of("https://a@evil.example/"), "");
  EXPECT_EQ(origin_of("push.example.net/x"), "");
  EXPECT_EQ(origin_of("https:///x"), "");
}

// ---- the channel ----

class PushChannelTest : public testing::Test {
 protected:
  PushChannelTest() {
    push_.forget = [this](std::string_view endpoint) { forgotten_.emplace_back(endpoint); };
    peer_.handler = [this](const HttpSeen& seen) -> std::optional<HttpAnswer> {
      return HttpAnswer{.status = statuses_.at(seen.target), .body = {}, .extra_headers = {}};
    };
  }

  ports::SendResult send(std::map<std::string, int> statuses) {
    statuses_ = std::move(statuses);
    std::vector<ports::PushSubscription> browsers;
    for (const auto& [path, status] : statuses_) {
      browsers.push_back(browser_.subscription(peer_.url() + path));
    }
    letter_.address = push_address(browsers);
    const auto channel = make_channel(
        {"push", "webbpush", {{"contact", "mailto:a@example.org"}, {"services", peer_.url()}}},
        {.http = &client_, .mail = nullptr, .clock = &clock_, .console = {}, .push = &push_});
    EXPECT_TRUE(channel) << channel.error().what;
    std::vector<ports::SendResult> results;
    (*channel)->send(letter_, [&](auto result) { results.push_back(std::move(result)); });
    EXPECT_TRUE(run_until(io_, [&] { return !results.empty(); }));
    return results.at(0);
  }

  boost::asio::io_context io_;
  HttpPeer peer_{io_};
  FakeClock clock_;
  platform::CurlHttpClient client_{io_.get_executor()};
  Browser browser_;
  PushParts push_ = test_push_parts();
  std::map<std::string, int> statuses_;
  std::vector<std::string> forgotten_;
  ports::Letter letter_{.key = "skarpt/message-7/2",
                        .address = {},
                        .subject = "INKALLNING: Stabschef",
                        .text = "Du kallas in som stabschef. 🚨\n",
                        .short_text = "Du kallas in.",
                        .link = "https://ckl.example.org/s/x",
                        .sender = "Stockholms stad, krisledning",
                        .mode = domain::Mode::live,
                        .repeated = false};
};

TEST_F(PushChannelTest, EveryBrowserGetsItsOwnSealedCopy) {
  EXPECT_EQ(send({{"/phone", 201}, {"/laptop", 201}}).outcome, SendOutcome::handed_over);
  ASSERT_THAT(peer_.seen, SizeIs(2));
  EXPECT_NE(peer_.seen[0].body, peer_.seen[1].body);
  for (const HttpSeen& seen : peer_.seen) {
    const auto json = nlohmann::json::parse(browser_.open(seen.body));
    EXPECT_EQ(json.at("title"), "INKALLNING: Stabschef");
    EXPECT_EQ(json.at("body"), "Du kallas in.");
    EXPECT_EQ(json.at("link"), letter_.link);
    EXPECT_EQ(json.at("mode"), "LIVE");
    EXPECT_EQ(seen.headers.at("content-encoding"), "aes128gcm");
    EXPECT_EQ(seen.headers.at("urgency"), "high");
    EXPECT_EQ(seen.headers.at("ttl"), "14400");
    EXPECT_THAT(seen.headers.at("topic"), SizeIs(32));
    EXPECT_THAT(seen.headers.at("authorization"), StartsWith("vapid t="));
  }
}

TEST_F(PushChannelTest, ABrowserThatIsGoneIsForgottenAndTheOthersCount) {
  EXPECT_EQ(send({{"/gone", 410}, {"/laptop", 201}}).outcome, SendOutcome::handed_over);
  EXPECT_THAT(forgotten_, ElementsAre(peer_.url() + "/gone"));
}

TEST_F(PushChannelTest, WhenAllAreGoneTheAttemptIsRefused) {
  const auto result = send({{"/gone", 410}, {"/never", 404}});
  EXPECT_EQ(result.outcome, SendOutcome::refused);
  EXPECT_THAT(result.reason, HasSubstr("tar inte längre emot"));
  EXPECT_THAT(forgotten_, SizeIs(2));
}

TEST_F(PushChannelTest, WhatMayPassIsTriedAgainAndNothingForgotten) {
  EXPECT_EQ(send({{"/busy", 429}}).outcome, SendOutcome::failed);
  EXPECT_EQ(send({{"/busy", 503}, {"/gone", 410}}).outcome, SendOutcome::failed);
  EXPECT_EQ(send({{"/forbidden", 403}}).outcome, SendOutcome::failed);
  EXPECT_EQ(send({{"/large", 413}}).outcome, SendOutcome::refused);
  EXPECT_THAT(forgotten_, SizeIs(1));
}

// What a locked screen shows, and what only whoever opens it has.
TEST_F(PushChannelTest, TheLinkIsNotInTheWords) {
  letter_.short_text = "Du kallas in. Svara: https://ckl.example.org/s/x";
  letter_.parts.glance = "Du kallas in.";
  EXPECT_EQ(send({{"/phone", 201}}).outcome, SendOutcome::handed_over);
  const auto json = nlohmann::json::parse(browser_.open(peer_.seen.at(0).body));
  EXPECT_EQ(json.at("body"), "Du kallas in.");
  EXPECT_EQ(json.at("link"), letter_.link);
  EXPECT_FALSE(json.contains("text"));
}

TEST(PushOptions, SayWhatIsWrong) {
  const auto trouble = [](std::map<std::string, std::string> options) {
    const auto made = make_channel({"push", "webbpush", std::move(options)}, {});
    return made ? std::string() : made.error().what;
  };
  const std::string contact = "mailto:a@example.org";
  EXPECT_EQ(trouble({{"contact", contact}}), "");
  EXPECT_THAT(trouble({}), HasSubstr("contact"));
  EXPECT_THAT(trouble({{"contact", "a@example.org"}}), HasSubstr("mailto:"));
  for (const char* services : {"", "push.example.org", "http://push.example.org", "https://*",
                               "https://a.*.b", "https://x/y", "https://x,,https://y", "*"}) {
    EXPECT_THAT(trouble({{"contact", contact}, {"services", services}}), HasSubstr("services"))
        << services;
  }
}

TEST(PushOptions, ServicesAreMatchedWhole) {
  const auto channel =
      make_channel({"push",
                    "webbpush",
                    {{"contact", "mailto:a@example.org"}, {"services", "https://*.push.example"}}},
                   {});
  ASSERT_TRUE(channel);
  const Browser browser;
  EXPECT_TRUE((*channel)->check_address(browser.address("https://eu.push.example/x")));
  for (const char* endpoint :
       {"https://push.example/x", "https://evilpush.example/x", "http://eu.push.example/x",
        "https://eu.push.example:444/x", "https://eu.push.example.evil.org/x",
        "https://eu.push.example@evil.org/x", "https://127.0.0.1/x#.push.example"}) {
    EXPECT_FALSE((*channel)->check_address(browser.address(endpoint))) << endpoint;
  }
}

TEST(Base64Url, GoesThereAndBack) {
  EXPECT_EQ(to_base64url("\xfb\xff"), "-_8");
  EXPECT_EQ(from_base64url("-_8="), "\xfb\xff");
  EXPECT_EQ(from_base64url(""), "");
  for (const char* wrong : {"-", "-_9", "+/8", "a b", "====", "-_8=="}) {
    EXPECT_FALSE(from_base64url(wrong).has_value() && to_base64url(*from_base64url(wrong)) == wrong)
        << wrong;
  }
}

}  // namespace
}  // namespace ckl::delivery::test
