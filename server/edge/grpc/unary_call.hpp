// One unary call. Internal to edge/grpc.
//
// Created on a gRPC thread, which authenticates and parses; run on the main thread; finished by
// whoever is first: the answer, or the cancellation (deadline, client gone, server stopping). A
// call that was cancelled before its turn on the main thread has no effect.
#pragma once

#include <atomic>
#include <memory>

#include <grpcpp/support/server_callback.h>

#include "edge/grpc/hall.hpp"

namespace ckl::edge::rpc {

class UnaryCall final : public ::grpc::ServerUnaryReactor,
                        public std::enable_shared_from_this<UnaryCall> {
 public:
  struct Place {
    const ::grpc::CallbackServerContext& context;
    const ::grpc::ByteBuffer& request;
    ::grpc::ByteBuffer& response;
  };

  // `method` is the full name, and outlives the call.
  [[nodiscard]] static ::grpc::ServerUnaryReactor* begin(const std::shared_ptr<Hall>& hall,
                                                         const std::string& method,
                                                         const Place& place);

  UnaryCall(std::shared_ptr<Hall> hall, const std::string& method, ::grpc::ByteBuffer& response);

  void OnCancel() override;
  void OnDone() override;

 private:
  void prepare(const Place& place);
  void run();
  void finish(const Answer& answer);

  const std::shared_ptr<Hall> hall_;
  const std::string& method_;
  ::grpc::ByteBuffer& response_;
  std::unique_ptr<google::protobuf::Message> request_;
  Caller caller_;
  std::atomic<bool> finished_ = false;
  std::shared_ptr<UnaryCall> self_;  // until OnDone
};

}  // namespace ckl::edge::rpc
