#include "domain/relief_words.hpp"

#include <algorithm>

#include "domain/authority.hpp"
#include "domain/calendar.hpp"

namespace ckl::domain::wording {
namespace {

std::string two(std::int64_t number) { return (number < 10 ? "0" : "") + std::to_string(number); }

std::string clock(Instant at) {
  const auto minutes = std::chrono::floor<std::chrono::minutes>(calendar::wall_clock_of(at));
  return two(minutes.count() / 60) + ":" + two(minutes.count() % 60);
}

std::string moment(Instant at) { return calendar::iso(calendar::date_of(at)) + " " + clock(at); }

std::string stretch(Instant from, Instant until) {
  const bool same_day = calendar::date_of(from) == calendar::date_of(until);
  return moment(from) + "–" + (same_day ? clock(until) : moment(until));
}

// "11 h", "7 h 30 min"
std::string length_of(Seconds time) {
  const auto minutes = std::chrono::floor<std::chrono::minutes>(time).count();
  const std::string hours = std::to_string(minutes / 60) + " h";
  return minutes % 60 == 0 ? hours : hours + " " + std::to_string(minutes % 60) + " min";
}

}  // namespace

Text position_name(const State& state, const PositionId& position) {
  const auto& known = state.organisation.positions;
  const auto found = std::ranges::find(known, position, &Position::id);
  return found == known.end() ? Text{position.value, position.value} : found->name;
}

std::string person_name(const State& state, const PersonId& person) {
  const Person* known = find_person(state, person);
  return known == nullptr ? person.value : known->name;
}

Text relief_asked(const Text& position, const std::vector<ReliefShift>& shifts) {
  const ReliefShift& first = shifts.front();
  const std::string when = stretch(first.from, first.until);
  if (shifts.size() == 1) {
    return {
        "Avlösning " + position.sv + ": kan du ta passet " + when + "? Svara för " + first.id.value,
        "Relief " + position.en + ": can you take the shift " + when + "? Answer for " +
            first.id.value};
  }
  const std::string many = std::to_string(shifts.size());
  return {"Avlösning " + position.sv + ": kan du ta " + many + " pass? Det första är " + when +
              ". Svara för vart och ett",
          "Relief " + position.en + ": can you take " + many + " shifts? The first is " + when +
              ". Answer for each"};
}

Text shift_withdrawn(const Text& position, const ReliefShift& shift) {
  const std::string when = stretch(shift.from, shift.until);
  return {"Avlösning " + position.sv + ": du har inte längre passet " + when,
          "Relief " + position.en + ": you no longer have the shift " + when};
}

Text relief_gap(const Text& position, const ReliefGap& gap) {
  const std::string missing = std::to_string(gap.missing);
  if (!gap.until) {
    return {"Uthållighet " + position.sv + ": bemanningen tar slut " + moment(gap.from),
            "Endurance " + position.en + ": runs dry " + moment(gap.from)};
  }
  const std::string when = stretch(gap.from, *gap.until);
  return {"Uthållighet " + position.sv + ": " + missing + " saknas " + when,
          "Endurance " + position.en + ": " + missing + " missing " + when};
}

Text handover_due(const Text& position, const std::string& outgoing, const std::string& incoming) {
  return {"Överlämning " + position.sv + ": " + outgoing + " till " + incoming +
              ". Den som går skriver, båda undertecknar",
          "Handover " + position.en + ": " + outgoing + " to " + incoming +
              ". Whoever leaves writes, both sign"};
}

Text relief_ended(const Text& position, const std::string& reason) {
  const std::string why = reason.empty() ? std::string() : ": " + reason;
  return {"Avlösning " + position.sv + " behövs inte längre" + why,
          "Relief " + position.en + " is no longer needed" + why};
}

Text too_long(Seconds length, Seconds most) {
  return {"Passet är " + length_of(length) + "; högst " + length_of(most),
          "The shift is " + length_of(length) + "; at most " + length_of(most)};
}

Text double_shift(const Stretch& taken) {
  const std::string when = stretch(taken.from, taken.until);
  return {"Dubbelt pass: personen har redan " + when, "Double shift: the person has " + when};
}

Text too_little_rest(const Stretch& taken, Seconds rested, Seconds rest) {
  const std::string when = stretch(taken.from, taken.until);
  return {
      "För kort vila: " + length_of(rested) + " till passet " + when + "; minst " + length_of(rest),
      "Too little rest: " + length_of(rested) + " to the shift " + when + "; at least " +
          length_of(rest)};
}

}  // namespace ckl::domain::wording
