// What comes in at the door of a busy city, in the proportions below, one order after the other.
//
// The next order follows from the state and a seed, so a state that is put back gets orders that
// fit it again. Every one is one that the core must accept, or refuse, as it says.
#pragma once

#include <array>
#include <optional>
#include <random>

#include "bench/city.hpp"

namespace ckl::bench {

// Of a hundred orders that people send. Each letter that these cause is begun and ended before the
// next of them, as the dispatcher does: a city that informs thirty people of a decision has sixty
// orders of its machine to carry out before anybody decides again.
struct Share {
  const char* kind;
  unsigned percent;
};
inline constexpr std::array<Share, 9> shares{{{"note", 50},
                                              {"answer", 13},
                                              {"report", 7},
                                              {"level", 7},
                                              {"duty closed", 8},
                                              {"fact", 5},
                                              {"decision", 4},
                                              {"takeover refused", 3},
                                              {"declaration refused", 3}}};

class Day {
 public:
  explicit Day(std::uint64_t seed) : random_(seed) {}

  [[nodiscard]] Order next(const domain::State& state, domain::Instant now);

 private:
  [[nodiscard]] Order make(std::size_t share, const domain::State& state, domain::Instant now);
  [[nodiscard]] Order note(const domain::State& state);
  [[nodiscard]] Order answer(const domain::State& state, domain::Instant now);
  [[nodiscard]] std::optional<Order> delivery(const domain::State& state, domain::Instant now);
  [[nodiscard]] Order report();
  [[nodiscard]] Order level(const domain::State& state);
  [[nodiscard]] Order duty_closed(const domain::State& state, domain::Instant now);
  [[nodiscard]] Order fact(const domain::State& state);
  [[nodiscard]] Order decision(domain::Instant now);
  [[nodiscard]] Order takeover_refused(domain::Instant now);
  [[nodiscard]] Order declaration_refused(const domain::State& state);

  [[nodiscard]] std::size_t below(std::size_t bound) { return random_() % bound; }
  [[nodiscard]] domain::IncidentId some_incident(const domain::State& state);
  [[nodiscard]] std::string some_committee();

  std::mt19937_64 random_;
};

}  // namespace ckl::bench
