// The procedure table: every transition, guard and obligation the core knows, with its basis as
// data.
//
// The files a lawyer of the city reads are procedure.cpp (transitions and guards),
// procedure_duties.cpp (obligations and requirements) and procedure_readings.cpp (how the product
// reads what the sources leave open). Each row has an id of the field's numbering (T transitions, G
// guards, O obligations, A requirements, R readings), what it says in both languages, who decides,
// what it needs, what follows, and its basis with the dates between which that basis holds.
// `decide` asks the table who may and who is told; the engine journals the basis.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "domain/ids.hpp"

namespace ckl::domain {

struct Entry;

struct Basis {
  std::string_view text;        // "LEH 2006:544 2 kap. 3 §"
  std::string_view valid_from;  // ISO date, empty = always
  std::string_view valid_to;    // exclusive, empty = in force
  bool verified = true;         // false: marked «verify» until the city's lawyer has confirmed it
};

struct Rule {
  std::string_view id;
  Text name;
  Text who;                                    // who decides, in words
  Text needs;                                  // what it needs
  Text follows;                                // what follows
  std::vector<std::string_view> roles;         // who may, as roles; empty = not bound to a role
  std::vector<std::string_view> informs = {};  // who is told, as roles
  std::vector<Basis> basis;
};

// All rules, in the order T, G, O, A, R.
[[nodiscard]] std::span<const Rule> rules();

// The rule with that id, or nullptr.
[[nodiscard]] const Rule* find_rule(std::string_view id);

// The basis texts of a rule in force at an instant, as they are journaled.
[[nodiscard]] std::vector<std::string> basis_of(const RuleId& id, Instant at);

// The same for an entry that follows others. A decision that informs thirty people does it by one
// rule at one instant, which is looked up once.
[[nodiscard]] std::vector<std::string> basis_after(const std::vector<Entry>& before,
                                                   const RuleId& id, Instant at);

}  // namespace ckl::domain
