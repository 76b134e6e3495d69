// Krisledningsnämnden: meetings, decisions, takeovers.
#include "domain/organisation.hpp"
#include "domain/procedure_parts.hpp"

namespace ckl::domain::procedure {

std::vector<Rule> rules_of_committee() { return {}; }

}  // namespace ckl::domain::procedure
