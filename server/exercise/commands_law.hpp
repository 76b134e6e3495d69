// The commands of the law that a scenario can write. Internal to the parser.
#pragma once

#include <map>
#include <optional>
#include <string>

#include "exercise/reading.hpp"

namespace ckl::exercise {

using ReadCommand = domain::Command (*)(Fields&);

[[nodiscard]] const std::map<std::string, ReadCommand>& law_readers();
const std::map<std::string, ReadCommand>& readiness_readers();

// The parts between the separators, without blanks around them; empty ones are left out.
std::vector<std::string> split(const std::string& text, char separator);

template <class Id>
std::vector<Id> ids(Fields& fields, const std::string& name) {
  std::vector<Id> all;
  for (auto& word : split(fields.text(name), ' ')) all.push_back(Id{std::move(word)});
  return all;
}
// Those of the duty rosters, in commands_roster.cpp.
[[nodiscard]] const std::map<std::string, ReadCommand>& roster_readers();
[[nodiscard]] const std::map<std::string, ReadCommand>& trial_readers();
// Those of relief, in commands_relief.cpp.
[[nodiscard]] const std::map<std::string, ReadCommand>& relief_readers();

// An oral decision's record, when the line names a speaker.
[[nodiscard]] std::optional<domain::OralRecord> oral(Fields& fields);

}  // namespace ckl::exercise
