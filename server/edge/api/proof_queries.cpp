// ProofService: checkpoints, consistency, receipts, cosignatures and the change of keys.
#include <fmt/format.h>

#include "codec/input.hpp"
#include "edge/api/export.hpp"
#include "edge/api/queries.hpp"
#include "edge/api/rejections.hpp"

namespace ckl::edge {

namespace {

using domain::Sequence;

domain::Rejection entry_unknown(Sequence asked, Sequence head) {
  return thing_unknown("INPUT_UNKNOWN_ENTRY", "sequence",
                       {fmt::format("Loggen har ingen post {}.", asked),
                        fmt::format("The log has no entry {}.", asked)},
                       {fmt::format("Ange en post från 1 till {}.", head),
                        fmt::format("Name an entry from 1 to {}.", head)});
}

domain::Rejection not_signed_yet() {
  auto rejection = thing_unknown(
      "PROOF_NOT_SIGNED", {},
      {"Ingen kontrollpunkt är undertecknad än.", "No checkpoint has been signed yet."},
      {"Fråga igen om några sekunder.", "Ask again in a few seconds."});
  rejection.code = domain::RejectionCode::precondition;
  return rejection;
}

domain::Rejection no_such_size(Sequence from, Sequence to) {
  return thing_unknown("INPUT_OUT_OF_RANGE", "to",
                       {fmt::format("Det finns inget bevis från {} till {}.", from, to),
                        fmt::format("There is no proof from {} to {}.", from, to)},
                       {"Ange två storlekar, den mindre först, som loggen har nått.",
                        "Name two sizes, the smaller first, that the log has reached."});
}

domain::Rejection failed(const ports::Failure& failure) {
  return failure.code == ports::FailureCode::not_found ? not_signed_yet() : server_failed(failure);
}

std::string receipt_text(Sequence sequence, const std::string& line,
                         const std::vector<ports::Hash>& path, const std::string& checkpoint) {
  std::string text =
      fmt::format("c2sp.org/tlog-proof@v1\nextra {}\nindex {}\n", base64(line), sequence - 1);
  for (const auto& hash : path) text += base64(view_of(hash)) + "\n";
  return text + "\n" + checkpoint;
}

std::expected<std::string, ports::Failure> make_receipt(const Workspace& workspace,
                                                        domain::Sight sight, Sequence sequence) {
  auto& journal = workspace.engine->journal();
  const auto& proof = *journal.proof();
  auto checkpoint = proof.checkpoint_from(sequence);
  if (!checkpoint) return std::unexpected(std::move(checkpoint.error()));
  auto path = proof.inclusion(sequence, size_of_checkpoint(*checkpoint));
  if (!path) return std::unexpected(std::move(path.error()));
  std::expected<std::string, ports::Failure> line;
  const auto read = journal.read(sequence, [&](Sequence, std::string_view bytes) {
    line = entry_line(proof, {.sequence = sequence, .bytes = bytes},
                      {.masked = false, .sight = sight, .state = workspace.engine->state()});
    return false;
  });
  if (!read) return std::unexpected(read.error());
  if (!line) return line;
  return receipt_text(sequence, *line, *path, *checkpoint);
}

}  // namespace

std::expected<const Workspace*, domain::Rejection> proven_workspace(const Services& services,
                                                                    const std::string& id) {
  const Workspace* workspace = services.find_workspace(id);
  if (workspace == nullptr) return std::unexpected(workspace_unknown(id));
  if (workspace->engine->journal().proof() != nullptr) return workspace;
  return std::unexpected(
      thing_unknown("PROOF_NONE", "workspace",
                    {"Arbetsytans logg går inte att läsa.", "The workspace's log can not be read."},
                    {"Serverns logg säger varför.", "The server's own log says why."}));
}

domain::Sight sight_of(const Question& question, const Workspace& workspace) {
  return domain::sight_of(workspace.engine->state(), question.caller.principal.person,
                          workspace.engine->now());
}

void answer(const Question& question, const v1::GetCheckpointRequest& request, Respond respond) {
  const auto workspace = proven_workspace(question.services, request.workspace());
  if (!workspace) return respond(std::unexpected(workspace.error()));
  const auto& proof = *(*workspace)->engine->journal().proof();
  auto checkpoint = proof.checkpoint(request.most());
  if (!checkpoint) return respond(std::unexpected(failed(checkpoint.error())));
  auto response = std::make_unique<v1::GetCheckpointResponse>();
  response->set_checkpoint(*std::move(checkpoint));
  response->set_key(proof.key());
  respond(std::move(response));
}

void answer(const Question& question, const v1::GetConsistencyRequest& request, Respond respond) {
  const auto workspace = proven_workspace(question.services, request.workspace());
  if (!workspace) return respond(std::unexpected(workspace.error()));
  const auto& journal = (*workspace)->engine->journal();
  if (request.from() > request.to() || request.to() > journal.head()) {
    return respond(std::unexpected(no_such_size(request.from(), request.to())));
  }
  const auto path =
      (*workspace)->engine->journal().proof()->consistency(request.from(), request.to());
  if (!path) return respond(std::unexpected(failed(path.error())));
  auto response = std::make_unique<v1::GetConsistencyResponse>();
  for (const auto& hash : *path) response->add_hashes(std::string(view_of(hash)));
  respond(std::move(response));
}

void answer(const Question& question, const v1::GetReceiptRequest& request, Respond respond) {
  const auto workspace = proven_workspace(question.services, request.workspace());
  if (!workspace) return respond(std::unexpected(workspace.error()));
  const auto head = (*workspace)->engine->journal().head();
  if (request.sequence() == 0 || request.sequence() > head) {
    return respond(std::unexpected(entry_unknown(request.sequence(), head)));
  }
  auto receipt = make_receipt(**workspace, sight_of(question, **workspace), request.sequence());
  if (!receipt) return respond(std::unexpected(failed(receipt.error())));
  auto response = std::make_unique<v1::GetReceiptResponse>();
  response->set_receipt(*std::move(receipt));
  respond(std::move(response));
}

void answer(const Question& question, const v1::AddCosignatureRequest& request, Respond respond) {
  const auto workspace = proven_workspace(question.services, request.workspace());
  if (!workspace) return respond(std::unexpected(workspace.error()));
  auto& proof = *(*workspace)->engine->journal().proof();
  const auto kept = proof.keep_cosignature(request.note(), question.services.witnesses);
  if (kept) return respond(std::make_unique<v1::AddCosignatureResponse>());
  if (kept.error().code != ports::FailureCode::invalid) {
    return respond(std::unexpected(server_failed(kept.error())));
  }
  respond(std::unexpected(codec::input_rejection(
      "PROOF_COSIGNATURE", "note",
      {"Underskriften sparades inte: den är ingen giltig underskrift av ett av serverns vittnen på "
       "en av loggens egna kontrollpunkter.",
       "The cosignature was not kept: " + kept.error().what + "."},
      {"Vittnets nyckel ska stå under witnesses i ckld.yaml, och texten vara en av loggens egna "
       "kontrollpunkter.",
       "The witness's key must stand under witnesses in ckld.yaml, and the text be one of the "
       "log's "
       "own checkpoints."})));
}

void answer(const Question& question, const v1::RotateProofKeyRequest& request, Respond respond) {
  if (!question.caller.principal.administrator) {
    return respond(std::unexpected(administrators_only()));
  }
  const auto workspace = proven_workspace(question.services, request.workspace());
  if (!workspace) return respond(std::unexpected(workspace.error()));
  const auto key = (*workspace)->engine->journal().proof()->make_key();
  if (!key) return respond(std::unexpected(server_failed(key.error())));
  engine::Submission submission;
  submission.command = domain::AdoptProofKey{.key = *key};
  submission.actor = {.person = question.caller.principal.person,
                      .capacity = {},
                      .machine = {},
                      .via = question.caller.via};
  (*workspace)
      ->engine->submit(std::move(submission), [key = *key, respond = std::move(respond)](
                                                  const ports::Reply& reply) mutable {
        if (const auto* rejection = std::get_if<domain::Rejection>(&reply)) {
          return respond(std::unexpected(*rejection));
        }
        auto response = std::make_unique<v1::RotateProofKeyResponse>();
        response->set_key(key);
        response->set_sequence(std::get<ports::AcceptedReply>(reply).last);
        respond(std::move(response));
      });
}

}  // namespace ckl::edge
