// sim: runs simulated worlds from seeds on several processes, and says how to run a failing one
// again.
#include <array>
#include <atomic>
#include <charconv>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>
#include <vector>

#include <fmt/format.h>
#include <spdlog/spdlog.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include "sim/commands.hpp"
#include "sim/world.hpp"

namespace {

struct Options {
  std::uint64_t seeds = 1'000;
  std::uint64_t from = 1;
  std::uint64_t steps = 400;
  std::uint64_t workers = 2;
  std::uint64_t rocks_every = 25;  // one seed in so many runs on RocksDB; 0 = none
  bool talk = false;
  bool kinds = false;  // how often each kind of command was accepted
};

constexpr std::size_t most_workers = 64;
constexpr std::size_t most_kinds = 128;

// What the workers have done so far; in memory that they share.
struct Tally {
  std::atomic<std::uint64_t> next_seed;
  std::atomic<std::uint64_t> failed;
  std::atomic<std::uint64_t> seeds;
  std::atomic<std::uint64_t> commands;
  std::atomic<std::uint64_t> events;
  std::atomic<std::uint64_t> crashes;
  std::atomic<std::uint64_t> letters;
  std::array<std::atomic<std::uint64_t>, most_workers> at_seed;
  std::array<std::atomic<std::uint64_t>, most_kinds> accepted;
  std::array<std::atomic<std::uint64_t>, most_kinds> refused;
};

bool read_number(std::string_view text, std::uint64_t& into) {
  const auto* end = text.data() + text.size();
  const auto [stop, error] = std::from_chars(text.data(), end, into);
  return error == std::errc{} && stop == end;
}

bool read_options(int count, char** words, Options& options) {
  for (int at = 1; at < count; ++at) {
    const std::string_view word = words[at];
    if (word == "--talk" || word == "--kinds") {
      (word == "--talk" ? options.talk : options.kinds) = true;
      continue;
    }
    std::uint64_t* into = word == "--seeds"         ? &options.seeds
                          : word == "--from"        ? &options.from
                          : word == "--steps"       ? &options.steps
                          : word == "--workers"     ? &options.workers
                          : word == "--rocks-every" ? &options.rocks_every
                                                    : nullptr;
    if (into == nullptr || at + 1 == count || !read_number(words[++at], *into)) return false;
  }
  return options.workers > 0 && options.workers <= most_workers;
}

std::string again(const Options& options, std::uint64_t seed) {
  return fmt::format("./dev sim --from {} --seeds 1 --steps {} --rocks-every {}", seed,
                     options.steps, options.rocks_every);
}

void run_seed(const Options& options, std::uint64_t seed, Tally& tally) {
  ckl::sim::RunSetup setup{.seed = seed, .steps = options.steps, .talk = options.talk};
  setup.rocks = options.rocks_every > 0 && seed % options.rocks_every == 0;
  if (setup.rocks) {
    setup.scratch =
        std::filesystem::temp_directory_path() / fmt::format("ckl-sim-{}-{}", ::getpid(), seed);
  }
  const auto report = ckl::sim::World(setup).run();
  if (setup.rocks) {
    std::error_code ignored;
    std::filesystem::remove_all(setup.scratch, ignored);
  }
  tally.seeds += 1;
  tally.commands += report.commands;
  tally.events += report.events;
  tally.crashes += report.crashes;
  tally.letters += report.letters;
  const auto rows = ckl::sim::command_kinds();
  for (std::size_t row = 0; row < rows.size(); ++row) {
    const auto found = report.verdicts.find(std::string(rows[row].name));
    if (found == report.verdicts.end()) continue;
    tally.accepted.at(row) += found->second.accepted;
    tally.refused.at(row) += found->second.refused;
  }
  if (report.findings.empty()) return;
  tally.failed += 1;
  std::string words = fmt::format("seed {} step {} FAILED\n", seed, report.step);
  for (const auto& finding : report.findings) {
    words += fmt::format("  {}: {}\n", finding.checker, finding.what);
  }
  words += fmt::format("  {}\n", again(options, seed));
  std::fputs(words.c_str(), stderr);
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
                           again(options, seed))
                   .c_str(),
               stderr);
  }
}

void print_kinds(const Tally& tally) {
  const auto rows = ckl::sim::command_kinds();
  for (std::size_t row = 0; row < rows.size(); ++row) {
    std::fputs(fmt::format("{:>9} accepted {:>9} refused  {}\n", tally.accepted.at(row).load(),
                           tally.refused.at(row).load(), rows[row].name)
                   .c_str(),
               stdout);
  }
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
        "sim [--seeds N] [--from S] [--steps K] [--workers W] [--rocks-every R] [--kinds] "
        "[--talk]\n",
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
  if (options.kinds) print_kinds(tally);
  const auto minutes = std::max(seconds_since_start() - start, 0.01) / 60.0;
  std::fputs(fmt::format("{} seeds, {} commands, {:.0f} commands/minute, {} events, {} letters, "
                         "{} crashes, {} failed\n",
                         tally.seeds.load(), tally.commands.load(),
                         static_cast<double>(tally.commands.load()) / minutes, tally.events.load(),
                         tally.letters.load(), tally.crashes.load(), tally.failed.load())
                 .c_str(),
             stdout);
  return tally.failed == 0 ? 0 : 1;
}
