#include "delivery/voice_words.hpp"

#include <fmt/format.h>

#include "delivery/gsm.hpp"

namespace ckl::delivery {
namespace {

// Of one thing told; a listener at night keeps no more.
constexpr std::size_t longest_part = 200;

std::string cut(std::string_view text) {
  const std::string line = one_line(text);
  std::string_view rest = line;
  for (std::size_t i = 0; i < longest_part && !rest.empty(); ++i) {
    static_cast<void>(take_code_point(rest));
  }
  return line.substr(0, line.size() - rest.size());
}

// " Bussolycka." with a pause after it.
std::string sentence(std::string_view text) {
  std::string told = cut(text);
  if (told.empty()) return {};
  const bool ended = told.ends_with('.') || told.ends_with('!') || told.ends_with('?');
  return " " + told + (ended ? "" : ".");
}

const std::string& either(const std::string& first, const std::string& otherwise) {
  return first.empty() ? otherwise : first;
}

std::string swedish(const SpokenFacts& facts) {
  std::string text = facts.exercise ? "Övning. Övning. " : "";
  if (facts.repeated) text += "Upprepning. Du kan redan ha fått det här samtalet. ";
  if (!facts.own.sv.empty()) return text + one_line(facts.own.sv);
  text += fmt::format("Det här är {}.", cut(facts.sender.sv));
  if (facts.purpose == domain::MessagePurpose::call) {
    text += fmt::format(" Inkallning. Du kallas in som {}.", cut(facts.position.sv));
  } else if (facts.purpose == domain::MessagePurpose::stand_down) {
    text += facts.recalled.empty()
                ? " Inkallningen är återtagen. Du behöver inte komma. Tack."
                : " Larmet är återkallat. Du ska inte komma." + sentence(facts.recalled);
  } else if (facts.purpose == domain::MessagePurpose::test) {
    text += " Detta är ett kontaktprov. Inget har hänt, och du ska inte komma.";
  } else {
    text += " Underrättelse.";
  }
  return text + sentence(facts.headline) + sentence(facts.place) + sentence(facts.words.sv);
}

std::string english(const SpokenFacts& facts) {
  std::string text = facts.exercise ? "Exercise. Exercise. " : "";
  if (facts.repeated) text += "Repeated. You may have had this call already. ";
  if (!facts.own.en.empty()) return text + one_line(facts.own.en);
  text += fmt::format("This is {}.", cut(either(facts.sender.en, facts.sender.sv)));
  if (facts.purpose == domain::MessagePurpose::call) {
    text += fmt::format(" Call-out. You are called in as {}.",
                        cut(either(facts.position.en, facts.position.sv)));
  } else if (facts.purpose == domain::MessagePurpose::stand_down) {
    text += facts.recalled.empty()
                ? " The call-out is withdrawn. You need not come. Thank you."
                : " The alarm is recalled. Do not come." + sentence(facts.recalled);
  } else if (facts.purpose == domain::MessagePurpose::test) {
    text += " This is a contact test. Nothing has happened, and you need not come.";
  } else {
    text += " Notice.";
  }
  return text + sentence(facts.headline) + sentence(facts.place) +
         sentence(either(facts.words.en, facts.words.sv));
}

}  // namespace

const std::array<PromptWords, prompt_count>& prompts() {
  static constexpr std::array<PromptWords, prompt_count> all{{
      {"keys",
       "Tryck 1 om du kommer. Tryck 2 om du inte kan. Tryck 3 och sedan antalet tiotal minuter "
       "tills du är framme. Tryck 4 för att höra igen. Tryck 5 om din ersättare ska kallas.",
       "Press 1 if you are coming. Press 2 if you cannot. Press 3 and then the tens of minutes "
       "until you are there. Press 4 to hear this again. Press 5 to have your deputy called."},
      {"confirm", "Tryck 1 för att bekräfta att du har hört det här.",
       "Press 1 to confirm that you have heard this."},
      {"when", "Tryck antalet tiotal minuter: 4 är fyrtio minuter, 12 är två timmar.",
       "Press the tens of minutes: 4 is forty minutes, 12 is two hours."},
      {"coming", "Tack. Du är noterad som kommande.", "Thank you. You are noted as coming."},
      {"cannot", "Tack. Du är noterad som att du inte kan.",
       "Thank you. You are noted as not able to come."},
      {"deputy", "Tack. Din ersättare, eller nästa i ordningen, kallas nu.",
       "Thank you. Your deputy, or the next in order, is called now."},
      {"heard", "Tack.", "Thank you."},
      {"unclear", "Den knappen förstås inte.", "That key is not understood."},
      {"late", "Svaret behövs inte längre. Tack.", "The answer is not needed any more. Thank you."},
      {"unsaved", "Svaret kunde inte sparas. Tryck en gång till.",
       "The answer could not be saved. Press once more."},
  }};
  return all;
}

const PromptWords& words_of(Prompt prompt) {
  return prompts().at(static_cast<std::size_t>(prompt));
}

domain::Text speech_of(const SpokenFacts& facts) { return {swedish(facts), english(facts)}; }

}  // namespace ckl::delivery
