// The city's own texts: what is refused when read, and what a template becomes.
#include "delivery/text_templates.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "delivery/gsm.hpp"
#include "delivery/one_called.hpp"
#include "delivery/text_preview.hpp"
#include "delivery/texts.hpp"

namespace ckl::delivery::test {
namespace {

using testing::EndsWith;
using testing::HasSubstr;
using testing::Le;
using testing::Not;
using testing::StartsWith;

constexpr TextPlace call_sms{.occasion = Occasion::call, .form = TextForm::sms};
constexpr TextPlace call_mail{.occasion = Occasion::call, .form = TextForm::mail};
constexpr TextPlace notice_mail{.occasion = Occasion::notice, .form = TextForm::mail};

TextTemplate made(const TextPlace& place, std::string_view text) {
  auto read = TextTemplate::read(place, text);
  EXPECT_TRUE(read) << read.error().what.en;
  return read ? std::move(*read) : TextTemplate();
}

// What is wrong, and what would be right.
std::string refused(const TextPlace& place, std::string_view text) {
  const auto read = TextTemplate::read(place, text);
  return read ? "accepted" : read.error().what.en + " / " + read.error().right.en;
}

TEST(TextTemplates, FillTheirFields) {
  const TextValues values{.headline = "Brand", .place = "Slussen", .link = "https://x.se/a"};
  EXPECT_EQ(made(call_mail, "{headline}, {place}: {link}").fill(values),
            "Brand, Slussen: https://x.se/a");
}

TEST(TextTemplates, LeaveOutAPartThatHasNothingToSay) {
  const auto text = made(call_mail, "{headline}[, {place}][ ({position} {words})]. {link}");
  EXPECT_EQ(text.fill({.headline = "Brand", .place = "Slussen", .link = "L"}), "Brand, Slussen. L");
  EXPECT_EQ(text.fill({.headline = "Brand", .link = "L"}), "Brand. L");
  // A part with two fields needs both.
  EXPECT_EQ(text.fill({.position = "Stabschef", .headline = "Brand", .link = "L"}), "Brand. L");
  EXPECT_EQ(made(call_mail, "[Alltid] {link}").fill({.link = "L"}), "Alltid L");
}

TEST(TextTemplates, DoubledBracesAndBracketsStandForThemselves) {
  EXPECT_EQ(made(notice_mail, "{{a}} [[b]] {words}").fill({.words = "c"}), "{a} [b] c");
}

TEST(TextTemplates, AValueIsNeverReadAsATemplate) {
  EXPECT_EQ(made(notice_mail, "{words}").fill({.words = "{link} [x]"}), "{link} [x]");
}

TEST(TextTemplates, RefuseAnUnknownFieldAndNameThoseThereAre) {
  EXPECT_EQ(refused(call_mail, "{rubrik} {link}"),
            "unknown field {rubrik} in call.mail / {sender}, {position}, {headline}, {place}, "
            "{words}, {link}, {code}, {answer_by}");
  EXPECT_THAT(refused(call_mail, "{} {link}"), StartsWith("unknown field {}"));
}

TEST(TextTemplates, RefuseAFieldThatSaysNothingThere) {
  EXPECT_THAT(refused(notice_mail, "{words} {link}"), StartsWith("unknown field {link}"));
  EXPECT_THAT(refused(call_mail, "{link} {reason}"), StartsWith("unknown field {reason}"));
  const TextPlace speech{.occasion = Occasion::call, .form = TextForm::speech};
  EXPECT_THAT(refused(speech, "{link}"), StartsWith("unknown field {link} in call.speech"));
  const TextPlace subject{.occasion = Occasion::call, .form = TextForm::subject};
  EXPECT_THAT(refused(subject, "{code}"), StartsWith("unknown field {code} in call.subject"));
}

TEST(TextTemplates, RefuseACallThatCannotBeAnswered) {
  EXPECT_EQ(refused(call_sms, "{sender}: kom till Stadshuset"),
            "the field {link} is missing / a text with {link}");
  EXPECT_EQ(refused(notice_mail, "Något har hänt"),
            "the field {words} is missing / a text with {words}");
}

TEST(TextTemplates, RefuseWhatDoesNotMatch) {
  for (const char* text : {"{link", "link}", "{link} [{place}", "{link} {place}]",
                           "{link} [[{place}]", "{link} [a [b] c]"}) {
    EXPECT_THAT(refused(call_mail, text), HasSubstr("do not match")) << text;
  }
  EXPECT_THAT(refused(call_mail, "{link}" + std::string(TextTemplate::longest, 'x')),
              StartsWith("the template is 2006 characters long / at most 2000"));
}

// ---- in the messages ----

const std::string link = "https://ckl.example.org/s/q7Fh-2Kd_0aZ";

class OwnTexts : public OneCalled {
 protected:
  void use(const TextPlace& place, std::string_view text) {
    templates_.emplace(place, made(place, text));
  }
  Rendered call(bool repeated = false) {
    return render(state_, message_, {.link = link, .code = "K7BD"},
                  {.repeated = repeated, .templates = &templates_});
  }

  TextTemplates templates_;
};

TEST_F(OwnTexts, AreSaidInsteadOfOurs) {
  use(call_sms, "{sender}: kom som {position}! {headline}[, {place}]. {link}[ / sms {code} JA]");
  use(call_mail, "Kom genast.\n{headline}\n{link}");
  use({.occasion = Occasion::call, .form = TextForm::mail, .english = true},
      "Come as {position}.\n{link}");
  use({.occasion = Occasion::call, .form = TextForm::subject}, "STABEN KALLAS: {headline}");
  use({.occasion = Occasion::call, .form = TextForm::speech}, "Kom till Stadshuset.");
  const Rendered text = call();
  EXPECT_EQ(text.short_text,
            "Stockholms stad, krisledning: kom som Stabschef! Lastbil i folkmassa, "
            "Drottninggatan. " +
                link + " / sms K7BD JA");
  EXPECT_EQ(text.subject, "STABEN KALLAS: Lastbil i folkmassa");
  EXPECT_THAT(text.text, StartsWith("Kom genast.\nLastbil i folkmassa\n" + link + "\n"));
  EXPECT_THAT(text.text, HasSubstr("Come as Chief of Staff.\n" + link));
  EXPECT_EQ(text.speech.sv, "Kom till Stadshuset.");
  // What has no template is in our words.
  EXPECT_THAT(text.speech.en, HasSubstr("You are called in as Chief of Staff"));
  EXPECT_THAT(text.parts.headline.en, StartsWith("CALL-OUT: Chief of Staff"));
}

TEST_F(OwnTexts, CannotHideThatItIsAnExercise) {
  use(call_sms, "{headline} {link}");
  use(call_mail, "{link}");
  use({.occasion = Occasion::call, .form = TextForm::subject}, "Kom");
  use({.occasion = Occasion::call, .form = TextForm::speech}, "Kom.");
  state_.mode = domain::Mode::exercise;
  const Rendered text = call(true);
  EXPECT_THAT(text.short_text, StartsWith("ÖVNING UPPREPNING Lastbil"));
  EXPECT_THAT(text.text, StartsWith("ÖVNING / EXERCISE\nUPPREPNING / REPEATED\n"));
  EXPECT_EQ(text.subject, "ÖVNING UPPREPNING Kom");
  EXPECT_THAT(text.speech.sv, StartsWith("Övning. Övning. Upprepning."));
  EXPECT_THAT(text.speech.sv, EndsWith("Kom."));
}

TEST_F(OwnTexts, InAnSmsThePlaceGoesFirstThenTheHeadlineAndNeverTheLink) {
  use(call_sms, "{sender}: {headline}[, {place}]. {link}");
  auto& incident = this->incident();
  for (std::size_t length = 1; length < 200; ++length) {
    incident.headline = std::string(length, 'x');
    for (const bool repeated : {false, true}) {
      const std::string text = call(repeated).short_text;
      EXPECT_THAT(septets(text), Le(sms_part_septets)) << length;
      EXPECT_THAT(text, EndsWith(" " + link));
    }
  }
  incident.headline = std::string(85, 'x');
  EXPECT_THAT(call().short_text, Not(HasSubstr("Drottninggatan")));
  EXPECT_THAT(call().short_text, HasSubstr(incident.headline + "."));
}

TEST_F(OwnTexts, WithoutALinkTheReceiverIsStillToldWhereToAnswer) {
  use(call_mail, "Kom. {link}");
  use(call_sms, "Kom. {link}");
  const Rendered text = render(state_, message_, {}, {.templates = &templates_});
  EXPECT_THAT(text.text, HasSubstr("Svara till den som leder inkallningen"));
  EXPECT_THAT(text.short_text, HasSubstr("INKALLNING som Stabschef."));
}

TEST_F(OwnTexts, AreShownBeforeTheyAreNeeded) {
  use(call_sms, "{headline} {link} " + std::string(150, 'x'));
  const auto texts = preview_texts(state_, templates_, link);
  ASSERT_EQ(texts.size(), 16U);
  const auto find = [&](Occasion occasion, TextForm form) {
    return *std::ranges::find_if(texts, [&](const PreviewedText& one) {
      return one.occasion == occasion && one.form == form;
    });
  };
  const auto sms = find(Occasion::call, TextForm::sms);
  EXPECT_TRUE(sms.own);
  EXPECT_EQ(sms.parts, 2U);
  EXPECT_EQ(sms.septets, septets(sms.text.sv));
  EXPECT_THAT(sms.text.sv, HasSubstr(link));
  const auto recall = find(Occasion::recall, TextForm::sms);
  EXPECT_FALSE(recall.own);
  EXPECT_EQ(recall.parts, 1U);
  EXPECT_THAT(recall.text.sv, HasSubstr("Felaktigt larm"));
  EXPECT_THAT(find(Occasion::stand_down, TextForm::speech).text.sv, HasSubstr("inte komma"));
  EXPECT_THAT(find(Occasion::notice, TextForm::subject).text.en, StartsWith("Notice"));
}

}  // namespace
}  // namespace ckl::delivery::test
