// Token: base64url(payload || HMAC-SHA256(key, payload || workspace), first 10 bytes). Each byte of
// it counts: a text message that must be cut in two costs twice and is slower. Payload: format (1
// byte), expiry in hours since 1970 (3, big-endian), workspace with its length before it (length 0:
// the home workspace), and the message: its number (3) in format 2, all of its id in format 3.
#include "auth/answer_link.hpp"

#include <charconv>
#include <optional>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "auth/durable_file.hpp"

namespace ckl::auth {
namespace {

constexpr std::size_t kKeyBytes = 32;
// Whoever guesses has 30 tries a minute and address: 80 bits are more than enough.
constexpr std::size_t kMacBytes = 10;
constexpr char kNumbered = 2;
constexpr char kNamed = 3;
constexpr unsigned kNumberBytes = 3;
constexpr unsigned kExpiryBytes = 3;
constexpr std::string_view kMessage = "message-";
// Two ids of at most 255 bytes, and the rest.
constexpr std::size_t kMaxTokenDigits = 800;

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

void put_number(std::string& out, std::int64_t number, unsigned bytes) {
  for (unsigned left = bytes; left-- > 0;) {
    out.push_back(static_cast<char>((static_cast<std::uint64_t>(number) >> (8U * left)) & 255U));
  }
}

std::optional<std::int64_t> take_number(std::string_view& in, unsigned bytes) {
  if (in.size() < bytes) return std::nullopt;
  std::int64_t number = 0;
  for (const char byte : in.substr(0, bytes)) {
    number = number * 256 + static_cast<unsigned char>(byte);
  }
  in.remove_prefix(bytes);
  return number;
}

// The number of "message-7", when it is written as the core writes it and fits.
std::optional<std::uint32_t> number_of(std::string_view message) {
  if (!message.starts_with(kMessage)) return std::nullopt;
  const std::string_view digits = message.substr(kMessage.size());
  std::uint32_t number = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
  const bool whole = error == std::errc{} && end == digits.data() + digits.size() &&
                     (digits == "0" || !digits.starts_with('0'));
  return whole && number < (1U << (8U * kNumberBytes)) ? std::optional(number) : std::nullopt;
}

std::string payload_of(const LinkTicket& ticket, const domain::WorkspaceId& home) {
  const auto number = number_of(ticket.message.value);
  std::string out(1, number ? kNumbered : kNamed);
  const auto hours = std::chrono::ceil<std::chrono::hours>(ticket.expires).time_since_epoch();
  put_number(out, hours.count(), kExpiryBytes);
  put_text(out, ticket.workspace == home ? std::string_view() : ticket.workspace.value);
  if (!number) return out + ticket.message.value;
  put_number(out, *number, kNumberBytes);
  return out;
}

std::optional<domain::MessageId> take_message(char format, std::string_view rest) {
  if (format == kNamed) return domain::MessageId{std::string(rest)};
  const auto number = take_number(rest, kNumberBytes);
  if (format != kNumbered || !number || !rest.empty()) return std::nullopt;
  return domain::MessageId{std::string(kMessage) + std::to_string(*number)};
}

std::optional<LinkTicket> parse(std::string_view payload, const domain::WorkspaceId& home) {
  if (payload.empty()) return std::nullopt;
  const char format = payload.front();
  payload.remove_prefix(1);
  const auto hours = take_number(payload, kExpiryBytes);
  auto workspace = take_text(payload);
  if (!hours || !workspace) return std::nullopt;
  auto message = take_message(format, payload);
  if (!message) return std::nullopt;
  if (workspace->empty()) *workspace = home.value;
  return LinkTicket{
      {*std::move(workspace)}, *std::move(message), domain::Instant(std::chrono::hours(*hours))};
}

std::string mac_of(std::string_view key, std::string_view payload,
                   const domain::WorkspaceId& workspace) {
  const Sha256 mac = hmac_sha256(key, std::string(payload) + workspace.value);
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

void AnswerLinks::set_base(std::string base, domain::WorkspaceId home) {
  base_ = std::move(base);
  home_ = std::move(home);
}

std::string AnswerLinks::make(const domain::WorkspaceId& workspace,
                              const domain::MessageId& message) const {
  const LinkTicket ticket{workspace, message, clock_.now() + valid_for};
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

std::uint32_t AnswerLinks::mark(std::string_view text) const {
  const Sha256 mac = hmac_sha256(key_, "mark\n" + std::string(text));
  return static_cast<std::uint32_t>(mac[0]) << 8U | static_cast<std::uint32_t>(mac[1]);
}

std::string AnswerLinks::sign(const LinkTicket& ticket) const {
  const std::string payload = payload_of(ticket, home_);
  return to_base64url(payload + mac_of(key_, payload, ticket.workspace));
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
  auto ticket = parse(payload, home_);
  if (!ticket || !equal_in_constant_time(all.substr(payload.size()),
                                         mac_of(key_, payload, ticket->workspace))) {
    return std::unexpected(LinkFault::forged);
  }
  if (clock_.now() >= ticket->expires) {
    return std::unexpected(LinkFault::expired);
  }
  return *std::move(ticket);
}

}  // namespace ckl::auth
