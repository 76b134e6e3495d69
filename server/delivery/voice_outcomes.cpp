#include "delivery/voice_outcomes.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <span>
#include <string>

namespace ckl::delivery {
namespace {

constexpr int status_digits = 3;

bool one_of(std::span<const int> list, int value) {
  return std::ranges::find(list, value) != list.end();
}

// 486 of "486 Busy Here"; 0 when the words do not begin with a status.
int status_of(std::string_view why) {
  int status = 0;
  const char* end = why.data() + std::min<std::size_t>(why.size(), status_digits);
  const auto [stop, error] = std::from_chars(why.data(), end, status);
  const bool sound = error == std::errc{} && stop == why.data() + status_digits && status >= 100;
  return sound ? status : 0;
}

EndOfCall settled(ports::SendOutcome outcome, std::string reason) {
  return {CallEnd::settled, {outcome, {}, std::move(reason)}};
}

}  // namespace

EndOfCall judge_end(std::string_view why, bool repeated) {
  using ports::SendOutcome;
  static constexpr auto busy = std::to_array<int>({486, 600});
  static constexpr auto away = std::to_array<int>({408, 480, 487});
  static constexpr auto about_us = std::to_array<int>({401, 403, 407, 420, 421, 488, 606});
  const int status = status_of(why);
  const std::string words = "telefonväxeln svarade " + std::to_string(status);
  if (status == 0) return settled(SendOutcome::failed, "telefonväxeln kunde inte nås");
  if (one_of(busy, status)) {
    return repeated ? settled(SendOutcome::failed, "upptaget, kanske av det avbrutna samtalet")
                    : settled(SendOutcome::refused, "upptaget");
  }
  if (one_of(away, status)) return {CallEnd::unanswered, {}};
  if (status == 603) return settled(SendOutcome::refused, "samtalet avvisades");
  const bool final_answer = status >= 400 && status < 500 && !one_of(about_us, status);
  if (final_answer || status == 604) return settled(SendOutcome::refused, words);
  return settled(SendOutcome::failed, words);
}

}  // namespace ckl::delivery
