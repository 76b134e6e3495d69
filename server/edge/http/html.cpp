#include "edge/http/html.hpp"

#include <array>

#include <fmt/format.h>
#include <openssl/evp.h>
#include <openssl/sha.h>

namespace ckl::edge::http {
namespace {

// Readable at 320 px, at 200 % text, in the dark and on paper. Targets are 64 px high.
constexpr std::string_view kStyle =
    ":root{color-scheme:light dark}"
    "*{box-sizing:border-box}"
    "body{margin:0 auto;padding:16px;max-width:36rem;font:1.125rem/1.5 system-ui,sans-serif;"
    "color:#111;background:#fff;overflow-wrap:break-word}"
    "h1{font-size:1.5rem;line-height:1.25;margin:8px 0 12px}"
    "h2{font-size:1.125rem;margin:24px 0 8px}"
    "p{margin:0 0 12px}"
    "[lang=en]{color:#444;font-size:1rem}"
    "button [lang=en]{display:block;color:inherit;font-weight:400;line-height:1.3}"
    "button{display:block;width:100%;min-height:64px;margin:0 0 12px;padding:8px 16px;"
    "font:inherit;font-weight:700;text-align:left;border:3px solid #111;border-radius:10px;"
    "background:#fff;color:#111}"
    "button.yes{background:#0b5d2a;border-color:#0b5d2a;color:#fff}"
    "button.no{background:#fff;border-color:#8c1024;color:#8c1024}"
    "button:focus-visible,a:focus-visible,summary:focus-visible{outline:4px solid #1a5fd0;"
    "outline-offset:3px}"
    ".grid{display:grid;grid-template-columns:repeat(auto-fit,minmax(8.5rem,1fr));gap:0 12px}"
    ".mark{background:#5b2a86;color:#fff;font-weight:700;padding:8px 12px;border-radius:6px}"
    ".done{border:3px solid #0b5d2a;border-radius:10px;padding:16px;margin:0 0 16px}"
    ".done p{margin:0}.done p:first-child{font-size:1.5rem;font-weight:700}"
    "a{color:#0b46a8}ul{list-style:none;margin:0;padding:0}"
    "summary{min-height:48px;padding:12px 0;font-weight:700;cursor:pointer}"
    "@media(prefers-color-scheme:dark){body{color:#f2f2f2;background:#10151c}"
    "[lang=en]{color:#c5c9d0}button{background:#1b232d;color:#f2f2f2;border-color:#f2f2f2}"
    "button.yes{background:#1d7a3f;border-color:#1d7a3f;color:#fff}"
    "button.no{background:#1b232d;border-color:#ff9aa8;color:#ff9aa8}"
    ".done{border-color:#4cc27a}a{color:#9cc2ff}}";

std::string policy_for(std::string_view style) {
  std::array<unsigned char, SHA256_DIGEST_LENGTH> hash{};
  SHA256(reinterpret_cast<const unsigned char*>(style.data()), style.size(), hash.data());
  std::array<unsigned char, 64> text{};
  const int length = EVP_EncodeBlock(text.data(), hash.data(), static_cast<int>(hash.size()));
  return fmt::format(
      "default-src 'none'; style-src 'sha256-{}'; form-action 'self'; base-uri 'none'; "
      "frame-ancestors 'none'",
      std::string_view(reinterpret_cast<const char*>(text.data()),
                       static_cast<std::size_t>(length)));
}

}  // namespace

std::string escape_html(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (const char c : text) {
    switch (c) {
      case '&':
        out += "&amp;";
        break;
      case '<':
        out += "&lt;";
        break;
      case '>':
        out += "&gt;";
        break;
      case '"':
        out += "&quot;";
        break;
      case '\'':
        out += "&#39;";
        break;
      default:
        out.push_back(c);
    }
  }
  return out;
}

Reply page_reply(unsigned status, std::string_view title, std::string_view body) {
  return page_reply(status, {.lang = "sv", .title = title, .body = body, .style = kStyle});
}

Reply page_reply(unsigned status, const Page& page) {
  Reply reply;
  reply.status = status;
  reply.content_type = "text/html; charset=utf-8";
  reply.set("Content-Security-Policy", policy_for(page.style));
  reply.set("X-Robots-Tag", "noindex");
  reply.body = fmt::format(
      "<!doctype html><html lang=\"{}\"><head><meta charset=\"utf-8\"><title>{}</title>"
      "<meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">"
      "<style>{}</style></head><body><main>{}</main></body></html>\n",
      page.lang, page.title, page.style, page.body);
  return reply;
}

Reply notice_page(unsigned status, std::string_view heading, std::string_view sv,
                  std::string_view en) {
  const std::string title = escape_html(heading);
  return page_reply(status, title,
                    fmt::format("<h1>{}</h1><p>{}</p><p lang=\"en\">{}</p>", title, escape_html(sv),
                                escape_html(en)));
}

}  // namespace ckl::edge::http
