// Höjd beredskap, lag 1988:97, oral decisions and decisions of other bodies.
#include "domain/organisation.hpp"
#include "domain/procedure_parts.hpp"

namespace ckl::domain::procedure {

std::vector<Rule> rules_of_alert() { return {}; }

}  // namespace ckl::domain::procedure
