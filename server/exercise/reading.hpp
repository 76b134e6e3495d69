// The small parts of reading a scenario: words of a line, fields of a command, complaints.
//
// Internal to the parser. `Fields` works like a form: the reader asks for the fields it knows and
// `finish` complains about the rest, with the nearest known name.
#pragma once

#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "exercise/times.hpp"
#include "exercise/words.hpp"

namespace ckl::exercise {

// Where the parser is; complaints are made through it.
struct Reader {
  std::string file;
  std::size_t line = 0;
  CivilTime civil;
  domain::Instant now;
  ScenarioProblems problems;

  void wrong(domain::Text what, domain::Text right);
};

// Splits `report kind=violence headline="två ord"` into words. Quotes may hold \" and \\.
[[nodiscard]] std::vector<Word> split_words(std::string_view line, Reader& reader);

// The nearest of the known names, or empty.
[[nodiscard]] std::string nearest(std::string_view word, const std::set<std::string>& known);

// "was X meant?", or the list of what there is.
[[nodiscard]] domain::Text suggestion(std::string_view word, const std::set<std::string>& known);

class Fields {
 public:
  Fields(std::vector<Word> words, Reader& reader) : words_(std::move(words)), reader_(reader) {}

  [[nodiscard]] bool has(const std::string& name);
  [[nodiscard]] std::string text(const std::string& name);
  [[nodiscard]] std::optional<domain::Instant> time(const std::string& name);
  [[nodiscard]] std::uint32_t number(const std::string& name);
  // yes or no.
  [[nodiscard]] bool flag(const std::string& name, bool otherwise);
  // A word that stands alone and is one of an enumeration's.
  template <class Enum>
  [[nodiscard]] std::optional<Enum> bare();
  template <class Enum>
  [[nodiscard]] Enum choice(const std::string& name, Enum otherwise);

  void finish();

 private:
  void wrong_word(const std::string& name, const std::string& word, const std::string& all);

  std::vector<Word> words_;
  Reader& reader_;
  std::set<std::string> known_;
  std::set<std::string> taken_;
};

template <class Enum>
std::optional<Enum> Fields::bare() {
  for (const auto& word : words_) {
    const auto value = word.value ? std::nullopt : value_of<Enum>(word.name);
    if (value) {
      taken_.insert(word.name);
      return value;
    }
  }
  return std::nullopt;
}

template <class Enum>
Enum Fields::choice(const std::string& name, Enum otherwise) {
  if (!has(name)) {
    return otherwise;
  }
  const auto word = text(name);
  const auto value = value_of<Enum>(word);
  if (!value) {
    wrong_word(name, word, all_words<Enum>());
  }
  return value.value_or(otherwise);
}

// A command by its name in a scenario ("declare") and its fields; nothing with a complaint when
// the name is unknown.
[[nodiscard]] std::optional<domain::Command> read_command(const std::string& name,
                                                          std::vector<Word> words, Reader& reader);

// A line that begins with `>` or `!`, without that sign.
[[nodiscard]] std::optional<Expectation> read_expectation(std::string_view line, bool absent,
                                                          Reader& reader);

}  // namespace ckl::exercise
