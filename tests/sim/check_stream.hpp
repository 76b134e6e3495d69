// The hub: each subscriber ends with exactly the committed sequence, no gap, no duplicate, and none
// sleeps while something is there for it.
//
// A subscriber is slow, is cut off, comes back where it was, and outlives the process it listens
// to. It keeps the fingerprints of what it got; the journal's own are what it should have got.
#pragma once

#include <memory>
#include <set>
#include <string>
#include <vector>

#include "sim/finding.hpp"
#include "sim/random.hpp"
#include "stream/hub.hpp"

namespace ckl::sim {

class StreamChecker {
 public:
  explicit StreamChecker(Findings& findings) : findings_(findings) {}

  // Kinds wanted, empty = all.
  void add_subscriber(std::vector<std::string> kinds);
  void see(const domain::Entry& entry, std::string_view bytes);

  // A new process, or one that is gone.
  void attach(stream::Hub& hub);
  void detach();

  // One of them pulls a little, is cut off, or comes back.
  void disturb(Random& random);
  // All of them take what is there, if they were woken for it; then all is compared.
  void drain();

  // For the proof that this checker can fail: a frame is lost on the way to a subscriber.
  void lose_frame() { lose_ = true; }

 private:
  struct Subscriber {
    stream::Filter filter;
    std::unique_ptr<stream::Subscription> subscription;
    std::vector<std::size_t> got;
    domain::Sequence cursor = 0;
    bool awake = true;
  };

  void connect(Subscriber& subscriber);
  void pull(Subscriber& subscriber, std::size_t frames);
  void compare(std::size_t number, const Subscriber& subscriber);

  Findings& findings_;
  stream::Hub* hub_ = nullptr;
  std::size_t format_ = 0;
  std::vector<std::unique_ptr<Subscriber>> subscribers_;
  std::vector<std::pair<std::size_t, std::string>> truth_;  // fingerprint and kind, by sequence
  bool lose_ = false;
};

}  // namespace ckl::sim
