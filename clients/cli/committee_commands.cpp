// CKL, the declaration, the committee and hindrances.
#include "ckl/v1/command.pb.h"
#include "cli/commands.hpp"
#include "cli/oral_options.hpp"

namespace ckl::cli {

namespace {

void add_declare(const Registry& registry) {
  const Voice& say = registry.voice;
  Form<v1::DeclareExtraordinary> form{
      registry.app, "declare",
      say("Förklara en händelse extraordinär (KN:s ordförande)",
          "Declare an extraordinary event (chair of the committee)")};
  form.id("incident", "incident", &v1::DeclareExtraordinary::set_incident,
          say("Händelse", "Incident"))
      ->required();
  using Criteria = v1::Criteria;
  const auto criterion = [&](const char* name, void (Criteria::*set)(const std::string&),
                             const std::string& description) {
    form.sub().add_option_function<std::string>(
        name,
        [request = &form.request(), set](const std::string& value) {
          (request->mutable_criteria()->*set)(value);
        },
        description);
  };
  criterion("--departs", &Criteria::set_departs_from_normal,
            say("Hur den avviker från det normala", "How it departs from the normal"));
  criterion("--serious", &Criteria::set_serious_disturbance,
            say("Vilken allvarlig störning den innebär", "Which serious disturbance it is"));
  criterion("--urgent", &Criteria::set_urgent_action,
            say("Vilka skyndsamma insatser den kräver", "Which urgent action it needs"));
  // The preset is that it does (R01).
  form.request().set_committee_functions(true);
  form.sub().add_flag_function(
      "--committee,!--no-committee",
      [request = &form.request()](std::int64_t count) {
        request->set_committee_functions(count > 0);
      },
      say("Krisledningsnämnden träder i funktion (förvalt; --no-committee: inte än)",
          "The committee functions from now on (preset; --no-committee: not yet)"));
  add_oral_options(form, say);
  form.then_send(registry, "CommitteeService/DeclareExtraordinary");
}

void add_hindrance(const Registry& registry) {
  const Voice& say = registry.voice;
  CLI::App& group = *registry.app.add_subcommand(
      "hindrance", say("Förhinder för ordföranden", "Hindrance of the chair"));
  group.require_subcommand(1);

  Form<v1::RecordHindrance> record{group, "record",
                                   say("Anteckna förhinder", "Record a hindrance")};
  record.text("person", &v1::RecordHindrance::set_person, say("Person", "Person"))->required();
  const std::vector<std::string> kinds = {"ABSENT", "ILL", "UNREACHABLE", "CONFLICT"};
  record.text("--kind", &v1::RecordHindrance::set_kind, say("Slag", "Kind"))
      ->required()
      ->check(CLI::IsMember(kinds));
  record.time("--from", &v1::RecordHindrance::mutable_from, say("Från", "From"));
  record.time("--to", &v1::RecordHindrance::mutable_to, say("Väntas upphöra", "Expected end"));
  record.text("--attempts", &v1::RecordHindrance::set_attempts,
              say("Försök att nå personen", "Attempts to reach the person"));
  record.text("--incident", &v1::RecordHindrance::set_incident,
              say("Händelsen som jävet gäller", "The incident the conflict of interest concerns"));
  record.then_send(registry, "CommitteeService/RecordHindrance");

  Form<v1::EndHindrance> end{group, "end",
                             say("Anteckna att förhindret upphört", "End a hindrance")};
  end.id("hindrance", "hindrance", &v1::EndHindrance::set_hindrance, say("Förhinder", "Hindrance"))
      ->required();
  end.text("--reason", &v1::EndHindrance::set_reason, say("Skäl", "Reason"));
  end.then_send(registry, "CommitteeService/EndHindrance");
}

}  // namespace

void add_committee_commands(const Registry& registry) {
  const Voice& say = registry.voice;
  Form<v1::ChangeCklState> state{
      registry.app, "ckl",
      say("Aktivera eller avveckla central krisledning", "Change the state of CKL")};
  state.choice("state", &v1::ChangeCklState::set_to, say("Nytt läge", "New state"))->required();
  state.text("--reason", &v1::ChangeCklState::set_reason, say("Skäl", "Reason"));
  state.then_send(registry, "CommitteeService/ChangeCklState");

  add_declare(registry);

  CLI::App& committee =
      *registry.app.add_subcommand("committee", say("Krisledningsnämnden", "The committee"));
  committee.require_subcommand(1);
  Form<v1::StartCommittee> start{
      committee, "start",
      say("Låt krisledningsnämnden träda i funktion", "Let the committee function")};
  start.id("incident", "incident", &v1::StartCommittee::set_incident, say("Händelse", "Incident"))
      ->required();
  start.text("--reason", &v1::StartCommittee::set_reason, say("Skäl", "Reason"));
  add_oral_options(start, say);
  start.then_send(registry, "CommitteeService/StartCommittee");

  add_hindrance(registry);
}

}  // namespace ckl::cli
