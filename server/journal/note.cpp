#include "journal/note.hpp"

#include <algorithm>
#include <charconv>
#include <memory>
#include <stdexcept>

#include <fmt/format.h>
#include <openssl/evp.h>
#include <openssl/rand.h>

#include "journal/hash.hpp"
#include "journal/keys.hpp"

namespace ckl::journal {
namespace {

using Key = std::unique_ptr<EVP_PKEY, void (*)(EVP_PKEY*)>;
using Context = std::unique_ptr<EVP_MD_CTX, void (*)(EVP_MD_CTX*)>;

constexpr std::string_view line_begins = "\u2014 ";
constexpr std::size_t id_bytes = 4;
constexpr std::size_t time_bytes = 8;
constexpr std::size_t signature_bytes = 64;

const unsigned char* bytes_of(std::string_view text) {
  return reinterpret_cast<const unsigned char*>(text.data());
}

template <std::size_t size>
std::string_view view_of(const std::array<unsigned char, size>& bytes) {
  return {reinterpret_cast<const char*>(bytes.data()), size};
}

std::string sign_bytes(std::string_view text, const Seed& seed) {
  const Key key(EVP_PKEY_new_raw_private_key(EVP_PKEY_ED25519, nullptr, seed.data(), seed.size()),
                EVP_PKEY_free);
  const Context context(EVP_MD_CTX_new(), EVP_MD_CTX_free);
  std::string signature(signature_bytes, '\0');
  std::size_t size = signature.size();
  if (EVP_DigestSignInit(context.get(), nullptr, nullptr, nullptr, key.get()) != 1 ||
      EVP_DigestSign(context.get(), reinterpret_cast<unsigned char*>(signature.data()), &size,
                     bytes_of(text), text.size()) != 1) {
    throw std::runtime_error("Ed25519 is not to be had");
  }
  return signature;
}

bool is_signed(std::string_view text, std::string_view signature, const PublicKey& by) {
  const Key key(EVP_PKEY_new_raw_public_key(EVP_PKEY_ED25519, nullptr, by.data(), by.size()),
                EVP_PKEY_free);
  const Context context(EVP_MD_CTX_new(), EVP_MD_CTX_free);
  return key != nullptr &&
         EVP_DigestVerifyInit(context.get(), nullptr, nullptr, nullptr, key.get()) == 1 &&
         EVP_DigestVerify(context.get(), bytes_of(signature), signature.size(), bytes_of(text),
                          text.size()) == 1;
}

bool is_name(std::string_view name) {
  return !name.empty() && name.find_first_of(" +\n\t\r") == std::string_view::npos;
}

// The signature, without the key's id, of a line by that key.
std::optional<std::string> signature_in(std::string_view line, const VerifierKey& key) {
  const auto begins = std::string(line_begins) + key.name + " ";
  if (!line.starts_with(begins)) return std::nullopt;
  const auto bytes = from_base64(line.substr(begins.size()));
  if (!bytes || !bytes->starts_with(key.id())) return std::nullopt;
  return bytes->substr(id_bytes);
}

bool is_cosigned(std::string_view text, std::string_view signature, const PublicKey& by) {
  if (signature.size() != time_bytes + signature_bytes) return false;
  const auto time = number_of(signature).value_or(0);
  return is_signed(fmt::format("cosignature/v1\ntime {}\n{}", time, text),
                   signature.substr(time_bytes), by);
}

}  // namespace

std::string VerifierKey::id() const {
  const char kind = static_cast<char>(use);
  const auto hash = hash_of({name, "\n", std::string_view(&kind, 1), view_of(key)});
  return std::string(view(hash).substr(0, id_bytes));
}

std::string VerifierKey::text() const {
  std::string hexadecimal;
  for (const char byte : id()) {
    hexadecimal += fmt::format("{:02x}", static_cast<unsigned char>(byte));
  }
  std::string bytes(1, static_cast<char>(use));
  bytes += view_of(key);
  return fmt::format("{}+{}+{}", name, hexadecimal, to_base64(bytes));
}

std::optional<VerifierKey> VerifierKey::parse(std::string_view text) {
  const auto first = text.find('+');
  const auto second = first == std::string_view::npos ? first : text.find('+', first + 1);
  if (second == std::string_view::npos) return std::nullopt;
  const auto bytes = from_base64(text.substr(second + 1));
  VerifierKey key{.name = std::string(text.substr(0, first))};
  if (!bytes || bytes->size() != 1 + key.key.size() || !is_name(key.name)) return std::nullopt;
  key.use = static_cast<KeyUse>(bytes->front());
  if (key.use != KeyUse::log && key.use != KeyUse::witness) return std::nullopt;
  std::copy(bytes->begin() + 1, bytes->end(), key.key.begin());
  if (key.text() != text) return std::nullopt;
  return key;
}

Seed new_seed() {
  Seed seed{};
  if (RAND_bytes(seed.data(), static_cast<int>(seed.size())) != 1) {
    throw std::runtime_error("there is no randomness to be had");
  }
  return seed;
}

VerifierKey key_of_log(const std::string& name, const Seed& seed) {
  VerifierKey key{.name = name};
  const Key secret(
      EVP_PKEY_new_raw_private_key(EVP_PKEY_ED25519, nullptr, seed.data(), seed.size()),
      EVP_PKEY_free);
  std::size_t size = key.key.size();
  if (EVP_PKEY_get_raw_public_key(secret.get(), key.key.data(), &size) != 1) {
    throw std::runtime_error("Ed25519 is not to be had");
  }
  return key;
}

std::string checkpoint_text(std::string_view origin, domain::Sequence size,
                            const ports::Hash& head) {
  return fmt::format("{}\n{}\n{}\n", origin, size, to_base64(view(head)));
}

std::string sign(std::string_view text, const VerifierKey& key, const Seed& seed) {
  return fmt::format("{}{} {}\n", line_begins, key.name,
                     to_base64(key.id() + sign_bytes(text, seed)));
}

std::optional<Note> split_note(std::string_view note) {
  const auto end = note.rfind("\n\n");
  if (end == std::string_view::npos || !note.ends_with('\n')) return std::nullopt;
  return Note{.text = note.substr(0, end + 1), .lines = note.substr(end + 2)};
}

std::optional<std::string_view> cosignature_of(const Note& note, const VerifierKey& witness) {
  auto rest = note.lines;
  while (!rest.empty()) {
    const auto end = rest.find('\n');
    if (end == std::string_view::npos) return std::nullopt;
    const auto line = rest.substr(0, end);
    const auto signature = signature_in(line, witness);
    if (signature && is_cosigned(note.text, *signature, witness.key)) {
      return rest.substr(0, end + 1);
    }
    rest.remove_prefix(end + 1);
  }
  return std::nullopt;
}

std::optional<domain::Sequence> size_of(std::string_view text, std::string_view origin) {
  if (!text.starts_with(origin) || text.substr(origin.size(), 1) != "\n") return std::nullopt;
  text.remove_prefix(origin.size() + 1);
  domain::Sequence size = 0;
  const auto parsed = std::from_chars(text.data(), text.data() + text.size(), size);
  if (parsed.ec != std::errc() || parsed.ptr == text.data() + text.size() || *parsed.ptr != '\n') {
    return std::nullopt;
  }
  return size;
}

std::string to_base64(std::string_view bytes) {
  std::string text(4 * ((bytes.size() + 2) / 3) + 1, '\0');
  EVP_EncodeBlock(reinterpret_cast<unsigned char*>(text.data()), bytes_of(bytes),
                  static_cast<int>(bytes.size()));
  text.pop_back();
  return text;
}

std::optional<std::string> from_base64(std::string_view text) {
  if (text.size() % 4 != 0) return std::nullopt;
  std::string bytes(3 * (text.size() / 4), '\0');
  if (EVP_DecodeBlock(reinterpret_cast<unsigned char*>(bytes.data()), bytes_of(text),
                      static_cast<int>(text.size())) < 0) {
    return std::nullopt;
  }
  for (int padding = 0; padding < 2 && text.ends_with('='); ++padding) {
    bytes.pop_back();
    text.remove_suffix(1);
  }
  // The library takes what others would write otherwise; one text has one meaning here.
  if (to_base64(bytes).substr(0, text.size()) != text) return std::nullopt;
  return bytes;
}

}  // namespace ckl::journal
