#include "golden/add_golden.hpp"

#include "platform/config.hpp"
#include "scenarios/world.hpp"

namespace ckl::golden {
namespace {

namespace fs = std::filesystem;

std::unexpected<std::string> failed(std::string what) { return std::unexpected(std::move(what)); }

// The name becomes a file's name.
bool is_plain(const std::string& name) {
  constexpr std::string_view letters = "abcdefghijklmnopqrstuvwxyz0123456789-";
  return !name.empty() && name.find_first_not_of(letters) == std::string::npos;
}

fs::path config_of(const fs::path& root, const std::string& organisation) {
  return organisation == "stockholm" ? root / "config/ckld.yaml"
                                     : root / "tests/scenarios" / organisation / "ckld.yaml";
}

Outcome<exercise::Scenario> find_scenario(const fs::path& root, const std::string& id) {
  for (const char* folder : {"config/scenarios", "tests/scenarios"}) {
    const auto file = root / folder / (id + ".txt");
    if (!fs::exists(file)) continue;
    auto scenario = exercise::load_scenario(file);
    if (!scenario) return failed(exercise::format_problems(scenario.error()));
    return std::move(*scenario);
  }
  return failed("no scenario is called " + id);
}

Outcome<std::vector<std::string>> journal_of(exercise::Scenario scenario,
                                             const platform::Config& config) {
  scenario_tests::World world(std::move(scenario), config);
  if (const auto failures = world.play(); !failures.empty()) {
    return failed("the scenario does not hold: " + failures.front());
  }
  std::vector<std::string> entries;
  const auto read = world.journal().read(1, [&](domain::Sequence, std::string_view bytes) {
    entries.emplace_back(bytes);
    return true;
  });
  if (!read) return failed(read.error().what);
  return entries;
}

}  // namespace

Outcome<Record> add_golden(const fs::path& root, const fs::path& folder, const Wanted& wanted) {
  if (!is_plain(wanted.name)) return failed("a name is of a-z, 0-9 and -");
  auto scenario = find_scenario(root, wanted.scenario);
  if (!scenario) return failed(scenario.error());
  const auto config = platform::load_config(config_of(root, scenario->organisation));
  if (!config) return failed(platform::format_problems(config.error()));
  const auto entries = journal_of(std::move(*scenario), *config);
  if (!entries) return failed(entries.error());
  return write_golden(folder, wanted.name, wanted.scenario, *entries);
}

}  // namespace ckl::golden
