// A random city: units, persons, mandates that begin and end, plans, settings.
#pragma once

#include <string>
#include <vector>

#include "domain/organisation.hpp"
#include "sim/random.hpp"

namespace ckl::sim {

struct City {
  domain::Organisation organisation;
  domain::Settings settings;
  std::vector<domain::CalloutPlan> plans;
  std::vector<std::string> exercise_list;  // persons that an exercise may reach
};

[[nodiscard]] City make_city(Random& random, domain::Instant start);

// An election, a leave, a new hand: some mandates end, others begin.
void change_mandates(Random& random, domain::Organisation& organisation, domain::Instant now);
// A committee or district will end within days; its successor, if it has one, is another of the
// city.
void end_unit(Random& random, domain::Organisation& organisation, domain::Instant now);

}  // namespace ckl::sim
