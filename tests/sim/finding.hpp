// What a checker found: its name and what is wrong, in words that say where to look.
//
// Every checker gets one list and adds to it; the run stops at the first step that adds something.
#pragma once

#include <string>
#include <utility>
#include <vector>

namespace ckl::sim {

struct Finding {
  std::string checker;
  std::string what;
};

class Findings {
 public:
  void add(std::string checker, std::string what) {
    list_.push_back({.checker = std::move(checker), .what = std::move(what)});
  }
  [[nodiscard]] bool empty() const { return list_.empty(); }
  [[nodiscard]] const std::vector<Finding>& list() const { return list_; }
  [[nodiscard]] bool has(const std::string& checker) const {
    for (const auto& finding : list_) {
      if (finding.checker == checker) return true;
    }
    return false;
  }

 private:
  std::vector<Finding> list_;
};

}  // namespace ckl::sim
