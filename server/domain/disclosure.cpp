// Sekretessmarkeringar, and the key of the log's proof.
#include "domain/disclosure.hpp"

#include "domain/capacity.hpp"
#include "domain/handlers.hpp"
#include "domain/input.hpp"
#include "domain/input_parts.hpp"
#include "domain/limits.hpp"
#include "domain/wrong_state.hpp"

namespace ckl::domain {
namespace {

void check_entry(const Case& c, std::uint32_t number, Objections& objections) {
  if (number > 0 && number <= c.state.log_entries) return;
  const std::string last = std::to_string(c.state.log_entries);
  objections.add(Objection{.code = RejectionCode::not_found,
                           .rule = "INPUT_UNKNOWN_LOG_ENTRY",
                           .message = {"Dagboken har ingen anteckning " + std::to_string(number),
                                       "The log has no entry " + std::to_string(number)},
                           .what_now = c.state.log_entries == 0
                                           ? Text{"Dagboken är tom", "The log is empty"}
                                           : Text{"Ange en anteckning från 1 till " + last,
                                                  "Name an entry from 1 to " + last},
                           .field = "number"});
}

}  // namespace

void check_input(const Case&, const AdoptProofKey& command, Objections& objections) {
  check_text({.name = "key", .text = command.key, .limit = limits::source_bytes, .required = true},
             objections);
}

void check_input(const Case& c, const MarkSecrecy& command, Objections& objections) {
  check_entry(c, command.number, objections);
  check_text({.name = "provision",
              .text = command.provision,
              .limit = limits::source_bytes,
              .required = true},
             objections);
  check_text({.name = "reason", .text = command.reason, .limit = limits::reason_bytes}, objections);
}

void check_input(const Case& c, const LiftSecrecy& command, Objections& objections) {
  check_entry(c, command.number, objections);
  check_text(
      {.name = "reason", .text = command.reason, .limit = limits::reason_bytes, .required = true},
      objections);
}

Decision decide_on(const Case& c, const AdoptProofKey& command) {
  Ruling ruling(c);
  ruling.add("A33", ProofKeyAdopted{.key = command.key});
  return ruling.accept({}, "proof-key");
}

// Whoever documents may also mark: the law asks for the note as soon as secrecy can be supposed.
Decision decide_on(const Case& c, const MarkSecrecy& command) {
  Objections objections(c.now);
  std::string capacity = require_any(c, "A12", objections);
  if (!objections.empty()) return objections.refuse();
  Ruling ruling(c);
  ruling.add("A33", SecrecyMarked{.number = command.number,
                                  .provision = command.provision,
                                  .reason = command.reason});
  return ruling.accept(std::move(capacity), numbered("log", command.number));
}

Decision decide_on(const Case& c, const LiftSecrecy& command) {
  Objections objections(c.now);
  std::string capacity = require_any(c, "A33", objections);
  if (!c.state.secrecy_marks.contains(command.number)) {
    objections.add(wrong_state(
        "A33", {"Anteckningen är inte sekretessmarkerad", "The entry is not marked for secrecy"},
        {"Inget behöver göras; den visas redan", "Nothing is to be done; it is shown already"}));
  }
  if (!objections.empty()) return objections.refuse();
  Ruling ruling(c);
  ruling.add("A33", SecrecyLifted{.number = command.number, .reason = command.reason});
  return ruling.accept(std::move(capacity), numbered("log", command.number));
}

}  // namespace ckl::domain
