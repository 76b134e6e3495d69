#include "delivery/browser.hpp"

#include <array>
#include <memory>
#include <stdexcept>

#include <openssl/evp.h>
#include <openssl/hmac.h>

#include "platform/random.hpp"

namespace ckl::delivery::test {
namespace {

constexpr std::size_t salt_bytes = 16;
constexpr std::size_t tag_bytes = 16;
constexpr std::size_t key_at = 21;  // after salt, record size and the key's length

const unsigned char* bytes_of(const std::string& text) {
  return reinterpret_cast<const unsigned char*>(text.data());
}

std::string hmac(const std::string& key, const std::string& text) {
  std::string mac(EVP_MAX_MD_SIZE, '\0');
  unsigned int size = 0;
  HMAC(EVP_sha256(), key.data(), static_cast<int>(key.size()), bytes_of(text), text.size(),
       reinterpret_cast<unsigned char*>(mac.data()), &size);
  return mac.substr(0, size);
}

std::string random_text(std::size_t size) {
  std::string text(size, '\0');
  platform::random_bytes({reinterpret_cast<unsigned char*>(text.data()), size});
  return text;
}

struct EndCipher {
  void operator()(EVP_CIPHER_CTX* context) const { EVP_CIPHER_CTX_free(context); }
};

std::string unseal(const std::string& sealed, const std::string& key, const std::string& nonce) {
  const std::unique_ptr<EVP_CIPHER_CTX, EndCipher> context(EVP_CIPHER_CTX_new());
  std::string tag = sealed.substr(sealed.size() - tag_bytes);
  std::string text(sealed.size() - tag_bytes, '\0');
  auto* out = reinterpret_cast<unsigned char*>(text.data());
  int written = 0;
  int finished = 0;
  EVP_DecryptInit_ex(context.get(), EVP_aes_128_gcm(), nullptr, bytes_of(key), bytes_of(nonce));
  EVP_DecryptUpdate(context.get(), out, &written, bytes_of(sealed), static_cast<int>(text.size()));
  EVP_CIPHER_CTX_ctrl(context.get(), EVP_CTRL_GCM_SET_TAG, static_cast<int>(tag.size()),
                      tag.data());
  if (EVP_DecryptFinal_ex(context.get(), out + written, &finished) != 1) {
    throw std::invalid_argument("the tag does not fit");
  }
  return text;
}

}  // namespace

Browser::Browser() : key_(*EcKey::draw()), secret_(random_text(salt_bytes)) {}

ports::PushSubscription Browser::subscription(const std::string& endpoint) const {
  return {.endpoint = endpoint, .public_key = key_.point(), .secret = secret_};
}

std::string Browser::address(const std::string& endpoint) const {
  return push_address({subscription(endpoint)});
}

std::string Browser::open(const std::string& body) const {
  if (body.size() < key_at + EcKey::point_bytes + tag_bytes) throw std::invalid_argument("short");
  const std::string one(1, '\x01');
  const std::string end(1, '\0');
  const std::string salt = body.substr(0, salt_bytes);
  const std::string sender = body.substr(key_at, EcKey::point_bytes);
  const auto shared = key_.agree(sender);
  if (!shared) throw std::invalid_argument("the sender's key is no point");
  const std::string ikm =
      hmac(hmac(secret_, *shared), "WebPush: info" + end + key_.point() + sender + one);
  const std::string prk = hmac(salt, ikm);
  const std::string key = hmac(prk, "Content-Encoding: aes128gcm" + end + one).substr(0, 16);
  const std::string nonce = hmac(prk, "Content-Encoding: nonce" + end + one).substr(0, 12);
  std::string text = unseal(body.substr(key_at + EcKey::point_bytes), key, nonce);
  while (text.ends_with('\0')) text.pop_back();
  if (!text.ends_with('\x02')) throw std::invalid_argument("it is not the last record");
  text.pop_back();
  return text;
}

PushParts test_push_parts() {
  return {.vapid = *EcKey::draw(), .random = &platform::random_bytes, .forget = [](auto) {}};
}

}  // namespace ckl::delivery::test
