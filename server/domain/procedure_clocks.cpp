// Obligations with clocks.
#include "domain/organisation.hpp"
#include "domain/procedure_parts.hpp"

namespace ckl::domain::procedure {

std::vector<Rule> rules_of_clocks() { return {}; }

}  // namespace ckl::domain::procedure
