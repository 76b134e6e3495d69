// Kontaktprov: testing the ways to a person, and the day's check of those with duty (A15, A16).
#include "domain/contact_test.hpp"

#include <algorithm>
#include <set>

#include "domain/authority.hpp"
#include "domain/calendar.hpp"
#include "domain/capacity.hpp"
#include "domain/duties.hpp"
#include "domain/duty_check.hpp"
#include "domain/handlers.hpp"
#include "domain/limits.hpp"
#include "domain/procedure.hpp"
#include "domain/roster.hpp"
#include "domain/wrong_state.hpp"

namespace ckl::domain {
namespace {

constexpr std::string_view console = "console";
// A second test within this time would only be taken for the first.
constexpr Seconds test_again_after{60};
// The day's check does not repeat a test that somebody had the same day.
constexpr Seconds checked_again_after{20 * 3'600};
// A way is tested again so long before its last good test no longer counts.
constexpr Seconds renew_ahead{7 * 24 * 3'600};
constexpr std::size_t names_in_notice = 5;

void plan_test(Ruling& ruling, const PersonId& person, const ContactPath& path) {
  ruling.add("A16", ContactTested{.message = ruling.new_message(),
                                  .person = person,
                                  .channel = path.channel,
                                  .contact = path.contact});
}

// The ways of the person that are to be tested today: as many as are lacking, those first that
// were tested longest ago.
std::vector<ContactPath> to_test(const State& state, const PersonId& person, Instant now) {
  struct Candidate {
    Instant sent;
    std::size_t place = 0;  // in the ladder
    ContactPath path;
    [[nodiscard]] std::pair<Instant, std::size_t> turn() const { return {sent, place}; }
  };
  std::vector<Candidate> candidates;
  std::size_t proved = 0;
  for (auto& path : paths_of(state, person)) {
    const TestedPath* tested = find_tested(state, person, path);
    if (tested != nullptr && is_proved(state, *tested, now + renew_ahead)) {
      ++proved;
    } else if (tested == nullptr || tested->message.empty() ||
               tested->sent + checked_again_after <= now) {
      candidates.push_back({.sent = tested == nullptr ? Instant{} : tested->sent,
                            .place = candidates.size(),
                            .path = std::move(path)});
    }
  }
  std::ranges::sort(candidates, {}, &Candidate::turn);
  std::vector<ContactPath> paths;
  for (auto& candidate : candidates) {
    if (proved + paths.size() >= contact_paths_wanted) break;
    paths.push_back(std::move(candidate.path));
  }
  return paths;
}

std::string names_of(const State& state, const std::vector<PersonId>& persons,
                     std::string_view and_more) {
  std::string names;
  for (std::size_t i = 0; i < std::min(persons.size(), names_in_notice); ++i) {
    const Person* person = find_person(state, persons[i]);
    names += (i == 0 ? "" : ", ") + (person == nullptr ? persons[i].value : person->name);
  }
  if (persons.size() > names_in_notice) {
    names += std::string(and_more) + std::to_string(persons.size() - names_in_notice);
  }
  return names;
}

Text words(const State& state, const DutyContactsChecked& checked) {
  const std::string lacking = std::to_string(checked.lacking.size());
  const std::string all = std::to_string(checked.on_duty);
  return {lacking + " av " + all +
              " med jour inom sju dagar saknar två kontaktvägar som har prövats: " +
              names_of(state, checked.lacking, " och fler: "),
          lacking + " of " + all + " with duty within seven days lack two contact paths that " +
              "have been tested: " + names_of(state, checked.lacking, " and more: ")};
}

}  // namespace

std::vector<ContactPath> paths_of(const State& state, const PersonId& person) {
  std::vector<ContactPath> paths;
  const Person* found = find_person(state, person);
  if (found == nullptr) return paths;
  for (const auto& step : found->ladder) {
    ContactPath path{.channel = step.channel, .contact = step.contact};
    if (step.channel == console || std::ranges::find(paths, path) != paths.end()) continue;
    paths.push_back(std::move(path));
  }
  return paths;
}

const TestedPath* find_tested(const State& state, const PersonId& person, const ContactPath& path) {
  const auto record = state.contact_tests.find(person);
  if (record == state.contact_tests.end()) return nullptr;
  for (const auto& tested : record->second.paths) {
    if (tested.channel == path.channel && tested.contact == path.contact) return &tested;
  }
  return nullptr;
}

bool is_proved(const State& state, const TestedPath& path, Instant now) {
  if (!path.good) return false;
  const Seconds lasts = state.settings.contact_good_for;
  return lasts.count() == 0 || now < *path.good + lasts;
}

std::size_t proved_paths(const State& state, const PersonId& person, Instant now) {
  return static_cast<std::size_t>(
      std::ranges::count_if(paths_of(state, person), [&](const ContactPath& path) {
        const TestedPath* tested = find_tested(state, person, path);
        return tested != nullptr && is_proved(state, *tested, now);
      }));
}

std::vector<PersonId> with_duty(const State& state, Instant from, Instant until) {
  std::vector<PersonId> persons;
  std::set<PersonId> known;
  const auto add = [&](const PersonId& person) {
    if (!person.empty() && known.insert(person).second) persons.push_back(person);
  };
  for (const auto& function : state.organisation.duty_functions) {
    const Roster* roster = find_roster(state, function.id);
    if (roster == nullptr) {
      for (const auto& person : function.persons) add(person);
      continue;
    }
    for (const auto& span : plan_of(*roster, {.from = from, .until = until})) add(span.person);
  }
  return persons;
}

void check_duty_contacts(Ruling& ruling) {
  const State& state = ruling.state();
  const auto persons = with_duty(state, ruling.now(), ruling.now() + limits::duty_check_ahead);
  DutyContactsChecked checked{.day = calendar::iso(calendar::date_of(ruling.now())),
                              .on_duty = static_cast<std::uint32_t>(persons.size()),
                              .lacking = {}};
  for (const auto& person : persons) {
    if (proved_paths(state, person, ruling.now()) < contact_paths_wanted) {
      checked.lacking.push_back(person);
    }
    for (const auto& path : to_test(state, person, ruling.now())) plan_test(ruling, person, path);
  }
  if (!checked.lacking.empty()) {
    notify(ruling,
           Notice{.rule = "A15",
                  .incident = {},
                  .text = words(state, checked),
                  .subject = "CONTACT_CHECK"},
           reached_of(state, find_rule("A15")->informs, ruling.now()));
  }
  ruling.add("A15", std::move(checked));
}

Decision decide_on(const Case& c, const TestContact& command) {
  Objections objections(c.now);
  const bool for_another = !command.person.empty() && command.person != c.actor.person;
  std::string capacity = for_another ? require_any(c, "A16", objections) : std::string();
  const PersonId& person = for_another ? command.person : c.actor.person;
  const ContactPath path{.channel = command.channel, .contact = command.contact};
  if (c.state.mode != Mode::live) {
    objections.add(
        wrong_state("G12",
                    {"Kontaktprov görs i den skarpa arbetsytan, där vägarna är de riktiga",
                     "Contacts are tested in the live workspace, where the ways are real"},
                    {"Välj den skarpa arbetsytan", "Choose the live workspace"}));
  }
  const TestedPath* tested = find_tested(c.state, person, path);
  if (tested != nullptr && !tested->message.empty() && c.now < tested->sent + test_again_after) {
    objections.add(
        wrong_state("A16",
                    {"Ett prov av den vägen sändes för mindre än en minut sedan",
                     "A test of that way was sent less than a minute ago"},
                    {"Svara på det, eller vänta en minut", "Answer it, or wait a minute"}));
  }
  if (!objections.empty()) return objections.refuse();

  Ruling ruling(c);
  plan_test(ruling, person, path);
  return ruling.accept(std::move(capacity), person.value);
}

Decision decide_on(const Case& c, const ConfirmContact& command) {
  const Message* message = c.state.messages.find(command.message);
  const ContactStep& step = message->ladder->front();
  const TestedPath* tested =
      find_tested(c.state, message->person, {.channel = step.channel, .contact = step.contact});
  Ruling ruling(c);
  const bool last = tested != nullptr && tested->message == command.message;
  const bool answered = last && tested->good && *tested->good >= tested->sent;
  if (last && !answered) {
    ruling.add("A16", ContactConfirmed{.message = command.message,
                                       .person = message->person,
                                       .via = c.actor.via,
                                       .mark = command.mark});
  }
  return ruling.accept({}, message->person.value);
}

Decision decide_on(const Case& c, const ForgetContact& command) {
  Ruling ruling(c);
  const ContactPath path{.channel = command.channel, .contact = command.contact};
  if (find_tested(c.state, command.person, path) != nullptr) {
    ruling.add("A16", ContactForgotten{.person = command.person,
                                       .channel = command.channel,
                                       .contact = command.contact});
  }
  return ruling.accept({}, command.person.value);
}

}  // namespace ckl::domain
