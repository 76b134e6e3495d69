#include "roster/matching.hpp"

#include <algorithm>
#include <optional>
#include <tuple>

namespace ckl::roster {
namespace {

using domain::DutySpan;
using domain::PersonId;

// Small letters of the alphabets that names in Sweden are written in (Latin-1 of UTF-8).
std::string small(std::string_view text) {
  std::string out(text);
  for (std::size_t at = 0; at < out.size(); ++at) {
    const auto byte = static_cast<unsigned char>(out[at]);
    if (byte >= 'A' && byte <= 'Z') out[at] = static_cast<char>(byte - 'A' + 'a');
    if (byte != 0xC3 || at + 1 == out.size()) continue;
    const auto next = static_cast<unsigned char>(out[at + 1]);
    if (next >= 0x80 && next <= 0x9E && next != 0x97) out[at + 1] = static_cast<char>(next + 0x20);
  }
  return out;
}

// "andersson, anna" -> "anna andersson"
std::optional<std::string> turned(const std::string& name) {
  const std::size_t comma = name.find(',');
  if (comma == std::string::npos || name.find(',', comma + 1) != std::string::npos) {
    return std::nullopt;
  }
  return plain_name(name.substr(comma + 1) + " " + name.substr(0, comma));
}

// A heading in pieces: "TiB: Anna Andersson (bakjour)".
std::vector<std::string> pieces(std::string_view heading) {
  std::vector<std::string> all;
  std::string piece;
  const auto end_piece = [&] {
    if (std::string plain = plain_name(piece); !plain.empty()) all.push_back(std::move(plain));
    piece.clear();
  };
  constexpr std::string_view dash = "\xE2\x80\x93";
  for (std::size_t at = 0; at < heading.size(); ++at) {
    if (heading.substr(at).starts_with(dash)) {
      end_piece();
      at += dash.size() - 1;
    } else if (heading.substr(at).starts_with(" - ")) {
      end_piece();
      at += 2;
    } else if (std::string_view(":;/()[]|&+").contains(heading[at])) {
      end_piece();
    } else {
      piece += heading[at];
    }
  }
  end_piece();
  return all;
}

class Register {
 public:
  Register(const domain::Organisation& organisation, const domain::DutyFunction& function,
           const Aliases& aliases) {
    const auto holds = [&](const PersonId& person) {
      return std::ranges::find(function.persons, person) != function.persons.end();
    };
    for (const auto& person : organisation.persons) {
      auto& names = holds(person.id) ? holders_ : strangers_;
      add(names, person.id.value, person.id);
      add(names, person.name, person.id);
    }
    for (const auto& [name, person] : aliases) {
      (holds(person) ? holders_ : strangers_).insert_or_assign(plain_name(name), person);
    }
  }

  // Everyone whom the text names, holders of the function only.
  [[nodiscard]] std::vector<PersonId> holders(const std::string& text) const {
    return named(holders_, text);
  }
  [[nodiscard]] PersonId stranger(const std::string& text) const {
    const auto found = named(strangers_, text);
    return found.empty() ? PersonId{} : found.front();
  }

 private:
  using Names = std::map<std::string, PersonId>;

  // A name that two have says nothing: it stands for nobody.
  static void add(Names& names, const std::string& name, const PersonId& person) {
    const auto [at, added] = names.emplace(plain_name(name), person);
    if (!added && at->second != person) at->second = PersonId{};
  }

  static std::vector<PersonId> named(const Names& names, const std::string& text) {
    std::vector<PersonId> found;
    const auto take = [&](const std::string& name) {
      auto at = names.find(name);
      if (const auto other = turned(name); at == names.end() && other) at = names.find(*other);
      if (at == names.end() || at->second.empty()) return false;
      if (std::ranges::find(found, at->second) == found.end()) found.push_back(at->second);
      return true;
    };
    if (take(plain_name(text))) return found;
    for (const std::string& piece : pieces(text)) take(piece);
    return found;
  }

  Names holders_;
  Names strangers_;
};

void note(std::vector<Unmatched>& unmatched, const Shift& shift, const std::string& name,
          PersonId stranger) {
  const auto known = std::ranges::find(unmatched, name, &Unmatched::name);
  if (known != unmatched.end()) {
    ++known->shifts;
    known->line = std::min(known->line, shift.line);
    return;
  }
  unmatched.push_back(
      {.name = name, .line = shift.line, .shifts = 1, .stranger = std::move(stranger)});
}

// Of one person never two at once: what overlaps or adjoins is one.
std::vector<DutySpan> joined(std::vector<DutySpan> spans) {
  std::ranges::sort(spans, {},
                    [](const DutySpan& span) { return std::tuple(span.person, span.from); });
  std::vector<DutySpan> all;
  for (DutySpan& span : spans) {
    const bool overlaps =
        !all.empty() && all.back().person == span.person && span.from < all.back().until;
    if (overlaps) {
      all.back().until = std::max(all.back().until, span.until);
    } else {
      all.push_back(std::move(span));
    }
  }
  std::ranges::sort(all, {},
                    [](const DutySpan& span) { return std::tuple(span.from, span.person); });
  return all;
}

}  // namespace

std::string plain_name(std::string_view name) {
  std::string out;
  for (const char c : small(name)) {
    const bool space = c == ' ' || c == '\t' || c == '\n';
    if (space && (out.empty() || out.back() == ' ')) continue;
    out += space ? ' ' : c;
  }
  if (!out.empty() && out.back() == ' ') out.pop_back();
  return out;
}

Matched match(const std::vector<Shift>& shifts, const domain::Organisation& organisation,
              const domain::DutyFunction& function, const Aliases& aliases) {
  const Register known(organisation, function, aliases);
  Matched matched;
  std::vector<DutySpan> spans;
  for (const Shift& shift : shifts) {
    for (const std::string& name : shift.names) {
      const auto persons = known.holders(name);
      if (persons.empty()) note(matched.unmatched, shift, name, known.stranger(name));
      for (const PersonId& person : persons) {
        spans.push_back({.person = person, .from = shift.from, .until = shift.until});
      }
    }
  }
  matched.spans = joined(std::move(spans));
  return matched;
}

}  // namespace ckl::roster
