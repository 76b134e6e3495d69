// Token: base64url(payload || HMAC-SHA256(key, payload), first 16 bytes). Payload, so short that
// the link fits in a text message: format (1 byte), expiry in Unix seconds (4, big-endian), then
// workspace, call-out and person, each with its length in one byte before it.
#include "auth/answer_link.hpp"

#include <optional>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "auth/durable_file.hpp"

namespace ckl::auth {
namespace {

constexpr std::size_t kKeyBytes = 32;
constexpr std::size_t kMacBytes = 16;
constexpr char kFormat = 1;
// Three ids of at most 255 bytes, and the rest.
constexpr std::size_t kMaxTokenDigits = 1'100;

void put_text(std::string& out, std::string_view text) {
  const std::string_view held = text.substr(0, 255);
  out.push_back(static_cast<char>(held.size()));
  out.append(held);
}

std::optional<std::string> take_text(std::string_view& in) {
  if (in.empty()) {
    return std::nullopt;
  }
  const std::size_t size = static_cast<unsigned char>(in.front());
  if (in.size() < 1 + size) {
    return std::nullopt;
  }
  std::string text(in.substr(1, size));
  in.remove_prefix(1 + size);
  return text;
}

std::string payload_of(const LinkTicket& ticket) {
  const auto seconds = static_cast<std::uint32_t>(
      std::chrono::floor<std::chrono::seconds>(ticket.expires).time_since_epoch().count());
  std::string out(1, kFormat);
  for (const unsigned shift : {24U, 16U, 8U, 0U}) {
    out.push_back(static_cast<char>((seconds >> shift) & 255U));
  }
  put_text(out, ticket.workspace.value);
  put_text(out, ticket.callout.value);
  put_text(out, ticket.person.value);
  return out;
}

std::optional<LinkTicket> parse(std::string_view payload) {
  if (payload.size() < 5 || payload.front() != kFormat) {
    return std::nullopt;
  }
  std::uint32_t seconds = 0;
  for (const char byte : payload.substr(1, 4)) {
    seconds = (seconds << 8U) | static_cast<unsigned char>(byte);
  }
  payload.remove_prefix(5);
  auto workspace = take_text(payload);
  auto callout = take_text(payload);
  auto person = take_text(payload);
  if (!workspace || !callout || !person || !payload.empty()) {
    return std::nullopt;
  }
  return LinkTicket{{*std::move(workspace)},
                    {*std::move(callout)},
                    {*std::move(person)},
                    domain::Instant(std::chrono::seconds(seconds))};
}

std::string mac_of(std::string_view key, std::string_view payload) {
  const Sha256 mac = hmac_sha256(key, payload);
  return std::string(as_text(mac).substr(0, kMacBytes));
}

}  // namespace

AnswerLinks::AnswerLinks(std::string key, const ports::Clock& clock)
    : key_(std::move(key)), clock_(clock) {}

ports::Result<std::unique_ptr<AnswerLinks>> AnswerLinks::open(const std::filesystem::path& key_file,
                                                              const ports::Clock& clock,
                                                              const RandomBytes& random) {
  auto contents = read_file(key_file);
  if (!contents) {
    return std::unexpected(contents.error());
  }
  std::string key = contents->value_or("");
  if (!contents->has_value()) {
    std::vector<unsigned char> drawn(kKeyBytes);
    random(drawn);
    key = as_text(drawn);
    if (auto written = replace_file(key_file, key); !written) {
      return std::unexpected(written.error());
    }
  }
  if (key.size() != kKeyBytes) {
    return std::unexpected(ports::Failure{
        ports::FailureCode::corrupt,
        fmt::format("{}: the key of the answer links has {} bytes instead of {}. Restore it from a "
                    "backup, or remove it: links already sent then stop working.",
                    key_file.string(), key.size(), kKeyBytes)});
  }
  return std::unique_ptr<AnswerLinks>(new AnswerLinks(std::move(key), clock));
}

void AnswerLinks::set_base(std::string base) { base_ = std::move(base); }

std::string AnswerLinks::make(const domain::WorkspaceId& workspace,
                              const domain::CalloutId& callout,
                              const domain::PersonId& person) const {
  const LinkTicket ticket{workspace, callout, person, clock_.now() + valid_for};
  return base_ + "/s/" + sign(ticket);
}

std::string AnswerLinks::code(const domain::WorkspaceId& workspace,
                              const domain::MessageId& message) const {
  // No vowels, so no words; none that is mistaken for a digit.
  static constexpr std::string_view letters = "CDFGHJLMNPRTVWXZ";
  const auto dash = message.value.rfind('-');
  const std::string_view number = std::string_view(message.value).substr(dash + 1);
  const bool numbered = dash != std::string::npos && !number.empty() &&
                        number.find_first_not_of("0123456789") == std::string_view::npos;
  if (!numbered) return {};
  const Sha256 mac = hmac_sha256(key_, "code\n" + workspace.value + "\n" + message.value);
  return fmt::format("K{}{}{}", number, letters[mac[0] >> 4U], letters[mac[0] & 15U]);
}

std::string AnswerLinks::sign(const LinkTicket& ticket) const {
  const std::string payload = payload_of(ticket);
  return to_base64url(payload + mac_of(key_, payload));
}

std::expected<LinkTicket, LinkFault> AnswerLinks::verify(std::string_view token) const {
  if (token.size() > kMaxTokenDigits) {
    return std::unexpected(LinkFault::forged);
  }
  const auto bytes = from_base64url(token);
  if (!bytes || bytes->size() <= kMacBytes) {
    return std::unexpected(LinkFault::forged);
  }
  const std::string_view all = *bytes;
  const std::string_view payload = all.substr(0, all.size() - kMacBytes);
  if (!equal_in_constant_time(all.substr(payload.size()), mac_of(key_, payload))) {
    return std::unexpected(LinkFault::forged);
  }
  auto ticket = parse(payload);
  if (!ticket) {
    return std::unexpected(LinkFault::forged);
  }
  if (clock_.now() >= ticket->expires) {
    return std::unexpected(LinkFault::expired);
  }
  return *std::move(ticket);
}

}  // namespace ckl::auth
