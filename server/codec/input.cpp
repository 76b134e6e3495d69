#include "codec/input.hpp"

#include <algorithm>
#include <array>
#include <unordered_map>

#include "codec/codec.hpp"
#include "domain/input.hpp"

namespace ckl::codec {

namespace {

domain::Breach make_breach(std::string_view rule, std::string_view field, domain::Text message,
                           domain::Text what_now) {
  return {.rule = domain::RuleId{std::string{rule}},
          .basis = {},
          .message = std::move(message),
          .who_may = {},
          .what_now = std::move(what_now),
          .field = std::string{field}};
}

bool in_command_id(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' ||
         c == '_' || c == '-';
}

// The first field of a message that this server does not know.
std::optional<int> unknown_number(const google::protobuf::Message& message) {
  const auto& unknown = message.GetReflection()->GetUnknownFields(message);
  if (unknown.empty()) return std::nullopt;
  return unknown.field(0).number();
}

// Where a message type holds messages: looked up once per type and thread.
struct Parts {
  std::vector<const google::protobuf::FieldDescriptor*> fields;  // outside choices
  std::vector<const google::protobuf::OneofDescriptor*> choices;
};

const Parts& parts_of(const google::protobuf::Descriptor* type) {
  thread_local std::unordered_map<const google::protobuf::Descriptor*, Parts> known;
  const auto [place, added] = known.try_emplace(type);
  if (!added) return place->second;
  for (int at = 0; at < type->real_oneof_decl_count(); ++at) {
    place->second.choices.push_back(type->oneof_decl(at));
  }
  for (int at = 0; at < type->field_count(); ++at) {
    const auto* field = type->field(at);
    const bool message = field->cpp_type() == google::protobuf::FieldDescriptor::CPPTYPE_MESSAGE;
    if (message && field->real_containing_oneof() == nullptr) {
      place->second.fields.push_back(field);
    }
  }
  return place->second;
}

template <class Visit>
void each_part(const google::protobuf::Message& message, const Visit& visit) {
  const auto& reflection = *message.GetReflection();
  const Parts& parts = parts_of(message.GetDescriptor());
  // A choice is asked which of its members it is: Command alone has sixty.
  for (const auto* choice : parts.choices) {
    const auto* field = reflection.GetOneofFieldDescriptor(message, choice);
    if (field != nullptr &&
        field->cpp_type() == google::protobuf::FieldDescriptor::CPPTYPE_MESSAGE) {
      visit(reflection.GetMessage(message, field), *field);
    }
  }
  for (const auto* field : parts.fields) {
    if (!field->is_repeated()) {
      if (reflection.HasField(message, field)) {
        visit(reflection.GetMessage(message, field), *field);
      }
      continue;
    }
    for (int at = 0; at < reflection.FieldSize(message, field); ++at) {
      visit(reflection.GetRepeatedMessage(message, field, at), *field);
    }
  }
}

bool all_known(const google::protobuf::Message& message) {
  if (unknown_number(message)) return false;
  bool known = true;
  each_part(message, [&](const google::protobuf::Message& part, const auto&) {
    known = known && all_known(part);
  });
  return known;
}

}  // namespace

domain::Rejection input_rejection(std::string_view rule, std::string_view field,
                                  domain::Text message, domain::Text what_now) {
  return {.code = domain::RejectionCode::invalid,
          .breaches = {make_breach(rule, field, std::move(message), std::move(what_now))}};
}

domain::Rejection Input::rejection() && {
  return {.code = domain::RejectionCode::invalid, .breaches = std::move(breaches_)};
}

void Input::breach(std::string_view rule, std::string_view field, domain::Text message,
                   domain::Text what_now) {
  breaches_.push_back(make_breach(rule, field, std::move(message), std::move(what_now)));
}

void Input::missing(std::string_view field) {
  breach("INPUT_MISSING", field, {"Uppgiften saknas.", "This is missing."},
         {"Fyll i fältet och skicka igen.", "Fill in the field and send again."});
}

void Input::too_many(std::string_view field, int items, std::size_t limit) {
  const std::string most = std::to_string(limit);
  breach("INPUT_TOO_MANY", field,
         {"För många: " + std::to_string(items) + ", högst " + most + ".",
          "Too many: " + std::to_string(items) + ", at most " + most + "."},
         {"Dela upp det i flera.", "Split it into several."});
}

void Input::check_text(std::string_view field, const std::string& value, std::size_t limit,
                       Lines lines) {
  if (value.size() > limit) {
    const std::string counts = std::to_string(value.size()) + " byte";
    const std::string most = std::to_string(limit);
    return breach("INPUT_TEXT_TOO_LONG", field,
                  {"Texten är för lång: " + counts + ", högst " + most + ".",
                   "The text is too long: " + counts + "s, at most " + most + "."},
                  {"Korta texten och skicka igen.", "Shorten the text and send again."});
  }
  if (!domain::is_utf8(value)) {
    return breach("INPUT_NOT_UTF8", field,
                  {"Texten är inte giltig UTF-8.", "The text is not valid UTF-8."},
                  {"Skicka texten kodad som UTF-8.", "Send the text encoded as UTF-8."});
  }
  if (has_control_characters(value, lines)) {
    breach("INPUT_CONTROL_CHARACTER", field,
           {"Texten innehåller styrtecken.", "The text contains control characters."},
           {"Ta bort styrtecknen; radbryt bara i löpande text.",
            "Remove the control characters; break lines in running text only."});
  }
}

std::string Input::text(std::string_view field, const std::string& value, std::size_t limit) {
  check_text(field, value, limit, Lines::many);
  return value;
}

std::string Input::line(std::string_view field, const std::string& value, std::size_t limit) {
  check_text(field, value, limit, Lines::one);
  return value;
}

std::string Input::name(std::string_view field, const std::string& value, Need need) {
  if (value.empty() && need == Need::required) {
    missing(field);
  } else {
    check_text(field, value, domain::limits::id_bytes, Lines::one);
  }
  return value;
}

void Input::unknown_choice(std::string_view field, int number,
                           const google::protobuf::EnumDescriptor& choices) {
  if (number == 0) return missing(field);
  std::string names;
  for (int at = 1; at < choices.value_count(); ++at) {
    names += (at > 1 ? ", " : "") + choices.value(at)->name();
  }
  const std::string value = std::to_string(number);
  breach("INPUT_UNKNOWN_VALUE", field,
         {"Värdet " + value + " finns inte.", "There is no value " + value + "."},
         {"Välj ett av: " + names + ".", "Choose one of: " + names + "."});
}

std::string Input::word(std::string_view field, const std::string& value,
                        std::span<const std::string_view> words) {
  if (value.empty()) {
    missing(field);
  } else if (std::ranges::find(words, value) == words.end()) {
    std::string names;
    for (const std::string_view word : words) {
      names += (names.empty() ? "" : ", ") + std::string{word};
    }
    breach("INPUT_UNKNOWN_VALUE", field, {"Värdet finns inte.", "There is no such value."},
           {"Välj ett av: " + names + ".", "Choose one of: " + names + "."});
  }
  return value;
}

std::optional<domain::Instant> Input::instant(std::string_view field, bool present,
                                              const google::protobuf::Timestamp& value) {
  if (!present) return std::nullopt;
  constexpr std::int64_t earliest =
      domain::limits::earliest_time.time_since_epoch() / std::chrono::seconds{1};
  constexpr std::int64_t latest =
      domain::limits::latest_time.time_since_epoch() / std::chrono::seconds{1};
  constexpr std::int32_t nanos = 1'000'000'000;
  if (value.seconds() < earliest || value.seconds() >= latest || value.nanos() < 0 ||
      value.nanos() >= nanos) {
    breach("INPUT_TIME", field,
           {"Tiden är ogiltig eller ligger utanför åren 1900 till 2199.",
            "The time is not valid or lies outside the years 1900 to 2199."},
           {"Ange tiden igen.", "State the time again."});
    return std::nullopt;
  }
  return to_instant(value);
}

std::uint32_t Input::number(std::string_view field, std::uint32_t value, std::uint32_t most) {
  if (value > most) {
    const std::string bound = std::to_string(most);
    breach("INPUT_OUT_OF_RANGE", field,
           {"Talet är för stort: högst " + bound + ".",
            "The number is too large: at most " + bound + "."},
           {"Ange ett mindre tal.", "State a smaller number."});
  }
  return value;
}

std::string Input::command_id(const std::string& value) {
  const bool fits = !value.empty() && value.size() <= domain::limits::command_id_bytes &&
                    std::ranges::all_of(value, in_command_id);
  if (!fits) {
    breach("INPUT_COMMAND_ID", "commandId",
           {"Kommandots id ska vara 1–64 tecken av A–Z a–z 0–9 . _ -",
            "The command's id must be 1 to 64 characters of A-Z a-z 0-9 . _ -"},
           {"Välj ett nytt slumpat id, till exempel ett UUID.",
            "Choose a new random id, a UUID for instance."});
  }
  return value;
}

void Input::no_unknown_fields(const google::protobuf::Message& message, const std::string& path) {
  if (path.empty() && all_known(message)) return;  // nearly always, and without a path to build
  if (const auto number = unknown_number(message)) {
    const std::string which = std::to_string(*number) + " i " + message.GetDescriptor()->name();
    const std::string what = std::to_string(*number) + " of " + message.GetDescriptor()->name();
    breach("INPUT_UNKNOWN_FIELD", path,
           {"Servern känner inte till fält " + which + ".",
            "The server does not know field " + what + "."},
           {"Uppdatera servern, eller använd en klient av samma version.",
            "Update the server, or use a client of the same version."});
  }
  each_part(message, [&](const google::protobuf::Message& part,
                         const google::protobuf::FieldDescriptor& field) {
    no_unknown_fields(part, path.empty() ? field.json_name() : path + "." + field.json_name());
  });
}

}  // namespace ckl::codec
