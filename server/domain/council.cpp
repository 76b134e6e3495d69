// Kommunfullmäktige: its meetings, and what it is told (O03, O16, R14, R52).
#include "domain/council.hpp"

#include <algorithm>
#include <tuple>
#include <utility>

#include "domain/calendar.hpp"
#include "domain/capacity.hpp"
#include "domain/duties.hpp"
#include "domain/handlers.hpp"

namespace ckl::domain {
namespace {

// What a command is about to change in the known meetings.
struct MeetingChange {
  const CouncilMeeting* added = nullptr;
  const CouncilMeeting* cancelled = nullptr;
};

std::optional<Instant> next_day(const State& state, Instant decided, const MeetingChange& change) {
  std::optional<Instant> next;
  const auto consider = [&](const CouncilMeeting& meeting) {
    if (meeting.cancelled || meeting.time <= decided) return;
    if (!next || meeting.time < *next) next = meeting.time;
  };
  for (const auto& [id, meeting] : state.council_meetings) {
    if (&meeting != change.cancelled) consider(meeting);
  }
  if (change.added != nullptr) consider(*change.added);
  if (!next) return std::nullopt;
  return calendar::end_of_day(calendar::date_of(*next));
}

// R14, both ways: what the change of the known meetings does to every report that is open.
void date_reports(Ruling& ruling, const MeetingChange& change) {
  for (const std::string_view rule : {"O03", "O16", "T09"}) {
    for (const Obligation* duty : unfulfilled(ruling.state(), {.rule = rule})) {
      date_duty(ruling, *duty, next_day(ruling.state(), duty->opened, change));
    }
  }
}

// Sorts duties as they came. Ids count; "obligation-10" follows "obligation-9".
auto as_opened(const Obligation& duty) {
  return std::tuple(duty.opened, duty.id.value.size(), std::string_view(duty.id.value));
}

Objection of_the_meeting(std::string_view rule, Text message, Text what_now) {
  return Objection{.code = RejectionCode::precondition,
                   .rule = rule,
                   .message = std::move(message),
                   .what_now = std::move(what_now),
                   .field = "meeting"};
}

bool is_listed(const ReportToCouncil& command, const Obligation& duty) {
  return command.decisions.empty() ||
         std::ranges::find(command.decisions, DecisionId{duty.subject}) != command.decisions.end();
}

// The open reports that the command is about: what was decided before the council met.
std::vector<const Obligation*> reported_by(const State& state, const ReportToCouncil& command,
                                           Instant met) {
  std::vector<const Obligation*> duties;
  for (const std::string_view rule : {"O03", "O16"}) {
    for (const Obligation* duty : unfulfilled(state, {.rule = rule})) {
      if (duty->opened < met && is_listed(command, *duty)) duties.push_back(duty);
    }
  }
  std::ranges::sort(duties, {}, [](const Obligation* duty) { return as_opened(*duty); });
  return duties;
}

void require_reportable(const Case& c, const ReportToCouncil& command, Objections& objections) {
  const CouncilMeeting& meeting = c.state.council_meetings.at(command.meeting);
  if (meeting.cancelled) {
    objections.add(of_the_meeting(
        "R14", {"Sammanträdet är inställt", "The meeting is cancelled"},
        {"Ange det sammanträde där beslutet anmäldes", "Name the meeting where it was reported"}));
  } else if (meeting.time > c.now) {
    objections.add(of_the_meeting(
        "O03", {"Sammanträdet har inte hållits än", "The meeting has not been held yet"},
        {"Anteckna anmälan när fullmäktige har sammanträtt",
         "Record the report when the council has met"}));
  }
  const auto duties = reported_by(c.state, command, meeting.time);
  for (const auto& id : command.decisions) {
    if (std::ranges::find(duties, id.value, &Obligation::subject) != duties.end()) continue;
    objections.add(of_the_meeting(
        "O03", {"Inget att anmäla där: " + id.value, "Nothing to report there: " + id.value},
        {"Är det redan anmält, eller beslutat senare?",
         "Is it reported already, or decided later?"}));
  }
  if (duties.empty() && command.decisions.empty()) {
    objections.add(of_the_meeting(
        "O03", {"Inget beslut väntar på anmälan", "No decision waits to be reported"},
        {"Inget behöver göras", "Nothing needs doing"}));
  }
}

}  // namespace

std::optional<Instant> council_day_after(const State& state, Instant decided) {
  return next_day(state, decided, {});
}

Instant appeal_until(Instant posted) { return calendar::due_after_days(posted, 21); }

std::vector<CouncilLine> council_report(const State& state) {
  std::vector<CouncilLine> lines;
  for (const auto& [id, duty] : state.obligations) {
    if (duty.rule.value != "O03") continue;
    const auto decision = state.decisions.find(DecisionId{duty.subject});
    lines.push_back({.subject = duty.subject,
                     .decision = decision == state.decisions.end() ? nullptr : &decision->second,
                     .duty = &duty,
                     .reported = duty.state == ObligationState::closed});
  }
  std::ranges::sort(lines, {}, [](const CouncilLine& line) { return as_opened(*line.duty); });
  return lines;
}

Decision decide_on(const Case& c, const RegisterCouncilMeeting& command) {
  const CouncilMeeting meeting{
      .id = MeetingId{numbered("council-meeting", c.state.council_meetings.size() + 1)},
      .time = *command.time};
  Objections objections(c.now);
  std::string capacity = require_any(c, "O03", objections);
  const bool known = std::ranges::any_of(c.state.council_meetings, [&](const auto& entry) {
    return !entry.second.cancelled && entry.second.time == meeting.time;
  });
  if (known) {
    objections.add(of_the_meeting(
        "R14", {"Sammanträdet är redan antecknat", "The meeting is recorded already"},
        {"Inget behöver göras", "Nothing needs doing"}));
  }
  if (!objections.empty()) return objections.refuse();

  Ruling ruling(c);
  ruling.add("R14", CouncilMeetingRegistered{meeting});
  date_reports(ruling, {.added = &meeting, .cancelled = nullptr});
  return ruling.accept(std::move(capacity), meeting.id.value);
}

Decision decide_on(const Case& c, const CancelCouncilMeeting& command) {
  const CouncilMeeting& meeting = c.state.council_meetings.at(command.meeting);
  Objections objections(c.now);
  std::string capacity = require_any(c, "O03", objections);
  if (meeting.cancelled) {
    objections.add(of_the_meeting("R14", {"Redan inställt", "Cancelled already"},
                                  {"Inget behöver göras", "Nothing needs doing"}));
  } else if (meeting.reported) {
    objections.add(of_the_meeting("O03",
                                  {"Beslut har anmälts där", "Decisions have been reported there"},
                                  {"Ett sammanträde som hållits kan inte ställas in",
                                   "A meeting that was held can not be cancelled"}));
  }
  if (!objections.empty()) return objections.refuse();

  Ruling ruling(c);
  ruling.add("R14", CouncilMeetingCancelled{.meeting = command.meeting, .reason = command.reason});
  date_reports(ruling, {.added = nullptr, .cancelled = &meeting});
  return ruling.accept(std::move(capacity), meeting.id.value);
}

Decision decide_on(const Case& c, const ReportToCouncil& command) {
  Objections objections(c.now);
  std::string capacity = require_any(c, "O03", objections);
  require_reportable(c, command, objections);
  if (!objections.empty()) return objections.refuse();

  const CouncilMeeting& meeting = c.state.council_meetings.at(command.meeting);
  CouncilReportMade made{.meeting = meeting.id, .decisions = {}, .reference = command.reference};
  const auto duties = reported_by(c.state, command, meeting.time);
  for (const Obligation* duty : duties) made.decisions.push_back(DecisionId{duty->subject});
  Ruling ruling(c);
  ruling.add("O03", std::move(made));
  for (const Obligation* duty : duties) {
    ruling.add(duty->rule.value, ObligationClosed{.obligation = duty->id,
                                                  .evidence = command.reference,
                                                  .done = std::max(meeting.time, duty->opened)});
  }
  return ruling.accept(std::move(capacity), meeting.id.value);
}

}  // namespace ckl::domain
