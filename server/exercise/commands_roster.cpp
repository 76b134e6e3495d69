// The commands of the duty rosters that a scenario can write, one row each.
#include <algorithm>
#include <sstream>

#include "domain/limits.hpp"
#include "exercise/commands_law.hpp"

namespace ckl::exercise {
namespace {

using domain::Command;

// People in turn: `persons="anna bo" hours=12` from the roster's beginning to its end.
std::vector<domain::DutySpan> in_turn(const domain::AdoptRoster& roster, Fields& fields) {
  std::vector<domain::PersonId> persons;
  std::istringstream words(fields.text("persons"));
  for (std::string word; words >> word;) persons.push_back({word});
  const std::chrono::hours turn(fields.number("hours"));
  std::vector<domain::DutySpan> spans;
  if (persons.empty() || turn.count() == 0 || !roster.from || !roster.until) return spans;
  const auto most = domain::limits::roster_spans + 1;  // one too many is refused by the core
  for (auto at = *roster.from; at < *roster.until && spans.size() < most; at += turn) {
    spans.push_back({.person = persons[spans.size() % persons.size()],
                     .from = at,
                     .until = std::min<domain::Instant>(at + turn, *roster.until)});
  }
  return spans;
}

Command read_adopt_roster(Fields& fields) {
  domain::AdoptRoster command;
  command.function = fields.text("function");
  command.source = fields.has("source") ? fields.text("source") : "scenario";
  command.from = fields.time("from");
  command.until = fields.time("until");
  command.spans = in_turn(command, fields);
  return command;
}

Command read_override_duty(Fields& fields) {
  domain::OverrideDuty command;
  command.function = fields.text("function");
  command.person = {fields.text("person")};
  command.replaces = {fields.text("replaces")};
  command.from = fields.time("from");
  command.until = fields.time("until");
  command.reason = fields.text("reason");
  return command;
}

Command read_propose_swap(Fields& fields) {
  domain::ProposeSwap command;
  command.function = fields.text("function");
  command.taker = {fields.text("taker")};
  command.from = fields.time("from");
  command.until = fields.time("until");
  command.back_from = fields.time("back-from");
  command.back_until = fields.time("back-until");
  command.reason = fields.text("reason");
  return command;
}

Command read_answer_swap(Fields& fields) {
  domain::AnswerSwap command;
  command.swap = {fields.text("swap")};
  command.accept = fields.flag("accept", false);
  command.reason = fields.text("reason");
  return command;
}

Command read_take_over_duty(Fields& fields) {
  domain::TakeOverDuty command;
  command.function = fields.text("function");
  command.person = {fields.text("person")};
  command.until = fields.time("until");
  command.reason = fields.text("reason");
  return command;
}

}  // namespace

const std::map<std::string, ReadCommand>& roster_readers() {
  static const std::map<std::string, ReadCommand> table{
      {"adopt-roster", read_adopt_roster},     {"override-duty", read_override_duty},
      {"propose-swap", read_propose_swap},     {"answer-swap", read_answer_swap},
      {"take-over-duty", read_take_over_duty},
  };
  return table;
}

}  // namespace ckl::exercise
