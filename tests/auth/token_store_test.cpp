// Bearer tokens: made, found, expired, revoked, kept; and damaged files refused.
#include "auth/token_store.hpp"

#include <set>

#include <gtest/gtest.h>
#include <sys/stat.h>

#include "auth/hand_clock.hpp"
#include "auth/scratch_folder.hpp"
#include "platform/random.hpp"

namespace ckl::test {
namespace {

using namespace std::chrono_literals;

class Tokens : public ::testing::Test {
 protected:
  [[nodiscard]] std::filesystem::path file() const { return folder_ / "tokens.json"; }

  [[nodiscard]] std::unique_ptr<auth::TokenStore> open() const {
    auto store = auth::TokenStore::open(file(), clock_, platform::random_bytes);
    EXPECT_TRUE(store.has_value());
    return store ? *std::move(store) : nullptr;
  }

  [[nodiscard]] ports::TokenRow row(const std::string& person) const {
    return {.id = {},
            .person = {person},
            .label = "tjänstetelefon",
            .valid_to = clock_.now() + 24h,
            .administrator = false};
  }

  HandClock clock_;
  ScratchFolder folder_;
};

TEST_F(Tokens, AuthenticateTheirPerson) {
  const auto store = open();
  auto admin = row("adm-1");
  admin.administrator = true;
  const auto tib = store->create(row("tib-1"));
  const auto adm = store->create(admin);
  ASSERT_TRUE(tib && adm);
  EXPECT_EQ(store->authenticate(tib->secret)->person.value, "tib-1");
  EXPECT_FALSE(store->authenticate(tib->secret)->administrator);
  EXPECT_EQ(store->authenticate(adm->secret)->token_id, adm->id);
  EXPECT_TRUE(store->authenticate(adm->secret)->administrator);
}

TEST_F(Tokens, AreLongAndNeverTheSame) {
  const auto store = open();
  std::set<std::string> seen;
  for (int at = 0; at < 50; ++at) {
    const auto made = store->create(row("tib-1"));
    ASSERT_TRUE(made.has_value());
    EXPECT_TRUE(made->secret.starts_with("ckl_"));
    EXPECT_EQ(made->secret.size(), 47U);
    EXPECT_TRUE(seen.insert(made->secret).second);
    EXPECT_TRUE(seen.insert(made->id).second);
  }
}

TEST_F(Tokens, AreRefusedWhenAnythingDiffers) {
  const auto store = open();
  const auto made = store->create(row("tib-1"));
  ASSERT_TRUE(made.has_value());
  for (std::size_t at = 0; at < made->secret.size(); ++at) {
    auto other = made->secret;
    other[at] = other[at] == 'x' ? 'y' : 'x';
    const auto found = store->authenticate(other);
    ASSERT_FALSE(found.has_value());
    EXPECT_EQ(found.error().code, ports::FailureCode::refused);
  }
  EXPECT_FALSE(store->authenticate("").has_value());
  EXPECT_FALSE(store->authenticate(made->secret + "A").has_value());
  EXPECT_FALSE(store->authenticate(made->id).has_value());
  EXPECT_FALSE(store->authenticate(std::string(1'000'000, 'A')).has_value());
}

TEST_F(Tokens, ExpireAtTheirInstant) {
  const auto store = open();
  const auto made = store->create(row("tib-1"));
  ASSERT_TRUE(made.has_value());
  clock_.advance(24h - 1ms);
  EXPECT_TRUE(store->authenticate(made->secret).has_value());
  clock_.advance(1ms);
  const auto expired = store->authenticate(made->secret);
  ASSERT_FALSE(expired.has_value());
  EXPECT_EQ(expired.error().what, store->authenticate("ckl_unknown").error().what);
}

TEST_F(Tokens, StopAtOnceWhenRevoked) {
  const auto store = open();
  const auto made = store->create(row("tib-1"));
  const auto other = store->create(row("tib-2"));
  ASSERT_TRUE(made && other);
  ASSERT_TRUE(store->revoke(made->id).has_value());
  EXPECT_FALSE(store->authenticate(made->secret).has_value());
  EXPECT_TRUE(store->authenticate(other->secret).has_value());
  EXPECT_EQ(store->revoke(made->id).error().code, ports::FailureCode::not_found);
}

TEST_F(Tokens, OnAConnectionHoldAsLongAsTheyWouldAnew) {
  const auto store = open();
  const auto made = store->create(row("tib-1"));
  const auto other = store->create(row("tib-2"));
  ASSERT_TRUE(made && other);
  const auto tib = *store->authenticate(made->secret);
  const auto second = *store->authenticate(other->secret);
  EXPECT_TRUE(store->still_valid(tib));
  auto risen = tib;
  risen.administrator = true;
  EXPECT_FALSE(store->still_valid(risen));
  ASSERT_TRUE(store->revoke(made->id).has_value());
  EXPECT_FALSE(store->still_valid(tib));
  clock_.advance(24h - 1ms);
  EXPECT_TRUE(store->still_valid(second));
  clock_.advance(1ms);
  EXPECT_FALSE(store->still_valid(second));
}

TEST_F(Tokens, SurviveARestart) {
  std::string secret;
  {
    const auto store = open();
    secret = store->create(row("tib-1"))->secret;
    ASSERT_TRUE(store->revoke(store->create(row("tib-2"))->id).has_value());
  }
  const auto store = open();
  EXPECT_EQ(store->authenticate(secret)->person.value, "tib-1");
  ASSERT_EQ(store->list().size(), 1U);
  EXPECT_EQ(store->list().front().label, "tjänstetelefon");
  EXPECT_EQ(store->list().front().valid_to, clock_.now() + 24h);
}

TEST_F(Tokens, AreKeptAsHashesReadableByTheOwnerOnly) {
  const auto store = open();
  const auto made = store->create(row("tib-1"));
  ASSERT_TRUE(made.has_value());
  EXPECT_EQ(contents_of(file()).find(made->secret.substr(4)), std::string::npos);
  struct stat found{};
  ASSERT_EQ(::stat(file().c_str(), &found), 0);
  EXPECT_EQ(found.st_mode & 0777U, 0600U);
}

TEST_F(Tokens, OfADamagedFileAreAFailureNotAnEmptyStore) {
  {
    const auto store = open();
    ASSERT_TRUE(store->create(row("tib-1")).has_value());
  }
  const std::string whole = contents_of(file());
  const auto refused = [&](const std::string& contents) {
    write_file(file(), contents);
    const auto store = auth::TokenStore::open(file(), clock_, platform::random_bytes);
    return !store && store.error().code == ports::FailureCode::corrupt &&
           store.error().what.find("tokens.json") != std::string::npos;
  };
  EXPECT_TRUE(refused(""));
  for (std::size_t size = 1; size + 2 < whole.size(); size += 7) {
    EXPECT_TRUE(refused(whole.substr(0, size))) << size;
  }
  for (const char* name : {"\"id\"", "\"person\"", "\"valid_to\"", "\"sha256\"", "\"format\"",
                           "\"label\"", "\"administrator\"", "\"tokens\""}) {
    auto without = whole;
    without.replace(without.find(name), 2, "\"_");
    EXPECT_TRUE(refused(without)) << name;
  }
  EXPECT_TRUE(refused(R"({"format":1,"tokens":[1]})"));
  EXPECT_TRUE(refused(R"({"format":4,"tokens":[]})"));
  EXPECT_TRUE(refused("[]"));
}

// A crash between writing and renaming leaves a file beside: it is not read, and is overwritten.
TEST_F(Tokens, StandWhenAReplacementWasCutOff) {
  std::string secret;
  {
    const auto store = open();
    secret = store->create(row("tib-1"))->secret;
  }
  write_file(folder_ / "tokens.json.new", "{\"format\":1,\"tok");
  const auto store = open();
  EXPECT_TRUE(store->authenticate(secret).has_value());
  EXPECT_TRUE(store->create(row("tib-2")).has_value());
  EXPECT_FALSE(std::filesystem::exists(folder_ / "tokens.json.new"));
}

TEST_F(Tokens, DoNotExistWhenTheDiskRefused) {
  const auto store = open();
  const auto before = store->create(row("tib-1"));
  ASSERT_TRUE(before.has_value());
  // What is written beside can't be created: a folder stands there.
  std::filesystem::create_directory(folder_ / "tokens.json.new");
  const auto after = store->create(row("tib-2"));
  ASSERT_FALSE(after.has_value());
  EXPECT_EQ(after.error().code, ports::FailureCode::io);
  EXPECT_EQ(store->list().size(), 1U);
  EXPECT_FALSE(store->revoke(before->id).has_value());
  EXPECT_TRUE(store->authenticate(before->secret).has_value());
}

TEST_F(Tokens, NeedAPersonATimeAndAShortLabel) {
  const auto store = open();
  EXPECT_EQ(store->create(row("")).error().code, ports::FailureCode::invalid);
  auto past = row("tib-1");
  past.valid_to = clock_.now();
  EXPECT_EQ(store->create(past).error().code, ports::FailureCode::invalid);
  auto wordy = row("tib-1");
  wordy.label = std::string(201, 'x');
  EXPECT_EQ(store->create(wordy).error().code, ports::FailureCode::invalid);
  EXPECT_FALSE(std::filesystem::exists(file()));
}

TEST_F(Tokens, AreForgottenAMonthAfterTheyExpired) {
  const auto store = open();
  ASSERT_TRUE(store->create(row("tib-1")).has_value());
  clock_.advance(30 * 24h);
  ASSERT_TRUE(store->create(row("tib-2")).has_value());
  EXPECT_EQ(store->list().size(), 2U);
  clock_.advance(2 * 24h);
  ASSERT_TRUE(store->create(row("tib-3")).has_value());
  EXPECT_EQ(store->list().size(), 2U);
}

}  // namespace
}  // namespace ckl::test
