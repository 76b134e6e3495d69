// bench_core: what one command costs the core, and whether the next deadline is found at once.
//
//   --orders 200000 --incidents 500 --takeovers 50 --persons 5000 --duties 2000
//
// Each order of a busy day (bench/day.hpp) is timed alone: decide, the stamp of each event with
// its basis, evolve. The city is put back to its size after every `round_orders`, so that it stays
// what it is said to be; putting it back and making up the order are not timed. Then the next
// deadline is asked for, and one moved, in this city and in one with ten times the duties. Prints
// one line of JSON.
#include <iostream>
#include <map>

#include "bench/day.hpp"
#include "bench/wire.hpp"
#include "domain/owed.hpp"

namespace ckl::bench {
namespace {

constexpr std::size_t round_orders = 2'000;
constexpr std::chrono::milliseconds between_orders{20};

struct Times {
  std::vector<double> all;
  std::map<std::string, std::vector<double>> of;
  std::size_t events = 0;
};

Times measure_orders(const City& city, std::size_t orders) {
  Times times;
  Day day(1);
  domain::State state;
  domain::Instant now;
  std::vector<domain::Entry> journal;
  for (std::size_t i = 0; i < orders; ++i) {
    if (i % round_orders == 0) {
      state = city.state;
      now = city.now;
    }
    journal.clear();
    now += between_orders;
    const Order order = day.next(state, now);
    const auto start = now_ns();
    perform(state, order, now, journal);
    const auto micros = static_cast<double>(now_ns() - start) / 1e3;
    times.all.push_back(micros);
    times.of[order.kind].push_back(micros);
    times.events += journal.size();
  }
  return times;
}

// Nanoseconds for one call, of the best of some rounds: nothing else is faster than the machine.
template <class Call>
double nanoseconds_of(std::size_t calls, Call call) {
  constexpr int rounds = 7;
  double best = 1e18;
  for (int round = 0; round < rounds; ++round) {
    const auto start = now_ns();
    for (std::size_t i = 0; i < calls; ++i) call(i);
    best = std::min(best, static_cast<double>(now_ns() - start) / static_cast<double>(calls));
  }
  return best;
}

struct DeadlineTimes {
  std::size_t timers = 0;
  double ask = 0;   // for the next deadline
  double move = 0;  // of a duty, with what the index makes of it
};

DeadlineTimes measure_deadlines(City city) {
  std::vector<domain::ObligationId> dated;
  for (const auto& [id, duty] : city.state.obligations) {
    if (duty.due && duty.state == domain::ObligationState::open) dated.push_back(id);
  }
  if (dated.empty()) die("no duty has a due time");
  DeadlineTimes times;
  times.timers = city.state.index.timers.size();
  std::int64_t sum = 0;
  times.ask = nanoseconds_of(1'000'000, [&](std::size_t) {
    const auto next = domain::next_deadline(city.state);
    sum += next->time_since_epoch().count();
  });
  if (sum == 0) die("there is no deadline");
  domain::Entry entry;
  entry.time = city.now;
  times.move = nanoseconds_of(20'000, [&](std::size_t i) {
    const auto& id = dated[i * 7'919 % dated.size()];
    entry.sequence = city.state.sequence + 1;
    entry.event = domain::ObligationDated{
        .obligation = id,
        .due = city.now + domain::Seconds(86'400 + static_cast<std::int64_t>(i * 104'729 % 86'400)),
        .remind_at = {}};
    domain::evolve(city.state, entry);
  });
  return times;
}

void print(Times& times) {
  std::cout << "\"orders\":" << times.all.size() << ",\"events\":" << times.events
            << ",\"p50_us\":" << percentile(times.all, 50)
            << ",\"p99_us\":" << percentile(times.all, 99)
            << ",\"max_us\":" << percentile(times.all, 100) << ",\"of\":{";
  const char* comma = "";
  for (auto& [kind, micros] : times.of) {
    std::cout << comma << '"' << kind << "\":{\"n\":" << micros.size()
              << ",\"p50_us\":" << percentile(micros, 50)
              << ",\"p99_us\":" << percentile(micros, 99) << '}';
    comma = ",";
  }
  std::cout << '}';
}

int run(int argc, char** argv) {
  const auto count = [&](const char* name, long otherwise) {
    return static_cast<std::size_t>(number(argc, argv, name, otherwise));
  };
  CitySize size{.persons = count("--persons", 5'000),
                .incidents = count("--incidents", 500),
                .takeovers = count("--takeovers", 50),
                .duties = count("--duties", 2'000)};
  City city = make_city(size);
  city.deliver();
  auto times = measure_orders(city, count("--orders", 200'000));
  const auto small = measure_deadlines(city);
  std::cout << "{\"kind\":\"core\",\"persons\":" << city.state.organisation.persons.size()
            << ",\"incidents\":" << city.state.incidents.size()
            << ",\"takeovers\":" << city.state.takeovers.size()
            << ",\"duties\":" << city.state.index.open_duties.size() << ',';
  print(times);
  size.duties *= 10;
  const auto large = measure_deadlines(make_city(size));
  std::cout << ",\"timers\":[" << small.timers << ',' << large.timers << "],\"ask_ns\":["
            << small.ask << ',' << large.ask << "],\"ask_ratio\":" << large.ask / small.ask
            << ",\"move_ns\":[" << small.move << ',' << large.move
            << "],\"move_ratio\":" << large.move / small.move << "}\n";
  return 0;
}

}  // namespace
}  // namespace ckl::bench

int main(int argc, char** argv) { return ckl::bench::run(argc, argv); }
