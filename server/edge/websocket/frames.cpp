#include "edge/websocket/frames.hpp"

#include <algorithm>
#include <cstring>
#include <utility>

#include "domain/input.hpp"

namespace ckl::edge::websocket {
namespace {

// Most connections only listen; who sends gets four times the room until a read does not fill it.
constexpr std::size_t smallest_buffer = 512;
constexpr std::size_t growth = 4;
constexpr std::size_t busy_buffer = 64UL << 10U;
constexpr std::uint8_t last_bit = 0x80;
constexpr std::uint8_t reserved_bits = 0x70;
constexpr std::uint8_t opcode_bits = 0x0F;
constexpr std::uint8_t mask_bit = 0x80;
constexpr std::size_t payload_bits = 0x7F;
constexpr std::size_t two_byte_size = 126;
constexpr std::size_t eight_byte_size = 127;
constexpr std::size_t mask_bytes = 4;
constexpr std::size_t most_in_control = 125;
constexpr std::size_t most_in_two_bytes = 0xFFFF;

std::uint8_t byte_of(char c) { return static_cast<std::uint8_t>(c); }

bool is_control(Opcode opcode) { return static_cast<std::uint8_t>(opcode) >= 8; }

bool known(Opcode opcode) {
  switch (opcode) {
    case Opcode::continuation:
    case Opcode::text:
    case Opcode::binary:
    case Opcode::close:
    case Opcode::ping:
    case Opcode::pong:
      return true;
  }
  return false;
}

void append_number(std::string& out, std::uint64_t number, int bytes) {
  for (int shift = 8 * (bytes - 1); shift >= 0; shift -= 8) {
    out.push_back(static_cast<char>((number >> static_cast<unsigned>(shift)) & 0xFFU));
  }
}

auto broken() { return std::unexpected(CloseCode::protocol_error); }

}  // namespace

void append_head(std::string& out, Opcode opcode, std::size_t payload_bytes) {
  out.push_back(static_cast<char>(last_bit | static_cast<std::uint8_t>(opcode)));
  if (payload_bytes < two_byte_size) {
    out.push_back(static_cast<char>(payload_bytes));
  } else if (payload_bytes <= most_in_two_bytes) {
    out.push_back(static_cast<char>(two_byte_size));
    append_number(out, payload_bytes, 2);
  } else {
    out.push_back(static_cast<char>(eight_byte_size));
    append_number(out, payload_bytes, 8);
  }
}

void append_frame(std::string& out, Opcode opcode, std::string_view payload) {
  append_head(out, opcode, payload.size());
  out.append(payload);
}

void append_close(std::string& out, CloseCode code, std::string_view reason) {
  reason = reason.substr(0, most_in_control - 2);
  append_head(out, Opcode::close, 2 + reason.size());
  append_number(out, static_cast<std::uint16_t>(code), 2);
  out.append(reason);
}

CloseCode code_of_close(std::string_view payload) {
  if (payload.empty()) return CloseCode::normal;
  if (payload.size() < 2) return CloseCode::protocol_error;
  if (!domain::is_utf8(payload.substr(2))) return CloseCode::bad_payload;
  const unsigned code = byte_of(payload[0]) * 256U + byte_of(payload[1]);
  const bool defined = (code >= 1000 && code <= 1003) || (code >= 1007 && code <= 1014);
  const bool private_use = code >= 3000 && code < 5000;
  return defined || private_use ? static_cast<CloseCode>(code) : CloseCode::protocol_error;
}

std::span<char> FrameReader::space() {
  if (begin_ == end_) {
    drop();
    if (buffer_.size() > busy_buffer) buffer_ = {};
  } else if (begin_ > 0) {
    std::memmove(buffer_.data(), buffer_.data() + begin_, end_ - begin_);
    end_ -= begin_;
    begin_ = 0;
  }
  const std::size_t roomy = std::clamp(growth * buffer_.size(), smallest_buffer, busy_buffer);
  const std::size_t size = std::max(wanted_, filled_ ? roomy : smallest_buffer);
  if (size > buffer_.size()) buffer_.resize(size);
  if (end_ == buffer_.size()) buffer_.resize(2 * buffer_.size());
  return std::span(buffer_).subspan(end_);
}

void FrameReader::came(std::size_t bytes) {
  end_ += bytes;
  filled_ = end_ == buffer_.size();
}

void FrameReader::drop() { begin_ = end_ = 0; }

std::expected<std::optional<FrameReader::Head>, CloseCode> FrameReader::read_head() const {
  const std::string_view in(buffer_.data() + begin_, end_ - begin_);
  if (in.size() < 2) return std::nullopt;
  const auto first = byte_of(in[0]);
  const auto second = byte_of(in[1]);
  Head head;
  head.last = (first & last_bit) != 0;
  head.opcode = static_cast<Opcode>(first & opcode_bits);
  if ((first & reserved_bits) != 0 || !known(head.opcode) || (second & mask_bit) == 0) {
    return broken();
  }
  head.payload = static_cast<std::size_t>(second) & payload_bits;
  std::size_t wide = 0;
  if (head.payload == two_byte_size) wide = 2;
  if (head.payload == eight_byte_size) wide = 8;
  head.bytes = 2 + wide + mask_bytes;
  if (in.size() < head.bytes) return std::nullopt;
  if (wide > 0) {
    std::uint64_t size = 0;
    for (const char c : in.substr(2, wide)) size = size << 8U | byte_of(c);
    const bool shorter = wide == 2 ? size < two_byte_size : size <= most_in_two_bytes;
    if (shorter || size >> 63U != 0) return broken();
    head.payload = size;
  }
  return head;
}

std::expected<void, CloseCode> FrameReader::check(const Head& head) const {
  if (is_control(head.opcode)) {
    if (!head.last || head.payload > most_in_control) return broken();
    return {};
  }
  if ((head.opcode == Opcode::continuation) != in_pieces_.has_value()) return broken();
  if (head.payload > most_ || pieces_.size() + head.payload > most_) {
    return std::unexpected(CloseCode::too_big);
  }
  return {};
}

// Eight bytes at a time where there are so many.
std::string_view FrameReader::unmask(const Head& head) {
  char* const payload = buffer_.data() + begin_ + head.bytes;
  const char* const mask = payload - mask_bytes;
  std::uint32_t narrow = 0;
  std::memcpy(&narrow, mask, sizeof narrow);
  if (narrow != 0) {
    const std::uint64_t wide = narrow | static_cast<std::uint64_t>(narrow) << 32U;
    std::size_t at = 0;
    for (; at + sizeof wide <= head.payload; at += sizeof wide) {
      std::uint64_t word = 0;
      std::memcpy(&word, payload + at, sizeof word);
      word ^= wide;
      std::memcpy(payload + at, &word, sizeof word);
    }
    for (; at < head.payload; ++at) {
      payload[at] = static_cast<char>(byte_of(payload[at]) ^ byte_of(mask[at % mask_bytes]));
    }
  }
  return {payload, head.payload};
}

std::expected<std::optional<FrameReader::Message>, CloseCode> FrameReader::take(const Head& head) {
  const auto payload = unmask(head);
  begin_ += head.bytes + head.payload;
  wanted_ = 0;
  Message message{.opcode = head.opcode, .payload = payload};
  if (!is_control(head.opcode) && (!head.last || in_pieces_)) {
    pieces_.append(payload);
    if (!in_pieces_) in_pieces_ = head.opcode;
    if (!head.last) return std::nullopt;
    whole_ = std::exchange(pieces_, {});
    message = {.opcode = *std::exchange(in_pieces_, std::nullopt), .payload = whole_};
  }
  if (message.opcode == Opcode::text && !domain::is_utf8(message.payload)) {
    return std::unexpected(CloseCode::bad_payload);
  }
  return message;
}

std::expected<std::optional<FrameReader::Message>, CloseCode> FrameReader::next() {
  for (;;) {
    const auto read = read_head();
    if (!read) return std::unexpected(read.error());
    const std::optional<Head>& head = *read;
    if (!head) return std::nullopt;
    if (auto sound = check(*head); !sound) return std::unexpected(sound.error());
    const std::size_t whole = head->bytes + head->payload;
    if (end_ - begin_ < whole) {
      wanted_ = whole;
      return std::nullopt;
    }
    auto message = take(*head);
    if (!message || *message) return message;
  }
}

}  // namespace ckl::edge::websocket
