// The channel over Kannel: what is asked of sendsms, what its words mean, and each way in which
// Kannel loses a text in silence.
#include "delivery/kannel.hpp"

#include <algorithm>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "delivery/benches.hpp"
#include "delivery/form.hpp"
#include "delivery/outcomes.hpp"
#include "platform/http_client.hpp"

namespace ckl::delivery::test {
namespace {

using ports::SendOutcome;
using testing::AllOf;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::SizeIs;
using testing::StartsWith;

constexpr const char* report_secret = "kvittonas hemlighet";
constexpr const char* answers_secret = "svarens hemlighet";

// A message in store-status.xml, as Kannel 1.4.5 writes it.
std::string queued(const std::string& to, const std::string& text) {
  return "\t<message>\n\t<type>MT-PUSH</type>\n\t<receiver>" + to +
         "</receiver>\n\t<flags>-1:2:-1:-1:31</flags>\n\t<msg-data>" + text +
         "</msg-data>\n\t</message>\n";
}

class Kannel : public testing::Test {
 protected:
  using Options = std::map<std::string, std::string>;

  Kannel() { answer(202, "0: Accepted for delivery"); }

  Options options() const {
    return {{"dialect", "kannel"},
            {"url", peer_.url() + "/cgi-bin/sendsms"},
            {"username", "ckl"},
            {"password", "hemligt&ord"},
            {"from", "+46701000000"},
            {"report.url", "https://ckl.example.org/v1/receipts/kannel"},
            {"report.secret", report_secret},
            {"answers.secret", answers_secret},
            {"answers.country", "46"},
            {"status.url", peer_.url()},
            {"status.password", "läge"},
            {"timeout_ms", "400"}};
  }

  std::unique_ptr<ports::Channel> channel(Options given) {
    auto made = make_channel({"sms", "kannel", std::move(given)},
                             {.http = &client_, .mail = nullptr, .clock = &clock_, .console = {}});
    EXPECT_TRUE(made) << made.error().what;
    return made ? std::move(*made) : nullptr;
  }

  ports::SendResult send(Options given) {
    const auto through = channel(std::move(given));
    std::optional<ports::SendResult> result;
    through->send(letter_, [&](ports::SendResult outcome) { result = std::move(outcome); });
    EXPECT_TRUE(run_until(io_, [&] { return result.has_value(); }));
    return result.value_or(ports::SendResult{});
  }
  ports::SendResult send() { return send(options()); }

  void answer(int status, const std::string& body) {
    peer_.handler = [=](const HttpSeen&) { return HttpAnswer{status, body, {}}; };
  }

  // The fields of the n-th request to sendsms, as Kannel reads them.
  FormFields asked(std::size_t n = 0) {
    std::vector<HttpSeen> asked;
    std::ranges::copy_if(peer_.seen, std::back_inserter(asked), [](const HttpSeen& one) {
      return one.target.starts_with("/cgi-bin/sendsms?");
    });
    FormFields fields;
    if (n < asked.size()) take_form(asked[n].target.substr(asked[n].target.find('?') + 1), fields);
    return fields;
  }

  // Kannel calls the report's address with type and answer in their places.
  ports::Result<ports::Receipt> report(int type, const std::string& words) {
    std::string url = asked().at("dlr-url");
    const auto put = [&](const std::string& place, const std::string& value) {
      url.replace(url.find(place), place.size(), value);
    };
    put("%d", std::to_string(type));
    put("%A", words);
    const std::string query = url.substr(url.find('?') + 1);
    return channel(options())->read_receipt(
        {.query = query, .content_type = {}, .body = {}, .secret = {}});
  }

  ports::Result<ports::IncomingText> text(const std::string& query) {
    return channel(options())->read_text(
        {.query = query, .content_type = {}, .body = {}, .secret = {}});
  }

  boost::asio::io_context io_;
  HttpPeer peer_{io_};
  FakeClock clock_;
  platform::CurlHttpClient client_{io_.get_executor()};
  ports::Letter letter_{.key = "skarpt/message-7/2",
                        .address = "+46701740605",
                        .subject = {},
                        .text = "Hela texten",
                        .short_text = "Åk till \"Norrmalm\" & svara: 100 % + 1 €",
                        .link = {},
                        .code = "K7BD",
                        .sender = {},
                        .mode = domain::Mode::live,
                        .repeated = false};
};

TEST_F(Kannel, IsAskedWithEveryValueEscaped) {
  EXPECT_EQ(send().outcome, SendOutcome::handed_over);
  ASSERT_THAT(peer_.seen, SizeIs(1));
  EXPECT_EQ(peer_.seen[0].method, "GET");
  // A raw blank gets no answer at all.
  EXPECT_THAT(peer_.seen[0].target, AllOf(Not(HasSubstr(" ")), HasSubstr("to=%2B46701740605&")));
  const FormFields fields = asked();
  EXPECT_EQ(fields.at("username"), "ckl");
  EXPECT_EQ(fields.at("password"), "hemligt&ord");
  EXPECT_EQ(fields.at("from"), "+46701000000");
  EXPECT_EQ(fields.at("to"), "+46701740605");
  EXPECT_EQ(fields.at("text"), letter_.short_text);
  EXPECT_EQ(fields.at("charset"), "UTF-8");
  EXPECT_EQ(fields.at("coding"), "0");
  EXPECT_EQ(fields.at("dlr-mask"), "31");
  EXPECT_FALSE(fields.contains("validity"));
}

// With coding=0 Kannel turns an emoji into "?" and says nothing.
TEST_F(Kannel, SignsThatGsmLacksGoAsUnicode) {
  letter_.short_text = "Åska 🚨 – kör försiktigt";
  EXPECT_EQ(send().outcome, SendOutcome::handed_over);
  EXPECT_EQ(asked().at("coding"), "2");
  EXPECT_EQ(asked().at("text"), letter_.short_text);
}

// Kannel answers 202 and drops the parts beyond max-messages.
TEST_F(Kannel, ATextOfTooManyPartsIsRefusedAndNotCut) {
  letter_.short_text = std::string(153 * 3 + 1, 'x');
  const auto result = send();
  EXPECT_EQ(result.outcome, SendOutcome::refused);
  EXPECT_THAT(result.reason, HasSubstr("4 delar"));
  EXPECT_THAT(peer_.seen, IsEmpty());
  Options more = options();
  more["max_messages"] = "4";
  EXPECT_EQ(send(more).outcome, SendOutcome::handed_over);
}

TEST_F(Kannel, AFullTextThatDoesNotFitGivesWayToTheShortOne) {
  Options full = options();
  full["text"] = "full";
  EXPECT_EQ(send(full).outcome, SendOutcome::handed_over);
  EXPECT_EQ(asked(0).at("text"), "Hela texten");
  letter_.text = std::string(1'000, 'x');
  EXPECT_EQ(send(full).outcome, SendOutcome::handed_over);
  EXPECT_EQ(asked(1).at("text"), letter_.short_text);
}

// Kannel cuts UCS-2 after 67 units, between the two of an emoji if they stand there.
TEST_F(Kannel, AnEmojiAtASeamIsMovedBehindIt) {
  letter_.short_text = std::string(66, 'x') + "🚨" + std::string(20, 'y');
  EXPECT_EQ(send().outcome, SendOutcome::handed_over);
  EXPECT_EQ(asked().at("text"), std::string(66, 'x') + " 🚨" + std::string(20, 'y'));
}

TEST_F(Kannel, QueuedIsHandedOverAndSaysSo) {
  answer(202, "3: Queued for later delivery");
  const auto result = send();
  EXPECT_EQ(result.outcome, SendOutcome::handed_over);
  EXPECT_THAT(result.gateway_ref, StartsWith("köad"));
}

// A wrong password gets 200 with the body "Denied" at the administration, 403 at sendsms.
TEST_F(Kannel, NoIsNeverTakenForYes) {
  struct Case {
    int status;
    const char* body;
    SendOutcome outcome;
    const char* reason;
  };
  for (const Case& each :
       {Case{200, "Denied", SendOutcome::failed, "tog inte emot"},
        Case{202, "Denied", SendOutcome::failed, "tog inte emot"},
        Case{202, "", SendOutcome::failed, "tog inte emot"},
        Case{403, "Authorization failed for sendsms", SendOutcome::failed, "inloggningen"},
        Case{403, "Not routable. Do not try again.", SendOutcome::failed, "ingen väg ut"},
        Case{400, "Empty receiver number not allowed, rejected", SendOutcome::refused, "400"},
        Case{404, "", SendOutcome::refused, "404"},
        Case{503, "Temporal failure, try again later.", SendOutcome::failed, "503"}}) {
    answer(each.status, each.body);
    const auto result = send();
    EXPECT_EQ(result.outcome, each.outcome) << each.status << each.body;
    EXPECT_THAT(result.reason, HasSubstr(each.reason)) << each.status << each.body;
  }
}

TEST_F(Kannel, WhatMustNotArriveLateSaysSo) {
  Options soon = options();
  soon["validity_minutes"] = "30";
  EXPECT_EQ(send(soon).outcome, SendOutcome::handed_over);
  EXPECT_EQ(asked().at("validity"), "30");
}

TEST_F(Kannel, WithoutReportsNoneAreAskedFor) {
  Options none = options();
  none.erase("report.url");
  none.erase("report.secret");
  EXPECT_EQ(send(none).outcome, SendOutcome::handed_over);
  EXPECT_FALSE(asked().contains("dlr-url"));
  EXPECT_FALSE(asked().contains("dlr-mask"));
  const auto report = channel(none)->read_receipt({});
  ASSERT_FALSE(report);
  EXPECT_EQ(report.error().code, ports::FailureCode::not_found);
}

// ---- doubt ----

TEST_F(Kannel, ALostAnswerIsAskedAboutInTheQueue) {
  peer_.handler = [&](const HttpSeen& seen) -> std::optional<HttpAnswer> {
    if (seen.target.starts_with("/cgi-bin/sendsms")) return std::nullopt;
    EXPECT_EQ(seen.target, "/store-status.xml?password=l%C3%A4ge");
    return HttpAnswer{
        200, queued("+46709999999", "K7BD") + queued("+46701740605", "Svara+K7BD+ja"), {}};
  };
  const auto result = send();
  EXPECT_EQ(result.outcome, SendOutcome::handed_over);
  EXPECT_THAT(result.gateway_ref, HasSubstr("väntar"));
}

TEST_F(Kannel, WhatIsNotInTheQueueStaysInDoubt) {
  peer_.handler = [&](const HttpSeen& seen) -> std::optional<HttpAnswer> {
    if (seen.target.starts_with("/cgi-bin/sendsms")) return std::nullopt;
    return HttpAnswer{200, "Denied", {}};
  };
  const auto result = send();
  EXPECT_EQ(result.outcome, SendOutcome::failed);
  EXPECT_THAT(result.reason, StartsWith(in_doubt_words));
}

TEST_F(Kannel, TheQueueIsReadAsKannelWritesIt) {
  const std::string store =
      queued("+46701740605", "Svara+K8CC") + queued("+46701740606", "%00K%007%00B%00D");
  EXPECT_TRUE(kannel::waits_in_store(store, "+46701740605", "K8CC"));
  EXPECT_TRUE(kannel::waits_in_store(store, "+46701740606", "K7BD"));
  EXPECT_FALSE(kannel::waits_in_store(store, "+46701740605", "K7BD"));
  EXPECT_FALSE(kannel::waits_in_store(store, "+46701740605", ""));
  for (const char* broken : {"", "<message>", "<message><receiver>+46701740605", "Denied",
                             "<message><receiver></message><message></message>"}) {
    EXPECT_FALSE(kannel::waits_in_store(broken, "+46701740605", "K7BD")) << broken;
  }
}

TEST_F(Kannel, ARepeatIsNotSentWhileTheFirstStillWaits) {
  letter_.repeated = true;
  bool waits = true;
  peer_.handler = [&](const HttpSeen& seen) -> std::optional<HttpAnswer> {
    if (seen.target.starts_with("/cgi-bin/sendsms")) {
      return HttpAnswer{202, "0: Accepted for delivery", {}};
    }
    return HttpAnswer{
        200, waits ? queued("+46701740605", "%00K%007%00B%00D%D8%3D%DE%A8") : "<gateway/>", {}};
  };
  EXPECT_EQ(send().outcome, SendOutcome::handed_over);
  EXPECT_THAT(asked(), IsEmpty());
  waits = false;
  EXPECT_EQ(send().outcome, SendOutcome::handed_over);
  EXPECT_EQ(asked().at("to"), "+46701740605");
}

// ---- reports ----

TEST_F(Kannel, AReportFindsItsAttempt) {
  static_cast<void>(send());
  const auto delivered = report(1, "id%3A1+stat%3ADELIVRD+err%3A000");
  ASSERT_TRUE(delivered) << delivered.error().what;
  EXPECT_EQ(delivered->key, "skarpt/message-7/2");
  EXPECT_EQ(delivered->result.outcome, SendOutcome::delivered);
  EXPECT_EQ(report(8, "")->result.outcome, SendOutcome::handed_over);
  EXPECT_EQ(report(4, "")->result.outcome, SendOutcome::handed_over);
}

// UNDELIV, REJECTD and EXPIRED all come as type 2.
TEST_F(Kannel, TheOperatorsWordsTellWhatFailed) {
  static_cast<void>(send());
  const auto outcome = [&](int type, const std::string& words) {
    const auto receipt = report(type, words);
    return receipt ? receipt->result : ports::SendResult{};
  };
  const std::string receipt = "id:17 sub:001 dlvrd:000 submit+date:2611220300 stat:";
  EXPECT_EQ(outcome(2, receipt + "UNDELIV+err:027+text:Du").outcome, SendOutcome::refused);
  EXPECT_THAT(outcome(2, receipt + "UNDELIV+err:027+text:Du").reason,
              HasSubstr("UNDELIV (err 027)"));
  EXPECT_EQ(outcome(2, receipt + "REJECTD+err:001").outcome, SendOutcome::refused);
  EXPECT_EQ(outcome(2, receipt + "EXPIRED+err:000").outcome, SendOutcome::failed);
  EXPECT_THAT(outcome(2, receipt + "UNKNOWN+err:000").reason, StartsWith(in_doubt_words));
  EXPECT_EQ(outcome(2, "").outcome, SendOutcome::failed);
  EXPECT_EQ(outcome(16, "NACK/0x0000000b/Invalid+Destination+Address").outcome,
            SendOutcome::refused);
  EXPECT_THAT(outcome(16, "NACK/0x0000000b/Invalid+Destination+Address").reason,
              HasSubstr("Invalid Destination Address"));
  EXPECT_EQ(outcome(16, "NACK/Retries+Exceeded").outcome, SendOutcome::failed);
  // Of a text in several parts Kannel tells no cause: it may pass, so it is tried again.
  EXPECT_EQ(outcome(16, "NACK%2F").outcome, SendOutcome::failed);
  EXPECT_EQ(outcome(16, "NACK%2F").reason, "operatören tog inte emot");
  EXPECT_EQ(outcome(16, "NACK/0x00000058/Throttling+error").outcome, SendOutcome::failed);
  // What the message itself says proves nothing, and gets into no journal.
  EXPECT_EQ(outcome(2, receipt + "EXPIRED+text:stat:UNDELIV+err:9").outcome, SendOutcome::failed);
  EXPECT_THAT(outcome(2, receipt + "EXPIRED+text:hemligt").reason, Not(HasSubstr("hemligt")));
}

TEST_F(Kannel, AForgedReportHasNoEffect) {
  static_cast<void>(send());
  const std::string url = asked().at("dlr-url");
  const std::string token = url.substr(url.find("token=") + 6, 32);
  const auto why = [&](const std::string& query) {
    const auto receipt = channel(options())->read_receipt(
        {.query = query, .content_type = {}, .body = {}, .secret = {}});
    return receipt ? std::string("believed") : receipt.error().what;
  };
  EXPECT_EQ(why("key=skarpt/message-7/2&token=" + token + "&type=1"), "believed");
  EXPECT_THAT(why("key=skarpt/message-7/2&type=1"), HasSubstr("wrong token"));
  EXPECT_THAT(why("key=skarpt/message-7/2&token=&type=1"), HasSubstr("wrong token"));
  EXPECT_THAT(why("key=skarpt/message-8/2&token=" + token + "&type=1"), HasSubstr("wrong token"));
  EXPECT_THAT(why("key=ovning/message-7/2&token=" + token + "&type=1"), HasSubstr("wrong token"));
  EXPECT_THAT(why("key=skarpt/message-7/2&token=" + token + "&type=7"), HasSubstr("unknown type"));
  EXPECT_THAT(why("key=skarpt/message-7/2&token=" + token), HasSubstr("unknown type"));
  EXPECT_THAT(why(std::string(100'000, 'x')), HasSubstr("too large"));
}

TEST_F(Kannel, AKeyThatWouldNotStayWholeIsRefused) {
  letter_.key = "skarpt/m %d/1";
  EXPECT_EQ(send().outcome, SendOutcome::refused);
  EXPECT_THAT(peer_.seen, IsEmpty());
}

// ---- texts in ----

TEST_F(Kannel, ATextComesInWithItsIdAndSender) {
  const auto came = text(
      "secret=svarens+hemlighet&from=%2B46701740605&id=uuid-1&cs=UTF-8&coding=0"
      "&text=Ja+40%2C+p%C3%A5+v%C3%A4g");
  ASSERT_TRUE(came) << came.error().what;
  EXPECT_EQ(came->id, "uuid-1");
  EXPECT_EQ(came->sender, "46701740605");
  EXPECT_EQ(came->text, "Ja 40, på väg");
}

// A text in UCS-2 comes as raw UTF-16BE, whatever was asked for.
TEST_F(Kannel, ATextIsDecodedByTheAlphabetThatKannelNames) {
  const std::string head = "secret=svarens+hemlighet&from=0701740605&id=1";
  EXPECT_EQ(text(head + "&cs=UTF-16BE&coding=2&text=%00j%00a%00+%D8%3D%DE%A8")->text, "ja 🚨");
  EXPECT_EQ(text(head + "&coding=2&text=%00j%00a")->text, "ja");
  EXPECT_EQ(text(head + "&cs=UTF-8&text=ja&text=nej")->text, "ja");
  EXPECT_EQ(text(head + "&text=")->text, "");
  EXPECT_EQ(text(head + "&text=ja")->sender, "46701740605");
}

TEST_F(Kannel, ATextWithoutTheSecretIsNotHeard) {
  for (const std::string query :
       {"from=%2B46701740605&id=1&text=ja", "secret=&id=1&text=ja", "secret=fel&id=1&text=ja"}) {
    const auto came = text(query);
    ASSERT_FALSE(came) << query;
    EXPECT_EQ(came.error().code, ports::FailureCode::refused);
  }
  EXPECT_THAT(text("secret=svarens+hemlighet&text=ja").error().what, HasSubstr("id=%I"));
  EXPECT_THAT(text("secret=svarens+hemlighet&id=1").error().what, HasSubstr("text=%b"));
  Options none = options();
  none.erase("answers.secret");
  EXPECT_FALSE(channel(none)->takes_texts());
  EXPECT_EQ(channel(none)->read_text({}).error().code, ports::FailureCode::not_found);
  EXPECT_TRUE(channel(options())->takes_texts());
}

// ---- configuration ----

TEST_F(Kannel, MistakesInItsOptionsAreNamed) {
  const auto mistake = [&](const std::string& name, const std::string& value) {
    Options wrong = options();
    if (value.empty()) {
      wrong.erase(name);
    } else {
      wrong[name] = value;
    }
    const auto made = make_channel({"sms", "kannel", wrong}, {});
    return made ? "no mistake" : made.error().what;
  };
  EXPECT_THAT(mistake("dialect", "kanel"), AllOf(HasSubstr("'kanel'"), HasSubstr("http, kannel")));
  EXPECT_THAT(mistake("from", ""), AllOf(HasSubstr("'from'"), HasSubstr("Stockholm")));
  EXPECT_THAT(mistake("url", "127.0.0.1:13013"), HasSubstr("must begin with"));
  EXPECT_THAT(mistake("report.url", "https://x.example/%d"), HasSubstr("'report.url'"));
  EXPECT_THAT(mistake("report.secret", ""), HasSubstr("is needed with 'report.url'"));
  EXPECT_THAT(mistake("report.secret", "kort"), HasSubstr("16 characters"));
  EXPECT_THAT(mistake("answers.secret", "kort"), HasSubstr("16 characters"));
  EXPECT_THAT(mistake("answers.country", "+46"), HasSubstr("digits of a country"));
  EXPECT_THAT(mistake("status.password", ""), HasSubstr("is needed with 'status.url'"));
  EXPECT_THAT(mistake("max_messages", "0"), HasSubstr("from 1 to 255"));
  EXPECT_THAT(mistake("body", "{to}"), HasSubstr("there is no option 'body'"));
}

}  // namespace
}  // namespace ckl::delivery::test
