#include "bench/peers/talker.hpp"

#include <charconv>

#include "bench/peers/postgres.hpp"
#include "ckl/v1/stream.pb.h"

namespace ckl::bench {
namespace {

class CkldTalker final : public Talker {
 public:
  explicit CkldTalker(Speech speech) : speech_(std::move(speech)) {
    auto& entry = *frame_.mutable_command()->mutable_write_log_entry();
    entry.set_workspace(speech_.workspace);
    entry.set_kind(v1::LOG_KIND_OBSERVATION);
  }

  void greet(Connection& connection) override {
    connection.connect(speech_.port);
    if (grpc()) {
      connection.send(http2_preface());
    } else {
      open_websocket(connection, {.token = speech_.token});
    }
  }

  std::string request(std::uint64_t number, std::string_view payload) override {
    auto& entry = *frame_.mutable_command()->mutable_write_log_entry();
    entry.set_command_id(speech_.tag + "-" + std::to_string(number));
    entry.set_text(payload.data(), payload.size());
    if (!grpc()) return client_frame(frame_.SerializeAsString());
    stream_ += 2;
    return grpc_call({.stream = stream_,
                      .path = "/ckl.v1.LogService/WriteLogEntry",
                      .token = speech_.token,
                      .message = entry.SerializeAsString()});
  }

  int answers(Connection& connection) override {
    if (grpc()) return ended_calls(connection);
    int count = 0;
    std::size_t at = 0;
    const std::string_view in = connection.in;
    for (auto frame = frame_at(in, at); frame.data() != nullptr; frame = frame_at(in, at)) {
      const auto result = bytes_field(frame, v1::ServerFrame::kResultFieldNumber);
      if (result.data() == nullptr) continue;
      if (bytes_field(result, v1::CommandResult::kAcceptedFieldNumber).data() == nullptr) {
        v1::ServerFrame refused;
        refused.ParseFromString(std::string(frame));
        die("ckld refused: " + refused.ShortDebugString());
      }
      ++count;
    }
    connection.in.erase(0, at);
    return count;
  }

 private:
  [[nodiscard]] bool grpc() const { return speech_.server == "ckld-grpc"; }

  Speech speech_;
  v1::ClientFrame frame_;
  std::uint32_t stream_ = 0xFFFFFFFFU;  // the first is 1
};

class EtcdTalker final : public Talker {
 public:
  explicit EtcdTalker(Speech speech) : speech_(std::move(speech)) {}

  void greet(Connection& connection) override {
    connection.connect(speech_.port);
    connection.send(http2_preface());
  }

  // etcdserverpb.PutRequest: key = 1, value = 2.
  std::string request(std::uint64_t number, std::string_view payload) override {
    std::string put;
    append_bytes_field(put, 1, "ev/" + speech_.tag + "/" + std::to_string(number));
    append_bytes_field(put, 2, payload);
    stream_ += 2;
    return grpc_call(
        {.stream = stream_, .path = "/etcdserverpb.KV/Put", .token = "", .message = put});
  }

  int answers(Connection& connection) override { return ended_calls(connection); }

 private:
  Speech speech_;
  std::uint32_t stream_ = 0xFFFFFFFFU;
};

// An entry in a stream; with `publish` the subscribers of a channel are told in the same turn.
class RedisTalker final : public Talker {
 public:
  RedisTalker(int port, bool publish) : port_(port), publish_(publish) {}

  void greet(Connection& connection) override { connection.connect(port_); }

  std::string request(std::uint64_t, std::string_view payload) override {
    auto add = redis_command({"XADD", "events", "*", "text", payload});
    if (!publish_) return add;
    return redis_command({"MULTI"}) + add + redis_command({"PUBLISH", "channel", payload}) +
           redis_command({"EXEC"});
  }

  int answers(Connection& connection) override {
    int count = 0;
    std::size_t at = 0;
    const std::string_view in = connection.in;
    while (at < in.size()) {
      const auto end = redis_reply_end(in, at);
      if (end == std::string_view::npos) break;
      if (in[at] == '-') die("Redis refused: " + std::string(in.substr(at, 200)));
      if (!publish_ || in[at] == '*') ++count;
      at = end;
    }
    connection.in.erase(0, at);
    return count;
  }

 private:
  int port_;
  bool publish_;
};

// Published to the subject of a stream; the stream answers when it has the message.
class NatsTalker final : public Talker {
 public:
  explicit NatsTalker(const Speech& speech)
      : port_(speech.port), inbox_("_IN." + speech.tag + "." + std::to_string(speech.client)) {}

  void greet(Connection& connection) override {
    connection.connect(port_);
    connection.send(nats_greeting(inbox_));
    connection.expect("PONG\r\n");
  }

  std::string request(std::uint64_t, std::string_view payload) override {
    return nats_publish(nats_subject, inbox_, payload);
  }

  int answers(Connection& connection) override {
    int count = 0;
    std::size_t at = 0;
    const std::string_view in = connection.in;
    for (auto end = in.find("\r\n"); end != std::string_view::npos; end = in.find("\r\n", at)) {
      const auto line = in.substr(at, end - at);
      if (line.starts_with("PING")) connection.send("PONG\r\n");
      if (line.starts_with("-ERR") || line.starts_with("HMSG")) die("NATS: " + std::string(line));
      auto next = end + 2;
      if (line.starts_with("MSG ")) {
        std::size_t size = 0;
        const auto digits = line.substr(line.rfind(' ') + 1);
        std::from_chars(digits.begin(), digits.end(), size);
        if (in.size() < next + size + 2) break;
        const auto message = in.substr(next, size);
        if (message.starts_with("{\"error\"")) die("JetStream: " + std::string(message));
        next += size + 2;
        ++count;
      }
      at = next;
    }
    connection.in.erase(0, at);
    return count;
  }

 private:
  int port_;
  std::string inbox_;
};

}  // namespace

std::string redis_command(std::initializer_list<std::string_view> words) {
  std::string out = "*" + std::to_string(words.size()) + "\r\n";
  for (const auto word : words) {
    out += "$" + std::to_string(word.size()) + "\r\n";
    out.append(word).append("\r\n");
  }
  return out;
}

std::size_t redis_reply_end(std::string_view in, std::size_t at) {
  constexpr auto none = std::string_view::npos;
  const auto line_end = in.find('\n', at);
  if (line_end == none) return none;
  const char kind = in[at];
  auto next = line_end + 1;
  if (kind == '+' || kind == '-' || kind == ':') return next;
  long count = 0;
  std::from_chars(in.begin() + at + 1, in.begin() + line_end - 1, count);
  if (count < 0) return next;
  if (kind == '$') {
    next += static_cast<std::size_t>(count) + 2;
    return next <= in.size() ? next : none;
  }
  if (kind != '*') die("Redis says what is not known: " + std::string(in.substr(at, 50)));
  for (long i = 0; i < count && next != none; ++i) {
    next = next < in.size() ? redis_reply_end(in, next) : none;
  }
  return next;
}

std::string nats_greeting(const std::string& subject) {
  return "CONNECT {\"verbose\":false,\"pedantic\":false,\"headers\":true,\"no_responders\":true}"
         "\r\nSUB " +
         subject + " 1\r\nPING\r\n";
}

std::string nats_publish(std::string_view subject, std::string_view reply_to,
                         std::string_view payload) {
  std::string out = "PUB ";
  out.append(subject).append(" ").append(reply_to).append(" ");
  out.append(std::to_string(payload.size())).append("\r\n").append(payload).append("\r\n");
  return out;
}

std::unique_ptr<Talker> make_talker(const Speech& speech) {
  const auto& server = speech.server;
  if (server == "ckld" || server == "ckld-grpc") return std::make_unique<CkldTalker>(speech);
  if (server == "etcd") return std::make_unique<EtcdTalker>(speech);
  if (server == "redis") return std::make_unique<RedisTalker>(speech.port, false);
  if (server == "redis-publish") return std::make_unique<RedisTalker>(speech.port, true);
  if (server == "nats") return std::make_unique<NatsTalker>(speech);
  if (server == "postgres") return make_postgres_talker(speech);
  die("no server is called " + server);
}

}  // namespace ckl::bench
