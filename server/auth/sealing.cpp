#include "auth/sealing.hpp"

#include <cstdlib>
#include <memory>

#include <openssl/evp.h>

namespace ckl::auth {
namespace {

constexpr std::size_t kNonceBytes = 12;
constexpr std::size_t kTagBytes = 16;

using Context = std::unique_ptr<EVP_CIPHER_CTX, decltype(&EVP_CIPHER_CTX_free)>;

const unsigned char* bytes_of(std::string_view text) {
  return reinterpret_cast<const unsigned char*>(text.data());
}

unsigned char* bytes_of(std::string& text) { return reinterpret_cast<unsigned char*>(text.data()); }

// OpenSSL refuses only what a bug or an exhausted memory gives it.
void must(int done) {
  if (done != 1) std::abort();
}

Context begin(const SealKey& key, const unsigned char* nonce, int encrypt) {
  Context context(EVP_CIPHER_CTX_new(), &EVP_CIPHER_CTX_free);
  if (!context) std::abort();
  must(EVP_CipherInit_ex(context.get(), EVP_aes_256_gcm(), nullptr, key.data(), nonce, encrypt));
  return context;
}

void bind(const Context& context, std::string_view bound_to) {
  int length = 0;
  must(EVP_CipherUpdate(context.get(), nullptr, &length, bytes_of(bound_to),
                        static_cast<int>(bound_to.size())));
}

}  // namespace

SealKey draw_key(const RandomBytes& random) {
  SealKey key{};
  random(key);
  return key;
}

std::string seal(const SealKey& key, std::string_view plain, std::string_view bound_to,
                 const RandomBytes& random) {
  std::array<unsigned char, kNonceBytes> nonce{};
  random(nonce);
  const Context context = begin(key, nonce.data(), 1);
  bind(context, bound_to);
  std::string secret(plain.size(), '\0');
  int length = 0;
  must(EVP_CipherUpdate(context.get(), bytes_of(secret), &length, bytes_of(plain),
                        static_cast<int>(plain.size())));
  std::array<unsigned char, kTagBytes> tag{};
  int rest = 0;
  must(EVP_CipherFinal_ex(context.get(), tag.data(), &rest));
  must(EVP_CIPHER_CTX_ctrl(context.get(), EVP_CTRL_GCM_GET_TAG, kTagBytes, tag.data()));
  return std::string(as_text(nonce)) + secret + std::string(as_text(tag));
}

std::optional<std::string> unseal(const SealKey& key, std::string_view sealed,
                                  std::string_view bound_to) {
  if (sealed.size() < kNonceBytes + kTagBytes) return std::nullopt;
  const auto secret = sealed.substr(kNonceBytes, sealed.size() - kNonceBytes - kTagBytes);
  std::string tag(sealed.substr(sealed.size() - kTagBytes));
  const Context context = begin(key, bytes_of(sealed), 0);
  bind(context, bound_to);
  std::string plain(secret.size(), '\0');
  int length = 0;
  must(EVP_CipherUpdate(context.get(), bytes_of(plain), &length, bytes_of(secret),
                        static_cast<int>(secret.size())));
  must(EVP_CIPHER_CTX_ctrl(context.get(), EVP_CTRL_GCM_SET_TAG, kTagBytes, tag.data()));
  std::array<unsigned char, kTagBytes> none{};
  int rest = 0;
  if (EVP_CipherFinal_ex(context.get(), none.data(), &rest) != 1) return std::nullopt;
  return plain;
}

}  // namespace ckl::auth
