// Sammanträden: calling, opening, attendance, closing, minutes (R34, R06, G07, O05, R39).
#include "domain/meeting.hpp"

#include <algorithm>
#include <array>

#include "domain/authority.hpp"
#include "domain/capacity.hpp"
#include "domain/duties.hpp"
#include "domain/handlers.hpp"
#include "domain/limits.hpp"
#include "domain/seats.hpp"

namespace ckl::domain {
namespace {

Objection wrong_state(std::string_view rule, Text message, Text what_now) {
  return Objection{.code = RejectionCode::precondition,
                   .rule = rule,
                   .message = std::move(message),
                   .what_now = std::move(what_now),
                   .field = "meeting"};
}

// R28: serving at a meeting shows that the person is back. What the actor does as chair already
// ends the own hindrance.
void end_hindrances(Ruling& ruling, const PersonId& person, const std::string& capacity) {
  const bool by_acting =
      person == ruling.actor().person &&
      (capacity == role::committee_chair || capacity == role::committee_vice_chair);
  if (by_acting) return;
  for (const auto& [id, hindrance] : ruling.state().hindrances) {
    if (hindrance.ended || hindrance.person != person || hindrance.kind == "CONFLICT") continue;
    if (hindrance.from > ruling.now()) continue;
    ruling.add("R28", HindranceEnded{.hindrance = id, .reason = "Tjänstgör vid sammanträde"});
  }
}

void require_not_opened(const Meeting& meeting, Objections& objections) {
  if (!meeting.opened) return;
  objections.add(
      wrong_state("R34", {"Sammanträdet är redan öppnat", "The meeting has been opened already"},
                  {"Kalla till ett nytt", "Call a new one"}));
}

void check_presiding(const Case& c, const OpenMeeting& command, Objections& objections) {
  const PersonId first = presiding_among(c.state, command.present, {}, c.now);
  if (first.empty()) {
    objections.add(Objection{
        .code = RejectionCode::precondition,
        .rule = "R34",
        .message = {"Ingen av de närvarande får leda sammanträdet", "Nobody present may preside"},
        .what_now = {"Ordföranden, en vice ordförande eller den fullmäktige har utsett leder",
                     "The chair, a vice chair or whom the city council has named presides"},
        .field = "presiding"});
  } else if (!command.presiding.empty() && command.presiding != first) {
    objections.add(Objection{.code = RejectionCode::precondition,
                             .rule = "R06",
                             .message = {"Vid detta sammanträde leder " + first.value,
                                         "At this meeting " + first.value + " presides"},
                             .what_now = {"Lämna fältet tomt", "Leave the field empty"},
                             .field = "presiding"});
  }
}

void check_present(const Case& c, const std::vector<Seat>& present, Objections& objections) {
  for (std::size_t i = 0; i < present.size(); ++i) {
    check_seating(c, present[i], std::span(present).first(i), objections);
  }
}

void check_when(const RecordMinutes& command, const Meeting& meeting, Objections& objections) {
  const bool adjusting = command.step == MinutesStep::adjusted;
  if (!meeting.closed) {
    objections.add(wrong_state("O05",
                               {"Sammanträdet är inte avslutat", "The meeting is not closed"},
                               {"Avsluta det först", "Close it first"}));
    return;
  }
  if (adjusting ? meeting.adjusted.has_value() : meeting.posted.has_value()) {
    objections.add(wrong_state("O05", {"Redan antecknat", "Recorded already"},
                               {"Inget behöver göras", "Nothing needs doing"}));
  }
  if (!adjusting && !meeting.adjusted) {
    objections.add(wrong_state("O05",
                               {"Protokollet är inte justerat", "The minutes are not adjusted"},
                               {"Anteckna justeringen först", "Record the adjustment first"}));
  }
  const Instant after = adjusting ? *meeting.closed : meeting.adjusted.value_or(*meeting.closed);
  if (command.done && *command.done < after) {
    objections.add(Objection{.code = RejectionCode::invalid,
                             .rule = "INPUT_TIME_ORDER",
                             .message = {"Före steget innan", "Before the step that comes first"},
                             .what_now = {"Rätta tiden", "Mend the time"},
                             .field = "done"});
  }
}

}  // namespace

std::string require_minute_taker(const Case& c, const Meeting& meeting, Objections& objections) {
  const bool leads = !c.actor.person.empty() && meeting.opened && !meeting.closed &&
                     c.actor.person == presiding_among(c.state, meeting.present, {}, c.now);
  if (leads) return presiding_capacity(c.state, c.actor.person, c.now);
  constexpr std::array<std::string_view, 2> takers{role::committee_secretary, role::registrar};
  std::string capacity = first_role(c, takers);
  if (capacity.empty()) {
    not_permitted("R34",
                  {"Sekreteraren, registratorn eller den som leder sammanträdet antecknar",
                   "The secretary, the registrar or whoever presides records"},
                  objections);
  }
  return capacity;
}

void require_under_way(const Meeting& meeting, Objections& objections) {
  if (meeting.opened && !meeting.closed) return;
  objections.add(meeting.closed
                     ? wrong_state("G07", {"Sammanträdet är avslutat", "The meeting is closed"},
                                   {"Kalla till ett nytt", "Call a new one"})
                     : wrong_state("G07",
                                   {"Sammanträdet är inte öppnat", "The meeting is not opened"},
                                   {"Öppna det, med närvaro", "Open it, with who is present"}));
}

Decision decide_on(const Case& c, const CallMeeting& command) {
  Objections objections(c.now);
  std::string capacity = require_any(c, "R34", objections);
  require_roster(c, objections);
  if (command.time && *command.time < c.now - limits::clock_tolerance) {
    objections.add(Objection{.code = RejectionCode::invalid,
                             .rule = "INPUT_TIME_ORDER",
                             .message = {"Tiden har passerat", "The time has passed"},
                             .what_now = {"Ange en tid från och med nu", "Give a time from now on"},
                             .field = "time"});
  }
  if (!objections.empty()) return objections.refuse();

  Ruling ruling(c);
  Meeting meeting;
  meeting.id = MeetingId{numbered("meeting", c.state.meetings.size() + 1)};
  meeting.number = static_cast<std::uint32_t>(c.state.meetings.size() + 1);
  meeting.time = command.time.value_or(c.now);
  meeting.place = command.place;
  meeting.agenda = command.agenda;
  ruling.add("R34", MeetingCalled{meeting});
  inform(ruling, Notice{.rule = "R34",
                        .incident = {},
                        .text = {"Kallelse till sammanträde i krisledningsnämnden",
                                 "Notice of a meeting of the crisis management committee"}});
  tell_of_missing_vice_chair(ruling);
  return ruling.accept(std::move(capacity), meeting.id.value);
}

Decision decide_on(const Case& c, const OpenMeeting& command) {
  const Meeting& meeting = c.state.meetings.at(command.meeting);
  Objections objections(c.now);
  Meeting gathered = meeting;  // as it would be, so that who would preside may open it
  gathered.present = command.present;
  gathered.opened = c.now;
  std::string capacity = require_minute_taker(c, gathered, objections);
  require_not_opened(meeting, objections);
  require_roster(c, objections);
  check_present(c, command.present, objections);
  require_quorum(c, count_serving(c.state, command.present, c.now), objections);
  check_presiding(c, command, objections);
  if (!objections.empty()) return objections.refuse();

  Ruling ruling(c);
  ruling.add("R34", MeetingOpened{.meeting = meeting.id,
                                  .presiding = presiding_among(c.state, command.present, {}, c.now),
                                  .remote_allowed = c.state.settings.remote_meetings,
                                  .present = command.present});
  for (const auto& seat : command.present) end_hindrances(ruling, seat.person, capacity);
  return ruling.accept(std::move(capacity), meeting.id.value);
}

Decision decide_on(const Case& c, const ChangeAttendance& command) {
  const Meeting& meeting = c.state.meetings.at(command.meeting);
  Objections objections(c.now);
  std::string capacity = require_minute_taker(c, meeting, objections);
  require_under_way(meeting, objections);
  std::vector<Seat> others = meeting.present;
  const auto left =
      std::erase_if(others, [&](const Seat& seat) { return seat.person == command.seat.person; });
  if (command.present) {
    check_seating(c, command.seat, others, objections);
  } else if (left == 0) {
    objections.add(Objection{.code = RejectionCode::precondition,
                             .rule = "R34",
                             .message = {"Personen är inte antecknad som närvarande",
                                         "The person is not recorded as present"},
                             .what_now = {"Inget behöver göras", "Nothing needs doing"},
                             .field = "seat"});
  }
  if (!objections.empty()) return objections.refuse();

  Ruling ruling(c);
  ruling.add("R34", AttendanceChanged{
                        .meeting = meeting.id, .seat = command.seat, .present = command.present});
  if (command.present) end_hindrances(ruling, command.seat.person, capacity);
  return ruling.accept(std::move(capacity), meeting.id.value);
}

Decision decide_on(const Case& c, const CloseMeeting& command) {
  const Meeting& meeting = c.state.meetings.at(command.meeting);
  Objections objections(c.now);
  std::string capacity = require_minute_taker(c, meeting, objections);
  require_under_way(meeting, objections);
  if (!objections.empty()) return objections.refuse();

  Ruling ruling(c);
  ruling.add("R34", MeetingClosed{meeting.id});
  open_minutes(ruling, meeting.id, c.now);
  hasten_urgent_notes(ruling);
  return ruling.accept(std::move(capacity), meeting.id.value);
}

Decision decide_on(const Case& c, const RecordMinutes& command) {
  const Meeting& meeting = c.state.meetings.at(command.meeting);
  Objections objections(c.now);
  std::string capacity = require_any(c, "R34", objections);
  check_when(command, meeting, objections);
  if (!objections.empty()) return objections.refuse();

  Ruling ruling(c);
  const Instant done = std::min(command.done.value_or(c.now), c.now);
  ruling.add("O05", MinutesRecorded{.meeting = meeting.id,
                                    .step = command.step,
                                    .done = done,
                                    .reference = command.reference});
  if (command.step == MinutesStep::adjusted) {
    minutes_adjusted(ruling, meeting.id, done);
  } else {
    minutes_posted(ruling, meeting.id, done);
  }
  return ruling.accept(std::move(capacity), meeting.id.value);
}

Decision decide_on(const Case& c, const NoteUrgentDecisions& command) {
  const Meeting& meeting = c.state.meetings.at(command.meeting);
  Objections objections(c.now);
  std::string capacity = require_minute_taker(c, meeting, objections);
  require_under_way(meeting, objections);
  require_quorum(c, count_serving(c.state, meeting.present, c.now), objections);
  const auto waiting = [](const DecisionRecord& decision) {
    return decision.body == DecidingBody::committee_chair && !decision.noted;
  };
  std::vector<DecisionId> noted = command.decisions;
  if (noted.empty()) {
    for (const auto& [id, decision] : c.state.decisions) {
      if (waiting(decision)) noted.push_back(id);
    }
  }
  const bool all_wait = std::ranges::all_of(
      noted, [&](const DecisionId& id) { return waiting(c.state.decisions.at(id)); });
  if (noted.empty() || !all_wait) {
    objections.add(Objection{.code = RejectionCode::precondition,
                             .rule = "O02",
                             .message = {"Inget sådant beslut väntar på att anmälas",
                                         "No such decision waits to be noted"},
                             .what_now = {"Bara ordförandens beslut anmäls, en gång",
                                          "Only decisions of the chair are noted, once"},
                             .field = "decisions"});
  }
  if (!objections.empty()) return objections.refuse();

  Ruling ruling(c);
  ruling.add("O02", UrgentDecisionsNoted{.meeting = meeting.id, .decisions = noted});
  for (const auto& id : noted) {
    close_duties(ruling, {.rule = "O02", .subject = id.value},
                 "Anmält vid sammanträde " + std::to_string(meeting.number));
  }
  return ruling.accept(std::move(capacity), meeting.id.value);
}

}  // namespace ckl::domain
