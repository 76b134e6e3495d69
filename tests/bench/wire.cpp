#include "bench/wire.hpp"

#include <algorithm>
#include <array>
#include <cerrno>
#include <chrono>
#include <cstdlib>
#include <cstring>
#include <iostream>

#include <arpa/inet.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

namespace ckl::bench {
namespace {

std::string big_endian(std::uint64_t value, int bytes) {
  std::string out;
  for (int i = bytes - 1; i >= 0; --i) out += static_cast<char>((value >> (8 * i)) & 0xFFU);
  return out;
}

std::uint64_t read_big_endian(std::string_view bytes) {
  std::uint64_t value = 0;
  for (const char c : bytes) value = value << 8U | static_cast<unsigned char>(c);
  return value;
}

std::string http2_frame(int type, int flags, std::uint32_t stream, std::string_view payload) {
  return big_endian(payload.size(), 3) + static_cast<char>(type) + static_cast<char>(flags) +
         big_endian(stream, 4) + std::string(payload);
}

// A header that is not indexed, as HPACK writes it without compression.
std::string header(std::string_view name, std::string_view value) {
  const auto length = [](std::size_t size) {
    constexpr std::size_t one_byte = 127;
    if (size < one_byte) return std::string(1, static_cast<char>(size));
    return std::string(1, '\x7f') + static_cast<char>(size - one_byte);
  };
  return std::string(1, '\0') + length(name.size()) + std::string(name) + length(value.size()) +
         std::string(value);
}

// The fields of a protobuf message, one after another.
class FieldReader {
 public:
  explicit FieldReader(std::string_view message) : left_(message) {}

  std::uint64_t number = 0;
  std::string_view bytes;  // null for a number

  bool next() {
    if (left_.empty()) return false;
    const auto tag = varint();
    number = tag >> 3U;
    bytes = {};
    const auto type = tag & 7U;
    if (type == 2) {
      const auto size = varint();
      bytes = left_.substr(0, size);
      left_.remove_prefix(std::min<std::size_t>(size, left_.size()));
    } else if (type == 0) {
      varint();
    } else {
      die("a field that is not expected");
    }
    return true;
  }

 private:
  std::uint64_t varint() {
    std::uint64_t value = 0;
    for (unsigned shift = 0; !left_.empty() && shift < 64; shift += 7) {
      const auto byte = static_cast<unsigned char>(left_.front());
      left_.remove_prefix(1);
      value |= static_cast<std::uint64_t>(byte & 0x7FU) << shift;
      if (byte < 0x80U) break;
    }
    return value;
  }

  std::string_view left_;
};

}  // namespace

std::uint64_t now_ns() {
  return static_cast<std::uint64_t>(std::chrono::steady_clock::now().time_since_epoch() /
                                    std::chrono::nanoseconds(1));
}

void die(const std::string& why) {
  std::cerr << "bench: " << why << " (" << std::strerror(errno) << ")\n";
  std::_Exit(1);
}

double percentile(std::vector<double>& values, double p) {
  if (values.empty()) return 0;
  std::ranges::sort(values);
  const auto at = static_cast<std::size_t>(p / 100.0 * static_cast<double>(values.size()));
  return values[std::min(at, values.size() - 1)];
}

std::string argument(int argc, char** argv, std::string_view name, std::string_view otherwise) {
  for (int i = 1; i + 1 < argc; ++i) {
    if (argv[i] == name) return argv[i + 1];
  }
  return std::string(otherwise);
}

long number(int argc, char** argv, std::string_view name, long otherwise) {
  const std::string text = argument(argc, argv, name, "");
  return text.empty() ? otherwise : std::atol(text.c_str());
}

void Connection::connect(int port) {
  fd = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(static_cast<std::uint16_t>(port));
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  sockaddr generic{};
  static_assert(sizeof generic == sizeof address);
  std::memcpy(&generic, &address, sizeof address);
  if (::connect(fd, &generic, sizeof generic) != 0) die("connect to " + std::to_string(port));
  int on = 1;
  ::setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
  ::fcntl(fd, F_SETFL, ::fcntl(fd, F_GETFL) | O_NONBLOCK);
}

void Connection::send(std::string_view bytes) const {
  while (!bytes.empty()) {
    const ssize_t sent = ::send(fd, bytes.data(), bytes.size(), MSG_NOSIGNAL);
    if (sent > 0) {
      bytes.remove_prefix(static_cast<std::size_t>(sent));
    } else if (errno == EAGAIN) {
      pollfd writable{.fd = fd, .events = POLLOUT, .revents = 0};
      ::poll(&writable, 1, 1'000);
    } else {
      die("send");
    }
  }
}

bool Connection::receive() {
  std::array<char, 1U << 16U> buffer;
  const ssize_t got = ::recv(fd, buffer.data(), buffer.size(), 0);
  if (got > 0) {
    in.append(buffer.data(), static_cast<std::size_t>(got));
    return true;
  }
  if (got < 0 && errno == EAGAIN) return false;
  die("the server closed the connection");
}

std::string Connection::expect(std::string_view end) {
  constexpr int patience_ms = 5'000;
  while (in.find(end) == std::string::npos) {
    pollfd readable{.fd = fd, .events = POLLIN, .revents = 0};
    if (::poll(&readable, 1, patience_ms) <= 0) die("no answer, only: " + in.substr(0, 300));
    receive();
  }
  const auto size = in.find(end) + end.size();
  const std::string taken = in.substr(0, size);
  in.erase(0, size);
  return taken;
}

void open_websocket(Connection& connection, const Upgrade& wanted) {
  const auto header_line = [](const char* name, const std::string& value) {
    return value.empty() ? std::string() : name + value + "\r\n";
  };
  connection.send("GET " + wanted.path +
                  " HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade\r\n"
                  "Upgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
                  "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n" +
                  header_line("Sec-WebSocket-Protocol: ", wanted.protocol) +
                  header_line("Authorization: Bearer ", wanted.token) + "\r\n");
  const auto answer = connection.expect("\r\n\r\n");
  if (!answer.starts_with("HTTP/1.1 101")) die("no WebSocket, but " + answer);
}

std::string client_frame(std::string_view payload) {
  constexpr std::size_t short_limit = 126;
  constexpr std::size_t medium_limit = 65'536;
  std::string frame(1, '\x82');
  if (payload.size() < short_limit) {
    frame += static_cast<char>(0x80U | payload.size());
  } else if (payload.size() < medium_limit) {
    frame += '\xFE' + big_endian(payload.size(), 2);
  } else {
    frame += '\xFF' + big_endian(payload.size(), 8);
  }
  return frame + std::string(4, '\0') + std::string(payload);
}

std::string_view frame_at(std::string_view in, std::size_t& at) {
  for (;;) {
    if (in.size() - at < 2) return {};
    std::size_t head = 2;
    std::size_t size = static_cast<unsigned char>(in[at + 1]) & 0x7FU;
    if (size >= 126) {
      const std::size_t wide = size == 126 ? 2 : 8;
      if (in.size() - at < head + wide) return {};
      size = read_big_endian(in.substr(at + head, wide));
      head += wide;
    }
    if (in.size() - at < head + size) return {};
    const int opcode = in[at] & 0x0F;
    const auto payload = in.substr(at + head, size);
    at += head + size;
    if (opcode == 8) die("the server said goodbye");
    if (opcode == 1 || opcode == 2) return payload;
  }
}

bool next_frame(std::string& in, std::string& payload) {
  std::size_t at = 0;
  const auto found = frame_at(in, at);
  payload.assign(found);
  in.erase(0, at);
  return found.data() != nullptr;
}

std::string_view bytes_field(std::string_view message, std::uint64_t number) {
  FieldReader fields(message);
  while (fields.next()) {
    if (fields.number == number && fields.bytes.data() != nullptr) return fields.bytes;
  }
  return {};
}

std::uint64_t count_fields(std::string_view message, std::uint64_t number) {
  std::uint64_t count = 0;
  for (FieldReader fields(message); fields.next();) count += fields.number == number ? 1 : 0;
  return count;
}

void append_bytes_field(std::string& out, std::uint64_t number, std::string_view bytes) {
  const auto varint = [&out](std::uint64_t value) {
    for (; value >= 0x80U; value >>= 7U) out += static_cast<char>(value | 0x80U);
    out += static_cast<char>(value);
  };
  varint(number << 3U | 2U);
  varint(bytes.size());
  out += bytes;
}

std::string http2_preface() {
  constexpr std::uint64_t large_window = 0x7FFFFFFFU;
  constexpr std::uint64_t preset_window = 65'535;
  return "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n" +
         http2_frame(4, 0, 0, big_endian(4, 2) + big_endian(large_window, 4)) +
         http2_frame(8, 0, 0, big_endian(large_window - preset_window, 4));
}

std::string grpc_call(const Call& call) {
  const std::string headers =
      "\x83\x86" + header(":path", call.path) + header(":authority", "localhost") +
      header("content-type", "application/grpc") + header("te", "trailers") +
      (call.token.empty() ? "" : header("authorization", "Bearer " + call.token));
  const std::string body = std::string(1, '\0') + big_endian(call.message.size(), 4) + call.message;
  return http2_frame(1, 4, call.stream, headers) +
         http2_frame(http2_data, call.more_to_come ? 0 : 1, call.stream, body);
}

bool http2_frame_at(const Connection& connection, std::size_t& at, Http2Frame& frame) {
  constexpr std::size_t head = 9;
  const std::string_view in = std::string_view(connection.in).substr(at);
  if (in.size() < head) return false;
  const auto size = static_cast<std::size_t>(read_big_endian(in.substr(0, 3)));
  if (in.size() < head + size) return false;
  frame = {.type = in[3], .flags = in[4], .payload = in.substr(head, size)};
  at += head + size;
  if (frame.type == 3 || frame.type == 7) die("the server ended the stream");
  if (frame.type == 6 && (frame.flags & 1) == 0) {
    connection.send(http2_frame(6, 1, 0, frame.payload));
  } else if (frame.type == 4 && (frame.flags & 1) == 0) {
    connection.send(http2_frame(4, 1, 0, {}));
  }
  return true;
}

int ended_calls(Connection& connection) {
  int ended = 0;
  std::size_t at = 0;
  Http2Frame frame;
  while (http2_frame_at(connection, at, frame)) {
    if (frame.type > 1 || (frame.flags & 1) == 0) continue;
    // What ends without an answer says the status first, after changes of the table's size.
    constexpr char status_200 = '\x88';
    auto block = frame.payload;
    while (!block.empty() && (static_cast<unsigned char>(block[0]) & 0xE0U) == 0x20U) {
      block.remove_prefix(1);
    }
    if (frame.type == 1 && block.starts_with(status_200)) {
      die("a call was refused: " + std::string(block));
    }
    ++ended;
  }
  connection.in.erase(0, at);
  return ended;
}

}  // namespace ckl::bench
