#include "edge/api/masking.hpp"

namespace ckl::edge {
namespace {

constexpr std::string_view kHidden = "***";
// The shortest number of which as much as that can be shown, and some be hidden.
constexpr std::size_t kLongNumber = 10;

std::string masked_number(std::string_view number) {
  const auto end = number.size() < 2 ? std::string_view() : number.substr(number.size() - 2);
  if (number.size() < kLongNumber || !number.starts_with('+')) {
    return std::string(kHidden) + std::string(end);
  }
  return std::string(number.substr(0, 3)) + " " + std::string(number.substr(3, 2)) + " *** ** " +
         std::string(end);
}

// A letter of another alphabet is more than one byte, and shown not at all.
std::string first_of(std::string_view text) {
  const bool plain = !text.empty() && static_cast<unsigned char>(text.front()) < 0x80;
  return (plain ? std::string(1, text.front()) : std::string()) + std::string(kHidden);
}

std::string masked_mail(std::string_view mail) {
  const auto at = mail.find('@');
  if (at == std::string_view::npos) return std::string(kHidden);
  const auto domain = mail.substr(at + 1);
  const auto dot = domain.rfind('.');
  const auto last = dot == std::string_view::npos ? std::string_view() : domain.substr(dot);
  return first_of(mail.substr(0, at)) + "@" + first_of(domain) + std::string(last);
}

}  // namespace

std::string masked(std::string_view kind, std::string_view address) {
  if (kind == "sms" || kind == "voice") return masked_number(address);
  if (kind == "mail") return masked_mail(address);
  const auto scheme = address.find("://");
  if (kind == "webhook" && scheme != std::string_view::npos) {
    return std::string(address.substr(0, scheme + 3)) + std::string(kHidden);
  }
  return std::string(kHidden);
}

}  // namespace ckl::edge
