#include "delivery/ec_key.hpp"

#include <array>
#include <expected>
#include <utility>

#include <openssl/bio.h>
#include <openssl/core_names.h>
#include <openssl/ec.h>
#include <openssl/ecdsa.h>
#include <openssl/evp.h>
#include <openssl/param_build.h>
#include <openssl/pem.h>

namespace ckl::delivery {
namespace {

constexpr const char* curve = "prime256v1";
constexpr std::size_t number_bytes = 32;

template <class T, void (*end)(T*)>
struct Ended {
  void operator()(T* what) const { end(what); }
};
void end_bio(BIO* bio) { BIO_free(bio); }

using Pkey = std::unique_ptr<EVP_PKEY, Ended<EVP_PKEY, EVP_PKEY_free>>;
using Context = std::unique_ptr<EVP_PKEY_CTX, Ended<EVP_PKEY_CTX, EVP_PKEY_CTX_free>>;
using Digest = std::unique_ptr<EVP_MD_CTX, Ended<EVP_MD_CTX, EVP_MD_CTX_free>>;
using Bio = std::unique_ptr<BIO, Ended<BIO, end_bio>>;
using Builder = std::unique_ptr<OSSL_PARAM_BLD, Ended<OSSL_PARAM_BLD, OSSL_PARAM_BLD_free>>;
using Params = std::unique_ptr<OSSL_PARAM, Ended<OSSL_PARAM, OSSL_PARAM_free>>;
using Number = std::unique_ptr<BIGNUM, Ended<BIGNUM, BN_clear_free>>;
using Signature = std::unique_ptr<ECDSA_SIG, Ended<ECDSA_SIG, ECDSA_SIG_free>>;

const unsigned char* bytes_of(std::string_view text) {
  return reinterpret_cast<const unsigned char*>(text.data());
}
unsigned char* bytes_of(std::string& text) { return reinterpret_cast<unsigned char*>(text.data()); }

std::unexpected<ports::Failure> unusable(const char* what) {
  return std::unexpected(ports::Failure{ports::FailureCode::invalid, what});
}

// A key of the curve from its parts; `secret` may be empty.
Pkey key_from(std::string_view secret, std::string_view point) {
  const Builder builder(OSSL_PARAM_BLD_new());
  const Number number(secret.empty()
                          ? nullptr
                          : BN_bin2bn(bytes_of(secret), static_cast<int>(secret.size()), nullptr));
  bool ok = builder != nullptr &&
            OSSL_PARAM_BLD_push_utf8_string(builder.get(), OSSL_PKEY_PARAM_GROUP_NAME, curve, 0) &&
            OSSL_PARAM_BLD_push_octet_string(builder.get(), OSSL_PKEY_PARAM_PUB_KEY, point.data(),
                                             point.size());
  if (number != nullptr) {
    ok = ok && OSSL_PARAM_BLD_push_BN(builder.get(), OSSL_PKEY_PARAM_PRIV_KEY, number.get());
  }
  const Params params(ok ? OSSL_PARAM_BLD_to_param(builder.get()) : nullptr);
  const Context context(EVP_PKEY_CTX_new_from_name(nullptr, "EC", nullptr));
  EVP_PKEY* made = nullptr;
  ok =
      params != nullptr && context != nullptr && EVP_PKEY_fromdata_init(context.get()) == 1 &&
      EVP_PKEY_fromdata(context.get(), &made,
                        secret.empty() ? EVP_PKEY_PUBLIC_KEY : EVP_PKEY_KEYPAIR, params.get()) == 1;
  Pkey key(made);
  return ok ? std::move(key) : nullptr;
}

Pkey public_key(std::string_view point) {
  const bool form = point.size() == EcKey::point_bytes && point.front() == '\x04';
  Pkey key = form ? key_from({}, point) : nullptr;
  if (key == nullptr) return nullptr;
  const Context context(EVP_PKEY_CTX_new(key.get(), nullptr));
  const bool sound = context != nullptr && EVP_PKEY_public_check(context.get()) == 1;
  return sound ? std::move(key) : nullptr;
}

}  // namespace

struct EcKey::Key {
  Pkey pkey;
};

ports::Result<EcKey> EcKey::draw() {
  Pkey key(EVP_PKEY_Q_keygen(nullptr, nullptr, "EC", curve));
  if (key == nullptr) return unusable("OpenSSL could not draw a key");
  return EcKey(std::make_shared<Key>(std::move(key)));
}

ports::Result<EcKey> EcKey::from_pem(std::string_view pem) {
  const Bio bio(BIO_new_mem_buf(pem.data(), static_cast<int>(pem.size())));
  // Without a passphrase: an encrypted key is refused instead of asking at a terminal.
  Pkey key(PEM_read_bio_PrivateKey(
      bio.get(), nullptr, [](char*, int, int, void*) { return 0; }, nullptr));
  if (key == nullptr) return unusable("it is no private key in PEM");
  std::array<char, 32> group{};
  const bool of_curve =
      EVP_PKEY_get_group_name(key.get(), group.data(), group.size(), nullptr) == 1 &&
      std::string_view(group.data()) == curve;
  if (!of_curve) return unusable("it is no key on the curve P-256");
  return EcKey(std::make_shared<Key>(std::move(key)));
}

ports::Result<EcKey> EcKey::from_raw(std::string_view secret, std::string_view point) {
  const bool sized = secret.size() == secret_bytes && point.size() == point_bytes;
  Pkey key = sized ? key_from(secret, point) : nullptr;
  if (key == nullptr) return unusable("it is no key on the curve P-256");
  return EcKey(std::make_shared<Key>(std::move(key)));
}

std::string EcKey::pem() const {
  const Bio bio(BIO_new(BIO_s_mem()));
  if (bio == nullptr || PEM_write_bio_PrivateKey(bio.get(), key_->pkey.get(), nullptr, nullptr, 0,
                                                 nullptr, nullptr) != 1) {
    return {};
  }
  char* start = nullptr;
  const long size = BIO_get_mem_data(bio.get(), &start);
  return {start, static_cast<std::size_t>(size)};
}

std::string EcKey::point() const {
  std::string point(point_bytes, '\0');
  std::size_t size = 0;
  const bool ok = EVP_PKEY_get_octet_string_param(key_->pkey.get(), OSSL_PKEY_PARAM_PUB_KEY,
                                                  bytes_of(point), point.size(), &size) == 1;
  return ok && size == point_bytes ? point : std::string();
}

std::optional<std::string> EcKey::agree(std::string_view others_point) const {
  const Pkey other = public_key(others_point);
  const Context context(EVP_PKEY_CTX_new(key_->pkey.get(), nullptr));
  std::string secret(number_bytes, '\0');
  std::size_t size = secret.size();
  const bool ok = other != nullptr && context != nullptr &&
                  EVP_PKEY_derive_init(context.get()) == 1 &&
                  EVP_PKEY_derive_set_peer(context.get(), other.get()) == 1 &&
                  EVP_PKEY_derive(context.get(), bytes_of(secret), &size) == 1;
  return ok && size == number_bytes ? std::optional(secret) : std::nullopt;
}

std::string EcKey::sign(std::string_view text) const {
  const Digest digest(EVP_MD_CTX_new());
  std::string der(static_cast<std::size_t>(EVP_PKEY_get_size(key_->pkey.get())), '\0');
  std::size_t size = der.size();
  const bool signed_ok =
      digest != nullptr &&
      EVP_DigestSignInit(digest.get(), nullptr, EVP_sha256(), nullptr, key_->pkey.get()) == 1 &&
      EVP_DigestSign(digest.get(), bytes_of(der), &size, bytes_of(text), text.size()) == 1;
  const unsigned char* at = bytes_of(std::string_view(der));
  const Signature parts(signed_ok ? d2i_ECDSA_SIG(nullptr, &at, static_cast<long>(size)) : nullptr);
  if (parts == nullptr) return {};
  std::string raw(signature_bytes, '\0');
  constexpr int half = static_cast<int>(number_bytes);
  const bool ok =
      BN_bn2binpad(ECDSA_SIG_get0_r(parts.get()), bytes_of(raw), half) == half &&
      BN_bn2binpad(ECDSA_SIG_get0_s(parts.get()), bytes_of(raw) + number_bytes, half) == half;
  return ok ? raw : std::string();
}

bool is_point(std::string_view bytes) { return public_key(bytes) != nullptr; }

}  // namespace ckl::delivery
