#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "delivery/benches.hpp"
#include "delivery/outcomes.hpp"
#include "platform/mail_client.hpp"

namespace ckl::delivery::test {
namespace {

using ports::SendOutcome;
using testing::Contains;
using testing::Each;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::SizeIs;
using testing::StartsWith;

class MailChannelTest : public testing::Test {
 protected:
  ports::SendResult send(std::map<std::string, std::string> options) {
    options.try_emplace("host", "127.0.0.1");
    options.try_emplace("port", std::to_string(peer_.port()));
    options.try_emplace("from", "krisledning@example.org");
    options.try_emplace("ca_file", test_certificate().certificate.string());
    options.try_emplace("timeout_ms", "900");
    const auto channel =
        make_channel({"mail", "epost", options},
                     {.http = nullptr, .mail = &client_, .clock = &clock_, .console = {}});
    if (!channel) {
      ADD_FAILURE() << channel.error().what;
      return {};
    }
    std::optional<ports::SendResult> result;
    (*channel)->send(letter_, [&](ports::SendResult given) { result = std::move(given); });
    EXPECT_TRUE(run_until(io_, [&] { return result.has_value(); }));
    return result.value_or(ports::SendResult{});
  }

  boost::asio::io_context io_;
  SmtpPeer peer_{io_};
  FakeClock clock_;
  platform::CurlMailClient client_{io_.get_executor()};
  ports::Letter letter_{.key = "skarpt/message-7/2",
                        .address = "anna@example.org",
                        .subject = "INKALLNING: Stabschef – översvämning",
                        .text = "Du kallas in.\n",
                        .short_text = {},
                        .link = {},
                        .sender = "Stockholms stad, krisledning",
                        .mode = domain::Mode::live,
                        .repeated = false};
};

TEST_F(MailChannelTest, GoesEncryptedWithEveryHeaderInPlace) {
  const auto result = send({});
  EXPECT_EQ(result.outcome, SendOutcome::handed_over);
  EXPECT_THAT(result.gateway_ref, HasSubstr("queued as Q7F3A"));
  ASSERT_THAT(peer_.seen, SizeIs(1));
  const SmtpSeen& seen = peer_.seen[0];
  EXPECT_TRUE(seen.tls);
  EXPECT_EQ(seen.from, "krisledning@example.org");
  EXPECT_EQ(seen.to, "anna@example.org");
  const ParsedMail mail = parse_mail(seen.message);
  EXPECT_EQ(mail.headers.at("Date"), "Sun, 22 Nov 2026 02:00:00 +0000");
  EXPECT_EQ(mail.headers.at("Message-ID"), "<skarpt.message-7.2@example.org>");
  EXPECT_EQ(mail.headers.at("X-CKL-Key"), "skarpt/message-7/2");
  EXPECT_EQ(mail.headers.at("Auto-Submitted"), "auto-generated");
  EXPECT_EQ(mail.headers.at("From"), "\"Stockholms stad, krisledning\" <krisledning@example.org>");
  EXPECT_EQ(mail.headers.at("To"), "<anna@example.org>");
  EXPECT_THAT(mail.headers.at("Subject"), StartsWith("=?UTF-8?B?"));
  EXPECT_EQ(mail.headers.at("Content-Type"), "text/plain; charset=utf-8");
}

TEST_F(MailChannelTest, NeverGoesPlainWhenStarttlsIsRequiredAndNotOffered) {
  peer_.script.offer_starttls = false;
  const auto result = send({});
  EXPECT_EQ(result.outcome, SendOutcome::failed);
  EXPECT_THAT(result.reason, HasSubstr("STARTTLS"));
  EXPECT_THAT(peer_.seen, IsEmpty());
  EXPECT_THAT(peer_.commands, Each(Not(StartsWith("MAIL"))));
}

TEST_F(MailChannelTest, GoesPlainWhenOpportunisticAndNotOffered) {
  peer_.script.offer_starttls = false;
  EXPECT_EQ(send({{"security", "opportunistic"}}).outcome, SendOutcome::handed_over);
  ASSERT_THAT(peer_.seen, SizeIs(1));
  EXPECT_FALSE(peer_.seen[0].tls);
}

TEST_F(MailChannelTest, GoesPlainWhenConfiguredWithoutSecurity) {
  EXPECT_EQ(send({{"security", "none"}}).outcome, SendOutcome::handed_over);
  ASSERT_THAT(peer_.seen, SizeIs(1));
  EXPECT_FALSE(peer_.seen[0].tls);
}

TEST_F(MailChannelTest, TrustsNobodyElsesCertificate) {
  const auto result = send({{"ca_file", "/etc/ssl/certs/ca-certificates.crt"}});
  EXPECT_EQ(result.outcome, SendOutcome::failed);
  EXPECT_THAT(result.reason, HasSubstr("certifikat"));
  EXPECT_THAT(peer_.seen, IsEmpty());
}

TEST_F(MailChannelTest, AuthenticatesOnlyUnderEncryption) {
  peer_.script.user = "ckl";
  peer_.script.password = "hemligt lösen";
  EXPECT_EQ(send({{"username", "ckl"}, {"password", "hemligt lösen"}}).outcome,
            SendOutcome::handed_over);
  ASSERT_THAT(peer_.seen, SizeIs(1));
  EXPECT_TRUE(peer_.seen[0].authenticated);
  EXPECT_TRUE(peer_.seen[0].tls);
}

TEST_F(MailChannelTest, AWrongPasswordIsOurFaultAndNotTheReceivers) {
  peer_.script.user = "ckl";
  peer_.script.password = "rätt";
  const auto result = send({{"username", "ckl"}, {"password", "fel"}});
  EXPECT_EQ(result.outcome, SendOutcome::failed);
  EXPECT_THAT(peer_.seen, IsEmpty());
}

TEST_F(MailChannelTest, TheReplyToTheTextDecides) {
  peer_.script.data_reply = "554 5.7.1 Rejected";
  auto result = send({});
  EXPECT_EQ(result.outcome, SendOutcome::refused);
  EXPECT_EQ(result.reason, "e-postservern svarade 554 5.7.1");
  peer_.script.data_reply = "452 4.3.1 Full";
  result = send({});
  EXPECT_EQ(result.outcome, SendOutcome::failed);
  EXPECT_THAT(result.reason, Not(StartsWith(in_doubt_words)));
}

TEST_F(MailChannelTest, SilenceBeforeTheTextLeavesNoDoubt) {
  peer_.script.silent_after_rcpt = true;
  const auto result = send({});
  EXPECT_EQ(result.outcome, SendOutcome::failed);
  EXPECT_THAT(result.reason, Not(StartsWith(in_doubt_words)));
  EXPECT_THAT(peer_.commands, Contains("RCPT TO:<anna@example.org>"));
}

TEST_F(MailChannelTest, EachAttemptHasASenderOfItsOwnWhereBouncesAreRead) {
  EXPECT_EQ(send({{"bounces.address", "studs@example.org"},
                  {"bounces.secret", "en hemlighet som båda vet"},
                  {"bounces.host", "imap.example.org"},
                  {"bounces.username", "studs"},
                  {"bounces.password", "ord"}})
                .outcome,
            SendOutcome::handed_over);
  ASSERT_THAT(peer_.seen, SizeIs(1));
  EXPECT_THAT(peer_.seen[0].from, StartsWith("studs+skarpt.m7.2."));
  const ParsedMail mail = parse_mail(peer_.seen[0].message);
  EXPECT_EQ(mail.headers.at("X-CKL-Return"), peer_.seen[0].from);
  EXPECT_THAT(mail.headers.at("From"), HasSubstr("<krisledning@example.org>"));
}

TEST_F(MailChannelTest, ASilentServerDoesNotHoldUpTheOthers) {
  peer_.script.silent_after_body = true;
  EXPECT_EQ(send({}).outcome, SendOutcome::failed);
  peer_.script.silent_after_body = false;
  EXPECT_EQ(send({}).outcome, SendOutcome::handed_over);
}

}  // namespace
}  // namespace ckl::delivery::test
