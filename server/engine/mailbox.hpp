// A queue from one thread to another without a lock: what the journal's thread tells the strand.
//
// `put` from any thread, `take_all` from the strand; order is kept. `put` says whether the mailbox
// was empty, so that exactly one handler is posted for what has gathered.
#pragma once

#include <atomic>
#include <utility>
#include <vector>

namespace ckl::engine {

template <class T>
class Mailbox {
 public:
  Mailbox() = default;
  Mailbox(const Mailbox&) = delete;
  Mailbox& operator=(const Mailbox&) = delete;
  ~Mailbox() { static_cast<void>(take_all()); }

  // True when it was empty: then the receiver must be woken.
  [[nodiscard]] bool put(T value) {
    Node* before = head_.load(std::memory_order_relaxed);
    auto* node = new Node{.value = std::move(value), .next = before};
    while (!head_.compare_exchange_weak(before, node, std::memory_order_release,
                                        std::memory_order_relaxed)) {
      node->next = before;
    }
    return before == nullptr;
  }

  [[nodiscard]] std::vector<T> take_all() {
    Node* newest = head_.exchange(nullptr, std::memory_order_acquire);
    std::vector<T> values;
    Node* oldest = nullptr;
    while (newest != nullptr) {
      Node* next = newest->next;
      newest->next = oldest;
      oldest = newest;
      newest = next;
    }
    while (oldest != nullptr) {
      values.push_back(std::move(oldest->value));
      Node* done = oldest;
      oldest = oldest->next;
      delete done;
    }
    return values;
  }

 private:
  struct Node {
    T value;
    Node* next;
  };
  std::atomic<Node*> head_{nullptr};
};

}  // namespace ckl::engine
