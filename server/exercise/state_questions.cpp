// Questions that a scenario may ask of the state: `> state level(incident-1)=serious`.

#include <algorithm>
#include <functional>
#include <map>

#include "domain/council.hpp"
#include "domain/duties.hpp"
#include "domain/facts.hpp"
#include "domain/leads.hpp"
#include "exercise/expectations.hpp"
#include "exercise/references.hpp"
#include "exercise/words.hpp"

namespace ckl::exercise {
namespace {

using domain::State;
using Value = std::optional<std::string>;
using Ask = Value (*)(const State&, const std::string& about);

std::string yes_no(bool value) { return value ? "yes" : "no"; }

const domain::Incident* incident(const State& state, const std::string& about) {
  const auto found = state.incidents.find(resolve(state, domain::IncidentId{about}));
  return found == state.incidents.end() ? nullptr : &found->second;
}

const domain::Callout* callout(const State& state, const std::string& about) {
  const auto id = about.substr(0, about.find('/'));
  const auto found = state.callouts.find(resolve(state, domain::CalloutId{id}));
  return found == state.callouts.end() ? nullptr : &found->second;
}

// What stands behind the slash: a position or a person.
std::string part_of(const std::string& about) {
  const auto slash = about.find('/');
  return slash == std::string::npos ? std::string{} : about.substr(slash + 1);
}

Value count_calls(const State& state, const std::string& about, domain::CallState wanted) {
  const auto* found = callout(state, about);
  if (found == nullptr) {
    return std::nullopt;
  }
  const auto part = part_of(about);
  std::ptrdiff_t count = 0;
  for (const auto& position : found->positions) {
    if (part.empty() || position.plan.position.value == part) {
      count += std::ranges::count(position.calls, wanted, &domain::Call::state);
    }
  }
  return std::to_string(count);
}

template <domain::CallState Wanted>
Value calls_in(const State& state, const std::string& about) {
  return count_calls(state, about, Wanted);
}

Value level(const State& state, const std::string& about) {
  const auto* found = incident(state, about);
  return found != nullptr ? Value(word_of(found->level)) : std::nullopt;
}

Value phase(const State& state, const std::string& about) {
  const auto* found = incident(state, about);
  return found != nullptr ? Value(word_of(found->phase)) : std::nullopt;
}

Value provisional(const State& state, const std::string& about) {
  const auto* found = incident(state, about);
  return found != nullptr ? Value(yes_no(found->provisional)) : std::nullopt;
}

Value unconfirmed(const State& state, const std::string& about) {
  const auto* found = incident(state, about);
  return found != nullptr ? Value(yes_no(found->unconfirmed)) : std::nullopt;
}

Value on_ckl(const State& state, const std::string& about) {
  const auto* found = incident(state, about);
  return found != nullptr ? Value(yes_no(found->on_ckl)) : std::nullopt;
}

// The latest obligation of a rule, or "none".
Value obligation(const State& state, const std::string& about) {
  const auto* latest = latest_obligation(state, about, false);
  return latest == nullptr ? "none" : word_of(latest->state);
}

Value open_obligations(const State& state, const std::string& /*about*/) {
  return std::to_string(std::ranges::count_if(state.obligations, [](const auto& pair) {
    return pair.second.state != domain::ObligationState::closed;
  }));
}

Value running(const State& state, const std::string& about) {
  const auto* found = callout(state, about);
  return found != nullptr ? Value(found->ended ? "ended" : "running") : std::nullopt;
}

Value filled(const State& state, const std::string& about) {
  const auto* found = callout(state, about);
  if (found == nullptr) {
    return std::nullopt;
  }
  return std::to_string(
      std::ranges::count(found->positions, true, &domain::CalloutPosition::filled));
}

Value call(const State& state, const std::string& about) {
  const auto* found = callout(state, about);
  if (found == nullptr) {
    return std::nullopt;
  }
  Value latest = "none";
  for (const auto& position : found->positions) {
    for (const auto& one : position.calls) {
      if (one.person.value == part_of(about)) {
        latest = word_of(one.state);
      }
    }
  }
  return latest;
}

Value hindered(const State& state, const std::string& about) {
  return yes_no(std::ranges::any_of(state.hindrances, [&](const auto& pair) {
    const auto& hindrance = pair.second;
    return hindrance.person.value == about && !hindrance.ended && hindrance.from <= state.time &&
           (!hindrance.to || *hindrance.to > state.time);
  }));
}

// How many duties of a rule are not fulfilled.
Value open_duties(const State& state, const std::string& about) {
  return std::to_string(domain::unfulfilled(state, {.rule = about}).size());
}

Value owner(const State& state, const std::string& about) {
  const auto* found = incident(state, about);
  return found != nullptr ? Value(found->owner.value) : std::nullopt;
}

Value participants(const State& state, const std::string& about) {
  const auto* found = incident(state, about);
  if (found == nullptr) {
    return std::nullopt;
  }
  std::string all;
  for (const auto& unit : found->participants) {
    all += (all.empty() ? "" : ",") + unit.value;
  }
  return all.empty() ? "none" : all;
}

Value assessments_differ(const State& state, const std::string& about) {
  const auto* found = incident(state, about);
  return found != nullptr ? Value(yes_no(domain::assessments_differ(state, found->id)))
                          : std::nullopt;
}

// Who is responsible for the crisis support of an incident now.
Value crisis_support(const State& state, const std::string& about) {
  const auto found = state.crisis_support.find(resolve(state, domain::IncidentId{about}));
  return found == state.crisis_support.end() ? "none" : found->second.responsible.value;
}

Value takeover(const State& state, const std::string& about) {
  const auto found = state.takeovers.find(domain::TakeoverId{about});
  return found == state.takeovers.end() ? Value("none") : Value(word_of(found->second.state));
}

Value decision(const State& state, const std::string& about) {
  const auto found = state.decisions.find(domain::DecisionId{about});
  return found == state.decisions.end() ? Value("none") : Value(word_of(found->second.state));
}

// Who decides in a unit's area, in "unit/part", or in what a takeover has taken over.
Value led_by(const State& state, const std::string& about) {
  domain::UnitId unit{about.substr(0, about.find('/'))};
  std::string part = part_of(about);
  const auto found = state.takeovers.find(domain::TakeoverId{about});
  if (found != state.takeovers.end()) {
    const auto& scope = found->second.scope;
    unit = scope.unit;
    part = scope.parts.empty() ? std::string{} : scope.parts.front();
  }
  return domain::who_leads(state, unit, part, state.time).unit.value;
}

// What is to be told to the council or has been, in order.
Value council_report(const State& state, const std::string& /*about*/) {
  std::string all;
  for (const auto& line : domain::council_report(state)) {
    all += (all.empty() ? "" : ",") + line.subject;
  }
  return all.empty() ? "none" : all;
}

const std::map<std::string, Ask, std::less<>>& questions_of_law() {
  static const std::map<std::string, Ask, std::less<>> table{
      {"alert", [](const State& s, const std::string&) { return Value(word_of(s.alert.grade)); }},
      {"alert-in-area",
       [](const State& s, const std::string&) { return Value(yes_no(s.alert.in_area)); }},
      {"readiness-alarm",
       [](const State& s, const std::string&) { return Value(yes_no(s.alert.readiness_alarm)); }},
      {"law-1988-97",
       [](const State& s, const std::string&) { return Value(yes_no(s.alert.law.on)); }},
      {"council-report", council_report},
      {"open()", open_duties},
      {"owner()", owner},
      {"participants()", participants},
      {"assessments-differ()", assessments_differ},
      {"crisis-support()", crisis_support},
      {"takeover()", takeover},
      {"decision()", decision},
      {"led-by()", led_by},
  };
  return table;
}

const std::map<std::string, Ask, std::less<>>& questions() {
  static const std::map<std::string, Ask, std::less<>> table{
      {"ckl", [](const State& s, const std::string&) { return Value(word_of(s.ckl)); }},
      {"committee", [](const State& s, const std::string&) { return Value(word_of(s.committee)); }},
      {"incidents", [](const State& s,
                       const std::string&) { return Value(std::to_string(s.incidents.size())); }},
      {"log-entries",
       [](const State& s, const std::string&) { return Value(std::to_string(s.log_entries)); }},
      {"call-outs",
       [](const State& s, const std::string&) { return Value(std::to_string(s.callouts.size())); }},
      {"open-obligations", open_obligations},
      {"level()", level},
      {"phase()", phase},
      {"provisional()", provisional},
      {"unconfirmed()", unconfirmed},
      {"on-ckl()", on_ckl},
      {"obligation()", obligation},
      {"call-out()", running},
      {"filled()", filled},
      {"call()", call},
      {"calling()", calls_in<domain::CallState::calling>},
      {"coming()", calls_in<domain::CallState::coming>},
      {"silent()", calls_in<domain::CallState::silent>},
      {"declined()", calls_in<domain::CallState::declined>},
      {"unreachable()", calls_in<domain::CallState::unreachable>},
      {"hindered()", hindered},
  };
  static const auto all = [] {
    auto both = table;
    both.insert(questions_of_law().begin(), questions_of_law().end());
    return both;
  }();
  return all;
}

}  // namespace

std::optional<std::string> state_value(const State& state, std::string_view question) {
  const auto open = question.find('(');
  const bool about = open != std::string_view::npos && question.ends_with(')');
  const auto key = about ? std::string(question.substr(0, open)) + "()" : std::string(question);
  const auto found = questions().find(key);
  if (found == questions().end()) {
    return std::nullopt;
  }
  const auto inner =
      about ? question.substr(open + 1, question.size() - open - 2) : std::string_view{};
  return found->second(state, std::string(inner));
}

std::set<std::string> state_questions() {
  std::set<std::string> names;
  for (const auto& [name, ask] : questions()) {
    names.insert(name);
  }
  return names;
}

}  // namespace ckl::exercise
