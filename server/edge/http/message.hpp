// A request and a reply as the routes see them, and the small encodings of the web.
//
// Values and pure functions: no Beast, no sockets, so that a route can be read and tested alone.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace ckl::edge::http {

struct Request {
  std::string method;
  std::string path;                                          // as sent, percent-encoded
  std::string query;                                         // without "?"
  std::vector<std::pair<std::string, std::string>> headers;  // names in lower case
  std::string body;
  std::string peer;  // address without port
  bool loopback = false;
  bool secure = false;

  // The first header of that name (lower case), or nothing.
  [[nodiscard]] std::string_view header(std::string_view name) const;
};

struct Reply {
  unsigned status = 200;
  std::string content_type;
  std::vector<std::pair<std::string, std::string>> headers;
  std::string body;
  std::shared_ptr<const std::string> shared_body;  // instead of `body`, for files

  void set(std::string name, std::string value) {
    headers.emplace_back(std::move(name), std::move(value));
  }
  [[nodiscard]] bool has(std::string_view name) const;
  [[nodiscard]] std::string_view content() const {
    return shared_body ? std::string_view(*shared_body) : std::string_view(body);
  }
};

using Respond = std::move_only_function<void(Reply)>;

// Plain text, Swedish and English.
[[nodiscard]] Reply text_reply(unsigned status, std::string_view sv, std::string_view en);

// Header and blank line, ready to send before the content.
[[nodiscard]] std::string head_of(const Reply& reply, bool keep_alive);

// The value of a name in "a=b&c=d", decoded; nothing when it is missing or badly encoded.
[[nodiscard]] std::string form_value(std::string_view form, std::string_view name);

// "%C3%A5" -> "å", "+" -> " ". False when badly encoded.
[[nodiscard]] bool percent_decode(std::string_view text, bool plus_is_space, std::string& out);

// A JSON string with its quotes.
[[nodiscard]] std::string json_quote(std::string_view text);

}  // namespace ckl::edge::http
