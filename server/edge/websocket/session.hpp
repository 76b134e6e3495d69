// One WebSocket: frames in become commands and subscriptions, answers and the feed's frames go out.
// Internal to the WebSocket edge.
//
// Reading and writing are plain handlers on the main thread. What is to be sent gathers in
// `outbox_` and goes out in one system call per session and turn of the loop: `Sessions` posts one
// handler for all sessions that have something (ADR 0011). The session lives as long as an
// operation or a command is under way.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include <boost/asio/awaitable.hpp>
#include <google/protobuf/arena.h>

#include "edge/api/upgrade.hpp"
#include "edge/websocket/frames.hpp"
#include "edge/websocket/handshake.hpp"
#include "edge/websocket/outbox.hpp"
#include "edge/websocket/server.hpp"

namespace ckl::edge::websocket {

class Session;

// What the sessions of a server share; outlives them.
class Sessions : public std::enable_shared_from_this<Sessions> {
 public:
  Sessions(boost::asio::io_context& io, const Backend& others, const Limits& bounds);

  // The session's `flush` is called when what can be done now is done.
  void flush_soon(std::shared_ptr<Session> session);

  Backend backend;
  Limits limits;
  v1::ServerFrame answer;  // used anew for each answer

  // What a client sent is read into this and dropped when it has been taken.
  [[nodiscard]] google::protobuf::Arena& arena() { return arena_; }

 private:
  static constexpr std::size_t kArenaBytes = 16UL << 10U;

  void flush_all();

  boost::asio::io_context& io_;
  std::vector<char> arena_block_;
  google::protobuf::Arena arena_;
  std::vector<std::shared_ptr<Session>> due_;
  bool posted_ = false;
};

class Session : public std::enable_shared_from_this<Session> {
 public:
  Session(Upgrade upgrade, std::shared_ptr<Sessions> shared);
  Session(const Session&) = delete;
  Session& operator=(const Session&) = delete;
  ~Session();

  // Answers the handshake and starts to read.
  static boost::asio::awaitable<void> run(std::shared_ptr<Session> self);

  // Once a second: heartbeat, deadlines, and whether the token still holds.
  void beat();

  // Says goodbye when what is under way is answered.
  void go_away();

  // The server goes: nothing of the session runs afterwards.
  void drop();

  // Sends what there is; called by `Sessions` after `flush_soon`.
  void flush();

 private:
  void take_read_ahead();
  void read_more();
  void came(boost::system::error_code error, std::size_t bytes);
  void take_frames();
  void take(const FrameReader::Message& message);
  void take_close(std::string_view payload);
  void take_message(const FrameReader::Message& message);
  void take_content(const v1::ClientFrame& frame);
  bool still_valid();
  void take_command(const v1::Command& command);
  void subscribe(const v1::SubscribeRequest& request);
  void answer(const ports::Reply& reply, std::string_view command_id);
  void refuse(const domain::Rejection& rejection, std::uint64_t resume_after);
  void refuse_frame(const domain::Rejection& rejection, CloseCode code);
  void close_with(CloseCode code, std::string_view reason);
  void push(const v1::ServerFrame& frame);

  void flush_soon();
  void gather();
  void send();
  void sent(boost::system::error_code error);
  void part();
  void end();
  void count_out();

  std::shared_ptr<Sessions> shared_;
  UpgradeRequest request_;
  std::string subprotocol_;
  Feed::Format format_;
  Opcode opcode_;
  Caller caller_;
  std::shared_ptr<void> slot_;
  Wire wire_;
  FrameReader frames_;
  std::string read_ahead_;
  std::unique_ptr<Feed> feed_;

  Outbox outbox_;
  Outbox sending_;
  std::optional<std::string> pong_;  // what the last ping that is not answered held
  std::size_t in_flight_ = 0;        // commands taken whose answer is not sent
  std::size_t answers_ = 0;          // of those, in the outbox
  std::size_t answers_sending_ = 0;  // of those, being sent
  struct Goodbye {
    CloseCode code = CloseCode::normal;
    std::string reason;
  };
  std::optional<Goodbye> goodbye_;
  std::uint32_t silent_beats_ = 0;
  std::uint32_t writing_beats_ = 0;
  std::uint32_t leaving_beats_ = 0;
  bool open_ = false;        // until the connection ends
  bool ready_ = false;       // after the handshake
  bool counted_ = true;      // among the websockets
  bool reading_ = false;     // a read is under way
  bool writing_ = false;     // a write is under way
  bool flush_due_ = false;   // `Sessions` will call
  bool feed_waits_ = false;  // the feed had more than one batch
  bool ping_due_ = false;
  bool deaf_ = false;     // what still comes is thrown away
  bool said_ = false;     // our close frame is on its way
  bool heard_ = false;    // the client's close frame came
  bool parting_ = false;  // both are through; only the end of the stream is awaited
};

}  // namespace ckl::edge::websocket
