// A Rejection as gRPC's status: code by the table of edge/api, first breach as message, and the
// whole Rejection as a typed detail. Pure.
#pragma once

#include <grpcpp/support/status.h>

#include "domain/rejection.hpp"

namespace ckl::edge::rpc {

[[nodiscard]] ::grpc::Status to_status(const domain::Rejection& rejection);

}  // namespace ckl::edge::rpc
