// The staff's log (dagboken) and obligations.
#include "ckl/v1/command.pb.h"
#include "ckl/v1/services/workspace.pb.h"
#include "cli/commands.hpp"
#include "cli/describe.hpp"
#include "cli/picture.hpp"

namespace ckl::cli {

namespace {

constexpr std::uint32_t page_entries = 50;

void add_log_write(const Registry& registry, CLI::App& group) {
  const Voice& say = registry.voice;
  Form<v1::WriteLogEntry> form{group, "write", say("Skriv i dagboken", "Write in the log")};
  form.text("text", &v1::WriteLogEntry::set_text, say("Text", "Text"))->required();
  form.request().set_kind(v1::LOG_KIND_OBSERVATION);
  form.choice("--kind", &v1::WriteLogEntry::set_kind, say("Slag", "Kind"));
  form.id("--incident", "incident", &v1::WriteLogEntry::set_incident, say("Händelse", "Incident"));
  form.time("--time", &v1::WriteLogEntry::mutable_event_time,
            say("När det hände", "When it happened"));
  form.text("--source", &v1::WriteLogEntry::set_source, say("Källa", "Source"));
  auto* reason = form.text("--reason", &v1::WriteLogEntry::set_reason,
                           say("Skäl för rättelsen", "Reason of the correction"));
  form.sub()
      .add_option_function<std::uint32_t>(
          "--corrects",
          [request = &form.request()](const std::uint32_t& number) {
            request->set_corrects(number);
            request->set_kind(v1::LOG_KIND_CORRECTION);
          },
          say("Rättar anteckning nummer", "Corrects entry number"))
      ->needs(reason);
  form.then_send(registry, "LogService/WriteLogEntry");
}

// Newest last, as a log is read.
std::string show_entries(const v1::ListEntriesResponse& page, const Session& session) {
  std::string text;
  for (int at = page.entries_size() - 1; at >= 0; --at) {
    text += describe(page.entries(at), session.voice(), session.now()) + "\n";
  }
  return text;
}

void add_log_list(const Registry& registry, CLI::App& group) {
  const Voice& say = registry.voice;
  Form<v1::ListEntriesRequest> form{group, "list", say("Visa dagboken", "Show the log")};
  form.request().set_descending(true);
  form.request().set_limit(page_entries);
  form.id("--incident", "incident", &v1::ListEntriesRequest::set_incident,
          say("Händelse", "Incident"));
  form.sub().add_option_function<std::uint32_t>(
      "--limit",
      [request = &form.request()](const std::uint32_t& limit) { request->set_limit(limit); },
      say("Högst så många", "At most so many"));
  form.sub().add_flag_callback(
      "--all",
      [request = &form.request()] {
        request->clear_kinds();
        request->add_kinds("");
      },
      say("Alla händelser i journalen", "Every event of the journal"));
  form.then(registry, [](Session& session, v1::ListEntriesRequest& request) {
    const bool all = request.kinds_size() > 0;
    request.clear_kinds();
    if (!all) request.add_kinds("log_entry_written");
    request.set_workspace(session.options().workspace);
    return ask<v1::ListEntriesResponse>(
        session, "WorkspaceService/ListEntries", request,
        [&](const v1::ListEntriesResponse& page) { return show_entries(page, session); });
  });
}

void add_obligations(const Registry& registry) {
  const Voice& say = registry.voice;
  CLI::App& group = *registry.app.add_subcommand("obligation", say("Skyldigheter", "Obligations"));
  group.require_subcommand(1);

  CLI::App& list = *group.add_subcommand("list", say("Visa skyldigheter", "List them"));
  auto all = std::make_shared<bool>(false);
  list.add_flag("--all", *all, say("Även fullgjorda", "Closed ones too"));
  list.callback([&chosen = registry.chosen, all] {
    chosen = [all](Session& session) {
      v1::GetImageRequest request;
      request.set_workspace(session.options().workspace);
      return ask<v1::WorkspaceImage>(
          session, "WorkspaceService/GetImage", request, [&](const v1::WorkspaceImage& image) {
            return Picture{image, session.voice(), to_instant(image.time())}.obligations(*all);
          });
    };
  });

  Form<v1::CloseObligation> close{group, "close",
                                  say("Fullgör en skyldighet", "Close an obligation")};
  close
      .id("obligation", "obligation", &v1::CloseObligation::set_obligation,
          say("Skyldighet", "Obligation"))
      ->required();
  close.text("--evidence", &v1::CloseObligation::set_evidence,
             say("Bevis: vad, vem, hur", "Evidence: what, who, how"));
  close.time("--done", &v1::CloseObligation::mutable_done, say("När", "When"));
  close.then_send(registry, "LogService/CloseObligation");
}

void add_log_marks(const Registry& registry, CLI::App& group) {
  const Voice& say = registry.voice;
  const auto number = [&say](auto& form) {
    form.sub()
        .template add_option_function<std::uint32_t>(
            "number",
            [request = &form.request()](const std::uint32_t& value) { request->set_number(value); },
            say("Anteckningens nummer i dagboken", "The entry's number in the log"))
        ->required();
  };
  Form<v1::MarkSecrecy> mark{group, "mark",
                             say("Sekretessmarkera en anteckning", "Mark an entry for secrecy")};
  number(mark);
  mark.text("--provision", &v1::MarkSecrecy::set_provision,
            say("Tillämplig bestämmelse, «18 kap. 13 § OSL»",
                "The provision that applies, “18 kap. 13 § OSL”"))
      ->required();
  mark.text("--reason", &v1::MarkSecrecy::set_reason, say("Skäl", "Reason"));
  mark.then_send(registry, "LogService/MarkSecrecy");

  Form<v1::LiftSecrecy> lift{group, "unmark",
                             say("Ta bort en sekretessmarkering", "Lift the mark of an entry")};
  number(lift);
  lift.text("--reason", &v1::LiftSecrecy::set_reason, say("Skäl", "Reason"))->required();
  lift.then_send(registry, "LogService/LiftSecrecy");
}

}  // namespace

void add_log_commands(const Registry& registry) {
  CLI::App& group = *registry.app.add_subcommand("log", registry.voice("Dagboken", "The log"));
  group.require_subcommand(1);
  add_log_write(registry, group);
  add_log_list(registry, group);
  add_log_marks(registry, group);
  add_obligations(registry);
}

}  // namespace ckl::cli
