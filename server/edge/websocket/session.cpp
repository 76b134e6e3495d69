#include "edge/websocket/session.hpp"

#include <utility>

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>

#include "codec/codec.hpp"
#include "codec/json.hpp"
#include "edge/api/rejections.hpp"
#include "edge/websocket/handshake.hpp"

namespace ckl::edge::websocket {
namespace {

namespace asio = boost::asio;
using boost::system::error_code;

domain::Rejection frame_rejection(std::string_view sv, std::string_view en) {
  return codec::input_rejection(
      "INPUT_FRAME", "", {std::string(sv), std::string(en)},
      {"Rätta klienten enligt proto/ckl/v1/stream.proto och anslut igen.",
       "Correct the client by proto/ckl/v1/stream.proto and connect again."});
}

// What is left of `buffers` after so many bytes of them.
void consume(std::vector<asio::const_buffer>& buffers, std::size_t bytes) {
  std::size_t whole = 0;
  while (whole < buffers.size() && bytes >= buffers[whole].size()) {
    bytes -= buffers[whole].size();
    ++whole;
  }
  buffers.erase(buffers.begin(), buffers.begin() + static_cast<std::ptrdiff_t>(whole));
  if (!buffers.empty()) buffers.front() += bytes;
}

}  // namespace

Sessions::Sessions(asio::io_context& io, const Backend& others, const Limits& bounds)
    : backend(others),
      limits(bounds),
      io_(io),
      arena_block_(kArenaBytes),
      arena_(arena_block_.data(), arena_block_.size()) {}

void Sessions::flush_soon(std::shared_ptr<Session> session) {
  due_.push_back(std::move(session));
  if (!std::exchange(posted_, true)) {
    asio::post(io_, [self = shared_from_this()] { self->flush_all(); });
  }
}

void Sessions::flush_all() {
  posted_ = false;
  for (const auto& session : std::exchange(due_, {})) {
    session->flush();
  }
}

Session::Session(Upgrade upgrade, std::shared_ptr<Sessions> shared)
    : shared_(std::move(shared)),
      request_(std::move(upgrade.request)),
      subprotocol_(std::move(upgrade.subprotocol)),
      format_(subprotocol_ == kJsonSubprotocol ? Feed::Format::json : Feed::Format::proto),
      opcode_(format_ == Feed::Format::json ? Opcode::text : Opcode::binary),
      caller_(std::move(upgrade.caller)),
      slot_(std::move(upgrade.slot)),
      wire_(std::move(upgrade.wire)),
      // Up to twice the limit is read, so that the refusal is heard.
      frames_(2 * shared_->limits.frame_bytes) {
  const auto bytes = upgrade.read_ahead.cdata();
  read_ahead_.assign(static_cast<const char*>(bytes.data()), bytes.size());
  ++shared_->backend.traffic.websockets;
}

Session::~Session() { count_out(); }

void Session::count_out() {
  if (std::exchange(counted_, false)) --shared_->backend.traffic.websockets;
}

void Session::end() {
  open_ = false;
  wire_.close();
  feed_.reset();
  slot_.reset();
}

void Session::drop() {
  end();
  count_out();
}

void Session::go_away() { close_with(CloseCode::going_away, "the server stops"); }

// Goodbye is said once the outbox is empty.
void Session::close_with(CloseCode code, std::string_view reason) {
  if (goodbye_) return;
  goodbye_ = Goodbye{.code = code, .reason = std::string(reason)};
  feed_.reset();
  flush_soon();
}

void Session::beat() {
  if (!open_) return;
  const Limits& limits = shared_->limits;
  writing_beats_ = writing_ ? writing_beats_ + 1 : 0;
  leaving_beats_ = said_ ? leaving_beats_ + 1 : 0;
  ++silent_beats_;
  outbox_.rest();
  if (!writing_) sending_.rest();
  if (writing_beats_ > limits.write_beats) {
    ++shared_->backend.traffic.slow_readers_closed;
    return end();
  }
  if (silent_beats_ > limits.idle_beats || leaving_beats_ > limits.close_beats) return end();
  // How a silent reader is told from one that is gone.
  ping_due_ = ping_due_ || silent_beats_ % limits.ping_beats == 0;
  if (still_valid() && feed_) feed_->beat();
  flush_soon();
}

// A revoked or expired token ends the connection.
bool Session::still_valid() {
  if (goodbye_) return false;
  if (shared_->backend.services.authenticator->still_valid(caller_.principal)) return true;
  refuse(token_refused(), 0);
  close_with(CloseCode::policy_error, "token no longer valid");
  return false;
}

asio::awaitable<void> Session::run(std::shared_ptr<Session> self) {
  self->open_ = true;
  UpgradeRequest request = std::move(self->request_);
  const bool accepted =
      co_await answer_handshake(self->wire_, std::move(request), self->subprotocol_);
  if (!accepted || !self->open_) {
    self->end();
    co_return;
  }
  self->ready_ = true;
  self->wire_.make_non_blocking();
  self->take_read_ahead();
  self->flush_soon();
}

// A client may send before it has the answer to its handshake.
void Session::take_read_ahead() {
  for (std::string_view left = read_ahead_; !left.empty();) {
    const auto space = frames_.space();
    const auto bytes = std::min(space.size(), left.size());
    std::copy_n(left.data(), bytes, space.data());
    left.remove_prefix(bytes);
    frames_.came(bytes);
    take_frames();
  }
  read_ahead_ = {};
  read_more();
}

// ---- in ----

void Session::read_more() {
  const bool full = in_flight_ >= shared_->limits.commands_in_flight;
  const bool leaving = heard_ && !parting_;
  if (!open_ || reading_ || full || leaving) return;
  reading_ = true;
  const auto space = frames_.space();
  const auto buffer = asio::buffer(space.data(), space.size());
  wire_.async_read_some(buffer, [self = shared_from_this()](error_code error, std::size_t bytes) {
    self->came(error, bytes);
  });
}

void Session::came(error_code error, std::size_t bytes) {
  reading_ = false;
  if (error || !open_) return end();
  silent_beats_ = 0;
  frames_.came(bytes);
  take_frames();
  read_more();
}

// Everything that has come, as far as commands may be in flight.
void Session::take_frames() {
  while (open_ && !deaf_ && in_flight_ < shared_->limits.commands_in_flight) {
    const auto next = frames_.next();
    if (!next) {
      deaf_ = true;
      close_with(next.error(), "");
      break;
    }
    const std::optional<FrameReader::Message>& message = *next;
    if (!message) break;
    take(*message);
  }
  if (deaf_) frames_.drop();
}

void Session::take(const FrameReader::Message& message) {
  switch (message.opcode) {
    case Opcode::ping:
      pong_ = message.payload;
      return flush_soon();
    case Opcode::close:
      return take_close(message.payload);
    case Opcode::text:
    case Opcode::binary:
      if (!goodbye_) take_message(message);
      return;
    case Opcode::pong:
    case Opcode::continuation:
      return;
  }
}

// The client leaves, or answers our goodbye: nothing more is read or told.
void Session::take_close(std::string_view payload) {
  heard_ = true;
  deaf_ = true;
  goodbye_ = Goodbye{.code = code_of_close(payload), .reason = {}};
  feed_.reset();
  if (said_) return part();
  flush_soon();
}

void Session::take_message(const FrameReader::Message& message) {
  if (message.payload.size() > shared_->limits.frame_bytes) {
    return refuse_frame(frame_rejection("Ramen är för stor.", "The frame is too large."),
                        CloseCode::too_big);
  }
  if (message.opcode != opcode_) {
    return refuse_frame(
        frame_rejection(
            "Ramen har fel typ: ckl.v1.proto är binär och ckl.v1.json är text.",
            "The frame has the wrong type: ckl.v1.proto is binary and ckl.v1.json is text."),
        CloseCode::unknown_data);
  }
  auto& arena = shared_->arena();
  auto& frame = *google::protobuf::Arena::CreateMessage<v1::ClientFrame>(&arena);
  const auto parsed = format_ == Feed::Format::json ? codec::from_json(message.payload, frame)
                                                    : codec::from_bytes(message.payload, frame);
  if (parsed) {
    take_content(frame);
  } else {
    refuse_frame(parsed.error(), CloseCode::bad_payload);
  }
  arena.Reset();
}

void Session::take_content(const v1::ClientFrame& frame) {
  switch (frame.frame_case()) {
    case v1::ClientFrame::kCommand:
      return take_command(frame.command());
    case v1::ClientFrame::kSubscribe:
      return subscribe(frame.subscribe());
    case v1::ClientFrame::FRAME_NOT_SET:
      break;
  }
  refuse_frame(frame_rejection("Ramen innehåller varken kommando eller prenumeration.",
                               "The frame holds neither a command nor a subscription."),
               CloseCode::bad_payload);
}

// A frame that can't be read has no command id to answer to: the connection ends, and says why.
void Session::refuse_frame(const domain::Rejection& rejection, CloseCode code) {
  domain::Rejection told = rejection;
  if (told.breaches.empty() || told.breaches.front().rule.value != "INPUT_FRAME") {
    auto frame = frame_rejection("Ramen går inte att läsa.", "The frame can't be read.");
    told.breaches.insert(told.breaches.begin(), frame.breaches.begin(), frame.breaches.end());
  }
  refuse(told, 0);
  close_with(code, "the frame can't be read");
}

void Session::take_command(const v1::Command& command) {
  if (!still_valid()) return;
  ++in_flight_;
  shared_->backend.api.command(
      command, caller_,
      [self = shared_from_this()](const ports::Reply& reply, std::string_view command_id) {
        self->answer(reply, command_id);
      });
}

void Session::subscribe(const v1::SubscribeRequest& request) {
  feed_.reset();
  auto feed =
      Feed::open(shared_->backend.services, request,
                 {.person = caller_.principal.person, .format = format_}, [this] { flush_soon(); });
  if (!feed) return refuse(feed.error(), request.after());
  feed_ = *std::move(feed);
  flush_soon();
}

// ---- out ----

void Session::answer(const ports::Reply& reply, std::string_view command_id) {
  auto& traffic = shared_->backend.traffic;
  const bool accepted = std::holds_alternative<ports::AcceptedReply>(reply);
  ++(accepted ? traffic.commands_accepted : traffic.commands_refused);
  if (!open_) return;
  ++answers_;
  auto& frame = shared_->answer;
  frame.Clear();
  codec::encode(reply, command_id, *frame.mutable_result());
  push(frame);
}

void Session::refuse(const domain::Rejection& rejection, std::uint64_t resume_after) {
  v1::ServerFrame frame;
  v1::Closing& closing = *frame.mutable_closing();
  codec::encode(rejection, *closing.mutable_rejection());
  if (!rejection.breaches.empty()) {
    codec::encode(rejection.breaches.front().message, *closing.mutable_reason());
  }
  closing.set_resume_after(resume_after);
  push(frame);
}

void Session::push(const v1::ServerFrame& frame) {
  if (format_ == Feed::Format::json) {
    outbox_.add(opcode_, codec::to_json(frame));
  } else {
    char* room = outbox_.add_room(opcode_, frame.ByteSizeLong());
    frame.SerializeWithCachedSizesToArray(reinterpret_cast<std::uint8_t*>(room));
  }
  flush_soon();
}

void Session::flush_soon() {
  if (!std::exchange(flush_due_, true)) shared_->flush_soon(shared_from_this());
}

void Session::flush() {
  flush_due_ = false;
  if (!open_ || !ready_ || writing_ || said_) return;
  gather();
  if (!sending_.empty()) send();
}

// Answers, control frames, then what the feed has, up to one batch.
void Session::gather() {
  if (!outbox_.empty()) std::swap(outbox_, sending_);
  answers_sending_ = std::exchange(answers_, 0);
  if (heard_) sending_.clear();
  if (pong_) sending_.add(Opcode::pong, *std::exchange(pong_, std::nullopt));
  if (std::exchange(ping_due_, false)) sending_.add(Opcode::ping, std::string_view());
  feed_waits_ = false;
  while (feed_) {
    feed_waits_ = sending_.size() >= shared_->limits.batch_bytes;
    if (feed_waits_) break;
    const auto frame = feed_->next();
    if (!frame) break;
    sending_.add(opcode_, frame);
    if (feed_->ended()) feed_.reset();
  }
  if (goodbye_ && (heard_ || in_flight_ == answers_sending_)) {
    sending_.add_close(goodbye_->code, goodbye_->reason);
    said_ = true;
  }
}

// What the system takes at once costs no more than the call.
void Session::send() {
  writing_ = true;
  auto buffers = sending_.buffers();
  error_code error;
  consume(buffers, wire_.write_now(buffers, error));
  if (error || buffers.empty()) return sent(error);
  const auto done = [self = shared_from_this()](error_code failed, std::size_t) {
    self->sent(failed);
  };
  if (auto* tls = wire_.tls(); tls != nullptr) {
    asio::async_write(*tls, buffers, done);
  } else {
    asio::async_write(wire_.socket(), buffers, done);
  }
}

void Session::sent(error_code error) {
  writing_ = false;
  writing_beats_ = 0;  // busy is not slow
  sending_.clear();
  in_flight_ -= std::exchange(answers_sending_, 0);
  if (!open_) return;
  if (error) return end();
  if (said_) {
    if (heard_ || deaf_) part();
    return;
  }
  if (feed_waits_ || pong_ || !outbox_.empty() || goodbye_) flush_soon();
  take_frames();
  read_more();
}

// Both have said goodbye, or the client can't be understood. The client ends the connection, so
// that it has read everything; if it does not, `beat` does.
void Session::part() {
  if (writing_ || std::exchange(parting_, true)) return;
  if (auto* tls = wire_.tls(); tls != nullptr) {
    if (reading_) return end();
    return tls->async_shutdown([self = shared_from_this()](error_code) { self->end(); });
  }
  error_code ignored;
  wire_.socket().shutdown(Wire::Socket::shutdown_send, ignored);
  read_more();
}

}  // namespace ckl::edge::websocket
