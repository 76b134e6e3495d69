// What all calls of the gRPC edge share. Internal to edge/grpc.
//
// `services`, `api` and `streams` belong to the main thread; `authenticator`, `leaving` and the
// rest are read on any.
#pragma once

#include <atomic>
#include <expected>
#include <set>
#include <string>

#include <boost/asio/any_io_executor.hpp>
#include <grpcpp/server_context.h>
#include <grpcpp/support/byte_buffer.h>

#include "edge/api/api.hpp"
#include "edge/grpc/options.hpp"

namespace ckl::edge::rpc {

class StreamCall;

struct Hall {
  boost::asio::any_io_executor executor;
  const Services& services;
  Api& api;
  Limits limits;
  std::set<std::shared_ptr<StreamCall>> streams;
  std::atomic<bool> leaving = false;
};

// What whoever calls a server that is stopping is told: the same again is safe, later.
[[nodiscard]] ::grpc::Status stopping();

// The bearer token of a call, or nothing.
[[nodiscard]] std::string bearer_of(const ::grpc::CallbackServerContext& context);

[[nodiscard]] std::expected<ports::Principal, domain::Rejection> authenticate(
    const Services& services, std::string_view token);

// The request of a call, or why it can't be read.
[[nodiscard]] std::expected<void, domain::Rejection> parse(const ::grpc::ByteBuffer& bytes,
                                                           google::protobuf::Message& out);

}  // namespace ckl::edge::rpc
