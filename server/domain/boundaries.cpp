// Adopting the boundaries of the district councils (A20): what is in force already is not adopted
// again.
#include "domain/handlers.hpp"

namespace ckl::domain {

Decision decide_on(const Case& c, const AdoptBoundaries& command) {
  Ruling ruling(c);
  if (c.state.districts_hash != command.source_hash || c.state.districts != command.districts) {
    ruling.add("A20", BoundariesAdopted{.districts = command.districts,
                                        .source_hash = command.source_hash});
  }
  return ruling.accept({}, "boundaries");
}

}  // namespace ckl::domain
