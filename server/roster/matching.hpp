// From the names in a calendar to the persons of a duty function.
//
// Pure. A name is a person's id, the name in the organisation, the same with the family name first,
// or what the caller says it stands for. A heading may hold more than the name ("TiB: Anna
// Andersson"). What is not found is listed, never guessed.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "domain/duty.hpp"
#include "domain/organisation.hpp"
#include "roster/expand.hpp"

namespace ckl::roster {

struct Unmatched {
  std::string name;
  std::size_t line = 0;       // where it first stands
  std::size_t shifts = 0;     // how many it concerns
  domain::PersonId stranger;  // somebody of the organisation who does not hold the function

  bool operator==(const Unmatched&) const = default;
};

struct Matched {
  std::vector<domain::DutySpan> spans;  // rising; of one person never overlapping
  std::vector<Unmatched> unmatched;
};

// What the caller says that names stand for: "A. Andersson" -> "tib-1".
using Aliases = std::map<std::string, domain::PersonId>;

[[nodiscard]] Matched match(const std::vector<Shift>& shifts,
                            const domain::Organisation& organisation,
                            const domain::DutyFunction& function, const Aliases& aliases);

// "  ÅSA   Öberg " -> "åsa öberg"
[[nodiscard]] std::string plain_name(std::string_view name);

}  // namespace ckl::roster
