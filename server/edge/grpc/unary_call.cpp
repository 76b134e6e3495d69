#include "edge/grpc/unary_call.hpp"

#include <boost/asio/post.hpp>

#include "edge/grpc/status.hpp"

namespace ckl::edge::rpc {

namespace {

::grpc::ByteBuffer to_buffer(const google::protobuf::Message& message) {
  const std::string bytes = message.SerializeAsString();
  const ::grpc::Slice slice{bytes};
  return {&slice, 1};
}

}  // namespace

UnaryCall::UnaryCall(std::shared_ptr<Hall> hall, const std::string& method,
                     ::grpc::ByteBuffer& response)
    : hall_(std::move(hall)), method_(method), response_(response) {}

::grpc::ServerUnaryReactor* UnaryCall::begin(const std::shared_ptr<Hall>& hall,
                                             const std::string& method, const Place& place) {
  auto call = std::make_shared<UnaryCall>(hall, method, place.response);
  call->self_ = call;
  call->prepare(place);
  return call.get();
}

void UnaryCall::prepare(const Place& place) {
  if (hall_->leaving && !finished_.exchange(true)) return Finish(stopping());
  auto principal = authenticate(hall_->services, bearer_of(place.context));
  if (!principal) return finish(std::unexpected(std::move(principal.error())));
  caller_ = {.principal = *std::move(principal), .via = "grpc"};
  request_ = hall_->api.new_request(method_);
  const auto parsed = parse(place.request, *request_);
  if (!parsed) return finish(std::unexpected(parsed.error()));
  boost::asio::post(hall_->executor, [call = shared_from_this()] { call->run(); });
}

void UnaryCall::run() {
  if (finished_) return;
  hall_->api.call(method_, *request_, caller_,
                  [call = shared_from_this()](const Answer& answer) { call->finish(answer); });
}

void UnaryCall::finish(const Answer& answer) {
  if (finished_.exchange(true)) return;
  if (!answer) return Finish(to_status(answer.error()));
  response_ = to_buffer(**answer);
  Finish(::grpc::Status::OK);
}

void UnaryCall::OnCancel() {
  if (!finished_.exchange(true)) Finish(::grpc::Status::CANCELLED);
}

void UnaryCall::OnDone() { const auto last = std::move(self_); }

}  // namespace ckl::edge::rpc
