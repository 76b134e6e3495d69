#include "edge/http/server.hpp"

#include <map>
#include <optional>
#include <utility>
#include <vector>

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/ssl/context.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <fmt/format.h>
#include <openssl/ssl.h>
#include <spdlog/spdlog.h>

#include "edge/http/session.hpp"

namespace ckl::edge::http {
namespace {

namespace asio = boost::asio;
using boost::system::error_code;
using Tcp = asio::ip::tcp;

constexpr auto kToken = asio::as_tuple(asio::use_awaitable);
// After a failed accept (no descriptors left) the listener rests for so long.
constexpr std::chrono::milliseconds kAcceptPause{100};
constexpr const char* kRetryAfterSeconds = "5";

std::unexpected<ports::Failure> invalid(std::string what) {
  return std::unexpected(ports::Failure{ports::FailureCode::invalid, std::move(what)});
}

ports::Result<std::unique_ptr<asio::ssl::context>> make_tls(const Options& options) {
  auto context = std::make_unique<asio::ssl::context>(asio::ssl::context::tls_server);
  error_code error;
  context->set_options(asio::ssl::context::default_workarounds | asio::ssl::context::no_sslv2 |
                       asio::ssl::context::no_sslv3 | asio::ssl::context::no_tlsv1 |
                       asio::ssl::context::no_tlsv1_1);
  SSL_CTX_set_min_proto_version(context->native_handle(), TLS1_2_VERSION);
  SSL_CTX_set_mode(context->native_handle(), SSL_MODE_RELEASE_BUFFERS);
  context->use_certificate_chain_file(options.certificate_file, error);
  if (error) {
    return invalid(fmt::format("cannot use the certificate file {}: {}", options.certificate_file,
                               error.message()));
  }
  context->use_private_key_file(options.key_file, asio::ssl::context::pem, error);
  if (error) {
    return invalid(
        fmt::format("cannot use the key file {}: {}", options.key_file, error.message()));
  }
  return context;
}

}  // namespace

struct Server::Impl : std::enable_shared_from_this<Impl> {
  Impl(asio::io_context& context, const Backend& others, Options given)
      : io(context),
        backend(others),
        options(std::move(given)),
        acceptor(context),
        ticker(context),
        resting(context) {}

  ports::Result<std::uint16_t> start();
  ports::Result<void> listen(const asio::ip::address& address);
  void stop();
  void drop();
  std::optional<Reply> refusal_for(const asio::ip::address& from);
  void accepted(Tcp::socket socket, const Tcp::endpoint& from);
  std::shared_ptr<void> slot(const std::string& peer);
  std::shared_ptr<void> slot_of_refused();
  static asio::awaitable<void> accept_loop(std::shared_ptr<Impl> self);
  static asio::awaitable<void> tick_loop(std::shared_ptr<Impl> self);

  asio::io_context& io;
  Backend backend;
  Options options;
  TakeUpgrade take_upgrade;
  std::optional<Router> router;
  std::unique_ptr<asio::ssl::context> tls;
  Tcp::acceptor acceptor;
  asio::steady_timer ticker;
  asio::steady_timer resting;
  std::vector<std::weak_ptr<Session>> sessions;
  std::map<std::string, std::size_t> connections_of;
  std::map<std::string, std::size_t> new_of;  // since the last tick
  std::size_t turned_away = 0;
  bool stopping = false;
  bool dropped = false;
};

ports::Result<std::uint16_t> Server::Impl::start() {
  error_code error;
  const auto address = asio::ip::make_address(options.address, error);
  if (error) {
    return invalid(fmt::format("the HTTP address '{}' is not an IP address", options.address));
  }
  const bool encrypted = !options.certificate_file.empty() || !options.key_file.empty();
  if (!encrypted && !address.is_loopback()) {
    return invalid(fmt::format(
        "plain HTTP is for loopback only: give certificate and key files, or listen on 127.0.0.1 "
        "instead of {}",
        options.address));
  }
  if (encrypted) {
    auto made = make_tls(options);
    if (!made) {
      return std::unexpected(made.error());
    }
    tls = *std::move(made);
  }
  auto files = StaticFiles::load(options.web_root);
  if (!files) {
    return std::unexpected(files.error());
  }
  router.emplace(io.get_executor(), backend, options, *std::move(files));
  if (auto listening = listen(address); !listening) {
    return std::unexpected(listening.error());
  }
  asio::co_spawn(io, accept_loop(shared_from_this()), asio::detached);
  asio::co_spawn(io, tick_loop(shared_from_this()), asio::detached);
  return acceptor.local_endpoint().port();
}

ports::Result<void> Server::Impl::listen(const asio::ip::address& address) {
  error_code error;
  const Tcp::endpoint endpoint(address, options.port);
  acceptor.open(endpoint.protocol(), error);
  if (!error) {
    acceptor.set_option(asio::socket_base::reuse_address(true), error);
  }
  if (!error) {
    acceptor.bind(endpoint, error);
  }
  if (!error) {
    acceptor.listen(asio::socket_base::max_listen_connections, error);
  }
  if (error) {
    return std::unexpected(ports::Failure{
        ports::FailureCode::io,
        fmt::format("cannot listen on {}:{}: {}", options.address, options.port, error.message())});
  }
  return {};
}

void Server::Impl::stop() {
  stopping = true;
  error_code ignored;
  acceptor.close(ignored);
  ticker.cancel();
  resting.cancel();
  for (const auto& weak : sessions) {
    if (const auto session = weak.lock()) {
      session->end();
    }
  }
}

// The owner goes: whatever waits is let go of, so that nothing is called afterwards.
void Server::Impl::drop() {
  stop();
  dropped = true;
  for (const auto& weak : sessions) {
    if (const auto session = weak.lock()) {
      session->drop();
    }
  }
}

// Why a connection is not taken, or nothing.
std::optional<Reply> Server::Impl::refusal_for(const asio::ip::address& from) {
  const auto& limits = options.limits;
  std::optional<Reply> reply;
  if (backend.traffic.http_connections >= limits.connections) {
    reply = text_reply(503, "Servern har för många anslutningar just nu.",
                       "The server has too many connections at present.");
  } else if (!(limits.spare_loopback && from.is_loopback())) {
    const auto address = from.to_string();
    if (const auto found = connections_of.find(address);
        found != connections_of.end() && found->second >= limits.connections_per_address) {
      reply = text_reply(429, "För många anslutningar från din adress.",
                         "Too many connections from your address.");
    } else if (++new_of[address] > limits.new_per_address) {
      reply = text_reply(429, "För många nya anslutningar från din adress på en gång.",
                         "Too many new connections from your address at once.");
    }
  }
  if (reply) {
    reply->set("Retry-After", kRetryAfterSeconds);
  }
  return reply;
}

// Counted for as long as someone holds it.
std::shared_ptr<void> Server::Impl::slot(const std::string& peer) {
  ++connections_of[peer];
  ++backend.traffic.http_connections;
  return {nullptr, [self = shared_from_this(), peer](void*) {
            if (!self->dropped) {
              --self->backend.traffic.http_connections;
            }
            if (--self->connections_of[peer] == 0) {
              self->connections_of.erase(peer);
            }
          }};
}

std::shared_ptr<void> Server::Impl::slot_of_refused() {
  ++turned_away;
  return {nullptr, [self = shared_from_this()](void*) { --self->turned_away; }};
}

void Server::Impl::accepted(Tcp::socket socket, const Tcp::endpoint& from) {
  auto refusal = refusal_for(from.address());
  if (refusal) {
    ++backend.traffic.refused_connections;
    if (turned_away >= options.limits.turned_away) {
      return;
    }
  }
  error_code ignored;
  socket.set_option(Tcp::no_delay(true), ignored);
  const std::string peer = from.address().to_string();
  Wire wire = tls ? Wire(std::move(socket), *tls) : Wire(std::move(socket));
  auto session = std::make_shared<Session>(std::move(wire), peer, from.address().is_loopback(),
                                           refusal ? slot_of_refused() : slot(peer));
  sessions.push_back(session);
  const Session::Shared shared{*router, options.limits, take_upgrade, stopping};
  auto life = refusal ? session->turn_away(shared, *std::move(refusal)) : session->run(shared);
  asio::co_spawn(io, std::move(life), asio::detached);
}

asio::awaitable<void> Server::Impl::accept_loop(std::shared_ptr<Impl> self) {
  while (!self->stopping) {
    Tcp::socket socket(self->io);
    Tcp::endpoint from;
    const auto [error] = co_await self->acceptor.async_accept(socket, from, kToken);
    if (!error) {
      self->accepted(std::move(socket), from);
    } else if (!self->stopping) {
      spdlog::warn("cannot accept a connection: {}", error.message());
      self->resting.expires_after(kAcceptPause);
      co_await self->resting.async_wait(kToken);
    }
  }
}

asio::awaitable<void> Server::Impl::tick_loop(std::shared_ptr<Impl> self) {
  std::chrono::milliseconds minute{0};
  while (!self->stopping) {
    self->ticker.expires_after(self->options.limits.tick);
    co_await self->ticker.async_wait(kToken);
    self->new_of.clear();
    std::erase_if(self->sessions, [](const auto& weak) { return weak.expired(); });
    for (const auto& weak : self->sessions) {
      if (const auto session = weak.lock()) {
        session->tick();
      }
    }
    minute += self->options.limits.tick;
    if (minute >= std::chrono::minutes(1)) {
      minute = {};
      self->router->forget_guesses();
    }
  }
}

Server::Server(asio::io_context& io, const Backend& backend, Options options)
    : impl_(std::make_shared<Impl>(io, backend, std::move(options))) {}

Server::~Server() { impl_->drop(); }

void Server::on_upgrade(std::function<void(Upgrade)> take) {
  impl_->take_upgrade = std::move(take);
}

ports::Result<std::uint16_t> Server::start() { return impl_->start(); }

void Server::stop() { impl_->stop(); }

}  // namespace ckl::edge::http
