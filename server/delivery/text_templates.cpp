#include "delivery/text_templates.hpp"

#include <algorithm>
#include <array>
#include <set>
#include <utility>

#include <fmt/format.h>

#include "delivery/gsm.hpp"

namespace ckl::delivery {
namespace {

struct Known {
  std::string_view name;
  std::string TextValues::* field;
};
constexpr std::array<Known, 9> fields{{{"sender", &TextValues::sender},
                                       {"position", &TextValues::position},
                                       {"headline", &TextValues::headline},
                                       {"place", &TextValues::place},
                                       {"words", &TextValues::words},
                                       {"reason", &TextValues::reason},
                                       {"link", &TextValues::link},
                                       {"code", &TextValues::code},
                                       {"answer_by", &TextValues::answer_by}}};

// Fields that have nothing to say there: a template with one of them waits for what never comes.
bool fits(const TextPlace& place, std::string_view field) {
  const bool answers = field == "link" || field == "code" || field == "answer_by";
  if (answers && place.occasion != Occasion::call) return false;
  if (field == "reason") return place.occasion == Occasion::recall;
  if (field == "position") return place.occasion != Occasion::notice;
  // A headline on a locked screen, and a voice that a machine may listen to, hold no way to answer.
  const bool shown = place.form == TextForm::subject || place.form == TextForm::speech;
  return !(shown && (field == "link" || field == "code"));
}

std::string names_for(const TextPlace& place) {
  std::string all;
  for (const auto& known : fields) {
    if (!fits(place, known.name)) continue;
    all += fmt::format("{}{{{}}}", all.empty() ? "" : ", ", known.name);
  }
  return all;
}

// A field without which the text does not say what it is for.
std::string_view required(const TextPlace& place) {
  const bool written = place.form == TextForm::mail || place.form == TextForm::sms;
  if (place.occasion == Occasion::call && written) return "link";
  if (place.occasion == Occasion::notice && place.form != TextForm::subject) return "words";
  return {};
}

std::unexpected<TextTemplate::Problem> wrong(domain::Text what, domain::Text right) {
  return std::unexpected(TextTemplate::Problem{std::move(what), std::move(right)});
}

}  // namespace

std::string_view word_of(Occasion occasion) {
  static constexpr std::array<std::string_view, 4> words{"call", "stand_down", "recall", "notice"};
  return words.at(static_cast<std::size_t>(occasion));
}

std::string_view word_of(TextForm form) {
  static constexpr std::array<std::string_view, 4> words{"subject", "mail", "sms", "speech"};
  return words.at(static_cast<std::size_t>(form));
}

// Reads a template from left to right.
class TextTemplate::Reader {
 public:
  Reader(const TextPlace& place, std::string_view text) : place_(place), rest_(text) {}

  std::expected<TextTemplate, Problem> read() {
    if (rest_.size() > longest) {
      return wrong({fmt::format("mallen är {} tecken lång", rest_.size()),
                    fmt::format("the template is {} characters long", rest_.size())},
                   {fmt::format("högst {}", longest), fmt::format("at most {}", longest)});
    }
    while (!rest_.empty()) {
      if (auto outcome = step(); !outcome) return std::unexpected(std::move(outcome.error()));
    }
    if (part_ != 0) return unbalanced('[', ']');
    end_literal();
    if (const auto name = required(place_); !name.empty() && !seen_.contains(name)) {
      return wrong(
          {fmt::format("fältet {{{}}} saknas", name),
           fmt::format("the field {{{}}} is missing", name)},
          {fmt::format("en text med {{{}}}", name), fmt::format("a text with {{{}}}", name)});
    }
    return std::move(made_);
  }

 private:
  std::expected<void, Problem> step() {
    const char c = rest_.front();
    const bool special = c == '{' || c == '}' || c == '[' || c == ']';
    if (special && rest_.size() > 1 && rest_[1] == c) {
      literal_ += c;
      rest_.remove_prefix(2);
      return {};
    }
    if (c == '{') return read_field();
    if (c == '[' || c == ']') return turn(c);
    if (c == '}') return unbalanced('{', '}');
    literal_ += c;
    rest_.remove_prefix(1);
    return {};
  }

  // The beginning or the end of an optional part.
  std::expected<void, Problem> turn(char c) {
    const bool opens = c == '[';
    if (opens == (part_ != 0)) return unbalanced('[', ']');
    end_literal();
    part_ = opens ? ++parts_ : 0;
    rest_.remove_prefix(1);
    return {};
  }

  std::expected<void, Problem> read_field() {
    const std::size_t end = rest_.find('}');
    if (end == std::string_view::npos) return unbalanced('{', '}');
    const std::string_view name = rest_.substr(1, end - 1);
    const auto known = std::ranges::find(fields, name, &Known::name);
    if (known == fields.end() || !fits(place_, name)) {
      const auto where = fmt::format("{}.{}", word_of(place_.occasion), word_of(place_.form));
      return wrong({fmt::format("okänt fält {{{}}} i {}", one_line(name), where),
                    fmt::format("unknown field {{{}}} in {}", one_line(name), where)},
                   {names_for(place_), names_for(place_)});
    }
    end_literal();
    made_.pieces_.push_back({.text = {}, .field = known->field, .part = part_});
    seen_.insert(known->name);
    rest_.remove_prefix(end + 1);
    return {};
  }

  void end_literal() {
    if (literal_.empty()) return;
    made_.pieces_.push_back({.text = std::exchange(literal_, {}), .field = nullptr, .part = part_});
  }

  static std::unexpected<Problem> unbalanced(char open, char close) {
    return wrong(
        {fmt::format("{} och {} går inte ihop", open, close),
         fmt::format("{} and {} do not match", open, close)},
        {fmt::format("ett par {0}…{1}; som tecken skrivs de {0}{0} och {1}{1}", open, close),
         fmt::format("a pair {0}…{1}; as characters they are written {0}{0} and {1}{1}", open,
                     close)});
  }

  TextPlace place_;
  std::string_view rest_;
  std::string literal_;
  std::size_t part_ = 0;
  std::size_t parts_ = 0;
  std::set<std::string_view> seen_;
  TextTemplate made_;
};

std::expected<TextTemplate, TextTemplate::Problem> TextTemplate::read(const TextPlace& place,
                                                                      std::string_view text) {
  return Reader(place, text).read();
}

std::string TextTemplate::fill(const TextValues& values) const {
  std::set<std::size_t> silent;
  for (const auto& piece : pieces_) {
    if (piece.field != nullptr && (values.*piece.field).empty()) silent.insert(piece.part);
  }
  silent.erase(0);
  std::string text;
  for (const auto& piece : pieces_) {
    if (silent.contains(piece.part)) continue;
    text += piece.field == nullptr ? piece.text : values.*piece.field;
  }
  return text;
}

std::string TextTemplate::fill_sms(const TextValues& values, std::size_t taken) const {
  const std::size_t room = sms_part_septets - std::min(taken, sms_part_septets);
  TextValues less = values;
  std::string text = to_gsm(fill(less));
  if (septets(text) <= room) return text;
  less.place.clear();
  text = to_gsm(fill(less));
  const std::string headline = to_gsm(less.headline);
  if (septets(text) <= room || headline.empty()) return text;
  const std::size_t over = septets(text) - room;
  const std::size_t length = septets(headline);
  less.headline = over < length ? shorten(headline, length - over) : "";
  return to_gsm(fill(less));
}

}  // namespace ckl::delivery
