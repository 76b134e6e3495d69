// Challenges without memory: what they are bound to, when they end, and that they are used once.
#include "auth/challenges.hpp"

#include <set>

#include <gtest/gtest.h>

#include "auth/hand_clock.hpp"
#include "platform/random.hpp"

namespace ckl::test {
namespace {

using namespace std::chrono_literals;

const std::string decision_key(32, 'k');

class ChallengesInTime : public ::testing::Test {
 protected:
  [[nodiscard]] auth::Challenges start(const std::string& key = decision_key) const {
    return {key, clock_, platform::random_bytes};
  }
  static ports::DecisionPaper paper() {
    return {{"tib-1"}, "Beslut: krisledningsnämnden träder i funktion.", 41, std::string(32, 'h')};
  }
  // Every byte altered, cut off, and made longer.
  static std::vector<std::string> others_than(const std::string& challenge) {
    std::vector<std::string> all{"", challenge + '\0', std::string(100'000, 'x')};
    for (std::size_t at = 0; at < challenge.size(); ++at) {
      all.push_back(challenge.substr(0, at));
      all.push_back(challenge);
      all.back()[at] = static_cast<char>(all.back()[at] ^ 1);
    }
    return all;
  }

  HandClock clock_;
  const auth::NewKeyBond bond_{{"tib-1"}, std::string(32, 'i')};
};

TEST_F(ChallengesInTime, AreFortyBytesAndNeverTheSame) {
  auto ours = start();
  std::set<std::string> seen;
  for (int at = 0; at < 100; ++at) {
    EXPECT_TRUE(seen.insert(ours.for_sign_in()).second);
    EXPECT_TRUE(seen.insert(ours.for_new_key(bond_)).second);
    EXPECT_TRUE(seen.insert(ours.for_decision(paper()).nonce).second);
  }
  EXPECT_EQ(ours.for_sign_in().size(), 40U);
  EXPECT_EQ(ours.for_new_key(bond_).size(), 40U);
  EXPECT_EQ(ours.for_decision(paper()).nonce.size(), 32U);
}

TEST_F(ChallengesInTime, StartWithTheInstantOfTheirEnd) {
  auto ours = start();
  EXPECT_EQ(auth::to_hex(ours.for_sign_in().substr(0, 8)), "000001a1ee5832c0");
  EXPECT_EQ((clock_.now() + 2min).time_since_epoch().count(), 0x1a1ee5832c0);
}

TEST_F(ChallengesInTime, EndAtTheirInstant) {
  auto ours = start();
  const auto sign_in = ours.for_sign_in();
  const auto new_key = ours.for_new_key(bond_);
  const auto decision = ours.for_decision(paper());
  clock_.advance(2min - 1ms);
  EXPECT_TRUE(ours.good_for_sign_in(sign_in));
  clock_.advance(1ms);
  EXPECT_FALSE(ours.good_for_sign_in(sign_in));
  clock_.advance(8min - 1ms);
  EXPECT_TRUE(ours.good_for_new_key(new_key, bond_));
  EXPECT_TRUE(ours.good_for_decision(decision.nonce, paper()));
  clock_.advance(1ms);
  EXPECT_FALSE(ours.good_for_new_key(new_key, bond_));
  EXPECT_FALSE(ours.good_for_decision(decision.nonce, paper()));
}

TEST_F(ChallengesInTime, AreRefusedWhenAnythingDiffers) {
  auto ours = start();
  const auto new_key = ours.for_new_key(bond_);
  for (const auto& other : others_than(ours.for_sign_in())) {
    EXPECT_FALSE(ours.good_for_sign_in(other)) << auth::to_hex(other.substr(0, 50));
  }
  for (const auto& other : others_than(new_key)) {
    EXPECT_FALSE(ours.good_for_new_key(other, bond_)) << auth::to_hex(other.substr(0, 50));
  }
  for (const auto& other : others_than(ours.for_decision(paper()).nonce)) {
    EXPECT_FALSE(ours.good_for_decision(other, paper())) << auth::to_hex(other.substr(0, 50));
  }
}

TEST_F(ChallengesInTime, AreForTheirPurposeOnly) {
  auto ours = start();
  const auto sign_in = ours.for_sign_in();
  const auto new_key = ours.for_new_key(bond_);
  const auto decision = ours.for_decision(paper());
  for (const auto& one : {new_key, decision.nonce, decision.challenge}) {
    EXPECT_FALSE(ours.good_for_sign_in(one));
  }
  for (const auto& one : {sign_in, decision.nonce, decision.challenge}) {
    EXPECT_FALSE(ours.good_for_new_key(one, bond_));
  }
  for (const auto& one : {sign_in, new_key, decision.challenge}) {
    EXPECT_FALSE(ours.good_for_decision(one, paper()));
  }
}

TEST_F(ChallengesInTime, OfNewKeysAreForThePersonAndInvitation) {
  auto ours = start();
  const auto invited = ours.for_new_key(bond_);
  const auto signed_in = ours.for_new_key({{"tib-1"}, ""});
  EXPECT_TRUE(ours.good_for_new_key(invited, bond_));
  EXPECT_TRUE(ours.good_for_new_key(signed_in, {{"tib-1"}, ""}));
  EXPECT_FALSE(ours.good_for_new_key(invited, {{"tib-2"}, bond_.invitation}));
  EXPECT_FALSE(ours.good_for_new_key(invited, {{"tib-1"}, std::string(32, 'j')}));
  EXPECT_FALSE(ours.good_for_new_key(invited, {{"tib-1"}, ""}));
  EXPECT_FALSE(ours.good_for_new_key(signed_in, bond_));
  // Where one text ends and the next begins is part of what is bound.
  EXPECT_FALSE(ours.good_for_new_key(invited, {{"tib-1i"}, std::string(31, 'i')}));
}

TEST_F(ChallengesInTime, OfDecisionsAreForThisVeryPaper) {
  auto ours = start();
  const auto nonce = ours.for_decision(paper()).nonce;
  EXPECT_TRUE(ours.good_for_decision(nonce, paper()));
  auto other = paper();
  other.person = {"tib-2"};
  EXPECT_FALSE(ours.good_for_decision(nonce, other));
  other = paper();
  other.text.back() = '!';
  EXPECT_FALSE(ours.good_for_decision(nonce, other));
  other = paper();
  ++other.log_size;
  EXPECT_FALSE(ours.good_for_decision(nonce, other));
  other = paper();
  other.log_head.front() = 'i';
  EXPECT_FALSE(ours.good_for_decision(nonce, other));
}

TEST_F(ChallengesInTime, OfDecisionsAreTheHashOfNonceHeadAndText) {
  auto ours = start();
  const auto one = ours.for_decision(paper());
  const auto expected = auth::sha256(one.nonce + paper().log_head + paper().text);
  EXPECT_EQ(one.challenge, auth::as_text(expected));
  EXPECT_EQ(auth::Challenges::decision_digest(one.nonce, paper()), one.challenge);
}

TEST_F(ChallengesInTime, AreUsedOnceExceptForDecisions) {
  auto ours = start();
  const auto sign_in = ours.for_sign_in();
  const auto second = ours.for_sign_in();
  const auto new_key = ours.for_new_key(bond_);
  EXPECT_TRUE(ours.good_for_sign_in(sign_in));
  EXPECT_TRUE(ours.good_for_sign_in(sign_in));  // asking is not using
  ours.use(sign_in);
  ours.use(new_key);
  EXPECT_FALSE(ours.good_for_sign_in(sign_in));
  EXPECT_FALSE(ours.good_for_new_key(new_key, bond_));
  EXPECT_TRUE(ours.good_for_sign_in(second));
  const auto nonce = ours.for_decision(paper()).nonce;
  EXPECT_TRUE(ours.good_for_decision(nonce, paper()));
  EXPECT_TRUE(ours.good_for_decision(nonce, paper()));
}

TEST_F(ChallengesInTime, ThatWereUsedStayUsedWhenTheClockGoesBack) {
  auto ours = start();
  const auto used = ours.for_sign_in();
  ours.use(used);
  clock_.advance(3min);
  EXPECT_TRUE(ours.good_for_sign_in(ours.for_sign_in()));  // here the used one is forgotten
  clock_.advance(-3min);
  EXPECT_FALSE(ours.good_for_sign_in(used));
  EXPECT_TRUE(ours.good_for_sign_in(ours.for_sign_in()));
}

TEST_F(ChallengesInTime, AreNoneWhileTooManyUsedOnesAreRemembered) {
  auto ours = start();
  for (std::size_t at = 0; at < auth::Challenges::most_used; ++at) ours.use(ours.for_sign_in());
  EXPECT_FALSE(ours.good_for_sign_in(ours.for_sign_in()));
  EXPECT_FALSE(ours.good_for_new_key(ours.for_new_key(bond_), bond_));
  EXPECT_TRUE(ours.good_for_decision(ours.for_decision(paper()).nonce, paper()));
  clock_.advance(2min);
  EXPECT_TRUE(ours.good_for_sign_in(ours.for_sign_in()));
}

TEST_F(ChallengesInTime, OfAnEarlierRunHoldForDecisionsOnly) {
  auto before = start();
  const auto sign_in = before.for_sign_in();
  const auto new_key = before.for_new_key(bond_);
  const auto nonce = before.for_decision(paper()).nonce;
  auto now = start();
  EXPECT_FALSE(now.good_for_sign_in(sign_in));
  EXPECT_FALSE(now.good_for_new_key(new_key, bond_));
  EXPECT_TRUE(now.good_for_decision(nonce, paper()));
  auto elsewhere = start(std::string(32, 'l'));
  EXPECT_FALSE(elsewhere.good_for_decision(nonce, paper()));
}

}  // namespace
}  // namespace ckl::test
