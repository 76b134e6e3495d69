#include "roster/lines.hpp"

#include <algorithm>

#include "roster/bounds.hpp"

namespace ckl::roster {
namespace {

constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

bool is_continuation(char byte) { return (static_cast<unsigned char>(byte) & 0xC0U) == 0x80U; }

// How many bytes the character that begins at `at` has, 0 when it is none.
std::size_t character_bytes(std::string_view text, std::size_t at) {
  const auto first = static_cast<unsigned char>(text[at]);
  if (first < 0x80) return 1;
  const std::size_t size = first >= 0xF0 && first <= 0xF4   ? 4
                           : first >= 0xE0 && first <= 0xEF ? 3
                           : first >= 0xC2 && first <= 0xDF ? 2
                                                            : 0;
  if (size == 0 || at + size > text.size()) return 0;
  for (std::size_t next = at + 1; next < at + size; ++next) {
    if (!is_continuation(text[next])) return 0;
  }
  const auto second = static_cast<unsigned char>(text[at + 1]);
  const bool wrong = (first == 0xE0 && second < 0xA0) || (first == 0xED && second > 0x9F) ||
                     (first == 0xF0 && second < 0x90) || (first == 0xF4 && second > 0x8F);
  return wrong ? 0 : size;
}

bool is_control(char byte) {
  const auto value = static_cast<unsigned char>(byte);
  return (value < 0x20 && byte != '\t') || value == 0x7F;
}

std::string plural(std::size_t bytes) { return std::to_string(bytes >> 10U) + " kB"; }

// Text that people can read, in UTF-8.
Result<void> check_text(const ContentLine& line) {
  for (std::size_t at = 0; at < line.text.size();) {
    if (is_control(line.text[at])) {
      return fault(line.number, {"Ett styrtecken står i raden", "There is a control character"},
                   {"Exportera kalendern på nytt som iCalendar (.ics)",
                    "Export the calendar anew as iCalendar (.ics)"});
    }
    const std::size_t bytes = character_bytes(line.text, at);
    if (bytes == 0) {
      return fault(line.number, {"Raden är inte UTF-8", "The line is not UTF-8"},
                   {"Spara filen i UTF-8", "Save the file in UTF-8"});
    }
    at += bytes;
  }
  return {};
}

bool is_name_character(char c) {
  return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
}

char capital(char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c; }

// Where the parameters end: the first colon outside quotes.
std::size_t colon_of(std::string_view text) {
  bool quoted = false;
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (text[at] == '"') quoted = !quoted;
    if (text[at] == ':' && !quoted) return at;
  }
  return std::string_view::npos;
}

Result<void> split(ContentLine& line) {
  const auto end = std::ranges::find_if_not(line.text, is_name_character);
  line.name.assign(line.text.begin(), end);
  std::ranges::transform(line.name, line.name.begin(), capital);
  const std::size_t colon = colon_of(line.text);
  const bool named = !line.name.empty() && end != line.text.end() && (*end == ':' || *end == ';');
  if (!named || colon == std::string::npos) {
    return fault(line.number,
                 {"Raden har inte formen NAMN:värde", "The line does not have the form NAME:value"},
                 {"En fortsättningsrad börjar med ett blanksteg; en ny rad med ett namn och kolon",
                  "A continued line begins with a space; a new one with a name and a colon"});
  }
  line.value = line.text.substr(colon + 1);
  return {};
}

class Unfolder {
 public:
  Result<void> take(std::string_view physical) {
    ++number_;
    if (!physical.empty() && (physical.front() == ' ' || physical.front() == '\t')) {
      if (lines_.empty()) {
        return fault(number_,
                     {"Filen börjar med en fortsättningsrad", "A continuation comes first"},
                     {"Första raden är BEGIN:VCALENDAR", "The first line is BEGIN:VCALENDAR"});
      }
      lines_.back().text.append(physical.substr(1));
    } else if (!physical.empty()) {
      lines_.push_back({.number = number_, .text = std::string(physical), .name = {}, .value = {}});
    }
    if (lines_.size() > bounds::lines) {
      return fault(number_, {"Filen har för många rader", "The file has too many lines"},
                   {"Dela kalendern, eller exportera en kortare tid",
                    "Divide the calendar, or export a shorter time"});
    }
    if (!lines_.empty() && lines_.back().text.size() > bounds::line_bytes) {
      return fault(lines_.back().number,
                   {"Raden är längre än " + plural(bounds::line_bytes),
                    "The line is longer than " + plural(bounds::line_bytes)},
                   {"Ta bort bilagor och långa beskrivningar ur kalendern",
                    "Remove attachments and long descriptions from the calendar"});
    }
    return {};
  }

  std::vector<ContentLine> lines() && { return std::move(lines_); }

 private:
  std::size_t number_ = 0;
  std::vector<ContentLine> lines_;
};

}  // namespace

Result<std::vector<ContentLine>> content_lines(std::string_view file) {
  if (file.size() > bounds::file_bytes) {
    return fault(0,
                 {"Filen är större än " + plural(bounds::file_bytes),
                  "The file is larger than " + plural(bounds::file_bytes)},
                 {"Exportera en kortare tid, eller en funktion i taget",
                  "Export a shorter time, or one function at a time"});
  }
  if (file.starts_with(byte_order_mark)) file.remove_prefix(byte_order_mark.size());
  Unfolder unfolder;
  while (!file.empty()) {
    const std::size_t end = std::min(file.find('\n'), file.size());
    std::string_view physical = file.substr(0, end);
    file.remove_prefix(std::min(file.size(), end + 1));
    if (physical.ends_with('\r')) physical.remove_suffix(1);
    if (const auto taken = unfolder.take(physical); !taken) return std::unexpected(taken.error());
  }
  auto lines = std::move(unfolder).lines();
  for (ContentLine& line : lines) {
    if (const auto sound = check_text(line); !sound) return std::unexpected(sound.error());
    if (const auto parted = split(line); !parted) return std::unexpected(parted.error());
  }
  return lines;
}

}  // namespace ckl::roster
