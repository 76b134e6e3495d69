// The few pages that the server writes itself: the answer page and the demonstration's door.
//
// Pure functions. No script, no image, one style sheet inside the page whose hash is in the content
// security policy, so that the page works on any phone and nothing can be slipped in.
#pragma once

#include <string>
#include <string_view>

#include "edge/http/message.hpp"

namespace ckl::edge::http {

[[nodiscard]] std::string escape_html(std::string_view text);

// `title` and `body` are HTML. Swedish page; English parts mark themselves with lang="en".
[[nodiscard]] Reply page_reply(unsigned status, std::string_view title, std::string_view body);

// A page in one language with a look of its own; all of it is HTML or CSS.
struct Page {
  std::string_view lang;
  std::string_view title;
  std::string_view body;
  std::string_view style;
};
[[nodiscard]] Reply page_reply(unsigned status, const Page& page);

// A page that says one thing: heading, Swedish, English (plain text).
[[nodiscard]] Reply notice_page(unsigned status, std::string_view heading, std::string_view sv,
                                std::string_view en);

}  // namespace ckl::edge::http
