#include "delivery/texts.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "delivery/civil_time.hpp"
#include "delivery/gsm.hpp"
#include "delivery/one_called.hpp"

namespace ckl::delivery::test {
namespace {

using testing::EndsWith;
using testing::HasSubstr;
using testing::Le;
using testing::Not;
using testing::StartsWith;

const std::string link = "https://ckl.example.org/a/skarpt/c1.p-1.q7Fh-2Kd_0aZ";

class Texts : public OneCalled {
 protected:
  Rendered call(bool repeated = false) {
    return render(state_, message_, {link}, {.repeated = repeated});
  }
};

TEST_F(Texts, ACallSaysWhoWhatWhereAndHowToAnswer) {
  const Rendered text = call();
  EXPECT_EQ(text.sender, "Stockholms stad, krisledning");
  EXPECT_EQ(text.subject, "INKALLNING: Stabschef – Lastbil i folkmassa");
  EXPECT_THAT(text.text, StartsWith("INKALLNING från Stockholms stad, krisledning\n"));
  for (const char* part : {"Du kallas in som: Stabschef\n", "Händelse: Lastbil i folkmassa\n",
                           "Plats: Drottninggatan\n", "Meddelande: Samling i Stadshuset\n",
                           "You are called in as: Chief of Staff\n", "kl. 02:00"}) {
    EXPECT_THAT(text.text, HasSubstr(part));
  }
  EXPECT_LT(text.text.find("INKALLNING"), text.text.find("CALL-OUT"));
  EXPECT_THAT(text.text, HasSubstr("\n" + link + "\n"));
}

// For channels that say it in fields, or on a locked screen.
TEST_F(Texts, ThePartsSayTheSameInEachLanguage) {
  const auto parts = call().parts;
  EXPECT_EQ(parts.purpose, domain::MessagePurpose::call);
  EXPECT_EQ(parts.kind, (domain::Text{"Inkallning", "Call-out"}));
  EXPECT_EQ(parts.headline.sv, "INKALLNING: Stabschef – Lastbil i folkmassa");
  EXPECT_EQ(parts.headline.en, "CALL-OUT: Chief of Staff – Lastbil i folkmassa");
  EXPECT_THAT(parts.body.sv, HasSubstr("Du kallas in som: Stabschef\n"));
  EXPECT_THAT(parts.body.sv, Not(HasSubstr("You are")));
  EXPECT_THAT(parts.body.en, HasSubstr("You are called in as: Chief of Staff\n"));
  EXPECT_THAT(parts.body.en, Not(HasSubstr("Du kallas")));
  EXPECT_THAT(parts.glance, HasSubstr("INKALLNING som Stabschef."));
  EXPECT_THAT(parts.glance, Not(HasSubstr("http")));
}

TEST_F(Texts, AShortCallIsOnePartInSwedishAloneAndEndsWithTheLink) {
  const Rendered text = call();
  EXPECT_EQ(text.short_text,
            "Stockholms stad, krisledning: INKALLNING som Stabschef. Lastbil i folkmassa, "
            "Drottninggatan. Svara: " +
                link);
  EXPECT_TRUE(is_gsm(text.short_text));
  EXPECT_THAT(septets(text.short_text), Le(sms_part_septets));
}

TEST_F(Texts, MarksComeFirst) {
  state_.mode = domain::Mode::exercise;
  const Rendered text = call(true);
  EXPECT_THAT(text.subject, StartsWith("ÖVNING UPPREPNING INKALLNING"));
  EXPECT_THAT(text.text, StartsWith("ÖVNING / EXERCISE\nUPPREPNING / REPEATED\n"));
  EXPECT_THAT(text.short_text, StartsWith("ÖVNING UPPREPNING Stockholms stad"));
  EXPECT_THAT(text.short_text, EndsWith(link));
  state_.mode = domain::Mode::test;
  EXPECT_THAT(call().text, StartsWith("ÖVNING / EXERCISE\n"));
  state_.mode = domain::Mode::live;
  EXPECT_THAT(call().text, Not(HasSubstr("EXERCISE")));
}

TEST_F(Texts, OnlyTheHeadlineGivesWayAndNothingIsCutInTwo) {
  for (std::size_t length = 0; length <= 200; ++length) {
    std::string headline;
    for (std::size_t i = 0; i < length; ++i) headline += i % 3 == 0 ? "å" : i % 7 == 0 ? "€" : "n";
    incident().headline = headline;
    for (const bool repeated : {false, true}) {
      const std::string text = call(repeated).short_text;
      EXPECT_THAT(septets(text), Le(sms_part_septets));
      EXPECT_THAT(text, EndsWith(" Svara: " + link));
      EXPECT_THAT(text, HasSubstr("INKALLNING som Stabschef."));
      EXPECT_TRUE(is_gsm(text)) << text;
    }
  }
  incident().headline = "Översvämning i Gamla stan efter det kraftiga skyfallet i natt";
  EXPECT_THAT(call().short_text, HasSubstr(" Översvämning i Gamla stan efter det kraf... Svara: "));
}

TEST_F(Texts, EmojiAndForeignLettersDoNotMakeTheSmsLonger) {
  incident().headline = "🚨 Łódź-gränd – «brand» 👩‍🚒";
  const std::string text = call().short_text;
  EXPECT_THAT(text, HasSubstr("Lodz-gränd - \"brand\", Drottninggatan."));
  EXPECT_TRUE(is_gsm(text));
  EXPECT_THAT(call().text, HasSubstr("🚨 Łódź-gränd – «brand» 👩‍🚒"));
}

TEST_F(Texts, ALinkThatIsTooLongForOnePartIsNeverCut) {
  const std::string long_link = "https://ckl.example.org/" + std::string(200, 'x');
  const Rendered text = render(state_, message_, {long_link});
  EXPECT_THAT(text.short_text, EndsWith(" Svara: " + long_link));
}

TEST_F(Texts, ACallNamesItsCodeWhereTextsAreTaken) {
  const Rendered text = render(state_, message_, {.link = link, .code = "K7BD"});
  EXPECT_THAT(text.short_text,
              EndsWith(" Svara: " + std::string(link) + " el. sms K7BD JA 40 / NEJ"));
  EXPECT_THAT(text.text, HasSubstr("K7BD JA 40 (framme om 40 minuter) eller K7BD NEJ.\n"));
  EXPECT_THAT(text.text, HasSubstr("K7BD YES 40 (there in 40 minutes) or K7BD NO.\n"));
  EXPECT_THAT(render(state_, message_, {.link = "", .code = "K7BD"}).short_text,
              EndsWith(" Svara: sms K7BD JA 40 / NEJ"));
  EXPECT_THAT(call().short_text, Not(HasSubstr("sms")));
}

TEST_F(Texts, WithoutALinkTheReceiverIsToldWhereToAnswer) {
  const Rendered text = render(state_, message_, {""});
  EXPECT_THAT(text.text, HasSubstr("Svara till den som leder inkallningen"));
  EXPECT_THAT(text.short_text, EndsWith("Lastbil i folkmassa, Drottninggatan."));
}

TEST_F(Texts, NewLinesInAHeadlineCanNotForgeLines) {
  incident().headline = "Brand\nSvara här:\r\nhttp://evil.example/";
  EXPECT_THAT(call().text, HasSubstr("Händelse: Brand Svara här: http://evil.example/\n"));
  EXPECT_THAT(call().subject, Not(HasSubstr("\n")));
}

TEST_F(Texts, AStandDownSaysThatNobodyNeedCome) {
  message_.purpose = domain::MessagePurpose::stand_down;
  const Rendered text = render(state_, message_, {""});
  EXPECT_THAT(text.subject, StartsWith("Du behöver inte komma"));
  EXPECT_THAT(text.text, HasSubstr("Du behöver inte komma."));
  EXPECT_THAT(text.text, HasSubstr("You need not come."));
  EXPECT_THAT(text.parts.headline.en, StartsWith("You need not come"));
  EXPECT_EQ(text.parts.purpose, domain::MessagePurpose::stand_down);
  EXPECT_THAT(text.short_text, HasSubstr("Du behöver INTE komma (Stabschef)"));
  EXPECT_THAT(septets(text.short_text), Le(sms_part_septets));
}

TEST_F(Texts, ANoticeCarriesItsOwnWords) {
  message_.purpose = domain::MessagePurpose::notice;
  message_.text =
      domain::Text{"Nivån är nu allvarlig händelse.", "The level is now serious event."};
  const Rendered text = render(state_, message_, {""});
  EXPECT_EQ(text.subject, "Underrättelse: Lastbil i folkmassa");
  EXPECT_THAT(text.text, HasSubstr("\nNivån är nu allvarlig händelse.\n"));
  EXPECT_THAT(text.text, HasSubstr("\nThe level is now serious event.\n"));
  EXPECT_EQ(text.short_text, "Stockholms stad, krisledning: Nivån är nu allvarlig händelse.");
}

// It must not be taken for an alarm, by the eye or by the ear.
TEST_F(Texts, AContactTestSaysFirstThatNothingHasHappened) {
  message_ = domain::Message{};
  message_.purpose = domain::MessagePurpose::test;
  const std::string short_link = "https://ckl.example.org/s/q7Fh-2Kd_0aZq7Fh-2Kd_0aZ";
  const Rendered text = render(state_, message_, {short_link, "K7BD"});
  EXPECT_EQ(text.subject, "Kontaktprov, inget har hänt");
  EXPECT_THAT(text.text,
              StartsWith("KONTAKTPROV från Stockholms stad, krisledning\n\nInget har hänt. "
                         "Du ska inte komma.\n"));
  EXPECT_THAT(text.text, HasSubstr("Nothing has happened. You need not come."));
  EXPECT_THAT(text.text, HasSubstr("\n" + short_link + "\nEller svara med sms: K7BD JA\n"));
  EXPECT_EQ(text.short_text,
            "Stockholms stad, krisledning: KONTAKTPROV, inget har hänt. Visa att du nås här: " +
                short_link + " el. sms K7BD JA");
  EXPECT_THAT(septets(text.short_text), Le(sms_part_septets));
  EXPECT_EQ(
      text.speech.sv,
      "Det här är Stockholms stad, krisledning. Detta är ett kontaktprov. Inget har hänt, och "
      "du ska inte komma.");
  EXPECT_THAT(text.speech.en, HasSubstr("This is a contact test. Nothing has happened"));
  for (const auto& words : {text.subject, text.text, text.short_text}) {
    EXPECT_THAT(words, Not(HasSubstr("INKALLNING")));
  }
  EXPECT_THAT(render(state_, message_, {"", "K7BD"}).short_text, EndsWith("här: Sms:a K7BD JA"));
}

TEST_F(Texts, AnEmptyStateStillGivesAText) {
  const Rendered text = render({}, {}, {""});
  EXPECT_EQ(text.sender, "Krisledningen");
  EXPECT_FALSE(text.text.empty());
}

TEST(Gsm, CountsSeptets) {
  EXPECT_EQ(septets("åäöÅÄÖ"), 6U);
  EXPECT_EQ(septets("€[]"), 6U);
  EXPECT_TRUE(is_gsm("Hej @ 100 % {€}"));
  EXPECT_FALSE(is_gsm("–"));
  EXPECT_FALSE(is_gsm("č"));
}

TEST(Gsm, FoldsEverythingIntoTheAlphabet) {
  EXPECT_EQ(to_gsm("a\u00a0b\tc\n\nd"), "a b c d");
  EXPECT_EQ(to_gsm("…„x”"), "...\"x\"");
  EXPECT_EQ(to_gsm("漢字"), "??");
  EXPECT_EQ(to_gsm("\xff\xc3"), "??");
  EXPECT_EQ(to_gsm("❤️"), "");
  EXPECT_EQ(to_gsm("25° varmt"), "25 grader varmt");
}

TEST(Gsm, ShortensWithDotsOfTheAlphabet) {
  EXPECT_EQ(shorten("åäöåäö", 6), "åäöåäö");
  EXPECT_EQ(shorten("åäöåäöx", 6), "åäö...");
  EXPECT_EQ(shorten("a€€€", 6), "a€...");
  EXPECT_EQ(shorten("abcdef", 3), "");
}

TEST(CivilTime, FollowsSummerTime) {
  using namespace std::chrono;
  const auto at = [](int month, int day, int hour) {
    return domain::Instant(sys_days(year{2026} / month / day) + hours{hour});
  };
  EXPECT_EQ(stockholm_clock(at(1, 10, 2)), "03:00");
  EXPECT_EQ(stockholm_clock(at(7, 10, 2)), "04:00");
  EXPECT_EQ(stockholm_clock(at(3, 29, 0)), "01:00");
  EXPECT_EQ(stockholm_clock(at(3, 29, 1)), "03:00");
  EXPECT_EQ(stockholm_clock(at(10, 25, 0)), "02:00");
  EXPECT_EQ(stockholm_clock(at(10, 25, 1)), "02:00");
  EXPECT_EQ(stockholm_date_and_clock(at(12, 31, 23)), "2027-01-01 00:00");
}

}  // namespace
}  // namespace ckl::delivery::test
