#include "delivery/mime.hpp"

#include <algorithm>
#include <expected>

#include <fmt/format.h>
#include <openssl/evp.h>

#include "delivery/civil_time.hpp"
#include "delivery/gsm.hpp"

namespace ckl::delivery {
namespace {

constexpr std::size_t longest_line = 76;
constexpr std::size_t longest_encoded_word = 75;
constexpr std::size_t longest_address = 254;
constexpr std::size_t longest_local_part = 64;
constexpr std::string_view word_start = "=?UTF-8?B?";
constexpr std::string_view word_end = "?=";

bool is_printable_ascii(std::string_view text) {
  return std::ranges::all_of(text, [](char c) { return c >= ' ' && c <= '~'; });
}

std::size_t base64_size(std::size_t bytes) { return (bytes + 2) / 3 * 4; }

// A display name: quoted when plain, encoded when not.
std::string encode_name(std::string_view utf8, std::size_t used) {
  const std::string name = one_line(utf8);
  if (!is_printable_ascii(name)) return encode_header(name, used);
  std::string quoted = "\"";
  for (const char c : name) {
    if (c == '"' || c == '\\') quoted.push_back('\\');
    quoted.push_back(c);
  }
  return quoted + "\"";
}

// X-CKL-Key and Message-ID: what is not plain becomes an underscore.
std::string plain_token(std::string_view value) {
  std::string token(value);
  for (char& c : token) {
    const bool plain = (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') ||
                       c == '-' || c == '.' || c == '_' || c == '/' || c == '@';
    if (!plain) c = '_';
  }
  return token;
}

class QuotedPrintable {
 public:
  void put(char c, bool ends_line) {
    const auto byte = static_cast<unsigned char>(c);
    // A dot or "From" first in a line means something to mail servers.
    const bool risky_start = column_ == 0 && (c == '.' || c == 'F');
    const bool plain = byte >= 0x20 && byte < 0x7F && c != '=' && !risky_start;
    const bool blank_at_end = ends_line && (c == ' ' || c == '\t');
    if ((plain || c == '\t') && !blank_at_end) {
      write(std::string_view(&c, 1));
    } else {
      write(fmt::format("={:02X}", byte));
    }
  }

  void new_line() {
    text_ += "\r\n";
    column_ = 0;
  }

  [[nodiscard]] std::string take() { return std::move(text_); }

 private:
  void write(std::string_view piece) {
    if (column_ + piece.size() > longest_line - 1) {
      text_ += "=\r\n";
      column_ = 0;
    }
    text_ += piece;
    column_ += piece.size();
  }

  std::string text_;
  std::size_t column_ = 0;
};

}  // namespace

std::string base64(std::string_view bytes) {
  std::string result(base64_size(bytes.size()) + 1, '\0');
  const int size = EVP_EncodeBlock(reinterpret_cast<unsigned char*>(result.data()),
                                   reinterpret_cast<const unsigned char*>(bytes.data()),
                                   static_cast<int>(bytes.size()));
  result.resize(static_cast<std::size_t>(size));
  return result;
}

std::string encode_header(std::string_view utf8, std::size_t used) {
  const std::string value = one_line(utf8);
  const bool plain =
      is_printable_ascii(value) && used + value.size() <= longest_line && !value.contains("=?");
  if (plain) return value;
  const std::size_t frame = word_start.size() + word_end.size();
  std::string result;
  std::string word;
  std::size_t room = longest_encoded_word - std::min(used, longest_encoded_word / 2);
  const auto flush = [&] {
    if (word.empty()) return;
    if (!result.empty()) result += "\r\n ";
    result += std::string(word_start) + base64(word) + std::string(word_end);
    word.clear();
    room = longest_encoded_word;
  };
  std::string_view rest = value;
  while (!rest.empty()) {
    const std::string_view before = rest;
    static_cast<void>(take_code_point(rest));
    const auto character = before.substr(0, before.size() - rest.size());
    if (frame + base64_size(word.size() + character.size()) > room) flush();
    word += character;
  }
  flush();
  return result;
}

std::string quoted_printable(std::string_view utf8) {
  QuotedPrintable out;
  for (std::size_t i = 0; i < utf8.size(); ++i) {
    if (utf8[i] == '\r') continue;
    if (utf8[i] == '\n') {
      out.new_line();
    } else {
      const bool last = i + 1 == utf8.size() || utf8[i + 1] == '\n' || utf8[i + 1] == '\r';
      out.put(utf8[i], last);
    }
  }
  return out.take();
}

ports::Result<void> check_mail_address(std::string_view address) {
  const auto at = address.find('@');
  const bool one_at = at != std::string_view::npos && at == address.rfind('@');
  const bool sized = one_at && at > 0 && at <= longest_local_part && at + 1 < address.size() &&
                     address.size() <= longest_address;
  const bool plain = std::ranges::all_of(address, [](char c) {
    return c > ' ' && c <= '~' && !std::string_view("\"(),:;<>[\\]").contains(c);
  });
  if (sized && plain && !address.starts_with('-')) return {};
  return std::unexpected(ports::Failure{
      ports::FailureCode::invalid, "a mail address looks like namn@example.org, in plain ASCII"});
}

std::string build_mail(const Mail& mail) {
  constexpr std::size_t from_used = 6;     // "From: "
  constexpr std::size_t subject_used = 9;  // "Subject: "
  std::string text;
  text += "Date: " + mail_date(mail.date) + "\r\n";
  text +=
      "From: " + encode_name(mail.from_name, from_used) + "\r\n <" + mail.from_address + ">\r\n";
  text += "To: <" + mail.to_address + ">\r\n";
  text += "Subject: " + encode_header(mail.subject, subject_used) + "\r\n";
  text += "Message-ID: <" + plain_token(mail.message_id) + ">\r\n";
  text += "X-CKL-Key: " + plain_token(mail.key) + "\r\n";
  if (!mail.return_address.empty()) text += "X-CKL-Return: " + mail.return_address + "\r\n";
  text += "Auto-Submitted: auto-generated\r\n";
  text += "X-Auto-Response-Suppress: All\r\n";
  text += "MIME-Version: 1.0\r\n";
  text += "Content-Type: text/plain; charset=utf-8\r\n";
  text += "Content-Transfer-Encoding: quoted-printable\r\n";
  text += "Content-Language: sv, en\r\n\r\n";
  text += quoted_printable(mail.text);
  if (!text.ends_with("\r\n")) text += "\r\n";
  return text;
}

}  // namespace ckl::delivery
