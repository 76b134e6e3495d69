#include "sim/check_acknowledged.hpp"

namespace ckl::sim {
namespace {

bool is_about_the_server(const ports::Reply& reply) {
  const auto* rejection = std::get_if<domain::Rejection>(&reply);
  return rejection != nullptr && (rejection->code == domain::RejectionCode::unavailable ||
                                  rejection->code == domain::RejectionCode::exhausted);
}

bool is_reuse(const ports::Reply& reply) {
  const auto* rejection = std::get_if<domain::Rejection>(&reply);
  return rejection != nullptr && !rejection->breaches.empty() &&
         rejection->breaches.front().rule.value == "INPUT_COMMAND_ID_REUSED";
}

}  // namespace

void AcknowledgedChecker::see(const domain::Entry& entry) {
  if (entry.command_id.empty()) return;
  const ports::CommandKey key{.person = entry.actor.person, .command_id = entry.command_id};
  const auto [at, added] = in_journal_.try_emplace(
      key, Stretch{.first = entry.sequence, .last = entry.sequence, .time = entry.time});
  if (added) return;
  if (entry.sequence != at->second.last + 1) {
    find(key, "done twice, at entries " + std::to_string(at->second.first) + " and " +
                  std::to_string(entry.sequence));
  }
  at->second.last = entry.sequence;
}

void AcknowledgedChecker::answered(const ports::CommandKey& key, std::uint64_t fingerprint,
                                   const ports::Reply& reply) {
  if (is_about_the_server(reply)) return;
  const auto known = first_answers_.find(key);
  const bool remembered =
      known != first_answers_.end() &&
      (std::holds_alternative<ports::AcceptedReply>(known->second.remembered.reply) ||
       known->second.journaled);
  if (remembered && known->second.remembered.fingerprint != fingerprint) {
    if (!is_reuse(reply)) find(key, "the id was taken for another command, and was accepted");
    return;
  }
  if (remembered && known->second.remembered.reply != reply)
    find(key, "a repeat got another answer");
  if (is_reuse(reply)) return;
  if (!remembered) {
    first_answers_.insert_or_assign(
        key, First{.remembered = {fingerprint, reply}, .journaled = in_journal_.contains(key)});
  }
  if (const auto* accepted = std::get_if<ports::AcceptedReply>(&reply)) {
    promises_.emplace_back(key, *accepted);
  }
}

void AcknowledgedChecker::verify() {
  for (const auto& [key, promised] : std::exchange(promises_, {})) {
    const auto found = in_journal_.find(key);
    if (found == in_journal_.end()) {
      find(key, "acknowledged with entry " + std::to_string(promised.first) +
                    ", and not in the journal");
      continue;
    }
    const auto& kept = found->second;
    if (kept.first != promised.first || kept.last != promised.last || kept.time != promised.time) {
      find(key, "the journal does not hold what was acknowledged");
    }
  }
}

}  // namespace ckl::sim
