// Who leads what, what readiness lacks, what the council is to be told.
#include "ckl/v1/services/organisation.pb.h"
#include "cli/commands.hpp"
#include "cli/table.hpp"

namespace ckl::cli {

namespace {

std::string show_leads(const v1::ListLeadsResponse& leads, const Voice& say) {
  Table table{{say("Nämnd", "Committee"), say("Del", "Part"), say("Leds av", "Led by"),
               say("Genom", "Through")}};
  for (const auto& row : leads.rows()) {
    table.add({row.unit(), row.part(), row.leader(),
               row.takeover().empty() ? row.assignment() : row.takeover()});
  }
  return table.text();
}

std::string show_readiness(const v1::GetReadinessResponse& readiness, const Voice& say) {
  Table table{{say("Nämnd eller bolag", "Committee or company"), say("Saknas", "Missing")}};
  for (const auto& row : readiness.rows()) {
    std::string missing;
    const auto add = [&](bool lacks, const std::string& what) {
      if (lacks) missing += (missing.empty() ? "" : ", ") + what;
    };
    add(row.organisation_missing(), say("krisledningsorganisation", "crisis organisation"));
    add(row.plan_missing(), say("plan", "plan"));
    add(row.review_passed(), say("omprövning av planen", "review of the plan"));
    add(row.endurance_missing(), say("uthållighet", "endurance"));
    add(row.exercise_missing(), say("årets övning", "this year's exercise"));
    if (!missing.empty()) table.add({row.unit(), missing});
  }
  return table.empty() ? say("Inget saknas.\n", "Nothing is missing.\n") : table.text();
}

std::string show_report(const v1::GetCouncilReportResponse& report, const Voice& say) {
  Table table{{say("Ärende", "Matter"), say("Rubrik", "Title"), say("Läge", "State")}};
  for (const auto& row : report.rows()) {
    const std::string title = row.has_decision()
                                  ? row.decision().matter().title()
                                  : say(row.duty().what().sv(), row.duty().what().en());
    table.add({row.subject(), title,
               row.reported() ? say("anmält", "reported") : say("att anmäla", "to report")});
  }
  return table.text();
}

}  // namespace

void add_law_questions(const Registry& registry) {
  const Voice say = registry.voice;
  Form<v1::ListLeadsRequest> leads{
      registry.app, "leads",
      say("Vem leder vad, nu eller vid en tidpunkt", "Who leads what, now or at an instant")};
  leads.time("--at", &v1::ListLeadsRequest::mutable_at, say("När", "When"));
  leads.text("--unit", &v1::ListLeadsRequest::set_unit, say("Bara en nämnd", "One committee"));
  leads.then(registry, [say](Session& session, v1::ListLeadsRequest& request) {
    request.set_workspace(session.options().workspace);
    return ask<v1::ListLeadsResponse>(
        session, "OrganisationService/ListLeads", request,
        [&](const v1::ListLeadsResponse& all) { return show_leads(all, say); });
  });

  Form<v1::GetReadinessRequest> readiness{
      registry.app, "readiness", say("Vad som saknas i beredskapen", "What readiness lacks")};
  readiness.time("--at", &v1::GetReadinessRequest::mutable_at, say("När", "When"));
  readiness.then(registry, [say](Session& session, v1::GetReadinessRequest& request) {
    request.set_workspace(session.options().workspace);
    return ask<v1::GetReadinessResponse>(
        session, "OrganisationService/GetReadiness", request,
        [&](const v1::GetReadinessResponse& all) { return show_readiness(all, say); });
  });

  Form<v1::GetCouncilReportRequest> report{
      registry.app, "council-report",
      say("Vad som ska anmälas i fullmäktige", "What is to be reported to the council")};
  report.then(registry, [say](Session& session, v1::GetCouncilReportRequest& request) {
    request.set_workspace(session.options().workspace);
    return ask<v1::GetCouncilReportResponse>(
        session, "OrganisationService/GetCouncilReport", request,
        [&](const v1::GetCouncilReportResponse& all) { return show_report(all, say); });
  });
}

}  // namespace ckl::cli
