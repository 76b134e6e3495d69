// The proof of a journal, as a port: that nothing in it was altered or taken away.
//
// A Merkle tree over the entries (RFC 9162), heads of it signed by the log (C2SP tlog-checkpoint),
// and what a verifier needs to follow it; docs/format.md has every byte. Reading is allowed from
// any thread and sees only what is durable; sizes and sequences above the head are a failure. What
// is written here is queued behind the appends and changes nothing of the journal's entries.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "domain/ids.hpp"
#include "ports/failure.hpp"

namespace ckl::ports {

using Hash = std::array<unsigned char, 32>;

// A piece of an entry that can be shown or left out by itself.
struct Part {
  enum class Kind : std::uint8_t { open, covered, event };
  Kind kind = Kind::open;
  std::uint32_t field = 0;  // of a covered part; of an event its own number in the entry
  std::string_view bytes;   // into the entry's bytes; empty of an event
  Hash commitment{};        // of a covered part, as is the salt
  std::array<unsigned char, 16> salt{};
};

class Proof {
 public:
  Proof() = default;
  Proof(const Proof&) = delete;
  Proof& operator=(const Proof&) = delete;
  virtual ~Proof() = default;

  // The name of this log in its checkpoints.
  [[nodiscard]] virtual const std::string& origin() const = 0;

  // The key that signs, "name+id+key", or empty before the first is adopted.
  [[nodiscard]] virtual std::string key() const = 0;

  // The key that the log is to adopt by an entry, "name+id+key", or empty when it has one. Without
  // one nothing is signed.
  [[nodiscard]] virtual std::string key_to_adopt() const = 0;

  // Makes a key that takes over when an entry adopts it; an earlier one that was never adopted is
  // forgotten. Main thread only.
  [[nodiscard]] virtual Result<std::string> make_key() = 0;

  // The newest checkpoint of at most that size (0 = the newest of all) with the cosignatures it
  // has; `not_found` when there is none.
  [[nodiscard]] virtual Result<std::string> checkpoint(domain::Sequence most) const = 0;

  // The first of at least that size.
  [[nodiscard]] virtual Result<std::string> checkpoint_from(domain::Sequence least) const = 0;

  // Keeps the line that one of these witnesses ("name+id+key") signed one of our checkpoints with;
  // `invalid` says what is wrong with the note.
  [[nodiscard]] virtual Result<void> keep_cosignature(
      std::string_view note, const std::vector<std::string>& witnesses) = 0;

  [[nodiscard]] virtual Result<Hash> leaf(domain::Sequence sequence) const = 0;
  [[nodiscard]] virtual Result<Hash> head(domain::Sequence size) const = 0;

  // From the leaf's sibling upwards (RFC 9162 2.1.3).
  [[nodiscard]] virtual Result<std::vector<Hash>> inclusion(domain::Sequence sequence,
                                                            domain::Sequence size) const = 0;

  // RFC 9162 2.1.4; empty for the same size twice, or from nothing.
  [[nodiscard]] virtual Result<std::vector<Hash>> consistency(domain::Sequence from,
                                                              domain::Sequence to) const = 0;

  // The heads of the largest complete subtrees that make up the entries first..last, left to right.
  [[nodiscard]] virtual Result<std::vector<Hash>> subtrees(domain::Sequence first,
                                                           domain::Sequence last) const = 0;

  // An entry's bytes, as they stand in the journal, in parts; they live as long as the bytes do.
  [[nodiscard]] virtual Result<std::vector<Part>> parts(domain::Sequence sequence,
                                                        std::string_view bytes) const = 0;
};

}  // namespace ckl::ports
