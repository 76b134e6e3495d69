#include "platform/wake_up.hpp"

#include <algorithm>
#include <utility>

#include <boost/asio/steady_timer.hpp>

namespace ckl::platform {
namespace {

constexpr std::chrono::microseconds longest_piece{1'000'000};
constexpr std::chrono::microseconds shortest_piece{500};

}  // namespace

struct AsioWakeUp::Impl : std::enable_shared_from_this<AsioWakeUp::Impl> {
  Impl(boost::asio::any_io_executor executor, const ports::Clock& given)
      : timer(std::move(executor)), clock(given) {}

  void wait() {
    const std::chrono::duration<double, std::micro> left = (due - clock.now()) / clock.rate();
    const auto piece =
        left <= left.zero() ? std::chrono::microseconds{0}
        : left >= longest_piece
            ? longest_piece
            : std::max(std::chrono::ceil<std::chrono::microseconds>(left), shortest_piece);
    timer.expires_after(piece);
    timer.async_wait([weak = weak_from_this(), set = generation](const auto& error) {
      const auto self = weak.lock();
      if (!error && self && self->generation == set) {
        self->expired();
      }
    });
  }

  void expired() {
    if (clock.now() < due) {
      wait();
      return;
    }
    ++generation;
    const auto call = std::exchange(fire, nullptr);
    call();
  }

  boost::asio::steady_timer timer;
  const ports::Clock& clock;
  domain::Instant due;
  std::function<void()> fire;
  std::uint64_t generation = 0;  // of what is set; an older wait has no say
};

AsioWakeUp::AsioWakeUp(boost::asio::any_io_executor executor, const ports::Clock& clock)
    : impl_(std::make_shared<Impl>(std::move(executor), clock)) {}

AsioWakeUp::~AsioWakeUp() { cancel(); }

void AsioWakeUp::set(domain::Instant due, std::function<void()> fire) {
  ++impl_->generation;
  impl_->due = due;
  impl_->fire = std::move(fire);
  impl_->wait();
}

void AsioWakeUp::cancel() {
  ++impl_->generation;
  impl_->fire = nullptr;
  impl_->timer.cancel();
}

}  // namespace ckl::platform
