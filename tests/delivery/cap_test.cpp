// CAP 1.2: what leaves is valid whatever the texts hold, and says by its status what it is.
#include "delivery/cap.hpp"

#include <cstdlib>
#include <filesystem>
#include <fstream>

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include "delivery/benches.hpp"

namespace ckl::delivery::test {
namespace {

using testing::HasSubstr;
using testing::Not;

constexpr const char* xmllint = "/usr/bin/xmllint";
constexpr domain::Instant sent{std::chrono::sys_days{std::chrono::year{2026} / 11 / 22} +
                               std::chrono::hours{2}};

ports::Letter letter() {
  return {.key = "skarpt/message-7/2",
          .address = "soc",
          .subject = "INKALLNING: Stabschef",
          .text = "Du kallas in som stabschef.\n",
          .short_text = "Du kallas in.",
          .link = "https://ckl.example.org/s/x?a=1&b=2",
          .sender = "Stockholms stad, krisledning",
          .mode = domain::Mode::live,
          .repeated = false,
          .parts = {.purpose = domain::MessagePurpose::call,
                    .kind = {"Inkallning", "Call-out"},
                    .headline = {"INKALLNING: Stabschef", "CALL-OUT: Chief of staff"},
                    .body = {"Du kallas in som stabschef.\n", "You are called in.\n"},
                    .message = "skarpt/message-7",
                    .planned = sent}};
}

ports::Letter stand_down() {
  auto one = letter();
  one.key = "skarpt/message-9/1";
  one.link.clear();
  one.parts.purpose = domain::MessagePurpose::stand_down;
  one.parts.kind = {"Återtagen inkallning", "Stand-down"};
  one.parts.message = "skarpt/message-9";
  one.parts.planned = sent + std::chrono::minutes{12};
  one.parts.withdraws = "skarpt/message-7";
  one.parts.withdrawn = sent;
  return one;
}

std::string cap(const ports::Letter& of) {
  return build_cap(of, {.sender = "krisledning@example.org"}, sent + std::chrono::hours{3});
}

bool is_valid(const std::string& xml) {
  const auto file = std::filesystem::temp_directory_path() /
                    fmt::format("ckl-cap-{}.xml", static_cast<long>(::getpid()));
  std::ofstream(file, std::ios::binary) << xml;
  const std::string command =
      fmt::format("{} --nonet --noout --schema {} {} 2>&1 >&2", xmllint,
                  CKL_SOURCE_DIR "/tests/delivery/cap-1.2.xsd", file.string());
  // The command is made here of constants alone.
  const int verdict = std::system(command.c_str());  // NOLINT(concurrency-mt-unsafe,cert-env33-c)
  std::filesystem::remove(file);
  return verdict == 0;
}

TEST(Cap, TheStatusFollowsTheMode) {
  auto one = letter();
  EXPECT_THAT(cap(one), HasSubstr("<status>Actual</status>"));
  EXPECT_THAT(cap(one), Not(HasSubstr("<note>")));
  one.mode = domain::Mode::exercise;
  EXPECT_THAT(cap(one), HasSubstr("<status>Exercise</status>"));
  EXPECT_THAT(cap(one), HasSubstr("<note>ÖVNING / EXERCISE</note>"));
  one.mode = domain::Mode::test;
  EXPECT_THAT(cap(one), HasSubstr("<status>Test</status>"));
}

// It passes as live messages do, and nobody may take it for one.
TEST(Cap, ATestAlarmIsATest) {
  auto one = letter();
  one.test_alarm = true;
  EXPECT_THAT(cap(one), HasSubstr("<status>Test</status>"));
  EXPECT_THAT(cap(one), HasSubstr("<note>PROVLARM / TEST ALARM"));
}

TEST(Cap, SaysWhoAndWhenAndToWhom) {
  const std::string xml = cap(letter());
  EXPECT_THAT(xml, HasSubstr("<identifier>skarpt/message-7</identifier>"));
  EXPECT_THAT(xml, HasSubstr("<sender>krisledning@example.org</sender>"));
  EXPECT_THAT(xml, HasSubstr("<sent>2026-11-22T02:00:00-00:00</sent>"));
  EXPECT_THAT(xml, HasSubstr("<scope>Private</scope>\n<addresses>soc</addresses>"));
  EXPECT_THAT(xml, HasSubstr("<web>https://ckl.example.org/s/x?a=1&amp;b=2</web>"));
}

// A receiver knows an alert by identifier, sender and sent together.
TEST(Cap, IsTheSameAlertWhenSentAgain) {
  auto again = letter();
  again.key = "skarpt/message-7/3";
  EXPECT_EQ(cap(again), cap(letter()));
  again.repeated = true;
  EXPECT_THAT(cap(again), HasSubstr("<identifier>skarpt/message-7</identifier>"));
  EXPECT_THAT(cap(again), HasSubstr("<sent>2026-11-22T02:00:00-00:00</sent>"));
  EXPECT_THAT(cap(again), HasSubstr("<note>UPPREPNING / REPEATED</note>"));
}

TEST(Cap, AStandDownCancelsTheCall) {
  EXPECT_THAT(cap(letter()), HasSubstr("<msgType>Alert</msgType>"));
  EXPECT_THAT(cap(letter()), HasSubstr("<urgency>Immediate</urgency>"));
  EXPECT_THAT(cap(letter()), Not(HasSubstr("<references>")));
  const std::string xml = cap(stand_down());
  EXPECT_THAT(xml, HasSubstr("<msgType>Cancel</msgType>"));
  EXPECT_THAT(xml, HasSubstr("<references>krisledning@example.org,skarpt/message-7,"
                             "2026-11-22T02:00:00-00:00</references>"));
  EXPECT_THAT(xml, HasSubstr("<sent>2026-11-22T02:12:00-00:00</sent>"));
  EXPECT_THAT(xml, HasSubstr("<responseType>AllClear</responseType>\n<urgency>Past</urgency>"));
}

TEST(Cap, SaysItInSwedishAndThenInEnglish) {
  const std::string xml = cap(letter());
  const auto swedish = xml.find("<language>sv-SE</language>");
  const auto english = xml.find("<language>en-GB</language>");
  ASSERT_NE(english, std::string::npos);
  EXPECT_LT(swedish, english);
  EXPECT_THAT(xml.substr(swedish, english - swedish),
              testing::AllOf(HasSubstr("<event>Inkallning</event>"),
                             HasSubstr("<headline>INKALLNING: Stabschef</headline>"),
                             HasSubstr("<description>Du kallas in som stabschef.\n<")));
  EXPECT_THAT(xml.substr(english),
              testing::AllOf(HasSubstr("<event>Call-out</event>"),
                             HasSubstr("<headline>CALL-OUT: Chief of staff</headline>"),
                             HasSubstr("<description>You are called in.\n<")));
}

TEST(Cap, IsValidBySchemaWhateverTheTextsHold) {
  ASSERT_EQ(::access(xmllint, X_OK), 0) << "xmllint is not installed";
  EXPECT_TRUE(is_valid(cap(letter()))) << cap(letter());
  EXPECT_TRUE(is_valid(cap(stand_down()))) << cap(stand_down());
  auto one = letter();
  one.mode = domain::Mode::exercise;
  one.repeated = true;
  one.link.clear();
  EXPECT_TRUE(is_valid(cap(one)));
  one.key = "skarpt/m,<&> \r\n/1";
  one.address = "Räddningscentralen i Älvsjö";
  one.subject = "<![CDATA[ & ]]> \"citat\" '";
  one.text = std::string("a\0b\x01\x1b", 5) + "\xff\xc3\xef\xbf\xbe\xed\xa0\x80 🚨 \r\n\t]]>";
  one.sender = "</source><status>Actual</status>";
  one.parts.body.sv = one.text;
  one.parts.headline.en = one.subject;
  one.parts.message = one.key;
  one.parts.withdraws = "skarpt/a, b <c>";
  EXPECT_TRUE(is_valid(cap(one))) << cap(one);
  one.parts = {};
  EXPECT_TRUE(is_valid(cap(one))) << cap(one);
}

TEST(Cap, TheSchemaSeesWhatIsWrong) {
  ASSERT_EQ(::access(xmllint, X_OK), 0) << "xmllint is not installed";
  const auto with = [](std::string_view what, std::string_view instead) {
    std::string xml = cap(letter());
    xml.replace(xml.find(what), what.size(), instead);
    return xml;
  };
  EXPECT_FALSE(is_valid(with("Actual", "Skarpt")));
  EXPECT_FALSE(is_valid(with("-00:00<", "Z<")));
  EXPECT_FALSE(is_valid(with("<scope>Private</scope>", "")));
  EXPECT_FALSE(is_valid(with("krisledning@", "krisledning, @")));
}

TEST(CapOptions, SayWhatIsWrong) {
  const auto trouble = [](std::map<std::string, std::string> options) {
    options.try_emplace("secret", "en hemlighet som båda vet");
    const auto made = make_channel({"webhook", "cap", std::move(options)}, {});
    return made ? std::string() : made.error().what;
  };
  EXPECT_EQ(trouble({{"dialect", "cap"}, {"sender", "a@example.org"}}), "");
  EXPECT_THAT(trouble({{"dialect", "cap"}}), HasSubstr("sender"));
  EXPECT_THAT(trouble({{"dialect", "cap"}, {"sender", "a, b"}}), HasSubstr("without blanks"));
  EXPECT_THAT(trouble({{"dialect", "cap"}, {"sender", "a@b.c"}, {"category", "Fara"}}),
              HasSubstr("category"));
  EXPECT_THAT(trouble({{"dialect", "xml"}}), HasSubstr("json, cap"));
  EXPECT_THAT(trouble({{"sender", "a@example.org"}}), HasSubstr("sender"));
}

}  // namespace
}  // namespace ckl::delivery::test
