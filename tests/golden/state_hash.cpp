#include "golden/state_hash.hpp"

#include <bit>
#include <charconv>
#include <cstdint>
#include <vector>

#include <fmt/format.h>
#include <google/protobuf/descriptor.h>
#include <google/protobuf/message.h>

#include "codec/codec.hpp"
#include "journal/checksum.hpp"

namespace ckl::golden {
namespace {

using google::protobuf::Descriptor;
using google::protobuf::FieldDescriptor;
using google::protobuf::Message;
using google::protobuf::Reflection;

std::string quoted(std::string_view text) {
  std::string all = "\"";
  for (const char letter : text) {
    const auto byte = static_cast<unsigned char>(letter);
    if (byte < 0x20U || letter == '"' || letter == '\\') {
      all += fmt::format("\\{:02x}", byte);
    } else {
      all += letter;
    }
  }
  return all + '"';
}

class Writer {
 public:
  explicit Writer(const Fields& fields) : fields_(fields) {}

  void write(const Message& message, const std::string& path) {
    const Descriptor& type = *message.GetDescriptor();
    const Reflection& reflection = *message.GetReflection();
    for (const int number : fields_.of(type.full_name())) {
      const FieldDescriptor* field = type.FindFieldByNumber(number);
      if (field == nullptr) continue;
      const std::string place = path + std::to_string(number);
      if (field->is_repeated()) {
        write_items(message, *field, place);
      } else if (reflection.HasField(message, field)) {
        write_value(message, *field, place);
      }
    }
  }

  [[nodiscard]] std::string take() { return std::move(text_); }

 private:
  // A message that is there but empty says nothing; one in a list is counted.
  void write_value(const Message& message, const FieldDescriptor& field, const std::string& place) {
    const Reflection& reflection = *message.GetReflection();
    if (field.cpp_type() == FieldDescriptor::CPPTYPE_MESSAGE) {
      write(reflection.GetMessage(message, &field), place + ".");
    } else {
      line(place, scalar(message, field));
    }
  }

  void write_items(const Message& message, const FieldDescriptor& field, const std::string& place) {
    const Reflection& reflection = *message.GetReflection();
    for (int i = 0; i < reflection.FieldSize(message, &field); ++i) {
      const std::string item = fmt::format("{}[{}]", place, i);
      if (field.cpp_type() == FieldDescriptor::CPPTYPE_MESSAGE) {
        line(item, {});
        write(reflection.GetRepeatedMessage(message, &field, i), item + ".");
      } else {
        line(item, scalar_item(message, field, i));
      }
    }
  }

  static std::string scalar(const Message& message, const FieldDescriptor& field) {
    const Reflection& reflection = *message.GetReflection();
    switch (field.cpp_type()) {
      case FieldDescriptor::CPPTYPE_INT32:
        return std::to_string(reflection.GetInt32(message, &field));
      case FieldDescriptor::CPPTYPE_INT64:
        return std::to_string(reflection.GetInt64(message, &field));
      case FieldDescriptor::CPPTYPE_UINT32:
        return std::to_string(reflection.GetUInt32(message, &field));
      case FieldDescriptor::CPPTYPE_UINT64:
        return std::to_string(reflection.GetUInt64(message, &field));
      case FieldDescriptor::CPPTYPE_DOUBLE:
        return bits(reflection.GetDouble(message, &field));
      case FieldDescriptor::CPPTYPE_FLOAT:
        return bits(static_cast<double>(reflection.GetFloat(message, &field)));
      case FieldDescriptor::CPPTYPE_BOOL:
        return std::to_string(static_cast<int>(reflection.GetBool(message, &field)));
      case FieldDescriptor::CPPTYPE_ENUM:
        return std::to_string(reflection.GetEnumValue(message, &field));
      case FieldDescriptor::CPPTYPE_STRING:
        return quoted(reflection.GetString(message, &field));
      case FieldDescriptor::CPPTYPE_MESSAGE:
        break;
    }
    return {};
  }

  static std::string scalar_item(const Message& message, const FieldDescriptor& field, int i) {
    const Reflection& reflection = *message.GetReflection();
    switch (field.cpp_type()) {
      case FieldDescriptor::CPPTYPE_INT32:
        return std::to_string(reflection.GetRepeatedInt32(message, &field, i));
      case FieldDescriptor::CPPTYPE_INT64:
        return std::to_string(reflection.GetRepeatedInt64(message, &field, i));
      case FieldDescriptor::CPPTYPE_UINT32:
        return std::to_string(reflection.GetRepeatedUInt32(message, &field, i));
      case FieldDescriptor::CPPTYPE_UINT64:
        return std::to_string(reflection.GetRepeatedUInt64(message, &field, i));
      case FieldDescriptor::CPPTYPE_DOUBLE:
        return bits(reflection.GetRepeatedDouble(message, &field, i));
      case FieldDescriptor::CPPTYPE_FLOAT:
        return bits(static_cast<double>(reflection.GetRepeatedFloat(message, &field, i)));
      case FieldDescriptor::CPPTYPE_BOOL:
        return std::to_string(static_cast<int>(reflection.GetRepeatedBool(message, &field, i)));
      case FieldDescriptor::CPPTYPE_ENUM:
        return std::to_string(reflection.GetRepeatedEnumValue(message, &field, i));
      case FieldDescriptor::CPPTYPE_STRING:
        return quoted(reflection.GetRepeatedString(message, &field, i));
      case FieldDescriptor::CPPTYPE_MESSAGE:
        break;
    }
    return {};
  }

  static std::string bits(double value) {
    return fmt::format("{:016x}", std::bit_cast<std::uint64_t>(value));
  }

  void line(const std::string& place, const std::string& value) {
    text_ += place;
    text_ += '=';
    text_ += value;
    text_ += '\n';
  }

  const Fields& fields_;
  std::string text_;
};

// The parts of a line, split at single blanks.
std::vector<std::string_view> words_of(std::string_view line) {
  std::vector<std::string_view> words;
  while (!line.empty()) {
    const auto end = std::min(line.find(' '), line.size());
    words.push_back(line.substr(0, end));
    line.remove_prefix(std::min(end + 1, line.size()));
  }
  return words;
}

}  // namespace

Fields Fields::of_today() {
  Fields fields;
  std::vector<const Descriptor*> left{v1::WorkspaceImage::descriptor()};
  while (!left.empty()) {
    const Descriptor* type = left.back();
    left.pop_back();
    const auto [at, added] = fields.numbers_.try_emplace(type->full_name());
    if (!added) continue;
    for (int i = 0; i < type->field_count(); ++i) {
      const FieldDescriptor* field = type->field(i);
      at->second.insert(field->number());
      if (field->message_type() != nullptr) left.push_back(field->message_type());
    }
  }
  return fields;
}

std::optional<Fields> Fields::parse(std::string_view text) {
  Fields fields;
  while (!text.empty()) {
    const auto end = text.find('\n');
    if (end == std::string_view::npos) return std::nullopt;
    const auto words = words_of(text.substr(0, end));
    text.remove_prefix(end + 1);
    if (words.empty()) return std::nullopt;
    auto& numbers = fields.numbers_[std::string(words.front())];
    for (std::size_t i = 1; i < words.size(); ++i) {
      int number = 0;
      const auto* last = words[i].data() + words[i].size();
      const auto [rest, error] = std::from_chars(words[i].data(), last, number);
      if (error != std::errc{} || rest != last) return std::nullopt;
      numbers.insert(number);
    }
  }
  return fields.numbers_.empty() ? std::nullopt : std::optional(std::move(fields));
}

std::string Fields::text() const {
  std::string all;
  for (const auto& [message, numbers] : numbers_) {
    all += message;
    for (const int number : numbers) all += " " + std::to_string(number);
    all += '\n';
  }
  return all;
}

const std::set<int>& Fields::of(const std::string& message) const {
  static const std::set<int> none;
  const auto found = numbers_.find(message);
  return found == numbers_.end() ? none : found->second;
}

std::string state_text(const v1::WorkspaceImage& image, const Fields& fields) {
  Writer writer(fields);
  writer.write(image, {});
  return writer.take();
}

std::string state_hash(const domain::State& state, const Fields& fields) {
  v1::WorkspaceImage image;
  codec::encode(state, image);
  return hash_of(state_text(image, fields));
}

std::string hash_of(std::string_view bytes) {
  std::string all;
  for (const char byte : journal::checksum(bytes)) {
    all += fmt::format("{:02x}", static_cast<unsigned char>(byte));
  }
  return all;
}

}  // namespace ckl::golden
