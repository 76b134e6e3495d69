#include "delivery/mail_parts.hpp"

#include <algorithm>

namespace ckl::delivery {
namespace {

constexpr std::size_t most_fields = 400;
constexpr std::size_t longest_value = 4'096;
constexpr std::size_t longest_boundary = 200;

bool is_blank(char c) { return c == ' ' || c == '\t'; }

bool is_name(std::string_view name) {
  return !name.empty() &&
         std::ranges::all_of(name, [](char c) { return c > ' ' && c <= '~' && c != ':'; });
}

void append(std::string& value, std::string_view more) {
  value.append(more.substr(0, longest_value - std::min(value.size(), longest_value)));
}

}  // namespace

std::string lower_case(std::string_view text) {
  std::string result(text);
  for (char& c : result) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return result;
}

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && is_blank(text.front())) text.remove_prefix(1);
  while (!text.empty() && is_blank(text.back())) text.remove_suffix(1);
  return text;
}

std::string_view take_line(std::string_view& rest) {
  const auto end = rest.find('\n');
  std::string_view line = rest.substr(0, end);
  rest.remove_prefix(end == std::string_view::npos ? rest.size() : end + 1);
  if (line.ends_with('\r')) line.remove_suffix(1);
  return line;
}

MailPart split_part(std::string_view text) {
  MailPart part;
  std::string* last = nullptr;
  std::string ignored;
  while (!text.empty()) {
    const std::string_view line = take_line(text);
    if (line.empty()) break;
    if (is_blank(line.front())) {
      if (last != nullptr) append(*last, " " + std::string(trimmed(line)));
      continue;
    }
    const auto colon = line.find(':');
    const bool sound = colon != std::string_view::npos && is_name(trimmed(line.substr(0, colon)));
    if (!sound || part.fields.size() == most_fields) {
      last = nullptr;
      continue;
    }
    const auto [field, added] = part.fields.try_emplace(lower_case(trimmed(line.substr(0, colon))));
    last = added ? &field->second : &(ignored = {});
    append(*last, trimmed(line.substr(colon + 1)));
  }
  part.body = text;
  return part;
}

std::vector<std::string_view> split_multipart(std::string_view body, std::string_view boundary,
                                              std::size_t most) {
  std::vector<std::string_view> parts;
  if (boundary.empty() || boundary.size() > longest_boundary) return parts;
  const std::string mark = "--" + std::string(boundary);
  const char* start = nullptr;  // of the part that is open
  std::string_view rest = body;
  while (!rest.empty() && parts.size() < most) {
    const char* const here = rest.data();
    const std::string_view line = take_line(rest);
    if (!line.starts_with(mark)) continue;
    const std::string_view tail = trimmed(line.substr(mark.size()));
    if (!tail.empty() && tail != "--") continue;
    if (start != nullptr) parts.emplace_back(start, static_cast<std::size_t>(here - start));
    start = tail.empty() ? rest.data() : nullptr;
    if (!tail.empty()) break;
  }
  if (start != nullptr && parts.size() < most) {
    const char* const end = body.data() + body.size();
    parts.emplace_back(start, static_cast<std::size_t>(end - start));
  }
  return parts;
}

std::string_view field_value(const HeaderFields& fields, std::string_view name) {
  const auto found = fields.find(name);
  return found == fields.end() ? std::string_view() : std::string_view(found->second);
}

std::string media_type(std::string_view content_type) {
  return lower_case(trimmed(content_type.substr(0, content_type.find(';'))));
}

std::string parameter_of(std::string_view field, std::string_view name) {
  for (auto at = field.find(';'); at != std::string_view::npos; at = field.find(';')) {
    field.remove_prefix(at + 1);
    const auto equals = field.find('=');
    if (equals == std::string_view::npos) return {};
    if (lower_case(trimmed(field.substr(0, equals))) != name) continue;
    std::string_view value = trimmed(field.substr(equals + 1));
    if (!value.starts_with('"')) return std::string(trimmed(value.substr(0, value.find(';'))));
    value.remove_prefix(1);
    return std::string(value.substr(0, value.find('"')));
  }
  return {};
}

}  // namespace ckl::delivery
