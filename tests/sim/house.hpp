// One workspace as a server process runs it, with the real engine, scheduler, dispatcher and hub,
// and the disk that outlives the process.
//
// Single-threaded. `start` is a new process, `crash` the death of one; between them `turn` runs
// what is posted and `settle` also writes. The house tells its checkers of every durable entry, of
// every answer and of every letter.
#pragma once

#include <array>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include <boost/asio/io_context.hpp>

#include "delivery/dispatcher.hpp"
#include "engine/engine.hpp"
#include "scheduler/scheduler.hpp"
#include "sim/check_acknowledged.hpp"
#include "sim/check_replay.hpp"
#include "sim/check_stream.hpp"
#include "sim/check_time.hpp"
#include "sim/checker.hpp"
#include "sim/city.hpp"
#include "sim/disk.hpp"
#include "sim/post.hpp"
#include "sim/time.hpp"
#include "stream/hub.hpp"

namespace ckl::sim {

// How often a kind of command was accepted and refused.
struct Verdicts {
  std::uint64_t accepted = 0;
  std::uint64_t refused = 0;
};
using VerdictsByKind = std::array<Verdicts, std::variant_size_v<domain::AnyCommand>>;

// The writes of a run, over all its houses; at one of them the process can be made to die.
struct Writes {
  std::uint64_t done = 0;
  std::uint64_t die_at = UINT64_MAX;
  CrashPoint point = CrashPoint::before_write;
};

// What all houses of a run share.
struct Surroundings {
  Random& random;
  SteppedClock& clock;
  Post& post;
  const AddressBook& directory;
  Findings& findings;
  Writes& writes;
};

struct HouseSetup {
  std::string name;
  domain::Mode mode = domain::Mode::live;
  std::unique_ptr<Disk> disk;
  engine::Options engine;
  stream::HubOptions hub;
  double pace = 10;
};

class House final : public engine::Observer {
 public:
  House(const Surroundings& around, HouseSetup setup, City city);
  ~House() override;

  void start();
  void crash(CrashPoint point);
  void stop();
  [[nodiscard]] bool runs() const { return engine_.has_value(); }

  void turn();
  // One handler of what is posted, or none.
  void turn_once();
  // Both may end with the process dead, at the write at which it is to die.
  void settle();
  void write_some();
  // Everything is durable, told and at rest.
  void check_quiet();
  void check_all();

  // When a wake-up is due by the world's time.
  [[nodiscard]] std::optional<domain::Instant> next_wake() const;
  void fire_wakes();

  void order(const std::string& person, domain::Command command, const std::string& capacity,
             const std::string& id);
  // From inside the server: no person waits for an answer, and there may be nothing to do.
  void tell(const std::string& person, domain::Command command);
  void repeat(bool with_another_body);
  void adopt(domain::Command command);
  void change_organisation();
  [[nodiscard]] bool healthy() const;
  // Told when a letter has reached its address.
  void on_arrival(std::function<void(const std::string&, const std::string&)> told) {
    arrived_ = std::move(told);
  }

  [[nodiscard]] engine::Engine& engine() { return *engine_; }
  [[nodiscard]] delivery::Dispatcher* dispatcher() { return dispatcher_.get(); }
  [[nodiscard]] StagedJournal& journal() { return setup_.disk->journal(); }
  [[nodiscard]] StreamChecker& stream() { return stream_; }
  [[nodiscard]] const std::string& name() const { return setup_.name; }
  [[nodiscard]] std::uint64_t commands() const { return commands_; }
  [[nodiscard]] std::uint64_t events() const { return replay_.seen(); }
  [[nodiscard]] const VerdictsByKind& verdicts() const { return verdicts_; }

  void on_committed(std::span<const ports::CommittedEntry> entries,
                    const domain::State& state) override;
  void on_health(const domain::Text& /*reason*/) override {}

 private:
  struct Order {
    ports::CommandKey key;
    domain::Command command;
    std::string capacity;
    std::uint64_t fingerprint = 0;
  };

  void see(const domain::Entry& entry, std::string_view bytes);
  void submit(const Order& order);
  [[nodiscard]] bool write(std::size_t count);
  void make_process(StagedJournal& journal);
  void destroy_process();
  void catch_up(const ports::Journal& journal);
  void adopt_configuration();

  const Surroundings& around_;
  HouseSetup setup_;
  City city_;
  std::uint64_t organisations_ = 1;
  std::uint64_t commands_ = 0;
  std::vector<Order> orders_;
  VerdictsByKind verdicts_{};
  std::function<void(const std::string&, const std::string&)> arrived_;

  Readers readers_;
  ReplayChecker replay_;
  AcknowledgedChecker acknowledged_;
  StreamChecker stream_;
  TimeChecker time_;

  HandWakeUp scheduler_wake_;
  HandWakeUp dispatcher_wake_;
  std::unique_ptr<boost::asio::io_context> context_;
  std::optional<engine::Engine> engine_;
  std::unique_ptr<stream::Hub> hub_;
  std::unique_ptr<scheduler::Scheduler> scheduler_;
  std::optional<delivery::Switchboard> switchboard_;
  std::unique_ptr<delivery::Dispatcher> dispatcher_;
};

}  // namespace ckl::sim
