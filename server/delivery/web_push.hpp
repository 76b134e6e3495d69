// Web Push as the standards say: encryption for one browser (RFC 8291, aes128gcm of RFC 8188) and
// the sender's proof of identity (VAPID, RFC 8292).
//
// Pure after the keys are given; callable on any thread. Nobody on the way, the push service
// included, can read or change the text. It knows nothing of gateways or HTTP.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "delivery/ec_key.hpp"
#include "ports/push.hpp"

namespace ckl::delivery {

inline constexpr std::size_t push_salt_bytes = 16;
inline constexpr std::size_t push_secret_bytes = 16;
// Push services take 4096 bytes: 86 of header, 16 of tag, 1 of delimiter.
inline constexpr std::size_t longest_push_text = 3'993;

// What is drawn anew for each message.
struct PushDraw {
  EcKey key;
  std::string salt;  // 16 bytes
};

// The body of the request; nothing when the subscription or the text can not be used.
[[nodiscard]] std::optional<std::string> encrypt_push(std::string_view text,
                                                      const ports::PushSubscription& to,
                                                      const PushDraw& draw);

struct VapidClaims {
  std::string audience;  // origin of the endpoint: "https://push.example.org"
  std::string contact;   // "mailto:..." or "https://..."
  domain::Instant expires;
};

// The value of the header Authorization; empty when OpenSSL fails.
[[nodiscard]] std::string vapid_header(const VapidClaims& claims, const EcKey& key);

// "https://push.example.org" of "https://push.example.org/x/y"; empty when it is no such URL.
[[nodiscard]] std::string origin_of(std::string_view url);

}  // namespace ckl::delivery
