// What the events about proof and disclosure do to the state.
#include "domain/apply.hpp"

namespace ckl::domain {

void apply(State&, const ProofKeyAdopted&, const Stamp&) {}

void apply(State& state, const SecrecyMarked& event, const Stamp& stamp) {
  state.secrecy_marks[event.number] = SecrecyMark{.number = event.number,
                                                  .provision = event.provision,
                                                  .reason = event.reason,
                                                  .by = stamp.person,
                                                  .since = stamp.time};
}

void apply(State& state, const SecrecyLifted& event, const Stamp&) {
  state.secrecy_marks.erase(event.number);
}

}  // namespace ckl::domain
