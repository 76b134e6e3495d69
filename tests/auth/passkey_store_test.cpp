// Passkeys: adding, signing in, deciding, revoking, and a disk that refuses.
#include "auth/passkey_store.hpp"

#include <gtest/gtest.h>

#include "auth/passkey_desk.hpp"

namespace ckl::test {
namespace {

using namespace std::chrono_literals;
using ports::PasskeyFault;

class Passkeys : public PasskeyDesk {
 protected:
  static ports::DecisionPaper paper() {
    return {{"tib-1"}, "Beslut: krisledningsnämnden träder i funktion.", 41, std::string(32, 'h')};
  }
};

// --- adding ---

TEST_F(Passkeys, AreAddedBySomebodyWhoIsSignedIn) {
  const Authenticator device;
  EXPECT_FALSE(store_->has_any({"tib-1"}));
  const auto revoked = add({"tib-1"}, device);
  ASSERT_TRUE(revoked);
  EXPECT_TRUE(revoked->empty());
  EXPECT_TRUE(store_->has_any({"tib-1"}));
  EXPECT_FALSE(store_->has_any({"tib-2"}));
  ASSERT_EQ(store_->all().size(), 1U);
  const auto key = store_->all().front();
  EXPECT_EQ(key.id, device.id);
  EXPECT_EQ(key.public_key, device.public_key);
  EXPECT_EQ(key.person.value, "tib-1");
  EXPECT_EQ(key.label, "Telefonen");
  EXPECT_EQ(key.added, clock_.now());
  EXPECT_EQ(key.used, std::nullopt);
  EXPECT_EQ(store_->site(), "localhost");
}

TEST_F(Passkeys, AreOfferedWithTheSameHandleAndWhatIsKnown) {
  const Authenticator device;
  const auto first = store_->offer({"tib-1"});
  ASSERT_TRUE(first);
  EXPECT_EQ(first->user_handle.size(), 32U);
  EXPECT_TRUE(first->known.empty());
  EXPECT_EQ(first->valid_to, std::nullopt);
  ASSERT_TRUE(add({"tib-1"}, device));
  restart();
  const auto second = store_->offer({"tib-1"});
  ASSERT_TRUE(second);
  EXPECT_EQ(second->user_handle, first->user_handle);
  EXPECT_EQ(second->known, std::vector{device.id});
  EXPECT_NE(store_->offer({"tib-2"})->user_handle, first->user_handle);
  EXPECT_EQ(fault_of(store_->offer({""})), PasskeyFault::invitation);
}

TEST_F(Passkeys, ThatAreCheckedAreNotKeptByThat) {
  const Authenticator device;
  const auto made = device.create(store_->offer({"tib-1"})->challenge);
  const std::string before = contents_of(file());
  const auto key = store_->check_new({"tib-1"}, "", made);
  ASSERT_TRUE(key);
  EXPECT_EQ(key->id, device.id);
  EXPECT_EQ(key->person.value, "tib-1");
  EXPECT_TRUE(store_->all().empty());
  EXPECT_EQ(contents_of(file()), before);
}

TEST_F(Passkeys, AreNotAddedWhenOneThingIsWrong) {
  const auto fault = [this](const Telling& told) {
    return fault_of(add({"tib-1"}, Authenticator(), told));
  };
  EXPECT_EQ(fault({.site = "evil.example"}), PasskeyFault::origin);
  EXPECT_EQ(fault({.origin = "https://evil.example"}), PasskeyFault::origin);
  EXPECT_EQ(fault({.inside = R"(,"crossOrigin":true)"}), PasskeyFault::origin);
  EXPECT_EQ(fault({.type = "webauthn.get"}), PasskeyFault::malformed);
  EXPECT_EQ(fault({.flags = present}), PasskeyFault::not_verified);
  EXPECT_EQ(fault({.flags = verified}), PasskeyFault::not_verified);
  EXPECT_TRUE(store_->all().empty());
}

TEST_F(Passkeys, AreAddedForTheChallengesPersonOnceAndInTime) {
  const auto mine = store_->offer({"tib-1"})->challenge;
  const auto late = store_->offer({"tib-1"})->challenge;
  const auto check = [this](const Person& person, const std::string& challenge) {
    return store_->check_new(person, "", Authenticator().create(challenge));
  };
  EXPECT_EQ(fault_of(check({"tib-2"}, mine)), PasskeyFault::challenge);
  EXPECT_EQ(fault_of(check({""}, mine)), PasskeyFault::invitation);
  EXPECT_EQ(fault_of(check({"tib-1"}, store_->begin_sign_in())), PasskeyFault::challenge);
  const auto first = check({"tib-1"}, mine);
  const auto second = check({"tib-1"}, mine);
  ASSERT_TRUE(first && second);
  ASSERT_TRUE(store_->keep(*first, ""));
  EXPECT_EQ(fault_of(store_->keep(*second, "")), PasskeyFault::challenge);
  EXPECT_EQ(fault_of(check({"tib-1"}, mine)), PasskeyFault::challenge);
  const auto third = check({"tib-1"}, late);
  ASSERT_TRUE(third);
  clock_.advance(10min);
  EXPECT_EQ(fault_of(check({"tib-1"}, late)), PasskeyFault::challenge);
  EXPECT_EQ(fault_of(store_->keep(*third, "")), PasskeyFault::challenge);
  EXPECT_EQ(store_->all().size(), 1U);
}

TEST_F(Passkeys, AreKeptOnlyAsTheyWereChecked) {
  const Authenticator device;
  const auto challenge = store_->offer({"tib-1"})->challenge;
  const auto key = store_->check_new({"tib-1"}, "", device.create(challenge));
  ASSERT_TRUE(key && store_->offer({"tib-2"}));
  auto other = *key;
  other.person = {"tib-2"};
  EXPECT_EQ(fault_of(store_->keep(other, "")), PasskeyFault::challenge);
  other = *key;
  other.public_key = Authenticator().public_key;
  EXPECT_EQ(fault_of(store_->keep(other, "")), PasskeyFault::challenge);
  other = *key;
  other.id += 'x';
  EXPECT_EQ(fault_of(store_->keep(other, "")), PasskeyFault::challenge);
  restart();
  EXPECT_EQ(fault_of(store_->keep(*key, "")), PasskeyFault::challenge);
  EXPECT_TRUE(store_->all().empty());
}

TEST_F(Passkeys, ThatWereCheckedLongBeforeOthersAreCheckedAnew) {
  const auto challenge = store_->offer({"tib-1"})->challenge;
  const Authenticator device;
  const auto check = [&](const Authenticator& one) {
    return store_->check_new({"tib-1"}, "", one.create(challenge));
  };
  const auto key = check(device);
  ASSERT_TRUE(key);
  Authenticator other;
  for (std::size_t at = 0; at < auth::PasskeyStore::most_checked; ++at) {
    other.id = "key " + std::to_string(at);
    ASSERT_TRUE(check(other));
  }
  EXPECT_EQ(fault_of(store_->keep(*key, "")), PasskeyFault::challenge);
  ASSERT_TRUE(check(device));
  EXPECT_TRUE(store_->keep(*key, ""));
}

// Otherwise what was registered once could be registered again after it was revoked.
TEST_F(Passkeys, ThatWereRevokedDoNotComeBackByTheSameRegistration) {
  const Authenticator device;
  const auto made = device.create(store_->offer({"tib-1"})->challenge);
  const auto key = store_->check_new({"tib-1"}, "", made);
  ASSERT_TRUE(key && store_->keep(*key, "") && store_->revoke(device.id));
  EXPECT_EQ(fault_of(store_->keep(*key, "")), PasskeyFault::challenge);
  EXPECT_EQ(fault_of(store_->check_new({"tib-1"}, "", made)), PasskeyFault::challenge);
  EXPECT_TRUE(add({"tib-1"}, device));
}

TEST_F(Passkeys, ThatAreRegisteredAreRefusedAlsoForTheSamePerson) {
  const Authenticator device;
  ASSERT_TRUE(add({"tib-1"}, device));
  EXPECT_EQ(fault_of(add({"tib-1"}, device)), PasskeyFault::known_already);
  Authenticator same_id;
  same_id.id = device.id;
  EXPECT_EQ(fault_of(add({"tib-2"}, same_id)), PasskeyFault::known_already);
}

TEST_F(Passkeys, ArePerPersonAtMostEight) {
  for (int at = 0; at < 7; ++at) ASSERT_TRUE(add({"tib-1"}, Authenticator()));
  const auto eighth = store_->offer({"tib-1"})->challenge;
  const auto ninth = store_->offer({"tib-1"})->challenge;
  const auto one = store_->check_new({"tib-1"}, "", Authenticator().create(eighth));
  const auto other = store_->check_new({"tib-1"}, "", Authenticator().create(ninth));
  ASSERT_TRUE(one && other && store_->keep(*one, ""));
  EXPECT_EQ(fault_of(store_->keep(*other, "")), PasskeyFault::too_many);
  EXPECT_EQ(fault_of(store_->check_new({"tib-1"}, "", Authenticator().create(ninth))),
            PasskeyFault::too_many);
  EXPECT_EQ(fault_of(store_->offer({"tib-1"})), PasskeyFault::too_many);
  EXPECT_TRUE(add({"tib-2"}, Authenticator()));
  ASSERT_TRUE(store_->revoke(one->id));
  EXPECT_TRUE(store_->offer({"tib-1"}));
}

TEST_F(Passkeys, HaveALabelOfOneShortLine) {
  const auto fault = [this](const std::string& label) {
    return fault_of(add({"tib-1"}, Authenticator(), {.label = label}));
  };
  for (const auto& label :
       {std::string("Två\nrader"), std::string("\t"), std::string("\x7f"), std::string("\xc2\x85"),
        std::string("\0", 1), std::string("\xe5"), std::string(81, 'x')}) {
    EXPECT_EQ(fault(label), PasskeyFault::malformed) << auth::to_hex(label);
  }
  EXPECT_EQ(fault(""), std::nullopt);
  EXPECT_EQ(fault("Åsas nyckel, grön"), std::nullopt);
  EXPECT_EQ(fault(std::string(80, 'x')), std::nullopt);
}

// --- signing in ---

TEST_F(Passkeys, SignTheirPersonIn) {
  const Authenticator device;
  ASSERT_TRUE(add({"tib-1"}, device) && add({"tib-2"}, Authenticator()));
  clock_.advance(1h);
  const auto key = sign_in(device);
  ASSERT_TRUE(key);
  EXPECT_EQ(key->person.value, "tib-1");
  EXPECT_EQ(key->id, device.id);
  EXPECT_EQ(key->used, clock_.now());
  restart();
  EXPECT_EQ(store_->all().front().used, clock_.now());
  EXPECT_TRUE(sign_in(device));
}

TEST_F(Passkeys, DoNotSignInWhenOneThingIsWrong) {
  const Authenticator device;
  ASSERT_TRUE(add({"tib-1"}, device));
  const auto fault = [&](const Telling& told) { return fault_of(sign_in(device, told)); };
  EXPECT_EQ(fault({.site = "evil.example"}), PasskeyFault::origin);
  EXPECT_EQ(fault({.origin = "https://evil.example"}), PasskeyFault::origin);
  EXPECT_EQ(fault({.inside = R"(,"crossOrigin":true)"}), PasskeyFault::origin);
  EXPECT_EQ(fault({.type = "webauthn.create"}), PasskeyFault::malformed);
  EXPECT_EQ(fault({.flags = present}), PasskeyFault::not_verified);
  EXPECT_EQ(fault({.flags = verified}), PasskeyFault::not_verified);
  Authenticator other;
  EXPECT_EQ(fault_of(sign_in(other)), PasskeyFault::unknown_key);
  other.id = device.id;
  EXPECT_EQ(fault_of(sign_in(other)), PasskeyFault::signature);
  EXPECT_EQ(store_->all().front().used, std::nullopt);
}

TEST_F(Passkeys, SignInByAChallengeOfThisRunOnceAndInTime) {
  const Authenticator device;
  ASSERT_TRUE(add({"tib-1"}, device));
  const auto at = [&](const std::string& challenge) {
    return fault_of(store_->sign_in(device.get(challenge)));
  };
  const auto challenge = store_->begin_sign_in();
  auto altered = challenge;
  altered.back() = static_cast<char>(altered.back() ^ 1);
  EXPECT_EQ(at(altered), PasskeyFault::challenge);
  EXPECT_EQ(at("never ours"), PasskeyFault::challenge);
  EXPECT_EQ(at(store_->offer({"tib-1"})->challenge), PasskeyFault::challenge);
  EXPECT_EQ(at(store_->begin_decision(paper()).nonce), PasskeyFault::challenge);
  EXPECT_EQ(at(store_->begin_decision(paper()).challenge), PasskeyFault::challenge);
  // What led to nothing does not use it up.
  EXPECT_EQ(fault_of(store_->sign_in(Authenticator().get(challenge))), PasskeyFault::unknown_key);
  EXPECT_EQ(at(challenge), std::nullopt);
  EXPECT_EQ(at(challenge), PasskeyFault::challenge);
  const auto late = store_->begin_sign_in();
  clock_.advance(2min);
  EXPECT_EQ(at(late), PasskeyFault::challenge);
  const auto earlier = store_->begin_sign_in();
  restart();
  EXPECT_EQ(at(earlier), PasskeyFault::challenge);
}

TEST_F(Passkeys, SignInWithTheHandleOfTheirPersonOrNone) {
  const Authenticator device;
  ASSERT_TRUE(add({"tib-1"}, device) && add({"tib-2"}, Authenticator()));
  const auto mine = store_->offer({"tib-1"})->user_handle;
  const auto other = store_->offer({"tib-2"})->user_handle;
  EXPECT_TRUE(sign_in(device, {.user_handle = mine}));
  EXPECT_TRUE(sign_in(device));
  EXPECT_EQ(fault_of(sign_in(device, {.user_handle = other})), PasskeyFault::unknown_key);
  EXPECT_EQ(fault_of(sign_in(device, {.user_handle = mine.substr(1)})), PasskeyFault::unknown_key);
}

TEST_F(Passkeys, WhoseCounterDoesNotGrowAreCopies) {
  const Authenticator device;
  ASSERT_TRUE(add({"tib-1"}, device, {.counter = 5}));
  const auto at = [&](std::uint32_t counter) {
    return fault_of(sign_in(device, {.counter = counter}));
  };
  EXPECT_EQ(at(5), PasskeyFault::cloned);
  EXPECT_EQ(at(0), PasskeyFault::cloned);
  EXPECT_EQ(at(6), std::nullopt);
  EXPECT_EQ(at(6), PasskeyFault::cloned);
  EXPECT_EQ(at(0xffffffffU), std::nullopt);
  restart();
  EXPECT_EQ(at(7), PasskeyFault::cloned);
  EXPECT_EQ(at(0), PasskeyFault::cloned);
  const Authenticator without;
  ASSERT_TRUE(add({"tib-1"}, without));
  EXPECT_TRUE(sign_in(without) && sign_in(without));
  EXPECT_TRUE(sign_in(without, {.counter = 1}));
  EXPECT_EQ(fault_of(sign_in(without)), PasskeyFault::cloned);
}

TEST_F(Passkeys, ThatAreRevokedStopAtOnceAndForEver) {
  const Authenticator device;
  const Authenticator other;
  ASSERT_TRUE(add({"tib-1"}, device) && add({"tib-1"}, other));
  ASSERT_TRUE(store_->revoke(device.id));
  EXPECT_EQ(fault_of(sign_in(device)), PasskeyFault::unknown_key);
  EXPECT_EQ(fault_of(store_->revoke(device.id)), PasskeyFault::unknown_key);
  EXPECT_TRUE(sign_in(other));
  restart();
  EXPECT_EQ(fault_of(sign_in(device)), PasskeyFault::unknown_key);
}

// --- decisions ---

TEST_F(Passkeys, SignADecision) {
  const Authenticator device;
  ASSERT_TRUE(add({"tib-1"}, device));
  const auto begun = store_->begin_decision(paper());
  const auto made = device.get(begun.challenge);
  const auto key = store_->check_decision(paper(), begun.nonce, made);
  ASSERT_TRUE(key);
  EXPECT_EQ(key->id, device.id);
  EXPECT_EQ(key->used, clock_.now());
  EXPECT_TRUE(store_->check_decision(paper(), begun.nonce, made));
}

TEST_F(Passkeys, SignADecisionThatIsGivenAgainAlsoAfterARestart) {
  const Authenticator device;
  ASSERT_TRUE(add({"tib-1"}, device, {.counter = 5}));
  const auto begun = store_->begin_decision(paper());
  const auto made = device.get(begun.challenge, {.counter = 6});
  restart();
  EXPECT_TRUE(store_->check_decision(paper(), begun.nonce, made));
  EXPECT_TRUE(store_->check_decision(paper(), begun.nonce, made));
  EXPECT_TRUE(sign_in(device, {.counter = 7}));
  restart();
  EXPECT_TRUE(store_->check_decision(paper(), begun.nonce, made));
  // Another with that counter is another device.
  const auto again = store_->begin_decision(paper());
  const auto copied = device.get(again.challenge, {.counter = 7});
  EXPECT_EQ(fault_of(store_->check_decision(paper(), again.nonce, copied)), PasskeyFault::cloned);
  clock_.advance(10min);
  EXPECT_EQ(fault_of(store_->check_decision(paper(), begun.nonce, made)), PasskeyFault::challenge);
}

TEST_F(Passkeys, DoNotSignAnotherDecision) {
  const Authenticator device;
  ASSERT_TRUE(add({"tib-1"}, device));
  const auto begun = store_->begin_decision(paper());
  const auto made = device.get(begun.challenge);
  const auto fault = [&](const ports::DecisionPaper& other) {
    return fault_of(store_->check_decision(other, begun.nonce, made));
  };
  auto other = paper();
  other.text.back() = '!';
  EXPECT_EQ(fault(other), PasskeyFault::text_changed);
  other = paper();
  other.log_head.front() = 'i';
  EXPECT_EQ(fault(other), PasskeyFault::text_changed);
  other = paper();
  other.log_head.pop_back();
  other.text.insert(0, 1, 'h');
  EXPECT_EQ(fault(other), PasskeyFault::malformed);
  other = paper();
  ++other.log_size;
  EXPECT_EQ(fault(other), PasskeyFault::challenge);
  other = paper();
  other.person = {"tib-2"};
  EXPECT_EQ(fault(other), PasskeyFault::challenge);
  EXPECT_EQ(fault(paper()), std::nullopt);
}

TEST_F(Passkeys, DoNotSignADecisionWithANonceOfTheirOwn) {
  const Authenticator device;
  ASSERT_TRUE(add({"tib-1"}, device));
  const auto at = [&](const std::string& nonce) {
    const auto digest = auth::Challenges::decision_digest(nonce, paper());
    return fault_of(store_->check_decision(paper(), nonce, device.get(digest)));
  };
  const auto nonce = store_->begin_decision(paper()).nonce;
  auto altered = nonce;
  altered.back() = static_cast<char>(altered.back() ^ 1);
  auto other = paper();
  other.text += " Och en sak till.";
  EXPECT_EQ(at(altered), PasskeyFault::challenge);
  EXPECT_EQ(at(store_->begin_decision(other).nonce), PasskeyFault::challenge);
  EXPECT_EQ(at(""), PasskeyFault::challenge);
  EXPECT_EQ(at(nonce.substr(1)), PasskeyFault::challenge);
  EXPECT_EQ(at(store_->begin_sign_in()), PasskeyFault::challenge);
  EXPECT_EQ(at(nonce), std::nullopt);
  // Signing in is no decision.
  const auto sign_in = device.get(store_->begin_sign_in());
  EXPECT_EQ(fault_of(store_->check_decision(paper(), nonce, sign_in)), PasskeyFault::text_changed);
}

TEST_F(Passkeys, DoNotSignADecisionWhenOneThingIsWrong) {
  const Authenticator device;
  Authenticator others;
  ASSERT_TRUE(add({"tib-1"}, device, {.counter = 5}) && add({"tib-2"}, others));
  const auto begun = store_->begin_decision(paper());
  const auto fault = [&](const Authenticator& by, const Telling& told) {
    return fault_of(store_->check_decision(paper(), begun.nonce, by.get(begun.challenge, told)));
  };
  EXPECT_EQ(fault(device, {.site = "evil.example"}), PasskeyFault::origin);
  EXPECT_EQ(fault(device, {.origin = "https://evil.example"}), PasskeyFault::origin);
  EXPECT_EQ(fault(device, {.inside = R"(,"crossOrigin":true)"}), PasskeyFault::origin);
  EXPECT_EQ(fault(device, {.type = "webauthn.create"}), PasskeyFault::malformed);
  EXPECT_EQ(fault(device, {.flags = present}), PasskeyFault::not_verified);
  EXPECT_EQ(fault(device, {.flags = verified}), PasskeyFault::not_verified);
  EXPECT_EQ(fault(device, {.counter = 5}), PasskeyFault::cloned);
  EXPECT_EQ(fault(device, {.user_handle = store_->offer({"tib-2"})->user_handle}),
            PasskeyFault::unknown_key);
  EXPECT_EQ(fault(others, {}), PasskeyFault::unknown_key);
  EXPECT_EQ(fault(Authenticator(), {}), PasskeyFault::unknown_key);
  others.id = device.id;
  EXPECT_EQ(fault(others, {.counter = 6}), PasskeyFault::signature);
  EXPECT_EQ(fault(device, {.counter = 6}), std::nullopt);
  ASSERT_TRUE(store_->revoke(device.id));
  EXPECT_EQ(fault(device, {.counter = 6}), PasskeyFault::unknown_key);
}

// --- a disk that refuses ---

TEST_F(Passkeys, AreAsTheyWereWhenTheDiskRefused) {
  const Authenticator device;
  ASSERT_TRUE(add({"tib-1"}, device, {.counter = 5}));
  const Authenticator other;
  const auto made = other.create(store_->offer({"tib-1"})->challenge);
  const auto checked = store_->check_new({"tib-1"}, "", made);
  const auto challenge = store_->begin_sign_in();
  const auto begun = store_->begin_decision(paper());
  ASSERT_TRUE(checked);
  const std::string before = contents_of(file());
  refuse_to_write();
  const auto signed_in = device.get(challenge, {.counter = 6});
  const auto decided = device.get(begun.challenge, {.counter = 7});
  EXPECT_EQ(fault_of(store_->sign_in(signed_in)), PasskeyFault::not_kept);
  EXPECT_EQ(fault_of(store_->check_decision(paper(), begun.nonce, decided)),
            PasskeyFault::not_kept);
  EXPECT_EQ(fault_of(store_->keep(*checked, "")), PasskeyFault::not_kept);
  EXPECT_EQ(fault_of(store_->revoke(device.id)), PasskeyFault::not_kept);
  EXPECT_EQ(fault_of(store_->offer({"tib-2"})), PasskeyFault::not_kept);
  EXPECT_EQ(fault_of(store_->invite({"tib-2"}, {"adm-1"})), PasskeyFault::not_kept);
  EXPECT_EQ(contents_of(file()), before);
  ASSERT_EQ(store_->all().size(), 1U);
  EXPECT_EQ(store_->all().front().used, std::nullopt);
  write_again();
  // Nothing was used up: the same succeeds now.
  EXPECT_TRUE(store_->sign_in(signed_in));
  EXPECT_TRUE(store_->check_decision(paper(), begun.nonce, decided));
  EXPECT_TRUE(store_->keep(*checked, ""));
  EXPECT_TRUE(store_->revoke(device.id));
}

}  // namespace
}  // namespace ckl::test
