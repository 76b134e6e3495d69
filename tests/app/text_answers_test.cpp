// Texts that come in, through the whole server: which workspace, call-out and person each is about,
// and that nothing is taken twice or without the secret. A real Kannel is in tests/e2e.
#include <array>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <thread>

#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "app/overrides.hpp"
#include "app/server.hpp"
#include "auth/answer_link.hpp"
#include "auth/scratch_folder.hpp"
#include "ckl/v1/services/callout.pb.h"
#include "ckl/v1/services/workspace.pb.h"
#include "edge_grpc/client.hpp"
#include "edge_http/client.hpp"
#include "platform/random.hpp"
#include "platform/system_clock.hpp"

namespace ckl::test {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::SizeIs;

constexpr const char* gateway = R"(gateways:
  - kind: sms
    name: kannel
    pace: 50
    options:
      dialect: kannel
      url: http://127.0.0.1:9/cgi-bin/sendsms
      username: ckl
      password: hemligt
      from: "+46701000000"
      answers: {secret: svarens-hemlighet, country: "46"}
)";

void rewrite(const std::filesystem::path& file, const std::string& from, const std::string& to) {
  std::stringstream read;
  read << std::ifstream(file).rdbuf();
  std::string text = read.str();
  const auto at = text.find(from);
  ASSERT_NE(at, std::string::npos) << from;
  std::ofstream(file) << text.replace(at, from.size(), to);
}

class TextsIn : public ::testing::Test {
 protected:
  TextsIn() {
    const auto config = folder_ / "config";
    std::filesystem::copy(std::filesystem::path(CKL_SOURCE_DIR) / "config", config,
                          std::filesystem::copy_options::recursive);
    rewrite(config / "ckld.yaml", "gateways:\n", gateway);
    rewrite(config / "ckld.yaml", "stands_in_for: [sms, mail]", "stands_in_for: [mail]");
    rewrite(config / "ckld.yaml", "exercise_list: []", "exercise_list: [lage-1]");
    start();
  }
  ~TextsIn() override { stop(); }

  void start() {
    app::Arguments arguments;
    arguments.config = folder_ / "config/ckld.yaml";
    arguments.data = folder_ / "data";
    arguments.http = "127.0.0.1:0";
    arguments.grpc = "127.0.0.1:0";
    auto config = app::configure(arguments);
    ASSERT_TRUE(config.has_value());
    arguments.issue_token = "tib-1";
    if (token_.empty()) token_ = app::issue_token(*config, arguments).value();
    arguments.issue_token.clear();
    arguments_ = arguments;
    io_ = std::make_unique<boost::asio::io_context>(1);
    server_ = std::make_unique<app::Server>(*io_, *std::move(config), arguments_);
    ASSERT_TRUE(server_->start().has_value());
    endpoints_ = nlohmann::json::parse(std::ifstream(folder_ / "data/endpoints.json"));
    thread_ = std::thread([this] { io_->run(); });
  }

  void stop() {
    if (!thread_.joinable()) return;
    boost::asio::post(*io_, [this] { server_->leave([this] { io_->stop(); }); });
    thread_.join();
    server_.reset();
  }

  [[nodiscard]] std::uint16_t port() const {
    const std::string address = endpoints_["http"];
    return static_cast<std::uint16_t>(std::stoi(address.substr(address.find(':') + 1)));
  }

  template <class Response, class Request>
  Response call(const std::string& method, const Request& request) {
    Response response;
    Client client{endpoints_["grpc"].get<std::string>(), token_};
    const auto status = client.call("/ckl.v1." + method, request, response);
    EXPECT_TRUE(status.ok()) << method << ": " << status.error_message();
    return response;
  }

  // An incident with the basic plan, which calls lage-1 and lage-2 among others.
  void call_out(const std::string& workspace) {
    v1::ReportIncident report;
    report.set_command_id("prov-" + std::to_string(++commands_));
    report.set_workspace(workspace);
    report.set_kind(v1::INCIDENT_KIND_ACCIDENT);
    report.set_headline("Prov");
    report.set_level(v1::ESCALATION_LEVEL_DISTURBANCE);
    report.set_call_out(true);
    static_cast<void>(call<v1::CommandResult>("IncidentService/ReportIncident", report));
  }

  // As Kannel passes a text on; gives the status.
  unsigned text(const std::string& id, const std::string& from, const std::string& words,
                const std::string& secret = "svarens-hemlighet") {
    const auto got = get(port(), "/v1/texts/kannel?secret=" + secret + "&from=" + from +
                                     "&id=" + id + "&cs=UTF-8&coding=0&text=" + words);
    if (got.status == 200) {
      EXPECT_EQ(got.body, "") << "it would be sent back to the telephone";
    }
    return got.status;
  }

  // "lage-1: ja+40" for each answer recorded, oldest first.
  std::vector<std::string> answers(const std::string& workspace) {
    std::vector<std::string> all;
    for (const auto& entry : entries(workspace, "answer_recorded")) {
      all.push_back(entry.answer_recorded().person() + ": " + entry.answer_recorded().raw());
    }
    return all;
  }

  std::vector<v1::JournalEntry> entries(const std::string& workspace, const std::string& kind) {
    v1::ListEntriesRequest request;
    request.set_workspace(workspace);
    if (!kind.empty()) request.add_kinds(kind);
    request.set_limit(1'000);
    const auto page = call<v1::ListEntriesResponse>("WorkspaceService/ListEntries", request);
    return {page.entries().begin(), page.entries().end()};
  }

  // "UNREADABLE: words" for each that waits.
  std::vector<std::string> unclear(const std::string& workspace) {
    v1::ListUnclearAnswersRequest request;
    request.set_workspace(workspace);
    std::vector<std::string> all;
    for (const auto& one :
         call<v1::ListUnclearAnswersResponse>("CalloutService/ListUnclearAnswers", request)
             .answers()) {
      all.push_back(one.reason() + ": " + one.raw());
    }
    return all;
  }

  // The code of a person's call.
  std::string code_of(const std::string& workspace, const std::string& person) {
    const platform::SystemClock clock;
    const auto links =
        auth::AnswerLinks::open(folder_ / "data/answer-link.key", clock, platform::random_bytes);
    for (const auto& entry : entries(workspace, "person_called")) {
      if (entry.person_called().person() == person) {
        return (*links)->code({workspace}, {entry.person_called().message()});
      }
    }
    return "no call";
  }

  ScratchFolder folder_;
  app::Arguments arguments_;
  std::string token_;
  std::unique_ptr<boost::asio::io_context> io_;
  std::unique_ptr<app::Server> server_;
  nlohmann::json endpoints_;
  std::thread thread_;
  int commands_ = 0;
};

constexpr const char* lage_1 = "%2B46701740619";
constexpr const char* lage_2 = "0701740620";  // as some operators write it
constexpr const char* stranger = "%2B46701740699";

TEST_F(TextsIn, TheSendersNumberLeadsToTheOneOpenCall) {
  call_out("skarpt");
  EXPECT_EQ(text("1", lage_1, "Ja+40"), 200U);
  EXPECT_EQ(text("2", lage_2, "nej"), 200U);
  EXPECT_THAT(answers("skarpt"), ElementsAre("lage-1: Ja 40", "lage-2: nej"));
  EXPECT_THAT(unclear("skarpt"), IsEmpty());
  // The last counts, also of somebody who is out of it.
  EXPECT_EQ(text("3", lage_2, "ja"), 200U);
  EXPECT_THAT(answers("skarpt"), SizeIs(3));
}

TEST_F(TextsIn, ACodeWorksFromAnyTelephone) {
  call_out("skarpt");
  EXPECT_EQ(text("1", stranger, code_of("skarpt", "lage-1") + "+ja"), 200U);
  EXPECT_THAT(answers("skarpt"), ElementsAre(HasSubstr("lage-1: K")));
}

// Codes are short: a contact test in one workspace and a call in another may have the same one.
// Then the answer is the call's; that the test stays unproved harms nobody.
TEST_F(TextsIn, AnAnswerToACallIsNeverTakenForOneToAContactTest) {
  call_out("ovning");
  domain::MessageId called;
  for (const auto& entry : entries("ovning", "person_called")) {
    if (entry.person_called().person() == "lage-1") called = {entry.person_called().message()};
  }
  ASSERT_TRUE(called.value.starts_with("message-"));
  const int number = std::stoi(called.value.substr(8));
  const std::array persons{"lage-1", "lage-2",   "lage-3",   "lage-4",   "lage-5",
                           "lage-6", "analys-1", "analys-2", "analys-3", "analys-4"};
  ASSERT_LE(number, static_cast<int>(persons.size()));
  for (int at = 0; at < number; ++at) {
    v1::TestContact test;
    test.set_command_id("prov-" + std::to_string(++commands_));
    test.set_workspace("skarpt");
    test.set_person(persons.at(static_cast<std::size_t>(at)));
    test.set_channel("sms");
    static_cast<void>(call<v1::CommandResult>("TrialService/TestContact", test));
  }
  stop();
  const platform::SystemClock clock;
  std::string code;
  for (int tries = 0; tries < 20'000 && code.empty(); ++tries) {
    std::filesystem::remove(folder_ / "data/answer-link.key");
    const auto links =
        auth::AnswerLinks::open(folder_ / "data/answer-link.key", clock, platform::random_bytes);
    const auto one = (*links)->code({"skarpt"}, called);
    if (one == (*links)->code({"ovning"}, called)) code = one;
  }
  ASSERT_NE(code, "");
  start();
  EXPECT_EQ(text("1", lage_1, code + "+ja"), 200U);
  EXPECT_THAT(entries("skarpt", "contact_confirmed"), IsEmpty());
  EXPECT_EQ(answers("ovning").size() + unclear("ovning").size() + unclear("skarpt").size(), 1U)
      << "it counts, or a person reads it";
}

TEST_F(TextsIn, ACodeThatIsNotOursIsLeftToAPersonWhoeverSentIt) {
  call_out("skarpt");
  std::string code = code_of("skarpt", "lage-1");
  code.back() = code.back() == 'C' ? 'D' : 'C';
  EXPECT_EQ(text("1", lage_1, code + "+ja"), 200U);
  EXPECT_EQ(text("2", lage_1, code + "+" + code_of("skarpt", "lage-2") + "+ja"), 200U);
  EXPECT_THAT(answers("skarpt"), IsEmpty());
  EXPECT_THAT(unclear("skarpt"), ElementsAre(HasSubstr("UNKNOWN_CODE"), HasSubstr("UNKNOWN_CODE")));
}

TEST_F(TextsIn, AnUnknownSenderIsLeftToAPersonAndNamedNowhere) {
  call_out("skarpt");
  EXPECT_EQ(text("1", stranger, "ja"), 200U);
  EXPECT_EQ(text("2", "Telia", "ja"), 200U);
  EXPECT_THAT(unclear("skarpt"), ElementsAre("NO_CALL: ja", "NO_CALL: ja"));
  std::string all;
  for (const auto& entry : entries("skarpt", "")) all += entry.SerializeAsString();
  EXPECT_THAT(all, Not(HasSubstr("4670174")));
}

TEST_F(TextsIn, AnExerciseCountsForThoseOnItsListAlone) {
  call_out("ovning");
  EXPECT_EQ(text("1", lage_1, "ja"), 200U);
  EXPECT_EQ(text("2", lage_2, "ja"), 200U);
  EXPECT_THAT(answers("ovning"), ElementsAre("lage-1: ja"));
  EXPECT_THAT(unclear("skarpt"), ElementsAre("NO_CALL: ja"));
}

TEST_F(TextsIn, ALiveCallAndAnExerciseNeverMix) {
  call_out("ovning");
  call_out("skarpt");
  EXPECT_EQ(text("1", lage_1, "ja"), 200U);
  EXPECT_THAT(answers("ovning"), IsEmpty());
  EXPECT_THAT(answers("skarpt"), IsEmpty());
  EXPECT_THAT(unclear("skarpt"), ElementsAre("SEVERAL_CALLS: ja"));
  EXPECT_EQ(text("2", lage_1, code_of("ovning", "lage-1") + "+ja"), 200U);
  EXPECT_THAT(answers("ovning"), SizeIs(1));
  EXPECT_THAT(answers("skarpt"), IsEmpty());
  EXPECT_EQ(text("3", lage_2, "ja"), 200U) << "of the exercise lage-2 knows nothing";
  EXPECT_THAT(answers("skarpt"), ElementsAre("lage-2: ja"));
}

TEST_F(TextsIn, TheSameTextAgainChangesNothingAlsoAfterARestart) {
  call_out("skarpt");
  EXPECT_EQ(text("samma", lage_1, "ja"), 200U);
  EXPECT_EQ(text("samma", lage_1, "nej"), 200U);
  stop();
  start();
  EXPECT_EQ(text("samma", lage_1, "ja"), 200U);
  EXPECT_THAT(answers("skarpt"), ElementsAre("lage-1: ja"));
}

TEST_F(TextsIn, WithoutTheSecretNothingIsHeard) {
  call_out("skarpt");
  EXPECT_EQ(text("1", lage_1, "ja", "fel"), 403U);
  EXPECT_EQ(text("1", lage_1, "ja", ""), 403U);
  EXPECT_EQ(get(port(), "/v1/texts/kannel?secret=svarens-hemlighet&text=ja").status, 400U);
  EXPECT_EQ(get(port(), "/v1/texts/konsol?secret=svarens-hemlighet&id=1&text=ja").status, 404U);
  EXPECT_EQ(get(port(), "/v1/texts/").status, 404U);
  EXPECT_EQ(ask(port(), {"DELETE", "/v1/texts/kannel", {}, ""}).status, 405U);
  EXPECT_THAT(answers("skarpt"), IsEmpty());
  EXPECT_THAT(unclear("skarpt"), IsEmpty());
}

}  // namespace
}  // namespace ckl::test
