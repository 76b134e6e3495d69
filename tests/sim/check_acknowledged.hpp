// No acknowledged command is lost, none is done twice, and a repeat gets the first answer.
//
// Told of every answer a client got, and of every durable entry. `verify` is asked when everything
// is durable, and after a crash.
#pragma once

#include <map>
#include <string>
#include <utility>
#include <vector>

#include "ports/journal.hpp"
#include "sim/finding.hpp"

namespace ckl::sim {

class AcknowledgedChecker {
 public:
  explicit AcknowledgedChecker(Findings& findings) : findings_(findings) {}

  void see(const domain::Entry& entry);
  void answered(const ports::CommandKey& key, std::uint64_t fingerprint, const ports::Reply& reply);
  void verify();

 private:
  struct Stretch {
    domain::Sequence first = 0;
    domain::Sequence last = 0;
    domain::Instant time;
  };

  // What a repeat must be answered with. A refusal that left nothing in the journal binds nobody:
  // the id may be used again.
  struct First {
    ports::RememberedReply remembered;
    bool journaled = false;
  };

  void find(const ports::CommandKey& key, const std::string& what) {
    findings_.add("acknowledged", key.person.value + " " + key.command_id + ": " + what);
  }

  Findings& findings_;
  std::map<ports::CommandKey, Stretch> in_journal_;
  std::map<ports::CommandKey, First> first_answers_;
  std::vector<std::pair<ports::CommandKey, ports::AcceptedReply>> promises_;
};

}  // namespace ckl::sim
