#include "delivery/web_push.hpp"

#include <array>
#include <chrono>
#include <memory>

#include <fmt/format.h>
#include <nlohmann/json.hpp>
#include <openssl/core_names.h>
#include <openssl/evp.h>
#include <openssl/kdf.h>
#include <openssl/params.h>

#include "delivery/base64url.hpp"

namespace ckl::delivery {
namespace {

constexpr std::size_t key_bytes = 16;
constexpr std::size_t nonce_bytes = 12;
constexpr std::size_t tag_bytes = 16;
constexpr std::size_t ikm_bytes = 32;
constexpr char last_record = '\x02';
constexpr std::string_view record_size{"\x00\x00\x10\x00", 4};  // 4096

struct EndKdf {
  void operator()(EVP_KDF* kdf) const { EVP_KDF_free(kdf); }
  void operator()(EVP_KDF_CTX* context) const { EVP_KDF_CTX_free(context); }
};
struct EndCipher {
  void operator()(EVP_CIPHER_CTX* context) const { EVP_CIPHER_CTX_free(context); }
};

unsigned char* bytes_of(std::string& text) { return reinterpret_cast<unsigned char*>(text.data()); }
const unsigned char* bytes_of(std::string_view text) {
  return reinterpret_cast<const unsigned char*>(text.data());
}

OSSL_PARAM octets(const char* name, std::string_view value) {
  return OSSL_PARAM_construct_octet_string(name, const_cast<char*>(value.data()), value.size());
}

struct HkdfInput {
  std::string_view salt;
  std::string_view key;
  std::string_view info;
};

// RFC 5869 with SHA-256; empty when OpenSSL fails.
std::string hkdf(const HkdfInput& input, std::size_t size) {
  const std::unique_ptr<EVP_KDF, EndKdf> kdf(EVP_KDF_fetch(nullptr, "HKDF", nullptr));
  const std::unique_ptr<EVP_KDF_CTX, EndKdf> context(kdf == nullptr ? nullptr
                                                                    : EVP_KDF_CTX_new(kdf.get()));
  std::string digest = "SHA256";
  const std::array<OSSL_PARAM, 5> params = {
      OSSL_PARAM_construct_utf8_string(OSSL_KDF_PARAM_DIGEST, digest.data(), 0),
      octets(OSSL_KDF_PARAM_SALT, input.salt), octets(OSSL_KDF_PARAM_KEY, input.key),
      octets(OSSL_KDF_PARAM_INFO, input.info), OSSL_PARAM_construct_end()};
  std::string out(size, '\0');
  const bool ok =
      context != nullptr && EVP_KDF_derive(context.get(), bytes_of(out), size, params.data()) == 1;
  return ok ? out : std::string();
}

// AES-128-GCM; the tag follows the text. Empty when OpenSSL fails.
std::string seal(std::string_view text, const std::string& key, const std::string& nonce) {
  const std::unique_ptr<EVP_CIPHER_CTX, EndCipher> context(EVP_CIPHER_CTX_new());
  std::string out(text.size() + tag_bytes, '\0');
  int written = 0;
  int finished = 0;
  const bool ok =
      context != nullptr &&
      EVP_EncryptInit_ex(context.get(), EVP_aes_128_gcm(), nullptr, bytes_of(std::string_view(key)),
                         bytes_of(std::string_view(nonce))) == 1 &&
      EVP_EncryptUpdate(context.get(), bytes_of(out), &written, bytes_of(text),
                        static_cast<int>(text.size())) == 1 &&
      EVP_EncryptFinal_ex(context.get(), bytes_of(out) + written, &finished) == 1 &&
      EVP_CIPHER_CTX_ctrl(context.get(), EVP_CTRL_GCM_GET_TAG, static_cast<int>(tag_bytes),
                          bytes_of(out) + text.size()) == 1;
  return ok ? out : std::string();
}

std::string with_end(std::string_view words) { return std::string(words) + '\0'; }

}  // namespace

std::optional<std::string> encrypt_push(std::string_view text, const ports::PushSubscription& to,
                                        const PushDraw& draw) {
  const bool sized = text.size() <= longest_push_text && draw.salt.size() == push_salt_bytes &&
                     to.secret.size() == push_secret_bytes;
  const auto shared = sized ? draw.key.agree(to.public_key) : std::nullopt;
  if (!shared) return std::nullopt;
  const std::string own = draw.key.point();
  const std::string ikm =
      hkdf({to.secret, *shared, with_end("WebPush: info") + to.public_key + own}, ikm_bytes);
  const std::string key =
      hkdf({draw.salt, ikm, with_end("Content-Encoding: aes128gcm")}, key_bytes);
  const std::string nonce =
      hkdf({draw.salt, ikm, with_end("Content-Encoding: nonce")}, nonce_bytes);
  if (ikm.empty() || key.empty() || nonce.empty()) return std::nullopt;
  const std::string sealed = seal(std::string(text) + last_record, key, nonce);
  if (sealed.empty()) return std::nullopt;
  return draw.salt + std::string(record_size) + static_cast<char>(own.size()) + own + sealed;
}

std::string vapid_header(const VapidClaims& claims, const EcKey& key) {
  const auto expires =
      std::chrono::floor<std::chrono::seconds>(claims.expires.time_since_epoch()).count();
  const nlohmann::ordered_json body = {
      {"aud", claims.audience}, {"exp", expires}, {"sub", claims.contact}};
  const std::string text =
      to_base64url(R"({"typ":"JWT","alg":"ES256"})") + "." +
      to_base64url(body.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace));
  const std::string signature = key.sign(text);
  if (signature.empty()) return {};
  return fmt::format("vapid t={}.{}, k={}", text, to_base64url(signature),
                     to_base64url(key.point()));
}

std::string origin_of(std::string_view url) {
  const auto scheme = url.find("://");
  if (scheme == std::string_view::npos) return {};
  const auto start = scheme + 3;
  const auto end = url.find_first_of("/?#", start);
  const auto host = url.substr(start, end - start);
  if (host.empty() || host.contains('@')) return {};
  return std::string(url.substr(0, end));
}

}  // namespace ckl::delivery
