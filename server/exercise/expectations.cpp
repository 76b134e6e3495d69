#include "exercise/expectations.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "domain/decide.hpp"
#include "exercise/event_fields.hpp"
#include "exercise/reading.hpp"

namespace ckl::exercise {
namespace {

// The fields that every entry has beside those of its event.
const std::set<std::string> entry_fields{"actor", "capacity", "machine", "via", "by-rule", "basis"};
const std::set<std::string> letter_fields{"channel", "person", "subject", "text", "repeated"};
const std::set<std::string> refusal_fields{"rule", "code", "field", "basis"};

// "*" at either end stands for anything.
bool matches(std::string_view pattern, std::string_view value) {
  const bool open_start = pattern.starts_with('*');
  const bool open_end = pattern.size() > 1 && pattern.ends_with('*');
  if (open_start) pattern.remove_prefix(1);
  if (open_end) pattern.remove_suffix(1);
  if (open_start && open_end) return value.find(pattern) != std::string_view::npos;
  if (open_start) return value.ends_with(pattern);
  if (open_end) return value.starts_with(pattern);
  return value == pattern;
}

std::string joined(const std::vector<std::string>& parts) {
  std::string all;
  for (const auto& part : parts) {
    all += (all.empty() ? "" : ", ") + part;
  }
  return all;
}

std::vector<EventField> all_fields(const domain::Entry& entry) {
  auto fields = fields_of(entry.event);
  fields.push_back({"actor", entry.actor.person.value, {}});
  fields.push_back({"capacity", entry.actor.capacity, {}});
  fields.push_back({"machine", entry.actor.machine, {}});
  fields.push_back({"via", entry.actor.via, {}});
  fields.push_back({"by-rule", entry.rule.value, {}});
  fields.push_back({"basis", joined(entry.basis), {}});
  return fields;
}

// What times are compared with.
struct Ruler {
  const CivilTime& civil;
  domain::Instant near;
  domain::Seconds tolerance;
};

bool field_holds(const EventField& field, const std::string& wanted, const Ruler& ruler) {
  if (!field.instant) {
    return matches(wanted, field.value);
  }
  const auto instant = parse_instant(wanted, ruler.civil, ruler.near);
  // Scenarios are written to the second.
  return instant && std::chrono::abs(std::chrono::floor<domain::Seconds>(*field.instant) -
                                     *instant) <= ruler.tolerance;
}

bool entry_holds(const domain::Entry& entry, const Expectation& wanted, const Ruler& ruler) {
  if (wanted.name != domain::name_of(entry.event)) {
    return false;
  }
  const auto fields = all_fields(entry);
  return std::ranges::all_of(wanted.fields, [&](const Word& word) {
    const auto field = std::ranges::find(fields, word.name, &EventField::name);
    return field != fields.end() && field_holds(*field, word.value.value_or(""), ruler);
  });
}

bool letter_holds(const SentLetter& letter, const Expectation& wanted) {
  return std::ranges::all_of(wanted.fields, [&](const Word& word) {
    const auto value = word.value.value_or("");
    if (word.name == "channel") return matches(value, letter.channel);
    if (word.name == "person") return matches(value, letter.person.value);
    if (word.name == "subject") return matches(value, letter.subject);
    if (word.name == "text") return matches(value, letter.text);
    return (value == "yes") == letter.repeated;
  });
}

const domain::Rejection* rejection_of(const Observation& seen) {
  return seen.reply == nullptr ? nullptr : std::get_if<domain::Rejection>(seen.reply);
}

bool refusal_holds(const domain::Rejection* rejection, const Expectation& wanted) {
  if (rejection == nullptr) {
    return false;
  }
  return std::ranges::all_of(wanted.fields, [&](const Word& word) {
    const auto value = word.value.value_or("");
    if (word.name == "code") return matches(value, word_of(rejection->code));
    return std::ranges::any_of(rejection->breaches, [&](const domain::Breach& breach) {
      if (word.name == "rule") return matches(value, breach.rule.value);
      if (word.name == "basis") return matches(value, breach.basis);
      return matches(value, breach.field);
    });
  });
}

std::string shown_refusal(const domain::Rejection* rejection) {
  if (rejection == nullptr) {
    return "    den godtogs / it was accepted\n";
  }
  std::string text;
  for (const auto& breach : rejection->breaches) {
    text +=
        fmt::format("    refused rule={} code={} field={}: {} / {}\n", breach.rule.value,
                    word_of(rejection->code), breach.field, breach.message.sv, breach.message.en);
  }
  return text;
}

std::string shown_entries(const Observation& seen, const CivilTime& civil) {
  std::string text;
  for (const auto& entry : seen.entries) {
    text += "    " + describe(entry, civil) + "\n";
  }
  for (const auto& letter : seen.sent) {
    text +=
        fmt::format("    sent channel={} person={} subject=\"{}\" repeated={}\n", letter.channel,
                    letter.person.value, letter.subject, letter.repeated ? "yes" : "no");
  }
  return text.empty() ? "    ingenting / nothing\n" : text;
}

// Expected events take one observed event each; whether something is absent is asked of all.
class Judge {
 public:
  Judge(const Scenario& scenario, const Step& step, const Observation& seen)
      : scenario_(scenario), step_(step), seen_(seen), taken_(seen.entries.size()) {}

  std::vector<std::string> run() {
    const auto* rejection = rejection_of(seen_);
    const bool refusal_expected = std::ranges::any_of(step_.expectations, [](const auto& wanted) {
      return wanted.kind == Expectation::Kind::refused && !wanted.absent;
    });
    if (rejection != nullptr && !refusal_expected) {
      say(step_.line, "handlingen avvisades / the act was refused", shown_refusal(rejection));
    }
    for (const auto& wanted : step_.expectations) {
      one(wanted);
    }
    return std::move(failures_);
  }

 private:
  void one(const Expectation& wanted) {
    switch (wanted.kind) {
      case Expectation::Kind::event:
        return event(wanted);
      case Expectation::Kind::sent:
        return sent(wanted);
      case Expectation::Kind::state:
        return state(wanted);
      case Expectation::Kind::refused:
        return refused(wanted);
    }
  }

  void event(const Expectation& wanted) {
    const Ruler ruler{.civil = scenario_.civil, .near = step_.time, .tolerance = seen_.tolerance};
    for (std::size_t i = 0; i < seen_.entries.size(); ++i) {
      if ((wanted.absent || !taken_[i]) && entry_holds(seen_.entries[i], wanted, ruler)) {
        taken_[i] = true;
        if (wanted.absent) {
          say(wanted.line, "borde inte ha hänt / should not have happened: " + wanted.text,
              "    " + describe(seen_.entries[i], scenario_.civil) + "\n");
        }
        return;
      }
    }
    if (!wanted.absent) {
      say(wanted.line, "hände inte / did not happen: " + wanted.text,
          shown_entries(seen_, scenario_.civil));
    }
  }

  void sent(const Expectation& wanted) {
    if (!seen_.sees_letters) {
      return;
    }
    const bool any = std::ranges::any_of(
        seen_.sent, [&](const SentLetter& letter) { return letter_holds(letter, wanted); });
    if (any == wanted.absent) {
      say(wanted.line,
          (any ? "borde inte ha skickats / should not have been sent: "
               : "skickades inte / was not sent: ") +
              wanted.text,
          shown_entries(seen_, scenario_.civil));
    }
  }

  void state(const Expectation& wanted) {
    for (const auto& word : wanted.fields) {
      const auto actual = state_value(*seen_.state, word.name);
      const bool holds = actual && matches(word.value.value_or(""), *actual);
      if (holds == wanted.absent) {
        say(wanted.line, "tillståndet är ett annat / the state is another: " + wanted.text,
            fmt::format("    {}={}\n", word.name,
                        actual.value_or("(finns inte / does not exist)")));
      }
    }
  }

  void refused(const Expectation& wanted) {
    const auto* rejection = rejection_of(seen_);
    if (refusal_holds(rejection, wanted) == wanted.absent) {
      say(wanted.line, "avslaget är ett annat / the refusal is another: " + wanted.text,
          shown_refusal(rejection));
    }
  }

  void say(std::size_t line, const std::string& what, const std::string& instead) {
    failures_.push_back(fmt::format("{}:{}: {} ({})\n{}", scenario_.file, line, what,
                                    shown(step_.time, scenario_.civil), instead));
  }

  const Scenario& scenario_;
  const Step& step_;
  const Observation& seen_;
  std::vector<bool> taken_;
  std::vector<std::string> failures_;
};

void check_fields(const Expectation& wanted, const std::set<std::string>& known, Reader& reader) {
  for (const auto& word : wanted.fields) {
    if (!word.value) {
      reader.wrong({.sv = fmt::format("ordet \"{}\" saknar värde", word.name),
                    .en = fmt::format("the word \"{}\" has no value", word.name)},
                   {.sv = "fält=värde", .en = "field=value"});
    } else if (!known.contains(word.name)) {
      reader.wrong({.sv = fmt::format("okänt fält \"{}\"", word.name),
                    .en = fmt::format("unknown field \"{}\"", word.name)},
                   suggestion(word.name, known));
    }
  }
}

void check_questions(const Expectation& wanted, Reader& reader) {
  const auto known = state_questions();
  for (const auto& word : wanted.fields) {
    const auto open = word.name.find('(');
    const auto key = open == std::string::npos ? word.name : word.name.substr(0, open) + "()";
    if (!word.value || !known.contains(key)) {
      reader.wrong({.sv = fmt::format("tillståndet har inget \"{}\"", word.name),
                    .en = fmt::format("the state has no \"{}\"", word.name)},
                   suggestion(key, known));
    }
  }
}

}  // namespace

std::vector<std::string> judge(const Scenario& scenario, const Step& step,
                               const Observation& seen) {
  return Judge(scenario, step, seen).run();
}

std::string describe(const domain::Entry& entry, const CivilTime& civil) {
  auto text = fmt::format("{} {} {}", entry.sequence, shown(entry.time, civil),
                          domain::name_of(entry.event));
  for (const auto& field : all_fields(entry)) {
    if (field.instant) {
      text += fmt::format(" {}=\"{}\"", field.name, shown(*field.instant, civil));
    } else if (!field.value.empty() && field.name != "basis") {
      const bool quoted = field.value.find(' ') != std::string::npos;
      text += fmt::format(" {}={}{}{}", field.name, quoted ? "\"" : "", field.value.substr(0, 60),
                          quoted ? "\"" : "");
    }
  }
  return text;
}

std::optional<Expectation> read_expectation(std::string_view line, bool absent, Reader& reader) {
  auto words = split_words(line, reader);
  Expectation wanted;
  wanted.line = reader.line;
  wanted.absent = absent;
  wanted.text = line;
  if (absent && !words.empty() && !words.front().value && words.front().name == "no") {
    words.erase(words.begin());
  } else if (absent) {
    reader.wrong({.sv = "efter ! ska det stå \"no\"", .en = "after ! there must be \"no\""},
                 {.sv = "! no PersonCalled", .en = "! no PersonCalled"});
    return std::nullopt;
  }
  if (words.empty() || words.front().value) {
    reader.wrong({.sv = "det framgår inte vad som väntas", .en = "it is not said what is expected"},
                 {.sv = "> LevelChanged to=serious, > refused rule=G03, > state ckl=active",
                  .en = "> LevelChanged to=serious, > refused rule=G03, > state ckl=active"});
    return std::nullopt;
  }
  wanted.name = words.front().name;
  wanted.fields.assign(words.begin() + 1, words.end());
  if (wanted.name == "state") {
    wanted.kind = Expectation::Kind::state;
    check_questions(wanted, reader);
  } else if (wanted.name == "refused") {
    wanted.kind = Expectation::Kind::refused;
    check_fields(wanted, refusal_fields, reader);
  } else if (wanted.name == "sent") {
    wanted.kind = Expectation::Kind::sent;
    check_fields(wanted, letter_fields, reader);
  } else if (const auto names = field_names(wanted.name)) {
    auto known = entry_fields;
    known.insert(names->begin(), names->end());
    check_fields(wanted, known, reader);
  } else {
    const auto all = event_names();
    std::set<std::string> known(all.begin(), all.end());
    known.insert({"state", "refused", "sent"});
    reader.wrong({.sv = fmt::format("okänd händelse \"{}\"", wanted.name),
                  .en = fmt::format("unknown event \"{}\"", wanted.name)},
                 suggestion(wanted.name, known));
    return std::nullopt;
  }
  return wanted;
}

}  // namespace ckl::exercise
