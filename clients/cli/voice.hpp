// The language of what is said: Swedish, or English when LC_ALL, LC_MESSAGES or LANG begins with
// "en" or --lang says so.
#pragma once

#include <string>
#include <string_view>

#include "ckl/v1/model.pb.h"

namespace ckl::cli {

class Voice {
 public:
  explicit Voice(bool english) : english_(english) {}

  [[nodiscard]] bool english() const { return english_; }

  [[nodiscard]] std::string operator()(std::string_view sv, std::string_view en) const {
    return std::string{english_ ? en : sv};
  }
  [[nodiscard]] std::string operator()(const v1::Text& text) const {
    return english_ && !text.en().empty() ? text.en() : text.sv();
  }

 private:
  bool english_;
};

}  // namespace ckl::cli
