// Input checks of the commands about gateways.
#include "domain/gateways.hpp"
#include "domain/input.hpp"
#include "domain/input_parts.hpp"
#include "domain/limits.hpp"

namespace ckl::domain {
namespace {

std::string known_gateways(const State& state) {
  std::string names;
  for (const auto& gateway : state.settings.gateways) {
    names += (names.empty() ? "" : ", ") + gateway.id + " (" + gateway.kind + ")";
  }
  return names;
}

void check_gateway(const Case& c, std::string_view id, Objections& objections) {
  if (find_gateway(c.state, id) != nullptr) return;
  const std::string shown = foreign_text(id, limits::id_bytes);
  const std::string names = known_gateways(c.state);
  objections.add(Objection{
      .code = RejectionCode::not_found,
      .rule = "INPUT_UNKNOWN_GATEWAY",
      .message = {"Det finns ingen port som heter «" + shown + "»",
                  "There is no gateway named “" + shown + "”"},
      .what_now = names.empty()
                      ? Text{"Ställ in portar i ckld.yaml", "Set up gateways in ckld.yaml"}
                      : Text{"Välj en av: " + names, "Choose one of: " + names},
      .field = "gateway"});
}

}  // namespace

void check_input(const Case& c, const NoteGateway& command, Objections& objections) {
  check_value("trouble", command.trouble, GatewayTrouble::silent, objections);
  if (command.lost) check_gateway(c, command.gateway, objections);
}

void check_input(const Case& c, const PinGateway& command, Objections& objections) {
  check_gateway(c, command.gateway, objections);
  check_text(
      {.name = "reason", .text = command.reason, .limit = limits::reason_bytes, .required = true},
      objections);
  if (command.until && *command.until <= c.now) {
    malformed("INPUT_OUT_OF_RANGE", "until", {"Tiden måste vara framåt", "The time must be ahead"},
              objections);
  }
}

void check_input(const Case&, const ReleaseGateway& command, Objections& objections) {
  check_text({.name = "kind", .text = command.kind, .limit = limits::id_bytes, .required = true},
             objections);
  check_text({.name = "reason", .text = command.reason, .limit = limits::reason_bytes}, objections);
}

}  // namespace ckl::domain
