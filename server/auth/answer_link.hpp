// Answer links (svarslänkar): one person answers one call-out with one tap, without signing in.
//
// A link is `<base>/s/<token>`; the token is the workspace, the message that calls the person and
// the expiry with an HMAC over them, so that nothing needs to be kept per link. Whoever has the
// link can answer as the person of that message to its call-out, and nothing else. `make` and
// `verify` may be called on any thread. The key is made at the first start and stays in the data
// folder; removing the file makes every link that was sent invalid.
#pragma once

#include <cstdint>
#include <expected>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>

#include "auth/crypto.hpp"
#include "ports/clock.hpp"
#include "ports/failure.hpp"

namespace ckl::auth {

struct LinkTicket {
  domain::WorkspaceId workspace;
  domain::MessageId message;
  domain::Instant expires;  // whole hours

  bool operator==(const LinkTicket&) const = default;
};

enum class LinkFault : std::uint8_t {
  forged = 1,   // not made by this server
  expired = 2,  // made by this server, too long ago
};

class AnswerLinks {
 public:
  // A call-out is over long before this, to the end of the hour.
  static constexpr std::chrono::days valid_for{7};

  // `clock` outlives the object; it is the real one, also for replays.
  [[nodiscard]] static ports::Result<std::unique_ptr<AnswerLinks>> open(
      const std::filesystem::path& key_file, const ports::Clock& clock, const RandomBytes& random);

  // Where the HTTP edge is reached ("https://ckl.example.org"), and the workspace that most links
  // are of and that they therefore leave out; set once, before the first `make`. Links made with
  // another home are forged.
  void set_base(std::string base, domain::WorkspaceId home);

  [[nodiscard]] std::string make(const domain::WorkspaceId& workspace,
                                 const domain::MessageId& message) const;

  // The short code (svarskod) of the call that this message makes: "K7BD" for message-7. The
  // letters prove that it was made here and for that workspace: a mistyped or guessed one fails,
  // and a code of one workspace means nothing in another. Empty for a message that has no number.
  [[nodiscard]] std::string code(const domain::WorkspaceId& workspace,
                                 const domain::MessageId& message) const;

  // 16 bits that change when the text does, and that only this server's key makes.
  [[nodiscard]] std::uint32_t mark(std::string_view text) const;

  [[nodiscard]] std::string sign(const LinkTicket& ticket) const;
  [[nodiscard]] std::expected<LinkTicket, LinkFault> verify(std::string_view token) const;

 private:
  AnswerLinks(std::string key, const ports::Clock& clock);

  std::string key_;
  const ports::Clock& clock_;
  std::string base_;
  domain::WorkspaceId home_;
};

}  // namespace ckl::auth
