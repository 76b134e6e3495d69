#include "feeds/suggestion.hpp"

#include <string_view>

#include "domain/limits.hpp"

namespace ckl::feeds {
namespace {

// Cuts at a character's border, not inside its bytes.
std::string bounded(std::string_view text, std::size_t bytes) {
  if (text.size() <= bytes) return std::string(text);
  constexpr std::string_view mark = " […]";
  std::size_t end = bytes - mark.size();
  constexpr unsigned char continuation_mask = 0xC0;
  constexpr unsigned char continuation = 0x80;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & continuation_mask) == continuation) {
    --end;
  }
  return std::string(text.substr(0, end)).append(mark);
}

}  // namespace

domain::WriteLogEntry as_log_entry(const Suggestion& suggestion) {
  std::string text = suggestion.headline;
  if (!suggestion.text.empty()) text += "\n" + suggestion.text;
  if (!suggestion.identifier.empty()) text += "\n(" + suggestion.identifier + ")";
  domain::WriteLogEntry entry;
  entry.kind = domain::LogKind::incoming;
  entry.text = bounded(text, domain::limits::text_bytes);
  entry.source = bounded(suggestion.source, domain::limits::source_bytes);
  return entry;
}

}  // namespace ckl::feeds
