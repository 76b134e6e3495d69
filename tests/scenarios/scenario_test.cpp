// Plays every scenario file: those of config/scenarios, which are exercises too, and the small ones
// beside this file, which are tests only.

#include <algorithm>
#include <cctype>
#include <cstdlib>
#include <iostream>

#include <gtest/gtest.h>

#include "scenarios/world.hpp"

namespace ckl::scenario_tests {
namespace {

const std::filesystem::path root{CKL_SOURCE_DIR};

std::vector<std::filesystem::path> files_in(const std::filesystem::path& folder) {
  std::vector<std::filesystem::path> files;
  for (const auto& id : exercise::list_scenarios(folder)) {
    files.push_back(folder / (id + ".txt"));
  }
  return files;
}

std::vector<std::filesystem::path> all_files() {
  auto files = files_in(root / "config/scenarios");
  std::ranges::copy(files_in(root / "tests/scenarios"), std::back_inserter(files));
  return files;
}

const platform::Config* config_of(const std::string& organisation) {
  static std::map<std::string, platform::Config> loaded;
  const auto file = organisation == "stockholm"
                        ? root / "config/ckld.yaml"
                        : root / "tests/scenarios" / organisation / "ckld.yaml";
  if (!loaded.contains(organisation)) {
    auto config = platform::load_config(file);
    if (!config) {
      ADD_FAILURE() << platform::format_problems(config.error());
      return nullptr;
    }
    loaded.emplace(organisation, std::move(*config));
  }
  return &loaded.at(organisation);
}

class ScenarioFile : public ::testing::TestWithParam<std::filesystem::path> {};

TEST_P(ScenarioFile, HoldsWhatItSays) {
  auto scenario = exercise::load_scenario(GetParam());
  ASSERT_TRUE(scenario) << exercise::format_problems(scenario.error());
  EXPECT_EQ(scenario->id, GetParam().stem().string()) << "the file is named after its scenario";
  const auto* config = config_of(scenario->organisation);
  ASSERT_NE(config, nullptr);
  World world(std::move(*scenario), *config);
  for (const auto& failure : world.play()) {
    ADD_FAILURE() << failure;
  }
  for (const auto& failure : world.check_replay()) {
    ADD_FAILURE() << failure;
  }
  if (std::getenv("CKL_SHOW_JOURNAL") != nullptr) {
    std::cout << world.journal_text();
  }
}

class PlayableFile : public ::testing::TestWithParam<std::filesystem::path> {};

// As an exercise the same file is played by its own timer, step by step, and what it expects of the
// core holds there too.
TEST_P(PlayableFile, IsPlayedLiveToItsEnd) {
  auto scenario = exercise::load_scenario(GetParam());
  ASSERT_TRUE(scenario) << exercise::format_problems(scenario.error());
  const auto* config = config_of(scenario->organisation);
  ASSERT_NE(config, nullptr);
  World world(std::move(*scenario), *config);
  for (const auto& failure : world.play_live()) {
    ADD_FAILURE() << failure;
  }
}

std::string name_of_file(const ::testing::TestParamInfo<std::filesystem::path>& file) {
  auto name = file.param.stem().string();
  std::ranges::replace_if(name, [](unsigned char c) { return std::isalnum(c) == 0; }, '_');
  return name;
}

INSTANTIATE_TEST_SUITE_P(Files, ScenarioFile, ::testing::ValuesIn(all_files()), name_of_file);
INSTANTIATE_TEST_SUITE_P(Files, PlayableFile,
                         ::testing::ValuesIn(files_in(root / "config/scenarios")), name_of_file);

}  // namespace
}  // namespace ckl::scenario_tests
