// Any bytes as an answer by text: read without a fault, within bounds, and never by guessing.
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "domain/input.hpp"
#include "domain/limits.hpp"
#include "domain/sms_answer.hpp"

namespace {

void require(bool fact) {
  if (!fact) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  using namespace ckl::domain;
  const std::string_view raw(reinterpret_cast<const char*>(bytes), size);
  const TextReading reading = read_text_answer(raw);
  require(reading == read_text_answer(raw));
  require(reading.minutes <= limits::eta_minutes);
  if (reading.at) require(reading.at->hour < 24 && reading.at->minute < 60);
  require(!(reading.at && reading.minutes > 0));
  if (!reading.answer) require(!reading.at && reading.minutes == 0);
  if (reading.answer == Answer::cannot) require(!reading.at && reading.minutes == 0);
  if (!is_utf8(raw)) require(!reading.answer);
  // A question is never an answer.
  require(!read_text_answer(std::string(raw) + "?").answer);
  for (const std::string& code : answer_codes(raw)) {
    require(code.size() >= 2 && code[0] == 'K' && code[1] >= '0' && code[1] <= '9');
  }
  return 0;
}
