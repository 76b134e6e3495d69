// Report, level, confirm, close.
#include "ckl/v1/command.pb.h"
#include "cli/commands.hpp"
#include "cli/oral_options.hpp"

namespace ckl::cli {

namespace {

void add_report(const Registry& registry) {
  const Voice& say = registry.voice;
  Form<v1::ReportIncident> form{registry.app, "report",
                                say("Rapportera en händelse och larma", "Report an incident")};
  form.text("headline", &v1::ReportIncident::set_headline, say("Rubrik", "Headline"));
  form.choice("--kind", &v1::ReportIncident::set_kind, say("Slag", "Kind"))->required();
  form.choice("--level", &v1::ReportIncident::set_level, say("Nivå", "Level"))->required();
  form.text("--text", &v1::ReportIncident::set_text, say("Beskrivning", "Description"));
  form.text("--place", &v1::ReportIncident::set_place, say("Plats", "Place"));
  form.text("--owner", &v1::ReportIncident::set_owner,
            say("Ansvarig organisation", "Responsible organisation"));
  const auto degrees = [&](const char* name, void (v1::GeoPoint::*set)(double),
                           const std::string& description) {
    return form.sub().add_option_function<double>(
        name,
        [request = &form.request(), set](double value) { (request->mutable_point()->*set)(value); },
        description);
  };
  auto* latitude = degrees("--latitude", &v1::GeoPoint::set_latitude,
                           say("Platsens latitud, grader", "Latitude of the place, degrees"));
  auto* longitude = degrees("--longitude", &v1::GeoPoint::set_longitude,
                            say("Platsens longitud, grader", "Longitude of the place, degrees"));
  latitude->needs(longitude);
  longitude->needs(latitude);
  form.time("--time", &v1::ReportIncident::mutable_event_time,
            say("När det hände", "When it happened"));
  auto* plan =
      form.text("--plan", &v1::ReportIncident::set_plan, say("Inkallningsplan", "Call-out plan"));
  auto* call_out = form.sub().add_flag_callback(
      "--call-out", [request = &form.request()] { request->set_call_out(true); },
      say("Kalla in enligt planen i samma steg", "Call people out in the same step"));
  plan->needs(call_out);
  form.then_send(registry, "IncidentService/ReportIncident");
}

void add_level(const Registry& registry) {
  const Voice& say = registry.voice;
  Form<v1::ChangeLevel> form{registry.app, "level",
                             say("Ändra en händelses nivå", "Change an incident's level")};
  form.id("incident", "incident", &v1::ChangeLevel::set_incident, say("Händelse", "Incident"))
      ->required();
  form.choice("level", &v1::ChangeLevel::set_to, say("Ny nivå", "New level"))->required();
  form.text("--reason", &v1::ChangeLevel::set_reason, say("Skäl", "Reason"));
  using Checklist = v1::DeescalationChecklist;
  const auto answer = [&](const char* name, void (Checklist::*set)(const std::string&),
                          const std::string& description) {
    form.sub()
        .add_option_function<std::string>(
            name,
            [request = &form.request(), set](const std::string& value) {
              (request->mutable_checklist()->*set)(value);
            },
            description)
        ->group(say("Checklista när nivån sänks", "Checklist when the level is lowered"));
  };
  answer("--needs-met", &Checklist::set_needs_met,
         say("Behoven är tillgodosedda", "Needs are met"));
  answer("--forecast", &Checklist::set_forecast, say("Prognos", "Forecast"));
  answer("--reserves", &Checklist::set_reserves, say("Reserver", "Reserves"));
  answer("--staff-rest", &Checklist::set_staff_rest, say("Personalens vila", "Staff's rest"));
  answer("--communication", &Checklist::set_communication, say("Kommunikation", "Communication"));
  answer("--rest-work-owner", &Checklist::set_rest_work_owner,
         say("Vem äger det som återstår", "Who owns what remains"));
  add_oral_options(form, say);
  form.then_send(registry, "IncidentService/ChangeLevel");
}

}  // namespace

void add_incident_commands(const Registry& registry) {
  const Voice& say = registry.voice;
  add_report(registry);
  add_level(registry);

  Form<v1::ConfirmLevel> confirm{registry.app, "confirm",
                                 say("Bekräfta en preliminär nivå", "Confirm a provisional level")};
  confirm.id("incident", "incident", &v1::ConfirmLevel::set_incident, say("Händelse", "Incident"))
      ->required();
  confirm.then_send(registry, "IncidentService/ConfirmLevel");

  Form<v1::CloseIncident> close{registry.app, "close",
                                say("Avsluta en händelse", "Close an incident")};
  close.id("incident", "incident", &v1::CloseIncident::set_incident, say("Händelse", "Incident"))
      ->required();
  close.text("--reason", &v1::CloseIncident::set_reason,
             say("Skäl och lärdomar", "Reason and lessons"));
  close.then_send(registry, "IncidentService/CloseIncident");
}

}  // namespace ckl::cli
