// One gRPC service, registered from its descriptor. Internal to edge/grpc.
//
// Requests arrive as raw bytes: gRPC's own parsing would answer malformed input with
// "unimplemented" and no reason. Unary methods become `UnaryCall`s; server streams can only be
// subscriptions.
#pragma once

#include <deque>
#include <memory>

#include <google/protobuf/descriptor.h>
#include <grpcpp/impl/service_type.h>

#include "edge/grpc/hall.hpp"

namespace ckl::edge::rpc {

class ServiceTable final : public ::grpc::Service {
 public:
  ServiceTable(const google::protobuf::ServiceDescriptor& service, std::shared_ptr<Hall> hall);

 private:
  void add_unary(int index, const std::string& name);
  void add_stream(int index);

  const std::shared_ptr<Hall> hall_;
  std::deque<std::string> names_;  // gRPC keeps pointers into it
};

// All services of ckl.v1.
[[nodiscard]] std::vector<std::unique_ptr<ServiceTable>> make_services(
    const std::shared_ptr<Hall>& hall);

}  // namespace ckl::edge::rpc
