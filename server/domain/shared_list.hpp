// A list whose items several copies of the list share until one of them changes an item.
//
// A decision works on a copy of a call-out, and a snapshot is one of everything: with thousands of
// people called, the copy is made of what changes, not of everybody. Reads as a std::vector of
// const items; only `change` and `emplace_back` give something to write to, and what they give
// belongs to this list alone, until the list is copied again.
//
// Copies may live in different threads: an item that two lists share is never written to. One and
// the same list belongs to one thread at a time.
#pragma once

#include <atomic>
#include <cstddef>
#include <initializer_list>
#include <iterator>
#include <utility>
#include <vector>

namespace ckl::domain {

template <class Item>
class SharedList {
  // An item and how many lists hold it.
  struct Node {
    Item item;
    std::atomic<std::size_t> holders{1};
  };

  class Hold {
   public:
    explicit Hold(Item item) : node_(new Node{std::move(item), 1}) {}
    Hold(const Hold& other) : node_(other.node_) {
      node_->holders.fetch_add(1, std::memory_order_relaxed);
    }
    Hold(Hold&& other) noexcept : node_(std::exchange(other.node_, nullptr)) {}
    Hold& operator=(Hold other) noexcept {
      std::swap(node_, other.node_);
      return *this;
    }
    ~Hold() {
      if (node_ != nullptr && node_->holders.fetch_sub(1, std::memory_order_acq_rel) == 1) {
        delete node_;
      }
    }

    [[nodiscard]] const Item& get() const { return node_->item; }
    [[nodiscard]] Item& own() {
      // Whoever let go of it last has read it before: "acquire" sees to that.
      if (node_->holders.load(std::memory_order_acquire) != 1) *this = Hold(node_->item);
      return node_->item;
    }

   private:
    Node* node_;
  };

 public:
  using value_type = Item;

  class const_iterator {
   public:
    using iterator_category = std::forward_iterator_tag;
    using value_type = Item;
    using difference_type = std::ptrdiff_t;
    using pointer = const Item*;
    using reference = const Item&;

    const_iterator() = default;
    explicit const_iterator(const Hold* at) : at_(at) {}
    reference operator*() const { return at_->get(); }
    pointer operator->() const { return &at_->get(); }
    const_iterator& operator++() {
      ++at_;
      return *this;
    }
    const_iterator operator++(int) { return const_iterator(at_++); }
    bool operator==(const const_iterator&) const = default;

   private:
    const Hold* at_ = nullptr;
  };

  [[nodiscard]] const_iterator begin() const { return const_iterator(holds_.data()); }
  [[nodiscard]] const_iterator end() const { return const_iterator(holds_.data() + holds_.size()); }
  [[nodiscard]] std::size_t size() const { return holds_.size(); }
  [[nodiscard]] bool empty() const { return holds_.empty(); }
  [[nodiscard]] const Item& operator[](std::size_t at) const { return holds_[at].get(); }
  [[nodiscard]] const Item& at(std::size_t at) const { return holds_.at(at).get(); }

  [[nodiscard]] const Item& back() const { return holds_.back().get(); }

  SharedList() = default;
  SharedList(std::initializer_list<Item> items) : holds_(items.begin(), items.end()) {}

  void reserve(std::size_t many) { holds_.reserve(many); }
  // References to items of this list do not outlive a change of that item.
  [[nodiscard]] Item& change(std::size_t at) { return holds_[at].own(); }
  Item& emplace_back(Item item = {}) {
    holds_.emplace_back(std::move(item));
    return holds_.back().own();
  }

  void push_back(Item item) { holds_.emplace_back(std::move(item)); }

  bool operator==(const SharedList& other) const {
    if (size() != other.size()) return false;
    for (std::size_t at = 0; at < size(); ++at) {
      if (!((*this)[at] == other[at])) return false;
    }
    return true;
  }

 private:
  std::vector<Hold> holds_;
};

}  // namespace ckl::domain
