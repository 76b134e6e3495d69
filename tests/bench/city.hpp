// A great city in a bad year, for measuring the core: 5,000 persons, and as many open incidents,
// takeovers and duties as are asked for, all made by commands that the core accepted.
//
// `perform` does with one command what the engine does between its door and its journal: decide,
// the note of a refusal, the stamp of each event with its basis, evolve. Single-threaded; the same
// numbers give the same city on every machine.
#pragma once

#include <string>
#include <vector>

#include "domain/decide.hpp"
#include "domain/evolve.hpp"

namespace ckl::bench {

struct CitySize {
  std::size_t persons = 5'000;
  std::size_t incidents = 500;
  std::size_t takeovers = 50;
  std::size_t duties = 2'000;
};

// A command with who sends it, and what it is called in the table.
struct Order {
  const char* kind = "";
  domain::Command command;
  domain::Actor actor;
  bool refused = false;  // the core must refuse it
};

// The entries that the command led to are appended to `journal`; dies when the core answers
// otherwise than the order says.
void perform(domain::State& state, const Order& order, domain::Instant now,
             std::vector<domain::Entry>& journal);

[[nodiscard]] Order by(const std::string& person, domain::Command command);
[[nodiscard]] Order by_machine(domain::Command command);

struct City {
  domain::State state;
  domain::Instant now;
  std::vector<domain::Entry> journal;

  void act(const Order& order);
  void pass(domain::Seconds time);  // and works off what comes due
  void deliver();                   // all that is owed now, as gateways do that work
};

[[nodiscard]] City make_city(const CitySize& size);

inline constexpr int committees = 58;  // of which 13 are district councils
inline constexpr int companies = 15;
inline constexpr int staff = 300;

[[nodiscard]] std::string committee(int number);  // 1 to `committees`
[[nodiscard]] std::string company(int number);    // 1 to `companies`
[[nodiscard]] domain::Matter a_matter(domain::MatterKind kind);

}  // namespace ckl::bench
