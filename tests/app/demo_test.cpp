// Demonstration mode's tokens: the same from start to start, gone with the mode.
#include "app/demo.hpp"

#include <map>

#include <gtest/gtest.h>
#include <sys/stat.h>

#include "auth/hand_clock.hpp"
#include "auth/scratch_folder.hpp"
#include "platform/random.hpp"

namespace ckl::test {
namespace {

using namespace std::chrono_literals;

domain::Organisation organisation() {
  domain::Organisation all;
  for (const char* id : {"tib", "root"}) {
    domain::Person person;
    person.id = {id};
    person.name = id;
    all.persons.push_back(person);
    domain::Mandate mandate;
    mandate.person = {id};
    mandate.role =
        id == std::string("tib") ? domain::role::duty_officer : domain::role::administrator;
    all.mandates.push_back(mandate);
  }
  return all;
}

class Demo : public ::testing::Test {
 protected:
  // One start in demonstration mode; the secrets that are shown.
  std::vector<std::string> start() {
    tokens_ = *auth::TokenStore::open(folder_ / "tokens.json", clock_, platform::random_bytes);
    std::vector<std::string> secrets;
    for (const auto& person : *app::make_demo_persons(*tokens_, organisation(), clock_, file_)) {
      EXPECT_TRUE(tokens_->authenticate(person.token).has_value());
      secrets.push_back(person.token);
    }
    EXPECT_EQ(tokens_->list().size(), secrets.size());
    return secrets;
  }

  ScratchFolder folder_;
  std::filesystem::path file_ = folder_ / "demo-tokens.json";
  HandClock clock_;
  std::unique_ptr<auth::TokenStore> tokens_;
};

TEST_F(Demo, KeepsItsTokensFromStartToStart) {
  const auto first = start();
  ASSERT_EQ(first.size(), 2U);
  EXPECT_EQ(start(), first);
  struct stat status{};
  ASSERT_EQ(::stat(file_.c_str(), &status), 0);
  EXPECT_EQ(status.st_mode & 0777U, 0600U);
}

TEST_F(Demo, GivesTheCardsToTheFirstOfTheirRoles) {
  using edge::http::DemoCard;
  auto all = organisation();
  for (const auto& [id, role] : {std::pair{"tib-2", domain::role::duty_officer},
                                 std::pair{"chair", domain::role::committee_chair}}) {
    domain::Person person;
    person.id = {id};
    person.name = id;
    all.persons.push_back(person);
    domain::Mandate mandate;
    mandate.person = {id};
    mandate.role = role;
    all.mandates.push_back(mandate);
  }
  tokens_ = *auth::TokenStore::open(folder_ / "tokens.json", clock_, platform::random_bytes);
  std::map<std::string, DemoCard> cards;
  for (const auto& person : *app::make_demo_persons(*tokens_, all, clock_, file_)) {
    cards[person.name] = person.card;
  }
  EXPECT_EQ(cards, (std::map<std::string, DemoCard>{{"tib", DemoCard::duty_officer},
                                                    {"tib-2", DemoCard::none},
                                                    {"chair", DemoCard::chair},
                                                    {"root", DemoCard::none}}));
}

TEST_F(Demo, MakesNewOnesBeforeTheOldEnd) {
  const auto first = start();
  clock_.advance(std::chrono::days{6} + 1h);
  EXPECT_NE(start(), first);
}

TEST_F(Demo, TakesNoSecretThatIsNotItsOwn) {
  start();
  const auto own = tokens_->create({.id = {},
                                    .person = {"tib"},
                                    .label = "min egen",
                                    .valid_to = clock_.now() + std::chrono::days{30},
                                    .administrator = false});
  write_file(file_, R"({"tib":")" + own->secret + R"(","root":5})");
  tokens_ = *auth::TokenStore::open(folder_ / "tokens.json", clock_, platform::random_bytes);
  const auto shown = app::make_demo_persons(*tokens_, organisation(), clock_, file_);
  ASSERT_TRUE(shown.has_value());
  for (const auto& person : *shown) EXPECT_NE(person.token, own->secret);
  EXPECT_TRUE(tokens_->authenticate(own->secret).has_value()) << "it is somebody's";
  EXPECT_EQ(tokens_->list().size(), 3U);
  write_file(file_, "not JSON");
  EXPECT_EQ(app::make_demo_persons(*tokens_, organisation(), clock_, file_)->size(), 2U);
}

TEST_F(Demo, LeavesNothingBehind) {
  const auto secrets = start();
  ASSERT_TRUE(app::end_demo(*tokens_, file_).has_value());
  EXPECT_TRUE(tokens_->list().empty());
  EXPECT_FALSE(std::filesystem::exists(file_));
  for (const auto& secret : secrets) EXPECT_FALSE(tokens_->authenticate(secret).has_value());
}

}  // namespace
}  // namespace ckl::test
