// The hub of one workspace: hands committed entries to subscribers, in order, without gap and
// without repetition.
//
// On the engine's strand (the main thread) only. A subscriber pulls: it holds a cursor and asks
// `next` for the frame after it; when nothing is there, it is woken by `on_new` once something is.
// So nothing queues per subscriber, a slow one slows nobody, and the hand-over from disk to memory
// is one comparison. Recent entries are kept in a bounded ring; older ones come from the journal.
// A frame that several subscribers need is built once (`FrameEncoder` is given by the edge, because
// the hub knows no wire format).
#pragma once

#include <cstddef>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "domain/visibility.hpp"
#include "engine/engine.hpp"

namespace ckl::stream {

// What filters ask of an entry.
struct Facts {
  domain::IncidentId incident;  // that it concerns, or none
  domain::UnitId unit;          // that it names, or none
  std::string_view kind;        // as domain::name_of(event)
};

// `state` is at or after the entry: it knows which incident a call-out, a message or an obligation
// belongs to.
[[nodiscard]] Facts facts_of(const domain::Entry& entry, const domain::State& state);

// Which entries a subscriber wants (empty = everything), and how much of them may be seen.
struct Filter {
  domain::IncidentId incident;
  domain::UnitId organisation;     // one above or below it counts too
  std::vector<std::string> kinds;  // names as domain::name_of(event)
  domain::Sight sight = domain::Sight::all;

  [[nodiscard]] bool all() const {
    return incident.empty() && organisation.empty() && kinds.empty();
  }
  [[nodiscard]] bool passes(const Facts& facts, const domain::State& state) const;
  auto operator<=>(const Filter&) const = default;
};

// The incident an event concerns, or none. Events of call-outs, deliveries and obligations belong
// to the incident of their subject.
[[nodiscard]] domain::IncidentId incident_of(const domain::Event& event,
                                             const domain::State& state);

// Builds a frame from entries: wire formats differ (protobuf, JSON). `through` is the last sequence
// looked at.
using FrameEncoder =
    std::function<ports::Bytes(std::span<const ports::Bytes> entries, domain::Sequence through)>;

// What is left of an entry for whoever may not see all; null = it is as it is for everybody.
using Masker = std::function<ports::Bytes(std::string_view entry, const domain::State& state)>;

struct Frame {
  ports::Bytes bytes;            // null when nothing of this stretch passed the filter
  domain::Sequence through = 0;  // the new cursor
};

struct HubOptions {
  std::size_t ring_entries = 8'192;
  std::size_t ring_bytes = 2UL << 20U;
  std::size_t frame_entries = 4'096;
  std::size_t frame_bytes = 1UL << 20U;
  // Old entries under a filter must be decoded: at most so many at a time.
  std::size_t decoded_entries = 512;
  // Frames kept for others at the same place.
  std::size_t shared_bytes = 16UL << 20U;
  std::size_t shared_frames = 256;
};

class Subscription;

class Hub final : public engine::Observer {
 public:
  Hub(engine::Engine& engine, HubOptions options);
  Hub(const Hub&) = delete;
  Hub& operator=(const Hub&) = delete;
  ~Hub() override;

  // Registers a wire format; frames of the same format and filter are shared. Returns its number.
  // A format that is dear to encode gets fewer entries per frame (0 = as in the options).
  std::size_t add_format(FrameEncoder encoder, std::size_t frame_entries = 0);

  // Once, before the first subscription of somebody with a masked sight.
  void set_masker(Masker masker);

  // Starts after `after`. `on_new` is called on the strand when entries beyond the cursor have come
  // while the subscriber was idle, and when the workspace's health changes. Destroying the
  // subscription ends it.
  [[nodiscard]] std::unique_ptr<Subscription> subscribe(domain::Sequence after, std::size_t format,
                                                        Filter filter,
                                                        std::function<void()> on_new);

  [[nodiscard]] domain::Sequence head() const;
  [[nodiscard]] std::size_t subscribers() const;

  void on_committed(std::span<const ports::CommittedEntry> entries,
                    const domain::State& state) override;
  void on_health(const domain::Text& reason) override;

 private:
  friend class Subscription;
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

class Subscription {
 public:
  struct Wish {
    domain::Sequence after = 0;
    std::size_t format = 0;
    Filter filter;
    std::function<void()> on_new;
  };

  Subscription(Hub& hub, Wish wish);
  Subscription(const Subscription&) = delete;
  Subscription& operator=(const Subscription&) = delete;
  ~Subscription();

  // The next frame after the cursor, moving the cursor; nothing when the subscriber has everything
  // (then `on_new` will come). A frame ends at a multiple of the frame's size or at the head, so
  // that subscribers which resume at different places soon share. A failure means that the journal
  // could not be read: close with "resume after cursor".
  [[nodiscard]] ports::Result<std::optional<Frame>> next();

  [[nodiscard]] domain::Sequence cursor() const;

  // From the next frame on.
  void set_sight(domain::Sight sight) { wish_.filter.sight = sight; }

 private:
  friend class Hub;
  friend struct Hub::Impl;
  Hub& hub_;
  Wish wish_;
  domain::Sequence cursor_;
  std::uint64_t number_ = 0;  // in the order of subscribing
};

}  // namespace ckl::stream
