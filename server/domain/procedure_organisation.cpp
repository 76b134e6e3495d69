// Organisation through time, krisstöd, delegation.
#include "domain/organisation.hpp"
#include "domain/procedure_parts.hpp"

namespace ckl::domain::procedure {

std::vector<Rule> rules_of_organisation() { return {}; }

}  // namespace ckl::domain::procedure
