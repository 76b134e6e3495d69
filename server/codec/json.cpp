#include "codec/json.hpp"

#include <google/protobuf/empty.pb.h>
#include <google/protobuf/io/coded_stream.h>
#include <google/protobuf/util/json_util.h>

#include "codec/codec.hpp"
#include "codec/input.hpp"
#include "domain/input.hpp"

namespace ckl::codec {

namespace {

using google::protobuf::Message;

domain::Rejection not_utf8() {
  return input_rejection("INPUT_NOT_UTF8", {},
                         {"Meddelandet innehåller text som inte är giltig UTF-8.",
                          "The message contains text that is not valid UTF-8."},
                         {"Skicka all text kodad som UTF-8.", "Send all text encoded as UTF-8."});
}

// "event_time" as JSON shows it: "eventTime".
std::string camel_case(std::string_view name) {
  std::string out;
  bool raise = false;
  for (const char c : name) {
    const bool lower = c >= 'a' && c <= 'z';
    if (c != '_') out.push_back(raise && lower ? static_cast<char>(c - 'a' + 'A') : c);
    raise = c == '_';
  }
  return out;
}

// The parser's words begin with the place: "(criteria.urgent_action): invalid value ...", or for a
// field that does not exist "(criteria) urgnt: Cannot find field."
std::string place_of(std::string_view said) {
  std::string place;
  const auto close = said.find(')');
  if (said.starts_with('(') && close != std::string_view::npos) {
    place = said.substr(1, close - 1);
    said.remove_prefix(close + 1);
  }
  const auto unknown = said.find(": Cannot find field");
  if (unknown != std::string_view::npos) {
    std::string_view name = said.substr(0, unknown);
    if (name.starts_with(' ')) name.remove_prefix(1);
    place += (place.empty() ? "" : ".") + std::string{name};
  }
  return camel_case(place);
}

bool names_an_enumeration(std::string_view said) {
  constexpr std::string_view before = "for type type.googleapis.com/";
  const auto at = said.find(before);
  if (at == std::string_view::npos) return false;
  const std::string name{said.substr(at + before.size())};
  const auto* pool = google::protobuf::DescriptorPool::generated_pool();
  return pool->FindEnumTypeByName(name) != nullptr;
}

domain::Rejection json_rejection(const std::string& said) {
  const auto has = [&](std::string_view part) { return said.find(part) != std::string::npos; };
  const auto make = [&](std::string_view rule, const char* sv, const char* en) {
    return input_rejection(rule, place_of(said), {sv + (": " + said), en + (": " + said)},
                           {"Rätta och skicka igen.", "Correct it and send again."});
  };
  if (has("Cannot find field")) {
    return make("INPUT_UNKNOWN_FIELD", "Fältet finns inte", "There is no such field");
  }
  if (names_an_enumeration(said)) {
    return make("INPUT_UNKNOWN_VALUE", "Värdet finns inte", "There is no such value");
  }
  if (has("google.protobuf.Timestamp")) {
    return make("INPUT_TIME", "Tiden går inte att läsa", "The time can't be read");
  }
  return make("INPUT_JSON", "JSON går inte att läsa", "The JSON can't be read");
}

bool parse(std::string_view bytes, Message& out) {
  google::protobuf::io::CodedInputStream stream{reinterpret_cast<const std::uint8_t*>(bytes.data()),
                                                static_cast<int>(bytes.size())};
  stream.SetRecursionLimit(domain::limits::message_depth);
  return out.ParseFromCodedStream(&stream) && stream.ConsumedEntireMessage();
}

}  // namespace

std::string to_json(const Message& message) {
  std::string json;
  // Fails only for a broken `Any`, which none of our messages holds, and for times out of range.
  if (!google::protobuf::util::MessageToJsonString(message, &json).ok()) json = "{}";
  return json;
}

std::expected<void, domain::Rejection> from_json(std::string_view json, Message& out) {
  if (!domain::is_utf8(json)) return std::unexpected(not_utf8());
  google::protobuf::util::JsonParseOptions options;
  options.ignore_unknown_fields = false;
  options.case_insensitive_enum_parsing = false;
  const auto status = google::protobuf::util::JsonStringToMessage(
      google::protobuf::StringPiece{json.data(), json.size()}, &out, options);
  if (status.ok()) return {};
  out.Clear();
  return std::unexpected(json_rejection(std::string{status.message()}));
}

std::expected<void, domain::Rejection> from_bytes(std::string_view bytes, Message& out) {
  if (!parse(bytes, out)) {
    out.Clear();
    // Text is checked after structure: what reads as fields alone has a text that is no text.
    google::protobuf::Empty structure;
    if (parse(bytes, structure)) return std::unexpected(not_utf8());
    return std::unexpected(
        input_rejection("INPUT_BYTES", {},
                        {"Meddelandet går inte att läsa som " + out.GetDescriptor()->name() + ".",
                         "The message can't be read as " + out.GetDescriptor()->name() + "."},
                        {"Skicka protobuf av rätt meddelande, eller JSON.",
                         "Send protobuf of the right message, or JSON."}));
  }
  Input input;
  input.no_unknown_fields(out);
  if (input.ok()) return {};
  out.Clear();
  return std::unexpected(std::move(input).rejection());
}

}  // namespace ckl::codec
