// Input checks of the commands about contact tests and drills.
#include "domain/contact_test.hpp"
#include "domain/input.hpp"
#include "domain/input_parts.hpp"
#include "domain/limits.hpp"

namespace ckl::domain {
namespace {

std::string shown(const ContactPath& path) {
  return path.channel + (path.contact == 0 ? "" : " " + std::to_string(path.contact + 1));
}

void check_path(const Case& c, const PersonId& person, const ContactPath& path,
                Objections& objections) {
  const auto paths = paths_of(c.state, person);
  if (std::ranges::find(paths, path) != paths.end()) return;
  std::string all;
  for (const auto& one : paths) all += (all.empty() ? "" : ", ") + shown(one);
  const std::string asked = foreign_text(shown(path), limits::id_bytes);
  objections.add(Objection{.code = RejectionCode::not_found,
                           .rule = "INPUT_UNKNOWN_CONTACT",
                           .message = {"Personens kontaktstege har inte vägen «" + asked + "»",
                                       "The person's contact ladder has no way “" + asked + "”"},
                           .what_now = all.empty()
                                           ? Text{"Ge personen en kontaktstege i persons.yaml",
                                                  "Give the person a ladder in persons.yaml"}
                                           : Text{"Välj en av: " + all, "Choose one of: " + all},
                           .field = "channel"});
}

}  // namespace

void check_input(const Case& c, const TestContact& command, Objections& objections) {
  const PersonId& person = command.person.empty() ? c.actor.person : command.person;
  check_text(
      {.name = "channel", .text = command.channel, .limit = limits::id_bytes, .required = true},
      objections);
  check_person(c, "person", person, objections);
  if (!objections.empty()) return;
  check_path(c, person, {.channel = command.channel, .contact = command.contact}, objections);
}

void check_input(const Case& c, const ConfirmContact& command, Objections& objections) {
  const Message* message = c.state.messages.find(command.message);
  if (message != nullptr && message->purpose == MessagePurpose::test) return;
  check_unknown("INPUT_UNKNOWN_MESSAGE", "message", command.message.value, objections);
}

void check_input(const Case&, const ForgetContact&, Objections&) {}

void check_input(const Case& c, const PlanDrill& command, Objections& objections) {
  check_known(c.state.plans, command.plan, {"INPUT_UNKNOWN_PLAN", "plan"}, objections);
  if (!command.at) return;
  if (*command.at <= c.now) {
    malformed("INPUT_OUT_OF_RANGE", "at",
              {"Tiden måste vara framåt; utan tid börjar övningen nu",
               "The time must be ahead; without one the drill begins now"},
              objections);
  } else if (*command.at > c.now + limits::drill_farthest) {
    malformed(
        "INPUT_OUT_OF_RANGE", "at",
        {"En övning planeras högst två år framåt", "A drill is planned at most two years ahead"},
        objections);
  }
}

void check_input(const Case& c, const CancelDrill& command, Objections& objections) {
  check_known(c.state.drills, command.drill, {"INPUT_UNKNOWN_DRILL", "drill"}, objections);
  check_text(
      {.name = "reason", .text = command.reason, .limit = limits::reason_bytes, .required = true},
      objections);
}

void check_input(const Case&, const YieldDrills&, Objections&) {}

void check_input(const Case& c, const NoteDrill& command, Objections& objections) {
  check_text({.name = "reference",
              .text = command.reference,
              .limit = limits::evidence_bytes,
              .required = true},
             objections);
  for (const auto& unit : command.units) check_unit(c, "units", unit, objections);
}

}  // namespace ckl::domain
