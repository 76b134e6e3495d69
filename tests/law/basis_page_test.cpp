// The page that the city's lawyer reads, docs/legal-basis.md, is what stands in the journal: for
// every rule, on any day, the bases that are in force then.
#include <fstream>
#include <map>
#include <string>
#include <vector>

#include "law/town.hpp"

namespace ckl::law {
namespace {

struct Line {
  std::string text;
  std::string from;
  std::string to;
};

// "LEH 2006:544 2 kap. 3 § (2006-09-01 – …) **«verify»**"
Line line_of(std::string words) {
  const std::string verify = " **«verify»**";
  if (words.ends_with(verify)) words.resize(words.size() - verify.size());
  const auto dash = words.rfind(" – ");
  const auto open = words.rfind(" (");
  const bool dated = words.ends_with(")") && dash != std::string::npos && open < dash;
  if (!dated) return {.text = words, .from = {}, .to = {}};
  const auto date = [](const std::string& day) { return day == "…" ? std::string() : day; };
  const auto from = words.substr(open + 2, dash - open - 2);
  const auto to = words.substr(dash + std::string(" – ").size());
  return {
      .text = words.substr(0, open), .from = date(from), .to = date(to.substr(0, to.size() - 1))};
}

std::map<std::string, std::vector<Line>> page() {
  std::map<std::string, std::vector<Line>> rules;
  std::ifstream file("docs/legal-basis.md");
  const std::string label = "- **Grund / Basis**: ";
  std::string id;
  for (std::string row; std::getline(file, row);) {
    if (row.starts_with("### ")) id = row.substr(4, row.find(' ', 4) - 4);
    if (!row.starts_with(label)) continue;
    row.erase(0, label.size());
    for (std::size_t at = 0; at != std::string::npos;) {
      const auto end = row.find("; ", at);
      rules[id].push_back(line_of(row.substr(at, end - at)));
      at = end == std::string::npos ? end : end + 2;
    }
  }
  return rules;
}

std::vector<std::string> in_force(const std::vector<Line>& lines, const std::string& day) {
  std::vector<std::string> texts;
  for (const auto& line : lines) {
    const bool begun = line.from.empty() || line.from <= day;
    if (begun && (line.to.empty() || day < line.to)) texts.push_back(line.text);
  }
  return texts;
}

Instant noon_of(int year, unsigned month, unsigned day_of_month) {
  return std::chrono::sys_days{std::chrono::year{year} / static_cast<int>(month) /
                               static_cast<int>(day_of_month)} +
         std::chrono::hours(12);
}

TEST(BasisPage, SaysWhatIsJournaledForEveryRuleThroughTheYears) {
  const auto rules_of_page = page();
  ASSERT_EQ(rules_of_page.size(), rules().size());
  const std::vector<std::pair<Instant, std::string>> days{{noon_of(1980, 6, 1), "1980-06-01"},
                                                          {noon_of(2017, 12, 31), "2017-12-31"},
                                                          {noon_of(2018, 1, 1), "2018-01-01"},
                                                          {noon_of(2026, 11, 22), "2026-11-22"}};
  for (const auto& [id, lines] : rules_of_page) {
    for (const auto& [at, day_text] : days) {
      EXPECT_EQ(basis_of(RuleId{id}, at), in_force(lines, day_text)) << id << ' ' << day_text;
    }
  }
}

}  // namespace
}  // namespace ckl::law
