#include "delivery/voice_keys.hpp"

#include <string_view>
#include <utility>

namespace ckl::delivery {
namespace {

constexpr std::string_view keys_there_are = "0123456789*#ABCD";
constexpr std::uint32_t minutes_in_ten = 10;

}  // namespace

KeyChoice KeyReader::press(char key) {
  if (keys_there_are.find(key) == std::string_view::npos) return {KeyMeaning::unclear, 0};
  if (raw_.size() < longest_raw) raw_.push_back(key);
  const bool digit = key >= '0' && key <= '9';
  if (asked_when_) {
    if (key == '#' && tens_ > 0) return finish();
    const bool first = tens_ == 0;
    if (!digit || (first && key == '0')) {
      tens_ = 0;
      return {KeyMeaning::unclear, 0};
    }
    tens_ = tens_ * 10 + static_cast<std::uint32_t>(key - '0');
    return first ? KeyChoice{} : finish();
  }
  switch (key) {
    case '1':
      return {KeyMeaning::coming, 0};
    case '2':
      return {KeyMeaning::cannot, 0};
    case '3':
      asked_when_ = true;
      return {KeyMeaning::when, 0};
    case '4':
      return {KeyMeaning::again, 0};
    case '5':
      return {KeyMeaning::deputy, 0};
    default:
      return {KeyMeaning::unclear, 0};
  }
}

KeyChoice KeyReader::pause() { return tens_ > 0 ? finish() : KeyChoice{}; }

KeyChoice KeyReader::finish() {
  asked_when_ = false;
  return {KeyMeaning::coming, std::exchange(tens_, 0) * minutes_in_ten};
}

}  // namespace ckl::delivery
