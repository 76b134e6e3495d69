#include "edge/grpc/service_table.hpp"

#include <array>

#include <grpcpp/impl/codegen/server_callback_handlers.h>
#include <grpcpp/impl/rpc_service_method.h>
#include <grpcpp/support/server_callback.h>

#include "edge/grpc/stream_call.hpp"
#include "edge/grpc/unary_call.hpp"

namespace ckl::edge::rpc {

namespace {

using ::grpc::ByteBuffer;
using ::grpc::CallbackServerContext;
using ::grpc::internal::CallbackServerStreamingHandler;
using ::grpc::internal::CallbackUnaryHandler;
using ::grpc::internal::RpcMethod;
using ::grpc::internal::RpcServiceMethod;

constexpr std::array service_names = {
    "ckl.v1.IncidentService", "ckl.v1.CalloutService",   "ckl.v1.CommitteeService",
    "ckl.v1.LogService",      "ckl.v1.WorkspaceService", "ckl.v1.AccessService",
    "ckl.v1.StreamService",   "ckl.v1.AlertService",     "ckl.v1.OrganisationService",
    "ckl.v1.RosterService",   "ckl.v1.GatewayService",   "ckl.v1.ReliefService",
    "ckl.v1.TrialService",    "ckl.v1.DirectoryService", "ckl.v1.ProofService",
    "ckl.v1.PasskeyService",
};

}  // namespace

ServiceTable::ServiceTable(const google::protobuf::ServiceDescriptor& service,
                           std::shared_ptr<Hall> hall)
    : hall_(std::move(hall)) {
  for (int at = 0; at < service.method_count(); ++at) {
    const auto& method = *service.method(at);
    const std::string& name = names_.emplace_back("/" + service.full_name() + "/" + method.name());
    const bool stream = method.server_streaming();
    // AddMethod takes ownership.
    AddMethod(new RpcServiceMethod(
        name.c_str(), stream ? RpcMethod::SERVER_STREAMING : RpcMethod::NORMAL_RPC, nullptr));
    if (stream) {
      add_stream(at);
    } else {
      add_unary(at, name);
    }
  }
}

void ServiceTable::add_unary(int index, const std::string& name) {
  MarkMethodRawCallback(index, new CallbackUnaryHandler<ByteBuffer, ByteBuffer>(
                                   [this, &name](CallbackServerContext* context,
                                                 const ByteBuffer* request, ByteBuffer* response) {
                                     return UnaryCall::begin(hall_, name,
                                                             {*context, *request, *response});
                                   }));
}

void ServiceTable::add_stream(int index) {
  MarkMethodRawCallback(index,
                        new CallbackServerStreamingHandler<ByteBuffer, ByteBuffer>(
                            [this](CallbackServerContext* context, const ByteBuffer* request) {
                              return StreamCall::begin(hall_, *context, *request);
                            }));
}

std::vector<std::unique_ptr<ServiceTable>> make_services(const std::shared_ptr<Hall>& hall) {
  const auto& pool = *google::protobuf::DescriptorPool::generated_pool();
  std::vector<std::unique_ptr<ServiceTable>> services;
  for (const char* name : service_names) {
    services.push_back(std::make_unique<ServiceTable>(*pool.FindServiceByName(name), hall));
  }
  return services;
}

}  // namespace ckl::edge::rpc
