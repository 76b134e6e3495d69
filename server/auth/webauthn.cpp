#include "auth/webauthn.hpp"

#include <algorithm>
#include <memory>
#include <optional>

#include <fido.h>
#include <fido/es256.h>
#include <nlohmann/json.hpp>
#include <openssl/evp.h>

#include "auth/crypto.hpp"

namespace ckl::auth {
namespace {

using ports::PasskeyFault;

// Beyond these no browser goes.
constexpr std::size_t kClientDataBytes = 4096;
constexpr std::size_t kAuthenticatorDataBytes = 4096;
constexpr std::size_t kSignatureBytes = 80;  // two numbers of 32 bytes in DER take at most 72
constexpr std::size_t kKeyIdBytes = 1023;    // section 6.4.1 and CTAP 2.1
constexpr std::size_t kPublicKeyBytes = 64;

// Authenticator data: 32 bytes SHA-256 of the site, 1 flags, 4 counter, then what the flags say.
constexpr std::size_t kFlagsAt = 32;
constexpr std::size_t kHeadBytes = 37;
constexpr unsigned kPresent = 0x01;
constexpr unsigned kVerified = 0x04;
constexpr unsigned kHasKey = 0x40;
constexpr unsigned kHasExtensions = 0x80;

struct FreeCredential {
  void operator()(fido_cred_t* one) const { fido_cred_free(&one); }
};
struct FreeAssertion {
  void operator()(fido_assert_t* one) const { fido_assert_free(&one); }
};
struct FreePoint {
  void operator()(es256_pk_t* one) const { es256_pk_free(&one); }
};
struct FreeKey {
  void operator()(EVP_PKEY* one) const { EVP_PKEY_free(one); }
};
using Credential = std::unique_ptr<fido_cred_t, FreeCredential>;
using FidoAssertion = std::unique_ptr<fido_assert_t, FreeAssertion>;
using Point = std::unique_ptr<es256_pk_t, FreePoint>;

// The library's settings are each thread's own.
void start_library() {
  thread_local const bool started = [] {
    fido_init(0);
    return true;
  }();
  static_cast<void>(started);
}

std::unexpected<PasskeyFault> fault(PasskeyFault what) { return std::unexpected(what); }

const unsigned char* bytes_of(std::string_view text) {
  return reinterpret_cast<const unsigned char*>(text.data());
}

std::optional<std::string> text_of(const nlohmann::json& json, const char* name) {
  const auto found = json.find(name);
  const auto* text = found == json.end() ? nullptr : found->get_ptr<const std::string*>();
  if (text == nullptr) return std::nullopt;
  return *text;
}

// What both kinds of authenticator data start with. libfido2 looks at site and flags again when it
// verifies a signature, but gives one error for both.
std::optional<PasskeyFault> fault_of_head(std::string_view authenticator_data, const Site& site) {
  if (authenticator_data.size() < kHeadBytes ||
      authenticator_data.size() > kAuthenticatorDataBytes) {
    return PasskeyFault::malformed;
  }
  if (authenticator_data.substr(0, kFlagsAt) != as_text(sha256(site.id))) {
    return PasskeyFault::origin;
  }
  const unsigned flags = bytes_of(authenticator_data)[kFlagsAt];
  if ((flags & (kHasKey | kHasExtensions)) == 0 && authenticator_data.size() != kHeadBytes) {
    return PasskeyFault::malformed;
  }
  if ((flags & kPresent) == 0 || (flags & kVerified) == 0) return PasskeyFault::not_verified;
  return std::nullopt;
}

Point point_of(std::string_view public_key) {
  Point point(es256_pk_new());
  if (public_key.size() != kPublicKeyBytes || point == nullptr ||
      es256_pk_from_ptr(point.get(), public_key.data(), public_key.size()) != FIDO_OK) {
    return nullptr;
  }
  return point;
}

// OpenSSL makes a key of a point of the curve only.
bool on_the_curve(std::string_view public_key) {
  const Point point = point_of(public_key);
  if (point == nullptr) return false;
  const std::unique_ptr<EVP_PKEY, FreeKey> key(es256_pk_to_EVP_PKEY(point.get()));
  return key != nullptr;
}

}  // namespace

ports::PasskeyResult<std::string> read_client_data(std::string_view client_data, Ceremony ceremony,
                                                   const Site& site) {
  if (client_data.size() > kClientDataBytes) return fault(PasskeyFault::malformed);
  const auto json = nlohmann::json::parse(client_data, nullptr, false);
  if (!json.is_object()) return fault(PasskeyFault::malformed);
  const auto type = text_of(json, "type");
  const auto origin = text_of(json, "origin");
  const auto challenge = from_base64url(text_of(json, "challenge").value_or(""));
  const auto inside_another = json.value("crossOrigin", nlohmann::json(false));
  if (type != (ceremony == Ceremony::create ? "webauthn.create" : "webauthn.get") || !origin ||
      !challenge || challenge->empty() || !inside_another.is_boolean()) {
    return fault(PasskeyFault::malformed);
  }
  if (inside_another.get<bool>() ||
      std::ranges::find(site.origins, *origin) == site.origins.end()) {
    return fault(PasskeyFault::origin);
  }
  return *challenge;
}

ports::PasskeyResult<MadeKey> read_new_key(std::string_view authenticator_data, const Site& site) {
  start_library();
  if (const auto wrong = fault_of_head(authenticator_data, site)) return fault(*wrong);
  // The client data is only hashed into what an attestation signs, and there is none.
  const Credential made(fido_cred_new());
  if (made == nullptr || fido_cred_set_type(made.get(), COSE_ES256) != FIDO_OK ||
      fido_cred_set_rp(made.get(), site.id.c_str(), nullptr) != FIDO_OK ||
      fido_cred_set_authdata_raw(made.get(), bytes_of(authenticator_data),
                                 authenticator_data.size()) != FIDO_OK) {
    return fault(PasskeyFault::malformed);
  }
  const std::size_t id_size = fido_cred_id_len(made.get());
  const std::size_t key_size = fido_cred_pubkey_len(made.get());
  if (id_size == 0 || id_size > kKeyIdBytes || key_size != kPublicKeyBytes) {
    return fault(PasskeyFault::malformed);
  }
  MadeKey key{.id = std::string(as_text({fido_cred_id_ptr(made.get()), id_size})),
              .public_key = std::string(as_text({fido_cred_pubkey_ptr(made.get()), key_size})),
              .counter = fido_cred_sigcount(made.get())};
  if (!on_the_curve(key.public_key)) return fault(PasskeyFault::malformed);
  return key;
}

ports::PasskeyResult<std::uint32_t> verify_assertion(const ports::Assertion& assertion,
                                                     std::string_view public_key,
                                                     const Site& site) {
  start_library();
  const std::string& told = assertion.authenticator_data;
  if (const auto wrong = fault_of_head(told, site)) return fault(*wrong);
  if (assertion.signature.empty() || assertion.signature.size() > kSignatureBytes) {
    return fault(PasskeyFault::malformed);
  }
  const Point point = point_of(public_key);
  const FidoAssertion signed_one(fido_assert_new());
  if (point == nullptr || signed_one == nullptr) return fault(PasskeyFault::malformed);
  auto* one = signed_one.get();
  const Sha256 hash = sha256(assertion.client_data);
  if (fido_assert_set_count(one, 1) != FIDO_OK ||
      fido_assert_set_rp(one, site.id.c_str()) != FIDO_OK ||
      fido_assert_set_clientdata_hash(one, hash.data(), hash.size()) != FIDO_OK ||
      fido_assert_set_authdata_raw(one, 0, bytes_of(told), told.size()) != FIDO_OK ||
      fido_assert_set_sig(one, 0, bytes_of(assertion.signature), assertion.signature.size()) !=
          FIDO_OK ||
      fido_assert_set_up(one, FIDO_OPT_TRUE) != FIDO_OK ||
      fido_assert_set_uv(one, FIDO_OPT_TRUE) != FIDO_OK) {
    return fault(PasskeyFault::malformed);
  }
  const int verdict = fido_assert_verify(one, 0, COSE_ES256, point.get());
  if (verdict == FIDO_ERR_INVALID_SIG) return fault(PasskeyFault::signature);
  if (verdict != FIDO_OK) return fault(PasskeyFault::malformed);
  return fido_assert_sigcount(one, 0);
}

}  // namespace ckl::auth
