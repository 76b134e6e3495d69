#include "exercise/scenario.hpp"

#include <algorithm>
#include <fstream>
#include <iterator>

#include <fmt/format.h>

#include "exercise/reading.hpp"

namespace ckl::exercise {
namespace {

const std::set<std::string> first_words{"scenario", "title",   "organisation", "start",
                                        "at",       "advance", "channel"};
const std::set<std::string> behaviours{"delivers", "hands-over", "fails",
                                       "refuses",  "unanswered", "hangs"};

// A line with its continuations, and where it begins.
struct LogicalLine {
  std::size_t number = 0;
  std::string text;
};

std::string_view trimmed(std::string_view text) {
  const auto first = text.find_first_not_of(" \t\r");
  if (first == std::string_view::npos) {
    return {};
  }
  return text.substr(first, text.find_last_not_of(" \t\r") - first + 1);
}

std::vector<LogicalLine> logical_lines(std::string_view text) {
  std::vector<LogicalLine> lines;
  std::size_t number = 0;
  while (!text.empty()) {
    ++number;
    const auto end = std::min(text.find('\n'), text.size());
    const auto line = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    const auto content = trimmed(line);
    if (content.empty() || content.front() == '#') {
      continue;
    }
    if (line.front() == ' ' && !lines.empty()) {
      lines.back().text += ' ';
      lines.back().text += content;
    } else {
      lines.push_back({.number = number, .text = std::string(content)});
    }
  }
  return lines;
}

// "at 14:53 tib-1: report ..." -> "at" and the rest.
std::pair<std::string_view, std::string_view> first_word(std::string_view text) {
  const auto end = std::min(text.find(' '), text.size());
  return {text.substr(0, end), trimmed(text.substr(end))};
}

class Parser {
 public:
  Parser(std::string_view text, const std::string& file) : text_(text) {
    reader_.file = file;
    scenario_.file = file;
  }

  std::expected<Scenario, ScenarioProblems> parse() {
    if (text_.size() > largest_file) {
      reader_.wrong({.sv = "filen är för stor", .en = "the file is too large"},
                    {.sv = "högst 1 MiB", .en = "at most 1 MiB"});
      return std::unexpected(std::move(reader_.problems));
    }
    for (const auto& line : logical_lines(text_)) {
      reader_.line = line.number;
      take(line.text);
    }
    finish();
    if (!reader_.problems.empty()) {
      return std::unexpected(std::move(reader_.problems));
    }
    return std::move(scenario_);
  }

 private:
  void take(std::string_view line) {
    if (line.front() == '>' || line.front() == '!') {
      expectation(trimmed(line.substr(1)), line.front() == '!');
      return;
    }
    const auto [word, rest] = first_word(line);
    if (word == "scenario") return heading(scenario_.id, rest, "scenario drottninggatan");
    if (word == "organisation") {
      return heading(scenario_.organisation, rest, "organisation stockholm");
    }
    if (word == "title") return title(rest);
    if (word == "start") return start(rest);
    if (word == "at") return at(rest);
    if (word == "advance") return advance(rest);
    if (word == "channel") return channel(rest);
    reader_.wrong({.sv = fmt::format("raden börjar med \"{}\"", word),
                   .en = fmt::format("the line begins with \"{}\"", word)},
                  suggestion(word, first_words));
  }

  void heading(std::string& out, std::string_view value, std::string_view example) {
    if (value.empty() || value.size() > 64 || !out.empty() ||
        value.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789-") != value.npos) {
      reader_.wrong({.sv = fmt::format("\"{}\" duger inte här", value),
                     .en = fmt::format("\"{}\" will not do here", value)},
                    {.sv = fmt::format("en gång, med a-z 0-9 -, som \"{}\"", example),
                     .en = fmt::format("once, of a-z 0-9 -, as \"{}\"", example)});
      return;
    }
    out = value;
  }

  void title(std::string_view rest) {
    auto& title = scenario_.title;
    if (rest.starts_with("sv:") && title.sv.empty()) {
      title.sv = trimmed(rest.substr(3));
    } else if (rest.starts_with("en:") && title.en.empty()) {
      title.en = trimmed(rest.substr(3));
    } else {
      reader_.wrong({.sv = "rubriken har inget språk, eller språket står två gånger",
                     .en = "the title has no language, or the language stands twice"},
                    {.sv = "\"title sv: ...\" och \"title en: ...\"",
                     .en = "\"title sv: ...\" and \"title en: ...\""});
    }
  }

  void start(std::string_view rest) {
    const auto stamp = parse_stamp(rest);
    if (!stamp || started_) {
      reader_.wrong(
          {.sv = fmt::format("start kan inte vara \"{}\"", rest),
           .en = fmt::format("start can not be \"{}\"", rest)},
          {.sv = "en gång, som 2017-04-07T14:50+02:00", .en = "once, as 2017-04-07T14:50+02:00"});
      return;
    }
    started_ = true;
    scenario_.civil = {.start = stamp->instant, .offset = stamp->offset};
    reader_.civil = scenario_.civil;
    reader_.now = stamp->instant;
  }

  // Makes a step at an instant, if the play may reach it.
  Step* step_at(std::optional<domain::Instant> time, std::string_view written) {
    if (!started_) {
      reader_.wrong({.sv = "ett steg före \"start\"", .en = "a step before \"start\""},
                    {.sv = "\"start 2017-04-07T14:50+02:00\" överst",
                     .en = "\"start 2017-04-07T14:50+02:00\" at the top"});
      return nullptr;
    }
    if (!time) {
      reader_.wrong({.sv = fmt::format("\"{}\" är ingen tid", written),
                     .en = fmt::format("\"{}\" is no time", written)},
                    {.sv = "14:53, 14:53:20, 2017-04-08T13:30+02:00 eller +5m",
                     .en = "14:53, 14:53:20, 2017-04-08T13:30+02:00 or +5m"});
      return nullptr;
    }
    if (*time < reader_.now) {
      reader_.wrong(
          {.sv = fmt::format("tiden går bakåt: {} efter {}", shown(*time, reader_.civil),
                             shown(reader_.now, reader_.civil)),
           .en = fmt::format("time runs backwards: {} after {}", shown(*time, reader_.civil),
                             shown(reader_.now, reader_.civil))},
          {.sv = "stegen i tidsordning; för nästa dag hela datumet",
           .en = "the steps in order of time; the whole date for the next day"});
      return nullptr;
    }
    if (*time - scenario_.civil.start > longest_play || scenario_.steps.size() >= most_steps) {
      reader_.wrong(
          {.sv = "scenariot är för långt", .en = "the scenario is too long"},
          {.sv = "högst 5000 steg och 400 dagar", .en = "at most 5000 steps and 400 days"});
      return nullptr;
    }
    reader_.now = *time;
    auto& step = scenario_.steps.emplace_back();
    step.line = reader_.line;
    step.time = *time;
    return &step;
  }

  void advance(std::string_view rest) {
    const auto duration = parse_duration(rest);
    if (!duration) {
      reader_.wrong({.sv = fmt::format("\"{}\" är ingen tidslängd", rest),
                     .en = fmt::format("\"{}\" is no duration", rest)},
                    {.sv = "som 30s, 5m, 2h eller 3d", .en = "as 30s, 5m, 2h or 3d"});
      return;
    }
    step_at(reader_.now + *duration, rest);
  }

  void at(std::string_view rest) {
    const auto [time, act] = first_word(rest);
    const auto written = time.ends_with(':') ? time.substr(0, time.size() - 1) : time;
    auto* step = step_at(parse_instant(written, reader_.civil, reader_.now), written);
    if (step == nullptr || act.empty()) {
      return;
    }
    const auto colon = act.find(':');
    if (colon == std::string_view::npos) {
      reader_.wrong(
          {.sv = "det framgår inte vem som gör vad", .en = "it is not said who does what"},
          {.sv = "at 14:53 person: handling fält=värde", .en = "at 14:53 person: act field=value"});
      return;
    }
    auto words = split_words(trimmed(act.substr(colon + 1)), reader_);
    const auto who = split_words(act.substr(0, colon), reader_);
    const bool as = who.size() == 3 && who[1].name == "as";
    if ((who.size() != 1 && !as) || words.empty()) {
      reader_.wrong(
          {.sv = "det framgår inte vem som gör vad", .en = "it is not said who does what"},
          {.sv = "\"person: handling\" eller \"person as ROLL: handling\"",
           .en = "\"person: act\" or \"person as ROLE: act\""});
      return;
    }
    const auto name = words.front().name;
    words.erase(words.begin());
    if (auto command = read_command(name, std::move(words), reader_)) {
      step->act = Act{.person = {who[0].name},
                      .capacity = as ? who[2].name : std::string{},
                      .command = std::move(*command)};
    }
  }

  void channel(std::string_view rest) {
    const auto words = split_words(rest, reader_);
    if (words.size() < 2 || words.size() > 3 || !behaviours.contains(words[1].name)) {
      reader_.wrong({.sv = fmt::format("\"channel {}\" förstås inte", rest),
                     .en = fmt::format("\"channel {}\" is not understood", rest)},
                    {.sv = "channel sms fails [person]; delivers, hands-over, fails, refuses, "
                           "unanswered, hangs",
                     .en = "channel sms fails [person]; delivers, hands-over, fails, refuses, "
                           "unanswered, hangs"});
      return;
    }
    if (auto* step = step_at(reader_.now, rest)) {
      step->order = ChannelOrder{.channel = words[0].name,
                                 .behaviour = words[1].name,
                                 .person = {words.size() == 3 ? words[2].name : std::string{}}};
    }
  }

  void expectation(std::string_view line, bool absent) {
    if (scenario_.steps.empty()) {
      reader_.wrong(
          {.sv = "en förväntan före första steget", .en = "an expectation before the first step"},
          {.sv = "förväntningar står under sitt steg",
           .en = "expectations stand below their step"});
      return;
    }
    if (auto read = read_expectation(line, absent, reader_)) {
      scenario_.steps.back().expectations.push_back(std::move(*read));
    }
  }

  void finish() {
    reader_.line = 0;
    const auto missing = [&](bool there, std::string_view what) {
      if (!there) {
        reader_.wrong({.sv = fmt::format("\"{}\" saknas", what),
                       .en = fmt::format("\"{}\" is missing", what)},
                      {.sv = fmt::format("en rad som börjar med \"{}\"", what),
                       .en = fmt::format("a line that begins with \"{}\"", what)});
      }
    };
    missing(!scenario_.id.empty(), "scenario");
    missing(!scenario_.title.sv.empty(), "title sv:");
    missing(!scenario_.title.en.empty(), "title en:");
    missing(!scenario_.organisation.empty(), "organisation");
    missing(started_, "start");
    missing(!scenario_.steps.empty(), "at");
  }

  std::string_view text_;
  Reader reader_;
  Scenario scenario_;
  bool started_ = false;
};

}  // namespace

std::expected<Scenario, ScenarioProblems> parse_scenario(std::string_view text,
                                                         const std::string& file) {
  return Parser(text, file).parse();
}

std::expected<Scenario, ScenarioProblems> load_scenario(const std::filesystem::path& file) {
  const auto name = file.lexically_normal().string();
  std::error_code error;
  const auto size = std::filesystem::file_size(file, error);
  std::ifstream stream(file, std::ios::binary);
  if (error || !stream || size > largest_file) {
    return std::unexpected(
        ScenarioProblems{{.file = name,
                          .line = 0,
                          .what = {.sv = "filen kan inte läsas", .en = "the file can not be read"},
                          .right = {.sv = "en läsbar fil på högst 1 MiB",
                                    .en = "a readable file of at most 1 MiB"}}});
  }
  const std::string text(std::istreambuf_iterator<char>(stream), {});
  return parse_scenario(text, name);
}

std::vector<std::string> list_scenarios(const std::filesystem::path& folder) {
  std::vector<std::string> ids;
  std::error_code error;
  for (std::filesystem::directory_iterator at(folder, error), end; !error && at != end;
       at.increment(error)) {
    if (at->path().extension() == ".txt") {
      ids.push_back(at->path().stem().string());
    }
  }
  std::ranges::sort(ids);
  return ids;
}

std::string format_problems(const ScenarioProblems& problems) {
  std::string text;
  for (const auto& problem : problems) {
    text +=
        fmt::format("{}:{}: {}\n    rätt: {}\n    {}\n    right: {}\n", problem.file, problem.line,
                    problem.what.sv, problem.right.sv, problem.what.en, problem.right.en);
  }
  return text;
}

}  // namespace ckl::exercise
