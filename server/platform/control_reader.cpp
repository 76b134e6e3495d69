#include "platform/control_reader.hpp"

#include <algorithm>
#include <charconv>

#include <nlohmann/json.hpp>

namespace ckl::platform {
namespace {

using nlohmann::json;

constexpr std::size_t most_digits = 6;

std::string text_of(const json& object, const char* name) {
  const auto found = object.find(name);
  return found != object.end() && found->is_string() ? found->get<std::string>() : std::string();
}

bool flag_of(const json& object, const char* name) {
  const auto found = object.find(name);
  return found != object.end() && found->is_boolean() && found->get<bool>();
}

std::optional<ControlMessage> message_of(const std::string& frame) {
  const json object = json::parse(frame, nullptr, false);
  if (!object.is_object()) return std::nullopt;
  ControlMessage message;
  message.is_event = flag_of(object, "event");
  if (!message.is_event && !flag_of(object, "response")) return std::nullopt;
  message.ok = flag_of(object, "ok");
  message.token = text_of(object, "token");
  message.type = text_of(object, "type");
  message.param = text_of(object, "param");
  message.incoming = text_of(object, "direction") == "incoming";
  return message;
}

}  // namespace

std::string control_frame(std::string_view command, std::string_view params,
                          std::string_view token) {
  json object = {{"command", command}, {"token", token}};
  if (!params.empty()) object["params"] = params;
  const std::string inside = object.dump(-1, ' ', true, json::error_handler_t::replace);
  return std::to_string(inside.size()) + ":" + inside + ",";
}

void ControlReader::feed(std::string_view bytes) {
  if (!spoilt_) waiting_ += bytes;
}

std::optional<std::string> ControlReader::take_frame() {
  const auto colon = waiting_.find(':');
  if (colon == std::string::npos) {
    spoilt_ = waiting_.size() > most_digits;
    return std::nullopt;
  }
  std::size_t length = 0;
  const char* end = waiting_.data() + colon;
  const auto [stop, error] = std::from_chars(waiting_.data(), end, length);
  if (error != std::errc{} || stop != end || colon > most_digits || length > largest_message) {
    spoilt_ = true;
    return std::nullopt;
  }
  if (waiting_.size() < colon + 1 + length + 1) return std::nullopt;
  if (waiting_[colon + 1 + length] != ',') {
    spoilt_ = true;
    return std::nullopt;
  }
  std::string frame = waiting_.substr(colon + 1, length);
  waiting_.erase(0, colon + 1 + length + 1);
  return frame;
}

std::optional<ControlMessage> ControlReader::next() {
  while (!spoilt_) {
    const auto frame = take_frame();
    if (!frame) return std::nullopt;
    if (auto message = message_of(*frame)) return message;
  }
  return std::nullopt;
}

}  // namespace ckl::platform
