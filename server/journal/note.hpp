// Signed notes: checkpoints as the log signs them, and the cosignatures of witnesses.
//
// Pure but for the making of keys. Sources: C2SP signed-note, tlog-checkpoint and tlog-cosignature;
// RFC 8032 (Ed25519).
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "domain/ids.hpp"
#include "ports/proof.hpp"

namespace ckl::journal {

using Seed = std::array<unsigned char, 32>;       // of a private key
using PublicKey = std::array<unsigned char, 32>;  // RFC 8032

enum class KeyUse : std::uint8_t { log = 1, witness = 4 };

struct VerifierKey {
  std::string name;
  KeyUse use = KeyUse::log;
  PublicKey key{};

  // The first four bytes of its hash, as they stand in a signature line.
  [[nodiscard]] std::string id() const;
  // "name+id+key".
  [[nodiscard]] std::string text() const;
  // Nothing when it is none, or its id is not its own.
  [[nodiscard]] static std::optional<VerifierKey> parse(std::string_view text);
};

// By the machine's randomness.
[[nodiscard]] Seed new_seed();
[[nodiscard]] VerifierKey key_of_log(const std::string& name, const Seed& seed);

[[nodiscard]] std::string checkpoint_text(std::string_view origin, domain::Sequence size,
                                          const ports::Hash& head);

// A signature line of the log, with its line feed.
[[nodiscard]] std::string sign(std::string_view text, const VerifierKey& key, const Seed& seed);

struct Note {
  std::string_view text;   // with its last line feed
  std::string_view lines;  // of signatures
};
[[nodiscard]] std::optional<Note> split_note(std::string_view note);

// The line by which this witness signed the text, line feed included; nothing when there is none,
// or it is not good.
[[nodiscard]] std::optional<std::string_view> cosignature_of(const Note& note,
                                                             const VerifierKey& witness);

// The size that a checkpoint's text says, if it is of that origin.
[[nodiscard]] std::optional<domain::Sequence> size_of(std::string_view text,
                                                      std::string_view origin);

[[nodiscard]] std::string to_base64(std::string_view bytes);
[[nodiscard]] std::optional<std::string> from_base64(std::string_view text);

}  // namespace ckl::journal
