// Clients of the edges, as simple as can be: one that speaks HTTP, one that speaks WebSocket.
//
// Blocking, on the test's thread, with Beast as the other end's own judge of the protocol.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/websocket/stream.hpp>

#include "ckl/v1/stream.pb.h"

namespace ckl::test {

using Headers = std::vector<std::pair<std::string, std::string>>;

struct Got {
  unsigned status = 0;
  std::map<std::string, std::string> headers;  // lower case
  std::string body;
};

struct Ask {
  std::string method = "GET";
  std::string target = "/";
  Headers headers;
  std::string body;
};

class HttpClient {
 public:
  // `from` is the address that it comes from, one of 127.0.0.0/8.
  explicit HttpClient(std::uint16_t port, const std::string& from = "127.0.0.1");

  Got ask(const Ask& ask);
  // Sends bytes as they are and reads until the server closes.
  std::string raw(std::string_view bytes);
  void send(std::string_view bytes);
  [[nodiscard]] std::string host() const { return host_; }

 private:
  boost::asio::io_context io_;
  boost::asio::ip::tcp::socket socket_;
  boost::beast::flat_buffer buffer_;
  std::string host_;
};

// One request on a connection of its own.
Got ask(std::uint16_t port, const Ask& ask);
Got get(std::uint16_t port, const std::string& target);

class WebSocketClient {
 public:
  // `status` is 101 when it was taken, else the refusal's.
  WebSocketClient(std::uint16_t port, const std::string& subprotocols, const Headers& headers);

  [[nodiscard]] unsigned status() const { return status_; }
  [[nodiscard]] const std::string& refusal() const { return refusal_; }
  [[nodiscard]] std::string subprotocol() const { return subprotocol_; }

  void send(const v1::ClientFrame& frame);
  void send_bytes(std::string_view bytes, bool text);
  // Several frames in one system call.
  void send_together(const std::vector<std::string>& frames);

  // Nothing when the server closed.
  std::optional<v1::ServerFrame> next();
  // The next that is no heartbeat.
  std::optional<v1::ServerFrame> next_but_beats();
  // The next answer to a command; frames before it are passed over.
  std::optional<v1::CommandResult> result();
  // Reads on until the server closes; the code it gave, 0 when none.
  unsigned close_code();
  // The words that came with it.
  [[nodiscard]] std::string close_reason() const { return stream_.reason().reason.c_str(); }

  boost::asio::ip::tcp::socket& socket() { return stream_.next_layer(); }

 private:
  boost::asio::io_context io_;
  boost::beast::websocket::stream<boost::asio::ip::tcp::socket> stream_;
  boost::beast::flat_buffer buffer_;
  unsigned status_ = 0;
  std::string refusal_;
  std::string subprotocol_;
};

inline Headers bearer(const std::string& token) { return {{"Authorization", "Bearer " + token}}; }

}  // namespace ckl::test
