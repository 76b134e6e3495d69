// A bell that one coroutine waits for and anyone on the same thread rings.
//
// Rings before the wait are remembered (as one). At most one coroutine waits at a time. Main thread
// only. `abandon` drops a waiting coroutine for good: for owners that are taken down while their
// io_context still stands.
#pragma once

#include <functional>
#include <utility>

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/async_result.hpp>
#include <boost/asio/post.hpp>

namespace ckl::edge {

class Signal {
 public:
  explicit Signal(boost::asio::any_io_executor executor) : executor_(std::move(executor)) {}

  void ring() {
    if (!waiting_) {
      rung_ = true;
      return;
    }
    boost::asio::post(executor_, std::exchange(waiting_, nullptr));
  }

  template <class Token>
  auto wait(Token&& token) {
    return boost::asio::async_initiate<Token, void()>(
        [this](auto handler) {
          if (std::exchange(rung_, false)) {
            boost::asio::post(executor_, std::move(handler));
          } else {
            waiting_ = std::move(handler);
          }
        },
        token);
  }

  void abandon() { const auto dropped = std::exchange(waiting_, nullptr); }

 private:
  boost::asio::any_io_executor executor_;
  std::move_only_function<void()> waiting_;
  bool rung_ = false;
};

}  // namespace ckl::edge
