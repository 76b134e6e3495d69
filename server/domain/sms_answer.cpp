#include "domain/sms_answer.hpp"

#include <algorithm>
#include <span>

#include "domain/input.hpp"
#include "domain/limits.hpp"
#include "domain/sms_words.hpp"

namespace ckl::domain {
namespace {

using sms::Role;
using sms::Word;

constexpr std::uint32_t minutes_per_hour = 60;
constexpr std::uint32_t minutes_per_quarter = 15;
constexpr std::size_t longest_number = 6;  // digits
constexpr std::size_t most_words = 40;

struct Token {
  Role role = Role::unknown;
  std::uint32_t value = 0;   // of a number; of a time of day, its hour
  std::uint32_t minute = 0;  // of a time of day
  bool padded = false;       // written 07, so no afternoon
};

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_ascii_letter(char c) { return c >= 'a' && c <= 'z'; }
// Every byte beyond ASCII counts as part of a word.
bool is_letter(char c) { return is_ascii_letter(c) || static_cast<unsigned char>(c) >= 0x80; }

// Small letters, also Å Ä Ö É; typographic apostrophes and blanks become plain ones.
std::string plain(std::string_view raw) {
  std::string text;
  for (std::size_t i = 0; i < raw.size(); ++i) {
    const char c = raw[i];
    const std::string_view rest = raw.substr(i);
    if (c >= 'A' && c <= 'Z') {
      text.push_back(static_cast<char>(c - 'A' + 'a'));
    } else if (rest.starts_with("\u2019")) {
      text.push_back('\'');
      i += 2;
    } else if (rest.starts_with("\u00A0")) {
      text.push_back(' ');
      i += 1;
    } else if (c == '\xC3' && i + 1 < raw.size()) {
      const auto low = static_cast<unsigned char>(raw[++i]);
      const bool capital = low >= 0x80 && low <= 0x9E && low != 0x97;
      text.push_back(c);
      text.push_back(static_cast<char>(capital ? low + 0x20 : low));
    } else {
      text.push_back(c);
    }
  }
  return text;
}

std::size_t length_of_code(std::string_view text) {
  constexpr std::size_t most_digits = 9;
  constexpr std::size_t most_letters = 3;
  if (!text.starts_with('k')) return 0;
  std::size_t at = 1;
  while (at < text.size() && is_digit(text[at])) ++at;
  if (at == 1 || at > 1 + most_digits) return 0;
  const std::size_t digits_end = at;
  while (at < text.size() && is_letter(text[at])) ++at;
  const bool ends = at == text.size() || !is_digit(text[at]);
  return ends && at - digits_end <= most_letters ? at : 0;
}

Token word_token(std::string_view word) {
  const auto* found = std::ranges::find(sms::words, word, &Word::text);
  if (found == sms::words.end()) return {};
  return {.role = found->role, .value = found->value};
}

// Digits, or a time of day such as 14.30 and 14:30. "1.5" and "14.300" are neither.
Token take_number(std::string_view text, std::size_t& at) {
  const auto digits = [&] {
    const std::size_t begin = at;
    while (at < text.size() && is_digit(text[at])) ++at;
    return text.substr(begin, at - begin);
  };
  const auto value_of = [](std::string_view number) {
    std::uint32_t value = 0;
    for (const char c : number) value = value * 10 + static_cast<std::uint32_t>(c - '0');
    return value;
  };
  const std::string_view whole = digits();
  if (whole.size() > longest_number) return {};
  const bool joined = at + 1 < text.size() && is_digit(text[at + 1]) &&
                      (text[at] == '.' || text[at] == ':' || text[at] == ',');
  const bool padded = whole.size() > 1 && whole.front() == '0';
  if (!joined) return {.role = Role::number, .value = value_of(whole), .padded = padded};
  const bool decimal = text[at] == ',';
  ++at;
  const std::string_view part = digits();
  if (decimal || part.size() != 2 || whole.size() > 2) return {};
  if (at + 1 < text.size() && (text[at] == '.' || text[at] == ':') && is_digit(text[at + 1])) {
    return {};  // 14.30.15, a date
  }
  return {.role = Role::time, .value = value_of(whole), .minute = value_of(part), .padded = padded};
}

struct Tokens {
  std::vector<Token> all;
  std::vector<std::string> codes;
};

bool separates(char c) {
  return std::string_view(" \t\r\n.,;:!-()\"").find(c) != std::string_view::npos;
}

Tokens split(std::string_view text) {
  Tokens tokens;
  std::size_t at = 0;
  while (at < text.size()) {
    if (const std::size_t code = length_of_code(text.substr(at)); code > 0) {
      std::string found(text.substr(at, code));
      std::ranges::transform(found, found.begin(), [](char c) {
        return is_ascii_letter(c) ? static_cast<char>(c - 'a' + 'A') : c;
      });
      tokens.codes.push_back(std::move(found));
      at += code;
    } else if (is_digit(text[at])) {
      tokens.all.push_back(take_number(text, at));
    } else if (is_letter(text[at])) {
      const std::size_t begin = at;
      while (at < text.size() && (is_letter(text[at]) || text[at] == '\'')) ++at;
      tokens.all.push_back(word_token(text.substr(begin, at - begin)));
    } else {
      // A question mark, or any other sign, may turn the meaning.
      if (!separates(text[at])) tokens.all.push_back({});
      ++at;
    }
  }
  return tokens;
}

// Takes times out of the tokens, from the left.
class TimeReader {
 public:
  explicit TimeReader(std::span<const Token> tokens) : tokens_(tokens) {}

  // How many tokens the time at `at` takes; 0 when there is none.
  std::size_t take(std::size_t at) {
    const std::size_t begin = at;
    if (role(at) == Role::at || role(at) == Role::until) return take_clock(at + 1, begin);
    if (role(at) == Role::within) ++at;
    while (at > begin && role(at) == Role::filler) ++at;  // om ca 40
    const std::size_t length = take_length(at);
    if (length > 0) return at + length - begin;
    if (at == begin && (role(at) == Role::time || half_of_day(at + 1))) {
      return take_clock(at, begin);
    }
    if (role(at) != Role::number) return 0;
    add_minutes(tokens_[at].value);
    return at + 1 - begin;
  }

  [[nodiscard]] bool wrong() const { return wrong_ || found_ > 1; }
  [[nodiscard]] bool found() const { return found_ > 0; }
  [[nodiscard]] std::uint32_t minutes() const { return minutes_; }
  [[nodiscard]] const std::optional<TimeOfDay>& at() const { return at_; }

 private:
  [[nodiscard]] Role role(std::size_t at) const {
    return at < tokens_.size() ? tokens_[at].role : Role::unknown;
  }
  [[nodiscard]] bool half_of_day(std::size_t at) const {
    return role(at) == Role::morning || role(at) == Role::afternoon;
  }

  void add_minutes(std::uint32_t minutes) {
    ++found_;
    minutes_ = minutes;
    wrong_ = wrong_ || minutes == 0 || minutes > limits::eta_minutes;
  }

  // 2 timmar och 10 min, en halv timme, en kvart, halvtimme
  std::size_t take_length(std::size_t at) {
    const bool one = role(at) == Role::one;
    const std::size_t after = one ? at + 1 : at;
    const Role next = role(after);
    if (next == Role::half_hour) return length(after - at + 1, minutes_per_hour / 2);
    if (next == Role::quarter) return length(after - at + 1, minutes_per_quarter);
    if (next == Role::half) return take_half(at, after);
    if (!one && role(at) != Role::number) return 0;
    const std::uint32_t count = one ? 1 : tokens_[at].value;
    const Role unit = role(at + 1);
    if (unit == Role::minutes) return length(2, count);
    if (unit == Role::hours) return take_hours(at, count);
    return 0;
  }

  // en halv timme, half an hour
  std::size_t take_half(std::size_t at, std::size_t half) {
    const std::size_t unit = role(half + 1) == Role::one ? half + 2 : half + 1;
    return role(unit) == Role::hours ? length(unit - at + 1, minutes_per_hour / 2) : 0;
  }

  std::size_t take_hours(std::size_t at, std::uint32_t count) {
    std::size_t more = at + 2;
    if (role(more) == Role::filler) ++more;
    const bool minutes_too = role(more) == Role::number && role(more + 1) == Role::minutes;
    const std::uint32_t whole = std::min(count, limits::eta_minutes) * minutes_per_hour;
    if (!minutes_too) return length(2, whole);
    return length(more + 2 - at, whole + tokens_[more].value);
  }

  std::size_t length(std::size_t tokens, std::uint32_t minutes) {
    add_minutes(minutes);
    return tokens;
  }

  std::size_t take_clock(std::size_t at, std::size_t begin) {
    while (role(at) == Role::filler || role(at) == Role::at) ++at;  // förrän kl 14, vid ca 14
    if (role(at) != Role::number && role(at) != Role::time) return 0;
    const Token& token = tokens_[at];
    std::uint32_t hour = token.value;
    std::uint32_t minute = token.minute;
    if (token.role == Role::number && hour >= 100) {  // kl 1430
      minute = hour % 100;
      hour /= 100;
    }
    const bool twelve_hours = half_of_day(at + 1);
    const bool fits = twelve_hours ? hour >= 1 && hour <= 12 : hour <= 24;
    wrong_ = wrong_ || !fits || minute >= minutes_per_hour || (hour == 24 && minute > 0);
    if (twelve_hours) hour = hour % 12 + (role(at + 1) == Role::afternoon ? 12 : 0);
    ++found_;
    const bool sure = twelve_hours || token.padded || hour == 0 || hour > 12;
    at_ = TimeOfDay{.hour = hour % 24, .minute = minute, .sure = sure};
    return at + (twelve_hours ? 2 : 1) - begin;
  }

  std::span<const Token> tokens_;
  std::uint32_t found_ = 0;
  std::uint32_t minutes_ = 0;
  std::optional<TimeOfDay> at_;
  bool wrong_ = false;
};

// What the words beside the times say.
struct Said {
  bool yes = false;
  bool no = false;
  bool negation = false;
  bool coming = false;
  bool can = false;
  bool there = false;
  bool later = false;
  bool but = false;  // after a no
  bool until = false;
  bool unknown = false;
};

void note(Role role, Said& said) {
  switch (role) {
    case Role::yes:
      said.yes = true;
      return;
    case Role::no:
      said.no = true;
      return;
    case Role::negation:
      said.negation = true;
      return;
    case Role::coming:
      said.coming = true;
      return;
    case Role::can:
      said.can = true;
      return;
    case Role::there:
      said.there = true;
      return;
    case Role::later:
      said.later = true;
      return;
    case Role::but:
      said.but = said.but || said.no || said.negation;
      return;
    case Role::morning:  // "I am": no hour before it
    case Role::filler:
      return;
    default:
      said.unknown = true;
  }
}

std::optional<Answer> meaning(const Said& said, bool timed) {
  const bool denied = said.no || said.negation;
  const bool verb = said.coming || said.can;
  if (said.unknown || (denied && said.yes)) return std::nullopt;
  if (said.until) return said.negation && timed ? std::optional(Answer::later) : std::nullopt;
  if (!denied) {
    if (said.later) return Answer::later;
    return said.yes || verb || said.there ? std::optional(Answer::coming) : std::nullopt;
  }
  if (said.later) {  // "nej, senare" offers; "kan inte senare" does not
    const bool withdrawn = said.negation && verb && !said.but;
    return withdrawn ? std::nullopt : std::optional(Answer::later);
  }
  if (said.but) return timed ? std::optional(Answer::later) : std::nullopt;
  if (timed || said.there) return std::nullopt;
  // "nej jag kommer" contradicts itself; "nej jag kan inte" and "kommer inte" do not.
  const bool affirmed = verb && !said.negation;
  return affirmed ? std::nullopt : std::optional(Answer::cannot);
}

}  // namespace

TextReading read_text_answer(std::string_view raw) {
  if (raw.size() > limits::answer_raw_bytes || !is_utf8(raw)) return {};
  const std::string text = plain(raw);
  const std::vector<Token> tokens = split(text).all;
  if (tokens.size() > most_words) return {};
  TimeReader times(tokens);
  Said said;
  for (std::size_t at = 0; at < tokens.size();) {
    if (tokens[at].role == Role::until) said.until = true;
    if (const std::size_t taken = times.take(at); taken > 0) {
      at += taken;
    } else {
      note(tokens[at].role, said);
      ++at;
    }
  }
  if (times.wrong()) return {};
  const auto answer = meaning(said, times.found());
  if (!answer) return {};
  return {.answer = answer, .minutes = times.minutes(), .at = times.at()};
}

std::vector<std::string> answer_codes(std::string_view raw) {
  if (!is_utf8(raw)) return {};
  std::vector<std::string> codes = split(plain(raw.substr(0, limits::text_answer_bytes))).codes;
  std::ranges::sort(codes);
  const auto rest = std::ranges::unique(codes);
  codes.erase(rest.begin(), rest.end());
  return codes;
}

}  // namespace ckl::domain
