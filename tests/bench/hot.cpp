// bench_hot: the paths that every command and every delivery go through, so many times each.
//
// tests/bench/instructions.py runs it under callgrind and counts the instructions between entering
// and leaving each function named hot_*; how long they take is not looked at, so that no noise of
// the machine comes in. What a path needs is made before it, and counted nowhere.
#include <iostream>
#include <memory>
#include <string>
#include <vector>

#include <boost/asio/io_context.hpp>
#include <google/protobuf/arena.h>

#include "bench/city.hpp"
#include "bench/wire.hpp"
#include "ckl/v1/stream.pb.h"
#include "codec/codec.hpp"
#include "edge/api/frames.hpp"
#include "edge/websocket/frames.hpp"
#include "edge/websocket/outbox.hpp"
#include "engine/engine.hpp"
#include "journal/leaf.hpp"
#include "journal/memory_journal.hpp"
#include "journal/merkle_tree.hpp"
#include "stream/hub.hpp"

namespace {

using namespace ckl;

constexpr std::size_t times = 1'000;
constexpr std::size_t commits = 20;
constexpr std::size_t subscribers = 1'000;

constexpr domain::Instant fixed_now{std::chrono::sys_days{std::chrono::year{2026} / 11 / 23}};

class StillClock final : public ports::Clock {
 public:
  [[nodiscard]] domain::Instant now() const override { return fixed_now; }
};

std::string a_text() {
  constexpr std::size_t text_bytes = 400;
  return std::string(text_bytes, 'x');
}

bench::Order a_note() {
  domain::WriteLogEntry note;
  note.text = a_text();
  return bench::by("stab-1", std::move(note));
}

// Frames as a client sends them.
std::string sent_commands() {
  std::string sent;
  for (std::size_t i = 0; i < times; ++i) {
    v1::ClientFrame frame;
    auto& entry = *frame.mutable_command()->mutable_write_log_entry();
    entry.set_command_id("hot-" + std::to_string(i));
    entry.set_workspace("skarpt");
    entry.set_kind(v1::LOG_KIND_OBSERVATION);
    entry.set_text(a_text());
    sent += bench::client_frame(frame.SerializeAsString());
  }
  return sent;
}

void require(bool held, const char* what) {
  if (!held) bench::die(what);
}

// A hub with subscribers who take each frame when the commit has been told to all.
class Hall {
 public:
  Hall() : engine_(io_.get_executor(), journal_, clock_, {}), hub_(engine_, {}) {
    const auto format = hub_.add_format(edge::proto_batch);
    woken_.reserve(subscribers);
    for (std::size_t i = 0; i < subscribers; ++i) {
      all_.push_back(hub_.subscribe(0, format, {}, [this, i] { woken_.push_back(i); }));
      require(!all_.back()->next()->has_value(), "a frame of nothing");
    }
  }

  void commit(const ports::CommittedEntry& entry) {
    hub_.on_committed({&entry, 1}, engine_.state());
    for (const auto who : woken_) {
      while (const auto frame = *all_[who]->next()) delivered_ += frame->bytes->size();
    }
    woken_.clear();
  }

  [[nodiscard]] std::size_t delivered() const { return delivered_; }

 private:
  boost::asio::io_context io_;
  journal::MemoryJournal journal_;
  StillClock clock_;
  engine::Engine engine_;
  stream::Hub hub_;
  std::vector<std::unique_ptr<stream::Subscription>> all_;
  std::vector<std::size_t> woken_;
  std::size_t delivered_ = 0;
};

}  // namespace

extern "C" {

[[gnu::noinline]] void hot_decode_command(edge::websocket::FrameReader& reader,
                                          const std::string& sent) {
  google::protobuf::Arena arena;
  std::size_t taken = 0;
  for (std::size_t at = 0; at < sent.size();) {
    const auto space = reader.space();
    const auto bytes = std::min(space.size(), sent.size() - at);
    std::copy_n(sent.data() + at, bytes, space.data());
    at += bytes;
    reader.came(bytes);
    for (auto next = reader.next(); next && next->has_value(); next = reader.next()) {
      auto& frame = *google::protobuf::Arena::CreateMessage<v1::ClientFrame>(&arena);
      require(
          frame.ParseFromArray((*next)->payload.data(), static_cast<int>((*next)->payload.size())),
          "a frame that is none");
      require(codec::decode_command(frame.command()).has_value(), "a command that is none");
      arena.Reset();
      ++taken;
    }
  }
  require(taken == times, "commands were lost");
}

[[gnu::noinline]] void hot_decide_apply(domain::State& state, const bench::Order& note,
                                        std::vector<domain::Entry>& journal) {
  for (std::size_t i = 0; i < times; ++i) bench::perform(state, note, fixed_now, journal);
}

[[gnu::noinline]] void hot_encode_entry(const std::vector<domain::Entry>& journal,
                                        std::vector<std::string>& encoded) {
  for (const auto& entry : journal) encoded.push_back(codec::encode(entry));
}

[[gnu::noinline]] void hot_prove(journal::LeafMaker& maker, journal::MerkleTree& tree,
                                 const std::vector<std::string>& encoded) {
  for (const auto& bytes : encoded) {
    static_cast<void>(tree.add(*maker.leaf(tree.size() + 1, bytes)));
    tree.written();
  }
}

[[gnu::noinline]] void hot_frame(edge::websocket::Outbox& outbox,
                                 const std::vector<ports::Bytes>& entries) {
  std::size_t bytes = 0;
  for (std::size_t i = 0; i < entries.size(); ++i) {
    outbox.add(edge::websocket::Opcode::binary, edge::proto_batch({&entries[i], 1}, i + 1));
    for (const auto& buffer : outbox.buffers()) bytes += buffer.size();
    outbox.clear();
  }
  require(bytes > 0, "no frames");
}

[[gnu::noinline]] void hot_fan_out(Hall& hall, const std::vector<ports::CommittedEntry>& entries) {
  for (const auto& entry : entries) hall.commit(entry);
}

}  // extern "C"

int main() {
  bench::City city =
      bench::make_city({.persons = 500, .incidents = 20, .takeovers = 2, .duties = 40});
  constexpr std::size_t most_frame_bytes = 256UL << 10U;
  edge::websocket::FrameReader reader(most_frame_bytes);
  hot_decode_command(reader, sent_commands());

  std::vector<domain::Entry> journal;
  journal.reserve(times);
  hot_decide_apply(city.state, a_note(), journal);
  require(journal.size() == times, "a note is one event");

  std::vector<std::string> encoded;
  encoded.reserve(times);
  hot_encode_entry(journal, encoded);

  ckl::journal::LeafMaker maker(ckl::journal::SaltSecret{});
  ckl::journal::MerkleTree tree(
      [](ckl::journal::MerkleTree::TileName) -> ports::Result<std::string> {
        return std::unexpected(ports::Failure{.code = ports::FailureCode::not_found, .what = {}});
      });
  hot_prove(maker, tree, encoded);

  std::vector<ports::Bytes> shared;
  shared.reserve(encoded.size());
  for (const auto& bytes : encoded) shared.push_back(std::make_shared<const std::string>(bytes));
  edge::websocket::Outbox outbox;
  hot_frame(outbox, shared);

  std::vector<ports::CommittedEntry> committed;
  for (std::size_t i = 0; i < commits; ++i) {
    committed.push_back({.entry = journal[i], .bytes = shared[i]});
    committed.back().entry.sequence = i + 1;
  }
  Hall hall;
  hot_fan_out(hall, committed);
  require(hall.delivered() > 0, "nothing was delivered");

  // How often each was done, for who divides.
  std::cout << "{\"hot_decode_command\":" << times << ",\"hot_decide_apply\":" << times
            << ",\"hot_encode_entry\":" << times << ",\"hot_prove\":" << times
            << ",\"hot_frame\":" << times << ",\"hot_fan_out\":" << commits << "}\n";
  return 0;
}
