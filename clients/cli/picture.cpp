#include "cli/picture.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "cli/table.hpp"
#include "cli/words.hpp"

namespace ckl::cli {

namespace {

bool closed(const v1::Incident& incident) {
  return incident.phase() == v1::INCIDENT_PHASE_CLOSED ||
         incident.phase() == v1::INCIDENT_PHASE_ARCHIVED;
}

auto coming(const v1::CalloutPosition& position) {
  return std::ranges::count(position.calls(), v1::CALL_STATE_COMING, &v1::Call::state);
}

auto being_called(const v1::CalloutPosition& position) {
  return std::ranges::count(position.calls(), v1::CALL_STATE_CALLING, &v1::Call::state);
}

std::string joined(const google::protobuf::RepeatedPtrField<std::string>& words) {
  std::string all;
  for (const auto& word : words) all += (all.empty() ? "" : ", ") + word;
  return all;
}

}  // namespace

std::string Picture::person(const std::string& id) const {
  const auto& persons = image.organisation().persons();
  const auto found = std::ranges::find(persons, id, &v1::Person::id);
  return found == persons.end() ? id : found->name();
}

std::string Picture::position(const std::string& id) const {
  const auto& positions = image.organisation().positions();
  const auto found = std::ranges::find(positions, id, &v1::Position::id);
  return found == positions.end() ? id : voice(found->name());
}

std::string Picture::time(const google::protobuf::Timestamp& at) const {
  return at.seconds() == 0 ? "–" : show_time(to_instant(at), now);
}

std::string Picture::posture() const {
  return fmt::format("{} · {} · {}\nCKL: {} · KN: {}\n", voice(image.name()),
                     word_for(image.mode(), voice), show_date_and_time(now),
                     word_for(image.ckl(), voice), word_for(image.committee(), voice));
}

std::string Picture::incidents() const {
  Table table{{voice("Händelse", "Incident"), voice("Nivå", "Level"), voice("Skede", "Phase"),
               voice("Sedan", "Since"), voice("Rubrik", "Headline")}};
  for (const v1::Incident& incident : image.incidents()) {
    if (closed(incident)) continue;
    std::string level = word_for(incident.level(), voice);
    if (incident.provisional()) level += voice(" (preliminär)", " (provisional)");
    if (incident.unconfirmed()) level += voice(" (obekräftad)", " (unconfirmed)");
    table.add({incident.id(), level, word_for(incident.phase(), voice),
               time(incident.level_since()), incident.headline()});
  }
  return table.empty() ? voice("Inga pågående händelser.\n", "No incidents.\n") : table.text();
}

std::string Picture::callouts() const {
  Table table{{voice("Inkallning", "Call-out"), voice("Befattning", "Position"),
               voice("Kommer", "Coming"), voice("Söks", "Calling"), ""}};
  for (const v1::Callout& callout : image.callouts()) {
    if (callout.ended()) continue;
    for (const v1::CalloutPosition& part : callout.positions()) {
      table.add({callout.id(), position(part.plan().position()),
                 fmt::format("{} {} {}", coming(part), voice("av", "of"), part.plan().wanted()),
                 std::to_string(being_called(part)),
                 part.gap() ? voice("PERSONALBRIST", "STAFFING GAP") : ""});
    }
  }
  return table.empty() ? std::string{} : table.text();
}

// The last answer as it was written, and the one it took the place of.
std::string Picture::answers(const v1::Call& call) const {
  if (call.raw().empty() && !call.reason().empty()) return word_for(call.reason(), voice);
  if (!call.has_earlier()) return call.raw();
  const v1::EarlierAnswer& before = call.earlier();
  return fmt::format("{}{}{} {}: {}", call.raw(), call.raw().empty() ? "" : "; ",
                     voice("förut", "before"), time(before.answered()),
                     before.raw().empty() ? word_for(before.state(), voice) : before.raw());
}

std::string Picture::callout(const v1::Callout& callout) const {
  Table table{{voice("Befattning", "Position"), voice("Person", "Person"), voice("Läge", "State"),
               voice("Sökt", "Called"), voice("Svarade", "Answered"), voice("Framme", "There"),
               voice("Ordagrant", "As written")}};
  std::string title =
      fmt::format("{} · {} · {}\n", callout.id(), callout.incident(),
                  callout.ended() ? voice("avslutad", "ended") : voice("pågår", "under way"));
  for (const v1::CalloutPosition& part : callout.positions()) {
    for (const v1::Call& call : part.calls()) {
      table.add({position(part.plan().position()), person(call.person()),
                 word_for(call.state(), voice), time(call.called()), time(call.answered()),
                 time(call.eta()), answers(call)});
    }
  }
  return title + table.text();
}

std::string Picture::takeovers() const {
  Table table{{voice("Övertagande", "Takeover"), voice("Läge", "State"),
               voice("Nämnd", "Committee"), voice("Delar", "Parts"), voice("Omprövas", "Review"),
               voice("Återlämnat före resten", "Handed back before the rest")}};
  for (const v1::Takeover& takeover : image.takeovers()) {
    std::string back;
    for (const auto& part : takeover.handed_back())
      back += (back.empty() ? "" : ", ") + part.part();
    table.add({takeover.id(), word_for(takeover.state(), voice), takeover.scope().unit(),
               takeover.scope().whole() ? voice("hela området", "the whole area")
                                        : joined(takeover.scope().parts()),
               time(takeover.review()), back});
  }
  return table.empty() ? voice("Inga övertaganden.\n", "No takeovers.\n") : table.text();
}

std::string Picture::decisions() const {
  Table table{{voice("Beslut", "Decision"), voice("Fattat", "Made"), voice("Läge", "State"),
               voice("Rubrik", "Title"), voice("I konflikt med", "In conflict with")}};
  for (const v1::DecisionRecord& decision : image.decisions()) {
    table.add({decision.id(), time(decision.decided()), word_for(decision.state(), voice),
               decision.matter().title(), joined(decision.conflicts())});
  }
  return table.empty() ? voice("Inga beslut.\n", "No decisions.\n") : table.text();
}

std::string Picture::obligations(bool closed_too) const {
  Table table{{voice("Skyldighet", "Obligation"), voice("Regel", "Rule"), voice("Senast", "Due"),
               voice("Läge", "State"), voice("Vad", "What")}};
  for (const v1::Obligation& obligation : image.obligations()) {
    if (obligation.state() == v1::OBLIGATION_STATE_CLOSED && !closed_too) continue;
    table.add({obligation.id(), obligation.rule(), time(obligation.due()),
               word_for(obligation.state(), voice), voice(obligation.what())});
  }
  return table.empty() ? voice("Inga öppna skyldigheter.\n", "No open obligations.\n")
                       : table.text();
}

}  // namespace ckl::cli
