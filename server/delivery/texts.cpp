#include "delivery/texts.hpp"

#include <algorithm>
#include <optional>

#include <fmt/format.h>

#include "delivery/civil_time.hpp"
#include "delivery/gsm.hpp"

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
  std::string words;  // what the one who started the call-out wants to say
  std::optional<domain::Instant> answer_by;
  std::string link;
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

std::string subject_of(const Facts& facts, std::string_view what, std::string_view about) {
  std::string subject = short_marks(facts) + std::string(what);
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

std::string swedish_call(const Facts& facts) {
  std::string text = fmt::format("INKALLNING från {}\n\n", facts.sender.sv);
  text += line("Du kallas in som", facts.position.sv);
  text += line("Händelse", facts.headline) + line("Plats", facts.place);
  text += line("Meddelande", facts.words) + "\n";
  text += facts.link.empty() ? "Svara till den som leder inkallningen: kommer eller kan inte.\n"
                             : fmt::format("Svara här, kommer eller kan inte:\n{}\n", facts.link);
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
  if (facts.answer_by) {
    text += fmt::format("Answer before {}; then the next person is called.\n",
                        stockholm_clock(*facts.answer_by));
  }
  return text;
}

Rendered render_call(const Facts& facts) {
  const std::string about = facts.headline.empty()
                                ? facts.position.sv
                                : fmt::format("{} – {}", facts.position.sv, facts.headline);
  const std::string head = fmt::format("{}{}: INKALLNING som {}.", short_marks(facts),
                                       facts.sender.sv, facts.position.sv);
  const std::string tail = facts.link.empty() ? std::string() : " Svara: " + facts.link;
  return {facts.sender.sv, subject_of(facts, "INKALLNING", about),
          both(facts, swedish_call(facts), english_call(facts)),
          fit(head, facts.headline, facts.place, tail)};
}

Rendered render_stand_down(const Facts& facts) {
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
  return {facts.sender.sv, subject_of(facts, "Du behöver inte komma", facts.headline),
          both(facts, swedish, english), fit(head, facts.headline, facts.place, "")};
}

Rendered render_notice(const Facts& facts, const domain::Text& words) {
  const std::string swedish =
      fmt::format("UNDERRÄTTELSE från {}\n\n{}\n\n", facts.sender.sv, words.sv) +
      line("Händelse", facts.headline) + line("Plats", facts.place);
  const std::string english = fmt::format("NOTICE from {}\n\n{}\n\n", facts.sender.en,
                                          words.en.empty() ? words.sv : words.en) +
                              line("Incident", facts.headline) + line("Place", facts.place);
  const std::string head = fmt::format("{}{}:", short_marks(facts), facts.sender.sv);
  return {facts.sender.sv,
          subject_of(facts, "Underrättelse", facts.headline.empty() ? words.sv : facts.headline),
          both(facts, swedish, english), fit(head, words.sv, "", "")};
}

}  // namespace

domain::Text sender_of(const domain::State& state) {
  const domain::Text& name = state.organisation.name;
  if (name.empty()) return {"Krisledningen", "Crisis management"};
  const std::string& english = name.en.empty() ? name.sv : name.en;
  return {one_line(name.sv) + ", krisledning", one_line(english) + ", crisis management"};
}

Rendered render(const domain::State& state, const domain::Message& message, std::string_view link,
                bool repeated) {
  Facts facts = facts_of(state, message);
  facts.link = std::string(link);
  facts.repeated = repeated;
  switch (message.purpose) {
    case domain::MessagePurpose::call:
      return render_call(facts);
    case domain::MessagePurpose::stand_down:
      return render_stand_down(facts);
    case domain::MessagePurpose::notice:
      break;
  }
  return render_notice(facts, message.text);
}

}  // namespace ckl::delivery
