// Viktigt meddelande till allmänheten: who may request one of SOS Alarm, and what it must say
// (G16).
#include <array>

#include "domain/capacity.hpp"
#include "domain/duties.hpp"
#include "domain/facts.hpp"
#include "domain/handlers.hpp"
#include "domain/input.hpp"

namespace ckl::domain {
namespace {

// What the receivers must be able to hear: where, what threatens, what to do, when.
void require_whole(const WarningRequest& warning, Objections& objections) {
  struct Line {
    const char* field = nullptr;
    const std::string& text;
    Text asks;
  };
  const std::array<Line, 4> lines{{
      {"warning.place", warning.place, {"Platsen saknas", "The place is missing"}},
      {"warning.danger",
       warning.danger,
       {"Faran för liv, hälsa eller omfattande skada saknas",
        "The danger to life, health or of major damage is missing"}},
      {"warning.action",
       warning.action,
       {"Vad människor ska göra saknas", "What people are to do is missing"}},
      {"warning.time", warning.time, {"Tiden saknas", "The time is missing"}},
  }};
  for (const auto& line : lines) {
    if (!is_blank(line.text)) continue;
    objections.add(Objection{.code = RejectionCode::invalid,
                             .rule = "G16",
                             .message = line.asks,
                             .what_now = {"Fyll i raden och skicka igen", "Fill it in and resend"},
                             .field = line.field});
  }
}

}  // namespace

Decision decide_on(const Case& c, const RequestWarning& command) {
  const Incident& incident = c.state.incidents.at(command.warning.incident);
  Objections objections(c.now);
  std::string capacity = require_any(c, "G16", objections);
  require_whole(command.warning, objections);
  if (incident.phase == Phase::closed || incident.phase == Phase::archived) {
    objections.add(Objection{.code = RejectionCode::precondition,
                             .rule = "R49",
                             .message = {"Händelsen är avslutad", "The incident is closed"},
                             .what_now = {"Rapportera en ny händelse", "Report a new incident"},
                             .field = "warning.incident"});
  }
  if (!objections.empty()) return objections.refuse();

  Ruling ruling(c);
  ruling.add("G16", WarningRequested{command.warning});
  owe_danger_over(ruling, incident.id, std::string(requested_warning));
  inform(ruling, Notice{.rule = "G16",
                        .incident = incident.id,
                        .text = {"VMA begärt hos SOS Alarm: " + command.warning.place + ". " +
                                     command.warning.action,
                                 "A public warning requested of SOS Alarm: " +
                                     command.warning.place + ". " + command.warning.action}});
  return ruling.accept(std::move(capacity), incident.id.value);
}

}  // namespace ckl::domain
