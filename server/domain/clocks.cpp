// Clocks that a transition starts: reports to the committee, to the city council and to the county
// board, and the minutes (O02-O05, O16, O17).
#include <algorithm>

#include "domain/calendar.hpp"
#include "domain/council.hpp"
#include "domain/duties.hpp"

namespace ckl::domain {
namespace {

const Text county_board{"Länsstyrelsen", "The county administrative board"};

std::string step_of(const MeetingId& meeting, std::string_view step) {
  return meeting.value + "/" + std::string(step);
}

DutySpec council_duty(Ruling& ruling, std::string_view rule, const CouncilItem& item) {
  return DutySpec{.rule = rule,
                  .incident = item.incident,
                  .subject = item.subject,
                  .owed_by_role = role::registrar,
                  .owed_to = {"Kommunfullmäktige", "The city council"},
                  .what = item.what,
                  .opened = item.decided,
                  .due = council_day_after(ruling.state(), item.decided)};
}

}  // namespace

void open_urgent_note(Ruling& ruling, const DecisionRecord& decision) {
  open_duty(ruling,
            {.rule = "O02",
             .incident = decision.incident,
             .subject = decision.id.value,
             .owed_by_role = role::committee_chair,
             .owed_to = {"Krisledningsnämnden", "The crisis management committee"},
             .what = {"Anmäl ordförandens beslut i nämnden: " + decision.matter.title,
                      "Report the chair's decision to the committee: " + decision.matter.title},
             .opened = decision.decided,
             .due = decision.decided + ruling.state().settings.note_urgent_within});
}

void hasten_urgent_notes(Ruling& ruling) {
  for (const Obligation* duty : unfulfilled(ruling.state(), {.rule = "O02"})) {
    if (duty->due && *duty->due <= ruling.now()) continue;
    date_duty(ruling, *duty, ruling.now());
  }
}

void open_council_report(Ruling& ruling, const CouncilItem& item) {
  open_duty(ruling, council_duty(ruling, "O03", item));
}

void open_board_report(Ruling& ruling, const CouncilItem& item) {
  open_duty(ruling, council_duty(ruling, "O16", item));
}

void open_county_reports(Ruling& ruling, const IncidentId& incident) {
  if (!unfulfilled(ruling.state(), {.rule = "O04", .incident = incident}).empty()) return;
  open_duty(ruling, {.rule = "O04",
                     .incident = incident,
                     .subject = incident.value,
                     .owed_by_role = role::chief_of_staff,
                     .owed_to = county_board,
                     .what = {"Lägesrapport: förlopp, läge, väntad utveckling, vidtagna och "
                              "planerade åtgärder",
                              "Situation report: course, state, expected course, measures taken "
                              "and planned"},
                     .due = ruling.now() + ruling.state().settings.county_report_every});
}

void open_alert_reports(Ruling& ruling) {
  if (!unfulfilled(ruling.state(), {.rule = "O17"}).empty()) return;
  open_duty(ruling, {.rule = "O17",
                     .owed_by_role = role::chief_of_staff,
                     .owed_to = county_board,
                     .what = {"Rapport om beredskapsläget", "Report on the state of preparedness"},
                     .due = ruling.now() + ruling.state().settings.county_report_every});
}

void end_alert_reports(Ruling& ruling, const std::string& reason) {
  close_duties(ruling, {.rule = "O17"}, reason);
}

void open_minutes(Ruling& ruling, const MeetingId& meeting, Instant closed) {
  open_duty(ruling, {.rule = "O05",
                     .subject = step_of(meeting, "adjust"),
                     .owed_by_role = "KN_SECRETARY",
                     .owed_to = {"Allmänheten", "The public"},
                     .what = {"Justera protokollet", "Adjust the minutes"},
                     .opened = closed,
                     .due = calendar::due_after_days(closed, 14)});
}

void minutes_adjusted(Ruling& ruling, const MeetingId& meeting, Instant done) {
  close_duties(ruling, {.rule = "O05", .subject = step_of(meeting, "adjust")},
               "Protokollet justerat", done);
  open_duty(ruling, {.rule = "O05",
                     .subject = step_of(meeting, "post"),
                     .owed_by_role = "KN_SECRETARY",
                     .owed_to = {"Allmänheten", "The public"},
                     .what = {"Tillkännage justeringen på anslagstavlan",
                              "Post the adjustment on the notice board"},
                     .opened = done,
                     .due = calendar::due_after_days(done, 2)});
}

void minutes_posted(Ruling& ruling, const MeetingId& meeting, Instant done) {
  const auto last_day = calendar::date_of(appeal_until(done));
  close_duties(ruling, {.rule = "O05", .subject = step_of(meeting, "post")},
               "Anslaget " + calendar::iso(calendar::date_of(done)) +
                   ", överklagandetiden går ut " + calendar::iso(last_day),
               done);
}

}  // namespace ckl::domain
