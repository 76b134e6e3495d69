#include "domain/events.hpp"

#include <memory>
#include <utility>

namespace ckl::domain {

Event::Event() = default;
Event::Event(const Event&) = default;
Event::Event(Event&&) noexcept = default;
Event::~Event() = default;

// Other files call it and see no more than that it exists: it must be there for each kind.
template <class Kind>
[[gnu::used]] void Event::put(Kind& kind) {
  emplace<Kind>(std::move(kind));
}
template struct AllOf<Event, AnyEvent>;

// Assigning is destroying and making anew: half the code of assigning each choice to each.
Event& Event::operator=(Event&& other) noexcept {
  if (this != &other) {
    std::destroy_at(this);
    std::construct_at(this, std::move(other));
  }
  return *this;
}

Event& Event::operator=(const Event& other) { return *this = Event(other); }

}  // namespace ckl::domain
