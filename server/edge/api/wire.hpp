// One accepted connection as a stream of bytes: plain TCP or TLS, told apart at run time, so that
// HTTP and WebSocket are compiled once.
//
// While it is corked, writes are kept in memory and complete at once; `flush` sends everything in
// as few system calls as possible. Writes that come in while a flush is under way are sent by the
// same flush, in order. Main thread only. Fulfils Asio's AsyncStream.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <tuple>
#include <utility>

#include <boost/asio/append.hpp>
#include <boost/asio/as_tuple.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/buffer.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/ssl/context.hpp>
#include <boost/asio/ssl/stream.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>

namespace ckl::edge {

class Wire {
 public:
  using Socket = boost::asio::ip::tcp::socket;
  using executor_type = Socket::executor_type;

  explicit Wire(Socket socket) : body_(std::make_unique<Body>(std::move(socket))) {}
  Wire(Socket socket, boost::asio::ssl::context& context) : Wire(std::move(socket)) {
    body_->tls.emplace(body_->socket, context);
  }

  [[nodiscard]] executor_type get_executor() { return body_->socket.get_executor(); }
  [[nodiscard]] Socket& socket() { return body_->socket; }
  [[nodiscard]] auto* tls() { return body_->tls ? &*body_->tls : nullptr; }

  // False once it has been handed on.
  [[nodiscard]] bool open() const { return body_ != nullptr; }

  // Ends everything under way on this connection with an error.
  void close() {
    if (!open()) {
      return;
    }
    boost::system::error_code ignored;
    body_->socket.close(ignored);
  }

  template <class Buffers, class Token>
  auto async_read_some(const Buffers& buffers, Token&& token) {
    if (body_->tls) {
      return body_->tls->async_read_some(buffers, std::forward<Token>(token));
    }
    return body_->socket.async_read_some(buffers, std::forward<Token>(token));
  }

  template <class Buffers, class Token>
  auto async_write_some(const Buffers& buffers, Token&& token) {
    if (body_->corked) {
      return hold(buffers, std::forward<Token>(token));
    }
    if (body_->tls) {
      return body_->tls->async_write_some(buffers, std::forward<Token>(token));
    }
    return body_->socket.async_write_some(buffers, std::forward<Token>(token));
  }

  void cork() { body_->corked = true; }

  // Uncorks when everything is sent.
  boost::asio::awaitable<boost::system::error_code> flush() {
    constexpr auto token = boost::asio::as_tuple(boost::asio::use_awaitable);
    Body& body = *body_;
    boost::system::error_code failed;
    while (!body.held.empty() && !failed) {
      body.sending.clear();
      std::swap(body.sending, body.held);
      const auto buffer = boost::asio::buffer(body.sending);
      std::size_t sent = 0;
      if (body.tls) {
        std::tie(failed, sent) = co_await boost::asio::async_write(*body.tls, buffer, token);
      } else {
        std::tie(failed, sent) = co_await boost::asio::async_write(body.socket, buffer, token);
      }
    }
    body.held.clear();
    body.corked = false;
    co_return failed;
  }

  // Sends what a cork still holds, as far as that goes without waiting; before the connection ends.
  void flush_now() {
    if (!body_->tls && !body_->held.empty()) {
      boost::system::error_code ignored;
      body_->socket.non_blocking(true, ignored);
      body_->socket.send(boost::asio::buffer(body_->held), 0, ignored);
    }
    body_->held.clear();
  }

 private:
  struct Body {
    explicit Body(Socket accepted) : socket(std::move(accepted)) {}
    Socket socket;
    std::optional<boost::asio::ssl::stream<Socket&>> tls;
    bool corked = false;
    std::string held;
    std::string sending;
  };

  template <class Buffers, class Token>
  auto hold(const Buffers& buffers, Token&& token) {
    const std::size_t size = boost::asio::buffer_size(buffers);
    const std::size_t before = body_->held.size();
    body_->held.resize(before + size);
    boost::asio::buffer_copy(boost::asio::buffer(body_->held.data() + before, size), buffers);
    return boost::asio::async_initiate<Token, void(boost::system::error_code, std::size_t)>(
        [](auto handler, executor_type executor, std::size_t done) {
          boost::asio::post(
              executor, boost::asio::append(std::move(handler), boost::system::error_code(), done));
        },
        token, get_executor(), size);
  }

  std::unique_ptr<Body> body_;
};

}  // namespace ckl::edge
