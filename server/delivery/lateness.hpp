// How late due steps are performed (försening), in all workspaces together.
//
// On the main thread; all times are real. A step that is performed is counted by how late it was,
// and what is due and not yet performed is looked at about once a second, so that a server that
// stands still is seen while it does. Above two seconds it is logged and shown: alarms that leave
// late are a fault like any other, though nothing is lost.
#pragma once

#include <array>
#include <chrono>
#include <cstdint>
#include <optional>
#include <string>

#include "ports/clock.hpp"

namespace ckl::delivery {

// A deadline (tidsgräns) that is worked off, or a message that leaves.
enum class DueStep : std::uint8_t { deadline = 1, message = 2 };
inline constexpr std::size_t due_steps = 2;

class Lateness {
 public:
  using Late = std::chrono::milliseconds;

  static constexpr Late bound{2'000};
  // So long after the last step that was too late, it is said no more.
  static constexpr domain::Seconds shown{300};
  // Upper bounds of the classes in /metrics; the last class has none.
  static constexpr std::array<Late, 9> classes{Late{10},    Late{50},    Late{100},
                                               Late{250},   Late{500},   Late{1'000},
                                               Late{2'000}, Late{5'000}, Late{30'000}};

  // The real clock; outlives the object.
  explicit Lateness(const ports::Clock& clock) : clock_(clock) {}

  void performed(DueStep step, Late late);
  // The latest of what is due and not performed; zero when there is nothing.
  void overdue(DueStep step, Late late);

  // Something is overdue above the bound, at the last look.
  [[nodiscard]] bool behind() const;
  [[nodiscard]] Late worst() const;
  // In words, while a step above the bound is recent.
  [[nodiscard]] std::optional<domain::Text> fault() const;
  // Lines for /metrics.
  [[nodiscard]] std::string metrics() const;

 private:
  struct Counts {
    std::array<std::uint64_t, classes.size() + 1> in_class{};
    Late sum{0};
    Late worst{0};
    Late overdue{0};
  };

  void judge(DueStep step, Late late);

  const ports::Clock& clock_;
  std::array<Counts, due_steps> counts_;
  // Of the run of late steps that is shown.
  std::optional<domain::Instant> last_;
  domain::Instant first_;
  Late greatest_{0};
};

}  // namespace ckl::delivery
