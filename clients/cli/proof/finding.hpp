// What a verifier finds, and what it proved.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace ckl::cli::proof {

// Something that is not as it should be, and where.
struct Finding {
  std::string code;  // "form", "order", "commitment", "leaf", "head", "origin", "key", "signature",
                     // "fork", "tail", "witness", "decision"
  std::uint64_t line = 0;
  std::uint64_t entry = 0;  // 0 = of none
  std::uint32_t field = 0;  // 0 = of none
  std::string sv;
  std::string en;
};

// Decisions that are signed with a passkey.
struct SignedDecisions {
  std::uint64_t good = 0;
  std::uint64_t masked = 0;         // not checked
  std::uint64_t without_event = 0;  // not held against what was entered: that is not shown
  std::uint64_t without_key = 0;    // whose key it is, is not shown
  std::uint64_t without_head = 0;   // what the signer had seen of the log, is not shown
};

struct Report {
  std::vector<Finding> findings;
  std::string origin;
  std::string workspace;
  std::string mode;
  std::string what;  // "whole", ...; "receipt" of a receipt
  std::uint64_t size = 0;
  std::uint64_t entries = 0;          // shown
  std::uint64_t skipped = 0;          // only their place is proved
  std::uint64_t masked = 0;           // fields left out
  std::uint64_t checkpoints = 0;      // whose head and signature are good
  std::vector<std::string> keys;      // that signed them
  std::vector<std::string> cosigned;  // witnesses whose signature on the last one is good
  SignedDecisions decisions;
  bool key_given = false;          // and it is a key of this log
  bool elsewhere_checked = false;  // the checkpoint from elsewhere is of this log

  [[nodiscard]] bool good() const { return findings.empty(); }
};

// What the one who asks holds already.
struct Trust {
  std::vector<std::string> keys;       // of the log, "name+id+key"
  std::vector<std::string> witnesses;  // that must have signed
  std::string checkpoint;              // from elsewhere, or empty
};

}  // namespace ckl::cli::proof
