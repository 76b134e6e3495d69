// Signed notes: keys, checkpoints and cosignatures (C2SP signed-note, tlog-checkpoint,
// tlog-cosignature v1).
//
// Pure.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "cli/proof/bytes.hpp"

namespace ckl::cli::proof {

enum class KeyUse : std::uint8_t { log = 1, witness = 4 };

struct VerifierKey {
  std::string name;
  KeyUse use = KeyUse::log;
  std::string key;  // 32 bytes

  [[nodiscard]] std::string id() const;    // 4 bytes
  [[nodiscard]] std::string text() const;  // "name+id+key"
  [[nodiscard]] static std::optional<VerifierKey> parse(std::string_view text);

  bool operator==(const VerifierKey&) const = default;
};

struct Signature {
  std::string name;
  std::string id;     // 4 bytes
  std::string bytes;  // what follows the id
};

struct Checkpoint {
  std::string text;  // what is signed
  std::string origin;
  std::uint64_t size = 0;
  Hash head{};
  std::vector<Signature> signatures;

  // Nothing when it is none, in the strictest reading.
  [[nodiscard]] static std::optional<Checkpoint> parse(std::string_view note);
};

enum class Signed : std::uint8_t { no, bad, good };

// By that key of a log or of a witness.
[[nodiscard]] Signed signed_by(const Checkpoint& checkpoint, const VerifierKey& key);

// A witness's line, with its line feed; `time` in seconds since 1970.
[[nodiscard]] std::string cosign(const Checkpoint& checkpoint, const VerifierKey& witness,
                                 std::string_view seed, std::uint64_t time);

}  // namespace ckl::cli::proof
