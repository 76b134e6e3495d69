#include "domain/seats.hpp"

#include <algorithm>
#include <array>

#include "domain/authority.hpp"
#include "domain/duties.hpp"
#include "domain/leads.hpp"

namespace ckl::domain {
namespace {

constexpr std::array<std::string_view, 3> seat_roles{
    role::committee_chair, role::committee_vice_chair, role::committee_member};
constexpr std::array<std::string_view, 4> committee_roles{
    role::committee_chair, role::committee_vice_chair, role::committee_member,
    role::committee_substitute};

bool is_present(std::span<const Seat> present, const PersonId& person) {
  return std::ranges::find(present, person, &Seat::person) != present.end();
}

bool has_any(const State& state, const PersonId& person, std::span<const std::string_view> roles,
             Instant now) {
  return std::ranges::any_of(
      roles, [&](std::string_view role) { return holds(state, person, role, now); });
}

bool had_any(const State& state, const PersonId& person, std::span<const std::string_view> roles,
             Instant now) {
  return std::ranges::any_of(
      roles, [&](std::string_view role) { return holds_at_other_time(state, person, role, now); });
}

void out_of_order(std::string_view rule, Text message, Text what_now, Objections& objections) {
  objections.add(Objection{.code = RejectionCode::precondition,
                           .rule = rule,
                           .message = std::move(message),
                           .what_now = std::move(what_now),
                           .field = "present"});
}

// Neither a seat of the own nor the place of a substitute.
void refuse_stranger(const Case& c, const PersonId& person, Objections& objections) {
  if (had_any(c.state, person, committee_roles, c.now)) {
    out_of_order("G18",
                 {"Uppdraget i nämnden gäller inte nu: " + person.value,
                  "The mandate in the committee is not in force now: " + person.value},
                 {"Kalla en ersättare", "Call a substitute"}, objections);
    return;
  }
  out_of_order("G07",
               {"Varken ledamot eller ersättare: " + person.value,
                "Neither member nor substitute: " + person.value},
               {"Anteckna bara ledamöter och ersättare som närvarande",
                "Record only members and substitutes as present"},
               objections);
}

// A substitute serves for one member who is not there, alone.
void check_substitute(const Case& c, const Seat& seat, std::span<const Seat> taken,
                      Objections& objections) {
  if (seat.serves_for.empty()) return;
  const bool of_a_seat = has_seat(c.state, seat.serves_for, c.now) ||
                         had_any(c.state, seat.serves_for, seat_roles, c.now);
  const bool free = !is_present(taken, seat.serves_for) &&
                    std::ranges::find(taken, seat.serves_for, &Seat::serves_for) == taken.end();
  if (of_a_seat && free) return;
  out_of_order("R34",
               {"Ersättaren kan inte tjänstgöra för " + seat.serves_for.value,
                "The substitute can not serve for " + seat.serves_for.value},
               {"En ersättare tjänstgör för en ledamot som inte är där",
                "One substitute serves for one member who is not there"},
               objections);
}

// A member who comes late takes the seat back; the substitute leaves it first.
void check_seat_free(const Seat& seat, std::span<const Seat> taken, Objections& objections) {
  const auto served = std::ranges::find(taken, seat.person, &Seat::serves_for);
  if (served == taken.end()) return;
  out_of_order("R34",
               {served->person.value + " tjänstgör för " + seat.person.value,
                served->person.value + " serves for " + seat.person.value},
               {"Anteckna först att ersättaren lämnar platsen",
                "Record first that the substitute leaves the seat"},
               objections);
}

}  // namespace

bool has_seat(const State& state, const PersonId& person, Instant now) {
  return has_any(state, person, seat_roles, now);
}

std::size_t fixed_seats(const State& state, Instant now) {
  if (state.settings.committee_seats > 0) return state.settings.committee_seats;
  return holders_of(state, seat_roles, now).size();
}

bool is_quorum(std::size_t serving, std::size_t seats) { return 2 * serving > seats; }

bool serves(const State& state, const Seat& seat, Instant now) {
  if (has_seat(state, seat.person, now)) return true;
  return !seat.serves_for.empty() && holds(state, seat.person, role::committee_substitute, now);
}

std::size_t count_serving(const State& state, std::span<const Seat> present, Instant now) {
  return static_cast<std::size_t>(
      std::ranges::count_if(present, [&](const Seat& seat) { return serves(state, seat, now); }));
}

PersonId presiding_among(const State& state, std::span<const Seat> present,
                         std::span<const PersonId> without, Instant now) {
  constexpr std::array<std::string_view, 2> leaders{role::committee_chair,
                                                    role::committee_vice_chair};
  std::vector<PersonId> order = holders_of(state, leaders, now);
  // KL 6:22: whom the council has named is one of the elected members, in the own seat.
  const PersonId& named = state.settings.presiding_substitute;
  if (!named.empty() && has_seat(state, named, now)) order.push_back(named);
  for (const auto& person : order) {
    const auto seat = std::ranges::find(present, person, &Seat::person);
    if (seat == present.end() || !serves(state, *seat, now)) continue;
    if (std::ranges::find(without, person) == without.end()) return person;
  }
  return {};
}

std::string presiding_capacity(const State& state, const PersonId& person, Instant now) {
  for (const auto role : committee_roles) {
    if (holds(state, person, role, now)) return std::string(role);
  }
  return {};
}

void check_seating(const Case& c, const Seat& seat, std::span<const Seat> taken,
                   Objections& objections) {
  if (is_present(taken, seat.person)) {
    out_of_order("R34",
                 {"Står mer än en gång: " + seat.person.value,
                  "Stands more than once: " + seat.person.value},
                 {"En plats för varje person", "One seat for each person"}, objections);
  }
  if (seat.remote && !c.state.settings.remote_meetings) {
    out_of_order("G07",
                 {"Kommunfullmäktige har inte tillåtit deltagande på distans",
                  "The city council has not allowed remote participation"},
                 {"Anteckna bara dem som är på plats", "Record only those who are in the room"},
                 objections);
  }
  if (has_seat(c.state, seat.person, c.now)) {
    check_seat_free(seat, taken, objections);
    if (seat.serves_for.empty()) return;
    out_of_order("R34",
                 {"En ledamot tjänstgör bara för sig själv: " + seat.person.value,
                  "A member serves only for the own seat: " + seat.person.value},
                 {"Lämna fältet tomt", "Leave the field empty"}, objections);
  } else if (holds(c.state, seat.person, role::committee_substitute, c.now)) {
    check_substitute(c, seat, taken, objections);
  } else {
    refuse_stranger(c, seat.person, objections);
  }
}

void require_quorum(const Case& c, std::size_t serving, Objections& objections) {
  const std::size_t seats = fixed_seats(c.state, c.now);
  if (is_quorum(serving, seats)) return;
  const std::string counts = std::to_string(serving) + " / " + std::to_string(seats);
  const std::string needed = std::to_string(seats / 2 + 1);
  objections.add(
      Objection{.code = RejectionCode::precondition,
                .rule = "G07",
                .message = {"Nämnden är inte beslutför: " + counts + " tjänstgör",
                            "The committee has no quorum: " + counts + " serve"},
                .what_now = {"Minst " + needed +
                                 " krävs; kalla in ersättare, eller låt ordföranden besluta "
                                 "ensam om det är så brådskande (T06)",
                             "At least " + needed +
                                 " are needed; call in substitutes, or have the chair "
                                 "decide alone if it is that urgent (T06)"},
                .field = "present"});
}

void require_roster(const Case& c, Objections& objections) {
  const Unit* committee = find_unit(c.state, committee_unit(c.state));
  const bool elected = committee != nullptr && !holders_of(c.state, seat_roles, c.now).empty();
  if (elected) return;
  objections.add(Objection{
      .code = RejectionCode::precondition,
      .rule = "G18",
      .message = {"Krisledningsnämnden har inga gällande uppdrag från kommunfullmäktige",
                  "The crisis management committee has no mandates in force from the city council"},
      .what_now = {"Kommunfullmäktige väljer nämnden; anta organisationen på nytt",
                   "The city council elects the committee; adopt the organisation anew"},
      .field = {}});
}

void tell_of_missing_vice_chair(Ruling& ruling) {
  const State& state = ruling.state();
  if (!holders(state, role::committee_vice_chair, ruling.now()).empty()) return;
  inform(ruling, Notice{.rule = "R46",
                        .incident = {},
                        .text = {"Krisledningsnämnden saknar vice ordförande med gällande uppdrag",
                                 "The crisis management committee has no vice chair with a mandate "
                                 "in force"}});
}

}  // namespace ckl::domain
