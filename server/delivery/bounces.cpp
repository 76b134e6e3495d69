#include "delivery/bounces.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include <fmt/format.h>

#include "delivery/mail_parts.hpp"
#include "delivery/mime.hpp"
#include "delivery/receipts.hpp"
#include "delivery/secrets.hpp"

namespace ckl::delivery {
namespace {

constexpr std::size_t longest_local_part = 64;
constexpr std::size_t signature_digits = 20;
constexpr std::size_t shortest_secret = 16;
constexpr std::string_view numbered = "message-";
constexpr std::string_view token_signs = "abcdefghijklmnopqrstuvwxyz0123456789.-_";
constexpr std::string_view digits = "0123456789";
constexpr long imaps_port = 993;
constexpr long imap_port = 143;
constexpr long greatest_port = 65'535;
constexpr long longest_pause_s = 3'600;
constexpr auto own_prefix = "bounces.";

bool consists_of(std::string_view text, std::string_view signs) {
  return !text.empty() && text.find_first_not_of(signs) == std::string_view::npos;
}

// "skarpt.m7.2" of "skarpt/message-7/2"; empty when the key has no such form.
std::string short_form(std::string_view key) {
  const auto parsed = parse_key(key);
  if (!parsed || !parsed->message.starts_with(numbered)) return {};
  const std::string number = parsed->message.substr(numbered.size());
  const bool fits = consists_of(number, digits) && consists_of(parsed->workspace, token_signs) &&
                    !parsed->workspace.contains('.');
  return fits ? fmt::format("{}.m{}.{}", parsed->workspace, number, parsed->attempt)
              : std::string();
}

void read_mailbox(OptionReader& options, ports::MailboxServer& mailbox) {
  static constexpr auto securities = std::to_array<std::string_view>({"tls", "starttls"});
  mailbox.host = options.text("bounces.host");
  const bool tls = options.choice("bounces.security", securities) == "tls";
  mailbox.security = tls ? ports::MailSecurity::tls : ports::MailSecurity::starttls;
  mailbox.port = static_cast<std::uint16_t>(
      options.number("bounces.port", tls ? imaps_port : imap_port, 1, greatest_port));
  mailbox.username = options.text("bounces.username");
  mailbox.password = options.text("bounces.password");
  mailbox.ca_file = options.text("bounces.ca_file");
  mailbox.folder = options.text("bounces.folder", mailbox.folder);
}

void check(const BounceSettings& settings, OptionReader& options) {
  const auto& mailbox = settings.mailbox;
  if (!check_mail_address(settings.address) || settings.address.contains('+')) {
    options.wrong("bounces.address", "must be a mail address without +, like studs@example.org");
  }
  if (settings.secret.size() < shortest_secret) {
    options.wrong("bounces.secret", "must have at least 16 characters");
  }
  const bool host = consists_of(
      mailbox.host, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-.:[]");
  if (!host) {
    options.wrong("bounces.host", "is needed: the host name or IP address of the IMAP server");
  }
  if (mailbox.username.empty() || mailbox.password.empty()) {
    options.wrong("bounces.username", "and 'bounces.password' are needed: the mailbox's account");
  }
  const bool folder = !mailbox.folder.empty() && std::ranges::all_of(mailbox.folder, [](char c) {
    return c >= ' ' && c <= '~';
  });
  if (!folder) {
    options.wrong("bounces.folder", "must be a folder of the mailbox in plain ASCII, like INBOX");
  }
}

}  // namespace

BounceAddress::BounceAddress(std::string_view address, std::string secret)
    : name_(lower_case(address.substr(0, address.find('@')))),
      domain_(lower_case(address.substr(address.find('@') + 1))),
      secret_(std::move(secret)) {}

std::string BounceAddress::signature_of(std::string_view key) const {
  return hmac_sha256_hex(secret_, "bounce:" + std::string(key)).substr(0, signature_digits);
}

std::string BounceAddress::sender_for(std::string_view key) const {
  const std::string form = short_form(key);
  const std::string local = fmt::format("{}+{}.{}", name_, form, signature_of(key));
  const bool fits = !form.empty() && local.size() <= longest_local_part;
  return (fits ? local : name_) + "@" + domain_;
}

std::optional<std::string> BounceAddress::key_of(std::string_view token) const {
  const auto dot = token.rfind('.');
  if (dot == std::string_view::npos) return std::nullopt;
  const std::string_view form = token.substr(0, dot);
  const auto first = form.find(".m");
  const auto last = form.rfind('.');
  if (first == std::string_view::npos || last <= first) return std::nullopt;
  const std::string key =
      fmt::format("{}/{}{}/{}", form.substr(0, first), numbered,
                  form.substr(first + 2, last - first - 2), form.substr(last + 1));
  const bool ours =
      short_form(key) == form && same_secret(token.substr(dot + 1), signature_of(key));
  return ours ? std::optional(key) : std::nullopt;
}

std::optional<std::string> BounceAddress::key_in(std::string_view mail) const {
  const std::string text = lower_case(mail);
  const std::string start = name_ + "+";
  const std::string end = "@" + domain_;
  std::size_t at = 0;
  while ((at = text.find(start, at)) != std::string::npos) {
    at += start.size();
    const auto stop = std::min(text.find_first_not_of(token_signs, at), text.size());
    const std::string_view after = std::string_view(text).substr(stop);
    const bool sized = stop - at + start.size() <= longest_local_part;
    if (!sized || !after.starts_with(end)) continue;
    if (auto key = key_of(std::string_view(text).substr(at, stop - at))) return key;
  }
  return std::nullopt;
}

std::optional<BounceSettings> read_bounce_options(OptionReader& options) {
  BounceSettings settings;
  settings.address = options.text("bounces.address");
  settings.secret = options.text("bounces.secret");
  read_mailbox(options, settings.mailbox);
  settings.every = domain::Seconds{
      options.number("bounces.every_s", settings.every.count(), 1, longest_pause_s)};
  settings.mailbox.times = options.times();
  const bool wanted = !settings.address.empty() || !settings.secret.empty() ||
                      !settings.mailbox.host.empty() || !settings.mailbox.username.empty();
  if (!wanted) return std::nullopt;
  check(settings, options);
  return settings;
}

std::optional<BounceSettings> bounce_settings(const ChannelConfig& config) {
  if (config.kind != "mail") return std::nullopt;
  ChannelConfig own{config.kind, config.name, {}};
  for (const auto& [name, value] : config.options) {
    if (name.starts_with(own_prefix)) own.options.emplace(name, value);
  }
  OptionReader options(own);
  auto settings = read_bounce_options(options);
  return options.finish() ? settings : std::nullopt;
}

}  // namespace ckl::delivery
