// One simulated run: a city, two workspaces of one server, its people, its post, its clock and its
// mishaps, all from one seed.
//
// `run` takes the steps one after the other and stops at the first that a checker objects to.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "sim/draw.hpp"
#include "sim/house.hpp"

namespace ckl::sim {

struct RunSetup {
  std::uint64_t seed = 1;
  std::uint64_t steps = 400;
  // At this write of the run the process dies, there; none = only when chance has it.
  std::optional<std::uint64_t> die_at = std::nullopt;
  CrashPoint die_where = CrashPoint::before_write;
  bool rocks = false;   // the real RocksJournal
  std::string scratch;  // a folder for it
  bool talk = false;    // every step on standard error
};

struct RunReport {
  std::uint64_t step = 0;
  std::uint64_t commands = 0;
  std::uint64_t events = 0;
  std::uint64_t crashes = 0;
  std::uint64_t letters = 0;
  std::uint64_t writes = 0;
  VerdictsByKind verdicts{};
  std::vector<Finding> findings;
};

class World {
 public:
  explicit World(const RunSetup& setup);
  [[nodiscard]] RunReport run();

 private:
  void step();
  void people_act();
  void pass(Milliseconds time);
  void pass_time();
  void pass_wakes();
  void crash();
  void restart();
  [[nodiscard]] bool revive();
  void mishap();
  void step_clock();
  void settle();
  void come_to_rest();
  void check();
  void answer(House& house, const std::string& address, const std::string& message);
  std::string sender_of(const Draw& draw, const std::vector<std::string_view>& roles);
  std::string capacity_of(const Draw& draw, const std::vector<std::string_view>& roles);
  std::string actor_for(const domain::State& state, const std::vector<std::string_view>& roles,
                        domain::Instant now);
  House& any_house();

  RunSetup setup_;
  Random random_;
  SteppedClock clock_;
  Agenda agenda_;
  Findings findings_;
  AddressBook directory_;
  Post post_;
  Writes writes_;
  Surroundings around_;
  std::vector<std::unique_ptr<House>> houses_;
  RunReport report_;
  std::uint64_t orders_ = 0;
};

}  // namespace ckl::sim
