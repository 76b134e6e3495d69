// Svar som text från en telefon, och de oklara av dem: recorded when they say one thing about one
// call, otherwise kept for a person. Nothing is guessed and nothing is dropped.
#include <algorithm>
#include <array>
#include <chrono>

#include "domain/answering.hpp"
#include "domain/authority.hpp"
#include "domain/calendar.hpp"
#include "domain/callout_fold.hpp"
#include "domain/capacity.hpp"
#include "domain/handlers.hpp"
#include "domain/input.hpp"
#include "domain/input_parts.hpp"
#include "domain/limits.hpp"
#include "domain/sms_answer.hpp"

namespace ckl::domain {
namespace {

// An hour that could be of the morning or of the evening is the next one on the clock only if it
// is nearer than this.
constexpr std::chrono::hours half_a_day{12};
// Said later than this before it comes round again, a time of day has just passed.
constexpr std::chrono::hours nearly_a_day{23};

// When that time of day is meant; nothing when it could be another.
std::optional<Instant> next_at(const TimeOfDay& at, Instant now) {
  const Seconds wall_clock = std::chrono::hours(at.hour) + std::chrono::minutes(at.minute);
  const calendar::Date today = calendar::date_of(now);
  Instant meant = calendar::instant_of(today, wall_clock);
  if (meant < now) meant = calendar::instant_of(calendar::plus_days(today, 1), wall_clock);
  const bool certain = meant - now <= (at.sure ? nearly_a_day : half_a_day);
  return certain ? std::optional(meant) : std::nullopt;
}

struct Meaning {
  Answer answer = Answer::coming;
  std::optional<Instant> eta;
};

std::optional<Meaning> meaning_of(std::string_view raw, Instant now) {
  const TextReading reading = read_text_answer(raw);
  if (!reading.answer) return std::nullopt;
  Meaning meaning{.answer = *reading.answer, .eta = std::nullopt};
  if (reading.minutes > 0) meaning.eta = now + std::chrono::minutes(reading.minutes);
  if (!reading.at) return meaning;
  meaning.eta = next_at(*reading.at, now);
  return meaning.eta ? std::optional(meaning) : std::nullopt;
}

// Why a person must read the text; empty when it is clear.
std::string_view doubt_about(const Case& c, const TakeTextAnswer& command, bool readable) {
  if (command.doubt == TextDoubt::unknown_code) return "UNKNOWN_CODE";
  if (command.calls.empty()) return "NO_CALL";
  if (command.calls.size() > 1 || command.doubt == TextDoubt::elsewhere_too) {
    return "SEVERAL_CALLS";
  }
  const auto callout = c.state.callouts.find(command.calls.front().callout);
  if (callout == c.state.callouts.end() ||
      call_to_answer(callout->second, command.calls.front().person) == nullptr) {
    return "NOT_CALLED";
  }
  if (callout->second.ended) return "ENDED";
  if (command.raw.size() > limits::answer_raw_bytes) return "TOO_LONG";
  return readable ? std::string_view{} : "UNREADABLE";
}

}  // namespace

void check_input(const Case& c, const TakeTextAnswer&, Objections& objections) {
  if (c.state.unclear_answers.size() < limits::unclear_answers) return;
  objections.add(Objection{.code = RejectionCode::exhausted,
                           .rule = "INPUT_TOO_MANY",
                           .message = {"För många oklara svar väntar", "Too many unclear answers"},
                           .what_now = {"Tyd dem som väntar", "Settle those that wait"},
                           .field = {}});
}

void check_input(const Case& c, const SettleAnswer& command, Objections& objections) {
  check_known(c.state.unclear_answers, command.unclear, {"INPUT_UNKNOWN_ANSWER", "unclear"},
              objections);
  check_text({.name = "reason",
              .text = command.reason,
              .limit = limits::reason_bytes,
              .required = !command.answer},
             objections);
  if (!command.answer) return;
  check_value("answer", *command.answer, Answer::later, objections);
  check_known(c.state.callouts, command.callout, {"INPUT_UNKNOWN_CALLOUT", "callout"}, objections);
  if (find_person(c.state, command.person) == nullptr) {
    check_unknown("INPUT_UNKNOWN_PERSON", "person", command.person.value, objections);
  }
  if (command.eta_minutes > limits::eta_minutes) {
    malformed("INPUT_OUT_OF_RANGE", "etaMinutes",
              {"Tiden ligger för långt fram", "The time is too far ahead"}, objections);
  }
}

Decision decide_on(const Case& c, const TakeTextAnswer& command) {
  const auto meaning = meaning_of(command.raw, c.now);
  const std::string_view doubt = doubt_about(c, command, meaning.has_value());
  Ruling ruling(c);
  if (doubt.empty()) {
    const auto& [callout, person] = command.calls.front();
    record_answer(ruling, c.state.callouts.at(callout),
                  {.person = person,
                   .answer = meaning->answer,
                   .eta = meaning->eta,
                   .via = command.via,
                   .raw = command.raw,
                   .taken_by = {}});
    return ruling.accept({}, callout.value);
  }
  // Named by its entry in the journal.
  const UnclearId id{numbered("unclear", c.state.sequence + 1)};
  const auto kept =
      static_cast<std::ptrdiff_t>(std::min(command.calls.size(), limits::calls_per_text));
  ruling.add("A16", AnswerUnclear{{.id = id,
                                   .raw = foreign_text(command.raw, limits::text_answer_bytes),
                                   .reason = std::string(doubt),
                                   .via = command.via,
                                   .calls = {command.calls.begin(), command.calls.begin() + kept},
                                   .received = c.now}});
  return ruling.accept({}, id.value);
}

Decision decide_on(const Case& c, const SettleAnswer& command) {
  const UnclearAnswer& unclear = c.state.unclear_answers.at(command.unclear);
  Objections objections(c.now);
  // Also who wrote it oneself: it is the staff that says what an unclear text was.
  check_may_answer_for(c, {}, objections);
  if (command.answer) {
    check_open_call(c.state.callouts.at(command.callout), command.person, objections);
  }
  if (!objections.empty()) return objections.refuse();

  Ruling ruling(c);
  ruling.add("A16", AnswerSettled{.unclear = unclear.id,
                                  .callout = command.answer ? command.callout : CalloutId{},
                                  .person = command.answer ? command.person : PersonId{},
                                  .dismissed = !command.answer,
                                  .reason = command.reason});
  if (command.answer) {
    GivenAnswer given{.person = command.person,
                      .answer = *command.answer,
                      .eta = std::nullopt,
                      .via = unclear.via,
                      .raw = unclear.raw,
                      .taken_by = c.actor.person};
    if (command.eta_minutes > 0) given.eta = c.now + std::chrono::minutes(command.eta_minutes);
    record_answer(ruling, c.state.callouts.at(command.callout), std::move(given));
  }
  return ruling.accept(first_role(c, answer_takers), unclear.id.value);
}

}  // namespace ckl::domain
