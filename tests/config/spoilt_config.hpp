// A copy of the small test city in a folder of its own, to be spoilt one thing at a time.
#pragma once

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include "platform/config.hpp"

namespace ckl::platform {

inline const std::filesystem::path root{CKL_SOURCE_DIR};

inline std::string read_file(const std::filesystem::path& path) {
  std::ifstream stream(path, std::ios::binary);
  std::ostringstream text;
  text << stream.rdbuf();
  return text.str();
}

class SpoiltConfig : public ::testing::Test {
 protected:
  void SetUp() override {
    const auto* test = ::testing::UnitTest::GetInstance()->current_test_info();
    folder_ = std::filesystem::temp_directory_path() /
              ("ckl-config-" + std::to_string(::getpid()) + "-" + test->name());
    std::filesystem::remove_all(folder_);
    std::filesystem::copy(root / "tests/scenarios/provstad", folder_);
  }

  void TearDown() override { std::filesystem::remove_all(folder_); }

  void replace(const std::string& file, const std::string& what, const std::string& with) {
    auto text = read_file(folder_ / file);
    const auto at = text.find(what);
    ASSERT_NE(at, std::string::npos) << what;
    text.replace(at, what.size(), with);
    line_ = 1 + static_cast<std::size_t>(
                    std::ranges::count(text.begin(), text.begin() + static_cast<long>(at), '\n'));
    std::ofstream(folder_ / file, std::ios::binary) << text;
  }

  void append(const std::string& file, const std::string& line) {
    auto text = read_file(folder_ / file);
    line_ = 1 + static_cast<std::size_t>(std::ranges::count(text, '\n'));
    std::ofstream(folder_ / file, std::ios::binary) << text << line;
  }

  std::vector<ConfigProblem> problems() {
    const auto config = load_config(folder_ / "ckld.yaml");
    return config ? std::vector<ConfigProblem>{} : config.error();
  }

  // Exactly one problem, in that file, on the line last changed, saying that.
  void expect_one(const std::string& file, const std::string& what, const std::string& right) {
    const auto found = problems();
    ASSERT_EQ(found.size(), 1U) << format_problems(found);
    EXPECT_EQ(std::filesystem::path(found[0].file).filename(), file);
    EXPECT_EQ(found[0].line, line_) << format_problems(found);
    EXPECT_THAT(found[0].what.en, ::testing::HasSubstr(what));
    EXPECT_THAT(found[0].right.en, ::testing::HasSubstr(right));
    EXPECT_FALSE(found[0].what.sv.empty());
    EXPECT_FALSE(found[0].right.sv.empty());
  }

  std::filesystem::path folder_;
  std::size_t line_ = 0;
};

}  // namespace ckl::platform
