// The signed sender of each attempt, and the rounds in which a mailbox of bounces is read.
#include "delivery/bounces.hpp"

#include <algorithm>
#include <deque>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "delivery/bounce_reader.hpp"
#include "delivery/dispatch_rig.hpp"
#include "delivery/dsn.hpp"
#include "platform/mailbox_client.hpp"

namespace ckl::delivery::test {
namespace {

using ports::MailboxErrand;
using ports::MailNumber;
using ports::SendOutcome;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::MatchesRegex;
using testing::Not;
using testing::SizeIs;

constexpr const char* secret = "en hemlighet som båda vet";

const BounceAddress& studs() {
  static const BounceAddress address("Studs@Example.org", secret);
  return address;
}

TEST(BounceSender, NamesTheAttemptAndIsSigned) {
  const std::string sender = studs().sender_for("skarpt/message-7/2");
  EXPECT_THAT(sender, MatchesRegex("studs\\+skarpt\\.m7\\.2\\.[0-9a-f]{20}@example\\.org"));
  EXPECT_EQ(studs().key_in("To: <" + sender + ">\r\n"), "skarpt/message-7/2");
}

TEST(BounceSender, IsFoundWhateverServersDoToItsCase) {
  std::string sender = studs().sender_for("ovning-brand-3/message-1234567/11");
  for (char& c : sender) {
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
  }
  EXPECT_EQ(studs().key_in("x studs+ studs+a@b " + sender), "ovning-brand-3/message-1234567/11");
}

TEST(BounceSender, CanNotBeForged) {
  const std::string sender = studs().sender_for("skarpt/message-7/2");
  for (const std::size_t at : {6UZ, 14UZ, 16UZ, 18UZ, 37UZ}) {
    std::string forged = sender;
    forged[at] = forged[at] == '1' ? '2' : '1';
    EXPECT_FALSE(studs().key_in(forged)) << forged;
  }
  const BounceAddress other("studs@example.org", "en annan hemlighet, lika lång");
  EXPECT_FALSE(other.key_in(sender));
  const BounceAddress elsewhere("studs@example.net", secret);
  EXPECT_FALSE(elsewhere.key_in(sender));
  EXPECT_FALSE(studs().key_in("studs+skarpt.m7.2@example.org studs+.@example.org"));
  EXPECT_FALSE(studs().key_in(sender.substr(0, sender.size() - 1)));
}

TEST(BounceSender, StaysWithinWhatAnAddressMayBe) {
  const std::string shortest = "studs@example.org";
  EXPECT_EQ(studs().sender_for("ovning-" + std::string(60, 'x') + "/message-7/2"), shortest);
  EXPECT_EQ(studs().sender_for("skarpt/m\r\nBcc: x@y.z/1"), shortest);
  EXPECT_EQ(studs().sender_for("no key"), shortest);
  const std::string longest = studs().sender_for("ovning-drottninggatan-12/message-123456/3");
  EXPECT_LE(longest.find('@'), 64U);
  EXPECT_THAT(longest, HasSubstr("+"));
}

// ---- options ----

ChannelConfig mail_config(std::map<std::string, std::string> changed) {
  std::map<std::string, std::string> options = {{"host", "smtp.example.org"},
                                                {"from", "krisledning@example.org"},
                                                {"bounces.address", "studs@example.org"},
                                                {"bounces.secret", secret},
                                                {"bounces.host", "imap.example.org"},
                                                {"bounces.username", "studs"},
                                                {"bounces.password", "ord"}};
  for (auto& [name, value] : changed) options[name] = value;
  return {"mail", "epost", std::move(options)};
}

std::string trouble_with(std::map<std::string, std::string> changed) {
  const auto made = make_channel(mail_config(std::move(changed)), {});
  return made ? std::string() : made.error().what;
}

TEST(BounceOptions, AreReadWithTheirPresets) {
  const auto settings = bounce_settings(mail_config({}));
  ASSERT_TRUE(settings);
  EXPECT_EQ(settings->mailbox.port, 993);
  EXPECT_EQ(settings->mailbox.security, ports::MailSecurity::tls);
  EXPECT_EQ(settings->mailbox.folder, "INBOX");
  EXPECT_EQ(settings->every, domain::Seconds{5});
  EXPECT_EQ(bounce_settings(mail_config({{"bounces.security", "starttls"}}))->mailbox.port, 143);
  EXPECT_FALSE(bounce_settings({"mail", "epost", {{"host", "smtp.example.org"}}}));
  EXPECT_FALSE(bounce_settings({"sms", "telia", {}}));
}

TEST(BounceOptions, SayWhatIsWrongAndWhatWouldBeRight) {
  EXPECT_EQ(trouble_with({}), "");
  EXPECT_THAT(trouble_with({{"bounces.secret", "kort"}}), HasSubstr("at least 16 characters"));
  EXPECT_THAT(trouble_with({{"bounces.address", "a+b@example.org"}}), HasSubstr("without +"));
  EXPECT_THAT(trouble_with({{"bounces.address", ""}}), HasSubstr("bounces.address"));
  EXPECT_THAT(trouble_with({{"bounces.host", ""}}), HasSubstr("IMAP server"));
  EXPECT_THAT(trouble_with({{"bounces.password", ""}}), HasSubstr("mailbox's account"));
  EXPECT_THAT(trouble_with({{"bounces.security", "none"}}), HasSubstr("tls, starttls"));
  EXPECT_THAT(trouble_with({{"bounces.folder", "IN\r\nBOX"}}), HasSubstr("bounces.folder"));
  EXPECT_THAT(trouble_with({{"bounces.every_s", "0"}}), HasSubstr("from 1 to 3600"));
  EXPECT_THAT(trouble_with({{"envelope_from", "x@example.org"}}), HasSubstr("takes its place"));
  EXPECT_THAT(trouble_with({{"bounces.adress", "x"}}), HasSubstr("no option 'bounces.adress'"));
}

TEST(MailboxSearch, NumbersAreReadFromTheAnswer) {
  EXPECT_THAT(platform::numbers_of_search("* SEARCH 4 8 15\r\n"), ElementsAre(4, 8, 15));
  EXPECT_THAT(platform::numbers_of_search("* OK x\r\n* SEARCH 4\n"), ElementsAre(4));
  EXPECT_THAT(platform::numbers_of_search("* SEARCH\r\n"), IsEmpty());
  EXPECT_THAT(platform::numbers_of_search("* SEARCH 4 -1 x 99999999999 7\r\n"), ElementsAre(4, 7));
  // Cut off: half a number is another mail's.
  EXPECT_THAT(platform::numbers_of_search("* SEARCH 40 8"), ElementsAre(40));
}

// ---- rounds ----

// A mailbox that answers when it is told to.
class HandMailbox final : public ports::Mailbox {
 public:
  void ask(const ports::MailboxServer& /*server*/, MailboxErrand errand,
           const std::vector<MailNumber>& which, Done done) override {
    asked.emplace_back(errand, which);
    ports::MailboxAnswer answer;
    answer.fault = fault;
    if (fault.empty()) perform(errand, which, answer);
    waiting.push_back([done = std::move(done), answer = std::move(answer)]() mutable {
      done(std::move(answer));
    });
  }

  void run() {
    while (!waiting.empty()) {
      auto next = std::move(waiting.front());
      waiting.pop_front();
      next();
    }
  }

  std::map<MailNumber, std::string> mails;
  std::set<MailNumber> flagged;
  std::set<MailNumber> deleted;
  std::string fault;
  std::vector<std::pair<MailboxErrand, std::vector<MailNumber>>> asked;
  std::deque<std::move_only_function<void()>> waiting;

 private:
  void perform(MailboxErrand errand, const std::vector<MailNumber>& which,
               ports::MailboxAnswer& answer) {
    if (errand == MailboxErrand::done) deleted.insert(which.begin(), which.end());
    if (errand == MailboxErrand::aside) flagged.insert(which.begin(), which.end());
    if (errand == MailboxErrand::fetch) answer.text = mails.at(which.front());
    if (errand == MailboxErrand::discard) {
      std::erase_if(mails, [this](const auto& mail) { return deleted.contains(mail.first); });
    }
    if (errand != MailboxErrand::list) return;
    for (const auto& [number, text] : mails) {
      if (!flagged.contains(number) && !deleted.contains(number)) answer.mails.push_back(number);
    }
  }
};

class BounceRounds : public testing::Test {
 protected:
  static std::string bounce_of(const std::string& key, const std::string& status = "5.1.1") {
    return "From: MAILER-DAEMON@example.org\r\nTo: " + studs().sender_for(key) +
           "\r\nContent-Type: multipart/report; boundary=b\r\n\r\n--b\r\n"
           "Content-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; x\r\n\r\n"
           "Action: failed\r\nStatus: " +
           status + "\r\n\r\n--b--\r\n";
  }

  void start() {
    reader_.emplace(
        "epost", *bounce_settings(mail_config({})),
        BounceReader::Parts{
            .mailbox = mailbox_,
            .wake_up = wake_up_,
            .clock = clock_,
            .report = [this](std::string_view key,
                             ports::SendResult result) { return report(key, std::move(result)); },
            .test_alarm = [](std::string_view mail) { return mail.contains("PROVLARM"); }});
    reader_->start();
    mailbox_.run();
  }

  void next_round() {
    ASSERT_TRUE(wake_up_.due);
    clock_.time = *wake_up_.due;
    std::exchange(wake_up_.fire, nullptr)();
    mailbox_.run();
  }

  ports::Result<void> report(std::string_view key, ports::SendResult result) {
    if (refusal_) return std::unexpected(ports::Failure{*refusal_, "no"});
    reported_.emplace_back(std::string(key), std::move(result));
    return {};
  }

  HandMailbox mailbox_;
  HandWakeUp wake_up_;
  FakeClock clock_;
  std::optional<ports::FailureCode> refusal_;
  std::vector<std::pair<std::string, ports::SendResult>> reported_;
  std::optional<BounceReader> reader_;
};

TEST_F(BounceRounds, ReportABounceAndRemoveItARoundLater) {
  mailbox_.mails[7] = bounce_of("skarpt/message-7/2");
  start();
  ASSERT_THAT(reported_, SizeIs(1));
  EXPECT_EQ(reported_[0].first, "skarpt/message-7/2");
  EXPECT_EQ(reported_[0].second.outcome, SendOutcome::refused);
  EXPECT_THAT(mailbox_.mails, SizeIs(1));
  next_round();
  EXPECT_THAT(mailbox_.mails, IsEmpty());
  EXPECT_THAT(reported_, SizeIs(1));
}

TEST_F(BounceRounds, SetAsideWhatIsNoneOfOursOrForged) {
  mailbox_.mails[1] = "From: anna@example.org\r\n\r\nHej!\r\n";
  std::string forged = bounce_of("skarpt/message-7/2");
  forged.replace(forged.find("m7"), 2, "m8");
  mailbox_.mails[2] = forged;
  start();
  EXPECT_THAT(reported_, IsEmpty());
  EXPECT_THAT(mailbox_.flagged, ElementsAre(1, 2));
  next_round();
  EXPECT_THAT(mailbox_.mails, SizeIs(2));
}

// A test alarm that bounced has not arrived, though the bounce quotes it.
TEST_F(BounceRounds, ATestAlarmThatCameIsRemovedAndOneThatBouncedIsABounce) {
  mailbox_.mails[1] = "Subject: PROVLARM PROV1A2B\r\n\r\nProv\r\n";
  mailbox_.mails[2] = bounce_of("_provlarm/message-1795000000001/1") + "Subject: PROVLARM\r\n";
  start();
  EXPECT_THAT(mailbox_.flagged, IsEmpty());
  ASSERT_THAT(reported_, SizeIs(1));
  EXPECT_EQ(reported_[0].first, "_provlarm/message-1795000000001/1");
  next_round();
  EXPECT_THAT(mailbox_.mails, IsEmpty());
}

TEST_F(BounceRounds, AnUnknownAttemptIsLeftToAPerson) {
  refusal_ = ports::FailureCode::not_found;
  mailbox_.mails[3] = bounce_of("skarpt/message-9/1");
  start();
  EXPECT_THAT(mailbox_.flagged, ElementsAre(3));
}

TEST_F(BounceRounds, WhatTheWorkspaceDoesNotTakeNowStaysForTheNext) {
  refusal_ = ports::FailureCode::unreachable;
  mailbox_.mails[3] = bounce_of("skarpt/message-9/1");
  start();
  EXPECT_THAT(mailbox_.flagged, IsEmpty());
  refusal_.reset();
  next_round();
  EXPECT_THAT(reported_, SizeIs(1));
}

TEST_F(BounceRounds, AMailboxThatFailsIsAskedAgainAndToldOf) {
  mailbox_.mails[7] = bounce_of("skarpt/message-7/2");
  mailbox_.fault = "inloggningen vid tjänsten nekades";
  start();
  next_round();
  EXPECT_FALSE(reader_->fault());
  next_round();
  ASSERT_TRUE(reader_->fault());
  EXPECT_THAT(reader_->fault()->sv, HasSubstr("epost"));
  EXPECT_THAT(reader_->fault()->sv, HasSubstr("nekades"));
  mailbox_.fault.clear();
  next_round();
  EXPECT_FALSE(reader_->fault());
  EXPECT_THAT(reported_, SizeIs(1));
}

TEST_F(BounceRounds, ManyComeInSeveralRoundsWithoutAPause) {
  for (MailNumber number = 1; number <= 450; ++number) {
    mailbox_.mails[number] = bounce_of("skarpt/message-" + std::to_string(number) + "/1");
  }
  start();
  EXPECT_THAT(reported_, SizeIs(200));
  EXPECT_EQ(wake_up_.due, clock_.time);
  next_round();
  next_round();
  EXPECT_THAT(reported_, SizeIs(450));
}

TEST_F(BounceRounds, NothingIsReportedAfterTheEnd) {
  mailbox_.mails[7] = bounce_of("skarpt/message-7/2");
  reader_.emplace("epost", *bounce_settings(mail_config({})),
                  BounceReader::Parts{.mailbox = mailbox_,
                                      .wake_up = wake_up_,
                                      .clock = clock_,
                                      .report = [this](std::string_view key, auto result) {
                                        return report(key, std::move(result));
                                      }});
  reader_->start();
  reader_.reset();
  mailbox_.run();
  EXPECT_THAT(reported_, IsEmpty());
}

// A 250 of the mail server is not the end: the bounce moves the ladder on at once.
TEST(BounceLadder, ABounceCallsTheNextRungAtOnce) {
  DispatchRig rig;
  rig.ladder = {{.channel = "mail"}, {.channel = "sms", .after = domain::Seconds{600}}};
  rig.found_city(1, 1);
  rig.begin();
  rig.report_incident();
  rig.settle();
  ASSERT_THAT(rig.mail.letters, SizeIs(1));
  EXPECT_THAT(rig.sms.letters, IsEmpty());
  auto bounced = *read_bounce("Return-Path: <>\r\n\r\ncould not be delivered: 5.1.1 unknown\r\n");
  ASSERT_TRUE(rig.dispatcher->receipt(rig.mail.letters[0].key, std::move(bounced)));
  rig.settle();
  EXPECT_THAT(rig.sms.letters, SizeIs(1));
  EXPECT_FALSE(rig.sms.letters[0].repeated);
  const auto& attempt = rig.message_to("p-1").attempts.front();
  EXPECT_TRUE(attempt.permanent);
  EXPECT_THAT(attempt.reason, HasSubstr("5.1.1"));
  rig.advance(std::chrono::minutes(5));
  EXPECT_EQ(std::ranges::count(rig.message_to("p-1").attempts, "mail", &domain::Attempt::channel),
            1);
}

}  // namespace
}  // namespace ckl::delivery::test
