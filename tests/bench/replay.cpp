// bench_replay: folding a long journal again, beside reading the same rows from a bare RocksDB.
//
//   --dir D --events 1000000 --rounds 3
//
// The journal is a city (bench/city.hpp) and busy days of it (bench/day.hpp), a minute between
// orders, each letter delivered at once. In each round the rows are first read by a bare iterator
// that does nothing with them, then the journal is recovered: read, decoded, checked for gaps and
// folded. Both find the files in the machine's memory. Prints one line of JSON; rates are medians
// of the rounds.
#include <atomic>
#include <filesystem>
#include <iostream>

#include "bench/day.hpp"
#include "bench/rows.hpp"
#include "bench/wire.hpp"
#include "engine/recovery.hpp"
#include "journal/rocks_journal.hpp"

namespace ckl::bench {
namespace {

constexpr domain::Seconds between_orders{60};
constexpr std::size_t most_queued = 20'000;  // entries not yet on disk

std::unique_ptr<journal::RocksJournal> open_journal(const std::filesystem::path& folder) {
  auto journal = journal::RocksJournal::open({.folder = folder});
  if (!journal) die(journal.error().what);
  return std::move(*journal);
}

// Makes the journal; gives the state that it must fold to.
domain::State fill(const std::filesystem::path& folder, domain::Sequence events) {
  const auto journal = open_journal(folder);
  std::atomic<std::size_t> durable{0};
  journal->start(
      [&](const std::vector<ports::CommittedEntry>& entries) {
        durable += entries.size();
        durable.notify_one();
      },
      [](const ports::Failure& failure) { die(failure.what); });
  City city = make_city({});
  Day day(2);
  std::size_t handed = 0;
  const auto hand_over = [&] {
    if (city.journal.empty()) return;
    handed += city.journal.size();
    journal->append({.entries = std::exchange(city.journal, {}), .reply = {}});
    for (auto known = durable.load(); handed - known > most_queued; known = durable.load()) {
      durable.wait(known);
    }
  };
  hand_over();
  while (city.state.sequence < events) {
    city.pass(between_orders);
    city.act(day.next(city.state, city.now));
    city.deliver();
    hand_over();
  }
  journal->stop();
  return std::move(city.state);
}

Scan replay(const std::filesystem::path& folder, const domain::State& wanted) {
  const auto journal = open_journal(folder);
  const auto start = now_ns();
  const auto worked = processor_seconds();
  const auto state = engine::recover(*journal);
  const Scan result{.seconds = seconds_since(start), .processor = processor_seconds() - worked};
  if (!state) die(state.error().what);
  if (!domain::same(*state, wanted)) die("the journal folds to another state");
  return result;
}

double middle(std::vector<Scan>& runs, double Scan::* figure) {
  std::vector<double> values;
  for (const auto& run : runs) values.push_back(run.*figure);
  return percentile(values, 50);
}

int run(int argc, char** argv) {
  const std::filesystem::path folder = argument(argc, argv, "--dir", "/tmp/ckl-bench-replay");
  const auto events = static_cast<domain::Sequence>(number(argc, argv, "--events", 1'000'000));
  const auto rounds = number(argc, argv, "--rounds", 3);
  std::filesystem::remove_all(folder);
  const auto start = now_ns();
  const auto wanted = fill(folder, events);
  const auto filled = seconds_since(start);
  auto found = scan(folder);  // warms the machine's memory; not counted
  const auto rows = static_cast<double>(found.rows);
  std::vector<Scan> scanned;
  std::vector<Scan> replayed;
  for (long round = 0; round < rounds; ++round) {
    scanned.push_back(scan(folder));
    replayed.push_back(replay(folder, wanted));
  }
  const auto scan_seconds = middle(scanned, &Scan::seconds);
  const auto replay_seconds = middle(replayed, &Scan::seconds);
  std::cout << "{\"kind\":\"replay\",\"events\":" << found.rows
            << ",\"bytes_per_event\":" << static_cast<double>(found.bytes) / rows
            << ",\"incidents\":" << wanted.incidents.size()
            << ",\"messages\":" << wanted.messages.size() << ",\"fill_s\":" << filled
            << ",\"scan_s\":" << scan_seconds << ",\"replay_s\":" << replay_seconds
            << ",\"scan_per_second\":" << rows / scan_seconds
            << ",\"replay_per_second\":" << rows / replay_seconds
            << ",\"ratio\":" << scan_seconds / replay_seconds
            << ",\"scan_cpu_s\":" << middle(scanned, &Scan::processor)
            << ",\"replay_cpu_s\":" << middle(replayed, &Scan::processor) << "}\n";
  std::filesystem::remove_all(folder);
  return 0;
}

}  // namespace
}  // namespace ckl::bench

int main(int argc, char** argv) { return ckl::bench::run(argc, argv); }
