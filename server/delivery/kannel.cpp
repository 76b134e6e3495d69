#include "delivery/kannel.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <expected>
#include <optional>

#include <fmt/format.h>

#include "delivery/gsm.hpp"
#include "delivery/outcomes.hpp"
#include "delivery/sms_text.hpp"

namespace ckl::delivery::kannel {
namespace {

using ports::SendOutcome;
using ports::SendResult;

constexpr long http_ok = 200;
constexpr long http_forbidden = 403;
constexpr std::size_t longest_word = 40;
constexpr std::size_t longest_id = 200;

// Letters, digits and a few signs of what others wrote, at most some words of it.
std::string plain_word(std::string_view text) {
  std::string word;
  for (const char c : text.substr(0, longest_word)) {
    const bool plain = (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') ||
                       c == ' ' || c == '-' || c == '_';
    if (plain) word.push_back(c);
  }
  while (word.ends_with(' ')) word.pop_back();
  return word;
}

std::string upper(std::string_view text) {
  std::string result(text);
  std::ranges::transform(result, result.begin(), [](char c) {
    return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
  });
  return result;
}

// "DELIVRD" of "id:1 sub:001 ... stat:DELIVRD err:000 text:Du kallas". The text comes last and may
// hold anything, so it is not looked into.
std::string value_of(std::string_view receipt, std::string_view name) {
  const std::string text = upper(receipt.substr(0, upper(receipt).find(" TEXT:")));
  const auto at = text.find(upper(name) + ":");
  if (at == std::string::npos) return {};
  const std::string_view rest = std::string_view(text).substr(at + name.size() + 1);
  return plain_word(rest.substr(0, rest.find(' ')));
}

// What the operator reports of a text that did not arrive.
SendResult read_failure(std::string_view answer) {
  const std::string stat = value_of(answer, "stat");
  const std::string err = value_of(answer, "err");
  const std::string why = fmt::format("operatören meddelade {}{}", stat.empty() ? "fel" : stat,
                                      err.empty() ? "" : " (err " + err + ")");
  if (stat == "UNDELIV" || stat == "REJECTD") return {SendOutcome::refused, {}, why};
  if (stat == "UNKNOWN") return {SendOutcome::failed, {}, std::string(in_doubt_words) + why};
  return {SendOutcome::failed, {}, why};
}

// SMPP command_status that speaks of the receiver's number; all others speak of the link, of the
// operator or of us.
bool is_about_number(std::string_view status) {
  static constexpr auto about = std::to_array<std::string_view>(
      {"0X0000000B", "0X00000033", "0X00000040", "0X00000048", "0X00000049", "0X00000050"});
  return std::ranges::find(about, status) != about.end();
}

// "NACK/0x0000000b/Invalid Destination Address"; of a text in several parts "NACK/" and no more.
SendResult read_refusal(std::string_view answer) {
  const auto first = std::min(answer.find('/'), answer.size());
  const std::string_view rest = answer.substr(std::min(first + 1, answer.size()));
  const auto second = std::min(rest.find('/'), rest.size());
  const std::string status = upper(rest.substr(0, second));
  const std::string words = plain_word(rest.substr(std::min(second + 1, rest.size())));
  const std::string cause = words.empty() ? plain_word(status) : words;
  return {is_about_number(status) ? SendOutcome::refused : SendOutcome::failed,
          {},
          fmt::format("operatören tog inte emot{}{}", cause.empty() ? "" : ": ", cause)};
}

std::optional<int> number_of(std::string_view text) {
  int value = 0;
  const auto [stop, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  const bool sound = error == std::errc{} && stop == text.data() + text.size();
  return sound ? std::optional(value) : std::nullopt;
}

std::string_view element(std::string_view xml, std::string_view name) {
  const std::string open = fmt::format("<{}>", name);
  const auto begin = xml.find(open);
  if (begin == std::string_view::npos) return {};
  const std::string_view rest = xml.substr(begin + open.size());
  return rest.substr(0, rest.find(fmt::format("</{}>", name)));
}

// The text of a message in the queue, escaped as in a form; of UCS-2 text what is ASCII.
std::string queued_text(std::string_view message) {
  FormFields fields;
  take_form("text=" + std::string(element(message, "msg-data")), fields);
  std::string text = fields["text"];
  std::erase(text, '\0');
  return text;
}

std::unexpected<ports::Failure> invalid(std::string what) {
  return std::unexpected(ports::Failure{ports::FailureCode::invalid, std::move(what)});
}

}  // namespace

SendResult read_answer(long status, std::string_view body) {
  if (status == http_accepted && body.starts_with("0:")) return {SendOutcome::handed_over, {}, {}};
  if (status == http_accepted && body.starts_with("3:")) {
    return {SendOutcome::handed_over, "köad: Kannel har ingen förbindelse just nu", {}, true};
  }
  if (status == http_forbidden) {
    const bool no_way = body.contains("Not routable");
    return {SendOutcome::failed,
            {},
            no_way ? "Kannel har ingen väg ut just nu" : "Kannel godtog inte inloggningen"};
  }
  if (status == http_accepted || status == http_ok) {
    return {SendOutcome::failed, {}, "Kannel svarade men tog inte emot meddelandet"};
  }
  return result_of_status(status);
}

ports::Result<SendResult> read_report(std::string_view type, std::string_view answer) {
  enum : std::uint8_t { delivered = 1, failed = 2, buffered = 4, accepted = 8, refused = 16 };
  switch (number_of(type).value_or(0)) {
    case delivered:
      return SendResult{SendOutcome::delivered, {}, {}};
    case failed:
      return read_failure(answer);
    case buffered:
    case accepted:
      return SendResult{SendOutcome::handed_over, {}, {}};
    case refused:
      return read_refusal(answer);
    default:
      return invalid("report of an unknown type");
  }
}

ports::Result<ports::IncomingText> read_text(const FormFields& fields, std::string_view country) {
  ports::IncomingText text;
  text.id = std::string(field_of(fields, "id"));
  if (text.id.empty() || text.id.size() > longest_id) {
    return invalid("text without an id; the get-url needs id=%I");
  }
  if (!fields.contains("text")) return invalid("no text; the get-url needs text=%b");
  std::string_view charset = field_of(fields, "cs");
  if (charset.empty() && field_of(fields, "coding") == "2") charset = "UTF-16BE";
  text.sender = digits_of_number(field_of(fields, "from"), country);
  text.text = decode_text(field_of(fields, "text"), charset);
  return text;
}

bool waits_in_store(std::string_view xml, std::string_view to, std::string_view code) {
  if (code.empty()) return false;
  while (!xml.empty()) {
    const auto begin = xml.find("<message>");
    if (begin == std::string_view::npos) return false;
    xml.remove_prefix(begin);
    const std::string_view message = xml.substr(0, xml.find("</message>"));
    xml.remove_prefix(message.size());
    if (element(message, "receiver") != to) continue;
    if (queued_text(message).contains(code)) return true;
  }
  return false;
}

}  // namespace ckl::delivery::kannel
