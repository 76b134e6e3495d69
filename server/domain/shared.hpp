// A value that several holders share and nobody changes: what is said to thirty people is kept
// once.
//
// Reads as a pointer to a const value, and is never null: one that was not given holds the empty
// value. Copies may live in different threads.
#pragma once

#include <memory>
#include <utility>

namespace ckl::domain {

template <class Value>
class Shared {
 public:
  Shared() = default;
  Shared(Value value) : value_(std::make_shared<const Value>(std::move(value))) {}

  [[nodiscard]] const Value& operator*() const { return value_ ? *value_ : nothing(); }
  [[nodiscard]] const Value* operator->() const { return &**this; }

  bool operator==(const Shared& other) const { return value_ == other.value_ || **this == *other; }

 private:
  static const Value& nothing() {
    static const Value empty;
    return empty;
  }

  std::shared_ptr<const Value> value_;
};

}  // namespace ckl::domain
