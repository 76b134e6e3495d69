// One subscription over gRPC. Internal to edge/grpc.
//
// A Feed is pulled and its frames are written as they are, one write under way at a time; so a slow
// subscriber holds one frame and slows nobody. Everything but the first look at the call happens on
// the main thread; `stage_` decides who finishes a call that is cancelled before its turn there.
#pragma once

#include <atomic>
#include <memory>

#include <grpcpp/support/server_callback.h>

#include "edge/grpc/hall.hpp"

namespace ckl::edge::rpc {

class StreamCall final : public ::grpc::ServerWriteReactor<::grpc::ByteBuffer>,
                         public std::enable_shared_from_this<StreamCall> {
 public:
  [[nodiscard]] static ::grpc::ServerWriteReactor<::grpc::ByteBuffer>* begin(
      const std::shared_ptr<Hall>& hall, ::grpc::CallbackServerContext& context,
      const ::grpc::ByteBuffer& request);

  StreamCall(std::shared_ptr<Hall> hall, ::grpc::CallbackServerContext& context);

  // Main thread: a second has passed.
  void beat();
  // Main thread: no more.
  void end(const ::grpc::Status& status);

  void OnWriteDone(bool ok) override;
  void OnCancel() override;
  void OnDone() override;

 private:
  enum class Stage : std::uint8_t { waiting, running, over };

  void prepare(const ::grpc::ByteBuffer& request);
  void run();
  void pump();
  [[nodiscard]] bool leave_waiting(Stage next);

  const std::shared_ptr<Hall> hall_;
  ::grpc::CallbackServerContext& context_;
  const std::string token_;
  domain::PersonId person_;  // known before the call runs
  v1::SubscribeRequest request_;
  std::unique_ptr<Feed> feed_;
  ::grpc::ByteBuffer frame_;
  bool writing_ = false;
  bool finished_ = false;
  std::uint32_t stalled_ = 0;  // beats since the write under way began
  std::atomic<Stage> stage_ = Stage::waiting;
  std::shared_ptr<StreamCall> self_;  // until OnDone
};

}  // namespace ckl::edge::rpc
