// A passkey store with a clock set by hand, a disk that can refuse, and devices that sign.
//
// Test code only: the fixture of the tests of the passkey store. Each step that a browser would
// take is one call, right in everything except what its `Telling` makes wrong.
#pragma once

#include <memory>
#include <string>

#include <gtest/gtest.h>

#include "auth/authenticator.hpp"
#include "auth/hand_clock.hpp"
#include "auth/passkey_store.hpp"
#include "auth/scratch_folder.hpp"
#include "platform/random.hpp"

namespace ckl::test {

class PasskeyDesk : public ::testing::Test {
 protected:
  using Person = domain::PersonId;
  using Store = std::unique_ptr<auth::PasskeyStore>;

  PasskeyDesk() { restart(); }

  [[nodiscard]] std::filesystem::path file() const { return folder_ / "passkeys.json"; }
  [[nodiscard]] ports::Result<Store> try_open() const {
    return auth::PasskeyStore::open(file(), our_site(), clock_, platform::random_bytes);
  }
  void restart() {
    auto opened = try_open();
    ASSERT_TRUE(opened) << opened.error().what;
    store_ = *std::move(opened);
  }

  // What is written beside can't be created: a folder stands there.
  void refuse_to_write() const { std::filesystem::create_directory(folder_ / "passkeys.json.new"); }
  void write_again() const { std::filesystem::remove(folder_ / "passkeys.json.new"); }

  // A key of somebody who is signed in, checked and kept.
  ports::PasskeyResult<std::vector<std::string>> add(const Person& person,
                                                     const Authenticator& device,
                                                     const Telling& told = {}) {
    return keep(store_->offer(person), device, {person, ""}, told);
  }
  // A key by an invitation.
  ports::PasskeyResult<std::vector<std::string>> accept(const std::string& code,
                                                        const Authenticator& device,
                                                        const Telling& told = {}) {
    return keep(store_->offer_invited(code), device, {{}, code}, told);
  }
  ports::PasskeyResult<ports::Passkey> sign_in(const Authenticator& device,
                                               const Telling& told = {}) {
    return store_->sign_in(device.get(store_->begin_sign_in(), told));
  }
  // Of two who agree that the person needs a new key.
  std::string recovery_code(const Person& person) {
    EXPECT_TRUE(store_->invite(person, {"adm-1"}));
    const auto second = store_->invite(person, {"adm-2"});
    return second ? second->code : "";
  }

  HandClock clock_;
  ScratchFolder folder_;
  Store store_;

 private:
  struct By {
    Person signed_in;
    std::string code;
  };

  ports::PasskeyResult<std::vector<std::string>> keep(
      const ports::PasskeyResult<ports::PasskeyOffer>& offer, const Authenticator& device,
      const By& by, const Telling& told) {
    if (!offer) return std::unexpected(offer.error());
    const auto made = device.create(offer->challenge, told);
    const auto key = store_->check_new(by.signed_in, by.code, made);
    if (!key) return std::unexpected(key.error());
    return store_->keep(*key, by.code);
  }
};

}  // namespace ckl::test
