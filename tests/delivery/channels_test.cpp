// From configuration to channels: what is wrong is named, with what would be right.
#include "delivery/channels.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace ckl::delivery::test {
namespace {

using testing::AllOf;
using testing::HasSubstr;

std::string mistake(const std::string& kind, std::map<std::string, std::string> options) {
  const auto made = make_channel({kind, "porten", std::move(options)}, {});
  return made ? "no mistake" : made.error().what;
}

std::map<std::string, std::string> with(std::map<std::string, std::string> options,
                                        const std::string& name, const std::string& value) {
  options[name] = value;
  return options;
}

const std::map<std::string, std::string> sound_sms = {{"url", "https://sms.example.org/send"},
                                                      {"body", R"({"to":"{to}","m":"{text}"})"}};
const std::map<std::string, std::string> sound_mail = {{"host", "smtp.example.org"},
                                                       {"from", "kris@example.org"}};

TEST(Channels, KnowTheirKinds) {
  EXPECT_THAT(mistake("fax", {}), AllOf(HasSubstr("porten"), HasSubstr("fax"),
                                        HasSubstr("console, mail, push, sms, voice, webhook")));
}

TEST(Channels, SoundOnesAreMade) {
  for (const auto& [kind, options] : std::map<std::string, std::map<std::string, std::string>>{
           {"console", {}},
           {"sms", sound_sms},
           {"mail", sound_mail},
           {"webhook", {{"secret", "sexton tecken minst"}}}}) {
    const auto made = make_channel({kind, "porten", options}, {});
    ASSERT_TRUE(made) << made.error().what;
    EXPECT_EQ((*made)->kind(), kind);
    EXPECT_EQ((*made)->gateway(), "porten");
  }
}

TEST(Channels, NameAnUnknownOptionAndTheKnownOnes) {
  EXPECT_THAT(mistake("sms", with(sound_sms, "adress", "x")),
              AllOf(HasSubstr("'adress'"), HasSubstr("url, "), HasSubstr("headers.*")));
  EXPECT_THAT(mistake("console", {{"colour", "red"}}), HasSubstr("'colour'"));
}

TEST(Channels, NameAMissingOptionWithAnExample) {
  EXPECT_THAT(mistake("mail", {{"from", "kris@example.org"}}),
              AllOf(HasSubstr("'host'"), HasSubstr("smtp.example.org")));
  EXPECT_THAT(mistake("webhook", {}), HasSubstr("'secret'"));
}

TEST(Channels, NameAValueThatCanNotBe) {
  EXPECT_THAT(mistake("mail", with(sound_mail, "security", "ssl")),
              HasSubstr("one of starttls, tls, opportunistic, none"));
  EXPECT_THAT(mistake("mail", with(sound_mail, "port", "70000")), HasSubstr("from 1 to 65535"));
  EXPECT_THAT(mistake("mail", with(sound_mail, "port", "25x")), HasSubstr("whole number"));
  EXPECT_THAT(mistake("mail", with(sound_mail, "from", "kris")), HasSubstr("mail address"));
  EXPECT_THAT(mistake("mail", with(sound_mail, "host", "a b")), HasSubstr("host name"));
  EXPECT_THAT(mistake("mail", with(sound_mail, "username", "u")), HasSubstr("belong together"));
  EXPECT_THAT(mistake("sms", with(sound_sms, "url", "sms.example.org")), HasSubstr("https://"));
  EXPECT_THAT(mistake("sms", with(sound_sms, "exercise_allowed", "ja")),
              HasSubstr("true or false"));
  EXPECT_THAT(mistake("sms", with(sound_sms, "success_status", "2xx")), HasSubstr("200-299"));
  EXPECT_THAT(mistake("sms", with(sound_sms, "ref_pointer", "id")), HasSubstr("JSON pointer"));
  EXPECT_THAT(mistake("sms", with(sound_sms, "body", R"({"to":{to})")), HasSubstr("is not JSON"));
  EXPECT_THAT(mistake("sms", with(sound_sms, "body", R"({"to":"{number}"})")),
              AllOf(HasSubstr("{number}"), HasSubstr("{to}, {text}")));
  EXPECT_THAT(mistake("sms", with(sound_sms, "body", R"({"to":"{to}"})")), HasSubstr("{text}"));
  EXPECT_THAT(mistake("sms", with(sound_sms, "headers.X Y", "z")), HasSubstr("header name"));
  EXPECT_THAT(mistake("sms", with(sound_sms, "receipt.url", "https://x/{key}")),
              HasSubstr("receipt.secret"));
  EXPECT_THAT(mistake("webhook", {{"secret", "kort"}}), HasSubstr("16"));
}

// A password over a plain line could be read by anyone on the way.
TEST(Channels, RefuseAPasswordWithoutEncryption) {
  auto options = with(sound_mail, "security", "none");
  options["username"] = "u";
  options["password"] = "p";
  EXPECT_THAT(mistake("mail", options), HasSubstr("must not be none"));
}

}  // namespace
}  // namespace ckl::delivery::test
