// Contact addresses over HTTP: who sees and changes whose, what is shown, and what is noted.
#include <fstream>
#include <iterator>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "auth/contact_store.hpp"
#include "edge/api/masking.hpp"
#include "edge_http/client.hpp"
#include "edge_http/house.hpp"
#include "platform/config_scalars.hpp"
#include "platform/random.hpp"

namespace ckl::test {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

// One browser of everybody's, and what is left of them.
class Browsers final : public ports::PushBook {
 public:
  [[nodiscard]] std::string public_key() const override { return "nyckel"; }
  [[nodiscard]] ports::Result<void> subscribe(const domain::PersonId& person,
                                              ports::PushSubscription subscription) override {
    kept.emplace_back(person, std::move(subscription.endpoint));
    return {};
  }
  [[nodiscard]] ports::Result<void> unsubscribe(const domain::PersonId& person,
                                                std::string_view endpoint) override {
    std::erase_if(kept,
                  [&](const auto& one) { return one.first == person && one.second == endpoint; });
    return {};
  }
  [[nodiscard]] std::vector<ports::PushSubscription> of(
      const domain::PersonId& person) const override {
    std::vector<ports::PushSubscription> theirs;
    for (const auto& [who, endpoint] : kept) {
      if (who == person) theirs.push_back({.endpoint = endpoint, .public_key = "", .secret = ""});
    }
    return theirs;
  }
  void forget(std::string_view /*endpoint*/) override {}
  [[nodiscard]] std::vector<std::string> lost(const domain::PersonId& /*person*/) const override {
    return {};
  }

  std::vector<std::pair<domain::PersonId, std::string>> kept;
};

class ContactsOverHttp : public ::testing::Test {
 protected:
  ContactsOverHttp() {
    auto opened = auth::ContactStore::open(
        {folder_ / "contacts.sealed", folder_ / "directory.key", folder_ / "contact-log.jsonl"},
        house_.clock().now(), &platform::random_bytes);
    EXPECT_TRUE(opened);
    store_ = *std::move(opened);
    store_->judge_by(&platform::is_address);
    EXPECT_TRUE(store_->seed({{{"tib-1"},
                               {{"sms", {"+46701740605"}},
                                {"mail", {"anna@example.org"}},
                                {"webhook", {"https://example.org/larm"}}}},
                              {{"gone-1"}, {{"sms", {"+46701740699"}}}}}));
    house_.on_main([this] {
      house_.services().contacts = store_.get();
      house_.services().push = &browsers_;
    });
  }

  Got call(const std::string& method, const std::string& body, const std::string& token,
           const std::string& service = "DirectoryService") {
    Ask one{"POST", "/ckl.v1." + service + "/" + method, bearer(token), body};
    one.headers.emplace_back("Content-Type", "application/json");
    return ask(house_.port(), one);
  }

  // Refused with that status and rule; and no address said.
  void expect_refused(const Got& got, unsigned status, const std::string& rule) {
    EXPECT_EQ(got.status, status) << got.body;
    EXPECT_THAT(got.body, HasSubstr("\"" + rule + "\""));
    EXPECT_THAT(got.body, Not(HasSubstr("46701740605")));
    EXPECT_THAT(got.body, Not(HasSubstr("anna@example.org")));
  }

  [[nodiscard]] std::size_t notes() {
    return house_.on_main([this] { return store_->notes({"tib-1"}, 1'000).size(); });
  }
  [[nodiscard]] ports::Addresses of(const std::string& person) {
    return house_.on_main([this, person] { return store_->of({person}); });
  }

  ScratchFolder folder_;
  std::unique_ptr<auth::ContactStore> store_;
  Browsers browsers_;
  House house_;
  std::string tib_ = house_.token("tib-1");
  std::string other_ = house_.token("staff-1");
  std::string admin_ = house_.token("adm-1");
};

TEST_F(ContactsOverHttp, OnesOwnAreShownInFullAndNotNoted) {
  for (const char* body : {"{}", R"({"person":"tib-1"})", R"({"reveal":true})"}) {
    const auto got = call("GetContacts", body, tib_);
    EXPECT_EQ(got.status, 200U) << got.body;
    EXPECT_THAT(got.body, HasSubstr("+46701740605"));
    EXPECT_THAT(got.body, HasSubstr("anna@example.org"));
    EXPECT_THAT(got.body, Not(HasSubstr("masked")));
  }
  EXPECT_EQ(notes(), 0U);
}

TEST_F(ContactsOverHttp, NoColleagueSeesAnothers) {
  const std::string whose = R"("person":"tib-1","reason":"nyfiken")";
  expect_refused(call("GetContacts", "{" + whose + "}", other_), 403, "ACCESS_CONTACTS");
  expect_refused(call("GetContacts", "{" + whose + R"(,"reveal":true})", other_), 403,
                 "ACCESS_CONTACTS");
  expect_refused(call("ListReads", R"({"person":"tib-1"})", other_), 403, "ACCESS_CONTACTS");
  expect_refused(
      call("SetContacts",
           "{" + whose + R"(,"contacts":[{"kind":"sms","addresses":["+46701740611"]}]})", other_),
      403, "ACCESS_CONTACTS");
  expect_refused(call("EraseContacts", "{" + whose + "}", other_), 403, "ACCESS_CONTACTS");
  // Not even whether the person exists.
  const std::string nobody = R"({"person":"ingen","reason":"nyfiken"})";
  expect_refused(call("GetContacts", nobody, other_), 403, "ACCESS_CONTACTS");
  EXPECT_EQ(call("GetContacts", "{}", "ckl_wrong").status, 401U);
  EXPECT_EQ(of("tib-1").size(), 3U);
  EXPECT_EQ(notes(), 0U);
}

TEST_F(ContactsOverHttp, AnAdministratorSeesAPartAndIsNoted) {
  const auto got = call("GetContacts", R"({"person":"tib-1","reason":"rätt nummer?"})", admin_);
  EXPECT_EQ(got.status, 200U) << got.body;
  EXPECT_THAT(got.body, HasSubstr("\"+46 70 *** ** 05\""));
  EXPECT_THAT(got.body, HasSubstr("\"a***@e***.org\""));
  EXPECT_THAT(got.body, HasSubstr("\"https://***\""));
  EXPECT_THAT(got.body, HasSubstr("\"masked\":true"));
  EXPECT_THAT(got.body, Not(HasSubstr("46701740605")));
  const auto reads = call("ListReads", "{}", tib_);
  EXPECT_THAT(reads.body, HasSubstr("\"by\":\"adm-1\""));
  EXPECT_THAT(reads.body, HasSubstr("CONTACT_ACT_READ_MASKED"));
  EXPECT_THAT(reads.body, HasSubstr("rätt nummer?"));
  EXPECT_THAT(reads.body, HasSubstr(R"("kinds":["mail","sms","webhook"])"));
  EXPECT_THAT(reads.body, HasSubstr("\"at\":\"20"));
}

TEST_F(ContactsOverHttp, AnAdministratorSeesAllOnlyForAReasonThatIsNoted) {
  const auto got =
      call("GetContacts", R"({"person":"tib-1","reveal":true,"reason":"ring själv"})", admin_);
  EXPECT_EQ(got.status, 200U) << got.body;
  EXPECT_THAT(got.body, HasSubstr("+46701740605"));
  EXPECT_THAT(got.body, Not(HasSubstr("masked")));
  const auto reads = call("ListReads", R"({"person":"tib-1"})", admin_);
  EXPECT_THAT(reads.body, HasSubstr("CONTACT_ACT_READ_FULL"));
  EXPECT_THAT(reads.body, Not(HasSubstr("46701740605")));
  EXPECT_THAT(contents_of(folder_ / "contact-log.jsonl"), Not(HasSubstr("46701740605")));
  EXPECT_THAT(contents_of(folder_ / "contact-log.jsonl"), HasSubstr("ring själv"));
}

TEST_F(ContactsOverHttp, WithoutAReasonNothingOfAnothersIsShownOrChanged) {
  const std::string change = R"("contacts":[{"kind":"sms","addresses":["+46701740611"]}])";
  for (const char* reason : {"", R"(,"reason":"")", R"(,"reason":"  ")"}) {
    const std::string whose = std::string(R"("person":"tib-1")") + reason;
    expect_refused(call("GetContacts", "{" + whose + "}", admin_), 400, "INPUT_MISSING");
    expect_refused(call("SetContacts", "{" + whose + "," + change + "}", admin_), 400,
                   "INPUT_MISSING");
    expect_refused(call("EraseContacts", "{" + whose + "}", admin_), 400, "INPUT_MISSING");
  }
  const std::string longest = R"({"person":"tib-1","reason":")" + std::string(501, 'x') + "\"}";
  expect_refused(call("GetContacts", longest, admin_), 400, "INPUT_TEXT_TOO_LONG");
  EXPECT_EQ(notes(), 0U);
  EXPECT_EQ(of("tib-1").size(), 3U);
}

TEST_F(ContactsOverHttp, NothingIsShownThatCanNotBeNoted) {
  std::filesystem::remove(folder_ / "contact-log.jsonl");
  expect_refused(call("GetContacts", R"({"person":"tib-1","reveal":true,"reason":"x"})", admin_),
                 503, "SERVER_FAILED");
}

TEST_F(ContactsOverHttp, OneSetsOnesOwnAndOtherKindsStay) {
  const auto got = call("SetContacts",
                        R"({"contacts":[{"kind":"sms","addresses":["+46701740611","+46701740612"]},
          {"kind":"mail"}]})",
                        tib_);
  EXPECT_EQ(got.status, 200U) << got.body;
  const ports::Addresses wanted{{"sms", {"+46701740611", "+46701740612"}},
                                {"webhook", {"https://example.org/larm"}}};
  EXPECT_EQ(of("tib-1"), wanted);
  EXPECT_EQ(notes(), 0U);
}

TEST_F(ContactsOverHttp, AnAdministratorSetsAnothersAndIsNoted) {
  const auto got = call("SetContacts",
                        R"({"person":"tib-1","reason":"bytt telefon",
                        "contacts":[{"kind":"sms","addresses":["+46701740611"]}]})",
                        admin_);
  EXPECT_EQ(got.status, 200U) << got.body;
  EXPECT_EQ(of("tib-1").at("sms"), std::vector<std::string>{"+46701740611"});
  const auto reads = call("ListReads", "{}", tib_);
  EXPECT_THAT(reads.body, HasSubstr("CONTACT_ACT_CHANGED"));
  EXPECT_THAT(reads.body, HasSubstr(R"("kinds":["sms"])"));
  EXPECT_THAT(reads.body, Not(HasSubstr("46701740611")));
}

TEST_F(ContactsOverHttp, WhatCanNotBeAnAddressIsRefusedAndNotRepeated) {
  const auto set = [&](const std::string& contacts) {
    return call("SetContacts", R"({"contacts":[)" + contacts + "]}", tib_);
  };
  for (const char* wrong :
       {R"({"kind":"sms","addresses":["070-174 06 17"]})",
        R"({"kind":"voice","addresses":["46701740617"]})",
        R"({"kind":"mail","addresses":["berit"]})", R"({"kind":"mail","addresses":[""]})"}) {
    const auto got = set(wrong);
    expect_refused(got, 400, "INPUT_ADDRESS");
    EXPECT_THAT(got.body, Not(HasSubstr("0617")));
    EXPECT_THAT(got.body, Not(HasSubstr("berit")));
  }
  expect_refused(set(R"({"kind":"fax","addresses":["+46701740611"]})"), 400, "INPUT_UNKNOWN_VALUE");
  expect_refused(set(R"({"kind":"","addresses":["+46701740611"]})"), 400, "INPUT_MISSING");
  expect_refused(set(""), 400, "INPUT_MISSING");
  expect_refused(set(R"({"kind":"sms"},{"kind":"sms"})"), 400, "INPUT_DUPLICATE");
  expect_refused(set(R"({"kind":"sms"},{"kind":"mail"},{"kind":"webhook"})"), 400,
                 "INPUT_NO_ADDRESS");
  std::string many = R"("+46701740611")";
  for (int at = 0; at < 8; ++at) many += R"(,"+46701740611")";
  expect_refused(set(R"({"kind":"sms","addresses":[)" + many + "]}"), 400, "INPUT_TOO_MANY");
  expect_refused(set(R"({"kind":"mail","addresses":["a@)" + std::string(1'000, 'x') + "\"]}"), 400,
                 "INPUT_TEXT_TOO_LONG");
  EXPECT_EQ(of("tib-1").size(), 3U);
}

TEST_F(ContactsOverHttp, OnlyAnAdministratorSendsTheServerToAWebAddress) {
  const std::string hook =
      R"("contacts":[{"kind":"webhook","addresses":["http://127.0.0.1:1/x"]}])";
  expect_refused(call("SetContacts", "{" + hook + "}", tib_), 403, "ACCESS_CONTACTS");
  const auto got =
      call("SetContacts", R"({"person":"tib-1","reason":"prov",)" + hook + "}", admin_);
  EXPECT_EQ(got.status, 200U) << got.body;
  EXPECT_EQ(of("tib-1").at("webhook"), std::vector<std::string>{"http://127.0.0.1:1/x"});
}

TEST_F(ContactsOverHttp, AnAdministratorChangesTheKeyAndSaysWhy) {
  const auto key = [this] {
    std::ifstream file(folder_ / "directory.key");
    return std::string(std::istreambuf_iterator<char>(file), {});
  };
  const auto before = key();
  expect_refused(call("ChangeDirectoryKey", R"({"reason":"x"})", tib_), 403, "ACCESS_CONTACTS");
  expect_refused(call("ChangeDirectoryKey", "{}", admin_), 400, "INPUT_MISSING");
  EXPECT_EQ(key(), before);
  const auto got = call("ChangeDirectoryKey", R"({"reason":"driftens byte"})", admin_);
  EXPECT_EQ(got.status, 200U) << got.body;
  EXPECT_NE(key(), before);
  EXPECT_EQ(of("tib-1").size(), 3U);
  const auto noted = call("ListReads", "{}", admin_).body;
  EXPECT_THAT(noted, HasSubstr("CONTACT_ACT_KEY_CHANGED"));
  EXPECT_THAT(noted, HasSubstr("driftens byte"));
}

TEST_F(ContactsOverHttp, ErasingTakesAddressesAndBrowsersAndIsNoted) {
  browsers_.kept = {{{"tib-1"}, "https://push.example/a"}, {{"staff-1"}, "https://push.example/b"}};
  expect_refused(call("EraseContacts", R"({"person":"tib-1","reason":"x"})", tib_), 403,
                 "ACCESS_CONTACTS");
  expect_refused(call("EraseContacts", R"({"reason":"x"})", admin_), 400, "INPUT_MISSING");
  const auto got = call("EraseContacts", R"({"person":"tib-1","reason":"slutat"})", admin_);
  EXPECT_EQ(got.status, 200U) << got.body;
  EXPECT_TRUE(of("tib-1").empty());
  ASSERT_EQ(browsers_.kept.size(), 1U);
  EXPECT_EQ(browsers_.kept[0].first.value, "staff-1");
  EXPECT_THAT(call("GetContacts", "{}", tib_).body, HasSubstr("\"erased\":true"));
  EXPECT_THAT(call("ListReads", "{}", tib_).body, HasSubstr("CONTACT_ACT_ERASED"));
  const auto push = call("SubscribePush", R"({"endpoint":"https://x"})", tib_, "AccessService");
  EXPECT_THAT(push.body, HasSubstr("CONTACTS_ERASED"));
  EXPECT_EQ(
      call("SetContacts", R"({"contacts":[{"kind":"sms","addresses":["+46701740611"]}]})", tib_)
          .status,
      200U);
  EXPECT_EQ(of("tib-1").size(), 1U);
}

TEST_F(ContactsOverHttp, WhoHasLeftCanBeErasedButNotReachedAnew) {
  expect_refused(call("GetContacts", R"({"person":"ingen","reason":"x"})", admin_), 404,
                 "INPUT_UNKNOWN_PERSON");
  const std::string whose = R"("person":"gone-1","reason":"slutat")";
  expect_refused(
      call("SetContacts",
           "{" + whose + R"(,"contacts":[{"kind":"sms","addresses":["+46701740611"]}]})", admin_),
      404, "INPUT_UNKNOWN_PERSON");
  EXPECT_EQ(call("EraseContacts", "{" + whose + "}", admin_).status, 200U);
  EXPECT_TRUE(of("gone-1").empty());
}

TEST_F(ContactsOverHttp, ReadsAreListedTheNewestFirstAndSoMany) {
  for (const char* why : {"ett", "två", "tre"}) {
    const std::string body = std::string(R"({"person":"tib-1","reason":")") + why + "\"}";
    EXPECT_EQ(call("GetContacts", body, admin_).status, 200U);
  }
  const auto reads = call("ListReads", R"({"limit":2})", tib_);
  EXPECT_LT(reads.body.find("tre"), reads.body.find("två"));
  EXPECT_THAT(reads.body, Not(HasSubstr("ett")));
  expect_refused(call("ListReads", R"({"limit":1001})", tib_), 400, "INPUT_OUT_OF_RANGE");
}

TEST_F(ContactsOverHttp, WithoutADirectoryItIsSaid) {
  house_.on_main([this] { house_.services().contacts = nullptr; });
  expect_refused(call("GetContacts", "{}", tib_), 404, "CONTACTS_NOT_KEPT");
  expect_refused(call("EraseContacts", R"({"person":"tib-1","reason":"x"})", admin_), 404,
                 "CONTACTS_NOT_KEPT");
}

TEST(Masking, HidesWhatIsShortOrStrange) {
  using edge::masked;
  EXPECT_EQ(masked("voice", "+46701740605"), "+46 70 *** ** 05");
  EXPECT_EQ(masked("sms", "+1234567"), "***67");
  EXPECT_EQ(masked("sms", ""), "***");
  EXPECT_EQ(masked("mail", "å@örebro"), "***@***");
  EXPECT_EQ(masked("mail", "a"), "***");
  EXPECT_EQ(masked("mail", "@"), "***@***");
  EXPECT_EQ(masked("webhook", "https://u:p@example.org/x?key=1"), "https://***");
  EXPECT_EQ(masked("console", "tib-1"), "***");
}

}  // namespace
}  // namespace ckl::test
