// sim: runs simulated worlds from seeds on several processes, and says how to run a failing one
// again.
#include <array>
#include <atomic>
#include <charconv>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <fmt/format.h>
#include <spdlog/spdlog.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include "sim/commands.hpp"
#include "sim/world.hpp"

namespace {

using ckl::sim::CrashPoint;
using ckl::sim::RunReport;
using ckl::sim::RunSetup;

struct Options {
  std::uint64_t seeds = 1'000;
  std::uint64_t from = 1;
  std::uint64_t steps = 400;
  std::uint64_t workers = 2;
  std::uint64_t rocks_every = 25;  // one seed in so many runs on RocksDB; 0 = none
  std::uint64_t least = 0;         // every kind of command is accepted at least so often
  std::uint64_t die_at = UINT64_MAX;
  std::uint64_t die_where = 0;
  bool talk = false;
  bool kinds = false;        // how often each kind of command was accepted
  bool every_write = false;  // each seed once more for each write, which the process dies at
};

constexpr std::size_t most_workers = 64;
constexpr std::size_t kinds = std::tuple_size_v<ckl::sim::VerdictsByKind>;

// What the workers have done so far; in memory that they share.
struct Tally {
  std::atomic<std::uint64_t> next_seed;
  std::atomic<std::uint64_t> failed;
  std::atomic<std::uint64_t> runs;
  std::atomic<std::uint64_t> commands;
  std::atomic<std::uint64_t> events;
  std::atomic<std::uint64_t> crashes;
  std::atomic<std::uint64_t> letters;
  std::array<std::atomic<std::uint64_t>, most_workers> at_seed;
  std::array<std::atomic<std::uint64_t>, kinds> accepted;
  std::array<std::atomic<std::uint64_t>, kinds> refused;
};

bool read_number(std::string_view text, std::uint64_t& into) {
  const auto* end = text.data() + text.size();
  const auto [stop, error] = std::from_chars(text.data(), end, into);
  return error == std::errc{} && stop == end;
}

bool read_options(int count, char** words, Options& options) {
  const std::array<std::pair<std::string_view, bool*>, 3> flags{{
      {"--talk", &options.talk},
      {"--kinds", &options.kinds},
      {"--every-write", &options.every_write},
  }};
  const std::array<std::pair<std::string_view, std::uint64_t*>, 8> numbers{{
      {"--seeds", &options.seeds},
      {"--from", &options.from},
      {"--steps", &options.steps},
      {"--workers", &options.workers},
      {"--rocks-every", &options.rocks_every},
      {"--least", &options.least},
      {"--die-at", &options.die_at},
      {"--die-where", &options.die_where},
  }};
  const auto place = [](const auto& list, std::string_view word) {
    return std::ranges::find(list, word, [](const auto& option) { return option.first; });
  };
  for (int at = 1; at < count; ++at) {
    if (const auto* flag = place(flags, words[at]); flag != flags.end()) {
      *flag->second = true;
      continue;
    }
    const auto* number = place(numbers, words[at]);
    if (number == numbers.end() || at + 1 == count) return false;
    if (!read_number(words[++at], *number->second)) return false;
  }
  return options.workers > 0 && options.workers <= most_workers &&
         options.die_where < ckl::sim::crash_points;
}

RunSetup setup_of(const Options& options, std::uint64_t seed) {
  RunSetup setup{.seed = seed, .steps = options.steps, .talk = options.talk};
  if (options.die_at != UINT64_MAX) setup.die_at = options.die_at;
  setup.die_where = static_cast<CrashPoint>(options.die_where);
  setup.rocks = options.rocks_every > 0 && seed % options.rocks_every == 0;
  return setup;
}

std::string again(const Options& options, const RunSetup& setup) {
  auto words = fmt::format("./dev sim --from {} --seeds 1 --steps {} --rocks-every {}", setup.seed,
                           options.steps, options.rocks_every);
  if (setup.die_at) {
    words += fmt::format(" --die-at {} --die-where {}", *setup.die_at,
                         static_cast<unsigned>(setup.die_where));
  }
  if (const char* commit = std::getenv("CKL_COMMIT")) words += fmt::format("  # at {}", commit);
  return words;
}

void count(const RunReport& report, Tally& tally) {
  tally.runs += 1;
  tally.commands += report.commands;
  tally.events += report.events;
  tally.crashes += report.crashes;
  tally.letters += report.letters;
  for (std::size_t kind = 0; kind < kinds; ++kind) {
    tally.accepted.at(kind) += report.verdicts.at(kind).accepted;
    tally.refused.at(kind) += report.verdicts.at(kind).refused;
  }
}

RunReport run_once(const Options& options, RunSetup setup, Tally& tally) {
  if (setup.rocks) {
    setup.scratch = std::filesystem::temp_directory_path() /
                    fmt::format("ckl-sim-{}-{}", ::getpid(), setup.seed);
  }
  auto report = ckl::sim::World(setup).run();
  if (setup.rocks) {
    std::error_code ignored;
    std::filesystem::remove_all(setup.scratch, ignored);
  }
  count(report, tally);
  if (report.findings.empty()) return report;
  tally.failed += 1;
  std::string words = fmt::format("seed {} step {} FAILED\n", setup.seed, report.step);
  for (const auto& finding : report.findings) {
    words += fmt::format("  {}: {}\n", finding.checker, finding.what);
  }
  words += fmt::format("  {}\n", again(options, setup));
  std::fputs(words.c_str(), stderr);
  return report;
}

// With `every_write`: once whole, and once for each write and each place to die there.
void run_seed(const Options& options, std::uint64_t seed, Tally& tally) {
  auto setup = setup_of(options, seed);
  const auto whole = run_once(options, setup, tally);
  if (!options.every_write) return;
  for (std::uint64_t write = 0; write < whole.writes && tally.failed < 5; ++write) {
    setup.die_at = write;
    for (std::uint64_t point = 0; point < ckl::sim::crash_points; ++point) {
      setup.die_where = static_cast<CrashPoint>(point);
      static_cast<void>(run_once(options, setup, tally));
    }
  }
}

void work(const Options& options, std::size_t worker, Tally& tally) {
  const auto end = options.from + options.seeds;
  while (tally.failed < 5) {
    const auto seed = tally.next_seed.fetch_add(1);
    if (seed >= end) return;
    tally.at_seed.at(worker) = seed;
    run_seed(options, seed, tally);
  }
}

// Each worker is a process of its own, so that one that aborts says which seed it was at.
void run_workers(const Options& options, Tally& tally) {
  std::vector<pid_t> workers;
  for (std::size_t worker = 0; worker < options.workers; ++worker) {
    const auto child = ::fork();
    if (child == 0) {
      work(options, worker, tally);
      std::fflush(nullptr);
      std::_Exit(0);
    }
    workers.push_back(child);
  }
  for (std::size_t worker = 0; worker < workers.size(); ++worker) {
    int status = 0;
    ::waitpid(workers[worker], &status, 0);
    if (WIFEXITED(status) && WEXITSTATUS(status) == 0) continue;
    tally.failed += 1;
    const auto seed = tally.at_seed.at(worker).load();
    std::fputs(fmt::format("seed {} ENDED THE PROGRAM (status {})\n  {}\n", seed, status,
                           again(options, setup_of(options, seed)))
                   .c_str(),
               stderr);
  }
}

// Every kind a client can send was accepted often enough; those that were not are named.
bool judge_kinds(const Options& options, const Tally& tally) {
  bool enough = true;
  for (const auto& row : ckl::sim::command_kinds()) {
    const auto kind = ckl::sim::place_of(row.name);
    const auto accepted = tally.accepted.at(kind).load();
    if (options.kinds) {
      std::fputs(fmt::format("{:>9} accepted {:>9} refused  {}\n", accepted,
                             tally.refused.at(kind).load(), row.name)
                     .c_str(),
                 stdout);
    }
    if (accepted >= options.least) continue;
    enough = false;
    std::fputs(
        fmt::format("{} was accepted {} times, less than {}\n", row.name, accepted, options.least)
            .c_str(),
        stderr);
  }
  return enough;
}

// The time since the machine was started: how long a run took, not what it does.
double seconds_since_start() {
  std::ifstream uptime("/proc/uptime");
  double seconds = 0;
  uptime >> seconds;
  return seconds;
}

}  // namespace

int main(int count, char** words) {
  Options options;
  if (!read_options(count, words, options)) {
    std::fputs(
        "sim [--seeds N] [--from S] [--steps K] [--workers W] [--rocks-every R] [--least N] "
        "[--every-write] [--die-at W --die-where P] [--kinds] [--talk]\n",
        stderr);
    return 2;
  }
  spdlog::set_level(options.talk ? spdlog::level::info : spdlog::level::off);
  void* shared =
      ::mmap(nullptr, sizeof(Tally), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  if (shared == MAP_FAILED) return 2;
  auto& tally = *new (shared) Tally{};
  tally.next_seed = options.from;
  const auto start = seconds_since_start();
  if (options.seeds == 1) {
    work(options, 0, tally);
  } else {
    run_workers(options, tally);
  }
  const bool enough = judge_kinds(options, tally);
  const auto minutes = std::max(seconds_since_start() - start, 0.01) / 60.0;
  std::fputs(fmt::format("{} runs, {} commands, {:.0f} commands/minute, {} events, {} letters, "
                         "{} crashes, {} failed\n",
                         tally.runs.load(), tally.commands.load(),
                         static_cast<double>(tally.commands.load()) / minutes, tally.events.load(),
                         tally.letters.load(), tally.crashes.load(), tally.failed.load())
                 .c_str(),
             stdout);
  return tally.failed == 0 && enough ? 0 : 1;
}
