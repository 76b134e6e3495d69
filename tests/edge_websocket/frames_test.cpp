// The framing of WebSocket, byte by byte: what a client may send, in every cut, and what it may
// not.
#include "edge/websocket/frames.hpp"

#include <algorithm>

#include <gtest/gtest.h>

#include "edge/websocket/outbox.hpp"

namespace ckl::edge::websocket {
namespace {

constexpr std::size_t kMost = 1'000'000;

struct Sent {
  int first = 0x82;
  std::string payload;
  std::string mask = "\x11\x22\x33\x44";
};

std::string frame(const Sent& sent) {
  const auto& [first, payload, mask] = sent;
  std::string bytes(1, static_cast<char>(first));
  std::string head;
  append_head(head, Opcode::binary, payload.size());
  head[1] = static_cast<char>(static_cast<unsigned char>(head[1]) | 0x80U);
  bytes += head.substr(1) + mask;
  for (std::size_t at = 0; at < payload.size(); ++at) {
    bytes += static_cast<char>(payload[at] ^ mask[at % 4]);
  }
  return bytes;
}

struct Got {
  std::vector<std::pair<Opcode, std::string>> messages;
  std::optional<CloseCode> broken;

  bool operator==(const Got&) const = default;
};

// Everything a reader makes of `bytes` when they come `step` at a time.
Got read(std::string_view bytes, std::size_t step, std::size_t most = kMost) {
  FrameReader reader(most);
  Got got;
  while (!bytes.empty()) {
    const auto space = reader.space();
    const auto size = std::min({step, bytes.size(), space.size()});
    std::copy_n(bytes.data(), size, space.data());
    reader.came(size);
    bytes.remove_prefix(size);
    for (;;) {
      const auto next = reader.next();
      if (!next) {
        got.broken = next.error();
        return got;
      }
      if (!*next) break;
      got.messages.emplace_back((*next)->opcode, (*next)->payload);
    }
  }
  return got;
}

std::string text_of(std::size_t size) {
  std::string text;
  for (std::size_t at = 0; at < size; ++at) text += static_cast<char>('a' + at % 26);
  return text;
}

TEST(Frames, AreTheSameHoweverTheyAreCut) {
  std::string bytes;
  Got expected;
  for (const std::size_t size : {0UL, 1UL, 7UL, 8UL, 9UL, 125UL, 126UL, 127UL, 4'096UL, 65'535UL,
                                 65'536UL, 200'000UL, 3UL}) {
    bytes += frame({.first = 0x82, .payload = text_of(size)});
    expected.messages.emplace_back(Opcode::binary, text_of(size));
  }
  bytes += frame({.first = 0x81, .payload = "åäö"});
  expected.messages.emplace_back(Opcode::text, "åäö");
  for (const std::size_t step : {1UL, 2UL, 5UL, 14UL, 4'095UL, 4'096UL, 65'537UL, bytes.size()}) {
    EXPECT_TRUE(read(bytes, step) == expected) << step;
  }
}

TEST(Frames, AreTakenUnmaskedByZeroes) {
  const auto got = read(frame({.payload = "abcdefghijk", .mask = std::string(4, '\0')}), 100);
  ASSERT_EQ(got.messages.size(), 1U);
  EXPECT_EQ(got.messages[0].second, "abcdefghijk");
}

TEST(Frames, ArePutTogetherAroundControlFrames) {
  const std::string bytes =
      frame({.first = 0x01, .payload = "\xc3"}) + frame({.first = 0x89, .payload = "är du där?"}) +
      frame({.first = 0x00, .payload = "\xa5"}) + frame({.first = 0x80, .payload = "!"}) +
      frame({.first = 0x82, .payload = "nästa"});
  const Got expected{
      .messages = {{Opcode::ping, "är du där?"}, {Opcode::text, "å!"}, {Opcode::binary, "nästa"}},
      .broken = {}};
  for (const std::size_t step : {1UL, 3UL, bytes.size()}) {
    EXPECT_TRUE(read(bytes, step) == expected) << step;
  }
}

TEST(Frames, ThatBreakTheProtocolAreTold) {
  const auto plain = [](std::string bytes) { return bytes + std::string(20, '\0'); };
  const std::pair<std::string, CloseCode> cases[] = {
      {plain({'\x82', '\x05'}), CloseCode::protocol_error},                 // not masked
      {frame({.first = 0xC2, .payload = "x"}), CloseCode::protocol_error},  // reserved bit
      {frame({.first = 0x83, .payload = "x"}), CloseCode::protocol_error},  // unknown opcode
      {frame({.first = 0x80, .payload = "x"}), CloseCode::protocol_error},  // goes on from nothing
      {frame({.first = 0x02, .payload = "x"}) + frame({.first = 0x82, .payload = "y"}),
       CloseCode::protocol_error},                                          // begins in the middle
      {frame({.first = 0x09, .payload = "x"}), CloseCode::protocol_error},  // control in pieces
      {frame({.first = 0x89, .payload = text_of(126)}), CloseCode::protocol_error},
      {plain({'\x82', '\xFE', '\0', '\x05'}), CloseCode::protocol_error},  // size not the shortest
      {plain({'\x82', '\xFF', '\0', '\0', '\0', '\0', '\0', '\0', '\xFF', '\xFF'}),
       CloseCode::protocol_error},
      {plain({'\x82', '\xFF', '\x80', '\0', '\0', '\0', '\0', '\1', '\0', '\0'}),
       CloseCode::protocol_error},
      {frame({.first = 0x81, .payload = "\xff"}), CloseCode::bad_payload},
      {frame({.first = 0x01, .payload = "\xc3"}) + frame({.first = 0x80, .payload = "x"}),
       CloseCode::bad_payload},
      {plain({'\x82', '\xFF', '\x7F', '\xFF', '\xFF', '\xFF', '\xFF', '\xFF', '\xFF', '\xFF'}),
       CloseCode::too_big},
  };
  for (const auto& [bytes, code] : cases) {
    const auto got = read(bytes, 1);
    EXPECT_TRUE(got.messages.empty());
    EXPECT_EQ(got.broken, code) << testing::PrintToString(bytes.substr(0, 12));
  }
}

TEST(Frames, AreBoundedAsWholeMessages) {
  EXPECT_FALSE(read(frame({.payload = text_of(100)}), 50, 100).broken);
  EXPECT_EQ(read(frame({.payload = text_of(101)}), 50, 100).broken, CloseCode::too_big);
  const auto pieces = frame({.first = 0x02, .payload = text_of(60)}) +
                      frame({.first = 0x80, .payload = text_of(41)});
  EXPECT_EQ(read(pieces, 50, 100).broken, CloseCode::too_big);
}

TEST(Frames, OfGoodbyeSayWhy) {
  std::string bytes;
  append_close(bytes, CloseCode::going_away, "servern stannar");
  EXPECT_EQ(bytes, std::string("\x88\x11\x03\xE9", 4) + "servern stannar");
  EXPECT_EQ(code_of_close(bytes.substr(2)), CloseCode::going_away);
  EXPECT_EQ(code_of_close(""), CloseCode::normal);
  EXPECT_EQ(code_of_close("\x03"), CloseCode::protocol_error);
  EXPECT_EQ(code_of_close(std::string("\x03\xED", 2)), CloseCode::protocol_error);  // 1005
  EXPECT_EQ(code_of_close(std::string("\x03\xE8\xff", 3)), CloseCode::bad_payload);
  EXPECT_EQ(static_cast<int>(code_of_close(std::string("\x0B\xB8", 2))), 3'000);
}

std::string all_of(const Outbox& outbox) {
  std::string all;
  for (const auto& buffer : outbox.buffers()) {
    all.append(static_cast<const char*>(buffer.data()), buffer.size());
  }
  return all;
}

TEST(Outbox, KeepsTheOrderOfSmallAndLarge) {
  Outbox outbox;
  EXPECT_TRUE(outbox.empty());
  const auto large = std::make_shared<const std::string>(text_of(100'000));
  const auto small = std::make_shared<const std::string>("liten");
  outbox.add(Opcode::binary, large);
  outbox.add(Opcode::binary, small);
  outbox.add(Opcode::text, std::string_view("text"));
  outbox.add(Opcode::binary, large);
  std::ranges::copy(std::string("ab"), outbox.add_room(Opcode::binary, 2));
  outbox.add_close(CloseCode::normal, "");
  std::string expected;
  append_frame(expected, Opcode::binary, *large);
  append_frame(expected, Opcode::binary, *small);
  append_frame(expected, Opcode::text, "text");
  append_frame(expected, Opcode::binary, *large);
  append_frame(expected, Opcode::binary, "ab");
  append_close(expected, CloseCode::normal, "");
  EXPECT_TRUE(all_of(outbox) == expected);
  EXPECT_EQ(outbox.size(), expected.size());
  EXPECT_EQ(large.use_count(), 3) << "large frames are not copied";
  outbox.clear();
  EXPECT_TRUE(outbox.empty());
  EXPECT_EQ(all_of(outbox), "");
  EXPECT_EQ(large.use_count(), 1);
}

}  // namespace
}  // namespace ckl::edge::websocket
