// A passkey device and the browser around it, small enough to lie at will.
//
// Test code only. Makes what navigator.credentials.create and .get would give, of a P-256 key that
// OpenSSL draws. Everything that a rule looks at stands in `Telling`, so that a test can make one
// thing wrong and leave the rest right. Made by the text of W3C WebAuthn Level 2
// (5.8.1, 6.1, 6.5.2) and RFC 8152, without the code that is tested.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include <openssl/core_names.h>
#include <openssl/ec.h>
#include <openssl/evp.h>

#include "auth/crypto.hpp"
#include "auth/webauthn.hpp"
#include "ports/passkeys.hpp"

namespace ckl::test {

constexpr unsigned present = 0x01;
constexpr unsigned verified = 0x04;
constexpr unsigned may_be_copied = 0x08 | 0x10;  // a backup is allowed, and there is one
constexpr unsigned has_key = 0x40;
constexpr unsigned has_extensions = 0x80;

inline auth::Site our_site() {
  return {"localhost", {"http://localhost:8480", "https://ckl.stad.example"}};
}

struct Telling {
  std::string site = "localhost";
  std::string origin = "http://localhost:8480";
  std::string type;  // empty: the right one
  std::string inside = R"(,"crossOrigin":false)";
  unsigned flags = present | verified;
  std::uint32_t counter = 0;
  std::string user_handle;
  std::string label = "Telefonen";
};

class Authenticator {
 public:
  Authenticator() : key_(draw(), &EVP_PKEY_free) {
    std::array<unsigned char, 65> point{};
    std::size_t size = 0;
    EVP_PKEY_get_octet_string_param(key_.get(), OSSL_PKEY_PARAM_PUB_KEY, point.data(), point.size(),
                                    &size);
    public_key = auth::as_text(point).substr(1);
    id = auth::as_text(auth::sha256(public_key));
  }

  [[nodiscard]] ports::NewPasskey create(std::string_view challenge,
                                         const Telling& told = {}) const {
    Telling with_key = told;
    with_key.flags |= has_key;
    return {head(with_key) + attested(),
            client_data(told.type.empty() ? "webauthn.create" : told.type, challenge, told),
            told.label};
  }

  [[nodiscard]] ports::Assertion get(std::string_view challenge, const Telling& told = {}) const {
    ports::Assertion made{
        id, head(told),
        client_data(told.type.empty() ? "webauthn.get" : told.type, challenge, told), "",
        told.user_handle};
    sign(made);
    return made;
  }

  // Signs what stands there, whatever it is.
  void sign(ports::Assertion& made) const {
    const std::string all =
        made.authenticator_data + std::string(auth::as_text(auth::sha256(made.client_data)));
    std::array<unsigned char, 80> signature{};
    std::size_t size = signature.size();
    const std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)> signer(EVP_MD_CTX_new(),
                                                                         &EVP_MD_CTX_free);
    EVP_DigestSignInit(signer.get(), nullptr, EVP_sha256(), nullptr, key_.get());
    EVP_DigestSign(signer.get(), signature.data(), &size,
                   reinterpret_cast<const unsigned char*>(all.data()), all.size());
    made.signature = auth::as_text({signature.data(), size});
  }

  static std::string client_data(const std::string& type, std::string_view challenge,
                                 const Telling& told) {
    return R"({"type":")" + type + R"(","challenge":")" + auth::to_base64url(challenge) +
           R"(","origin":")" + told.origin + '"' + told.inside + '}';
  }

  static std::string head(const Telling& told) {
    std::string bytes(auth::as_text(auth::sha256(told.site)));
    bytes.push_back(static_cast<char>(told.flags));
    for (unsigned shift = 32; shift > 0; shift -= 8) {
      bytes.push_back(static_cast<char>((told.counter >> (shift - 8)) & 255U));
    }
    return bytes;
  }

  // Attested credential data: the model (none is said), the id's size, the id, the key as a map of
  // kind EC2, `algorithm` and `curve` as one byte of CBOR each.
  [[nodiscard]] std::string attested() const {
    std::string bytes(16, '\0');
    bytes.push_back(static_cast<char>(id.size() >> 8U));
    bytes.push_back(static_cast<char>(id.size() & 255U));
    bytes += id;
    bytes += std::string("\xa5\x01\x02\x03", 4) + algorithm + "\x20" + curve;
    bytes += std::string("\x21\x58\x20") + public_key.substr(0, 32);
    bytes += std::string("\x22\x58\x20") + public_key.substr(32);
    return bytes;
  }

  std::string id;
  std::string public_key;   // what it says; it signs with its own
  char algorithm = '\x26';  // -7, ES256
  char curve = '\x01';      // P-256

 private:
  static EVP_PKEY* draw() {
    std::string curve = "P-256";
    return EVP_PKEY_Q_keygen(nullptr, nullptr, "EC", curve.data());
  }

  std::unique_ptr<EVP_PKEY, decltype(&EVP_PKEY_free)> key_;
};

template <class T>
std::optional<ports::PasskeyFault> fault_of(const ports::PasskeyResult<T>& result) {
  if (result) return std::nullopt;
  return result.error();
}

}  // namespace ckl::test
