#include "delivery/cap.hpp"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "delivery/civil_time.hpp"
#include "delivery/gsm.hpp"

namespace ckl::delivery {
namespace {

constexpr auto categories =
    std::to_array<std::string_view>({"Safety", "Rescue", "Security", "Fire", "Health", "Env",
                                     "Transport", "Infra", "Met", "Geo", "CBRNE", "Other"});
constexpr char32_t first_printable = 0x20;
constexpr char32_t first_surrogate = 0xD800;
constexpr char32_t last_surrogate = 0xDFFF;
constexpr char32_t last_of_plane = 0xFFFD;
constexpr char32_t first_of_next_plane = 0x10000;

std::string_view status_of(domain::Mode mode) {
  switch (mode) {
    case domain::Mode::live:
      return "Actual";
    case domain::Mode::exercise:
      return "Exercise";
    case domain::Mode::test:
      return "Test";
  }
  return "Test";
}

// What XML 1.0 may hold at all.
bool is_character(char32_t sign) {
  if (sign == '\t' || sign == '\n' || sign == '\r') return true;
  if (sign < first_printable || (sign >= first_surrogate && sign <= last_surrogate)) return false;
  return sign <= last_of_plane || sign >= first_of_next_plane;
}

std::string escaped(std::string_view text) {
  std::string result;
  while (!text.empty()) {
    const std::string_view before = text;
    const char32_t sign = take_code_point(text);
    const auto bytes = before.substr(0, before.size() - text.size());
    if (!is_character(sign)) continue;
    if (sign == '&') {
      result += "&amp;";
    } else if (sign == '<') {
      result += "&lt;";
    } else if (sign == '>') {
      result += "&gt;";
    } else if (sign == '"') {
      result += "&quot;";
    } else if (sign == '\r') {
      result += "&#13;";
    } else if (sign == last_of_plane) {
      result += "\xEF\xBF\xBD";  // also for bytes that are no UTF-8
    } else {
      result += bytes;
    }
  }
  return result;
}

// What identifies an alert has no blanks, commas, < or &.
std::string identifier_of(std::string_view key) {
  std::string identifier(key);
  for (char& c : identifier) {
    const bool plain = (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') ||
                       c == '-' || c == '.' || c == '_' || c == '/';
    if (!plain) c = '_';
  }
  return identifier;
}

class Element {
 public:
  explicit Element(std::string& out) : out_(out) {}

  void add(std::string_view name, std::string_view text) {
    if (!text.empty()) out_ += fmt::format("<{0}>{1}</{0}>\n", name, escaped(text));
  }

 private:
  std::string& out_;
};

std::string note_of(const ports::Letter& letter) {
  std::string note;
  if (letter.test_alarm) note = "PROVLARM / TEST ALARM";
  if (letter.mode != domain::Mode::live) note = "ÖVNING / EXERCISE";
  if (letter.repeated) note += std::string(note.empty() ? "" : ". ") + "UPPREPNING / REPEATED";
  return note;
}

struct Block {
  std::string_view language;
  std::string_view event;
  std::string_view headline;
  std::string_view description;
};

struct Urgency {
  std::string_view response;  // empty: none is asked for
  std::string_view urgency;
};

Urgency urgency_of(domain::MessagePurpose purpose) {
  switch (purpose) {
    case domain::MessagePurpose::call:
      return {"Execute", "Immediate"};
    case domain::MessagePurpose::stand_down:
      return {"AllClear", "Past"};
    case domain::MessagePurpose::test:
    case domain::MessagePurpose::notice:
      break;
  }
  return {"", "Unknown"};
}

// Of severity and certainty a call-out knows nothing, and says so.
void add_info(std::string& out, const ports::Letter& letter, const CapSettings& settings,
              const Block& block) {
  const auto [response, urgency] = urgency_of(letter.parts.purpose);
  Element info(out);
  out += "<info>\n";
  info.add("language", block.language);
  info.add("category", settings.category);
  info.add("event", block.event);
  info.add("responseType", response);
  info.add("urgency", urgency);
  info.add("severity", "Unknown");
  info.add("certainty", "Unknown");
  info.add("senderName", one_line(letter.sender));
  info.add("headline", block.headline);
  info.add("description", block.description);
  info.add("web", letter.link);
  out += "</info>\n";
}

void add_blocks(std::string& out, const ports::Letter& letter, const CapSettings& settings) {
  const auto& parts = letter.parts;
  if (parts.body.empty()) {
    const std::string event = one_line(letter.subject);
    add_info(out, letter, settings,
             {"sv-SE", event.empty() ? std::string_view("Meddelande") : std::string_view(event),
              letter.short_text, letter.text});
    return;
  }
  add_info(out, letter, settings, {"sv-SE", parts.kind.sv, parts.headline.sv, parts.body.sv});
  add_info(out, letter, settings, {"en-GB", parts.kind.en, parts.headline.en, parts.body.en});
}

}  // namespace

bool is_cap_category(std::string_view word) {
  return std::ranges::find(categories, word) != categories.end();
}

bool is_cap_sender(std::string_view sender) {
  return !sender.empty() && std::ranges::all_of(sender, [](char c) {
    return c > ' ' && c <= '~' && c != ',' && c != '<' && c != '&';
  });
}

std::string build_cap(const ports::Letter& letter, const CapSettings& settings,
                      domain::Instant now) {
  const auto& parts = letter.parts;
  const bool cancels = !parts.withdraws.empty();

  std::string out =
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
      "<alert xmlns=\"urn:oasis:names:tc:emergency:cap:1.2\">\n";
  Element alert(out);
  alert.add("identifier", identifier_of(parts.message.empty() ? letter.key : parts.message));
  alert.add("sender", settings.sender);
  alert.add("sent", cap_date(parts.message.empty() ? now : parts.planned));
  alert.add("status", letter.test_alarm ? "Test" : status_of(letter.mode));
  alert.add("msgType", cancels ? "Cancel" : "Alert");
  alert.add("source", one_line(letter.sender));
  alert.add("scope", "Private");
  // Several addresses are parted by blanks, one that has blanks stands in quotes.
  alert.add("addresses",
            letter.address.contains(' ') ? "\"" + letter.address + "\"" : letter.address);
  alert.add("note", note_of(letter));
  if (cancels) {
    alert.add("references", fmt::format("{},{},{}", settings.sender, identifier_of(parts.withdraws),
                                        cap_date(parts.withdrawn)));
  }
  add_blocks(out, letter, settings);
  return out + "</alert>\n";
}

}  // namespace ckl::delivery
