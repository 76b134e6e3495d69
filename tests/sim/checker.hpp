// What reads a workspace's journal along with the run and judges it.
//
// A checker sees one command at a time: the entries that one decision made, in order. `quiet` comes
// when everything that is due has been worked off and everything is durable, and then `at_rest`,
// with the state the server lives on, which must be what the checker has read. Checkers share only
// the roster, which stands as it was before the command.
#pragma once

#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "domain/events.hpp"
#include "sim/finding.hpp"
#include "sim/roster.hpp"

namespace ckl::sim {

// A letter as it left the server.
struct SentLetter {
  std::string workspace;  // by its key
  std::string message;
  std::uint32_t attempt = 0;
  std::string channel;  // kind of the channel that took it
  std::string address;
  std::string text;
  std::string short_text;
  domain::Mode mode = domain::Mode::live;
  bool repeated = false;
  bool had_arrived = false;  // an earlier one to the same address, as the world knows
};

using Batch = std::span<const domain::Entry>;

class Checker {
 public:
  explicit Checker(Findings& findings) : findings_(findings) {}
  Checker(const Checker&) = delete;
  Checker& operator=(const Checker&) = delete;
  virtual ~Checker() = default;

  [[nodiscard]] virtual std::string_view name() const = 0;
  virtual void see(Batch batch, const Roster& roster) = 0;
  virtual void sent(const SentLetter& /*letter*/) {}
  virtual void quiet(const Roster& /*roster*/, domain::Instant /*now*/) {}
  virtual void at_rest(const domain::State& /*live*/) {}

 protected:
  void find(const domain::Entry& entry, const std::string& what) {
    findings_.add(std::string(name()), "entry " + std::to_string(entry.sequence) + ": " + what);
  }
  void find(const std::string& what) { findings_.add(std::string(name()), what); }

 private:
  Findings& findings_;
};

// The checkers that read a journal; one file each.
[[nodiscard]] std::unique_ptr<Checker> check_table(Findings& findings);
[[nodiscard]] std::unique_ptr<Checker> check_mandate(Findings& findings);
[[nodiscard]] std::unique_ptr<Checker> check_meeting(Findings& findings);
[[nodiscard]] std::unique_ptr<Checker> check_alert(Findings& findings);
[[nodiscard]] std::unique_ptr<Checker> check_scope(Findings& findings);
[[nodiscard]] std::unique_ptr<Checker> check_duties(Findings& findings);
[[nodiscard]] std::unique_ptr<Checker> check_exercise(Findings& findings,
                                                      std::vector<std::string> list);
[[nodiscard]] std::unique_ptr<Checker> check_callout(Findings& findings);

// All of them over one journal: forms the commands' batches and keeps the roster.
class Readers {
 public:
  Readers(Findings& findings, const std::vector<std::string>& exercise_list);

  void see(const domain::Entry& entry);
  void sent(const SentLetter& letter);
  void quiet(domain::Instant now);
  void at_rest(const domain::State& live);

 private:
  void flush();

  std::vector<std::unique_ptr<Checker>> checkers_;
  std::vector<domain::Entry> batch_;
  Roster roster_;
};

}  // namespace ckl::sim
