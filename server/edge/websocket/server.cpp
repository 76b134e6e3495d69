#include "edge/websocket/server.hpp"

#include <utility>
#include <vector>

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>

#include "edge/websocket/session.hpp"

namespace ckl::edge::websocket {
namespace {

namespace asio = boost::asio;

constexpr auto kToken = asio::as_tuple(asio::use_awaitable);

}  // namespace

struct Server::Impl : std::enable_shared_from_this<Impl> {
  Impl(asio::io_context& context, const Backend& others, const Limits& bounds)
      : io(context), shared(std::make_shared<Sessions>(context, others, bounds)), timer(context) {}

  // The session may remove itself from `sessions` meanwhile, so a copy is walked.
  template <class Act>
  void for_each(Act act) {
    std::erase_if(sessions, [](const auto& weak) { return weak.expired(); });
    const auto present = sessions;
    for (const auto& weak : present) {
      if (const auto session = weak.lock()) {
        act(*session);
      }
    }
  }

  static asio::awaitable<void> beat_loop(std::shared_ptr<Impl> self);

  asio::io_context& io;
  std::shared_ptr<Sessions> shared;
  asio::steady_timer timer;
  std::vector<std::weak_ptr<Session>> sessions;
  bool stopping = false;
};

asio::awaitable<void> Server::Impl::beat_loop(std::shared_ptr<Impl> self) {
  while (!self->stopping || !self->sessions.empty()) {
    self->timer.expires_after(self->shared->limits.beat);
    co_await self->timer.async_wait(kToken);
    self->for_each([](Session& session) { session.beat(); });
  }
}

Server::Server(asio::io_context& io, const Backend& backend, Limits limits)
    : impl_(std::make_shared<Impl>(io, backend, limits)) {}

Server::~Server() {
  stop();
  impl_->for_each([](Session& session) { session.drop(); });
  impl_->sessions.clear();
  impl_->timer.cancel();
}

void Server::start() { asio::co_spawn(impl_->io, Impl::beat_loop(impl_), asio::detached); }

void Server::take(Upgrade upgrade) {
  if (impl_->stopping) {
    return;
  }
  auto session = std::make_shared<Session>(std::move(upgrade), impl_->shared);
  impl_->sessions.push_back(session);
  asio::co_spawn(impl_->io, Session::run(session), asio::detached);
}

void Server::stop() {
  impl_->stopping = true;
  impl_->for_each([](Session& session) { session.go_away(); });
}

}  // namespace ckl::edge::websocket
