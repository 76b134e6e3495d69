#include "cli/proof/bytes.hpp"

#include <algorithm>
#include <memory>
#include <stdexcept>

#include <openssl/core_names.h>
#include <openssl/evp.h>
#include <openssl/rand.h>

namespace ckl::cli::proof {
namespace {

constexpr std::size_t key_bytes = 32;
constexpr std::size_t signature_bytes = 64;
constexpr std::string_view alphabet =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

using Key = std::unique_ptr<EVP_PKEY, void (*)(EVP_PKEY*)>;
using Context = std::unique_ptr<EVP_MD_CTX, void (*)(EVP_MD_CTX*)>;

const unsigned char* raw(std::string_view text) {
  return reinterpret_cast<const unsigned char*>(text.data());
}

Key private_key(std::string_view seed) {
  return {EVP_PKEY_new_raw_private_key(EVP_PKEY_ED25519, nullptr, raw(seed), seed.size()),
          EVP_PKEY_free};
}

// A point of P-256, or nothing when X and Y are none.
Key point_key(std::string_view public_key) {
  std::string point = "\x04" + std::string(public_key);
  std::string curve = "P-256";
  std::array<OSSL_PARAM, 3> parts{
      OSSL_PARAM_construct_utf8_string(OSSL_PKEY_PARAM_GROUP_NAME, curve.data(), 0),
      OSSL_PARAM_construct_octet_string(OSSL_PKEY_PARAM_PUB_KEY, point.data(), point.size()),
      OSSL_PARAM_construct_end()};
  EVP_PKEY* key = nullptr;
  const std::unique_ptr<EVP_PKEY_CTX, void (*)(EVP_PKEY_CTX*)> maker(
      EVP_PKEY_CTX_new_from_name(nullptr, "EC", nullptr), EVP_PKEY_CTX_free);
  if (maker != nullptr && EVP_PKEY_fromdata_init(maker.get()) == 1) {
    EVP_PKEY_fromdata(maker.get(), &key, EVP_PKEY_PUBLIC_KEY, parts.data());
  }
  return {key, EVP_PKEY_free};
}

[[noreturn]] void no_crypto() { throw std::runtime_error("OpenSSL has no Ed25519"); }

}  // namespace

Hash sha256(std::string_view bytes) {
  static EVP_MD* const method = EVP_MD_fetch(nullptr, "SHA256", nullptr);
  Hash hash{};
  if (EVP_Digest(bytes.data(), bytes.size(), hash.data(), nullptr, method, nullptr) != 1) {
    throw std::runtime_error("OpenSSL has no SHA-256");
  }
  return hash;
}

std::string to_base64(std::string_view bytes) {
  std::string text;
  text.reserve(4 * ((bytes.size() + 2) / 3));
  for (std::size_t at = 0; at < bytes.size(); at += 3) {
    std::uint32_t three = 0;
    const auto there = std::min<std::size_t>(3, bytes.size() - at);
    for (std::size_t one = 0; one < 3; ++one) {
      three = (three << 8U) | (one < there ? static_cast<unsigned char>(bytes[at + one]) : 0U);
    }
    for (std::size_t four = 0; four < 4; ++four) {
      text += four <= there ? alphabet[(three >> (18 - 6 * four)) & 63U] : '=';
    }
  }
  return text;
}

std::optional<std::string> from_base64(std::string_view text) {
  if (text.size() % 4 != 0) return std::nullopt;
  std::string bytes;
  bytes.reserve(text.size() / 4 * 3);
  std::uint32_t bits = 0;
  unsigned held = 0;
  for (const char letter : text.substr(0, text.find('='))) {
    const auto value = alphabet.find(letter);
    if (value == std::string_view::npos) return std::nullopt;
    bits = (bits << 6U) | static_cast<std::uint32_t>(value);
    held += 6;
    if (held < 8) continue;
    held -= 8;
    bytes += static_cast<char>((bits >> held) & 0xFFU);
  }
  if (to_base64(bytes) != text) return std::nullopt;
  return bytes;
}

std::optional<Hash> hash_from_base64(std::string_view text) {
  const auto bytes = from_base64(text);
  Hash hash{};
  if (!bytes || bytes->size() != hash.size()) return std::nullopt;
  std::ranges::copy(*bytes, hash.begin());
  return hash;
}

std::string to_base64url(std::string_view bytes) {
  auto text = to_base64(bytes);
  text.erase(std::min(text.find('='), text.size()));
  std::ranges::replace(text, '+', '-');
  std::ranges::replace(text, '/', '_');
  return text;
}

std::string to_hex(std::string_view bytes) {
  constexpr std::string_view digits = "0123456789abcdef";
  std::string text;
  for (const char byte : bytes) {
    const auto value = static_cast<unsigned char>(byte);
    text += digits[value >> 4U];
    text += digits[value & 15U];
  }
  return text;
}

std::string big_endian(std::uint64_t number, std::size_t bytes) {
  std::string text(bytes, '\0');
  for (auto at = text.rbegin(); at != text.rend(); ++at, number >>= 8U) {
    *at = static_cast<char>(number & 0xFFU);
  }
  return text;
}

bool is_signed(std::string_view text, std::string_view signature, std::string_view public_key) {
  if (signature.size() != signature_bytes || public_key.size() != key_bytes) return false;
  const Key key(EVP_PKEY_new_raw_public_key(EVP_PKEY_ED25519, nullptr, raw(public_key), key_bytes),
                EVP_PKEY_free);
  const Context context(EVP_MD_CTX_new(), EVP_MD_CTX_free);
  return key != nullptr &&
         EVP_DigestVerifyInit(context.get(), nullptr, nullptr, nullptr, key.get()) == 1 &&
         EVP_DigestVerify(context.get(), raw(signature), signature.size(), raw(text),
                          text.size()) == 1;
}

bool is_signed_es256(std::string_view text, std::string_view signature,
                     std::string_view public_key) {
  constexpr std::size_t point_bytes = 64;
  if (public_key.size() != point_bytes) return false;
  const auto key = point_key(public_key);
  const Context context(EVP_MD_CTX_new(), EVP_MD_CTX_free);
  return key != nullptr &&
         EVP_DigestVerifyInit_ex(context.get(), nullptr, "SHA256", nullptr, nullptr, key.get(),
                                 nullptr) == 1 &&
         EVP_DigestVerify(context.get(), raw(signature), signature.size(), raw(text),
                          text.size()) == 1;
}

std::string sign(std::string_view text, std::string_view seed) {
  const auto key = private_key(seed);
  const Context context(EVP_MD_CTX_new(), EVP_MD_CTX_free);
  std::string signature(signature_bytes, '\0');
  std::size_t size = signature.size();
  if (key == nullptr ||
      EVP_DigestSignInit(context.get(), nullptr, nullptr, nullptr, key.get()) != 1 ||
      EVP_DigestSign(context.get(), reinterpret_cast<unsigned char*>(signature.data()), &size,
                     raw(text), text.size()) != 1) {
    no_crypto();
  }
  return signature;
}

std::string public_key_of(std::string_view seed) {
  const auto key = private_key(seed);
  std::string bytes(key_bytes, '\0');
  std::size_t size = bytes.size();
  if (key == nullptr ||
      EVP_PKEY_get_raw_public_key(key.get(), reinterpret_cast<unsigned char*>(bytes.data()),
                                  &size) != 1) {
    no_crypto();
  }
  return bytes;
}

std::string new_seed() {
  std::string seed(key_bytes, '\0');
  if (RAND_bytes(reinterpret_cast<unsigned char*>(seed.data()), static_cast<int>(seed.size())) !=
      1) {
    throw std::runtime_error("there is no randomness to be had");
  }
  return seed;
}

}  // namespace ckl::cli::proof
