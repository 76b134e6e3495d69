// bench_journal: the engine over its journal without any edge, and how fast it starts again.
//
//   --dir D --clients 64 --ms 3000 --events 200000
//
// Closed loop of WriteLogEntry with so many under way, then one at a time; then the journal is
// filled to `events` and started three times: by snapshot, by folding everything, and by a deep
// check. The proof of all entries is made once more by itself, and its time on the processor set
// beside that of the whole process while it filled. Prints one line of JSON per figure.
#include <cstdlib>
#include <filesystem>
#include <iostream>
#include <vector>

#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/io_context.hpp>
#include <sys/resource.h>

#include "bench/wire.hpp"
#include "engine/engine.hpp"
#include "engine/recovery.hpp"
#include "journal/leaf.hpp"
#include "journal/merkle_tree.hpp"
#include "journal/rocks_journal.hpp"
#include "platform/system_clock.hpp"

namespace ckl::bench {
namespace {

double milliseconds_since(std::uint64_t start) {
  return static_cast<double>(now_ns() - start) / 1e6;
}

std::unique_ptr<journal::RocksJournal> open_journal(const std::filesystem::path& folder) {
  auto journal = journal::RocksJournal::open({.folder = folder});
  if (!journal) {
    die(journal.error().what);
  }
  return std::move(*journal);
}

domain::Organisation one_person() {
  domain::Organisation city;
  city.name = {.sv = "Provstad", .en = "Testville"};
  domain::Person person;
  person.id = {"staff-1"};
  person.name = "Stab 1";
  city.persons.push_back(person);
  domain::Mandate mandate;
  mandate.person = person.id;
  mandate.role = domain::role::staff;
  city.mandates.push_back(mandate);
  return city;
}

// Keeps `clients` commands under way until it is told to end.
class Load {
 public:
  Load(engine::Engine& engine, boost::asio::io_context& context)
      : engine_(engine), context_(context) {}

  void adopt() {
    const domain::Actor inside{
        .person = {}, .capacity = {}, .machine = "configuration", .via = "internal"};
    const auto submit = [&](domain::Command command) {
      engine_.submit(
          {.command = std::move(command), .actor = inside, .command_id = {}, .fingerprint = 0},
          [](const ports::Reply&) {});
    };
    submit(domain::OpenWorkspace{
        .workspace = {"prov"}, .mode = domain::Mode::test, .name = {"Prov", "Bench"}});
    submit(domain::AdoptOrganisation{.organisation = one_person(), .source_hash = "1"});
  }

  void run(std::size_t clients, std::uint64_t until_ns, domain::Sequence until_head) {
    micros_.clear();
    until_ns_ = until_ns;
    until_head_ = until_head;
    under_way_ = clients;
    auto guard = boost::asio::make_work_guard(context_);
    guard_ = &guard;
    const auto began = now_ns();
    for (std::size_t client = 0; client < clients; ++client) {
      send();
    }
    context_.restart();
    context_.run();
    seconds_ = milliseconds_since(began) / 1e3;
  }

  // Of the last run.
  [[nodiscard]] std::size_t commands() const { return micros_.size(); }

  void print(const char* what, std::size_t clients) {
    const auto count = micros_.size();
    std::cout << "{\"kind\":\"" << what << "\",\"clients\":" << clients << ",\"n\":" << count
              << ",\"per_second\":" << static_cast<double>(count) / seconds_
              << ",\"p50_us\":" << percentile(micros_, 50)
              << ",\"p99_us\":" << percentile(micros_, 99) << "}\n";
  }

 private:
  void send() {
    domain::WriteLogEntry command;
    command.text.assign(250, 'x');
    engine_.submit({.command = std::move(command),
                    .actor = {.person = {"staff-1"}, .capacity = {}, .machine = {}, .via = "grpc"},
                    .command_id = "bench-" + std::to_string(++number_),
                    .fingerprint = number_},
                   [this, start = now_ns()](const ports::Reply& reply) { answered(reply, start); });
  }

  void answered(const ports::Reply& reply, std::uint64_t start) {
    const auto* accepted = std::get_if<ports::AcceptedReply>(&reply);
    if (accepted == nullptr) {
      die("a command was refused: " + std::get<domain::Rejection>(reply).breaches.at(0).message.en);
    }
    const auto end = now_ns();
    micros_.push_back(static_cast<double>(end - start) / 1e3);
    if (end < until_ns_ && accepted->last < until_head_) {
      send();
    } else if (--under_way_ == 0) {
      guard_->reset();
    }
  }

  engine::Engine& engine_;
  boost::asio::io_context& context_;
  boost::asio::executor_work_guard<boost::asio::io_context::executor_type>* guard_ = nullptr;
  std::vector<double> micros_;
  double seconds_ = 0;
  std::uint64_t until_ns_ = 0;
  domain::Sequence until_head_ = 0;
  std::size_t under_way_ = 0;
  std::uint64_t number_ = 0;
};

// Of the process (RUSAGE_SELF) or of this thread (RUSAGE_THREAD).
double processor_ms(int whose) {
  rusage used{};
  getrusage(whose, &used);
  const auto ms = [](const timeval& time) {
    return static_cast<double>(time.tv_sec) * 1e3 + static_cast<double>(time.tv_usec) / 1e3;
  };
  return ms(used.ru_utime) + ms(used.ru_stime);
}

// What the writer's thread does for the proof of each entry: its leaf, and its place in the tree.
void measure_proof(const std::filesystem::path& folder, double filling_ms) {
  const auto journal = open_journal(folder);
  journal::LeafMaker maker(journal::SaltSecret{});
  journal::MerkleTree tree([](journal::MerkleTree::TileName) -> ports::Result<std::string> {
    return std::unexpected(ports::Failure{.code = ports::FailureCode::not_found, .what = {}});
  });
  double spent = 0;
  std::vector<std::string> entries;
  const auto prove = [&] {
    const auto began = processor_ms(RUSAGE_THREAD);
    for (const auto& bytes : entries) {
      static_cast<void>(tree.add(*maker.leaf(tree.size() + 1, bytes)));
      tree.written();
    }
    spent += processor_ms(RUSAGE_THREAD) - began;
    entries.clear();
  };
  const auto read = journal->read(1, [&](domain::Sequence, std::string_view bytes) {
    entries.emplace_back(bytes);
    if (entries.size() == 1'000) prove();
    return true;
  });
  prove();
  if (!read) die(read.error().what);
  std::cout << "{\"kind\":\"proof\",\"entries\":" << tree.size()
            << ",\"us_per_entry\":" << spent * 1e3 / static_cast<double>(tree.size())
            << ",\"share\":" << spent / filling_ms << "}\n";
}

void measure_starts(const std::filesystem::path& folder) {
  auto start = now_ns();
  const auto journal = open_journal(folder);
  const auto opened = milliseconds_since(start);
  const auto state = engine::recover(*journal);
  const auto by_snapshot = milliseconds_since(start);
  start = now_ns();
  domain::State folded;
  const auto read = journal->read(1, [&](domain::Sequence, std::string_view bytes) {
    domain::evolve(folded, *journal->decode(bytes));
    return true;
  });
  const auto by_folding = milliseconds_since(start);
  start = now_ns();
  const auto verified = journal->verify();
  if (!state || !read || !verified || !domain::same(*state, folded)) {
    die("the journal does not give the same state twice");
  }
  std::cout << "{\"kind\":\"start\",\"events\":" << journal->head() << ",\"open_ms\":" << opened
            << ",\"by_snapshot_ms\":" << by_snapshot << ",\"by_folding_ms\":" << by_folding
            << ",\"verify_ms\":" << milliseconds_since(start) << "}\n";
}

int run(int argc, char** argv) {
  const std::filesystem::path folder = argument(argc, argv, "dir", "/tmp/ckl-bench-journal");
  const auto clients = static_cast<std::size_t>(number(argc, argv, "clients", 64));
  const auto span = static_cast<std::uint64_t>(number(argc, argv, "ms", 3'000)) * 1'000'000;
  const auto events = static_cast<domain::Sequence>(number(argc, argv, "events", 200'000));
  std::filesystem::remove_all(folder);
  double filling = 0;
  double filled_share = 1;  // of all entries, those of the measured filling
  {
    boost::asio::io_context context;
    const platform::SystemClock clock;
    const auto journal = open_journal(folder);
    engine::Engine engine(context.get_executor(), *journal, clock, {});
    engine.start();
    Load load(engine, context);
    load.adopt();
    load.run(clients, now_ns() + span, UINT64_MAX);
    load.print("engine", clients);
    load.run(1, now_ns() + span, UINT64_MAX);
    load.print("engine", 1);
    const auto began = processor_ms(RUSAGE_SELF);
    load.run(1'024, UINT64_MAX, events);
    engine.stop();
    filling = processor_ms(RUSAGE_SELF) - began;
    filled_share = static_cast<double>(load.commands()) / static_cast<double>(journal->head());
  }
  measure_proof(folder, filling / filled_share);
  measure_starts(folder);
  std::filesystem::remove_all(folder);
  return 0;
}

}  // namespace
}  // namespace ckl::bench

int main(int argc, char** argv) { return ckl::bench::run(argc, argv); }
