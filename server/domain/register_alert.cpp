// Höjd beredskap is registered, changed and ended (T13, T14, T19), and the readiness alarm (T15).
// The government decides; the city registers what its decision says.
#include <algorithm>

#include "domain/alert.hpp"
#include "domain/bodies.hpp"
#include "domain/duties.hpp"
#include "domain/external.hpp"
#include "domain/handlers.hpp"
#include "domain/input.hpp"
#include "domain/organisation.hpp"

namespace ckl::domain {
namespace {

constexpr std::string_view whole_country = "SE";

bool covers(const Settings& settings, const RegisterAlert& command) {
  const auto is_of_city = [&](const std::string& area) {
    return area == whole_country || std::ranges::count(settings.area_codes, area) > 0;
  };
  if (command.at_war) return true;
  const bool here = std::ranges::any_of(command.areas, is_of_city);
  // R43: an alert for an activity is information only, unless the city carries on that activity.
  const bool ours = command.activity.empty() ||
                    std::ranges::count(settings.carried_activities, command.activity) > 0;
  return here && ours;
}

// What the registration says the state is. At war the highest grade applies by law, in the whole
// country, whatever grade was written.
AlertChanged as_registered(const Case& c, const RegisterAlert& command) {
  AlertChanged next{
      .grade = command.at_war ? AlertGrade::hogsta : command.grade,
      .reference = command.reference,
      .decided = command.decided.value_or(c.now),
      .from = command.from.value_or(command.decided.value_or(c.now)),
      .areas = command.areas,
      .activity = command.activity,
      .in_area = command.grade != AlertGrade::none && covers(c.state.settings, command),
      .at_war = command.at_war,
      .record = {}};
  if (next.at_war && std::ranges::count(next.areas, whole_country) == 0) {
    next.areas.emplace_back(whole_country);
  }
  return next;
}

AlertGrade felt(bool in_area, AlertGrade grade) { return in_area ? grade : AlertGrade::none; }

// How the alert changes for the city.
struct Course {
  bool rises = false;
  bool falls = false;  // lowered or ended, or the war ends
  bool ends = false;   // no longer an alert for the city
};

Course course_of(const Alert& now, const AlertChanged& next) {
  const AlertGrade before = felt(now.in_area, now.grade);
  const AlertGrade after = felt(next.in_area, next.grade);
  return Course{.rises = after > before,
                .falls = after < before || (now.at_war && !next.at_war) ||
                         (next.grade == AlertGrade::none && now.grade != AlertGrade::none),
                .ends = after == AlertGrade::none && before != AlertGrade::none};
}

std::string_view rule_of(const AlertChanged& next, const Course& course) {
  if (course.falls || next.grade == AlertGrade::none) return "T19";
  return next.grade == AlertGrade::hogsta ? "T14" : "T13";
}

// G08: what the city registers rests on a decision of the government with its reference.
void require_reference(const std::string& reference, Objections& objections) {
  if (!is_blank(reference)) return;
  objections.add(Objection{
      .code = RejectionCode::precondition,
      .rule = "G08",
      .message = {"Regeringen beslutar; staden registrerar beslutet med dess beteckning",
                  "The government decides; the city registers the decision with its reference"},
      .what_now = {"Ange regeringsbeslutets beteckning", "Give the reference of the decision"},
      .field = "reference"});
}

// A08: the state needs time and area of the decision.
void require_whole(const RegisterAlert& command, Objections& objections) {
  const auto missing = [&](std::string_view field, Text message) {
    objections.add(Objection{.code = RejectionCode::invalid,
                             .rule = "A08",
                             .message = std::move(message),
                             .what_now = {"Fyll i vad beslutet säger", "Fill in what it says"},
                             .field = std::string(field)});
  };
  if (!command.decided) {
    missing("decided", {"När regeringen beslutade saknas", "When it was decided is missing"});
  }
  if (command.areas.empty() && command.grade != AlertGrade::none && !command.at_war) {
    missing("areas", {"Beslutets område saknas", "The area of the decision is missing"});
  }
  if (command.at_war && command.grade == AlertGrade::none) {
    missing("grade", {"I krig råder högsta beredskap", "At war the highest alert applies"});
  }
}

void require_change(const Alert& now, const AlertChanged& next, Objections& objections) {
  const bool none = now.grade == AlertGrade::none && next.grade == AlertGrade::none;
  const bool other = now.grade != next.grade || now.areas != next.areas ||
                     now.activity != next.activity || now.at_war != next.at_war;
  if (other && !none) return;
  objections.add(Objection{.code = RejectionCode::precondition,
                           .rule = next.grade == AlertGrade::none     ? "T19"
                                   : next.grade == AlertGrade::hogsta ? "T14"
                                                                      : "T13",
                           .message = {"Det är redan registrerat", "That is registered already"},
                           .what_now = {"Inget behöver göras", "Nothing needs doing"},
                           .field = "grade"});
}

// R20: nothing ends in silence.
void require_word_on_law(const Case& c, const RegisterAlert& command, const Course& course,
                         Objections& objections) {
  const bool asked = course.falls && c.state.alert.law.on;
  if (asked == command.law_after.has_value()) return;
  objections.add(Objection{
      .code = RejectionCode::invalid,
      .rule = "R20",
      .message = asked ? Text{"Lag 1988:97 tillämpas: säg vad som blir av den",
                              "Law 1988:97 applies: say what becomes of it"}
                       : Text{"Lag 1988:97 berörs bara när beredskapen sänks medan lagen tillämpas",
                              "Law 1988:97 is touched only when the alert is lowered while the "
                              "law applies"},
      .what_now = asked ? Text{"Ange KEPT eller ENDED", "Give KEPT or ENDED"}
                        : Text{"Lämna fältet tomt", "Leave the field empty"},
      .field = "lawAfter"});
}

void law_at_war(Ruling& ruling, const AlertChanged& next) {
  const WartimeLaw& law = ruling.state().alert.law;
  if (!next.at_war || (law.on && law.cause == LawCause::war)) return;
  change_law(ruling, "T16",
             WartimeLawChanged{.law = {.on = true,
                                       .cause = LawCause::war,
                                       .sections = {},
                                       .since = next.from,
                                       .reference = next.reference,
                                       .refer_by = {},
                                       .referred = {},
                                       .approve_by = {},
                                       .approved = false},
                               .reason = "Sverige är i krig",
                               .record = next.record});
}

void law_when_lowered(Ruling& ruling, const AlertChanged& next, LawAfter after) {
  WartimeLaw law = ruling.state().alert.law;
  const bool ends = after == LawAfter::ended;
  law.on = !ends;
  change_law(ruling, "R20",
             WartimeLawChanged{.law = law,
                               .reason = ends ? "Tillämpas inte längre: " + next.reference
                                              : "Fortsätter att tillämpas: " + next.reference,
                               .record = next.record});
}

// What the alarm rests on is still there.
bool may_sound_on(const AlertChanged& next) {
  Alert after;
  after.grade = next.grade;
  after.areas = next.areas;
  after.activity = next.activity;
  return is_highest_everywhere(after);
}

// R57: the readiness alarm ends with the lowering, and when the highest alert no longer covers the
// whole country.
void end_alarm(Ruling& ruling, const AlertChanged& next) {
  if (!ruling.state().alert.readiness_alarm) return;
  ruling.add("R57", ReadinessAlarmChanged{
                        .sounding = false, .reference = next.reference, .record = next.record});
}

Text told(const AlertChanged& next) {
  if (next.grade == AlertGrade::hogsta) {
    return {"Högsta beredskap; kommunstyrelsen leder. Staden går över till krigsorganisation",
            "The highest alert; the executive board leads. The city moves to war organisation"};
  }
  if (next.grade == AlertGrade::skarpt) {
    return {
        "Skärpt beredskap; kommunstyrelsen leder. Se över planering, ledighet och "
        "krigsplacering",
        "Heightened alert; the executive board leads. See to planning, leave and war "
        "placement"};
  }
  return {"Höjd beredskap har upphört; ordinarie ordning gäller",
          "The heightened alert has ended; the ordinary order applies"};
}

// 2015:1053 12 §: the municipality moves to war organisation, each committee and company for
// itself.
void ask_for_war_organisation(Ruling& ruling, const RecordId& record) {
  for (const Unit* body : crisis_bodies(ruling.state(), ruling.now())) {
    open_duty(ruling, DutySpec{.rule = "T14",
                               .subject = record.value,
                               .owed_by_role = role::security_coordinator,
                               .owed_by_unit = body->id,
                               .owed_to = {"Kommunstyrelsen", "The city executive board"},
                               .what = {"Gå över till krigsorganisation: " + body->name.sv,
                                        "Move to war organisation: " + body->name.en},
                               .due = ruling.now() + ruling.state().settings.county_report_every});
  }
}

void rise(Ruling& ruling, std::string_view rule, const AlertChanged& next) {
  inform(ruling, Notice{.rule = rule, .incident = {}, .text = told(next)});
  open_alert_reports(ruling);
  if (next.grade == AlertGrade::hogsta) ask_for_war_organisation(ruling, next.record);
  if (ruling.state().committee != CommitteeState::functioning) return;
  raise_conflict(ruling, next.record.value,
                 {"Höjd beredskap medan krisledningsnämnden fungerar: behåll, återlämna eller "
                  "avsluta",
                  "Heightened alert while the committee functions: keep, return or end"});
}

void fall(Ruling& ruling, const AlertChanged& next, const Course& course) {
  inform(ruling, Notice{.rule = "T19", .incident = {}, .text = told(next)});
  if (!next.in_area || next.grade != AlertGrade::hogsta) {
    close_duties(ruling, {.rule = "T14"}, "Högsta beredskap har upphört: " + next.reference);
  }
  if (!course.ends) return;
  end_alert_reports(ruling, "Höjd beredskap har upphört: " + next.reference);
  open_duty(ruling, DutySpec{.rule = "T19",
                             .subject = next.record.value,
                             .owed_by_role = role::board_secretary,
                             .owed_to = {"Kommunfullmäktige", "The city council"},
                             .what = {"Utvärdera och redovisa tiden under höjd beredskap",
                                      "Evaluate and account for the time under heightened alert"},
                             .due = ruling.now() + ruling.state().settings.evaluation_within});
}

void require_alarm(const Case& c, const RegisterReadinessAlarm& command, Objections& objections) {
  const Alert& alert = c.state.alert;
  if (command.sounding == alert.readiness_alarm) {
    objections.add(Objection{.code = RejectionCode::precondition,
                             .rule = "T15",
                             .message = {"Det är redan registrerat", "That is registered already"},
                             .what_now = {"Inget behöver göras", "Nothing needs doing"},
                             .field = "sounding"});
  }
  if (!command.sounding || is_highest_everywhere(alert)) return;
  objections.add(Objection{
      .code = RejectionCode::precondition,
      .rule = "G08",
      .message = {"Beredskapslarm ges bara när högsta beredskap råder i hela landet",
                  "The readiness alarm is given only at the highest alert in the whole country"},
      .what_now = {"Registrera först regeringens beslut om högsta beredskap",
                   "First register the government's decision on the highest alert"},
      .field = "sounding"});
}

// T15: the sirens are the city's to sound; the law is on at once (2015:1053 13 §).
void sound(Ruling& ruling, const ReadinessAlarmChanged& alarm, Instant since) {
  open_duty(ruling, DutySpec{.rule = "T15",
                             .subject = alarm.record.value,
                             .owed_by_role = role::duty_officer,
                             .owed_to = {"Allmänheten", "The public"},
                             .what = {"Ljud utomhuslarmet: 30 sekunder ton, 15 sekunder paus, i 5 "
                                      "minuter",
                                      "Sound the outdoor sirens: 30 seconds tone, 15 seconds "
                                      "pause, for 5 minutes"},
                             .due = ruling.now() + ruling.state().settings.at_once});
  if (!ruling.state().alert.law.on || ruling.state().alert.law.cause == LawCause::prescription) {
    change_law(ruling, "T16",
               WartimeLawChanged{.law = {.on = true,
                                         .cause = LawCause::readiness_alarm,
                                         .sections = {},
                                         .since = since,
                                         .reference = alarm.reference,
                                         .refer_by = {},
                                         .referred = {},
                                         .approve_by = {},
                                         .approved = false},
                                 .reason = "Beredskapslarm",
                                 .record = alarm.record});
  }
  inform(ruling, Notice{.rule = "T15",
                        .incident = {},
                        .text = {"Beredskapslarm: krigsplacerade inställer sig omedelbart, allmän "
                                 "tjänsteplikt gäller. Genast tillämpas lag 1988:97, "
                                 "förfogandelagen, ransoneringslagen och prisregleringslagen "
                                 "(2015:1053 13–15 §§)",
                                 "Readiness alarm: the war-placed report immediately, general "
                                 "service duty applies. At once apply law 1988:97 and the acts on "
                                 "requisition, rationing and price regulation (2015:1053 sections "
                                 "13-15)"}});
}

}  // namespace

Decision decide_on(const Case& c, const RegisterAlert& command) {
  AlertChanged next = as_registered(c, command);
  const Course course = course_of(c.state.alert, next);
  const std::string_view rule = rule_of(next, course);
  Objections objections(c.now);
  std::string capacity = require_entry(
      c, {.rule = rule, .guard = "G08", .body = DecidingBody::government}, objections);
  require_reference(command.reference, objections);
  require_whole(command, objections);
  require_change(c.state.alert, next, objections);
  require_word_on_law(c, command, course, objections);
  if (!objections.empty()) return objections.refuse();

  Ruling ruling(c);
  next.record = enter(ruling, Entered{.body = DecidingBody::government,
                                      .reference = next.reference,
                                      .decided = next.decided,
                                      .what = "AlertChanged"});
  ruling.add(rule, next);
  if (course.falls || !may_sound_on(next)) end_alarm(ruling, next);
  law_at_war(ruling, next);
  if (command.law_after) law_when_lowered(ruling, next, *command.law_after);
  if (course.rises) rise(ruling, rule, next);
  if (course.falls) fall(ruling, next, course);
  return ruling.accept(std::move(capacity), next.record.value);
}

Decision decide_on(const Case& c, const RegisterReadinessAlarm& command) {
  Objections objections(c.now);
  std::string capacity = require_entry(
      c, {.rule = "T15", .guard = "G08", .body = DecidingBody::government}, objections);
  require_reference(command.reference, objections);
  require_alarm(c, command, objections);
  if (!objections.empty()) return objections.refuse();

  Ruling ruling(c);
  const Instant decided = command.decided.value_or(c.now);
  const ReadinessAlarmChanged alarm{
      .sounding = command.sounding,
      .reference = command.reference,
      .record = enter(ruling, Entered{.body = DecidingBody::government,
                                      .reference = command.reference,
                                      .decided = decided,
                                      .what = "ReadinessAlarmChanged"})};
  ruling.add(command.sounding ? "T15" : "R57", alarm);
  if (command.sounding) sound(ruling, alarm, decided);
  return ruling.accept(std::move(capacity), alarm.record.value);
}

}  // namespace ckl::domain
