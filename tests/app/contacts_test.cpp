// The directory in the whole server: seeded, asked by delivery, erased for good, and never in the
// journal.
#include "app/contacts.hpp"

#include <thread>

#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "app/overrides.hpp"
#include "app/server.hpp"
#include "auth/hand_clock.hpp"
#include "auth/scratch_folder.hpp"
#include "edge_http/client.hpp"
#include "platform/system_clock.hpp"

namespace ckl::test {
namespace {

using namespace std::chrono_literals;
using ::testing::HasSubstr;

constexpr std::chrono::seconds patience{60};

std::string replaced(std::string text, const std::string& what, const std::string& with) {
  const auto at = text.find(what);
  EXPECT_NE(at, std::string::npos) << what;
  return at == std::string::npos ? text : text.replace(at, what.size(), with);
}

// Provstad with a gateway for texts that nobody answers at, and a directory.
class Contacts : public ::testing::Test {
 protected:
  Contacts() {
    const auto town = std::filesystem::path(CKL_SOURCE_DIR) / "tests/scenarios/provstad";
    std::filesystem::copy(town, folder_ / "config");
    auto text = contents_of(file());
    text = replaced(text, "  - {kind: console, name: konsol, stands_in_for: [sms, mail]}\n",
                    "  - {kind: sms, name: prov, options: {url: \"http://127.0.0.1:1/sms\", "
                    "body: '{\"to\":\"{to}\",\"message\":\"{text}\"}'}}\n"
                    "  - {kind: console, name: konsol, stands_in_for: [mail]}\n");
    write_file(file(), text + "directory: {key: {file: ../keys/directory.key}}\n");
    std::filesystem::create_directory(folder_ / "keys");
  }

  [[nodiscard]] std::filesystem::path file() const { return folder_ / "config/ckld.yaml"; }

  [[nodiscard]] platform::Config config() const {
    auto read = platform::load_config(file());
    EXPECT_TRUE(read) << platform::format_problems(read.error());
    return read ? *std::move(read) : platform::Config{};
  }

  [[nodiscard]] ports::Result<std::unique_ptr<auth::ContactStore>> open(
      platform::ContactDirectory& directory) const {
    auto what = config();
    what.data = folder_ / "data";
    std::filesystem::create_directories(what.data);
    return app::open_contacts(what, clock_, directory);
  }

  ScratchFolder folder_;
  HandClock clock_;
};

TEST_F(Contacts, AreWhatDeliveryAsksForFromTheFirstStart) {
  platform::ContactDirectory directory({});
  const auto store = open(directory);
  ASSERT_TRUE(store) << store.error().what;
  EXPECT_TRUE((*store)->drew_key());
  EXPECT_EQ(directory.address({"ada"}, "sms", 0), "+46701740610");
  ASSERT_TRUE((*store)->set({"ada"}, {{"sms", {"+46701740699"}}}));
  EXPECT_EQ(directory.address({"ada"}, "sms", 0), "+46701740699");
  EXPECT_EQ(directory.persons_with_number("46701740699").size(), 1U);
  EXPECT_TRUE(directory.persons_with_number("46701740610").empty());
}

TEST_F(Contacts, ThatAreErasedAreNotReachedByAnyChannelNorAfterARestart) {
  for (int start = 0; start < 2; ++start) {
    platform::ContactDirectory directory({});
    directory.look_up("push", [](const domain::PersonId&) { return std::string("browser"); });
    const auto store = open(directory);
    ASSERT_TRUE(store) << store.error().what;
    if (start == 0) {
      EXPECT_TRUE(directory.address({"ada"}, "push", 0).has_value());
      ASSERT_TRUE((*store)->erase({"ada"}));
    }
    for (const char* kind : {"sms", "mail", "push"}) {
      EXPECT_EQ(directory.address({"ada"}, kind, 0), std::nullopt) << kind;
      EXPECT_TRUE(directory.address({"bo"}, kind, 0).has_value()) << kind;
    }
    EXPECT_TRUE(directory.persons_with_number("46701740610").empty());
  }
}

TEST_F(Contacts, StayWhenTheCityEmptiesItsFile) {
  platform::ContactDirectory before({});
  ASSERT_TRUE(open(before));
  write_file(folder_ / "config/contacts.yaml", "contacts: {}\n");
  platform::ContactDirectory directory({});
  ASSERT_TRUE(open(directory));
  EXPECT_EQ(directory.address({"ada"}, "sms", 0), "+46701740610");
}

TEST_F(Contacts, WantTheirKeyElsewhereThanInTheDataFolder) {
  write_file(file(), replaced(contents_of(file()), "../keys/", "../data/"));
  platform::ContactDirectory directory({});
  const auto store = open(directory);
  ASSERT_FALSE(store);
  EXPECT_THAT(store.error().what, HasSubstr("lies in the data folder"));
  EXPECT_FALSE(std::filesystem::exists(folder_ / "data/directory.key"));
}

TEST_F(Contacts, ThatAreKeptAreNotPassedOverForTheFile) {
  platform::ContactDirectory directory({});
  ASSERT_TRUE(open(directory));
  write_file(file(),
             replaced(contents_of(file()), "directory: {key: {file: ../keys/directory.key}}", ""));
  const auto store = open(directory);
  ASSERT_FALSE(store);
  EXPECT_THAT(store.error().what, HasSubstr("names no key"));
}

TEST_F(Contacts, WithoutAKeyAreTheConfigurationsAlone) {
  write_file(file(),
             replaced(contents_of(file()), "directory: {key: {file: ../keys/directory.key}}", ""));
  platform::ContactDirectory directory(config().contacts);
  const auto store = open(directory);
  ASSERT_TRUE(store);
  EXPECT_EQ(*store, nullptr);
  EXPECT_EQ(directory.address({"ada"}, "sms", 0), "+46701740610");
}

// The whole server, asked as a client does.
class Running {
 public:
  Running(const std::filesystem::path& file, const std::filesystem::path& data) {
    arguments_.config = file;
    arguments_.data = data;
    arguments_.http = "127.0.0.1:0";
    arguments_.grpc = "127.0.0.1:0";
    auto config = app::configure(arguments_);
    if (!config) throw std::runtime_error(platform::format_problems(config.error()));
    arguments_.issue_token = "tib";
    arguments_.administrator = true;
    token_ = app::issue_token(*config, arguments_).value();
    arguments_.issue_token.clear();
    server_ = std::make_unique<app::Server>(io_, *std::move(config), arguments_);
    const auto started = server_->start();
    if (!started) throw std::runtime_error(started.error().what);
    const auto endpoints = nlohmann::json::parse(contents_of(data / "endpoints.json"));
    const std::string address = endpoints["http"];
    port_ = static_cast<std::uint16_t>(std::stoi(address.substr(address.find(':') + 1)));
    thread_ = std::thread([this] { io_.run(); });
  }
  Running(const Running&) = delete;
  Running& operator=(const Running&) = delete;
  ~Running() {
    boost::asio::post(io_, [this] { server_->leave([this] { io_.stop(); }); });
    thread_.join();
    server_.reset();
  }

  std::string call(const std::string& method, const std::string& body) const {
    Ask one{"POST", "/ckl.v1." + method, bearer(token_), body};
    one.headers.emplace_back("Content-Type", "application/json");
    const auto got = ask(port_, one);
    EXPECT_EQ(got.status, 200U) << method << ": " << got.body;
    return got.body;
  }

  // The journal so far, once it says that.
  std::string journal_with(const std::string& word) const {
    const platform::SystemClock clock;
    const auto end = clock.now() + patience;
    std::string page;
    while (clock.now() < end && !page.contains(word)) {
      page = call("WorkspaceService/ListEntries", R"({"workspace":"skarpt","limit":1000})");
      std::this_thread::yield();
    }
    EXPECT_THAT(page, HasSubstr(word));
    return page;
  }

 private:
  app::Arguments arguments_;
  boost::asio::io_context io_{1};
  std::string token_;
  std::unique_ptr<app::Server> server_;
  std::uint16_t port_ = 0;
  std::thread thread_;
};

std::string bytes_of_all(const std::filesystem::path& folder) {
  std::string all;
  for (const auto& each : std::filesystem::recursive_directory_iterator(folder)) {
    if (each.is_regular_file()) all += contents_of(each.path());
  }
  return all;
}

TEST_F(Contacts, AreNotInTheJournalAndAnErasedOnesLadderGoesOn) {
  std::string journal;
  {
    const Running server(file(), folder_ / "data");
    server.call("DirectoryService/EraseContacts", R"({"person":"ada","reason":"slutat"})");
    server.call("IncidentService/ReportIncident",
                R"({"commandId":"c-1","workspace":"skarpt","kind":"INCIDENT_KIND_VIOLENCE",
                "headline":"Rubriken som ska synas","place":"Torget",
                "level":"ESCALATION_LEVEL_SERIOUS",
                "callOut":true})");
    journal = server.journal_with("ingen adress av slaget sms");
  }
  EXPECT_THAT(journal, HasSubstr("\"attemptFailed\""));
  const auto bytes = bytes_of_all(folder_ / "data");
  EXPECT_TRUE(bytes.contains("Rubriken som ska synas")) << "what is in the journal is found so";
  for (const char* address : {"4670174061", "4670174060", "ada@example.org", "tib@example.org"}) {
    EXPECT_FALSE(bytes.contains(address)) << address;
    EXPECT_FALSE(journal.contains(address)) << address;
  }
}

}  // namespace
}  // namespace ckl::test
