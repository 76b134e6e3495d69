// Reads a client's input field by field and lists every breach. Internal to the codec and the
// edges.
//
// Only the shape is judged here (text, length, enumeration, time, grammar of ids); what it means is
// the domain's. Field names are those of protobuf JSON ("eventTime", "criteria.urgentAction").
// Every rule has the form INPUT_*.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <google/protobuf/descriptor.h>
#include <google/protobuf/message.h>

#include "codec/text_check.hpp"
#include "codec/wire.hpp"
#include "domain/limits.hpp"
#include "domain/rejection.hpp"

namespace ckl::codec {

enum class Need : bool { optional = false, required = true };

class Input {
 public:
  [[nodiscard]] bool ok() const { return breaches_.empty(); }
  [[nodiscard]] domain::Rejection rejection() &&;

  void breach(std::string_view rule, std::string_view field, domain::Text message,
              domain::Text what_now);
  void missing(std::string_view field);

  // A text of many lines.
  [[nodiscard]] std::string text(std::string_view field, const std::string& value,
                                 std::size_t limit);
  // A text of one line: headline, place, source.
  [[nodiscard]] std::string line(std::string_view field, const std::string& value,
                                 std::size_t limit);

  template <class Id>
  [[nodiscard]] Id id(std::string_view field, const std::string& value,
                      Need need = Need::required) {
    return Id{name(field, value, need)};
  }

  template <class Enum>
  [[nodiscard]] Enum choice(std::string_view field, int number) {
    const auto value = known<Enum>(number);
    if (value) return *value;
    unknown_choice(field, number,
                   *google::protobuf::GetEnumDescriptor<typename Wire<Enum>::Proto>());
    return Enum{};
  }

  // One of some words.
  [[nodiscard]] std::string word(std::string_view field, const std::string& value,
                                 std::span<const std::string_view> words);

  [[nodiscard]] std::optional<domain::Instant> instant(std::string_view field, bool present,
                                                       const google::protobuf::Timestamp& value);
  [[nodiscard]] std::uint32_t number(std::string_view field, std::uint32_t value,
                                     std::uint32_t most);
  [[nodiscard]] std::string command_id(const std::string& value);

  // A list longer than it may be.
  void too_many(std::string_view field, int items,
                std::size_t most = domain::limits::items_per_list);

  // Fields that this server does not know, at any depth.
  void no_unknown_fields(const google::protobuf::Message& message, const std::string& path = {});

 private:
  [[nodiscard]] std::string name(std::string_view field, const std::string& value, Need need);
  void check_text(std::string_view field, const std::string& value, std::size_t limit, Lines lines);
  void unknown_choice(std::string_view field, int number,
                      const google::protobuf::EnumDescriptor& choices);

  std::vector<domain::Breach> breaches_;
};

}  // namespace ckl::codec
