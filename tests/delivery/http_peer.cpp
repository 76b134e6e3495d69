#include <algorithm>
#include <charconv>
#include <chrono>
#include <list>
#include <sstream>

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/buffer.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/read.hpp>
#include <boost/asio/read_until.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>

#include "delivery/peers.hpp"

namespace ckl::delivery::test {
namespace {

namespace asio = boost::asio;
using asio::ip::tcp;
constexpr auto as_result = asio::as_tuple(asio::use_awaitable);

HttpSeen parse_head(const std::string& head) {
  HttpSeen seen;
  std::istringstream lines(head);
  lines >> seen.method >> seen.target;
  std::string line;
  std::getline(lines, line);
  while (std::getline(lines, line) && line != "\r") {
    const auto colon = line.find(':');
    std::string name = line.substr(0, colon);
    std::ranges::transform(name, name.begin(), [](char c) {
      return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    });
    std::string value = line.substr(std::min(colon + 2, line.size()));
    if (value.ends_with('\r')) value.pop_back();
    seen.headers[name] = value;
  }
  return seen;
}

std::size_t length_of(const HttpSeen& seen) {
  const auto found = seen.headers.find("content-length");
  std::size_t length = 0;
  if (found != seen.headers.end()) {
    const std::string& text = found->second;
    std::from_chars(text.data(), text.data() + text.size(), length);
  }
  return length;
}

std::string format(const HttpAnswer& answer) {
  return "HTTP/1.1 " + std::to_string(answer.status) +
         " X\r\nContent-Length: " + std::to_string(answer.body.size()) + "\r\n" +
         answer.extra_headers + "\r\n" + answer.body;
}

}  // namespace

bool run_until(boost::asio::io_context& io, const std::function<bool()>& fact) {
  constexpr int most_turns = 200'000;
  constexpr std::chrono::seconds longest_wait{10};
  // What a client's own thread will post is no work of the loop's yet.
  const auto more_will_come = asio::make_work_guard(io);
  for (int turn = 0; turn < most_turns; ++turn) {
    if (fact()) return true;
    io.restart();
    if (io.run_one_for(longest_wait) == 0) return fact();
  }
  return false;
}

struct HttpPeer::Impl {
  Impl(asio::io_context& io, HttpPeer* given_peer)
      : peer(given_peer), acceptor(io, tcp::endpoint(asio::ip::address_v4::loopback(), 0)) {}

  HttpPeer* peer;
  tcp::acceptor acceptor;
  std::list<tcp::socket> sockets;

  static asio::awaitable<void> serve(std::shared_ptr<Impl> self, tcp::socket& socket) {
    std::string buffer;
    for (;;) {
      auto whole = asio::dynamic_buffer(buffer);
      const auto [failed, head_size] =
          co_await asio::async_read_until(socket, whole, "\r\n\r\n", as_result);
      if (failed || self->peer == nullptr) co_return;
      HttpSeen seen = parse_head(buffer.substr(0, head_size));
      const std::size_t size = head_size + length_of(seen);
      if (buffer.size() < size) {
        const std::size_t missing = size - buffer.size();
        const auto rest = asio::transfer_exactly(missing);
        const auto [cut, got] = co_await asio::async_read(socket, whole, rest, as_result);
        if (cut || self->peer == nullptr) co_return;
      }
      seen.body = buffer.substr(head_size, size - head_size);
      buffer.erase(0, size);
      self->peer->seen.push_back(seen);
      const auto answer = self->peer->handler(seen);
      if (!answer) co_return;  // silent; the socket stays open in the list
      const std::string text = format(*answer);
      const auto bytes = asio::buffer(text);
      const auto [lost, written] = co_await asio::async_write(socket, bytes, as_result);
      if (lost) co_return;
    }
  }

  static asio::awaitable<void> accept(std::shared_ptr<Impl> self) {
    for (;;) {
      auto [failed, socket] = co_await self->acceptor.async_accept(as_result);
      if (failed || self->peer == nullptr) co_return;
      self->sockets.push_back(std::move(socket));
      asio::co_spawn(self->acceptor.get_executor(), serve(self, self->sockets.back()),
                     asio::detached);
    }
  }
};

HttpPeer::HttpPeer(boost::asio::io_context& io)
    : handler([](const HttpSeen&) { return HttpAnswer{}; }),
      impl_(std::make_shared<Impl>(io, this)) {
  asio::co_spawn(io, Impl::accept(impl_), asio::detached);
}

HttpPeer::~HttpPeer() {
  impl_->peer = nullptr;
  close();
  boost::system::error_code ignored;
  for (auto& socket : impl_->sockets) socket.close(ignored);
}

std::uint16_t HttpPeer::port() const { return impl_->acceptor.local_endpoint().port(); }

std::string HttpPeer::url() const { return "http://127.0.0.1:" + std::to_string(port()); }

void HttpPeer::close() {
  boost::system::error_code ignored;
  impl_->acceptor.close(ignored);
}

}  // namespace ckl::delivery::test
