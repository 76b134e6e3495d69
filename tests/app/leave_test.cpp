// How the server goes: nobody is left without an answer or without being told, and it is soon over.
#include <fstream>
#include <thread>

#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "app/overrides.hpp"
#include "app/server.hpp"
#include "auth/scratch_folder.hpp"
#include "ckl/v1/services/workspace.pb.h"
#include "edge_grpc/client.hpp"
#include "edge_http/client.hpp"

namespace ckl::test {
namespace {

using namespace std::chrono_literals;
using Steady = std::chrono::steady_clock;

// A whole server with Stockholm's configuration, on ports of its own.
class Running {
 public:
  explicit Running(const std::filesystem::path& data) : data_(data) {
    arguments_.config = std::filesystem::path(CKL_SOURCE_DIR) / "config/ckld.yaml";
    arguments_.data = data;
    arguments_.http = "127.0.0.1:0";
    arguments_.grpc = "127.0.0.1:0";
    auto config = app::configure(arguments_);
    if (!config) throw std::runtime_error("the configuration has mistakes");
    arguments_.issue_token = "tib-1";
    token_ = app::issue_token(*config, arguments_).value();
    arguments_.issue_token.clear();
    server_ = std::make_unique<app::Server>(io_, *std::move(config), arguments_);
    if (const auto started = server_->start(); !started) {
      throw std::runtime_error(started.error().what);
    }
    endpoints_ = nlohmann::json::parse(std::ifstream(data / "endpoints.json"));
    thread_ = std::thread([this] { io_.run(); });
  }
  Running(const Running&) = delete;
  Running& operator=(const Running&) = delete;

  ~Running() {
    if (thread_.joinable()) join(leave());
  }

  // Tells it to go, as a signal does; how long it took, once `join` is called.
  Steady::time_point leave() {
    const auto begun = Steady::now();
    boost::asio::post(io_, [this] { server_->leave([this] { io_.stop(); }); });
    return begun;
  }

  Steady::duration join(Steady::time_point begun) {
    thread_.join();
    const auto taken = Steady::now() - begun;
    server_.reset();
    return taken;
  }

  [[nodiscard]] std::uint16_t http_port() const {
    const std::string address = endpoints_["http"];
    return static_cast<std::uint16_t>(std::stoi(address.substr(address.find(':') + 1)));
  }
  [[nodiscard]] std::string grpc() const { return endpoints_["grpc"]; }
  [[nodiscard]] const std::string& token() const { return token_; }

 private:
  std::filesystem::path data_;
  app::Arguments arguments_;
  boost::asio::io_context io_{1};
  std::string token_;
  std::unique_ptr<app::Server> server_;
  nlohmann::json endpoints_;
  std::thread thread_;
};

v1::ClientFrame note(const std::string& id) {
  v1::ClientFrame frame;
  auto& entry = *frame.mutable_command()->mutable_write_log_entry();
  entry.set_command_id(id);
  entry.set_workspace("skarpt");
  entry.set_kind(v1::LOG_KIND_INCOMING);
  entry.set_text("Anteckning " + id);
  return frame;
}

v1::SubscribeRequest everything() {
  v1::SubscribeRequest request;
  request.set_workspace("skarpt");
  request.set_after(0);
  return request;
}

std::size_t notes_in(const Running& server) {
  v1::ListEntriesRequest request;
  request.set_workspace("skarpt");
  request.add_kinds("log_entry_written");
  request.set_limit(1'000);
  v1::ListEntriesResponse page;
  Client client{server.grpc(), server.token()};
  const auto status = client.call("/ckl.v1.WorkspaceService/ListEntries", request, page);
  EXPECT_TRUE(status.ok()) << status.error_message();
  return static_cast<std::size_t>(page.entries_size());
}

class Leave : public ::testing::Test {
 protected:
  ScratchFolder folder_;
};

TEST_F(Leave, TellsEachClientInItsOwnWay) {
  Running server(folder_ / "data");
  WebSocketClient screen(server.http_port(), "ckl.v1.json", bearer(server.token()));
  v1::ClientFrame subscribe;
  *subscribe.mutable_subscribe() = everything();
  screen.send(subscribe);
  ASSERT_TRUE(screen.next_but_beats()->has_hello());
  HttpClient browser(server.http_port());
  ASSERT_EQ(browser.ask({.method = "GET", .target = "/healthz", .headers = {}, .body = {}}).status,
            200U);
  const Client client{server.grpc(), server.token()};
  Subscription follower{client, everything()};
  ASSERT_TRUE(follower.next().has_hello());

  const auto begun = server.leave();
  EXPECT_EQ(screen.close_code(), 1001U);
  EXPECT_FALSE(screen.close_reason().empty());
  EXPECT_EQ(browser.raw(""), "") << "the connection is closed without a word";
  while (follower.next_of_any_kind().frame_case() != v1::ServerFrame::FRAME_NOT_SET) {
  }
  const auto ended = follower.finish();
  EXPECT_EQ(ended.error_code(), ::grpc::StatusCode::UNAVAILABLE);
  EXPECT_THAT(ended.error_message(), ::testing::HasSubstr("The server is stopping"));
  EXPECT_LT(server.join(begun), 3s);
}

TEST_F(Leave, AnswersWhatItHasAccepted) {
  std::size_t accepted = 0;
  {
    Running server(folder_ / "data");
    WebSocketClient screen(server.http_port(), "ckl.v1.proto", bearer(server.token()));
    std::vector<std::string> frames;
    for (int at = 0; at < 200; ++at) {
      frames.push_back(note("c-" + std::to_string(at)).SerializeAsString());
    }
    screen.send_together(frames);
    ASSERT_TRUE(screen.result()->has_accepted());
    accepted = 1;
    const auto begun = server.leave();
    while (const auto result = screen.result()) accepted += result->has_accepted() ? 1U : 0U;
    EXPECT_EQ(screen.close_code(), 1001U);
    EXPECT_LT(server.join(begun), 3s);
  }
  Running again(folder_ / "data");
  EXPECT_EQ(notes_in(again), accepted);
}

TEST_F(Leave, WaitsForNobodyLongerThanThreeSeconds) {
  Running server(folder_ / "data");
  // It never reads, and so never answers the goodbye.
  WebSocketClient deaf(server.http_port(), "ckl.v1.json", bearer(server.token()));
  ASSERT_EQ(deaf.status(), 101U);
  EXPECT_LT(server.join(server.leave()), 3s + 500ms);
}

}  // namespace
}  // namespace ckl::test
