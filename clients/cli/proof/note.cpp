#include "cli/proof/note.hpp"

#include <algorithm>
#include <charconv>

#include <fmt/format.h>

namespace ckl::cli::proof {
namespace {

constexpr std::string_view dash = "\u2014 ";
constexpr std::size_t id_bytes = 4;
constexpr std::size_t time_bytes = 8;
constexpr std::size_t most_signatures = 64;

// Cuts the next line off; nothing when there is no line feed.
std::optional<std::string_view> take_line(std::string_view& text) {
  const auto end = text.find('\n');
  if (end == std::string_view::npos) return std::nullopt;
  const auto line = text.substr(0, end);
  text.remove_prefix(end + 1);
  return line;
}

bool is_name(std::string_view name) {
  return !name.empty() && std::ranges::all_of(name, [](char letter) {
    return static_cast<unsigned char>(letter) > 0x20 && letter != '+';
  });
}

std::optional<std::uint64_t> number(std::string_view text) {
  std::uint64_t value = 0;
  const auto parsed = std::from_chars(text.data(), text.data() + text.size(), value);
  if (parsed.ec != std::errc() || fmt::to_string(value) != text) return std::nullopt;
  return value;
}

std::optional<Signature> read_signature(std::string_view line) {
  if (!line.starts_with(dash)) return std::nullopt;
  line.remove_prefix(dash.size());
  const auto space = line.find(' ');
  if (space == std::string_view::npos || !is_name(line.substr(0, space))) return std::nullopt;
  const auto bytes = from_base64(line.substr(space + 1));
  if (!bytes || bytes->size() <= id_bytes) return std::nullopt;
  return Signature{.name = std::string(line.substr(0, space)),
                   .id = bytes->substr(0, id_bytes),
                   .bytes = bytes->substr(id_bytes)};
}

std::string cosigned_text(std::uint64_t time, std::string_view text) {
  return fmt::format("cosignature/v1\ntime {}\n{}", time, text);
}

bool is_good(const Checkpoint& checkpoint, const Signature& signature, const VerifierKey& key) {
  if (key.use == KeyUse::log) return is_signed(checkpoint.text, signature.bytes, key.key);
  if (signature.bytes.size() < time_bytes) return false;
  std::uint64_t time = 0;
  for (const char byte : signature.bytes.substr(0, time_bytes)) {
    time = (time << 8U) | static_cast<unsigned char>(byte);
  }
  return is_signed(cosigned_text(time, checkpoint.text), signature.bytes.substr(time_bytes),
                   key.key);
}

}  // namespace

std::string VerifierKey::id() const {
  const std::string kind(1, static_cast<char>(use));
  return std::string(view(sha256(name + "\n" + kind + key)).substr(0, id_bytes));
}

std::string VerifierKey::text() const {
  std::string hexadecimal;
  for (const char byte : id()) {
    hexadecimal += fmt::format("{:02x}", static_cast<unsigned char>(byte));
  }
  return fmt::format("{}+{}+{}", name, hexadecimal,
                     to_base64(std::string(1, static_cast<char>(use)) + key));
}

std::optional<VerifierKey> VerifierKey::parse(std::string_view text) {
  const auto first = text.find('+');
  if (first == std::string_view::npos) return std::nullopt;
  const auto second = text.find('+', first + 1);
  if (second == std::string_view::npos || !is_name(text.substr(0, first))) return std::nullopt;
  const auto bytes = from_base64(text.substr(second + 1));
  if (!bytes || bytes->size() != 33) return std::nullopt;
  if (bytes->front() != 1 && bytes->front() != 4) return std::nullopt;
  VerifierKey key{.name = std::string(text.substr(0, first)),
                  .use = static_cast<KeyUse>(bytes->front()),
                  .key = bytes->substr(1)};
  if (key.text() != text) return std::nullopt;
  return key;
}

std::optional<Checkpoint> Checkpoint::parse(std::string_view note) {
  auto rest = note;
  const auto origin = take_line(rest);
  const auto size = take_line(rest);
  const auto head = take_line(rest);
  if (!origin || !size || !head || origin->empty()) return std::nullopt;
  const auto signed_end = note.size() - rest.size();
  const auto empty = take_line(rest);
  if (!empty || !empty->empty()) return std::nullopt;
  const auto leaves = number(*size);
  const auto hash = hash_from_base64(*head);
  if (!leaves || !hash) return std::nullopt;
  Checkpoint checkpoint{.text = std::string(note.substr(0, signed_end)),
                        .origin = std::string(*origin),
                        .size = *leaves,
                        .head = *hash,
                        .signatures = {}};
  while (!rest.empty()) {
    const auto line = take_line(rest);
    auto signature = line ? read_signature(*line) : std::nullopt;
    if (!signature || checkpoint.signatures.size() >= most_signatures) return std::nullopt;
    checkpoint.signatures.push_back(*std::move(signature));
  }
  if (checkpoint.signatures.empty()) return std::nullopt;
  return checkpoint;
}

Signed signed_by(const Checkpoint& checkpoint, const VerifierKey& key) {
  auto found = Signed::no;
  for (const auto& signature : checkpoint.signatures) {
    if (signature.name != key.name || signature.id != key.id()) continue;
    if (!is_good(checkpoint, signature, key)) return Signed::bad;
    found = Signed::good;
  }
  return found;
}

std::string cosign(const Checkpoint& checkpoint, const VerifierKey& witness, std::string_view seed,
                   std::uint64_t time) {
  const auto signature = sign(cosigned_text(time, checkpoint.text), seed);
  return fmt::format("{}{} {}\n", dash, witness.name,
                     to_base64(witness.id() + big_endian(time, time_bytes) + signature));
}

}  // namespace ckl::cli::proof
