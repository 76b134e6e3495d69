// The stream: both subprotocols, commands on the same connection, and every wrong frame.
#include <gtest/gtest.h>

#include "codec/json.hpp"
#include "edge_http/client.hpp"
#include "edge_http/house.hpp"

namespace ckl::test {
namespace {

using namespace std::chrono_literals;

v1::ClientFrame subscribe_after(std::uint64_t after) {
  v1::ClientFrame frame;
  frame.mutable_subscribe()->set_workspace("skarpt");
  frame.mutable_subscribe()->set_after(after);
  return frame;
}

v1::ClientFrame report(const std::string& id) {
  v1::ClientFrame frame;
  auto& command = *frame.mutable_command()->mutable_report_incident();
  command.set_command_id(id);
  command.set_workspace("skarpt");
  command.set_kind(v1::INCIDENT_KIND_SUPPLY);
  command.set_level(v1::ESCALATION_LEVEL_SERIOUS);
  return frame;
}

class Stream : public ::testing::TestWithParam<const char*> {
 protected:
  WebSocketClient open() { return {house_.port(), GetParam(), bearer(tib_)}; }
  [[nodiscard]] bool json() const { return std::string(GetParam()) == "ckl.v1.json"; }

  // The connection ends with that rule and close code.
  void expect_ended(WebSocketClient& client, const std::string& rule, unsigned code) {
    const auto frame = client.next_but_beats();
    ASSERT_TRUE(frame && frame->has_closing());
    std::string rules;
    for (const auto& breach : frame->closing().rejection().breaches()) rules += breach.rule() + " ";
    EXPECT_NE(rules.find(rule), std::string::npos) << rules;
    EXPECT_FALSE(frame->closing().reason().sv().empty());
    EXPECT_EQ(client.close_code(), code);
  }

  House house_;
  std::string tib_ = house_.token("tib-1");
};

INSTANTIATE_TEST_SUITE_P(Subprotocols, Stream, ::testing::Values("ckl.v1.proto", "ckl.v1.json"),
                         [](const auto& param) { return std::string(param.param).substr(7); });

TEST_P(Stream, GivesExactlyWhatWasMissed) {
  auto client = open();
  ASSERT_EQ(client.status(), 101U);
  EXPECT_EQ(client.subprotocol(), GetParam());
  client.send(subscribe_after(1));
  const auto hello = client.next_but_beats();
  ASSERT_TRUE(hello && hello->has_hello());
  EXPECT_EQ(hello->hello().head(), 4U);
  const auto events = client.next_but_beats();
  ASSERT_TRUE(events && events->has_events());
  ASSERT_EQ(events->events().entries_size(), 3);
  EXPECT_EQ(events->events().entries(0).sequence(), 2U);
  EXPECT_EQ(events->events().through(), 4U);
}

TEST_P(Stream, AnswersCommandsAndShowsTheirEvents) {
  auto client = open();
  client.send(subscribe_after(4));
  client.send(report("c-1"));
  bool answered = false;
  std::uint64_t through = 0;
  std::uint64_t last = 0;
  while (!answered || through < last) {
    const auto frame = client.next();
    ASSERT_TRUE(frame.has_value());
    if (frame->has_result()) {
      EXPECT_EQ(frame->result().command_id(), "c-1");
      ASSERT_TRUE(frame->result().has_accepted());
      last = frame->result().accepted().last_sequence();
      answered = true;
    }
    if (frame->has_events()) through = frame->events().through();
  }
  EXPECT_EQ(through, house_.head());
}

TEST_P(Stream, RefusesACommandWithoutEndingTheConnection) {
  auto client = open();
  auto wrong = report("c-1");
  wrong.mutable_command()->mutable_report_incident()->set_workspace("nowhere");
  client.send(wrong);
  const auto refused = client.result();
  ASSERT_TRUE(refused.has_value());
  EXPECT_EQ(refused->command_id(), "c-1");
  EXPECT_EQ(refused->rejected().code(), v1::REJECTION_CODE_NOT_FOUND);
  client.send(report("c-1"));
  EXPECT_TRUE(client.result()->has_accepted());
}

TEST_P(Stream, AnswersARepeatTheSameAndRefusesAReuse) {
  auto client = open();
  client.send(report("c-1"));
  const auto first = client.result();
  const auto head = house_.head();
  client.send(report("c-1"));
  EXPECT_EQ(client.result()->SerializeAsString(), first->SerializeAsString());
  auto other = report("c-1");
  other.mutable_command()->mutable_report_incident()->set_place("Sergels torg");
  client.send(other);
  EXPECT_EQ(client.result()->rejected().code(), v1::REJECTION_CODE_CONFLICT);
  EXPECT_EQ(house_.head(), head);
}

TEST_P(Stream, RefusesToResumeWhereItHasNotBeen) {
  auto client = open();
  client.send(subscribe_after(4711));
  auto frame = client.next_but_beats();
  ASSERT_TRUE(frame && frame->has_closing());
  EXPECT_EQ(frame->closing().rejection().breaches(0).rule(), "STREAM_BEYOND_HEAD");
  auto other = subscribe_after(1);
  other.mutable_subscribe()->set_journal("another");
  client.send(other);
  frame = client.next_but_beats();
  ASSERT_TRUE(frame && frame->has_closing());
  client.send(subscribe_after(1));
  EXPECT_TRUE(client.next_but_beats()->has_hello()) << "the connection is still good";
}

TEST_P(Stream, EndsOnAFrameItCanNotRead) {
  const auto before = house_.head();
  const std::string garbage = json() ? "{\"command\":" : "\xff\xff\xff";
  const std::string unknown = json() ? R"({"subscribee":{}})" : "\xfa\x06\x01x";
  const std::string nothing = json() ? "{}" : "";
  for (const auto& bytes : {garbage, unknown, nothing}) {
    auto client = open();
    client.send_bytes(bytes, json());
    expect_ended(client, "INPUT_FRAME", 1007);
  }
  auto client = open();
  client.send_bytes("{}", !json());
  expect_ended(client, "INPUT_FRAME", 1003);
  EXPECT_EQ(house_.head(), before);
}

TEST_P(Stream, EndsOnTextThatIsNotUtf8) {
  auto client = open();
  if (json()) {
    client.send_bytes("{\"command\":{\"reportIncident\":{\"place\":\"\xff\"}}}", true);
    EXPECT_EQ(client.close_code(), 1007U) << "judged by the WebSocket itself";
  } else {
    client.send_bytes("\x12\x08\x0a\x06\x32\x04\xff\xff\xff\xff", false);
    expect_ended(client, "INPUT_NOT_UTF8", 1007);
  }
}

TEST_P(Stream, EndsOnAFrameTooLarge) {
  auto client = open();
  client.send_bytes(std::string(300'000, json() ? ' ' : '\0'), json());
  expect_ended(client, "INPUT_FRAME", 1009);
}

TEST_P(Stream, AnswersWhatWasUnderWayBeforeItEnds) {
  auto client = open();
  client.send(report("c-1"));
  client.send_bytes("\xff", false);
  EXPECT_TRUE(client.result().has_value());
}

TEST_P(Stream, BeatsEachSecond) {
  House quick([](auto&, edge::websocket::Limits& limits) { limits.beat = 20ms; });
  WebSocketClient client(quick.port(), GetParam(), bearer(quick.token("tib-1")));
  client.send(subscribe_after(4));
  int beats = 0;
  while (beats < 3) {
    const auto frame = client.next();
    ASSERT_TRUE(frame.has_value());
    if (frame->has_heartbeat()) {
      EXPECT_EQ(frame->heartbeat().head(), 4U);
      ++beats;
    }
  }
}

TEST_P(Stream, EndsWhenTheTokenIsRevoked) {
  House quick([](auto&, edge::websocket::Limits& limits) { limits.beat = 20ms; });
  WebSocketClient client(quick.port(), GetParam(), bearer(quick.token("tib-1")));
  client.send(subscribe_after(4));
  ASSERT_TRUE(client.next_but_beats()->has_hello());
  quick.on_main(
      [&] { return quick.tokens().revoke(quick.tokens().list().front().id).has_value(); });
  expect_ended(client, "ACCESS_TOKEN", 1008);
}

TEST_P(Stream, SaysGoodbyeWhenTheServerStops) {
  std::optional<House> house(std::in_place);
  WebSocketClient client(house->port(), GetParam(), bearer(house->token("tib-1")));
  client.send(report("c-1"));
  EXPECT_TRUE(client.result().has_value());
  house->stop_websockets();
  EXPECT_EQ(client.close_code(), 1001U);
}

TEST(StreamHandshake, NeedsOneOfOurSubprotocols) {
  House house;
  const auto token = house.token("tib-1");
  const auto status = [&](const std::string& offered) {
    const WebSocketClient client(house.port(), offered, bearer(token));
    if (client.status() == 400) {
      EXPECT_NE(client.refusal().find("ckl.v1.proto"), std::string::npos);
    }
    return client.status();
  };
  EXPECT_EQ(status(""), 400U);
  EXPECT_EQ(status("chat"), 400U);
  EXPECT_EQ(status("chat, ckl.v1.json"), 101U);
  EXPECT_EQ(ask(house.port(), {"GET", "/v1/stream", bearer(token), ""}).status, 400U);
  auto plain = bearer(token);
  plain.emplace_back("Sec-WebSocket-Protocol", "ckl.v1.proto");
  EXPECT_EQ(ask(house.port(), {"GET", "/v1/stream", plain, ""}).status, 426U);
}

TEST(StreamUnderLoad, AnswersEveryPipelinedCommand) {
  House house;
  WebSocketClient client(house.port(), "ckl.v1.proto", bearer(house.token("tib-1")));
  client.send(subscribe_after(4));
  std::vector<std::string> frames;
  constexpr int kCommands = 600;  // more than may be in flight
  for (int at = 0; at < kCommands; ++at) {
    frames.push_back(report("c-" + std::to_string(at)).SerializeAsString());
  }
  client.send_together(frames);
  std::set<std::string> answered;
  std::uint64_t through = 4;
  std::uint64_t expected = 5;
  while (answered.size() < kCommands || through < house.head()) {
    const auto frame = client.next();
    ASSERT_TRUE(frame.has_value());
    if (frame->has_result()) {
      EXPECT_TRUE(frame->result().has_accepted());
      EXPECT_TRUE(answered.insert(frame->result().command_id()).second);
    }
    if (frame->has_events()) {
      for (const auto& entry : frame->events().entries()) EXPECT_EQ(entry.sequence(), expected++);
      through = frame->events().through();
    }
  }
}

TEST(StreamUnderLoad, ClosesAReaderThatIsTooSlow) {
  House house([](auto&, edge::websocket::Limits& limits) {
    limits.beat = 10ms;
    limits.write_beats = 5;
    limits.idle_beats = 1'000'000;  // silence is not what this is about
  });
  const auto token = house.token("tib-1");
  WebSocketClient slow(house.port(), "ckl.v1.proto", bearer(token));
  WebSocketClient quick(house.port(), "ckl.v1.proto", bearer(token));
  slow.send(subscribe_after(0));
  auto wordy = report("x");
  auto& command = *wordy.mutable_command()->mutable_report_incident();
  command.set_text(std::string(16'000, 'x'));
  const auto closed = [&] {
    return house.on_main([&] { return house.traffic().slow_readers_closed; }) > 0;
  };
  for (int at = 0; at < 5'000 && !closed(); ++at) {
    command.set_command_id("c-" + std::to_string(at));
    quick.send(wordy);
    const auto answer = quick.result();
    ASSERT_TRUE(answer && answer->has_accepted());
  }
  EXPECT_TRUE(closed());
}

TEST(StreamUnderLoad, ClosesWhoGivesNoSignOfLife) {
  House house([](auto&, edge::websocket::Limits& limits) {
    limits.beat = 10ms;
    limits.ping_beats = 5;
    limits.idle_beats = 20;
  });
  const auto token = house.token("tib-1");
  const WebSocketClient gone(house.port(), "ckl.v1.proto", bearer(token));
  WebSocketClient reading(house.port(), "ckl.v1.proto", bearer(token));
  reading.send(subscribe_after(4));
  // Answers pings because it reads; the other does not.
  while (house.on_main([&] { return house.traffic().websockets; }) > 1) {
    ASSERT_TRUE(reading.next().has_value());
  }
  for (int at = 0; at < 50; ++at) ASSERT_TRUE(reading.next().has_value());
}

}  // namespace
}  // namespace ckl::test
