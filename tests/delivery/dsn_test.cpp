// What mail servers write back, as they write it, and what is made of it.
#include "delivery/dsn.hpp"

#include <fstream>
#include <iterator>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "delivery/mail_parts.hpp"
#include "delivery/outcomes.hpp"

namespace ckl::delivery::test {
namespace {

using ports::SendOutcome;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

// A notification with these fields about the one recipient.
std::string report(const std::string& fields) {
  return "Return-Path: <>\r\n"
         "From: MAILER-DAEMON@mail.example.org (Mail Delivery System)\r\n"
         "Content-Type: multipart/report; report-type=delivery-status;\r\n"
         "\tboundary=\"4D8F1.17/mail.example.org\"\r\n"
         "\r\n"
         "This is a MIME-encapsulated message.\r\n"
         "\r\n"
         "--4D8F1.17/mail.example.org\r\n"
         "Content-Type: text/plain; charset=us-ascii\r\n"
         "\r\n"
         "I'm sorry to have to inform you that your message could not be delivered.\r\n"
         "\r\n"
         "--4D8F1.17/mail.example.org\r\n"
         "Content-Type: message/delivery-status\r\n"
         "\r\n"
         "Reporting-MTA: dns; mail.example.org\r\n"
         "Arrival-Date: Sun, 22 Nov 2026 03:00:00 +0100\r\n"
         "\r\n"
         "Final-Recipient: rfc822; anna@example.org\r\n" +
         fields +
         "\r\n"
         "--4D8F1.17/mail.example.org\r\n"
         "Content-Type: message/rfc822\r\n"
         "\r\n"
         "Subject: INKALLNING\r\n"
         "\r\n"
         "Du kallas in.\r\n"
         "--4D8F1.17/mail.example.org--\r\n";
}

ports::SendResult read(const std::string& mail) {
  auto result = read_bounce(mail);
  EXPECT_TRUE(result) << mail;
  return std::move(result).value_or(ports::SendResult{SendOutcome::handed_over, {}, "no bounce"});
}

std::string sample(const std::string& name) {
  std::ifstream file(CKL_SOURCE_DIR "/tests/fuzz/corpus/bounce/" + name);
  EXPECT_TRUE(file) << name;
  return {std::istreambuf_iterator<char>(file), {}};
}

TEST(Bounce, APermanentFailureIsARefusalWithTheStatusInPlainWords) {
  const auto result =
      read(report("Action: failed\r\nStatus: 5.1.1\r\n"
                  "Diagnostic-Code: smtp; 550 5.1.1 <anna@example.org>: User unknown\r\n"));
  EXPECT_EQ(result.outcome, SendOutcome::refused);
  EXPECT_EQ(result.reason, "e-posten studsade, 5.1.1: adressen finns inte");
}

TEST(Bounce, AFailureOfThePresentMayBeTriedAgain) {
  const auto result = read(report("Action: failed\r\nStatus: 4.4.7\r\n"));
  EXPECT_EQ(result.outcome, SendOutcome::failed);
  EXPECT_EQ(result.reason, "e-posten studsade, 4.4.7: tiden för leverans tog slut");
  EXPECT_THAT(result.reason, Not(StartsWith(in_doubt_words)));
}

TEST(Bounce, ADelayLeavesDoubt) {
  const auto result = read(report("Action: delayed\r\nStatus: 4.4.1\r\n"));
  EXPECT_EQ(result.outcome, SendOutcome::failed);
  EXPECT_THAT(result.reason, StartsWith(in_doubt_words));
  EXPECT_THAT(result.reason, HasSubstr("4.4.1: mottagarens server svarar inte"));
}

TEST(Bounce, TellsOfDeliveryToo) {
  EXPECT_EQ(read(report("Action: delivered\r\nStatus: 2.0.0\r\n")).outcome, SendOutcome::delivered);
  EXPECT_EQ(read(report("Action: relayed\r\nStatus: 2.0.0\r\n")).outcome, SendOutcome::handed_over);
}

TEST(Bounce, TheOtherServersWordSaysMoreThanABareStatus) {
  const auto result =
      read(report("Action: FAILED\r\nStatus: 5.0.0\r\nDiagnostic-Code: x-unix;\r\n"
                  "\thost said: 552 5.2.2 <anna@example.org>: mailbox full\r\n"));
  EXPECT_EQ(result.outcome, SendOutcome::refused);
  EXPECT_THAT(result.reason, HasSubstr("5.2.2: brevlådan är full"));
}

TEST(Bounce, AReplyWithoutAnEnhancedStatusCounts) {
  EXPECT_EQ(read(report("Action: failed\r\nDiagnostic-Code: smtp; 450 try later\r\n")).outcome,
            SendOutcome::failed);
  EXPECT_EQ(read(report("Action: failed\r\n")).outcome, SendOutcome::refused);
}

TEST(Bounce, AFailureAmongSeveralRecipientsCounts) {
  const auto result =
      read(report("Action: delivered\r\nStatus: 2.1.5\r\n\r\n"
                  "Final-Recipient: rfc822; b@example.org\r\nAction: failed\r\nStatus: 5.1.2\r\n"));
  EXPECT_EQ(result.outcome, SendOutcome::refused);
}

TEST(Bounce, NoReasonNamesAnybody) {
  for (const char* name :
       {"postfix-unknown.eml", "postfix-refused.eml", "postfix-delayed.eml", "postfix-expired.eml",
        "plain-postfix.eml", "exim.eml", "qmail.eml", "exchange.eml"}) {
    EXPECT_THAT(read(sample(name)).reason, Not(HasSubstr("@"))) << name;
  }
}

TEST(Bounce, ReadsWhatRealServersWrite) {
  EXPECT_EQ(read(sample("postfix-unknown.eml")).reason,
            "e-posten studsade, 5.1.1: adressen finns inte");
  EXPECT_EQ(read(sample("postfix-refused.eml")).outcome, SendOutcome::refused);
  EXPECT_THAT(read(sample("postfix-delayed.eml")).reason, StartsWith(in_doubt_words));
  EXPECT_EQ(read(sample("postfix-expired.eml")).outcome, SendOutcome::failed);
  EXPECT_EQ(read(sample("exim.eml")).outcome, SendOutcome::refused);
  EXPECT_EQ(read(sample("exchange.eml")).reason,
            "e-posten studsade, 5.1.10: adressen tar inte emot e-post");
}

TEST(Bounce, ReadsPlainWordsOfAServer) {
  const auto postfix = read(sample("plain-postfix.eml"));
  EXPECT_EQ(postfix.outcome, SendOutcome::refused);
  EXPECT_EQ(postfix.reason, "e-posten studsade, 5.1.1: adressen finns inte");
  EXPECT_EQ(read(sample("qmail.eml")).outcome, SendOutcome::refused);
  const auto warning = read(
      "From: MAILER-DAEMON@example.org\n\n"
      "# THIS IS A WARNING ONLY.  YOU DO NOT NEED TO RESEND YOUR MESSAGE. #\n\n"
      "<anna@example.org>: connect to mx[192.0.2.1]:25: Connection timed out (4.4.1)\n");
  EXPECT_THAT(warning.reason, StartsWith(in_doubt_words));
  EXPECT_THAT(warning.reason, HasSubstr("4.4.1"));
}

TEST(Bounce, WhatPeopleAndTheirMachinesAnswerIsNone) {
  EXPECT_FALSE(read_bounce(""));
  EXPECT_FALSE(read_bounce(sample("vacation.eml")));
  EXPECT_FALSE(read_bounce("From: anna@example.org\n\nJag kommer. 550 5.1.1 user unknown\n"));
  EXPECT_FALSE(read_bounce("From: MAILER-DAEMON@example.org\n\nHej på dig, rum 550 klockan 4.\n"));
  EXPECT_FALSE(
      read_bounce("Return-Path: <>\nAuto-Submitted: auto-replied (vacation)\n"
                  "From: postmaster@example.org\n\nuser unknown until Monday\n"));
}

TEST(Bounce, ADamagedOneIsReadAsFarAsItGoes) {
  const std::string whole = report("Action: failed\r\nStatus: 5.1.1\r\n");
  for (std::size_t size = 0; size < whole.size(); ++size) {
    static_cast<void>(read_bounce(whole.substr(0, size)));
  }
  // The part that came back is cut off, as the mailbox is read 64 KiB at most.
  EXPECT_EQ(read(whole.substr(0, whole.find("message/rfc822"))).outcome, SendOutcome::refused);
}

TEST(MailParts, FieldsAreUnfoldedAndTheFirstCounts) {
  const auto part = split_part("To: a@b.c\r\nSubject: one\r\n two\r\nTo: d@e.f\r\n g\r\n\r\nbody");
  EXPECT_EQ(field_value(part.fields, "to"), "a@b.c");
  EXPECT_EQ(field_value(part.fields, "subject"), "one two");
  EXPECT_EQ(part.body, "body");
}

TEST(MailParts, PartsEndAtTheirBoundary) {
  EXPECT_THAT(split_multipart("x\n--b\none\n--bee\n--b\ntwo\n--b--\nafter", "b", 9),
              ElementsAre("one\n--bee\n", "two\n"));
  EXPECT_THAT(split_multipart("--b\nopen end", "b", 9), ElementsAre("open end"));
  EXPECT_EQ(parameter_of("multipart/report; report-type=x; boundary=\"a b\"", "boundary"), "a b");
  EXPECT_EQ(parameter_of("multipart/mixed; Boundary=plain ; x=y", "boundary"), "plain");
}

}  // namespace
}  // namespace ckl::delivery::test
