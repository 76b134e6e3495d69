// Kontaktprov: which ways to a person have been proved to work, and when.
//
// Pure values of the state and the journal, and questions to them. A way is one address of one
// kind, as a rung of the person's ladder names it; the address itself stands in the directory. A
// way is proved when the person answers the message sent that way, by its link, its code or a key:
// that a gateway took it proves nothing. Basis: A16 (known and exercised alarm paths), A15 (whoever
// is on duty is reachable).
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "domain/ids.hpp"

namespace ckl::domain {

struct State;

// En prövad väg till en person.
struct TestedPath {
  std::string channel;          // Slag.
  std::uint32_t contact = 0;    // Vilken adress av det slaget, from 0.
  MessageId message;            // Senaste prov.
  Instant sent;                 // Senaste prov sänt.
  std::optional<Instant> good;  // Senaste lyckade prov.
  std::string via;              // Hur det besvarades.
  std::uint32_t mark = 0;       // Vilken adress det gällde: 16 keyed bits, which name nobody.
  bool operator==(const TestedPath&) const = default;
};

// En persons kontaktprov.
struct ContactRecord {
  PersonId id;                    // Vem.
  std::vector<TestedPath> paths;  // Vägar, in the order they were first tested.
  bool operator==(const ContactRecord&) const = default;
};

// How many proved ways everybody with duty has.
inline constexpr std::size_t contact_paths_wanted = 2;

struct ContactPath {
  std::string channel;
  std::uint32_t contact = 0;
  bool operator==(const ContactPath&) const = default;
};
// The different ways of the person's ladder, in its order; without the console, which nobody
// carries with them.
[[nodiscard]] std::vector<ContactPath> paths_of(const State& state, const PersonId& person);
// Null when that way was never tested.
[[nodiscard]] const TestedPath* find_tested(const State& state, const PersonId& person,
                                            const ContactPath& path);
// It answered a test within the city's time (`contact_good_for`).
[[nodiscard]] bool is_proved(const State& state, const TestedPath& path, Instant now);
// So many of the ways of the person's ladder are proved.
[[nodiscard]] std::size_t proved_paths(const State& state, const PersonId& person, Instant now);
// Everybody who has or may get duty in the stretch, each once: by the adopted rosters, and where a
// function has none, all who can hold it.
[[nodiscard]] std::vector<PersonId> with_duty(const State& state, Instant from, Instant until);

}  // namespace ckl::domain
