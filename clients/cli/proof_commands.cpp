// `ckl proof` and `ckl export`: checkpoints, receipts, exports, and the change of keys.
#include <optional>

#include <fmt/format.h>

#include "ckl/v1/services/proof.pb.h"
#include "cli/commands.hpp"
#include "cli/new_file.hpp"

namespace ckl::cli {

namespace {

int can_not_write(const Session& session, const std::string& name) {
  return fail(session, {.exit = Exit::internal,
                        .words = session.voice()(fmt::format("Det går inte att skriva {}.", name),
                                                 fmt::format("{} can not be written.", name)),
                        .rejection = {}});
}

int write_file(const Session& session, const std::string& name, const std::string& text) {
  if (name.empty() || name == "-") {
    print(text);
    return static_cast<int>(Exit::ok);
  }
  NewFile file(name);
  if (!file.write(text) || !file.keep()) return can_not_write(session, name);
  fmt::print(stderr, "{}\n", session.voice()("Skrev " + name + ".", "Wrote " + name + "."));
  return static_cast<int>(Exit::ok);
}

int export_log(Session& session, v1::ExportRequest& request, const std::string& name) {
  request.set_workspace(session.options().workspace);
  const bool shown = name.empty() || name == "-";
  std::optional<NewFile> file;
  if (!shown) file.emplace(name);
  do {
    v1::ExportResponse piece;
    if (const auto trouble = session.call("ProofService/Export", request, piece)) {
      return fail(session, *trouble);
    }
    if (shown) {
      print(piece.lines());
    } else if (!file->write(piece.lines())) {
      return can_not_write(session, name);
    }
    request.set_after(piece.after());
    request.set_size(piece.size());
  } while (request.after() != 0);
  if (shown) return static_cast<int>(Exit::ok);
  if (!file->keep()) return can_not_write(session, name);
  fmt::print(stderr, "{}\n",
             session.voice()(fmt::format("Skrev {}: {} poster. Pröva det med: ckl verify {}", name,
                                         request.size(), name),
                             fmt::format("Wrote {}: {} entries. Check it with: ckl verify {}", name,
                                         request.size(), name)));
  return static_cast<int>(Exit::ok);
}

void add_checkpoint(const Registry& registry, CLI::App& group) {
  const Voice& say = registry.voice;
  Form<v1::GetCheckpointRequest> form{
      group, "checkpoint",
      say("Loggens senaste kontrollpunkt: spara den utanför servern",
          "The log's latest checkpoint: keep it outside the server")};
  auto key = std::make_shared<bool>(false);
  form.sub().add_flag("--key", *key, say("Bara loggens nyckel", "The log's key alone"));
  form.then(registry, [key](Session& session, v1::GetCheckpointRequest& request) {
    request.set_workspace(session.options().workspace);
    return ask<v1::GetCheckpointResponse>(session, "ProofService/GetCheckpoint", request,
                                          [key](const v1::GetCheckpointResponse& response) {
                                            return *key ? response.key() + "\n"
                                                        : response.checkpoint();
                                          });
  });
}

void add_receipt(const Registry& registry, CLI::App& group) {
  const Voice& say = registry.voice;
  Form<v1::GetReceiptRequest> form{
      group, "receipt",
      say("Kvitto på en post: att den står i loggen, och vad den säger",
          "A receipt for an entry: that it stands in the log, and what it says")};
  form.sub()
      .add_option_function<std::uint64_t>(
          "entry",
          [request = &form.request()](const std::uint64_t& number) {
            request->set_sequence(number);
          },
          say("Postens nummer i loggen", "The entry's number in the log"))
      ->required();
  auto name = std::make_shared<std::string>();
  form.sub().add_option("--out", *name, say("Fil, annars skärmen", "File, otherwise the screen"));
  form.then(registry, [name](Session& session, v1::GetReceiptRequest& request) {
    request.set_workspace(session.options().workspace);
    v1::GetReceiptResponse response;
    if (const auto trouble = session.call("ProofService/GetReceipt", request, response)) {
      return fail(session, *trouble);
    }
    return write_file(session, *name, response.receipt());
  });
}

void add_rotation(const Registry& registry, CLI::App& group) {
  const Voice& say = registry.voice;
  Form<v1::RotateProofKeyRequest> form{group, "rotate",
                                       say("Byt loggens nyckel", "Change the log's key")};
  form.then(registry, [say](Session& session, v1::RotateProofKeyRequest& request) {
    request.set_workspace(session.options().workspace);
    return ask<v1::RotateProofKeyResponse>(
        session, "ProofService/RotateProofKey", request,
        [&](const v1::RotateProofKeyResponse& response) {
          return say(
              fmt::format("Ny nyckel från post {}: {}\n", response.sequence(), response.key()),
              fmt::format("New key from entry {}: {}\n", response.sequence(), response.key()));
        });
  });
}

}  // namespace

void add_proof_commands(const Registry& registry) {
  const Voice& say = registry.voice;
  CLI::App& group = *registry.app.add_subcommand(
      "proof", say("Bevis på att loggen är hel", "Proof that the log is whole"));
  group.require_subcommand(1);
  add_checkpoint(registry, group);
  add_receipt(registry, group);
  add_rotation(registry, group);

  Form<v1::ExportRequest> form{registry.app, "export",
                               say("Utdrag ur loggen, som var och en kan pröva utan server",
                                   "An export of the log that anybody can check without a server")};
  auto name = std::make_shared<std::string>();
  form.sub().add_option("file", *name, say("Fil, annars skärmen", "File, otherwise the screen"));
  form.id("--incident", "incident", &v1::ExportRequest::set_incident,
          say("Bara poster om den händelsen", "Entries about that incident alone"));
  form.time("--from", &v1::ExportRequest::mutable_from, say("Från", "From"));
  form.time("--until", &v1::ExportRequest::mutable_until, say("Till", "Until"));
  form.sub().add_flag_callback(
      "--masked", [request = &form.request()] { request->set_masked(true); },
      say("Utan namn och texter", "Without names and texts"));
  form.then(registry, [name](Session& session, v1::ExportRequest& request) {
    return export_log(session, request, *name);
  });
}

}  // namespace ckl::cli
