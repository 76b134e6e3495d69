#include "delivery/texts.hpp"

#include <algorithm>
#include <optional>

#include <fmt/format.h>

#include "delivery/civil_time.hpp"
#include "delivery/gsm.hpp"
#include "delivery/voice_words.hpp"

namespace ckl::delivery {
namespace {

// A headline cut below this says nothing any more; it is then left out.
constexpr std::size_t shortest_headline = 8;
constexpr std::size_t longest_subject_part = 90;

// What the texts draw on, looked up once.
struct Facts {
  domain::Text sender;
  domain::Text position;
  std::string headline;
  std::string place;
  std::string recalled;  // why the alarm was recalled, if it was
  std::string words;     // what the one who started the call-out wants to say
  std::optional<domain::Instant> answer_by;
  std::string link;
  std::string code;
  bool exercise = false;
  bool repeated = false;
};

domain::Text position_name(const domain::State& state, const domain::PositionId& id) {
  const auto& positions = state.organisation.positions;
  const auto found = std::ranges::find(positions, id, &domain::Position::id);
  if (found != positions.end()) return found->name;
  return {id.value, id.value};
}

std::optional<domain::Instant> answer_by(const domain::Callout& callout,
                                         const domain::MessageId& message) {
  for (const auto& position : callout.positions) {
    const auto found = std::ranges::find(position.calls, message, &domain::Call::message);
    if (found != position.calls.end()) return found->answer_by;
  }
  return std::nullopt;
}

Facts facts_of(const domain::State& state, const domain::Message& message) {
  Facts facts;
  facts.sender = sender_of(state);
  facts.exercise = state.mode != domain::Mode::live;
  if (!message.position.empty()) facts.position = position_name(state, message.position);
  if (const auto incident = state.incidents.find(message.incident);
      incident != state.incidents.end()) {
    facts.headline = one_line(incident->second.headline);
    facts.place = one_line(incident->second.place);
  }
  if (const auto callout = state.callouts.find(message.callout); callout != state.callouts.end()) {
    facts.words = one_line(callout->second.message);
    facts.recalled = one_line(callout->second.recalled);
    facts.answer_by = answer_by(callout->second, message.id);
  }
  return facts;
}

std::string marks(const Facts& facts) {
  std::string text;
  if (facts.exercise) text += "ÖVNING / EXERCISE\n";
  if (facts.repeated) {
    text +=
        "UPPREPNING / REPEATED\n"
        "Du kan redan ha fått det här. / You may have got this already.\n";
  }
  if (!text.empty()) text += "\n";
  return text;
}

std::string english_marks(const Facts& facts) {
  std::string text;
  if (facts.exercise) text += "EXERCISE ";
  if (facts.repeated) text += "REPEATED ";
  return text;
}

std::string short_marks(const Facts& facts) {
  std::string text;
  if (facts.exercise) text += "ÖVNING ";
  if (facts.repeated) text += "UPPREPNING ";
  return text;
}

std::string line(std::string_view label, std::string_view value) {
  return value.empty() ? std::string() : fmt::format("{}: {}\n", label, value);
}

// The Swedish part, the English part, the sender.
std::string both(const Facts& facts, std::string_view swedish, std::string_view english) {
  return fmt::format("{}{}\n--- English ---\n\n{}\n-- \n{}\n{}\n", marks(facts), swedish, english,
                     facts.sender.sv, facts.sender.en);
}

std::string headline_of(std::string_view marks, std::string_view what, std::string_view about) {
  std::string subject = std::string(marks) + std::string(what);
  if (!about.empty()) {
    // Cut by characters; the mail text holds all of it.
    std::string_view rest = about;
    std::size_t count = 0;
    while (!rest.empty() && count < longest_subject_part) {
      static_cast<void>(take_code_point(rest));
      ++count;
    }
    subject += ": " + std::string(about.substr(0, about.size() - rest.size()));
    if (!rest.empty()) subject += "…";
  }
  return one_line(subject);
}

std::string subject_of(const Facts& facts, std::string_view what, std::string_view about) {
  return headline_of(short_marks(facts), what, about);
}

// What a message of one purpose says, before it is laid out.
struct Words {
  domain::Text kind;
  domain::Text what;   // first words of the headline
  domain::Text about;  // what follows them
  domain::Text body;
};

// A message in words, before it is laid out.
struct Draft {
  Occasion occasion = Occasion::notice;
  Words words;
  // What the short text is made of.
  std::string head;
  std::string headline;
  std::string place;
  std::string tail;
  std::string short_text;  // the city's own, instead of all that
  domain::Text speech;     // the city's own
};

ports::LetterParts parts_of(const Facts& facts, const Words& words) {
  return {.kind = words.kind,
          .headline = {.sv = subject_of(facts, words.what.sv, words.about.sv),
                       .en = headline_of(english_marks(facts), words.what.en, words.about.en)},
          .body = {.sv = marks(facts) + words.body.sv, .en = marks(facts) + words.body.en}};
}

// head + about + tail within one SMS part. What it is about is shortened first: the place goes,
// then the end of the headline, then the headline. Head and tail (the link) are never cut.
std::string fit(std::string_view head, std::string_view headline, std::string_view place,
                std::string_view tail) {
  const std::string start = to_gsm(head);
  // A link is in the alphabet already, and must not be touched.
  const std::size_t taken = septets(start) + septets(tail) + 2;
  const std::size_t room = taken < sms_part_septets ? sms_part_septets - taken : 0;
  const std::string plain = to_gsm(headline);
  const std::string where = to_gsm(place);
  std::string about = plain;
  while (!where.empty() && about.ends_with('.')) about.pop_back();
  if (!where.empty()) about += (plain.empty() ? "" : ", ") + where;
  if (septets(about) > room) about = plain;
  if (septets(about) > room) about = room < shortest_headline ? "" : shorten(plain, room);
  if (about.empty()) return start + std::string(tail);
  const bool ended = about.ends_with('.') || about.ends_with('!') || about.ends_with('?');
  return start + " " + about + (ended ? "" : ".") + std::string(tail);
}

Rendered lay_out(const Facts& facts, const Draft& draft) {
  const Words& words = draft.words;
  Rendered rendered{.sender = facts.sender.sv,
                    .subject = subject_of(facts, words.what.sv, words.about.sv),
                    .text = both(facts, words.body.sv, words.body.en),
                    .short_text = draft.short_text,
                    .parts = parts_of(facts, words)};
  if (rendered.short_text.empty()) {
    rendered.short_text = fit(draft.head, draft.headline, draft.place, draft.tail);
  }
  rendered.parts.glance = fit(draft.head, draft.headline, draft.place, "");
  return rendered;
}

std::string swedish_call(const Facts& facts) {
  std::string text = fmt::format("INKALLNING från {}\n\n", facts.sender.sv);
  text += line("Du kallas in som", facts.position.sv);
  text += line("Händelse", facts.headline) + line("Plats", facts.place);
  text += line("Meddelande", facts.words) + "\n";
  text += facts.link.empty() ? "Svara till den som leder inkallningen: kommer eller kan inte.\n"
                             : fmt::format("Svara här, kommer eller kan inte:\n{}\n", facts.link);
  if (!facts.code.empty()) {
    text +=
        fmt::format("Eller med sms: {0} JA 40 (framme om 40 minuter) eller {0} NEJ.\n", facts.code);
  }
  if (facts.answer_by) {
    text += fmt::format("Svara före kl. {}; sedan kallas nästa person.\n",
                        stockholm_clock(*facts.answer_by));
  }
  return text;
}

std::string english_call(const Facts& facts) {
  std::string text = fmt::format("CALL-OUT from {}\n\n", facts.sender.en);
  text += line("You are called in as", facts.position.en);
  text += line("Incident", facts.headline) + line("Place", facts.place);
  text += line("Message", facts.words) + "\n";
  text += facts.link.empty() ? "Answer the one who leads the call-out: coming or cannot.\n"
                             : fmt::format("Answer here, coming or cannot:\n{}\n", facts.link);
  if (!facts.code.empty()) {
    text += fmt::format("Or by text message: {0} YES 40 (there in 40 minutes) or {0} NO.\n",
                        facts.code);
  }
  if (facts.answer_by) {
    text += fmt::format("Answer before {}; then the next person is called.\n",
                        stockholm_clock(*facts.answer_by));
  }
  return text;
}

// " Svara: https://... el. sms K7BD JA 40 / NEJ"
std::string short_answer(const Facts& facts) {
  if (facts.link.empty() && facts.code.empty()) return {};
  std::string text = " Svara: " + facts.link;
  if (facts.code.empty()) return text;
  if (!facts.link.empty()) text += " el. ";
  return text + "sms " + facts.code + " JA 40 / NEJ";
}

Draft draft_call(const Facts& facts) {
  const std::string about = facts.headline.empty()
                                ? facts.position.sv
                                : fmt::format("{} – {}", facts.position.sv, facts.headline);
  const std::string head = fmt::format("{}{}: INKALLNING som {}.", short_marks(facts),
                                       facts.sender.sv, facts.position.sv);
  const std::string english = facts.headline.empty()
                                  ? facts.position.en
                                  : fmt::format("{} – {}", facts.position.en, facts.headline);
  return {.occasion = Occasion::call,
          .words = {.kind = {"Inkallning", "Call-out"},
                    .what = {"INKALLNING", "CALL-OUT"},
                    .about = {about, english},
                    .body = {swedish_call(facts), english_call(facts)}},
          .head = head,
          .headline = facts.headline,
          .place = facts.place,
          .tail = short_answer(facts)};
}

Draft draft_recall(const Facts& facts) {
  const std::string swedish =
      fmt::format("LARMET ÄR ÅTERKALLAT av {}\n\nDu ska inte komma.\n\n", facts.sender.sv) +
      line("Skäl", facts.recalled) + line("Händelse", facts.headline) + line("Plats", facts.place);
  const std::string english =
      fmt::format("THE ALARM IS RECALLED by {}\n\nDo not come.\n\n", facts.sender.en) +
      line("Reason", facts.recalled) + line("Incident", facts.headline) +
      line("Place", facts.place);
  const std::string head =
      fmt::format("{}{}: Larmet är ÅTERKALLAT, kom INTE.", short_marks(facts), facts.sender.sv);
  return {.occasion = Occasion::recall,
          .words = {.kind = {"Återkallat larm", "Recalled alarm"},
                    .what = {"Larmet är återkallat", "The alarm is recalled"},
                    .about = {facts.headline, facts.headline},
                    .body = {swedish, english}},
          .head = head,
          .headline = facts.recalled};
}

Draft draft_stand_down(const Facts& facts) {
  if (!facts.recalled.empty()) return draft_recall(facts);
  const std::string swedish =
      fmt::format("ÅTERTAGEN INKALLNING från {}\n\nDu behöver inte komma. Tack.\n\n",
                  facts.sender.sv) +
      line("Du kallades in som", facts.position.sv) + line("Händelse", facts.headline) +
      line("Plats", facts.place);
  const std::string english =
      fmt::format("STAND-DOWN from {}\n\nYou need not come. Thank you.\n\n", facts.sender.en) +
      line("You were called in as", facts.position.en) + line("Incident", facts.headline) +
      line("Place", facts.place);
  const std::string head =
      fmt::format("{}{}: Du behöver INTE komma ({}). Inkallningen är återtagen. Tack.",
                  short_marks(facts), facts.sender.sv, facts.position.sv);
  return {.occasion = Occasion::stand_down,
          .words = {.kind = {"Återtagen inkallning", "Stand-down"},
                    .what = {"Du behöver inte komma", "You need not come"},
                    .about = {facts.headline, facts.headline},
                    .body = {swedish, english}},
          .head = head,
          .headline = facts.headline,
          .place = facts.place};
}

Draft draft_notice(const Facts& facts, const domain::Text& words) {
  const std::string& other = words.en.empty() ? words.sv : words.en;
  const std::string swedish =
      fmt::format("UNDERRÄTTELSE från {}\n\n{}\n\n", facts.sender.sv, words.sv) +
      line("Händelse", facts.headline) + line("Plats", facts.place);
  const std::string english = fmt::format("NOTICE from {}\n\n{}\n\n", facts.sender.en, other) +
                              line("Incident", facts.headline) + line("Place", facts.place);
  const std::string head = fmt::format("{}{}:", short_marks(facts), facts.sender.sv);
  const bool headed = !facts.headline.empty();
  return {.occasion = Occasion::notice,
          .words = {.kind = {"Underrättelse", "Notice"},
                    .what = {"Underrättelse", "Notice"},
                    .about = {headed ? facts.headline : words.sv, headed ? facts.headline : other},
                    .body = {swedish, english}},
          .head = head,
          .headline = words.sv};
}

std::string test_answer(const Facts& facts) {
  std::string text = facts.link.empty() ? std::string() : " " + facts.link;
  if (facts.code.empty()) return text;
  return text + (text.empty() ? " Sms:a " : " el. sms ") + facts.code + " JA";
}

// It must not be taken for an alarm, and says first that it is none.
Draft draft_test(const Facts& facts) {
  std::string swedish =
      fmt::format("KONTAKTPROV från {}\n\nInget har hänt. Du ska inte komma.\n\n", facts.sender.sv);
  std::string english = fmt::format(
      "CONTACT TEST from {}\n\nNothing has happened. You need not come.\n\n", facts.sender.en);
  if (!facts.link.empty()) {
    swedish += fmt::format("Visa att du nås den här vägen, med ett tryck:\n{}\n", facts.link);
    english += fmt::format("Show that you are reached this way, with one tap:\n{}\n", facts.link);
  }
  if (!facts.code.empty()) {
    swedish += fmt::format("Eller svara med sms: {} JA\n", facts.code);
    english += fmt::format("Or answer by text message: {} YES\n", facts.code);
  }
  return {.occasion = Occasion::notice,
          .words = {.kind = {"Kontaktprov", "Contact test"},
                    .what = {"Kontaktprov, inget har hänt", "Contact test, nothing has happened"},
                    .about = {},
                    .body = {std::move(swedish), std::move(english)}},
          .head = fmt::format("{}{}: KONTAKTPROV, inget har hänt. Visa att du nås här:",
                              short_marks(facts), facts.sender.sv),
          .headline = {},
          .tail = test_answer(facts)};
}

Draft draft_of(const Facts& facts, const domain::Message& message) {
  switch (message.purpose) {
    case domain::MessagePurpose::call:
      return draft_call(facts);
    case domain::MessagePurpose::stand_down:
      return draft_stand_down(facts);
    case domain::MessagePurpose::test:
      return draft_test(facts);
    case domain::MessagePurpose::notice:
      break;
  }
  return draft_notice(facts, *message.text);
}

// ---- the city's own texts ----

TextValues values_of(const Facts& facts, const domain::Message& message, bool english) {
  const auto in = [english](const domain::Text& text) {
    return english && !text.en.empty() ? text.en : text.sv;
  };
  const bool notice = message.purpose == domain::MessagePurpose::notice;
  return {.sender = in(facts.sender),
          .position = in(facts.position),
          .headline = facts.headline,
          .place = facts.place,
          .words = notice ? one_line(in(*message.text)) : facts.words,
          .reason = facts.recalled,
          .link = facts.link,
          .code = facts.code,
          .answer_by = facts.answer_by ? stockholm_clock(*facts.answer_by) : std::string()};
}

// A link that did not come through as it is would answer nothing: then our own words are said.
void use_sms(const TextTemplates& templates, const Facts& facts, const TextValues& values,
             Draft& draft) {
  const auto found = templates.find({draft.occasion, TextForm::sms, false});
  if (found == templates.end()) return;
  const std::string marks = short_marks(facts);
  const std::string text = marks + found->second.fill_sms(values, septets(marks));
  if (text.find(facts.link) != std::string::npos) draft.short_text = text;
}

void use_templates(const TextTemplates& templates, const Facts& facts,
                   const domain::Message& message, Draft& draft) {
  // A call without a link says where else to answer, which no template can.
  if (draft.occasion == Occasion::call && facts.link.empty()) return;
  if (message.purpose == domain::MessagePurpose::test) return;  // no template is of a test
  for (const bool english : {false, true}) {
    const TextValues values = values_of(facts, message, english);
    const auto use = [&](TextForm form, domain::Text& text) {
      const auto found = templates.find({draft.occasion, form, english});
      if (found == templates.end()) return false;
      (english ? text.en : text.sv) = found->second.fill(values);
      return true;
    };
    if (use(TextForm::subject, draft.words.what)) {
      (english ? draft.words.about.en : draft.words.about.sv).clear();
    }
    if (use(TextForm::mail, draft.words.body)) {
      (english ? draft.words.body.en : draft.words.body.sv) += '\n';
    }
    static_cast<void>(use(TextForm::speech, draft.speech));
    if (!english) use_sms(templates, facts, values, draft);
  }
}

SpokenFacts spoken(const Facts& facts, const domain::Message& message) {
  SpokenFacts spoken{.purpose = message.purpose,
                     .sender = facts.sender,
                     .position = facts.position,
                     .headline = facts.headline,
                     .place = facts.place,
                     .recalled = facts.recalled,
                     .words = {},
                     .exercise = facts.exercise,
                     .repeated = facts.repeated};
  if (message.purpose == domain::MessagePurpose::notice) {
    spoken.words = *message.text;
  } else if (message.purpose == domain::MessagePurpose::call && facts.words != facts.headline) {
    spoken.words.sv = facts.words;
  }
  return spoken;
}

}  // namespace

domain::Text sender_of(const domain::State& state) {
  const domain::Text& name = state.organisation.name;
  if (name.empty()) return {"Krisledningen", "Crisis management"};
  const std::string& english = name.en.empty() ? name.sv : name.en;
  return {one_line(name.sv) + ", krisledning", one_line(english) + ", crisis management"};
}

Rendered render(const domain::State& state, const domain::Message& message, const AnswerWays& ways,
                const Manner& manner) {
  Facts facts = facts_of(state, message);
  facts.link = std::string(ways.link);
  facts.code = std::string(ways.code);
  facts.repeated = manner.repeated;
  Draft draft = draft_of(facts, message);
  if (manner.templates != nullptr) use_templates(*manner.templates, facts, message, draft);
  Rendered rendered = lay_out(facts, draft);
  SpokenFacts told = spoken(facts, message);
  told.own = draft.speech;
  rendered.speech = speech_of(told);
  rendered.parts.purpose = message.purpose;
  return rendered;
}

}  // namespace ckl::delivery
