// Who leads what, what readiness lacks, what the council is to be told.
#include <map>

#include "ckl/v1/services/organisation.pb.h"
#include "ckl/v1/services/workspace.pb.h"
#include "cli/commands.hpp"
#include "cli/picture.hpp"
#include "cli/table.hpp"

namespace ckl::cli {

namespace {

// Units by the names that people know them by.
using UnitNames = std::map<std::string, std::string>;

// Without them the identifiers are shown; the question itself says what is wrong.
UnitNames unit_names(Session& session) {
  v1::GetImageRequest request;
  request.set_workspace(session.options().workspace);
  v1::WorkspaceImage image;
  UnitNames names;
  if (session.call("WorkspaceService/GetImage", request, image)) return names;
  const Voice& say = session.voice();
  for (const auto& unit : image.organisation().units()) {
    names[unit.id()] = say(unit.name().sv(), unit.name().en());
  }
  return names;
}

std::string named(const UnitNames& names, const std::string& id) {
  const auto found = names.find(id);
  return found == names.end() || found->second.empty() ? id : found->second;
}

std::string show_leads(const v1::ListLeadsResponse& leads, const UnitNames& names,
                       const Voice& say) {
  Table table{{say("Nämnd", "Committee"), say("Del", "Part"), say("Leds av", "Led by"),
               say("Genom", "Through")}};
  for (const auto& row : leads.rows()) {
    table.add({named(names, row.unit()), row.part(),
               row.leader() == row.unit() ? say("sig själv", "itself") : named(names, row.leader()),
               row.takeover().empty() ? row.assignment() : row.takeover()});
  }
  return table.text();
}

std::string show_readiness(const v1::GetReadinessResponse& readiness, const UnitNames& names,
                           const Voice& say) {
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
    if (!missing.empty()) table.add({named(names, row.unit()), missing});
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

// What stands in the image, as one table.
void add_table(const Registry& registry, const char* name, const std::string& description,
               std::string (Picture::*table)() const) {
  Form<v1::GetImageRequest> form{registry.app, name, description};
  form.then(registry, [table](Session& session, v1::GetImageRequest& request) {
    request.set_workspace(session.options().workspace);
    return ask<v1::WorkspaceImage>(
        session, "WorkspaceService/GetImage", request, [&](const v1::WorkspaceImage& image) {
          const Picture picture{image, session.voice(), to_instant(image.time())};
          return (picture.*table)();
        });
  });
}

}  // namespace

void add_law_questions(const Registry& registry) {
  const Voice say = registry.voice;
  add_table(registry, "takeovers", say("Förslag och övertaganden", "Proposals and takeovers"),
            &Picture::takeovers);
  add_table(registry, "decisions", say("Beslut, med sin giltighet", "Decisions and their validity"),
            &Picture::decisions);
  Form<v1::ListLeadsRequest> leads{
      registry.app, "leads",
      say("Vem leder vad, nu eller vid en tidpunkt", "Who leads what, now or at an instant")};
  leads.time("--at", &v1::ListLeadsRequest::mutable_at, say("När", "When"));
  leads.text("--unit", &v1::ListLeadsRequest::set_unit, say("Bara en nämnd", "One committee"));
  leads.then(registry, [say](Session& session, v1::ListLeadsRequest& request) {
    request.set_workspace(session.options().workspace);
    return ask<v1::ListLeadsResponse>(session, "OrganisationService/ListLeads", request,
                                      [&](const v1::ListLeadsResponse& all) {
                                        return show_leads(all, unit_names(session), say);
                                      });
  });

  Form<v1::GetReadinessRequest> readiness{
      registry.app, "readiness", say("Vad som saknas i beredskapen", "What readiness lacks")};
  readiness.time("--at", &v1::GetReadinessRequest::mutable_at, say("När", "When"));
  readiness.then(registry, [say](Session& session, v1::GetReadinessRequest& request) {
    request.set_workspace(session.options().workspace);
    return ask<v1::GetReadinessResponse>(session, "OrganisationService/GetReadiness", request,
                                         [&](const v1::GetReadinessResponse& all) {
                                           return show_readiness(all, unit_names(session), say);
                                         });
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
