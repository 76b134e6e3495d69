// Columns of text, aligned by what is seen: a character of UTF-8 counts once.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace ckl::cli {

class Table {
 public:
  explicit Table(std::vector<std::string> heads) : heads_(std::move(heads)) {}

  // A cell is one line: what would break it, or steer the terminal, becomes a blank.
  void add(std::vector<std::string> row);
  [[nodiscard]] bool empty() const { return rows_.empty(); }
  [[nodiscard]] std::string text() const;

 private:
  std::vector<std::string> heads_;
  std::vector<std::vector<std::string>> rows_;
};

[[nodiscard]] std::size_t width_of(std::string_view text);

}  // namespace ckl::cli
