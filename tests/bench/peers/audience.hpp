// Many subscribers in one thread, who read what comes and note when each event had come to the last
// of them.
//
// They find events by their marks and understand nothing else, so that reading costs as little as
// it can, and the same for every server.
#pragma once

#include <cstdint>
#include <vector>

#include "bench/peers/listener.hpp"
#include "bench/peers/payload.hpp"

namespace ckl::bench {

// Of one event, from 1.
struct Heard {
  std::uint64_t sent_at = 0;
  std::uint64_t last_at = 0;
  std::size_t times = 0;
};

class Audience {
 public:
  Audience(const Listening& listening, std::size_t size);
  Audience(const Audience&) = delete;
  Audience& operator=(const Audience&) = delete;
  ~Audience() = default;

  // Marks beyond `events` are not ours.
  void expect_events(std::size_t events) { heard_.assign(events + 1, {}); }

  // Reads what comes within that time; false when nothing did.
  bool read(int milliseconds);

  [[nodiscard]] std::size_t size() const { return members_.size(); }
  [[nodiscard]] std::size_t deliveries() const { return deliveries_; }
  [[nodiscard]] std::size_t closed() const { return closed_; }
  [[nodiscard]] std::uint64_t last_at() const { return last_at_; }
  // By number; the first place is no event.
  [[nodiscard]] const std::vector<Heard>& heard() const { return heard_; }

 private:
  struct Member {
    Connection connection;
    MarkScan scan;
  };

  void take(Member& member);

  const Listening& listening_;
  int poll_;
  std::vector<Member> members_;
  std::vector<Heard> heard_;
  std::vector<char> buffer_;
  std::size_t deliveries_ = 0;
  std::size_t closed_ = 0;
  std::uint64_t last_at_ = 0;
};

}  // namespace ckl::bench
