// Rosters over HTTP: a calendar is previewed, adopted, asked about and subscribed to.
#include <gtest/gtest.h>

#include "ckl/v1/roster.pb.h"
#include "ckl/v1/services/roster.pb.h"
#include "codec/json.hpp"
#include "edge_http/client.hpp"
#include "edge_http/house.hpp"

namespace ckl::test {
namespace {

constexpr const char* kTurns =
    "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//t//t//SV\r\n"
    "BEGIN:VEVENT\r\nUID:1\r\nSUMMARY:TiB: tib-1\r\nDTSTART:20200101T000000Z\r\n"
    "DURATION:PT12H\r\nRRULE:FREQ=DAILY\r\nEND:VEVENT\r\n"
    "BEGIN:VEVENT\r\nUID:2\r\nSUMMARY:both-1\r\nDTSTART:20200101T120000Z\r\n"
    "DURATION:PT12H\r\nRRULE:FREQ=DAILY\r\nEND:VEVENT\r\n"
    "BEGIN:VEVENT\r\nUID:3\r\nSUMMARY:Ingen Känd\r\nDTSTART:20200101T120000Z\r\n"
    "DURATION:PT1H\r\nRRULE:FREQ=YEARLY\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n";

class RosterOverHttp : public ::testing::Test {
 protected:
  template <class Response>
  Response call(const char* method, const google::protobuf::Message& request) {
    Ask one{"POST", std::string("/ckl.v1.RosterService/") + method, bearer(tib_),
            request.SerializeAsString()};
    one.headers.emplace_back("Content-Type", "application/proto");
    const auto got = ask(house_.port(), one);
    status_ = got.status;
    body_ = got.body;
    Response response;
    if (got.status == 200U) EXPECT_TRUE(response.ParseFromString(got.body));
    return response;
  }

  v1::PreviewRosterResponse preview(const std::string& calendar) {
    v1::PreviewRosterRequest request;
    request.set_workspace("skarpt");
    request.set_function("tib");
    request.set_calendar(calendar);
    return call<v1::PreviewRosterResponse>("PreviewRoster", request);
  }

  void adopt(const v1::PreviewRosterResponse& preview) {
    v1::AdoptRoster command;
    command.set_command_id("adopt");
    command.set_workspace("skarpt");
    command.set_function("tib");
    command.set_source("tib.ics");
    command.set_source_hash(preview.source_hash());
    *command.mutable_from() = preview.from();
    *command.mutable_until() = preview.until();
    *command.mutable_spans() = preview.spans();
    call<v1::CommandResult>("AdoptRoster", command);
    EXPECT_EQ(status_, 200U) << body_;
  }

  v1::DutyRow duty() {
    v1::GetDutyRequest request;
    request.set_workspace("skarpt");
    request.set_function("tib");
    const auto response = call<v1::GetDutyResponse>("GetDuty", request);
    EXPECT_EQ(response.rows_size(), 1);
    return response.rows_size() == 1 ? response.rows(0) : v1::DutyRow{};
  }

  std::string feed(const std::string& function) {
    v1::CreateDutyFeedRequest request;
    request.set_workspace("skarpt");
    request.set_function(function);
    return call<v1::CreateDutyFeedResponse>("CreateDutyFeed", request).path();
  }

  House house_;
  std::string tib_ = house_.token("tib-1");
  unsigned status_ = 0;
  std::string body_;
};

TEST_F(RosterOverHttp, IsPreviewedWithoutBeingAdopted) {
  const auto before = house_.head();
  const auto shown = preview(kTurns);
  ASSERT_EQ(status_, 200U) << body_;
  EXPECT_EQ(shown.source_hash().size(), 64U);
  EXPECT_GT(shown.spans_size(), 700);
  EXPECT_EQ(shown.added_size(), shown.spans_size());
  ASSERT_EQ(shown.unmatched_size(), 1);
  EXPECT_EQ(shown.unmatched(0).name(), "Ingen Känd");
  EXPECT_EQ(shown.unmatched(0).line(), 18U);
  EXPECT_EQ(shown.gaps_size(), 0);
  EXPECT_EQ(house_.head(), before);
  EXPECT_FALSE(duty().by_roster());
}

TEST_F(RosterOverHttp, AnswersWhoIsOnDutyOnceAdopted) {
  adopt(preview(kTurns));
  const auto row = duty();
  EXPECT_TRUE(row.by_roster());
  ASSERT_EQ(row.now_size(), 1);
  ASSERT_GE(row.next_size(), 1);
  EXPECT_NE(row.now(0).person(), row.next(0).person());
  EXPECT_EQ(row.source(), "tib.ics");
  // The same once more changes nothing.
  const auto again = preview(kTurns);
  EXPECT_EQ(again.removed_size(), again.added_size());
  EXPECT_LE(again.added_size(), 2);  // the two ends of the window move with the clock
}

TEST_F(RosterOverHttp, RefusesACutCalendarWithItsLine) {
  preview(std::string(kTurns).substr(0, 150));
  EXPECT_EQ(status_, 400U);
  EXPECT_NE(body_.find("INPUT_CALENDAR"), std::string::npos) << body_;
  EXPECT_NE(body_.find("avkortad"), std::string::npos) << body_;
  preview("");
  EXPECT_NE(body_.find("INPUT_MISSING"), std::string::npos) << body_;
}

TEST_F(RosterOverHttp, CountsHours) {
  const auto shown = preview(kTurns);
  adopt(shown);
  v1::GetDutyHoursRequest request;
  request.set_workspace("skarpt");
  *request.mutable_from() = shown.from();
  *request.mutable_until() = shown.from();
  request.mutable_until()->set_seconds(shown.from().seconds() + 48 * 3'600);
  const auto hours = call<v1::GetDutyHoursResponse>("GetDutyHours", request);
  ASSERT_EQ(hours.rows_size(), 2) << body_;
  EXPECT_EQ(hours.rows(0).seconds() + hours.rows(1).seconds(), 48U * 3'600U);
}

TEST_F(RosterOverHttp, IsSubscribedToByItsAddressAlone) {
  adopt(preview(kTurns));
  const std::string own = feed("");
  ASSERT_FALSE(own.empty()) << body_;
  const auto got = ask(house_.port(), {.method = "GET", .target = own});
  EXPECT_EQ(got.status, 200U);
  EXPECT_EQ(got.headers.at("content-type"), "text/calendar; charset=utf-8");
  EXPECT_TRUE(got.body.starts_with("BEGIN:VCALENDAR\r\n"));
  EXPECT_TRUE(got.body.ends_with("END:VCALENDAR\r\n"));
  EXPECT_NE(got.body.find("Person <tib-1>"), std::string::npos);
  EXPECT_EQ(got.body.find("Person <both-1>"), std::string::npos);
  const auto whole = ask(house_.port(), {.method = "GET", .target = feed("tib")});
  EXPECT_NE(whole.body.find("Person <both-1>"), std::string::npos);
}

TEST_F(RosterOverHttp, GivesAnAddressThatOpensNothingElse) {
  const std::string path = feed("");
  const std::string secret =
      path.substr(path.rfind('/') + 1, path.size() - path.rfind('/') - 1 - 4);
  Ask whoami{"POST", "/ckl.v1.AccessService/WhoAmI", bearer(secret), "{}"};
  whoami.headers.emplace_back("Content-Type", "application/json");
  EXPECT_EQ(ask(house_.port(), whoami).status, 401U);
  // And a bearer token is no calendar's address.
  const auto get = [&](const std::string& target) {
    return ask(house_.port(), {.method = "GET", .target = target}).status;
  };
  EXPECT_EQ(get("/v1/calendar/" + tib_ + ".ics"), 404U);
  EXPECT_EQ(get("/v1/calendar/" + secret), 404U);
  EXPECT_EQ(get("/v1/calendar/.ics"), 404U);
  EXPECT_EQ(get(path), 200U);
  // A new address makes the old one worthless.
  const std::string next = feed("");
  EXPECT_NE(next, path);
  EXPECT_EQ(get(path), 404U);
  EXPECT_EQ(get(next), 200U);
}

TEST_F(RosterOverHttp, NeedsATokenToAskForAnAddress) {
  tib_ = "ckl_wrong";
  feed("");
  EXPECT_EQ(status_, 401U);
}

}  // namespace
}  // namespace ckl::test
