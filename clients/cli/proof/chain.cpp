#include "cli/proof/chain.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "ckl/v1/journal.pb.h"

namespace ckl::cli::proof {
namespace {

Finding bad_signature(const Checkpoint& checkpoint, const VerifierKey& key) {
  return {.code = "signature",
          .line = 0,
          .entry = 0,
          .field = 0,
          .sv = fmt::format("Kontrollpunkten för {} poster: underskriften är inte äkta ({})",
                            checkpoint.size, key.text()),
          .en = fmt::format("The checkpoint of {} entries: the signature is not genuine ({})",
                            checkpoint.size, key.text())};
}

Finding missing_signature(const Checkpoint& checkpoint, const std::string& key) {
  return {.code = "key",
          .line = 0,
          .entry = 0,
          .field = 0,
          .sv = fmt::format("Kontrollpunkten för {} poster är inte undertecknad med nyckeln {}",
                            checkpoint.size, key),
          .en = fmt::format("The checkpoint of {} entries is not signed with the key {}",
                            checkpoint.size, key)};
}

}  // namespace

KeyChain::KeyChain(const std::vector<std::string>& held, const Find& find) {
  for (const auto& text : held) {
    auto key = VerifierKey::parse(text);
    if (key && key->use == KeyUse::log) {
      held_.push_back(*std::move(key));
      continue;
    }
    find({.code = "key",
          .line = 0,
          .entry = 0,
          .field = 0,
          .sv = fmt::format("«{}» är ingen nyckel för en logg", text),
          .en = fmt::format("“{}” is no key of a log", text)});
  }
}

void KeyChain::adopt(const ShownEntry& entry, const std::string& origin, const Find& find) {
  v1::JournalEntry read;
  if (!read.ParseFromString(entry.bytes)) return;
  auto key = VerifierKey::parse(read.proof_key_adopted().key());
  if (key && key->use == KeyUse::log && key->name == origin) {
    adopted_.push_back({.from = entry.number, .key = *std::move(key)});
    return;
  }
  find({.code = "key",
        .line = 0,
        .entry = entry.number,
        .field = 1,
        .sv = fmt::format("Post {} antar något som inte är en nyckel för den här loggen",
                          entry.number),
        .en = fmt::format("Entry {} adopts what is no key of this log", entry.number)});
}

std::vector<VerifierKey> KeyChain::wanted(std::uint64_t size) const {
  std::vector<VerifierKey> keys;
  for (const auto& adopted : adopted_) {
    if (adopted.from > size) break;
    // The last checkpoint of a key is the first of the next: both sign it.
    if (adopted.from != size) keys.clear();
    keys.push_back(adopted.key);
  }
  return keys;
}

bool KeyChain::check_one(const Checkpoint& checkpoint, const VerifierKey& key, const Find& find) {
  const auto how = signed_by(checkpoint, key);
  if (how == Signed::bad) find(bad_signature(checkpoint, key));
  if (how == Signed::no) find(missing_signature(checkpoint, key.text()));
  if (how != Signed::good) return false;
  const auto text = key.text();
  if (std::ranges::find(used_, text) == used_.end()) used_.push_back(text);
  return true;
}

// Where the export does not show which key was in force, one that is held must have signed.
bool KeyChain::check_held(const Checkpoint& checkpoint, const Find& find) {
  for (const auto& key : held_) {
    if (signed_by(checkpoint, key) != Signed::no) return check_one(checkpoint, key, find);
  }
  find(missing_signature(checkpoint, held_.empty() ? "?" : held_.front().text()));
  return false;
}

bool KeyChain::check(const Checkpoint& checkpoint, const Find& find) {
  const auto keys = wanted(checkpoint.size);
  if (!keys.empty()) {
    return std::ranges::all_of(
        keys, [&](const VerifierKey& key) { return check_one(checkpoint, key, find); });
  }
  if (!held_.empty()) return check_held(checkpoint, find);
  find({.code = "key",
        .line = 0,
        .entry = 0,
        .field = 0,
        .sv = fmt::format("Kontrollpunkten för {} poster: utdraget visar inte loggens nyckel, ange "
                          "den med --key",
                          checkpoint.size),
        .en = fmt::format("The checkpoint of {} entries: the export does not show the log's key, "
                          "name it with --key",
                          checkpoint.size)});
  return false;
}

bool KeyChain::held_are_of_log(const Find& find) const {
  if (adopted_.empty()) return !held_.empty();
  for (const auto& held : held_) {
    const bool known =
        std::ranges::any_of(adopted_, [&](const Adopted& adopted) { return adopted.key == held; });
    if (known) continue;
    find({.code = "key",
          .line = 0,
          .entry = 0,
          .field = 0,
          .sv = fmt::format("Nyckeln {} hör inte till den här loggen: det är en annan logg, eller "
                            "en omskriven",
                            held.text()),
          .en = fmt::format("The key {} is not of this log: it is another log, or one rewritten",
                            held.text())});
    return false;
  }
  return !held_.empty();
}

std::vector<std::string> check_witnesses(const Checkpoint& checkpoint,
                                         const std::vector<std::string>& wanted, const Find& find) {
  std::vector<std::string> names;
  for (const auto& text : wanted) {
    const auto key = VerifierKey::parse(text);
    const bool good =
        key && key->use == KeyUse::witness && signed_by(checkpoint, *key) == Signed::good;
    if (good) {
      names.push_back(key->name);
      continue;
    }
    find({.code = "witness",
          .line = 0,
          .entry = 0,
          .field = 0,
          .sv = fmt::format("Vittnet {} har inte undertecknat kontrollpunkten för {} poster", text,
                            checkpoint.size),
          .en = fmt::format("The witness {} has not signed the checkpoint of {} entries", text,
                            checkpoint.size)});
  }
  return names;
}

}  // namespace ckl::cli::proof
