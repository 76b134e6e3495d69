#include "platform/yaml_reader.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <fstream>
#include <iterator>
#include <limits>
#include <numeric>
#include <sstream>
#include <tuple>
#include <utility>

#include <fmt/format.h>

#include "platform/config_scalars.hpp"

namespace ckl::platform {
namespace {

constexpr std::size_t most_problems = 1'000;
constexpr std::uintmax_t largest_file = 16ULL << 20U;

domain::Text kind_of(const YAML::Node& node) {
  switch (node.Type()) {
    case YAML::NodeType::Map:
      return {.sv = "en avbildning (nycklar och värden)", .en = "a mapping"};
    case YAML::NodeType::Sequence:
      return {.sv = "en lista", .en = "a list"};
    case YAML::NodeType::Scalar:
      return {.sv = "ett enkelt värde", .en = "a plain value"};
    case YAML::NodeType::Null:
      return {.sv = "tomt", .en = "empty"};
    case YAML::NodeType::Undefined:
      break;
  }
  return {.sv = "ingenting", .en = "nothing"};
}

// Problems of the text itself, before YAML is asked: its own messages about tabs are obscure.
bool check_text(const std::string& text, const std::string& name, Problems& problems) {
  bool good = true;
  std::istringstream lines(text);
  std::string line;
  for (std::size_t number = 1; std::getline(lines, line); ++number) {
    const auto first = line.find_first_not_of(' ');
    if (first != std::string::npos && line[first] == '\t') {
      problems.add({name, number}, {.sv = "tabb i indraget", .en = "a tab in the indentation"},
                   {.sv = "gör indraget med blanksteg", .en = "indent with spaces"});
      good = false;
    }
    if (!is_utf8(line)) {
      problems.add({name, number}, {.sv = "texten är inte UTF-8", .en = "the text is not UTF-8"},
                   {.sv = "spara filen som UTF-8", .en = "save the file as UTF-8"});
      good = false;
    }
  }
  return good;
}

std::optional<std::string> read_text(const std::filesystem::path& path, const Place& asked,
                                     Problems& problems) {
  std::error_code error;
  const auto status = std::filesystem::status(path, error);
  if (!std::filesystem::is_regular_file(status)) {
    problems.add(asked,
                 {.sv = fmt::format("filen {} finns inte", path.string()),
                  .en = fmt::format("the file {} does not exist", path.string())},
                 {.sv = "ange en fil som finns; relativa sökvägar räknas från filens mapp",
                  .en = "name a file that exists; relative paths start at the file's folder"});
    return std::nullopt;
  }
  const auto bytes = std::filesystem::file_size(path, error);
  std::ifstream stream(path, std::ios::binary);
  if (error || !stream || bytes > largest_file) {
    problems.add(
        asked,
        {.sv = fmt::format("filen {} kan inte läsas", path.string()),
         .en = fmt::format("the file {} can not be read", path.string())},
        {.sv = "en läsbar fil på högst 16 MiB", .en = "a readable file of at most 16 MiB"});
    return std::nullopt;
  }
  return std::string(std::istreambuf_iterator<char>(stream), {});
}

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

}  // namespace

void Problems::add(const Place& place, domain::Text what, domain::Text right) {
  if (list_.size() < most_problems) {
    list_.push_back({.file = place.file,
                     .line = place.line,
                     .what = std::move(what),
                     .right = std::move(right)});
  }
}

std::vector<ConfigProblem> Problems::take() {
  std::ranges::sort(list_, {}, [](const ConfigProblem& problem) {
    return std::tie(problem.file, problem.line, problem.what.sv, problem.right.sv);
  });
  const auto repeats = std::ranges::unique(list_);
  list_.erase(repeats.begin(), repeats.end());
  return std::exchange(list_, {});
}

std::optional<YamlFile> read_yaml(const std::filesystem::path& path, const Place& asked,
                                  Problems& problems) {
  const auto text = read_text(path, asked, problems);
  const auto name = path.lexically_normal().string();
  if (!text || !check_text(*text, name, problems)) {
    return std::nullopt;
  }
  try {
    return YamlFile{.path = path, .name = name, .root = YAML::Load(*text)};
  } catch (const YAML::Exception& error) {
    const auto line = error.mark.is_null() ? 0 : static_cast<std::size_t>(error.mark.line) + 1;
    problems.add(
        {name, line},
        {.sv = fmt::format("filen är inte giltig YAML ({})", error.msg),
         .en = fmt::format("the file is not valid YAML ({})", error.msg)},
        {.sv = "se över indrag, kolon, citattecken och klamrar på raden eller raden ovanför",
         .en = "look at indentation, colons, quotes and brackets on this line or the one "
               "above"});
    return std::nullopt;
  }
}

Place place_of(const std::string& file, const YAML::Node& node) {
  if (!node.IsDefined() || node.Mark().is_null()) {
    return {.file = file, .line = 0};
  }
  return {.file = file, .line = static_cast<std::size_t>(node.Mark().line) + 1};
}

std::string nearest(std::string_view word, const std::set<std::string>& known) {
  std::string best;
  std::size_t best_distance = std::max<std::size_t>(2, word.size() / 3) + 1;
  for (const auto& candidate : known) {
    const auto distance = edit_distance(word.substr(0, 100), candidate);
    if (distance < best_distance) {
      best_distance = distance;
      best = candidate;
    }
  }
  return best;
}

domain::Text id_rule() {
  return {.sv = "1 till 64 tecken av A-Z a-z 0-9 . _ -, med bokstav eller siffra först",
          .en = "1 to 64 characters of A-Z a-z 0-9 . _ -, a letter or digit first"};
}

YamlMap::YamlMap(std::string file, YAML::Node node, Problems& problems)
    : file_(std::move(file)), node_(std::move(node)), problems_(problems) {
  if (node_.IsDefined() && !node_.IsMap()) {
    const auto kind = kind_of(node_);
    problems_.add(
        place(),
        {.sv = fmt::format("här står {}", kind.sv), .en = fmt::format("this is {}", kind.en)},
        {.sv = "en avbildning: nyckel, kolon, värde", .en = "a mapping: key, colon, value"});
    node_ = YAML::Node(YAML::NodeType::Map);
  }
}

bool YamlMap::has(const std::string& key) {
  known_.insert(key);
  const YAML::Node& map = node_;  // a const node does not make what it is asked for
  return map.IsDefined() && map[key].IsDefined() && !map[key].IsNull();
}

YAML::Node YamlMap::node(const std::string& key) {
  return has(key) ? std::as_const(node_)[key] : YAML::Node(YAML::NodeType::Undefined);
}

Place YamlMap::place(const std::string& key) const {
  if (node_.IsDefined()) {
    for (const auto& pair : node_) {
      if (pair.first.IsScalar() && pair.first.Scalar() == key) {
        return place_of(file_, pair.first);
      }
    }
  }
  return place();
}

void YamlMap::wrong(const std::string& key, domain::Text what, domain::Text right) {
  problems_.add(place(key), std::move(what), std::move(right));
}

std::optional<std::string> YamlMap::scalar(const std::string& key) {
  if (!has(key)) {
    return std::nullopt;
  }
  const auto value = node(key);
  if (!value.IsScalar()) {
    const auto kind = kind_of(value);
    wrong(key,
          {.sv = fmt::format("\"{}\" är {}", key, kind.sv),
           .en = fmt::format("\"{}\" is {}", key, kind.en)},
          {.sv = "ett enkelt värde", .en = "a plain value"});
    return std::nullopt;
  }
  return value.Scalar();
}

std::string YamlMap::text(const std::string& key, const std::string& otherwise) {
  return scalar(key).value_or(otherwise);
}

std::string YamlMap::required(const std::string& key) {
  if (!has(key)) {
    wrong(key,
          {.sv = fmt::format("\"{}\" saknas", key), .en = fmt::format("\"{}\" is missing", key)},
          {.sv = fmt::format("lägg till \"{}: ...\"", key),
           .en = fmt::format("add \"{}: ...\"", key)});
  }
  return text(key);
}

std::string YamlMap::id(const std::string& key) {
  auto value = required(key);
  if (!value.empty() && !is_id(value)) {
    wrong(key,
          {.sv = fmt::format("\"{}\" kan inte vara en beteckning", value),
           .en = fmt::format("\"{}\" can not be an id", value)},
          id_rule());
    value.clear();
  }
  return value;
}

domain::Text YamlMap::bilingual(const std::string& key) {
  if (!has(key)) {
    wrong(key,
          {.sv = fmt::format("\"{}\" saknas", key), .en = fmt::format("\"{}\" is missing", key)},
          {.sv = fmt::format("lägg till \"{}: {{sv: ..., en: ...}}\"", key),
           .en = fmt::format("add \"{}: {{sv: ..., en: ...}}\"", key)});
    return {};
  }
  auto inner = map(key);
  domain::Text text{.sv = inner.required("sv"), .en = inner.required("en")};
  inner.finish();
  return text;
}

domain::Seconds YamlMap::duration(const std::string& key, domain::Seconds otherwise) {
  const auto value = scalar(key);
  if (!value) {
    return otherwise;
  }
  const auto parsed = parse_duration(*value);
  if (!parsed) {
    wrong(key,
          {.sv = fmt::format("\"{}\" är ingen tidslängd: \"{}\"", key, *value),
           .en = fmt::format("\"{}\" is no duration: \"{}\"", key, *value)},
          {.sv = "ett heltal med s, m, h eller d, som 30s, 5m, 2h eller 90d",
           .en = "a whole number with s, m, h or d, as 30s, 5m, 2h or 90d"});
  }
  return parsed.value_or(otherwise);
}

std::uint64_t YamlMap::size(const std::string& key, std::uint64_t otherwise) {
  const auto value = scalar(key);
  if (!value) {
    return otherwise;
  }
  const auto parsed = parse_size(*value);
  if (!parsed) {
    wrong(key,
          {.sv = fmt::format("\"{}\" är ingen storlek: \"{}\"", key, *value),
           .en = fmt::format("\"{}\" is no size: \"{}\"", key, *value)},
          {.sv = "ett heltal med KiB, MiB eller GiB, som 256MiB",
           .en = "a whole number with KiB, MiB or GiB, as 256MiB"});
  }
  return parsed.value_or(otherwise);
}

std::uint32_t YamlMap::number(const std::string& key, std::uint32_t otherwise) {
  const auto value = scalar(key);
  if (!value) {
    return otherwise;
  }
  std::uint32_t parsed = 0;
  const auto* end = value->data() + value->size();
  const auto result = std::from_chars(value->data(), end, parsed);
  if (value->empty() || result.ec != std::errc{} || result.ptr != end) {
    wrong(key,
          {.sv = fmt::format("\"{}\" är inget heltal: \"{}\"", key, *value),
           .en = fmt::format("\"{}\" is no whole number: \"{}\"", key, *value)},
          {.sv = "ett heltal från 0 till 4294967295", .en = "a whole number from 0 to 4294967295"});
    return otherwise;
  }
  return parsed;
}

double YamlMap::rate(const std::string& key, double otherwise) {
  const auto value = scalar(key);
  if (!value) {
    return otherwise;
  }
  double parsed = 0;
  const auto* end = value->data() + value->size();
  const auto result = std::from_chars(value->data(), end, parsed);
  const bool good = result.ec == std::errc{} && result.ptr == end && std::isfinite(parsed);
  if (!good || parsed <= 0 || parsed > 1e6) {
    wrong(key,
          {.sv = fmt::format("\"{}\" är inget tal över 0: \"{}\"", key, *value),
           .en = fmt::format("\"{}\" is no number above 0: \"{}\"", key, *value)},
          {.sv = "meddelanden per sekund, som 10 eller 0.5",
           .en = "messages per second, as 10 or 0.5"});
    return otherwise;
  }
  return parsed;
}

bool YamlMap::flag(const std::string& key, bool otherwise) {
  const auto value = scalar(key);
  if (!value || *value == "true" || *value == "false") {
    return value ? *value == "true" : otherwise;
  }
  wrong(key,
        {.sv = fmt::format("\"{}\" är varken true eller false: \"{}\"", key, *value),
         .en = fmt::format("\"{}\" is neither true nor false: \"{}\"", key, *value)},
        {.sv = "true eller false", .en = "true or false"});
  return otherwise;
}

std::string YamlMap::date(const std::string& key) {
  auto value = text(key);
  if (!value.empty() && !is_date(value)) {
    wrong(key,
          {.sv = fmt::format("\"{}\" är inget datum: \"{}\"", key, value),
           .en = fmt::format("\"{}\" is no date: \"{}\"", key, value)},
          {.sv = "år-månad-dag, som 2026-11-22", .en = "year-month-day, as 2026-11-22"});
    value.clear();
  }
  return value;
}

std::vector<YAML::Node> YamlMap::list(const std::string& key) {
  std::vector<YAML::Node> elements;
  if (!has(key)) {
    return elements;
  }
  const auto value = node(key);
  if (!value.IsSequence()) {
    const auto kind = kind_of(value);
    wrong(key,
          {.sv = fmt::format("\"{}\" är {}", key, kind.sv),
           .en = fmt::format("\"{}\" is {}", key, kind.en)},
          {.sv = "en lista: rader som börjar med \"- \" eller [a, b]",
           .en = "a list: lines that begin with \"- \" or [a, b]"});
    return elements;
  }
  for (const auto& element : value) {
    elements.push_back(element);
  }
  return elements;
}

YamlMap YamlMap::map(const std::string& key) { return {file_, node(key), problems_}; }

void YamlMap::finish() {
  if (!node_.IsDefined()) {
    return;
  }
  std::set<std::string> seen;
  for (const auto& pair : node_) {
    const auto at = place_of(file_, pair.first);
    const auto key = pair.first.IsScalar() ? pair.first.Scalar() : std::string("?");
    if (!seen.insert(key).second) {
      problems_.add(at,
                    {.sv = fmt::format("nyckeln \"{}\" står två gånger", key),
                     .en = fmt::format("the key \"{}\" stands twice", key)},
                    {.sv = "behåll en av dem", .en = "keep one of them"});
    }
    if (known_.contains(key)) {
      continue;
    }
    const auto guess = nearest(key, known_);
    std::string all;
    for (const auto& known : known_) {
      all += (all.empty() ? "" : ", ") + known;
    }
    problems_.add(at,
                  {.sv = fmt::format("okänd nyckel \"{}\"", key),
                   .en = fmt::format("unknown key \"{}\"", key)},
                  guess.empty() ? domain::Text{.sv = "en av: " + all, .en = "one of: " + all}
                                : domain::Text{.sv = fmt::format("menades \"{}\"?", guess),
                                               .en = fmt::format("was \"{}\" meant?", guess)});
  }
}

std::optional<std::string> scalar_of(const std::string& file, const YAML::Node& node,
                                     Problems& problems) {
  if (node.IsScalar()) {
    return node.Scalar();
  }
  const auto kind = kind_of(node);
  problems.add(
      place_of(file, node),
      {.sv = fmt::format("här står {}", kind.sv), .en = fmt::format("this is {}", kind.en)},
      {.sv = "ett enkelt värde", .en = "a plain value"});
  return std::nullopt;
}

}  // namespace ckl::platform
