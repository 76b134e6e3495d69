#include "delivery/outcomes.hpp"

#include <algorithm>
#include <array>
#include <span>

namespace ckl::delivery {
namespace {

constexpr std::size_t longest_reference = 100;

bool one_of(std::span<const long> list, long value) {
  return std::ranges::find(list, value) != list.end();
}

ports::SendResult failed(bool doubt, std::string_view why) {
  return {ports::SendOutcome::failed,
          {},
          (doubt ? std::string(in_doubt_words) : std::string()) + std::string(why)};
}

// "5.1.1" of "550 5.1.1 <anna@example.org> unknown": the rest of a reply may name a person.
std::string status_of_reply(std::string_view text) {
  const auto first = text.find(' ');
  if (first == std::string_view::npos) return {};
  const auto word = text.substr(first + 1, text.find(' ', first + 1) - first - 1);
  const bool status = std::ranges::count(word, '.') == 2 &&
                      word.find_first_not_of("0123456789.") == std::string_view::npos;
  return status ? " " + std::string(word) : std::string();
}

// The server's own words on acceptance: "2.0.0 Ok: queued as 4F2D1A".
std::string reference_of_reply(std::string_view text) {
  const auto first = text.find(' ');
  if (first == std::string_view::npos) return {};
  std::string reference;
  for (const char c : text.substr(first + 1, longest_reference)) {
    if (c >= ' ' && c <= '~') reference.push_back(c);
  }
  return reference;
}

}  // namespace

bool is_success(long status) { return status >= 200 && status < 300; }

ports::SendResult result_of_status(long status) {
  static constexpr auto passing = std::to_array<long>({401, 403, 407, 408, 421, 423, 425, 429});
  static constexpr auto passed_on = std::to_array<long>({502, 504});
  const std::string why = "tjänsten svarade " + std::to_string(status);
  const bool client = status >= 400 && status < 500;
  if (client && !one_of(passing, status)) return {ports::SendOutcome::refused, {}, why};
  return failed(one_of(passed_on, status), why);
}

ports::SendResult result_of_unfinished(const ports::HttpOutcome& outcome) {
  return failed(outcome.transfer == ports::Transfer::in_doubt, outcome.fault);
}

ports::SendResult result_of_mail(const ports::MailOutcome& outcome) {
  // These speak of our own account at the server, not of the receiver.
  static constexpr auto about_us = std::to_array<long>({530, 534, 535, 538});
  if (outcome.transfer != ports::Transfer::completed) {
    return failed(outcome.transfer == ports::Transfer::in_doubt, outcome.fault);
  }
  if (is_success(outcome.reply)) {
    return {ports::SendOutcome::handed_over, reference_of_reply(outcome.reply_text), {}};
  }
  const std::string why = "e-postservern svarade " + std::to_string(outcome.reply) +
                          status_of_reply(outcome.reply_text);
  const bool refused = outcome.reply >= 500 && !one_of(about_us, outcome.reply);
  if (refused) return {ports::SendOutcome::refused, {}, why};
  return failed(false, why);
}

}  // namespace ckl::delivery
