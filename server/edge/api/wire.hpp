// One accepted connection as a stream of bytes: plain TCP or TLS, told apart at run time, so that
// HTTP and WebSocket are compiled once.
//
// Main thread only. Fulfils Asio's AsyncStream.
#pragma once

#include <memory>
#include <optional>
#include <utility>

#include <boost/asio/buffer.hpp>
#include <boost/asio/error.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/ssl/context.hpp>
#include <boost/asio/ssl/stream.hpp>

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
    if (body_->tls) {
      return body_->tls->async_write_some(buffers, std::forward<Token>(token));
    }
    return body_->socket.async_write_some(buffers, std::forward<Token>(token));
  }

  // Sends what the system takes at once and returns how much; 0 over TLS, which has to be asked
  // asynchronously. `make_non_blocking` comes first.
  template <class Buffers>
  [[nodiscard]] std::size_t write_now(const Buffers& buffers, boost::system::error_code& failed) {
    if (body_->tls) {
      return 0;
    }
    const std::size_t sent = body_->socket.send(buffers, 0, failed);
    if (failed == boost::asio::error::would_block) {
      failed = {};
    }
    return failed ? 0 : sent;
  }

  void make_non_blocking() {
    boost::system::error_code ignored;
    body_->socket.non_blocking(true, ignored);
  }

 private:
  struct Body {
    explicit Body(Socket accepted) : socket(std::move(accepted)) {}
    Socket socket;
    std::optional<boost::asio::ssl::stream<Socket&>> tls;
  };

  std::unique_ptr<Body> body_;
};

}  // namespace ckl::edge
