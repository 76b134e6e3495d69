// The keys of a log, one after the other, and whether a checkpoint is signed as it must be.
//
// Pure.
#pragma once

#include <string>
#include <vector>

#include "cli/proof/entry.hpp"
#include "cli/proof/finding.hpp"
#include "cli/proof/note.hpp"

namespace ckl::cli::proof {

class KeyChain {
 public:
  // The keys that are held already; what is no key of a log is found.
  KeyChain(const std::vector<std::string>& held, const Find& find);

  // An entry that adopts a key.
  void adopt(const ShownEntry& entry, const std::string& origin, const Find& find);

  // The checkpoint has the signatures that its size asks for.
  [[nodiscard]] bool check(const Checkpoint& checkpoint, const Find& find);

  // Once all entries have been seen: the keys that were held are keys of this log.
  [[nodiscard]] bool held_are_of_log(const Find& find) const;

  [[nodiscard]] const std::vector<std::string>& used() const { return used_; }

 private:
  struct Adopted {
    std::uint64_t from = 0;
    VerifierKey key;
  };

  [[nodiscard]] std::vector<VerifierKey> wanted(std::uint64_t size) const;
  [[nodiscard]] bool check_one(const Checkpoint& checkpoint, const VerifierKey& key,
                               const Find& find);
  [[nodiscard]] bool check_held(const Checkpoint& checkpoint, const Find& find);

  std::vector<VerifierKey> held_;
  std::vector<Adopted> adopted_;
  std::vector<std::string> used_;
};

// Who of the witnesses signed it; one that must have and has not, or badly, is found.
[[nodiscard]] std::vector<std::string> check_witnesses(const Checkpoint& checkpoint,
                                                       const std::vector<std::string>& wanted,
                                                       const Find& find);

}  // namespace ckl::cli::proof
