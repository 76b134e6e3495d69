// Passkeys in one file beside the journals: who holds which key, who is invited to make one, and
// whether a key really signed. W3C Web Authentication Level 2, sections 7.1 and 7.2.
//
// Main thread. The whole file is replaced and synced at each change before the call returns; when
// the disk refuses, the fault is `not_kept` and all is as it was. Readable by the owner only. A
// file that can't be understood is a Failure at the start, never started over. Of an invitation's
// code only its SHA-256 is kept. What a key signs is checked in `webauthn.hpp`, what it answers in
// `challenges.hpp`. It knows nothing of rights: who may invite and revoke is for the caller.
#pragma once

#include <deque>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "auth/challenges.hpp"
#include "auth/crypto.hpp"
#include "auth/passkey_book.hpp"
#include "auth/webauthn.hpp"
#include "ports/clock.hpp"
#include "ports/passkeys.hpp"

namespace ckl::auth {

class PasskeyStore final : public ports::Passkeys {
 public:
  static constexpr std::chrono::hours invitation_time{24};
  // What was checked and not kept yet; beyond these the oldest must be checked anew.
  static constexpr std::size_t most_checked = 256;

  // A missing file is a first start; it is written at once, as the key of the decisions' challenges
  // is in it. `clock` outlives the store.
  [[nodiscard]] static ports::Result<std::unique_ptr<PasskeyStore>> open(std::filesystem::path file,
                                                                         Site site,
                                                                         const ports::Clock& clock,
                                                                         RandomBytes random);

  [[nodiscard]] const std::string& site() const override { return site_.id; }
  [[nodiscard]] std::string fingerprint(std::string_view public_key) const override {
    return to_hex(as_text(sha256(public_key)));
  }

  [[nodiscard]] std::string begin_sign_in() override;
  // The key of another than the user handle says is `unknown_key`.
  [[nodiscard]] ports::PasskeyResult<ports::Passkey> sign_in(
      const ports::Assertion& assertion) override;

  [[nodiscard]] ports::PasskeyResult<ports::PasskeyOffer> offer(
      const domain::PersonId& person) override;
  // Of a recovery, `known` is empty: the old keys do not stand in the way of a new one on the same
  // device, as they will be revoked.
  [[nodiscard]] ports::PasskeyResult<ports::PasskeyOffer> offer_invited(
      std::string_view code) override;
  // With both a person and a code, the code must be that person's.
  [[nodiscard]] ports::PasskeyResult<ports::Passkey> check_new(
      const domain::PersonId& signed_in, std::string_view code,
      const ports::NewPasskey& made) override;
  // What `check_new` did not give, or long ago, is the fault `challenge`. All is checked anew.
  [[nodiscard]] ports::PasskeyResult<std::vector<std::string>> keep(ports::Passkey key,
                                                                    std::string_view code) override;

  // Who had a key once counts as having one: otherwise one person could revoke and invite alone.
  // The first of two may call again, which changes nothing, also after the second agreed. Any other
  // call when there is a code starts anew, and that code is no longer good.
  [[nodiscard]] ports::PasskeyResult<ports::PasskeyInvitation> invite(
      const domain::PersonId& person, const domain::PersonId& by) override;
  [[nodiscard]] ports::PasskeyResult<void> revoke(std::string_view key) override;
  [[nodiscard]] std::vector<ports::Passkey> all() const override;
  [[nodiscard]] bool has_any(const domain::PersonId& person) const override;

  [[nodiscard]] ports::DecisionChallenge begin_decision(const ports::DecisionPaper& paper) override;
  // The very same signed decision may be given again, also after a restart, as long as it is the
  // last of its key; a counter that did not grow is not held against it.
  [[nodiscard]] ports::PasskeyResult<ports::Passkey> check_decision(
      const ports::DecisionPaper& paper, std::string_view nonce,
      const ports::Assertion& assertion) override;

 private:
  // Whose key it will be, and by which invitation.
  struct Entitled {
    NewKeyBond bond;
    bool recovery = false;
    std::optional<domain::Instant> valid_to;
  };
  // What the port's `Passkey` does not carry from `check_new` to `keep`.
  struct Checked {
    ports::Passkey key;
    std::uint32_t counter = 0;
    std::string challenge;
    NewKeyBond bond;
  };
  struct Signed {
    HeldKey held;
    std::uint32_t counter = 0;
  };

  PasskeyStore(std::filesystem::path file, Site site, const ports::Clock& clock,
               RandomBytes random);

  [[nodiscard]] const HeldKey* find(std::string_view key) const;
  [[nodiscard]] std::size_t count() const;
  [[nodiscard]] ports::PasskeyResult<Entitled> entitled(const domain::PersonId& signed_in,
                                                        std::string_view code) const;
  [[nodiscard]] ports::PasskeyResult<Entitled> invited(std::string_view code) const;
  [[nodiscard]] ports::PasskeyResult<ports::PasskeyOffer> offer_to(const Entitled& one);
  [[nodiscard]] std::optional<ports::PasskeyFault> fault_of_new(const ports::Passkey& key,
                                                                const Entitled& by) const;
  [[nodiscard]] ports::PasskeyResult<Signed> check_signed(const ports::Assertion& assertion) const;
  [[nodiscard]] ports::PasskeyResult<ports::Passkey> note_use(Signed by, std::string last_decision);
  [[nodiscard]] std::string draw(std::size_t size) const;
  [[nodiscard]] bool write(PasskeyBook book);

  std::filesystem::path file_;
  Site site_;
  const ports::Clock& clock_;
  RandomBytes random_;
  PasskeyBook book_;
  std::optional<Challenges> challenges_;  // there after `open`
  std::deque<Checked> checked_;
};

}  // namespace ckl::auth
