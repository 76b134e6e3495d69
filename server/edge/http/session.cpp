#include "edge/http/session.hpp"

#include <utility>

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/read.hpp>
#include <boost/beast/websocket/rfc6455.hpp>

namespace ckl::edge::http {
namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
using boost::system::error_code;

constexpr auto kToken = asio::as_tuple(asio::use_awaitable);
// A client that is refused in the middle of its body may still be sending: so much is read and
// thrown away, so that it sees the refusal and not a reset connection.
constexpr std::size_t kMaxDrained = 4UL << 20U;
constexpr std::uint32_t kDrainTicks = 3;

std::string lower(std::string_view text) {
  std::string out(text);
  for (char& c : out) {
    c = c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
  }
  return out;
}

Reply reply_for(error_code error) {
  if (error == beast::http::error::header_limit) {
    return text_reply(431, "Begärans huvud är för stort.", "The request's head is too large.");
  }
  if (error == beast::http::error::body_limit) {
    return text_reply(413, "Begäran är för stor.", "The request is too large.");
  }
  return text_reply(400, "Begäran går inte att läsa.", "The request can't be read.");
}

bool is_protocol_error(error_code error) {
  return error.category() ==
             beast::http::make_error_code(beast::http::error::bad_method).category() &&
         error != beast::http::error::end_of_stream && error != beast::http::error::partial_message;
}

}  // namespace

Session::Session(Wire wire, std::string peer, bool loopback, std::shared_ptr<void> slot)
    : wire_(std::move(wire)),
      peer_(std::move(peer)),
      loopback_(loopback),
      slot_(std::move(slot)),
      answered_(wire_.get_executor()) {}

void Session::tick() {
  if (ticks_left_ > 0 && --ticks_left_ == 0) {
    wire_.close();
  }
}

void Session::end() {
  if (!busy_) {
    wire_.close();
  }
}

void Session::drop() {
  dropped_ = true;
  wire_.close();
  answered_.abandon();
}

asio::awaitable<void> Session::run(Shared shared) {
  const auto self = shared_from_this();
  const bool ready = co_await handshake(shared.limits);
  while (ready && !shared.stopping) {
    const Next next = co_await serve_one(shared);
    if (next == Next::done) {
      break;
    }
  }
  slot_.reset();
}

asio::awaitable<void> Session::turn_away(Shared shared, Reply reply) {
  const auto self = shared_from_this();
  Limits brief = shared.limits;
  brief.idle_ticks = brief.read_ticks;
  const bool ready = co_await handshake(brief);
  if (ready) {
    const bool asked = co_await read_request(brief);
    if (asked && !dropped_) {
      co_await refuse(std::move(reply));
    }
  }
  wire_.close();
  slot_.reset();
}

asio::awaitable<bool> Session::handshake(const Limits& limits) {
  auto* tls = wire_.tls();
  if (tls == nullptr) {
    co_return true;
  }
  ticks_left_ = limits.read_ticks;
  const auto [error] = co_await tls->async_handshake(asio::ssl::stream_base::server, kToken);
  co_return !error;
}

void Session::fill_request() {
  request_ = Request{};
  request_.method = raw_.method_string();
  const std::string_view target(raw_.target().data(), raw_.target().size());
  const auto question = target.find('?');
  request_.path = target.substr(0, question);
  request_.query = question == std::string_view::npos ? "" : target.substr(question + 1);
  for (const auto& field : raw_) {
    request_.headers.emplace_back(lower({field.name_string().data(), field.name_string().size()}),
                                  std::string(field.value().data(), field.value().size()));
  }
  request_.body = raw_.body();
  request_.peer = peer_;
  request_.loopback = loopback_;
  request_.secure = wire_.tls() != nullptr;
}

// The wait for a first byte is idleness; from there on a request is being read.
asio::awaitable<bool> Session::await_first_byte(const Limits& limits) {
  if (buffer_.size() > 0) {
    co_return true;
  }
  ticks_left_ = limits.idle_ticks;
  const auto space = buffer_.prepare(4'096);
  const auto [failed, got] = co_await wire_.async_read_some(space, kToken);
  buffer_.commit(got);
  co_return !failed;
}

asio::awaitable<bool> Session::read_request(const Limits& limits) {
  const bool begun = co_await await_first_byte(limits);
  if (!begun) {
    co_return false;
  }
  ticks_left_ = limits.read_ticks;
  beast::http::request_parser<beast::http::string_body> parser;
  parser.header_limit(static_cast<std::uint32_t>(limits.header_bytes));
  parser.body_limit(limits.body_bytes);
  auto [error, size] = co_await beast::http::async_read_header(wire_, buffer_, parser, kToken);
  if (!error && lower(parser.get()[beast::http::field::expect]) == "100-continue") {
    const std::string_view go_on = "HTTP/1.1 100 Continue\r\n\r\n";
    const auto bytes = asio::buffer(go_on);
    std::tie(error, size) = co_await asio::async_write(wire_, bytes, kToken);
  }
  if (!error && !parser.is_done()) {
    std::tie(error, size) = co_await beast::http::async_read(wire_, buffer_, parser, kToken);
  }
  if (error) {
    raw_ = {};
    request_ = {};
    if (is_protocol_error(error)) {
      Reply reply = reply_for(error);
      co_await refuse(std::move(reply));
    }
    co_return false;
  }
  raw_ = parser.release();
  fill_request();
  co_return true;
}

asio::awaitable<Session::Next> Session::serve_one(const Shared& shared) {
  const bool read = co_await read_request(shared.limits);
  if (!read || dropped_) {
    co_return Next::done;
  }
  if (request_.path.empty() || request_.path.front() != '/') {
    Reply reply = text_reply(400, "Adressen går inte att läsa.", "The address can't be read.");
    co_await refuse(std::move(reply));
    co_return Next::done;
  }
  if (Router::asks_stream(request_)) {
    co_await serve_stream(shared);
    co_return Next::done;
  }
  busy_ = true;
  ticks_left_ = 0;
  shared.router.handle(request_, [self = shared_from_this()](Reply reply) {
    self->reply_ = std::move(reply);
    self->answered_.ring();
  });
  co_await answered_.wait(asio::use_awaitable);
  ticks_left_ = shared.limits.write_ticks;
  const bool keep_alive = raw_.keep_alive() && !shared.stopping;
  const bool head_only = raw_.method() == beast::http::verb::head;
  const bool sent = co_await send(std::move(reply_), head_only, keep_alive);
  busy_ = false;
  if (!sent || !keep_alive) {
    co_return Next::done;
  }
  co_return Next::again;
}

asio::awaitable<void> Session::serve_stream(const Shared& shared) {
  auto admission = shared.router.admit(request_);
  if (!admission) {
    co_await refuse(std::move(admission.error()));
    co_return;
  }
  if (!beast::websocket::is_upgrade(raw_) || !shared.take_upgrade) {
    Reply reply = text_reply(426, "Här talas WebSocket.", "WebSocket is spoken here.");
    reply.set("Upgrade", "websocket");
    co_await refuse(std::move(reply));
    co_return;
  }
  hand_over(shared, *std::move(admission));
}

asio::awaitable<bool> Session::send(Reply reply, bool head_only, bool keep_alive) {
  const std::string head = head_of(reply, keep_alive);
  const bool bare = head_only || reply.status == 204 || reply.status == 304;
  const std::string_view content = bare ? std::string_view() : reply.content();
  const std::array<asio::const_buffer, 2> parts{asio::buffer(head), asio::buffer(content)};
  const auto [error, size] = co_await asio::async_write(wire_, parts, kToken);
  co_return !error;
}

asio::awaitable<void> Session::refuse(Reply reply) {
  ticks_left_ = kDrainTicks;
  if (!reply.has("Cache-Control")) {
    add_security_headers(request_, reply);
  }
  const bool head_only = raw_.method() == beast::http::verb::head;
  const bool sent = co_await send(std::move(reply), head_only, false);
  if (!sent) {
    co_return;
  }
  error_code ignored;
  wire_.socket().shutdown(Wire::Socket::shutdown_send, ignored);
  std::array<char, 16'384> thrown{};
  const auto space = asio::buffer(thrown);
  for (std::size_t drained = 0; drained < kMaxDrained;) {
    const auto [error, got] = co_await wire_.async_read_some(space, kToken);
    if (error) {
      co_return;
    }
    drained += got;
  }
}

void Session::hand_over(const Shared& shared, Admission admission) {
  ticks_left_ = 0;
  Caller caller{std::move(admission.access.principal), "websocket"};
  shared.take_upgrade(Upgrade{std::move(wire_), std::move(raw_), std::move(buffer_),
                              std::move(admission.subprotocol), std::move(caller),
                              std::move(slot_)});
}

}  // namespace ckl::edge::http
