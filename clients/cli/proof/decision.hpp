// Decisions that are signed with a passkey: that the person's key signed these words, and that the
// log has entered what they say.
//
// Written from docs/format.md, "Signed decisions", alone. Pure.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "ckl/v1/journal.pb.h"
#include "cli/proof/entry.hpp"
#include "cli/proof/finding.hpp"
#include "cli/proof/tree.hpp"

namespace ckl::cli::proof {

class Decisions {
 public:
  explicit Decisions(const Find& find) : find_(find) {}

  // Each entry that is shown, in order; the tree has it already, or is empty where there is none.
  void take(const ShownEntry& shown, const Tree& tree);
  // Entries that are not shown come here.
  void skip();

  [[nodiscard]] const SignedDecisions& counts() const { return counts_; }

 private:
  struct Event {
    v1::JournalEntry entry;
    bool masked = false;
  };
  // The entries of one command.
  struct Run {
    std::string command;
    std::string person;
    bool gap = true;            // some of them may not be shown
    std::vector<Event> events;  // the first of each kind of decision
  };
  struct Held {
    std::string holder;
    std::uint64_t revoked = 0;  // the entry
  };
  class Judge;

  void follow(const ShownEntry& shown, const v1::JournalEntry& entry);
  void take_key(const ShownEntry& shown, const v1::PasskeyChanged& change);
  void judge(const ShownEntry& shown, const v1::JournalEntry& entry, const Tree& tree);
  void check_event(Judge& judge);
  void check_key(Judge& judge);
  void check_head(Judge& judge, const Tree& tree);

  const Find& find_;
  SignedDecisions counts_;
  Run run_{.command = {}, .person = {}, .gap = false, .events = {}};
  bool after_skip_ = false;
  std::map<std::string, Held> keys_;  // by fingerprint
  bool keys_hidden_ = false;          // not all changes of keys are shown
};

}  // namespace ckl::cli::proof
