// Every rule of the table has a test of the law that is named by it.
#include <set>

#include "law/town.hpp"

namespace ckl::law {
namespace {

// The rule ids in the names of the tests of this program: "T07_OfAWholeArea", or a suite "O02".
std::set<std::string> named_by_tests() {
  std::set<std::string> ids;
  const auto& unit = *::testing::UnitTest::GetInstance();
  const auto take = [&](std::string_view name) {
    for (std::size_t at = 0; at + 3 <= name.size(); ++at) {
      const bool begins = at == 0 || name[at - 1] == '_';
      const bool ends = at + 3 == name.size() || name[at + 3] == '_';
      const auto digit = [](char letter) { return letter >= '0' && letter <= '9'; };
      const bool id = std::string_view("TGOAR").find(name[at]) != std::string_view::npos &&
                      digit(name[at + 1]) && digit(name[at + 2]);
      if (begins && ends && id) ids.emplace(name.substr(at, 3));
    }
  };
  for (int suite = 0; suite < unit.total_test_suite_count(); ++suite) {
    const auto& tests = *unit.GetTestSuite(suite);
    take(tests.name());
    for (int test = 0; test < tests.total_test_count(); ++test) {
      take(tests.GetTestInfo(test)->name());
    }
  }
  return ids;
}

TEST(Table, EveryRuleHasATestNamedByIt) {
  const auto named = named_by_tests();
  for (const auto& rule : rules()) {
    EXPECT_TRUE(named.contains(std::string(rule.id))) << rule.id << ": " << rule.name.en;
  }
  for (const auto& id : named) EXPECT_NE(find_rule(id), nullptr) << id << " is tested and no rule";
}

// The field's own numbering, with no gap: T01-T20, O01-O19, G01-G23, R01-R62.
TEST(Table, HasARowForEveryNumberOfTheField) {
  const auto expect_rows = [](char letter, int last) {
    for (int number = 1; number <= last; ++number) {
      const std::string id = letter + std::string(number < 10 ? "0" : "") + std::to_string(number);
      EXPECT_NE(find_rule(id), nullptr) << id;
    }
  };
  expect_rows('T', 20);
  expect_rows('O', 19);
  expect_rows('G', 23);
  expect_rows('R', 62);
}

}  // namespace
}  // namespace ckl::law
