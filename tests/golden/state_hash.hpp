// The hash of a state that golden journals are compared by: the same for ever (docs/golden.md).
//
// It is SHA-256 of a text with one line for each value of the WorkspaceImage that is not the
// default of protobuf, and speaks only of the fields that existed when the golden was written. So a
// field that is added later changes no hash, whatever its value; a known field that changes, or is
// dropped, does. Pure; knows no files.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>

#include "ckl/v1/model.pb.h"
#include "domain/state.hpp"

namespace ckl::golden {

// Numbers of fields by the full name of their message: WorkspaceImage and everything in it.
class Fields {
 public:
  [[nodiscard]] static Fields of_today();
  // Nothing when the text is not one that `text` made.
  [[nodiscard]] static std::optional<Fields> parse(std::string_view text);

  // One line a message: "ckl.v1.Text 1 2".
  [[nodiscard]] std::string text() const;
  [[nodiscard]] const std::set<int>& of(const std::string& message) const;

  bool operator==(const Fields&) const = default;

 private:
  std::map<std::string, std::set<int>> numbers_;
};

// "9[3].1=\"incident-4\"" and so on, in the order of field numbers.
[[nodiscard]] std::string state_text(const v1::WorkspaceImage& image, const Fields& fields);

// 64 hexadecimal characters.
[[nodiscard]] std::string state_hash(const domain::State& state, const Fields& fields);
[[nodiscard]] std::string hash_of(std::string_view bytes);

}  // namespace ckl::golden
