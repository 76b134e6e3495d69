// A scenario (scenario): one plain-text file that is at once a test and an exercise.
//
// `parse_scenario` turns the text into steps with their times, commands and expectations, or into
// every problem found, each with file, line, what is wrong and what would be right. Pure; safe on
// any input, and bounded. It knows no engine; names of persons and units are looked up when the
// scenario is played, in the organisation of that workspace. docs/scenarios.md describes the form.
#pragma once

#include <chrono>
#include <expected>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "domain/commands.hpp"

namespace ckl::exercise {

inline constexpr std::size_t largest_file = 1U << 20U;
inline constexpr std::size_t most_steps = 5'000;
inline constexpr std::size_t most_problems = 100;
inline constexpr std::chrono::hours longest_play{400 * 24};

struct ScenarioProblem {
  std::string file;
  std::size_t line = 0;
  domain::Text what;
  domain::Text right;

  bool operator==(const ScenarioProblem&) const = default;
};
using ScenarioProblems = std::vector<ScenarioProblem>;

// The civil time of a scenario: a fixed distance from UTC, as its first line says.
struct CivilTime {
  domain::Instant start;
  std::chrono::minutes offset{0};
};

// name=value, or a bare word when `value` is absent.
struct Word {
  std::string name;
  std::optional<std::string> value;
};

struct Expectation {
  enum class Kind : std::uint8_t { event, state, sent, refused };
  std::size_t line = 0;
  Kind kind = Kind::event;
  bool absent = false;       // written with `! no`
  std::string name;          // of the event
  std::vector<Word> fields;  // what must hold
  std::string text;          // as it was written
};

// What a person does. Ids in the command may be references ("@last", "@O01").
struct Act {
  domain::PersonId person;
  std::string capacity;
  domain::Command command;
};

// How a gateway behaves from now on; only test runs listen to it.
struct ChannelOrder {
  std::string channel;
  std::string behaviour;
  domain::PersonId person;  // empty = everybody
};

// A step: time passes until `time`, then the act is done, then the expectations must hold for all
// that has happened since the step before.
struct Step {
  std::size_t line = 0;
  domain::Instant time;
  std::optional<Act> act;
  std::optional<ChannelOrder> order;
  std::vector<Expectation> expectations;
};

struct Scenario {
  std::string id;
  domain::Text title;
  std::string organisation;
  std::string file;
  CivilTime civil;
  std::vector<Step> steps;
};

[[nodiscard]] std::expected<Scenario, ScenarioProblems> parse_scenario(std::string_view text,
                                                                       const std::string& file);

// Reads and parses a file.
[[nodiscard]] std::expected<Scenario, ScenarioProblems> load_scenario(
    const std::filesystem::path& file);

// The ids of the scenarios in a folder: its *.txt files, without the ending, in order.
[[nodiscard]] std::vector<std::string> list_scenarios(const std::filesystem::path& folder);

[[nodiscard]] std::string format_problems(const ScenarioProblems& problems);

}  // namespace ckl::exercise
