#include "delivery/dsn.hpp"

#include <algorithm>
#include <array>
#include <string>

#include <fmt/format.h>

#include "delivery/mail_parts.hpp"
#include "delivery/outcomes.hpp"

namespace ckl::delivery {
namespace {

using ports::SendOutcome;
using ports::SendResult;

constexpr int deepest_part = 4;
constexpr std::size_t most_parts = 20;
constexpr std::size_t most_groups = 50;
constexpr std::size_t most_plain_lines = 200;

bool is_digit(char c) { return c >= '0' && c <= '9'; }

// "5.1.1", standing by itself at the start of the text (RFC 3463).
std::string status_at(std::string_view text) {
  constexpr std::size_t longest_number = 3;
  if (text.empty() || !(text[0] == '2' || text[0] == '4' || text[0] == '5')) return {};
  std::size_t at = 1;
  for (int part = 0; part < 2; ++part) {
    if (at >= text.size() || text[at] != '.') return {};
    const std::size_t first = ++at;
    while (at < text.size() && is_digit(text[at])) ++at;
    if (at == first || at - first > longest_number) return {};
  }
  const bool ends = at == text.size() || text[at] == ' ' || text[at] == '\t' || text[at] == ')' ||
                    text[at] == ';' || text[at] == '-' || text[at] == '>' || text[at] == ':';
  return ends ? std::string(text.substr(0, at)) : std::string();
}

// A reply of SMTP: 4yz or 5yz by itself.
std::string reply_at(std::string_view text) {
  constexpr std::size_t digits = 3;
  if (text.size() < digits || !(text[0] == '4' || text[0] == '5')) return {};
  if (text[1] > '5' || !is_digit(text[1]) || !is_digit(text[2])) return {};
  const bool ends = text.size() == digits || text[digits] == ' ' || text[digits] == '-';
  return ends ? std::string(text.substr(0, digits)) : std::string();
}

// The first code in a text: the enhanced status if there is one, else the reply. A code begins a
// word, so that no part of an address or a number is taken for one.
std::string code_in(std::string_view text) {
  std::string reply;
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (!is_digit(text[at])) continue;
    const bool begins = at == 0 || text[at - 1] == ' ' || text[at - 1] == '\t' ||
                        text[at - 1] == '(' || text[at - 1] == '#' || text[at - 1] == '-';
    if (!begins) continue;
    if (auto status = status_at(text.substr(at)); !status.empty()) return status;
    if (reply.empty()) reply = reply_at(text.substr(at));
  }
  return reply;
}

struct Meaning {
  std::string_view detail;  // of the status: what comes after its class
  std::string_view words;
};

// RFC 3463 with the IANA registry, as far as it helps whoever reads the journal.
constexpr auto meanings = std::to_array<Meaning>({
    {"1.1", "adressen finns inte"},
    {"1.2", "adressens domän finns inte"},
    {"1.3", "adressen är felskriven"},
    {"1.6", "mottagaren har flyttat"},
    {"1.10", "adressen tar inte emot e-post"},
    {"2.1", "brevlådan är avstängd"},
    {"2.2", "brevlådan är full"},
    {"2.3", "brevet är för stort för brevlådan"},
    {"3.4", "brevet är för stort"},
    {"4.1", "mottagarens server svarar inte"},
    {"4.2", "förbindelsen med mottagarens server bröts"},
    {"4.4", "mottagarens server går inte att hitta"},
    {"4.6", "breven går i ring"},
    {"4.7", "tiden för leverans tog slut"},
    {"7.1", "mottagarens server släpper inte in brevet"},
});

std::string words_for_code(std::string_view code) {
  const auto dot = code.find('.');
  const auto detail = dot == std::string_view::npos ? std::string_view() : code.substr(dot + 1);
  const auto* found = std::ranges::find(meanings, detail, &Meaning::detail);
  if (found != meanings.end()) return fmt::format("{}: {}", code, found->words);
  return std::string(code);
}

SendResult bounced(std::string_view code) {
  const bool passing = code.starts_with('4');
  return {passing ? SendOutcome::failed : SendOutcome::refused,
          {},
          code.empty() ? std::string("e-posten studsade")
                       : "e-posten studsade, " + words_for_code(code)};
}

SendResult delayed(std::string_view code) {
  return {SendOutcome::failed,
          {},
          std::string(in_doubt_words) + "e-posten är försenad" +
              (code.empty() ? "" : ", " + words_for_code(code))};
}

// One recipient's group of fields (RFC 3464 section 2.3).
std::optional<SendResult> read_group(const HeaderFields& fields) {
  const std::string action = lower_case(field_value(fields, "action"));
  std::string code = code_in(field_value(fields, "status"));
  // A plain "5.0.0" says less than what the other server said.
  if (code.empty() || code.ends_with(".0.0")) {
    if (auto better = code_in(field_value(fields, "diagnostic-code")); !better.empty()) {
      code = std::move(better);
    }
  }
  if (action == "failed") return bounced(code);
  if (action == "delayed") return delayed(code);
  if (action == "delivered") return SendResult{SendOutcome::delivered, {}, {}};
  if (action == "relayed" || action == "expanded") {
    return SendResult{SendOutcome::handed_over, {}, {}};
  }
  return std::nullopt;
}

// The first failure counts; without any, the first group that says something.
std::optional<SendResult> read_status(std::string_view text) {
  std::optional<SendResult> first;
  for (std::size_t count = 0; !text.empty() && count < most_groups; ++count) {
    const MailPart group = split_part(text);
    text = group.body;
    auto result = read_group(group.fields);
    if (!result) continue;
    const bool lost =
        result->outcome == SendOutcome::failed || result->outcome == SendOutcome::refused;
    if (lost) return result;
    if (!first) first = std::move(result);
  }
  return first;
}

std::optional<SendResult> read_report(const MailPart& part, int depth) {
  const std::string_view content = field_value(part.fields, "content-type");
  const std::string type = media_type(content);
  if (type == "message/delivery-status" || type == "message/global-delivery-status") {
    return read_status(part.body);
  }
  if (depth == deepest_part || !type.starts_with("multipart/")) return std::nullopt;
  for (const auto inner :
       split_multipart(part.body, parameter_of(content, "boundary"), most_parts)) {
    if (auto result = read_report(split_part(inner), depth + 1)) return result;
  }
  return std::nullopt;
}

// Nobody but a mail server writes so: the null sender, or its own name.
bool is_from_a_server(const HeaderFields& fields) {
  if (lower_case(field_value(fields, "auto-submitted")).starts_with("auto-replied")) return false;
  if (trimmed(field_value(fields, "return-path")) == "<>") return true;
  if (fields.contains("x-failed-recipients")) return true;
  const std::string from = lower_case(field_value(fields, "from"));
  return from.contains("mailer-daemon") || from.contains("postmaster@");
}

// What the server itself writes; what follows it is the mail that came back.
bool ends_the_words(std::string_view line) {
  return line.contains("This is a copy of the message") || line.contains("Original message") ||
         line.contains("original message follows") || line.starts_with("--- Below this line");
}

std::optional<SendResult> read_words(const MailPart& mail) {
  static constexpr auto of_delay =
      std::to_array<std::string_view>({"warning only", "will keep trying", "has been delayed",
                                       "will be retried", "not yet been delivered"});
  static constexpr auto of_failure = std::to_array<std::string_view>(
      {"could not be delivered", "couldn't be delivered", "wasn't able to deliver", "undeliverable",
       "delivery failed", "permanent error", "permanent failure", "unknown user", "user unknown",
       "returned to sender", "returning your mail"});
  bool delay = false;
  bool failure = mail.fields.contains("x-failed-recipients");
  std::string code;
  std::string_view rest = mail.body;
  for (std::size_t count = 0; !rest.empty() && count < most_plain_lines; ++count) {
    const std::string_view line = take_line(rest);
    if (ends_the_words(line)) break;
    const std::string lower = lower_case(line);
    const auto says = [&lower](std::string_view words) { return lower.contains(words); };
    delay = delay || std::ranges::any_of(of_delay, says);
    failure = failure || std::ranges::any_of(of_failure, says);
    if (code.empty()) code = code_in(line);
  }
  if (delay) return delayed(code);
  // A lone number of three digits may be anything.
  if (failure || code.contains('.')) return bounced(code);
  return std::nullopt;
}

}  // namespace

std::optional<SendResult> read_bounce(std::string_view mail) {
  const MailPart whole = split_part(mail);
  if (auto result = read_report(whole, 0)) return result;
  if (!is_from_a_server(whole.fields)) return std::nullopt;
  return read_words(whole);
}

}  // namespace ckl::delivery
