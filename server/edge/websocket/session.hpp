// One WebSocket: a reader and a writer that share it. Internal to the WebSocket edge.
//
// The reader turns frames into commands and subscriptions; the writer sends answers first, then the
// feed's next frame, everything that is ready in one go. They meet in `outbox_` and `feed_`, on one
// thread. The session lives as long as one of the two runs or a command is under way.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include <boost/asio/awaitable.hpp>
#include <boost/beast/core/flat_buffer.hpp>

#include "edge/api/signal.hpp"
#include "edge/api/upgrade.hpp"
#include "edge/websocket/server.hpp"
#include "edge/websocket/stream.hpp"

namespace ckl::edge::websocket {

class Session : public std::enable_shared_from_this<Session> {
 public:
  Session(Upgrade upgrade, const Backend& backend, const Limits& limits);
  ~Session();

  // Answers the handshake, then reads until the end; starts the writer.
  static boost::asio::awaitable<void> run(std::shared_ptr<Session> self);

  // Once a second: heartbeat, deadlines, and whether the token still holds.
  void beat();

  // Says goodbye when what is under way is answered.
  void go_away();

  // The server goes: nothing of the session runs afterwards.
  void drop();

 private:
  static boost::asio::awaitable<void> write_loop(std::shared_ptr<Session> self);

  boost::asio::awaitable<bool> accept();
  boost::asio::awaitable<void> read_frames();
  boost::asio::awaitable<bool> send_batch();
  boost::asio::awaitable<bool> send_ping();
  boost::asio::awaitable<void> say_goodbye();

  // False ends the connection, after the frames in the outbox.
  bool take_frame();
  bool still_valid();
  void take_command(const v1::Command& command);
  void subscribe(const v1::SubscribeRequest& request);
  void answer(v1::CommandResult result);
  void refuse(const domain::Rejection& rejection, std::uint64_t resume_after);
  void refuse_frame(const domain::Rejection& rejection, boost::beast::websocket::close_code code);
  void close_with(boost::beast::websocket::close_code code, std::string_view reason);
  std::size_t gather();
  void push(const v1::ServerFrame& frame);
  void close_hard();
  void count_out();

  Backend backend_;
  const Limits& limits_;
  boost::beast::http::request<boost::beast::http::string_body> request_;
  std::string subprotocol_;
  Feed::Format format_;
  Caller caller_;
  std::string token_;
  std::shared_ptr<void> slot_;
  Stream stream_;
  boost::beast::flat_buffer buffer_;
  v1::ClientFrame incoming_;
  std::unique_ptr<Feed> feed_;

  std::vector<ports::Bytes> outbox_;
  std::vector<ports::Bytes> sending_;
  std::size_t in_flight_ = 0;  // commands taken whose answer is not sent
  std::size_t answers_ = 0;    // of those, in the outbox
  Signal work_;                // for the writer
  Signal room_;                // for the reader
  std::optional<boost::beast::websocket::close_reason> goodbye_;
  bool open_ = false;
  std::uint32_t silent_beats_ = 0;
  std::uint32_t writing_beats_ = 0;
  std::uint32_t leaving_beats_ = 0;
  bool leaving_ = false;
  bool counted_ = true;
  bool writing_ = false;
  bool ping_due_ = false;
};

}  // namespace ckl::edge::websocket
