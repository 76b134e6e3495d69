// The commands that a scenario can write, one row each.

#include <array>
#include <functional>
#include <map>
#include <sstream>

#include "exercise/commands_law.hpp"
#include "exercise/reading.hpp"

namespace ckl::exercise {
namespace {

using domain::Command;

// "59.3327,18.0616": latitude and longitude in degrees.
std::optional<domain::GeoPoint> point(Fields& fields) {
  if (!fields.has("point")) return std::nullopt;
  std::istringstream text(fields.text("point"));
  domain::GeoPoint place;
  char comma = 0;
  text >> place.latitude >> comma >> place.longitude;
  // What is no place is refused by the core, as from any client.
  if (!text || comma != ',') place.latitude = 1'000;
  return place;
}

Command report(Fields& fields) {
  domain::ReportIncident command;
  command.kind = fields.choice("kind", command.kind);
  command.headline = fields.text("headline");
  command.text = fields.text("text");
  command.place = fields.text("place");
  command.owner = {fields.text("owner")};
  command.event_time = fields.time("event-time");
  command.level = fields.choice("level", command.level);
  command.call_out = fields.has("call-out");
  const auto plan = fields.text("call-out");
  command.plan = {plan == "yes" ? std::string{} : plan};
  command.point = point(fields);
  return command;
}

Command change_level(Fields& fields) {
  domain::ChangeLevel command;
  command.incident = {fields.text("incident")};
  command.to = fields.choice("to", command.to);
  command.reason = fields.text("reason");
  domain::Checklist checklist{.needs_met = fields.text("needs-met"),
                              .forecast = fields.text("forecast"),
                              .reserves = fields.text("reserves"),
                              .staff_rest = fields.text("staff-rest"),
                              .communication = fields.text("communication"),
                              .rest_work_owner = fields.text("rest-work-owner")};
  if (checklist != domain::Checklist{}) {
    command.checklist = std::move(checklist);
  }
  command.oral = oral(fields);
  return command;
}

Command confirm_level(Fields& fields) {
  return domain::ConfirmLevel{.incident = {fields.text("incident")}};
}

Command change_ckl(Fields& fields) {
  domain::ChangeCklState command;
  command.to = fields.choice("to", command.to);
  command.reason = fields.text("reason");
  return command;
}

Command declare(Fields& fields) {
  domain::DeclareExtraordinary command;
  command.incident = {fields.text("incident")};
  command.criteria = {.departs_from_normal = fields.text("departs-from-normal"),
                      .serious_disturbance = fields.text("serious-disturbance"),
                      .urgent_action = fields.text("urgent-action")};
  command.committee_functions = fields.flag("committee-functions", true);
  command.oral = oral(fields);
  return command;
}

Command start_committee(Fields& fields) {
  return domain::StartCommittee{
      .incident = {fields.text("incident")}, .reason = fields.text("reason"), .oral = oral(fields)};
}

Command record_hindrance(Fields& fields) {
  domain::RecordHindrance command;
  command.person = {fields.text("person")};
  command.kind = fields.text("kind");
  command.from = fields.time("from");
  command.to = fields.time("to");
  command.attempts = fields.text("attempts");
  command.incident = {fields.text("incident")};
  return command;
}

Command end_hindrance(Fields& fields) {
  return domain::EndHindrance{.hindrance = {fields.text("hindrance")},
                              .reason = fields.text("reason")};
}

Command close_incident(Fields& fields) {
  return domain::CloseIncident{.incident = {fields.text("incident")},
                               .reason = fields.text("reason")};
}

Command start_callout(Fields& fields) {
  return domain::StartCallout{.incident = {fields.text("incident")},
                              .plan = {fields.text("plan")},
                              .message = fields.text("message")};
}

Command answer_call(Fields& fields) {
  domain::AnswerCall command;
  command.callout = {fields.text("callout")};
  command.person = {fields.text("person")};
  command.answer = fields.bare<domain::Answer>().value_or(command.answer);
  command.eta_minutes = fields.number("eta");
  command.raw = fields.text("raw");
  command.deputy = fields.flag("deputy", false);
  return command;
}

Command settle_answer(Fields& fields) {
  domain::SettleAnswer command;
  command.unclear = {fields.text("unclear")};
  command.callout = {fields.text("callout")};
  command.person = {fields.text("person")};
  command.answer = fields.bare<domain::Answer>();
  command.eta_minutes = fields.number("eta");
  command.reason = fields.text("reason");
  return command;
}

// A text message, whose sender the scenario knows.
Command text_answer(Fields& fields) {
  domain::TakeTextAnswer command;
  command.raw = fields.text("raw");
  command.via = "sms";
  if (fields.has("callout")) {
    command.calls.push_back(
        {.callout = {fields.text("callout")}, .person = {fields.text("person")}});
  }
  return command;
}

Command end_callout(Fields& fields) {
  return domain::EndCallout{.callout = {fields.text("callout")}, .reason = fields.text("reason")};
}

Command note_absence(Fields& fields) {
  domain::NoteAbsence command;
  command.person = {fields.text("person")};
  command.kind = fields.choice("kind", command.kind);
  command.until = fields.time("until");
  command.reason = fields.text("reason");
  return command;
}

Command end_absence(Fields& fields) {
  return domain::EndAbsence{.person = {fields.text("person")}, .reason = fields.text("reason")};
}

Command take_in(Fields& fields) {
  return domain::TakeIn{.callout = {fields.text("callout")}, .person = {fields.text("person")}};
}

Command send_word(Fields& fields) {
  domain::SendWord command;
  command.callout = {fields.text("callout")};
  command.kind = fields.choice("kind", command.kind);
  command.audience = fields.choice("audience", command.audience);
  command.text = fields.text("text");
  return command;
}

Command recall_callout(Fields& fields) {
  return domain::RecallCallout{.callout = {fields.text("callout")},
                               .reason = fields.text("reason")};
}

Command mark_secrecy(Fields& fields) {
  return domain::MarkSecrecy{.number = fields.number("entry"),
                             .provision = fields.text("provision"),
                             .reason = fields.text("reason")};
}

Command lift_secrecy(Fields& fields) {
  return domain::LiftSecrecy{.number = fields.number("entry"), .reason = fields.text("reason")};
}

Command pin_gateway(Fields& fields) {
  return domain::PinGateway{.gateway = fields.text("gateway"),
                            .until = fields.time("until"),
                            .reason = fields.text("reason")};
}

Command release_gateway(Fields& fields) {
  return domain::ReleaseGateway{.kind = fields.text("kind"), .reason = fields.text("reason")};
}

Command close_obligation(Fields& fields) {
  domain::CloseObligation command;
  command.obligation = {fields.text("obligation")};
  command.evidence = fields.text("evidence");
  command.done = fields.time("done");
  return command;
}

Command write_log(Fields& fields) {
  domain::WriteLogEntry command;
  command.incident = {fields.text("incident")};
  command.kind = fields.choice("kind", command.kind);
  command.text = fields.text("text");
  command.event_time = fields.time("event-time");
  command.source = fields.text("source");
  command.corrects = fields.number("corrects");
  command.reason = fields.text("reason");
  return command;
}

using Read = Command (*)(Fields&);

const std::map<std::string, Read>& readers() {
  static const std::map<std::string, Read> table = [] {
    std::map<std::string, Read> all{
        {"report", report},
        {"level", change_level},
        {"confirm-level", confirm_level},
        {"ckl", change_ckl},
        {"declare", declare},
        {"start-committee", start_committee},
        {"hindrance", record_hindrance},
        {"end-hindrance", end_hindrance},
        {"close", close_incident},
        {"call-out", start_callout},
        {"answer", answer_call},
        {"text-answer", text_answer},
        {"settle-answer", settle_answer},
        {"end-call-out", end_callout},
        {"absent", note_absence},
        {"end-absence", end_absence},
        {"take-in", take_in},
        {"send-word", send_word},
        {"recall-call-out", recall_callout},
        {"pin-gateway", pin_gateway},
        {"release-gateway", release_gateway},
        {"fulfil", close_obligation},
        {"note", write_log},
        {"mark-secrecy", mark_secrecy},
        {"lift-secrecy", lift_secrecy},
    };
    all.insert(law_readers().begin(), law_readers().end());
    all.insert(readiness_readers().begin(), readiness_readers().end());
    all.insert(roster_readers().begin(), roster_readers().end());
    all.insert(trial_readers().begin(), trial_readers().end());
    all.insert(relief_readers().begin(), relief_readers().end());
    return all;
  }();
  return table;
}

}  // namespace

std::optional<Command> read_command(const std::string& name, std::vector<Word> words,
                                    Reader& reader) {
  const auto found = readers().find(name);
  if (found == readers().end()) {
    std::set<std::string> known;
    for (const auto& [word, read] : readers()) {
      known.insert(word);
    }
    reader.wrong({.sv = "okänd handling \"" + name + "\"", .en = "unknown act \"" + name + "\""},
                 suggestion(name, known));
    return std::nullopt;
  }
  Fields fields(std::move(words), reader);
  auto command = found->second(fields);
  fields.finish();
  return command;
}

}  // namespace ckl::exercise
