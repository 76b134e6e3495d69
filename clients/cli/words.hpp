// The words for enumerations and roles, as people say them and as they are typed.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <type_traits>

#include <google/protobuf/descriptor.h>

#include "cli/voice.hpp"

namespace ckl::cli {

// "ESCALATION_LEVEL_SERIOUS" -> "allvarlig händelse"; a name that has no word is shown as it is.
[[nodiscard]] std::string word_for(std::string_view name, const Voice& voice);

template <class Enum>
  requires std::is_enum_v<Enum>
[[nodiscard]] std::string word_for(Enum value, const Voice& voice) {
  const auto* descriptor = google::protobuf::GetEnumDescriptor<Enum>();
  const auto* found = descriptor->FindValueByNumber(static_cast<int>(value));
  return found == nullptr ? std::string{"?"} : word_for(found->name(), voice);
}

// What may be typed for an enumeration: the English names ("serious"), and the Swedish words.
using Choices = std::map<std::string, int>;
[[nodiscard]] Choices choices_of(const google::protobuf::EnumDescriptor& descriptor);

// Their English names, for help and completion: "disturbance|serious".
[[nodiscard]] std::string names_of(const google::protobuf::EnumDescriptor& descriptor);

}  // namespace ckl::cli
