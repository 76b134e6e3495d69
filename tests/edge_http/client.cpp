#include "edge_http/client.hpp"

#include <boost/asio/connect.hpp>
#include <boost/asio/read.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/core/buffers_to_string.hpp>
#include <boost/beast/http.hpp>
#include <boost/beast/websocket.hpp>

#include "codec/json.hpp"

namespace ckl::test {
namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = boost::beast::http;
using boost::system::error_code;

void connect(asio::ip::tcp::socket& socket, std::uint16_t port,
             const std::string& from = "127.0.0.1") {
  socket.open(asio::ip::tcp::v4());
  socket.bind({asio::ip::make_address(from), 0});
  socket.connect({asio::ip::make_address("127.0.0.1"), port});
  socket.set_option(asio::ip::tcp::no_delay(true));
}

std::string lower(std::string text) {
  for (char& c : text) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return text;
}

template <class Body>
Got got_of(const http::response<Body>& response) {
  Got got;
  got.status = response.result_int();
  for (const auto& field : response) {
    got.headers[lower(std::string(field.name_string()))] = std::string(field.value());
  }
  got.body = response.body();
  return got;
}

}  // namespace

HttpClient::HttpClient(std::uint16_t port, const std::string& from)
    : socket_(io_), host_("127.0.0.1:" + std::to_string(port)) {
  connect(socket_, port, from);
}

Got HttpClient::ask(const Ask& ask) {
  http::request<http::string_body> request(http::string_to_verb(ask.method), ask.target, 11);
  request.set(http::field::host, host_);
  for (const auto& [name, value] : ask.headers) request.set(name, value);
  request.body() = ask.body;
  request.prepare_payload();
  error_code error;
  http::write(socket_, request, error);
  http::response_parser<http::string_body> parser;
  parser.body_limit(64UL << 20U);
  if (ask.method == "HEAD") parser.skip(true);
  http::read(socket_, buffer_, parser, error);
  return error ? Got{} : got_of(parser.get());
}

void HttpClient::send(std::string_view bytes) {
  error_code ignored;
  asio::write(socket_, asio::buffer(bytes), ignored);
}

std::string HttpClient::raw(std::string_view bytes) {
  send(bytes);
  std::string all;
  error_code ended;
  asio::read(socket_, asio::dynamic_buffer(all), ended);
  return all;
}

Got ask(std::uint16_t port, const Ask& ask) { return HttpClient(port).ask(ask); }

Got get(std::uint16_t port, const std::string& target) {
  Ask one;
  one.target = target;
  return ask(port, one);
}

WebSocketClient::WebSocketClient(std::uint16_t port, const std::string& subprotocols,
                                 const Headers& headers)
    : stream_(io_) {
  connect(stream_.next_layer(), port);
  stream_.set_option(
      beast::websocket::stream_base::decorator([&](beast::websocket::request_type& request) {
        if (!subprotocols.empty()) request.set(http::field::sec_websocket_protocol, subprotocols);
        for (const auto& [name, value] : headers) request.set(name, value);
      }));
  beast::websocket::response_type response;
  error_code error;
  stream_.handshake(response, "127.0.0.1:" + std::to_string(port), "/v1/stream", error);
  status_ = response.result_int();
  refusal_ = response.body();
  subprotocol_ = std::string(response[http::field::sec_websocket_protocol]);
  stream_.binary(subprotocol_ != "ckl.v1.json");
}

void WebSocketClient::send(const v1::ClientFrame& frame) {
  const bool json = subprotocol_ == "ckl.v1.json";
  send_bytes(json ? codec::to_json(frame) : frame.SerializeAsString(), json);
}

void WebSocketClient::send_bytes(std::string_view bytes, bool text) {
  stream_.text(text);
  error_code ignored;
  stream_.write(asio::buffer(bytes), ignored);
}

void WebSocketClient::send_together(const std::vector<std::string>& frames) {
  std::string all;
  for (const auto& frame : frames) {
    all.push_back(static_cast<char>(0x82));
    if (frame.size() < 126) {
      all.push_back(static_cast<char>(0x80U | frame.size()));
    } else {
      all.push_back(static_cast<char>(0xfe));
      all.push_back(static_cast<char>(frame.size() >> 8U));
      all.push_back(static_cast<char>(frame.size() & 255U));
    }
    all.append(4, '\0');  // a mask of zeros changes nothing
    all += frame;
  }
  asio::write(stream_.next_layer(), asio::buffer(all));
}

std::optional<v1::ServerFrame> WebSocketClient::next() {
  error_code error;
  stream_.read(buffer_, error);
  if (error) return std::nullopt;
  const std::string bytes = beast::buffers_to_string(buffer_.data());
  buffer_.consume(buffer_.size());
  v1::ServerFrame frame;
  const bool read = stream_.got_text() ? codec::from_json(bytes, frame).has_value()
                                       : frame.ParseFromString(bytes);
  if (!read || stream_.got_text() != (subprotocol_ == "ckl.v1.json")) return std::nullopt;
  return frame;
}

std::optional<v1::ServerFrame> WebSocketClient::next_but_beats() {
  for (;;) {
    auto frame = next();
    if (!frame || !frame->has_heartbeat()) return frame;
  }
}

std::optional<v1::CommandResult> WebSocketClient::result() {
  for (;;) {
    auto frame = next();
    if (!frame) return std::nullopt;
    if (frame->has_result()) return frame->result();
  }
}

unsigned WebSocketClient::close_code() {
  while (next()) {
  }
  return stream_.reason().code;
}

}  // namespace ckl::test
