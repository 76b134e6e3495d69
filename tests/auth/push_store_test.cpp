// Persons' browsers for push messages: kept, replaced, forgotten, and damaged files refused.
#include "auth/push_store.hpp"

#include <fstream>

#include <gtest/gtest.h>
#include <sys/stat.h>

#include "auth/scratch_folder.hpp"

namespace ckl::test {
namespace {

class PushBrowsers : public ::testing::Test {
 protected:
  [[nodiscard]] std::filesystem::path file() const { return folder_ / "push-subscriptions.json"; }

  [[nodiscard]] std::unique_ptr<auth::PushStore> open() const {
    auto store = auth::PushStore::open(file());
    EXPECT_TRUE(store.has_value());
    if (!store) return nullptr;
    (*store)->serve("public", [](const ports::PushSubscription& subscription) {
      if (subscription.endpoint.starts_with("https://")) return ports::Result<void>{};
      return ports::Result<void>(
          std::unexpected(ports::Failure{ports::FailureCode::invalid, "no"}));
    });
    return *std::move(store);
  }

  static ports::PushSubscription browser(const std::string& name) {
    return {.endpoint = "https://push.example/" + name,
            .public_key = std::string("\x04\xff\0\x01", 4),
            .secret = "hemligt"};
  }

  ScratchFolder folder_;
};

TEST_F(PushBrowsers, AreKeptOverARestartAndReadableByTheOwnerOnly) {
  ASSERT_TRUE(open()->subscribe({"tib-1"}, browser("a")));
  const auto store = open();
  ASSERT_EQ(store->of({"tib-1"}).size(), 1U);
  EXPECT_EQ(store->of({"tib-1"})[0], browser("a"));
  EXPECT_TRUE(store->of({"tib-2"}).empty());
  struct stat about{};
  ASSERT_EQ(::stat(file().c_str(), &about), 0);
  EXPECT_EQ(about.st_mode & 0777U, 0600U);
}

TEST_F(PushBrowsers, BelongToOnePersonEach) {
  const auto store = open();
  ASSERT_TRUE(store->subscribe({"tib-1"}, browser("a")));
  ASSERT_TRUE(store->subscribe({"tib-1"}, browser("a")));
  EXPECT_EQ(store->of({"tib-1"}).size(), 1U);
  // Somebody else has signed in at the same browser.
  ASSERT_TRUE(store->subscribe({"tib-2"}, browser("a")));
  EXPECT_TRUE(store->of({"tib-1"}).empty());
  EXPECT_EQ(store->of({"tib-2"}).size(), 1U);
}

TEST_F(PushBrowsers, TheOldestGivesWay) {
  const auto store = open();
  ASSERT_TRUE(store->subscribe({"tib-2"}, browser("other")));
  for (std::size_t at = 0; at <= auth::PushStore::most_per_person; ++at) {
    ASSERT_TRUE(store->subscribe({"tib-1"}, browser(std::to_string(at))));
  }
  const auto theirs = store->of({"tib-1"});
  ASSERT_EQ(theirs.size(), auth::PushStore::most_per_person);
  EXPECT_EQ(theirs.front(), browser("1"));
  EXPECT_EQ(store->of({"tib-2"}).size(), 1U);
}

TEST_F(PushBrowsers, AreRemovedByTheirPersonAlone) {
  const auto store = open();
  ASSERT_TRUE(store->subscribe({"tib-1"}, browser("a")));
  const auto others = store->unsubscribe({"tib-2"}, browser("a").endpoint);
  ASSERT_FALSE(others);
  EXPECT_EQ(others.error().code, ports::FailureCode::not_found);
  EXPECT_TRUE(store->unsubscribe({"tib-1"}, browser("a").endpoint));
  EXPECT_TRUE(store->of({"tib-1"}).empty());
  EXPECT_TRUE(open()->of({"tib-1"}).empty());
}

TEST_F(PushBrowsers, AreForgottenWhenThePushServiceSaysSo) {
  const auto store = open();
  ASSERT_TRUE(store->subscribe({"tib-1"}, browser("a")));
  ASSERT_TRUE(store->subscribe({"tib-1"}, browser("b")));
  store->forget(browser("a").endpoint);
  store->forget("https://push.example/unknown");
  ASSERT_EQ(store->of({"tib-1"}).size(), 1U);
  EXPECT_EQ(open()->of({"tib-1"})[0], browser("b"));
}

TEST_F(PushBrowsers, ThatAreGoneAreSaidToTheirPersonUntilOneIsThereAgain) {
  const auto store = open();
  ASSERT_TRUE(store->subscribe({"tib-1"}, browser("a")));
  ASSERT_TRUE(store->subscribe({"tib-2"}, browser("b")));
  store->forget(browser("a").endpoint);
  store->forget(browser("b").endpoint);
  const auto again = open();
  EXPECT_EQ(again->lost({"tib-1"}), std::vector{browser("a").endpoint});
  EXPECT_TRUE(again->lost({"tib-3"}).empty());
  ASSERT_TRUE(again->subscribe({"tib-1"}, browser("c")));
  EXPECT_TRUE(again->lost({"tib-1"}).empty());
  EXPECT_EQ(again->lost({"tib-2"}).size(), 1U);
  // Or the person has taken note.
  EXPECT_FALSE(again->unsubscribe({"tib-1"}, browser("b").endpoint));
  EXPECT_TRUE(again->unsubscribe({"tib-2"}, browser("b").endpoint));
  EXPECT_TRUE(open()->lost({"tib-2"}).empty());
}

TEST_F(PushBrowsers, AreNotTakenWithoutAGatewayNorWhenTheChannelRefuses) {
  const auto store = open();
  auto plain = browser("a");
  plain.endpoint = "http://push.example/a";
  EXPECT_EQ(store->subscribe({"tib-1"}, plain).error().code, ports::FailureCode::invalid);
  const auto unserved = auth::PushStore::open(file());
  ASSERT_TRUE(unserved);
  EXPECT_TRUE((*unserved)->public_key().empty());
  EXPECT_EQ((*unserved)->subscribe({"tib-1"}, browser("a")).error().code,
            ports::FailureCode::unreachable);
}

TEST_F(PushBrowsers, ADamagedFileIsNotStartedOver) {
  const std::string start = R"({"format":1,"lost":[],"subscriptions":[)";
  const std::vector<std::string> damaged = {
      "",
      "{",
      "[]",
      R"({"format":2,"lost":[],"subscriptions":[]})",
      R"({"format":1,"lost":[],"subscriptions":{}})",
      R"({"format":1,"subscriptions":[]})",
      R"({"format":1,"lost":[{"person":"a"}],"subscriptions":[]})",
      start + "7]}",
      start + R"({"person":"a","endpoint":"https://x","p256dh":"!","auth":"AA"}]})",
      start + R"({"person":"a","endpoint":7,"p256dh":"AA","auth":"AA"}]})"};
  for (const std::string& contents : damaged) {
    std::ofstream(file(), std::ios::trunc) << contents;
    const auto store = auth::PushStore::open(file());
    ASSERT_FALSE(store) << contents;
    EXPECT_EQ(store.error().code, ports::FailureCode::corrupt);
  }
}

}  // namespace
}  // namespace ckl::test
