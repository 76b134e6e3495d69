// A key on the curve P-256, as Web Push wants it, over OpenSSL: for agreeing on a secret (ECDH) and
// for signing (ES256).
//
// A value that shares its key when copied; callable on any thread. Points and signatures are raw
// bytes: 65 for a point (04, x, y), 64 for a signature (r, s). Drawing a key uses OpenSSL's
// generator, the same one that platform/random stands on.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "ports/failure.hpp"

namespace ckl::delivery {

class EcKey {
 public:
  static constexpr std::size_t point_bytes = 65;
  static constexpr std::size_t secret_bytes = 32;
  static constexpr std::size_t signature_bytes = 64;

  // A failure only when the generator fails.
  [[nodiscard]] static ports::Result<EcKey> draw();
  // An unencrypted private key in PEM.
  [[nodiscard]] static ports::Result<EcKey> from_pem(std::string_view pem);
  // From a secret number and its point, which are believed to belong together.
  [[nodiscard]] static ports::Result<EcKey> from_raw(std::string_view secret,
                                                     std::string_view point);

  [[nodiscard]] std::string pem() const;
  [[nodiscard]] std::string point() const;

  // The shared secret with the other's point; nothing when that is no point of the curve.
  [[nodiscard]] std::optional<std::string> agree(std::string_view others_point) const;

  // ES256; empty when OpenSSL fails.
  [[nodiscard]] std::string sign(std::string_view text) const;

  struct Key;  // OpenSSL's, known in ec_key.cpp only

 private:
  explicit EcKey(std::shared_ptr<Key> key) : key_(std::move(key)) {}

  std::shared_ptr<Key> key_;
};

// Whether the bytes are an uncompressed point of the curve.
[[nodiscard]] bool is_point(std::string_view bytes);

}  // namespace ckl::delivery
