// The watcher through the whole server: a gateway that takes everything and lets nothing through is
// found, journaled, told and shown; an answer ends it; and the sign of life follows.
#include <filesystem>
#include <fstream>
#include <mutex>
#include <sstream>
#include <thread>

#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "app/overrides.hpp"
#include "app/server.hpp"
#include "auth/scratch_folder.hpp"
#include "ckl/v1/services/gateway.pb.h"
#include "ckl/v1/services/workspace.pb.h"
#include "delivery/peers.hpp"
#include "edge_grpc/client.hpp"
#include "edge_http/client.hpp"
#include "platform/system_clock.hpp"

namespace ckl::test {
namespace {

using delivery::test::HttpAnswer;
using delivery::test::HttpPeer;
using delivery::test::HttpSeen;
using ::testing::HasSubstr;
using ::testing::Not;

constexpr domain::Seconds patience{60};

std::string read(const std::filesystem::path& file) {
  std::stringstream text;
  text << std::ifstream(file).rdbuf();
  return text.str();
}

class WatchOver : public ::testing::Test {
 protected:
  WatchOver() {
    peer_.handler = [this](const HttpSeen& seen) { return hear(seen); };
    const auto config = folder_ / "config";
    std::filesystem::copy(std::filesystem::path(CKL_SOURCE_DIR) / "config", config,
                          std::filesystem::copy_options::recursive);
    std::string text = read(config / "ckld.yaml");
    const std::string gateways = "gateways:\n";
    text.replace(
        text.find(gateways), gateways.size(),
        gateways +
            "  - kind: webhook\n    name: krok\n    failover: {stay: 1s}\n"
            "    options: {secret: 0123456789abcdef, url: \"" +
            peer_.url() +
            "/alarm\"}\n    test_alarm: {to: anna, every: 2s, within: 1s, back: answer}\n");
    text += "dead_man: {url: \"" + peer_.url() + "/lever\", every: 2s, timeout: 1s}\n";
    std::ofstream(config / "ckld.yaml") << text;
    start();
  }
  ~WatchOver() override {
    boost::asio::post(io_, [this] { server_->leave([this] { io_.stop(); }); });
    thread_.join();
    server_.reset();
  }

  void start() {
    app::Arguments arguments;
    arguments.config = folder_ / "config/ckld.yaml";
    arguments.data = folder_ / "data";
    arguments.http = "127.0.0.1:0";
    arguments.grpc = "127.0.0.1:0";
    auto config = app::configure(arguments);
    ASSERT_TRUE(config.has_value()) << platform::format_problems(config.error());
    arguments.issue_token = "tib-1";
    token_ = app::issue_token(*config, arguments).value();
    arguments.issue_token.clear();
    arguments_ = arguments;
    server_ = std::make_unique<app::Server>(io_, *std::move(config), arguments_);
    ASSERT_TRUE(server_->start().has_value());
    endpoints_ = nlohmann::json::parse(std::ifstream(folder_ / "data/endpoints.json"));
    thread_ = std::thread([this] { io_.run(); });
  }

  // On the server's thread. The gateway says that it will pass the alarm on.
  HttpAnswer hear(const HttpSeen& seen) {
    const std::scoped_lock lock(mutex_);
    if (seen.target == "/lever") {
      ++signs_of_life_;
      return {204, "", ""};
    }
    last_ = nlohmann::json::parse(seen.body);
    return {202, "", ""};
  }
  nlohmann::json last() {
    const std::scoped_lock lock(mutex_);
    return last_;
  }
  int signs_of_life() {
    const std::scoped_lock lock(mutex_);
    return signs_of_life_;
  }

  template <class Fact>
  ::testing::AssertionResult until(Fact fact) {
    const platform::SystemClock clock;
    const auto end = clock.now() + patience;
    while (clock.now() < end) {
      if (fact()) return ::testing::AssertionSuccess();
      std::this_thread::yield();
    }
    return ::testing::AssertionFailure() << "not within a minute; " << metrics();
  }

  [[nodiscard]] std::uint16_t port() const {
    const std::string address = endpoints_["http"];
    return static_cast<std::uint16_t>(std::stoi(address.substr(address.find(':') + 1)));
  }
  std::string metrics() { return get(port(), "/metrics").body; }
  bool metric(const std::string& row) { return metrics().contains("\n" + row + "\n"); }

  v1::GatewayStatus status() {
    v1::ListGatewaysRequest request;
    request.set_workspace("skarpt");
    v1::ListGatewaysResponse response;
    Client client{endpoints_["grpc"].get<std::string>(), token_};
    EXPECT_TRUE(client.call("/ckl.v1.GatewayService/ListGateways", request, response).ok());
    return response.gateways(0);
  }
  std::vector<v1::JournalEntry> entries(const std::string& kind) {
    v1::ListEntriesRequest request;
    request.set_workspace("skarpt");
    if (!kind.empty()) request.add_kinds(kind);
    request.set_limit(1'000);
    v1::ListEntriesResponse page;
    Client client{endpoints_["grpc"].get<std::string>(), token_};
    EXPECT_TRUE(client.call("/ckl.v1.WorkspaceService/ListEntries", request, page).ok());
    return {page.entries().begin(), page.entries().end()};
  }
  // What the receiver does with the link that it got.
  unsigned use(const std::string& link, const std::string& method) {
    const auto at = link.find("/v1/test-alarms/");
    return ask(port(), {.method = method, .target = link.substr(at), .headers = {}, .body = {}})
        .status;
  }

  ScratchFolder folder_;
  boost::asio::io_context io_{1};
  HttpPeer peer_{io_};
  app::Arguments arguments_;
  std::string token_;
  std::unique_ptr<app::Server> server_;
  nlohmann::json endpoints_;
  std::thread thread_;
  std::mutex mutex_;
  nlohmann::json last_;
  int signs_of_life_ = 0;
};

TEST_F(WatchOver, AGatewayThatSwallowsEverythingIsFoundAndAnAnswerEndsIt) {
  ASSERT_TRUE(until([&] { return !entries("gateway_lost").empty(); }));
  EXPECT_EQ(entries("gateway_lost")[0].gateway_lost().gateway().trouble(),
            v1::GATEWAY_TROUBLE_SILENT);
  EXPECT_FALSE(metric("ckl_test_alarm_absences{gateway=\"krok\"} 0"));
  EXPECT_TRUE(metric("ckl_gateway_works{gateway=\"krok\",kind=\"webhook\"} 0"));
  const auto lost = status();
  EXPECT_THAT(lost.words().sv(), HasSubstr("släpper inte igenom provlarm sedan"));
  EXPECT_GE(lost.test_alarm().absences(), 2U);
  EXPECT_TRUE(lost.test_alarm().has_handed_over());
  EXPECT_FALSE(lost.test_alarm().has_answered());
  EXPECT_THAT(get(port(), "/readyz").body, HasSubstr("släpper inte igenom provlarm"));
  EXPECT_EQ(last()["mode"], "TEST");
  // Nothing else of the test alarms is in the journal.
  for (const auto& entry : entries("")) {
    EXPECT_THAT(entry.DebugString(), Not(HasSubstr("_provlarm")));
  }
  // Nobody can be reached, so the outside hears nothing more.
  EXPECT_TRUE(until([&] { return metric("ckl_dead_man_held_back 1"); }));

  ASSERT_TRUE(until([&] {
    const std::string link = last()["link"];
    EXPECT_EQ(use(link, "GET"), 200U);
    return use(link, "POST") == 200U && !entries("gateway_recovered").empty();
  }));
  EXPECT_TRUE(status().test_alarm().has_answered());
  EXPECT_THAT(status().test_alarm().words().sv(), HasSubstr("kom tillbaka"));
  EXPECT_EQ(use("/v1/test-alarms/PROV000000000000", "POST"), 404U);
  const int before = signs_of_life();
  EXPECT_TRUE(until([&] {
    static_cast<void>(use(last()["link"], "POST"));
    return signs_of_life() > before;
  }));
  EXPECT_THAT(metrics(), HasSubstr("ckl_lateness_seconds_bucket{step=\"message\",le=\"+Inf\"}"));
}

}  // namespace
}  // namespace ckl::test
