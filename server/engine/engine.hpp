// The engine of one workspace: the only way in.
//
// command -> decide -> append -> evolve -> (durable) -> reply and publish. Everything here runs on
// the engine's strand, which is the main io_context; `submit` and `read` may be called from any
// thread and post there when needed. The state is evolved at once, ahead of the disk by at most
// what is being written; nobody outside learns of anything before it is durable: replies, observers
// and reads wait for the disk. After a fault the workspace refuses every command and keeps showing
// what it has.
//
// `now` is max(clock, time of the last event): it never decreases, whatever the system clock does.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include <boost/asio/any_io_executor.hpp>

#include "ports/clock.hpp"
#include "ports/journal.hpp"

namespace ckl::engine {

// A command on its way in.
struct Submission {
  domain::Command command;
  domain::Actor actor;
  std::string command_id;         // empty for commands from inside
  std::uint64_t fingerprint = 0;  // of the body, to tell a repeat from a reuse
  // Of a decision that was signed, checked already: journaled as its last entry.
  std::shared_ptr<const domain::DecisionSigned> signature = {};
};

using Completion = std::move_only_function<void(const ports::Reply&)>;

// Told, on the strand, of what has become durable: the hub, the dispatcher, the scheduler.
class Observer {
 public:
  Observer() = default;
  Observer(const Observer&) = delete;
  Observer& operator=(const Observer&) = delete;
  virtual ~Observer() = default;

  // Everything that one commit released. `state` may be ahead of the last entry.
  virtual void on_committed(std::span<const ports::CommittedEntry> entries,
                            const domain::State& state) = 0;

  // The workspace stopped accepting, or accepts again (`reason` empty).
  virtual void on_health(const domain::Text& reason) = 0;
};

struct Options {
  std::uint64_t snapshot_every = 20'000;   // entries between snapshots
  std::size_t remembered_replies = 4'096;  // in memory; older ones are looked up in the journal
  std::size_t most_waiting = 65'536;       // commands that wait for the disk; more are refused
};

class Engine {
 public:
  // Recovers the state from the journal before returning; a journal that can't be read makes a
  // faulted engine (see `fault`), never an exception. `journal` and `clock` outlive the engine.
  Engine(boost::asio::any_io_executor executor, ports::Journal& journal, const ports::Clock& clock,
         Options options);
  Engine(const Engine&) = delete;
  Engine& operator=(const Engine&) = delete;
  ~Engine();

  // Observers are added before `start` and outlive the engine.
  void observe(Observer& observer);

  // Starts the journal's thread; from now on commands are taken.
  void start();

  // Writes a last snapshot and stops the journal; completions that wait are answered before it
  // returns. On the strand, not from a completion, an observer or a reader.
  void stop();

  // Any thread. `done` is called on the strand after the outcome is durable (or refused).
  void submit(Submission submission, Completion done);

  // The same, on the strand.
  void submit_here(Submission submission, Completion done);

  // Any thread. `reader` is called on the strand once everything it can see is durable.
  void read(std::move_only_function<void(const domain::State&)> reader);

  // On the strand, about once a second: notices without a command that the disk is nearly full, or
  // no longer.
  void check_health();

  // On the strand. Ahead of what is durable while something is being written; use `read` for what
  // leaves the server.
  [[nodiscard]] const domain::State& state() const;
  // Last entry known to be durable.
  [[nodiscard]] domain::Sequence durable() const;
  [[nodiscard]] domain::Instant now() const;
  // Why nothing is accepted at present; empty when all is well.
  [[nodiscard]] const domain::Text& fault() const;
  [[nodiscard]] const ports::Journal& journal() const;
  [[nodiscard]] const ports::Clock& clock() const;
  [[nodiscard]] boost::asio::any_io_executor executor() const;

 private:
  struct Impl;
  std::shared_ptr<Impl> impl_;
};

}  // namespace ckl::engine
