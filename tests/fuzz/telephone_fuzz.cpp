// Any bytes from a telephone program, in any pieces, and any keys that it tells of; any bytes as a
// sound: read without a fault, within bounds, the same however they are cut.
#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <string_view>
#include <vector>

#include "delivery/sound.hpp"
#include "delivery/voice_keys.hpp"
#include "delivery/voice_outcomes.hpp"
#include "platform/control_reader.hpp"

namespace {

using ckl::platform::ControlMessage;
using ckl::platform::ControlReader;

constexpr std::uint32_t longest_eta = 990;

void require(bool fact) {
  if (!fact) std::abort();
}

std::vector<ControlMessage> read_in_pieces(std::string_view bytes, std::size_t piece) {
  ControlReader reader;
  std::vector<ControlMessage> messages;
  for (std::size_t at = 0; at < bytes.size() && !reader.spoilt(); at += piece) {
    reader.feed(bytes.substr(at, piece));
    while (auto message = reader.next()) messages.push_back(std::move(*message));
  }
  return messages;
}

void press_all(std::string_view keys) {
  using ckl::delivery::KeyMeaning;
  ckl::delivery::KeyReader reader;
  for (const char key : keys) {
    const auto choice = reader.press(key);
    require(choice.eta_minutes <= longest_eta && choice.eta_minutes % 10 == 0);
    require(choice.eta_minutes == 0 || choice.meaning == KeyMeaning::coming);
    require(reader.raw().size() <= ckl::delivery::KeyReader::longest_raw);
    if (reader.waits() && key == '7') require(reader.pause().meaning == KeyMeaning::coming);
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  const std::string_view input(reinterpret_cast<const char*>(bytes), size);
  const auto messages = read_in_pieces(input, std::max<std::size_t>(1, size));
  require(messages == read_in_pieces(input, 1));
  for (const ControlMessage& message : messages) {
    press_all(message.param);
    const auto end = ckl::delivery::judge_end(message.param, message.ok);
    require((end.end == ckl::delivery::CallEnd::settled) == !end.result.reason.empty());
  }
  press_all(input);
  if (const auto sound = ckl::delivery::read_wav(input)) {
    require(ckl::delivery::read_wav(ckl::delivery::write_wav(*sound)) == *sound);
  }
  return 0;
}
