#include "edge/api/visibility.hpp"

#include <algorithm>
#include <array>

#include "codec/codec.hpp"

namespace ckl::edge {

namespace {

using google::protobuf::FieldDescriptor;

// Fields that name things of the handling and nobody: what is not here is left out. A new field is
// so until somebody has thought about it.
constexpr std::array impersonal = std::to_array<std::string_view>(
    {"activity", "areas",        "assignment",  "basis",    "callout",     "cause",
     "channel",  "contribution", "day",         "decision", "decisions",   "drill",
     "function", "gateway",      "handover",    "incident", "instruction", "key",
     "kind",     "meeting",      "message",     "name",     "obligation",  "oral",
     "parts",    "period",       "plan",        "position", "provision",   "record",
     "rules",    "shift",        "source_hash", "subject",  "successor",   "swap",
     "takeover", "unclear",      "unit",        "workspace"});

bool is_time(const FieldDescriptor& field) {
  return field.message_type() != nullptr &&
         field.message_type()->full_name() == "google.protobuf.Timestamp";
}

// Written text and persons are never numbers; the entry's own fields are its actor and command id.
bool is_impersonal(const FieldDescriptor& field) {
  if (field.cpp_type() == FieldDescriptor::CPPTYPE_MESSAGE) {
    return is_time(field) || field.name() == "name";
  }
  if (field.cpp_type() != FieldDescriptor::CPPTYPE_STRING) return true;
  return std::ranges::find(impersonal, field.name()) != impersonal.end();
}

}  // namespace

bool is_personal(std::uint32_t event, std::uint32_t field) {
  const auto* message = v1::JournalEntry::descriptor();
  if (event != 0) {
    const auto* member = message->FindFieldByNumber(static_cast<int>(event));
    message = member == nullptr ? nullptr : member->message_type();
  }
  const auto* descriptor =
      message == nullptr ? nullptr : message->FindFieldByNumber(static_cast<int>(field));
  return descriptor == nullptr || !is_impersonal(*descriptor);
}

ports::Bytes masked_entry(std::string_view bytes, const domain::State& state) {
  if (state.secrecy_marks.empty()) return nullptr;
  const auto entry = codec::decode_entry(bytes);
  if (!entry || !domain::is_masked(state, entry->event, domain::Sight::masked)) return nullptr;
  v1::JournalEntry shown;
  if (!shown.ParseFromArray(bytes.data(), static_cast<int>(bytes.size()))) return nullptr;
  shown.set_masked(true);
  auto& written = *shown.mutable_log_entry_written();
  written.clear_text();
  written.clear_source();
  written.clear_reason();
  return std::make_shared<const std::string>(shown.SerializeAsString());
}

}  // namespace ckl::edge
