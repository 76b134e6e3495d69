// Passkeys and signatures in the log: noted, and nothing else.
#include "domain/signing.hpp"

#include "domain/apply.hpp"
#include "domain/handlers.hpp"
#include "domain/input.hpp"
#include "domain/input_parts.hpp"
#include "domain/limits.hpp"

namespace ckl::domain {

void apply(State&, const PasskeyChanged&, const Stamp&) {}

void apply(State&, const DecisionSigned&, const Stamp&) {}

void check_input(const Case&, const NotePasskey& command, Objections& objections) {
  check_text({.name = "holder",
              .text = command.holder.value,
              .limit = limits::source_bytes,
              .required = true},
             objections);
  check_text({.name = "key",
              .text = command.key,
              .limit = limits::source_bytes,
              .required = command.change != PasskeyChange::invited},
             objections);
}

Decision decide_on(const Case& c, const NotePasskey& command) {
  Ruling ruling(c);
  ruling.add("A33", PasskeyChanged{.holder = command.holder,
                                   .change = command.change,
                                   .key = command.key,
                                   .public_key = command.public_key});
  return ruling.accept({}, command.holder.value);
}

}  // namespace ckl::domain
