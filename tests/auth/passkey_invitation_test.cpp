// Invitations: one for a first key, two persons for a recovery, and what a code is good for.
#include <set>

#include <gtest/gtest.h>

#include "auth/passkey_desk.hpp"

namespace ckl::test {
namespace {

using namespace std::chrono_literals;
using ports::PasskeyFault;

class Invitations : public PasskeyDesk {
 protected:
  // The code; empty when a second has to agree.
  std::string invite(const Person& person, const Person& by) {
    const auto one = store_->invite(person, by);
    EXPECT_TRUE(one);
    if (!one) return "";
    EXPECT_EQ(one->person, person);
    return one->code;
  }
  std::optional<PasskeyFault> fault_of_code(const std::string& code) {
    return fault_of(store_->offer_invited(code));
  }
};

TEST_F(Invitations, ToAFirstKeyAreGivenByOne) {
  const auto one = store_->invite({"tib-1"}, {"adm-1"});
  ASSERT_TRUE(one);
  EXPECT_TRUE(one->code.starts_with("cklp_"));
  EXPECT_EQ(one->code.size(), 48U);
  EXPECT_EQ(one->valid_to, clock_.now() + 24h);
  const auto offer = store_->offer_invited(one->code);
  ASSERT_TRUE(offer);
  EXPECT_EQ(offer->person.value, "tib-1");
  EXPECT_EQ(offer->user_handle.size(), 32U);
  EXPECT_EQ(offer->valid_to, one->valid_to);
  const Authenticator device;
  const auto revoked = accept(one->code, device);
  ASSERT_TRUE(revoked);
  EXPECT_TRUE(revoked->empty());
  EXPECT_EQ(sign_in(device)->person.value, "tib-1");
}

TEST_F(Invitations, HaveCodesThatAreNeverTheSameNorInTheFile) {
  std::set<std::string> seen;
  for (int at = 0; at < 50; ++at) {
    const auto code = invite({"tib-" + std::to_string(at)}, {"adm-1"});
    EXPECT_TRUE(seen.insert(code).second);
    EXPECT_EQ(contents_of(file()).find(code.substr(5)), std::string::npos);
  }
}

TEST_F(Invitations, AreRefusedWhenAnythingOfTheCodeDiffers) {
  const auto code = invite({"tib-1"}, {"adm-1"});
  for (std::size_t at = 0; at < code.size(); ++at) {
    auto other = code;
    other[at] = other[at] == 'x' ? 'y' : 'x';
    EXPECT_EQ(fault_of_code(other), PasskeyFault::invitation) << at;
    EXPECT_EQ(fault_of_code(code.substr(0, at)), PasskeyFault::invitation) << at;
  }
  EXPECT_EQ(fault_of_code(code + 'A'), PasskeyFault::invitation);
  EXPECT_EQ(fault_of_code(std::string(1'000'000, 'A')), PasskeyFault::invitation);
  EXPECT_EQ(fault_of_code(code), std::nullopt);
}

TEST_F(Invitations, AreUsedOnce) {
  const auto code = invite({"tib-1"}, {"adm-1"});
  const auto first = store_->offer_invited(code)->challenge;
  const auto second = store_->offer_invited(code)->challenge;
  const auto one = store_->check_new({}, code, Authenticator().create(first));
  const auto other = store_->check_new({}, code, Authenticator().create(second));
  ASSERT_TRUE(one && other);
  ASSERT_TRUE(store_->keep(*one, code));
  EXPECT_EQ(fault_of(store_->keep(*other, code)), PasskeyFault::invitation);
  EXPECT_EQ(fault_of_code(code), PasskeyFault::invitation);
  EXPECT_EQ(fault_of(store_->check_new({}, code, Authenticator().create(second))),
            PasskeyFault::invitation);
  restart();
  EXPECT_EQ(fault_of_code(code), PasskeyFault::invitation);
}

TEST_F(Invitations, EndAfterADay) {
  const auto code = invite({"tib-1"}, {"adm-1"});
  restart();
  clock_.advance(24h - 1ms);
  const auto challenge = store_->offer_invited(code)->challenge;
  const auto key = store_->check_new({}, code, Authenticator().create(challenge));
  ASSERT_TRUE(key);
  clock_.advance(1ms);
  EXPECT_EQ(fault_of_code(code), PasskeyFault::invitation);
  EXPECT_EQ(fault_of(store_->check_new({}, code, Authenticator().create(challenge))),
            PasskeyFault::invitation);
  EXPECT_EQ(fault_of(store_->keep(*key, code)), PasskeyFault::invitation);
}

TEST_F(Invitations, AreForTheirPersonAndTheirCeremony) {
  const auto code = invite({"tib-1"}, {"adm-1"});
  const auto other = invite({"tib-2"}, {"adm-1"});
  const auto challenge = store_->offer_invited(code)->challenge;
  const auto made = Authenticator().create(challenge);
  EXPECT_EQ(fault_of(store_->check_new({}, other, made)), PasskeyFault::challenge);
  EXPECT_EQ(fault_of(store_->check_new({"tib-1"}, "", made)), PasskeyFault::challenge);
  EXPECT_EQ(fault_of(store_->check_new({"tib-2"}, code, made)), PasskeyFault::invitation);
  EXPECT_EQ(fault_of(store_->check_new({}, "", made)), PasskeyFault::invitation);
  const auto key = store_->check_new({"tib-1"}, code, made);
  ASSERT_TRUE(key);
  EXPECT_EQ(fault_of(store_->keep(*key, other)), PasskeyFault::invitation);
  EXPECT_EQ(fault_of(store_->keep(*key, "")), PasskeyFault::challenge);
  EXPECT_TRUE(store_->keep(*key, code));
}

TEST_F(Invitations, AnewReplaceTheUnusedOneBefore) {
  const auto before = invite({"tib-1"}, {"adm-1"});
  const auto now = invite({"tib-1"}, {"adm-1"});
  EXPECT_NE(before, now);
  EXPECT_EQ(fault_of_code(before), PasskeyFault::invitation);
  EXPECT_EQ(fault_of_code(now), std::nullopt);
}

TEST_F(Invitations, NeedAPersonAndWhoInvites) {
  EXPECT_EQ(fault_of(store_->invite({""}, {"adm-1"})), PasskeyFault::invitation);
  EXPECT_EQ(fault_of(store_->invite({"tib-1"}, {""})), PasskeyFault::invitation);
}

// --- recoveries ---

TEST_F(Invitations, OfSomebodyWithAKeyNeedTwo) {
  const Authenticator lost;
  const Authenticator lost_too;
  const Authenticator found;
  ASSERT_TRUE(add({"tib-1"}, lost) && add({"tib-1"}, lost_too));
  const auto first = store_->invite({"tib-1"}, {"adm-1"});
  ASSERT_TRUE(first);
  EXPECT_EQ(first->code, "");
  EXPECT_EQ(first->valid_to, clock_.now() + 24h);
  clock_.advance(1h);
  const auto second = store_->invite({"tib-1"}, {"adm-2"});
  ASSERT_TRUE(second);
  EXPECT_TRUE(second->code.starts_with("cklp_"));
  EXPECT_EQ(second->valid_to, clock_.now() + 24h);
  const auto offer = store_->offer_invited(second->code);
  ASSERT_TRUE(offer);
  EXPECT_TRUE(offer->known.empty());
  EXPECT_EQ(offer->user_handle, store_->offer({"tib-1"})->user_handle);
  // Until a new key is there the old ones hold.
  EXPECT_TRUE(sign_in(lost));
  const auto revoked = accept(second->code, found);
  ASSERT_TRUE(revoked);
  EXPECT_EQ(*revoked, (std::vector{lost.id, lost_too.id}));
  EXPECT_EQ(fault_of(sign_in(lost)), PasskeyFault::unknown_key);
  EXPECT_EQ(fault_of(sign_in(lost_too)), PasskeyFault::unknown_key);
  EXPECT_EQ(sign_in(found)->person.value, "tib-1");
}

TEST_F(Invitations, OfARecoveryAreUsedOnce) {
  ASSERT_TRUE(add({"tib-1"}, Authenticator()));
  const auto code = recovery_code({"tib-1"});
  const auto second = store_->offer_invited(code)->challenge;
  const auto other = store_->check_new({}, code, Authenticator().create(second));
  const Authenticator found;
  ASSERT_TRUE(other && accept(code, found));
  EXPECT_EQ(fault_of_code(code), PasskeyFault::invitation);
  EXPECT_EQ(fault_of(store_->keep(*other, code)), PasskeyFault::invitation);
  restart();
  EXPECT_EQ(fault_of_code(code), PasskeyFault::invitation);
  EXPECT_TRUE(sign_in(found));
}

TEST_F(Invitations, MakeRoomForTheNewKeyOfARecovery) {
  for (int at = 0; at < 8; ++at) ASSERT_TRUE(add({"tib-1"}, Authenticator()));
  const auto revoked = accept(recovery_code({"tib-1"}), Authenticator());
  ASSERT_TRUE(revoked);
  EXPECT_EQ(revoked->size(), 8U);
  EXPECT_EQ(store_->all().size(), 1U);
}

TEST_F(Invitations, OfARecoveryAreNotByTheInvited) {
  ASSERT_TRUE(add({"tib-1"}, Authenticator()));
  EXPECT_EQ(fault_of(store_->invite({"tib-1"}, {"tib-1"})), PasskeyFault::invitation);
  EXPECT_EQ(invite({"tib-1"}, {"adm-1"}), "");
  EXPECT_EQ(fault_of(store_->invite({"tib-1"}, {"tib-1"})), PasskeyFault::invitation);
  EXPECT_NE(invite({"tib-1"}, {"adm-2"}), "");
}

TEST_F(Invitations, OfARecoveryChangeNothingWhenTheFirstCallsAgain) {
  ASSERT_TRUE(add({"tib-1"}, Authenticator()));
  const auto first = store_->invite({"tib-1"}, {"adm-1"});
  ASSERT_TRUE(first);
  clock_.advance(1h);
  const std::string before = contents_of(file());
  const auto again = store_->invite({"tib-1"}, {"adm-1"});
  ASSERT_TRUE(again);
  EXPECT_EQ(again->code, "");
  EXPECT_EQ(again->valid_to, first->valid_to);
  EXPECT_EQ(contents_of(file()), before);
  restart();
  EXPECT_EQ(invite({"tib-1"}, {"adm-1"}), "");
  const auto code = invite({"tib-1"}, {"adm-2"});
  EXPECT_NE(code, "");
  // Also when the second has agreed.
  EXPECT_EQ(invite({"tib-1"}, {"adm-1"}), "");
  EXPECT_EQ(fault_of_code(code), std::nullopt);
}

TEST_F(Invitations, OfARecoveryStartAnewWhenAnybodyElseCallsAfterTheCode) {
  ASSERT_TRUE(add({"tib-1"}, Authenticator()));
  for (const char* third : {"adm-2", "adm-3"}) {
    const auto code = recovery_code({"tib-1"});
    EXPECT_NE(code, "");
    EXPECT_EQ(invite({"tib-1"}, {third}), "");
    EXPECT_EQ(fault_of_code(code), PasskeyFault::invitation);
    EXPECT_EQ(invite({"tib-1"}, {third}), "");
    const auto next = invite({"tib-1"}, {"adm-1"});
    EXPECT_EQ(fault_of_code(next), std::nullopt);
    ASSERT_TRUE(accept(next, Authenticator()));
  }
}

TEST_F(Invitations, OfARecoveryWaitADayForTheSecond) {
  ASSERT_TRUE(add({"tib-1"}, Authenticator()));
  EXPECT_EQ(invite({"tib-1"}, {"adm-1"}), "");
  clock_.advance(24h);
  EXPECT_EQ(invite({"tib-1"}, {"adm-2"}), "");  // and is now the first
  clock_.advance(24h - 1ms);
  EXPECT_NE(invite({"tib-1"}, {"adm-1"}), "");
}

// Or one who may revoke and invite could become anybody.
TEST_F(Invitations, OfSomebodyWhoseKeysWereRevokedNeedTwo) {
  const Authenticator lost;
  ASSERT_TRUE(add({"tib-1"}, lost) && store_->revoke(lost.id));
  restart();
  EXPECT_FALSE(store_->has_any({"tib-1"}));
  EXPECT_EQ(invite({"tib-1"}, {"adm-1"}), "");
  const auto revoked = accept(invite({"tib-1"}, {"adm-2"}), Authenticator());
  ASSERT_TRUE(revoked);
  EXPECT_TRUE(revoked->empty());
}

// What one person gave for a first key must not replace a key.
TEST_F(Invitations, ToAFirstKeyAreVoidWhenOneCameAnotherWay) {
  const auto code = invite({"tib-1"}, {"adm-1"});
  const auto challenge = store_->offer_invited(code)->challenge;
  const auto checked = store_->check_new({}, code, Authenticator().create(challenge));
  ASSERT_TRUE(checked);
  ASSERT_TRUE(add({"tib-1"}, Authenticator()));
  EXPECT_EQ(fault_of_code(code), PasskeyFault::invitation);
  EXPECT_EQ(fault_of(store_->keep(*checked, code)), PasskeyFault::invitation);
  // The one who gave it is only the first of two now.
  EXPECT_EQ(invite({"tib-1"}, {"adm-1"}), "");
  EXPECT_NE(invite({"tib-1"}, {"adm-2"}), "");
}

TEST_F(Invitations, OfARecoveryAreAsTheyWereWhenTheDiskRefused) {
  const Authenticator lost;
  ASSERT_TRUE(add({"tib-1"}, lost));
  EXPECT_EQ(invite({"tib-1"}, {"adm-1"}), "");
  refuse_to_write();
  EXPECT_EQ(fault_of(store_->invite({"tib-1"}, {"adm-2"})), PasskeyFault::not_kept);
  write_again();
  const auto code = invite({"tib-1"}, {"adm-2"});
  const auto challenge = store_->offer_invited(code)->challenge;
  const auto key = store_->check_new({}, code, Authenticator().create(challenge));
  ASSERT_TRUE(key);
  refuse_to_write();
  EXPECT_EQ(fault_of(store_->keep(*key, code)), PasskeyFault::not_kept);
  write_again();
  EXPECT_TRUE(sign_in(lost));
  EXPECT_EQ(store_->keep(*key, code), std::vector{lost.id});
}

}  // namespace
}  // namespace ckl::test
