#include "domain/commands.hpp"

#include <memory>
#include <utility>

namespace ckl::domain {

Command::Command() = default;
Command::Command(const Command&) = default;
Command::Command(Command&&) noexcept = default;
Command::~Command() = default;

// Other files call it and see no more than that it exists: it must be there for each kind.
template <class Kind>
[[gnu::used]] void Command::put(Kind kind) {
  emplace<Kind>(std::move(kind));
}
template struct AllOf<Command, AnyCommand>;

// Assigning is destroying and making anew: half the code of assigning each choice to each.
Command& Command::operator=(Command&& other) noexcept {
  if (this != &other) {
    std::destroy_at(this);
    std::construct_at(this, std::move(other));
  }
  return *this;
}

Command& Command::operator=(const Command& other) { return *this = Command(other); }

}  // namespace ckl::domain
