#include "edge/grpc/stream_call.hpp"

#include <boost/asio/post.hpp>

#include "codec/codec.hpp"
#include "edge/grpc/status.hpp"

namespace ckl::edge::rpc {

namespace {

// The shared bytes as a buffer, without a copy.
::grpc::ByteBuffer to_buffer(ports::Bytes bytes) {
  auto* kept = new ports::Bytes{std::move(bytes)};
  // gRPC takes a mutable pointer and does not write through it.
  auto* start = const_cast<char*>((*kept)->data());
  const ::grpc::Slice slice{start, (*kept)->size(),
                            [](void* owner) { delete static_cast<ports::Bytes*>(owner); }, kept};
  return {&slice, 1};
}

domain::Rejection refuse(domain::RejectionCode code, std::string_view rule, domain::Text message,
                         domain::Text what_now) {
  auto rejection = codec::input_rejection(rule, {}, std::move(message), std::move(what_now));
  rejection.code = code;
  return rejection;
}

domain::Rejection too_many_streams() {
  return refuse(domain::RejectionCode::exhausted, "STREAM_TOO_MANY",
                {"För många prenumerationer just nu.", "Too many subscriptions at present."},
                {"Försök igen om en stund.", "Try again in a while."});
}

domain::Rejection too_slow() {
  return refuse(
      domain::RejectionCode::exhausted, "STREAM_TOO_SLOW",
      {"Prenumeranten läser inte.", "The subscriber does not read."},
      {"Fortsätt efter det senast mottagna numret.", "Resume after the last number received."});
}

}  // namespace

StreamCall::StreamCall(std::shared_ptr<Hall> hall, ::grpc::CallbackServerContext& context)
    : hall_(std::move(hall)), context_(context), token_(bearer_of(context)) {}

::grpc::ServerWriteReactor<::grpc::ByteBuffer>* StreamCall::begin(
    const std::shared_ptr<Hall>& hall, ::grpc::CallbackServerContext& context,
    const ::grpc::ByteBuffer& request) {
  auto call = std::make_shared<StreamCall>(hall, context);
  call->self_ = call;
  call->prepare(request);
  return call.get();
}

void StreamCall::prepare(const ::grpc::ByteBuffer& request) {
  if (hall_->leaving) {
    if (leave_waiting(Stage::over)) Finish(stopping());
    return;
  }
  std::optional<domain::Rejection> wrong;
  const auto principal = authenticate(hall_->services, token_);
  if (principal) person_ = principal->person;
  if (!principal) {
    wrong = principal.error();
  } else if (const auto parsed = parse(request, request_); !parsed) {
    wrong = parsed.error();
  }
  if (!wrong) {
    return boost::asio::post(hall_->executor, [call = shared_from_this()] { call->run(); });
  }
  if (leave_waiting(Stage::over)) Finish(to_status(*wrong));
}

bool StreamCall::leave_waiting(Stage next) {
  Stage waiting = Stage::waiting;
  return stage_.compare_exchange_strong(waiting, next);
}

void StreamCall::run() {
  if (!leave_waiting(Stage::running)) return;
  if (hall_->leaving) return end(stopping());
  if (hall_->streams.size() >= hall_->limits.streams) return end(to_status(too_many_streams()));
  // The feed wakes us from inside the hub; the next frame is fetched when the hub is done.
  const auto wake = [weak = weak_from_this(), executor = hall_->executor] {
    boost::asio::post(executor, [weak] {
      if (const auto call = weak.lock()) call->pump();
    });
  };
  auto feed = Feed::open(hall_->services, request_,
                         {.person = person_, .format = Feed::Format::proto}, wake);
  if (!feed) return end(to_status(feed.error()));
  feed_ = *std::move(feed);
  hall_->streams.insert(shared_from_this());
  pump();
}

void StreamCall::pump() {
  if (writing_ || finished_) return;
  ports::Bytes frame = feed_->next();
  if (frame != nullptr) {
    writing_ = true;
    stalled_ = 0;
    frame_ = to_buffer(std::move(frame));
    return StartWrite(&frame_);
  }
  if (feed_->ended()) {
    end({::grpc::StatusCode::UNAVAILABLE, "the subscription ended; resume where it stopped"});
  }
}

void StreamCall::OnWriteDone(bool ok) {
  boost::asio::post(hall_->executor, [call = shared_from_this(), ok] {
    call->writing_ = false;
    if (ok) {
      call->pump();
    } else {
      call->end(::grpc::Status::CANCELLED);
    }
  });
}

void StreamCall::beat() {
  if (finished_) return;
  if (const auto principal = authenticate(hall_->services, token_); !principal) {
    return end(to_status(principal.error()));  // revoked or expired since
  }
  if (writing_ && ++stalled_ >= hall_->limits.stalled_beats) {
    context_.TryCancel();  // else the farewell would wait behind the write
    return end(to_status(too_slow()));
  }
  feed_->beat();
}

void StreamCall::end(const ::grpc::Status& status) {
  // What never ran was finished where it began.
  if (stage_ != Stage::running || std::exchange(finished_, true)) return;
  feed_.reset();
  const auto self = shared_from_this();
  hall_->streams.erase(self);
  Finish(status);
}

void StreamCall::OnCancel() {
  if (leave_waiting(Stage::over)) return Finish(::grpc::Status::CANCELLED);
  boost::asio::post(hall_->executor,
                    [call = shared_from_this()] { call->end(::grpc::Status::CANCELLED); });
}

void StreamCall::OnDone() { const auto last = std::move(self_); }

}  // namespace ckl::edge::rpc
