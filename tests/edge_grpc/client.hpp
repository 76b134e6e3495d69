// A gRPC client of the tests: unary calls by name, raw or typed, and one subscription.
#pragma once

#include <memory>
#include <string>

#include <grpc/support/time.h>
#include <grpcpp/grpcpp.h>

#include "ckl/v1/command.pb.h"
#include "ckl/v1/stream.grpc.pb.h"

namespace ckl::test {

class Client {
 public:
  // Over TLS when `authority`, PEM, is not empty.
  Client(const std::string& address, std::string token, const std::string& authority = {});

  // `method` is the full path.
  ::grpc::Status call(const std::string& method, const google::protobuf::Message& request,
                      google::protobuf::Message& response,
                      std::chrono::milliseconds timeout = std::chrono::seconds{20});

  // The bytes of a request as they are, and those of the response.
  ::grpc::Status call_raw(const std::string& method, const std::string& request,
                          std::string& response);

  // A command; `result` on success.
  ::grpc::Status report(const std::string& command_id, const std::string& headline,
                        v1::CommandResult& result);

  [[nodiscard]] const std::string& token() const { return token_; }
  [[nodiscard]] const std::shared_ptr<::grpc::Channel>& channel() const { return channel_; }

 private:
  std::shared_ptr<::grpc::Channel> channel_;
  std::string token_;
};

// The Rejection in a status; the default one when there is none.
[[nodiscard]] v1::Rejection rejection_of(const ::grpc::Status& status);

class Subscription {
 public:
  Subscription(const Client& client, const v1::SubscribeRequest& request);
  ~Subscription();

  // The next frame that is no heartbeat; an unset one when the stream ended.
  [[nodiscard]] v1::ServerFrame next();
  // The next frame of any kind.
  [[nodiscard]] v1::ServerFrame next_of_any_kind();
  // The sequence numbers of the next `count` events.
  [[nodiscard]] std::vector<std::uint64_t> events(std::size_t count);
  [[nodiscard]] ::grpc::Status finish() { return reader_->Finish(); }

 private:
  ::grpc::ClientContext context_;
  std::unique_ptr<v1::StreamService::Stub> stub_;
  std::unique_ptr<::grpc::ClientReader<v1::ServerFrame>> reader_;
};

}  // namespace ckl::test
