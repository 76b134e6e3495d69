#include "stream/hub.hpp"

#include <algorithm>
#include <deque>
#include <map>
#include <tuple>
#include <utility>

namespace ckl::stream {
namespace {

struct Format {
  FrameEncoder encode;
  std::size_t frame_entries = 0;
};

// Where a frame begins, how it is written and for whom.
struct FrameKey {
  domain::Sequence after = 0;
  std::size_t format = 0;
  Filter filter;

  auto operator<=>(const FrameKey&) const = default;
};

// A recent entry: its bytes, and what filters ask of it.
struct Recent {
  domain::Sequence sequence = 0;
  Facts facts;
  ports::Bytes bytes;
};

// Frames of before hold what is now to be seen by fewer, or more.
bool marks_secrecy(const ports::CommittedEntry& committed) {
  const auto& event = committed.entry.event;
  return std::holds_alternative<domain::SecrecyMarked>(event) ||
         std::holds_alternative<domain::SecrecyLifted>(event);
}

std::size_t cost_of(const Recent& recent) { return sizeof(recent) + recent.bytes->size(); }

}  // namespace

struct Hub::Impl {
  Impl(engine::Engine& given_engine, HubOptions given_options)
      : engine(given_engine), options(given_options), head(given_engine.durable()) {}

  void keep(std::span<const ports::CommittedEntry> entries, const domain::State& state) {
    for (const auto& [entry, bytes] : entries) {
      if (!ring.empty() && ring.back().sequence + 1 != entry.sequence) {
        ring.clear();
        ring_cost = 0;
      }
      ring.push_back({.sequence = entry.sequence, .facts = facts_of(entry, state), .bytes = bytes});
      ring_cost += cost_of(ring.back());
    }
    while (ring.size() > options.ring_entries ||
           (ring_cost > options.ring_bytes && !ring.empty())) {
      ring_cost -= cost_of(ring.front());
      ring.pop_front();
    }
  }

  // Frames that ended at the old head could be longer now; whole ones stay as they are.
  void forget_open_frames() {
    for (auto at = frames.begin(); at != frames.end();) {
      at = at->second.through == head ? forget(at) : std::next(at);
    }
  }

  void forget_all_frames() {
    frames.clear();
    frames_bytes = 0;
  }

  std::map<FrameKey, Frame>::iterator forget(std::map<FrameKey, Frame>::iterator at) {
    frames_bytes -= at->second.bytes ? at->second.bytes->size() : 0;
    return frames.erase(at);
  }

  // The ones furthest back go first, but never the one that was just made.
  void share(FrameKey key, const Frame& frame) {
    frames_bytes += frame.bytes ? frame.bytes->size() : 0;
    const auto made = frames.emplace(std::move(key), frame).first;
    while (frames.size() > 1 &&
           (frames_bytes > options.shared_bytes || frames.size() > options.shared_frames)) {
      const auto oldest = frames.begin();
      forget(oldest == made ? std::next(oldest) : oldest);
    }
  }

  // The end of the frame that begins after `after`.
  [[nodiscard]] domain::Sequence end_of(domain::Sequence after, std::size_t most) const {
    const auto boundary = (after / most + 1) * most;
    return std::min(head, static_cast<domain::Sequence>(boundary));
  }

  ports::Result<Frame> build(const FrameKey& key) {
    const auto& format = formats.at(key.format);
    const auto most = format.frame_entries == 0 ? options.frame_entries : format.frame_entries;
    if (!ring.empty() && key.after + 1 >= ring.front().sequence) {
      return from_ring(key, end_of(key.after, most));
    }
    return from_disk(key, key.filter.all()
                              ? end_of(key.after, most)
                              : end_of(key.after, std::min(most, options.decoded_entries)));
  }

  [[nodiscard]] Frame from_ring(const FrameKey& key, domain::Sequence last) const {
    std::vector<ports::Bytes> chosen;
    std::size_t bytes = 0;
    auto through = key.after;
    const auto all = key.filter.all();
    for (auto at = key.after + 1 - ring.front().sequence;
         through < last && bytes < options.frame_bytes; ++at) {
      const auto& recent = ring.at(at);
      if (all || key.filter.passes(recent.facts, engine.state())) {
        auto masked = mask(key, *recent.bytes);
        chosen.push_back(masked == nullptr ? recent.bytes : std::move(masked));
        bytes += chosen.back()->size();
      }
      through = recent.sequence;
    }
    return encoded_frame(key, chosen, through);
  }

  [[nodiscard]] ports::Result<bool> passes(const Filter& filter, std::string_view encoded) const {
    if (filter.all()) {
      return true;
    }
    auto entry = engine.journal().decode(encoded);
    if (!entry) {
      return std::unexpected(std::move(entry.error()));
    }
    return filter.passes(facts_of(*entry, engine.state()), engine.state());
  }

  [[nodiscard]] ports::Result<Frame> from_disk(const FrameKey& key, domain::Sequence last) const {
    std::vector<ports::Bytes> chosen;
    std::size_t bytes = 0;
    auto through = key.after;
    ports::Result<void> decoded;
    auto read = engine.journal().read(
        key.after + 1, [&](domain::Sequence sequence, std::string_view encoded) {
          auto wanted = passes(key.filter, encoded);
          if (!wanted) {
            decoded = std::unexpected(std::move(wanted.error()));
            return false;
          }
          if (*wanted) {
            auto masked = mask(key, encoded);
            chosen.push_back(masked == nullptr ? std::make_shared<const std::string>(encoded)
                                               : std::move(masked));
            bytes += chosen.back()->size();
          }
          through = sequence;
          return through < last && bytes < options.frame_bytes;
        });
    if (!read || !decoded) {
      return std::unexpected(read ? std::move(decoded.error()) : std::move(read.error()));
    }
    if (through == key.after) {
      return std::unexpected(ports::Failure{.code = ports::FailureCode::corrupt,
                                            .what = "the journal ends before the stream's head"});
    }
    return encoded_frame(key, chosen, through);
  }

  [[nodiscard]] ports::Bytes mask(const FrameKey& key, std::string_view encoded) const {
    return key.filter.sight == domain::Sight::all ? nullptr : masker(encoded, engine.state());
  }

  [[nodiscard]] Frame encoded_frame(const FrameKey& key, const std::vector<ports::Bytes>& chosen,
                                    domain::Sequence through) const {
    if (chosen.empty()) {
      return {.bytes = nullptr, .through = through};
    }
    return {.bytes = formats.at(key.format).encode(chosen, through), .through = through};
  }

  // Wakes each once. A woken subscriber may pull, end itself or others, or subscribe anew.
  void wake(std::map<std::uint64_t, Subscription*> who) {
    if (!waking.empty()) {
      waking.merge(who);
      return;
    }
    waking = std::move(who);
    while (!waking.empty()) {
      const auto call = waking.begin()->second->wish_.on_new;  // it may end its subscription
      waking.erase(waking.begin());
      call();
    }
  }

  engine::Engine& engine;
  HubOptions options;
  domain::Sequence head;
  std::vector<Format> formats;
  Masker masker;
  std::deque<Recent> ring;
  std::size_t ring_cost = 0;
  std::map<FrameKey, Frame> frames;
  std::size_t frames_bytes = 0;
  std::uint64_t last_number = 0;
  std::map<std::uint64_t, Subscription*> subscriptions;
  std::map<std::uint64_t, Subscription*> idle;    // have everything, want to be woken
  std::map<std::uint64_t, Subscription*> waking;  // are about to be woken
};

Hub::Hub(engine::Engine& engine, HubOptions options)
    : impl_(std::make_unique<Impl>(engine, options)) {}

Hub::~Hub() = default;

std::size_t Hub::add_format(FrameEncoder encoder, std::size_t frame_entries) {
  impl_->formats.push_back({.encode = std::move(encoder), .frame_entries = frame_entries});
  return impl_->formats.size() - 1;
}

void Hub::set_masker(Masker masker) { impl_->masker = std::move(masker); }

std::unique_ptr<Subscription> Hub::subscribe(domain::Sequence after, std::size_t format,
                                             Filter filter, std::function<void()> on_new) {
  return std::make_unique<Subscription>(*this, Subscription::Wish{.after = after,
                                                                  .format = format,
                                                                  .filter = std::move(filter),
                                                                  .on_new = std::move(on_new)});
}

domain::Sequence Hub::head() const { return impl_->head; }

std::size_t Hub::subscribers() const { return impl_->subscriptions.size(); }

void Hub::on_committed(std::span<const ports::CommittedEntry> entries, const domain::State& state) {
  if (entries.empty()) {
    return;
  }
  if (std::ranges::any_of(entries, marks_secrecy)) {
    impl_->forget_all_frames();
  } else {
    impl_->forget_open_frames();
  }
  impl_->keep(entries, state);
  impl_->head = entries.back().entry.sequence;
  impl_->wake(std::exchange(impl_->idle, {}));
}

void Hub::on_health(const domain::Text&) { impl_->wake(impl_->subscriptions); }

Subscription::Subscription(Hub& hub, Wish wish)
    : hub_(hub), wish_(std::move(wish)), cursor_(wish_.after), number_(++hub.impl_->last_number) {
  hub_.impl_->subscriptions.emplace(number_, this);
}

Subscription::~Subscription() {
  hub_.impl_->subscriptions.erase(number_);
  hub_.impl_->idle.erase(number_);
  hub_.impl_->waking.erase(number_);
}

ports::Result<std::optional<Frame>> Subscription::next() {
  auto& hub = *hub_.impl_;
  if (cursor_ >= hub.head) {
    hub.idle.emplace(number_, this);
    return std::optional<Frame>{};
  }
  FrameKey key{.after = cursor_, .format = wish_.format, .filter = wish_.filter};
  // While nothing is marked everybody sees the same, and shares the frames.
  if (hub.engine.state().secrecy_marks.empty()) key.filter.sight = domain::Sight::all;
  const auto shared = hub.frames.find(key);
  if (shared != hub.frames.end()) {
    cursor_ = shared->second.through;
    return std::optional(shared->second);
  }
  auto built = hub.build(key);
  if (!built) {
    return std::unexpected(std::move(built.error()));
  }
  cursor_ = built->through;
  hub.share(std::move(key), *built);
  return std::optional(std::move(*built));
}

domain::Sequence Subscription::cursor() const { return cursor_; }

}  // namespace ckl::stream
