#include "edge_grpc/client.hpp"

#include <grpcpp/impl/client_unary_call.h>

#include "ckl/v1/status.pb.h"

namespace ckl::test {

namespace {

using ::grpc::internal::RpcMethod;

}  // namespace

Client::Client(const std::string& address, std::string token, const std::string& authority)
    : token_(std::move(token)) {
  ::grpc::ChannelArguments arguments;
  arguments.SetInt(GRPC_ARG_ENABLE_HTTP_PROXY, 0);
  arguments.SetInt("test.own_connection", static_cast<int>(reinterpret_cast<std::intptr_t>(this)));
  auto credentials = ::grpc::InsecureChannelCredentials();
  if (!authority.empty()) {
    ::grpc::SslCredentialsOptions tls;
    tls.pem_root_certs = authority;
    credentials = ::grpc::SslCredentials(tls);
  }
  channel_ = ::grpc::CreateCustomChannel(address, credentials, arguments);
}

::grpc::Status Client::call(const std::string& method, const google::protobuf::Message& request,
                            google::protobuf::Message& response,
                            std::chrono::milliseconds timeout) {
  ::grpc::ClientContext context;
  context.set_deadline(gpr_time_from_millis(timeout.count(), GPR_TIMESPAN));
  if (!token_.empty()) context.AddMetadata("authorization", "Bearer " + token_);
  const RpcMethod rpc{method.c_str(), RpcMethod::NORMAL_RPC};
  using google::protobuf::MessageLite;
  return ::grpc::internal::BlockingUnaryCall<MessageLite, MessageLite>(
      channel_.get(), rpc, &context, request, &response);
}

::grpc::Status Client::call_raw(const std::string& method, const std::string& request,
                                std::string& response) {
  ::grpc::ClientContext context;
  if (!token_.empty()) context.AddMetadata("authorization", "Bearer " + token_);
  const RpcMethod rpc{method.c_str(), RpcMethod::NORMAL_RPC};
  const ::grpc::Slice slice{request};
  const ::grpc::ByteBuffer in{&slice, 1};
  ::grpc::ByteBuffer out;
  const auto status = ::grpc::internal::BlockingUnaryCall<::grpc::ByteBuffer, ::grpc::ByteBuffer>(
      channel_.get(), rpc, &context, in, &out);
  ::grpc::Slice bytes;
  if (status.ok() && out.DumpToSingleSlice(&bytes).ok()) {
    response.assign(bytes.begin(), bytes.end());
  }
  return status;
}

::grpc::Status Client::report(const std::string& command_id, const std::string& headline,
                              v1::CommandResult& result) {
  v1::ReportIncident request;
  request.set_command_id(command_id);
  request.set_workspace("skarpt");
  request.set_kind(v1::INCIDENT_KIND_SUPPLY);
  request.set_level(v1::ESCALATION_LEVEL_DISTURBANCE);
  request.set_headline(headline);
  return call("/ckl.v1.IncidentService/ReportIncident", request, result);
}

v1::Rejection rejection_of(const ::grpc::Status& status) {
  v1::Status details;
  v1::Rejection rejection;
  if (details.ParseFromString(status.error_details()) && details.details_size() == 1) {
    details.details(0).UnpackTo(&rejection);
  }
  return rejection;
}

Subscription::Subscription(const Client& client, const v1::SubscribeRequest& request) {
  context_.AddMetadata("authorization", "Bearer " + client.token());
  stub_ = v1::StreamService::NewStub(client.channel());
  reader_ = stub_->Subscribe(&context_, request);
}

Subscription::~Subscription() { context_.TryCancel(); }

v1::ServerFrame Subscription::next_of_any_kind() {
  v1::ServerFrame frame;
  if (!reader_->Read(&frame)) frame.Clear();
  return frame;
}

v1::ServerFrame Subscription::next() {
  for (;;) {
    v1::ServerFrame frame = next_of_any_kind();
    if (!frame.has_heartbeat()) return frame;
  }
}

std::vector<std::uint64_t> Subscription::events(std::size_t count) {
  std::vector<std::uint64_t> numbers;
  while (numbers.size() < count) {
    const v1::ServerFrame frame = next();
    if (!frame.has_events()) break;
    for (const auto& entry : frame.events().entries()) numbers.push_back(entry.sequence());
  }
  return numbers;
}

}  // namespace ckl::test
