#include "domain/decide.hpp"

#include "domain/handlers.hpp"
#include "domain/input.hpp"

namespace ckl::domain {

Decision decide(const State& state, const Command& command, const Actor& actor, Instant now) {
  const Case c{.state = state, .actor = actor, .now = now};
  return std::visit(
      [&](const auto& concrete) -> Decision {
        Objections objections(now);
        check_capacity(c, objections);
        check_input(c, concrete, objections);
        if (!objections.empty()) return objections.refuse();
        return decide_on(c, concrete);
      },
      command);
}

}  // namespace ckl::domain
