#include "edge/websocket/session.hpp"

#include <utility>

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/beast/websocket/rfc6455.hpp>

#include "codec/codec.hpp"
#include "codec/json.hpp"
#include "edge/api/rejections.hpp"

namespace ckl::edge::websocket {
namespace {

namespace asio = boost::asio;
namespace ws = boost::beast::websocket;
using boost::system::error_code;

constexpr auto kToken = asio::as_tuple(asio::use_awaitable);

domain::Rejection frame_rejection(std::string_view sv, std::string_view en) {
  return codec::input_rejection(
      "INPUT_FRAME", "", {std::string(sv), std::string(en)},
      {"Rätta klienten enligt proto/ckl/v1/stream.proto och anslut igen.",
       "Correct the client by proto/ckl/v1/stream.proto and connect again."});
}

}  // namespace

Session::Session(Upgrade upgrade, const Backend& backend, const Limits& limits)
    : backend_(backend),
      limits_(limits),
      request_(std::move(upgrade.request)),
      subprotocol_(std::move(upgrade.subprotocol)),
      format_(subprotocol_ == kJsonSubprotocol ? Feed::Format::json : Feed::Format::proto),
      caller_(std::move(upgrade.caller)),
      token_(std::move(upgrade.token)),
      slot_(std::move(upgrade.slot)),
      stream_(std::move(upgrade.wire)),
      buffer_(std::move(upgrade.read_ahead)),
      work_(stream_.get_executor()),
      room_(stream_.get_executor()) {
  ++backend_.traffic.websockets;
}

Session::~Session() { count_out(); }

void Session::count_out() {
  if (std::exchange(counted_, false)) {
    --backend_.traffic.websockets;
  }
}

void Session::close_hard() {
  open_ = false;
  stream_.next_layer().close();
  work_.ring();
  room_.ring();
}

void Session::drop() {
  close_hard();
  count_out();
  feed_.reset();
  work_.abandon();
  room_.abandon();
}

void Session::go_away() { close_with(ws::close_code::going_away, "the server stops"); }

// The writer says goodbye once the outbox is empty.
void Session::close_with(ws::close_code code, std::string_view reason) {
  if (!goodbye_) {
    goodbye_ = ws::close_reason(code, boost::beast::string_view(reason.data(), reason.size()));
    feed_.reset();
    work_.ring();
  }
}

void Session::beat() {
  if (!open_) {
    return;
  }
  writing_beats_ = writing_ ? writing_beats_ + 1 : 0;
  leaving_beats_ = leaving_ ? leaving_beats_ + 1 : 0;
  ++silent_beats_;
  if (writing_beats_ > limits_.write_beats) {
    ++backend_.traffic.slow_readers_closed;
    return close_hard();
  }
  if (silent_beats_ > limits_.idle_beats || leaving_beats_ > limits_.close_beats) {
    return close_hard();
  }
  ping_due_ = ping_due_ || silent_beats_ % limits_.ping_beats == 0;
  if (still_valid() && feed_) {
    feed_->beat();
  }
  work_.ring();
}

// A revoked or expired token ends the connection.
bool Session::still_valid() {
  if (goodbye_) {
    return false;
  }
  if (backend_.services.authenticator->authenticate(token_)) {
    return true;
  }
  refuse(token_refused(), 0);
  close_with(ws::close_code::policy_error, "token no longer valid");
  return false;
}

asio::awaitable<bool> Session::accept() {
  const std::string chosen = subprotocol_;
  stream_.set_option(ws::stream_base::decorator([chosen](ws::response_type& response) {
    response.set(boost::beast::http::field::sec_websocket_protocol, chosen);
  }));
  // Up to twice the limit is read, so that the refusal is heard; beyond that Beast closes.
  stream_.read_message_max(2 * limits_.frame_bytes);
  stream_.auto_fragment(false);
  stream_.binary(format_ == Feed::Format::proto);
  stream_.control_callback([this](ws::frame_type, boost::beast::string_view) {
    silent_beats_ = 0;  // a ping or a pong is a sign of life
  });
  const auto [error] = co_await stream_.async_accept(request_, kToken);
  co_return !error;
}

asio::awaitable<void> Session::run(std::shared_ptr<Session> self) {
  self->open_ = true;
  const bool accepted = co_await self->accept();
  self->request_ = {};
  if (accepted && self->open_) {
    asio::co_spawn(self->stream_.get_executor(), write_loop(self), asio::detached);
    co_await self->read_frames();
  }
  self->feed_.reset();
  self->close_hard();
  self->slot_.reset();
}

asio::awaitable<void> Session::read_frames() {
  while (open_) {
    while (in_flight_ >= limits_.commands_in_flight && open_) {
      co_await room_.wait(asio::use_awaitable);
    }
    const auto [error, size] = co_await stream_.async_read(buffer_, kToken);
    if (error || !open_) {
      break;
    }
    silent_beats_ = 0;
    if (!goodbye_ && !take_frame()) {
      work_.ring();
    }
    buffer_.consume(buffer_.size());
  }
}

bool Session::take_frame() {
  if (buffer_.size() > limits_.frame_bytes) {
    refuse_frame(frame_rejection("Ramen är för stor.", "The frame is too large."),
                 ws::close_code::too_big);
    return false;
  }
  const bool text = stream_.got_text();
  if (text != (format_ == Feed::Format::json)) {
    refuse_frame(
        frame_rejection(
            "Ramen har fel typ: ckl.v1.proto är binär och ckl.v1.json är text.",
            "The frame has the wrong type: ckl.v1.proto is binary and ckl.v1.json is text."),
        ws::close_code::unknown_data);
    return false;
  }
  const auto bytes = buffer_.cdata();
  const std::string_view content(static_cast<const char*>(bytes.data()), bytes.size());
  incoming_.Clear();
  const auto parsed =
      text ? codec::from_json(content, incoming_) : codec::from_bytes(content, incoming_);
  if (!parsed) {
    refuse_frame(parsed.error(), ws::close_code::bad_payload);
    return false;
  }
  switch (incoming_.frame_case()) {
    case v1::ClientFrame::kCommand:
      take_command(incoming_.command());
      return true;
    case v1::ClientFrame::kSubscribe:
      subscribe(incoming_.subscribe());
      return true;
    case v1::ClientFrame::FRAME_NOT_SET:
      break;
  }
  refuse_frame(frame_rejection("Ramen innehåller varken kommando eller prenumeration.",
                               "The frame holds neither a command nor a subscription."),
               ws::close_code::bad_payload);
  return false;
}

// A frame that can't be read has no command id to answer to: the connection ends, and says why.
void Session::refuse_frame(const domain::Rejection& rejection, ws::close_code code) {
  domain::Rejection told = rejection;
  if (told.breaches.empty() || told.breaches.front().rule.value != "INPUT_FRAME") {
    auto frame = frame_rejection("Ramen går inte att läsa.", "The frame can't be read.");
    told.breaches.insert(told.breaches.begin(), frame.breaches.begin(), frame.breaches.end());
  }
  refuse(told, 0);
  close_with(code, "the frame can't be read");
}

void Session::take_command(const v1::Command& command) {
  if (!still_valid()) {
    return;
  }
  ++in_flight_;
  backend_.api.command(command, caller_, [self = shared_from_this()](v1::CommandResult result) {
    self->answer(std::move(result));
  });
}

void Session::answer(v1::CommandResult result) {
  ++(result.has_accepted() ? backend_.traffic.commands_accepted
                           : backend_.traffic.commands_refused);
  if (!open_) {
    return;
  }
  v1::ServerFrame frame;
  *frame.mutable_result() = std::move(result);
  ++answers_;
  push(frame);
}

void Session::push(const v1::ServerFrame& frame) {
  outbox_.push_back(encode_frame(frame, format_));
  work_.ring();
}

void Session::subscribe(const v1::SubscribeRequest& request) {
  feed_.reset();
  auto feed = Feed::open(backend_.services, request, format_, [this] { work_.ring(); });
  if (!feed) {
    return refuse(feed.error(), request.after());
  }
  feed_ = *std::move(feed);
  work_.ring();
}

void Session::refuse(const domain::Rejection& rejection, std::uint64_t resume_after) {
  v1::ServerFrame frame;
  auto& closing = *frame.mutable_closing();
  codec::encode(rejection, *closing.mutable_rejection());
  if (!rejection.breaches.empty()) {
    codec::encode(rejection.breaches.front().message, *closing.mutable_reason());
  }
  closing.set_resume_after(resume_after);
  push(frame);
}

// Answers first, then what the feed has, up to one batch. Returns how many answers are among it.
std::size_t Session::gather() {
  sending_.clear();
  std::swap(sending_, outbox_);
  std::size_t size = 0;
  for (const auto& frame : sending_) {
    size += frame->size();
  }
  while (feed_ && size < limits_.batch_bytes) {
    auto frame = feed_->next();
    if (!frame) {
      break;
    }
    size += frame->size();
    sending_.push_back(std::move(frame));
    if (feed_->ended()) {
      feed_.reset();
    }
  }
  return std::exchange(answers_, 0);
}

asio::awaitable<void> Session::write_loop(std::shared_ptr<Session> self) {
  bool sent = true;
  while (self->open_ && sent) {
    const std::size_t answers = self->gather();
    if (self->ping_due_) {
      sent = co_await self->send_ping();
    }
    if (sent && !self->sending_.empty()) {
      sent = co_await self->send_batch();
      self->in_flight_ -= answers;
      self->room_.ring();
    } else if (self->goodbye_ && self->in_flight_ == 0) {
      co_await self->say_goodbye();
      break;
    } else if (sent) {
      co_await self->work_.wait(asio::use_awaitable);
    }
  }
  self->close_hard();
}

// How a silent reader is told from one that is gone.
asio::awaitable<bool> Session::send_ping() {
  ping_due_ = false;
  writing_ = true;
  const ws::ping_data nothing;
  const auto [failed] = co_await stream_.async_ping(nothing, kToken);
  writing_ = false;
  co_return !failed;
}

asio::awaitable<bool> Session::send_batch() {
  const bool several = sending_.size() > 1;
  writing_ = true;
  if (several) {
    stream_.next_layer().cork();
  }
  error_code failed;
  for (const auto& frame : sending_) {
    const auto bytes = asio::buffer(*frame);
    const auto [error, size] = co_await stream_.async_write(bytes, kToken);
    failed = error;
    if (failed) {
      break;
    }
  }
  if (several) {
    const error_code flushed = co_await stream_.next_layer().flush();
    failed = failed ? failed : flushed;
  }
  writing_ = false;
  writing_beats_ = 0;  // busy is not slow
  co_return !failed;
}

asio::awaitable<void> Session::say_goodbye() {
  const ws::close_reason reason = *goodbye_;
  leaving_ = true;
  co_await stream_.async_close(reason, kToken);
}

}  // namespace ckl::edge::websocket
