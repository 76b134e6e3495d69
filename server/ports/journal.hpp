// The journal of one workspace, as a port: the truth of rule 1 of the design.
//
// `append` may be called from the engine's strand only; it queues and returns at once. The
// journal's own thread groups what is queued, writes it in one synced batch and then calls
// `on_committed` once per batch, on the journal's thread, in order. A write that fails is fatal for
// the workspace: `on_fault` is called once and nothing is written afterwards, because what reached
// the disk is unknown. Reading is allowed from any thread and sees only what is durable. Sequence
// numbers start at 1, without gaps.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "domain/decide.hpp"
#include "domain/evolve.hpp"
#include "ports/failure.hpp"
#include "ports/proof.hpp"

namespace ckl::ports {

using Bytes = std::shared_ptr<const std::string>;

// The answer to a command as it is remembered for repeats.
struct AcceptedReply {
  domain::Sequence first = 0;
  domain::Sequence last = 0;
  domain::Instant time;
  std::string subject;

  bool operator==(const AcceptedReply&) const = default;
};
using Reply = std::variant<AcceptedReply, domain::Rejection>;

// A client's command id belongs to the person who sent it.
struct CommandKey {
  domain::PersonId person;
  std::string command_id;

  auto operator<=>(const CommandKey&) const = default;
};

struct RememberedReply {
  std::uint64_t fingerprint = 0;  // of the command's body
  Reply reply;
};

// One decided command: its events, and its answer if the client gave it an id.
struct Append {
  std::vector<domain::Entry> entries;
  std::optional<std::pair<CommandKey, RememberedReply>> reply;
};

// An entry with its encoded bytes (a `ckl.v1.JournalEntry`), shared by disk and all subscribers.
struct CommittedEntry {
  domain::Entry entry;
  Bytes bytes;
};

struct Snapshot {
  domain::State state;
};

class Journal {
 public:
  using OnCommitted = std::function<void(std::vector<CommittedEntry>)>;
  using OnFault = std::function<void(Failure)>;
  // Return false to stop.
  using Visit = std::function<bool(domain::Sequence, std::string_view bytes)>;
  using VisitEntry = std::function<bool(const domain::Entry&)>;

  Journal() = default;
  Journal(const Journal&) = delete;
  Journal& operator=(const Journal&) = delete;
  virtual ~Journal() = default;

  // Must be called once before the first append.
  virtual void start(OnCommitted on_committed, OnFault on_fault) = 0;

  virtual void append(Append append) = 0;

  // Whether a further command can be accepted now (free space). Cheap; asked before every decision.
  [[nodiscard]] virtual Result<void> accepts() const = 0;

  // Identity of this journal, made at its first start; resume numbers belong to it.
  [[nodiscard]] virtual const std::string& id() const = 0;

  // The last durable sequence number, 0 when empty.
  [[nodiscard]] virtual domain::Sequence head() const = 0;

  // Entries from `first` on, ascending, as encoded bytes.
  [[nodiscard]] virtual Result<void> read(domain::Sequence first, const Visit& visit) const = 0;

  // Entries from `last` down, descending, as encoded bytes.
  [[nodiscard]] virtual Result<void> read_back(domain::Sequence last, const Visit& visit) const = 0;

  [[nodiscard]] virtual Result<domain::Entry> decode(std::string_view bytes) const = 0;

  // Entries from `first` on, ascending, with what `evolve` reads of an entry; of the rest nothing
  // is said. An implementation may read and decode ahead; `visit` is called on the caller's thread.
  [[nodiscard]] virtual Result<void> replay(domain::Sequence first, const VisitEntry& visit) const {
    Result<void> decoded;
    auto rows = read(first, [&](domain::Sequence, std::string_view bytes) {
      auto entry = decode(bytes);
      if (entry) return visit(*entry);
      decoded = std::unexpected(std::move(entry.error()));
      return false;
    });
    return rows ? decoded : rows;
  }

  [[nodiscard]] virtual Result<std::optional<RememberedReply>> find_reply(
      const CommandKey& key) const = 0;

  // The newest snapshot, if any. An unreadable one is reported as absent, with a warning in the
  // log.
  [[nodiscard]] virtual Result<std::optional<Snapshot>> latest_snapshot() const = 0;

  // Keeps a snapshot at its state's sequence number. Queued behind the appends.
  virtual void save_snapshot(std::shared_ptr<const domain::State> state) = 0;

  // Null when this journal keeps none (one in memory, or one that could not be opened).
  [[nodiscard]] virtual Proof* proof() const { return nullptr; }

  // Writes everything queued, then stops the thread. Idempotent.
  virtual void stop() = 0;
};

}  // namespace ckl::ports
