// The stream's connection byte by byte: control frames, messages in pieces, and how it ends.
#include <boost/asio/write.hpp>
#include <gtest/gtest.h>

#include "edge_http/client.hpp"
#include "edge_http/house.hpp"

namespace ckl::test {
namespace {

// Masked with zeroes, which changes nothing.
std::string frame(int first, std::string_view payload) {
  std::string bytes(1, static_cast<char>(first));
  bytes += static_cast<char>(0x80U | payload.size());
  return bytes + std::string(4, '\0') + std::string(payload);
}

std::string report(const std::string& id) {
  v1::ClientFrame frame;
  auto& command = *frame.mutable_command()->mutable_report_incident();
  command.set_command_id(id);
  command.set_workspace("skarpt");
  command.set_kind(v1::INCIDENT_KIND_SUPPLY);
  command.set_level(v1::ESCALATION_LEVEL_SERIOUS);
  return frame.SerializeAsString();
}

class StreamWire : public ::testing::Test {
 protected:
  // Everything after the handshake's answer, when the client does not wait for that.
  std::string talk(const std::string& frames) {
    const std::string all = HttpClient(house_.port())
                                .raw(
                                    "GET /v1/stream HTTP/1.1\r\nHost: localhost\r\n"
                                    "Connection: Upgrade\r\nUpgrade: websocket\r\n"
                                    "Sec-WebSocket-Version: 13\r\n"
                                    "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n"
                                    "Sec-WebSocket-Protocol: ckl.v1.proto\r\n"
                                    "Authorization: Bearer " +
                                    tib_ + "\r\n\r\n" + frames);
    EXPECT_TRUE(all.starts_with("HTTP/1.1 101 ")) << all;
    const auto end = all.find("\r\n\r\n");
    return end == std::string::npos ? all : all.substr(end + 4);
  }

  House house_;
  std::string tib_ = house_.token("tib-1");
};

TEST_F(StreamWire, AnswersThePingAndTheGoodbyeOfAClientThatDoesNotWait) {
  EXPECT_EQ(talk(frame(0x89, "abc") + frame(0x88, "\x03\xe8")),
            "\x8A\x03"
            "abc\x88\x02\x03\xE8");
}

TEST_F(StreamWire, TakesWhatCameBeforeTheGoodbye) {
  const auto before = house_.head();
  talk(frame(0x82, report("c-1")) + frame(0x88, ""));
  EXPECT_GT(house_.head(), before);
}

TEST_F(StreamWire, EndsOnAFrameThatBreaksTheProtocol) {
  const std::string unmasked("\x82\x01x", 3);
  const std::string goes_on_from_nothing = frame(0x80, "x");
  for (const auto& bytes : {unmasked, goes_on_from_nothing}) {
    EXPECT_EQ(talk(bytes), "\x88\x02\x03\xEA");
  }
}

TEST_F(StreamWire, PutsACommandTogetherAndPingsInBetween) {
  WebSocketClient client(house_.port(), "ckl.v1.proto", {{"Authorization", "Bearer " + tib_}});
  ASSERT_EQ(client.status(), 101U);
  const auto bytes = report("c-1");
  const std::string frames[] = {frame(0x02, bytes.substr(0, 5)), frame(0x89, "där?"),
                                frame(0x00, bytes.substr(5, 7)), frame(0x80, bytes.substr(12))};
  for (const auto& each : frames) {
    for (const char byte : each) boost::asio::write(client.socket(), boost::asio::buffer(&byte, 1));
  }
  const auto result = client.result();
  ASSERT_TRUE(result.has_value());
  EXPECT_EQ(result->command_id(), "c-1");
  EXPECT_TRUE(result->has_accepted());
}

}  // namespace
}  // namespace ckl::test
