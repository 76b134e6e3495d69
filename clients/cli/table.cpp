#include "cli/table.hpp"

#include <algorithm>

namespace ckl::cli {

namespace {

std::string line_of(const std::vector<std::string>& row, const std::vector<std::size_t>& widths) {
  std::string line;
  for (std::size_t at = 0; at < row.size(); ++at) {
    line += row[at];
    const bool last = at + 1 == row.size();
    if (!last) line.append(widths[at] - width_of(row[at]) + 2, ' ');
  }
  while (line.ends_with(' ')) line.pop_back();
  return line + "\n";
}

}  // namespace

std::size_t width_of(std::string_view text) {
  return static_cast<std::size_t>(std::ranges::count_if(
      text, [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }));
}

void Table::add(std::vector<std::string> row) {
  for (std::string& cell : row) {
    std::ranges::replace_if(
        cell, [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; }, ' ');
  }
  rows_.push_back(std::move(row));
}

std::string Table::text() const {
  std::vector<std::size_t> widths(heads_.size());
  const auto measure = [&](const std::vector<std::string>& row) {
    for (std::size_t at = 0; at < row.size(); ++at) {
      widths[at] = std::max(widths[at], width_of(row[at]));
    }
  };
  measure(heads_);
  std::ranges::for_each(rows_, measure);
  std::string text = line_of(heads_, widths);
  for (const auto& row : rows_) text += line_of(row, widths);
  return text;
}

}  // namespace ckl::cli
