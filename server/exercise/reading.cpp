#include "exercise/reading.hpp"

#include <algorithm>
#include <charconv>
#include <numeric>
#include <utility>

#include <fmt/format.h>

namespace ckl::exercise {
namespace {

std::size_t edit_distance(std::string_view a, std::string_view b) {
  std::vector<std::size_t> row(b.size() + 1);
  std::iota(row.begin(), row.end(), std::size_t{0});
  for (std::size_t i = 1; i <= a.size(); ++i) {
    std::size_t diagonal = std::exchange(row[0], i);
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t replaced = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
      diagonal = std::exchange(row[j], std::min({row[j] + 1, row[j - 1] + 1, replaced}));
    }
  }
  return row.back();
}

// Reads a quoted value whose opening quote is at `at`; leaves `at` behind the closing one.
std::string take_quoted(std::string_view line, std::size_t& at, Reader& reader) {
  std::string value;
  for (++at; at < line.size(); ++at) {
    if (line[at] == '"') {
      ++at;
      return value;
    }
    if (line[at] == '\\' && at + 1 < line.size()) {
      ++at;
    }
    value.push_back(line[at]);
  }
  reader.wrong({.sv = "citattecknet stängs inte", .en = "the quotation mark is not closed"},
               {.sv = "ett \" i slutet av texten", .en = "a \" at the end of the text"});
  return value;
}

}  // namespace

void Reader::wrong(domain::Text what, domain::Text right) {
  if (problems.size() < most_problems) {
    problems.push_back(
        {.file = file, .line = line, .what = std::move(what), .right = std::move(right)});
  }
}

std::vector<Word> split_words(std::string_view line, Reader& reader) {
  std::vector<Word> words;
  std::size_t at = 0;
  while (true) {
    at = line.find_first_not_of(' ', at);
    if (at == std::string_view::npos) {
      return words;
    }
    const auto end = std::min(line.find_first_of(" =", at), line.size());
    Word word{.name = std::string(line.substr(at, end - at)), .value = std::nullopt};
    at = end;
    if (at < line.size() && line[at] == '=') {
      ++at;
      if (at < line.size() && line[at] == '"') {
        word.value = take_quoted(line, at, reader);
      } else {
        const auto stop = std::min(line.find(' ', at), line.size());
        word.value = std::string(line.substr(at, stop - at));
        at = stop;
      }
    }
    words.push_back(std::move(word));
  }
}

std::string nearest(std::string_view word, const std::set<std::string>& known) {
  std::string best;
  std::size_t best_distance = std::max<std::size_t>(2, std::min<std::size_t>(word.size(), 60) / 3);
  for (const auto& candidate : known) {
    const auto distance = edit_distance(word.substr(0, 60), candidate);
    if (distance <= best_distance && (best.empty() || distance < best_distance)) {
      best_distance = distance;
      best = candidate;
    }
  }
  return best;
}

domain::Text suggestion(std::string_view word, const std::set<std::string>& known) {
  const auto guess = nearest(word, known);
  if (!guess.empty()) {
    return {.sv = fmt::format("menades \"{}\"?", guess),
            .en = fmt::format("was \"{}\" meant?", guess)};
  }
  std::string all;
  for (const auto& name : known) {
    all += (all.empty() ? "" : ", ") + name;
  }
  return {.sv = "en av: " + all, .en = "one of: " + all};
}

bool Fields::has(const std::string& name) {
  known_.insert(name);
  return std::ranges::any_of(words_,
                             [&](const Word& word) { return word.value && word.name == name; });
}

std::string Fields::text(const std::string& name) {
  known_.insert(name);
  for (const auto& word : words_) {
    if (word.value && word.name == name) {
      return *word.value;
    }
  }
  return {};
}

std::optional<domain::Instant> Fields::time(const std::string& name) {
  if (!has(name)) {
    return std::nullopt;
  }
  const auto written = text(name);
  const auto instant = parse_instant(written, reader_.civil, reader_.now);
  if (!instant) {
    reader_.wrong({.sv = fmt::format("{} är ingen tid: \"{}\"", name, written),
                   .en = fmt::format("{} is no time: \"{}\"", name, written)},
                  {.sv = "14:53, 2017-04-07T14:53+02:00 eller +20m",
                   .en = "14:53, 2017-04-07T14:53+02:00 or +20m"});
  }
  return instant;
}

std::uint32_t Fields::number(const std::string& name) {
  if (!has(name)) {
    return 0;
  }
  const auto written = text(name);
  std::uint32_t value = 0;
  const auto* end = written.data() + written.size();
  const auto result = std::from_chars(written.data(), end, value);
  if (written.empty() || result.ec != std::errc{} || result.ptr != end) {
    reader_.wrong({.sv = fmt::format("{} är inget heltal: \"{}\"", name, written),
                   .en = fmt::format("{} is no whole number: \"{}\"", name, written)},
                  {.sv = "ett heltal, som 20", .en = "a whole number, as 20"});
    return 0;
  }
  return value;
}

bool Fields::flag(const std::string& name, bool otherwise) {
  if (!has(name)) {
    return otherwise;
  }
  const auto word = text(name);
  if (word != "yes" && word != "no") {
    wrong_word(name, word, "yes, no");
  }
  return word == "yes";
}

void Fields::wrong_word(const std::string& name, const std::string& word, const std::string& all) {
  reader_.wrong({.sv = fmt::format("{} kan inte vara \"{}\"", name, word),
                 .en = fmt::format("{} can not be \"{}\"", name, word)},
                {.sv = "en av: " + all, .en = "one of: " + all});
}

void Fields::finish() {
  std::set<std::string> seen;
  for (const auto& word : words_) {
    if (!word.value && !taken_.contains(word.name)) {
      reader_.wrong({.sv = fmt::format("ordet \"{}\" hör inte hit", word.name),
                     .en = fmt::format("the word \"{}\" does not belong here", word.name)},
                    {.sv = "fält=värde; text med blanksteg inom \"...\"",
                     .en = "field=value; text with spaces in \"...\""});
    } else if (word.value && !known_.contains(word.name)) {
      reader_.wrong({.sv = fmt::format("okänt fält \"{}\"", word.name),
                     .en = fmt::format("unknown field \"{}\"", word.name)},
                    suggestion(word.name, known_));
    } else if (!seen.insert(word.name).second) {
      reader_.wrong({.sv = fmt::format("\"{}\" står två gånger", word.name),
                     .en = fmt::format("\"{}\" stands twice", word.name)},
                    {.sv = "varje fält en gång", .en = "every field once"});
    }
  }
}

}  // namespace ckl::exercise
