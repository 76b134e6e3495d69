#include "domain/visibility.hpp"

#include "domain/authority.hpp"
#include "domain/procedure.hpp"

namespace ckl::domain {

Sight sight_of(const State& state, const PersonId& person, Instant now) {
  const Actor actor{.person = person};
  const auto& roles = find_rule("A12")->roles;
  return capacity_for(state, actor, roles, now) ? Sight::all : Sight::masked;
}

bool is_masked(const State& state, const Event& event, Sight sight) {
  if (sight == Sight::all || state.secrecy_marks.empty()) return false;
  const auto* written = std::get_if<LogEntryWritten>(&event);
  return written != nullptr && state.secrecy_marks.contains(written->number);
}

}  // namespace ckl::domain
