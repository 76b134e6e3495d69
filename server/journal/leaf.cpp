#include "journal/leaf.hpp"

#include <algorithm>
#include <optional>
#include <stdexcept>

#include <fmt/format.h>
#include <openssl/evp.h>

#include "journal/hash.hpp"
#include "journal/keys.hpp"

namespace ckl::journal {
namespace {

using ports::Part;

constexpr std::uint32_t first_event = 10;
constexpr std::uint32_t time_field = 2;
constexpr std::uint32_t rule_field = 5;
constexpr std::uint32_t basis_field = 6;
constexpr std::size_t salt_bytes = 16;

// Protobuf's wire types.
enum class Wire : std::uint8_t { varint = 0, eight = 1, sized = 2, four = 5 };

// Walks the fields of a message without knowing them.
class Fields {
 public:
  explicit Fields(std::string_view bytes) : bytes_(bytes) {}

  struct Field {
    std::uint32_t number = 0;
    Wire wire = Wire::varint;
    std::string_view all;      // tag included
    std::string_view content;  // of a sized one
  };

  [[nodiscard]] bool done() const { return at_ == bytes_.size(); }

  // Nothing when the bytes are no fields.
  [[nodiscard]] std::optional<Field> next() {
    const auto start = at_;
    const auto tag = varint();
    if (!tag) return std::nullopt;
    Field field{.number = static_cast<std::uint32_t>(*tag >> 3U),
                .wire = static_cast<Wire>(*tag & 7U),
                .all = {},
                .content = {}};
    if (!skip(field) || field.number == 0) return std::nullopt;
    field.all = bytes_.substr(start, at_ - start);
    return field;
  }

 private:
  [[nodiscard]] bool skip(Field& field) {
    switch (field.wire) {
      case Wire::varint:
        return varint().has_value();
      case Wire::eight:
        return take(8);
      case Wire::four:
        return take(4);
      case Wire::sized: {
        const auto size = varint();
        if (!size || !take(*size)) return false;
        field.content = bytes_.substr(at_ - *size, *size);
        return true;
      }
    }
    return false;
  }

  [[nodiscard]] bool take(std::uint64_t size) {
    if (size > bytes_.size() - at_) return false;
    at_ += size;
    return true;
  }

  [[nodiscard]] std::optional<std::uint64_t> varint() {
    std::uint64_t value = 0;
    for (unsigned shift = 0; shift < 64 && at_ < bytes_.size(); shift += 7) {
      const auto byte = static_cast<unsigned char>(bytes_[at_++]);
      value |= static_cast<std::uint64_t>(byte & 0x7FU) << shift;
      if ((byte & 0x80U) == 0) return value;
    }
    return std::nullopt;
  }

  std::string_view bytes_;
  std::size_t at_ = 0;
};

bool is_open(const Fields::Field& field, bool of_event) {
  if (field.wire != Wire::sized) return true;
  return !of_event &&
         (field.number == time_field || field.number == rule_field || field.number == basis_field);
}

Part part_of(const Fields::Field& field, bool of_event) {
  return {.kind = is_open(field, of_event) ? Part::Kind::open : Part::Kind::covered,
          .field = field.number,
          .bytes = field.all};
}

bool split_event(std::string_view bytes, std::vector<Part>& parts) {
  Fields fields(bytes);
  while (!fields.done()) {
    const auto field = fields.next();
    if (!field) return false;
    parts.push_back(part_of(*field, true));
  }
  return true;
}

bool split(std::string_view bytes, std::vector<Part>& parts) {
  parts.clear();
  Fields fields(bytes);
  while (!fields.done()) {
    const auto field = fields.next();
    if (!field) return false;
    if (field->number < first_event) {
      parts.push_back(part_of(*field, false));
      continue;
    }
    parts.push_back({.kind = Part::Kind::event, .field = field->number});
    if (field->wire != Wire::sized || !split_event(field->content, parts)) return false;
  }
  return true;
}

void put_number(std::string& to, std::uint64_t number) {
  for (const unsigned shift : {24U, 16U, 8U, 0U}) {
    to.push_back(static_cast<char>((number >> shift) & 0xFFU));
  }
}

std::string_view view_of(const std::array<unsigned char, salt_bytes>& salt) {
  return {reinterpret_cast<const char*>(salt.data()), salt.size()};
}

}  // namespace

LeafMaker::LeafMaker(const SaltSecret& secret)
    : cipher_(EVP_CIPHER_CTX_new(), EVP_CIPHER_CTX_free) {
  if (EVP_EncryptInit_ex(cipher_.get(), EVP_aes_128_ecb(), nullptr, secret.data(), nullptr) != 1 ||
      EVP_CIPHER_CTX_set_padding(cipher_.get(), 0) != 1) {
    throw std::runtime_error("AES is not to be had");
  }
}

// One block per part: AES of its place is as good as chance to who lacks the key.
void LeafMaker::salt(domain::Sequence sequence) {
  std::string& places = data_;
  places.clear();
  for (std::uint64_t place = 0; place < parts_.size(); ++place) {
    for (const auto number : {static_cast<std::uint64_t>(sequence), place}) {
      const auto key = key_of(number);
      places.append(key.data(), key.size());
    }
  }
  salts_.resize(places.size());
  int written = 0;
  if (EVP_EncryptUpdate(cipher_.get(), reinterpret_cast<unsigned char*>(salts_.data()), &written,
                        reinterpret_cast<const unsigned char*>(places.data()),
                        static_cast<int>(places.size())) != 1) {
    throw std::runtime_error("AES failed");
  }
}

void LeafMaker::commit() {
  std::size_t place = 0;
  for (auto& part : parts_) {
    const auto from = salts_.begin() + static_cast<std::ptrdiff_t>(salt_bytes * place++);
    if (part.kind != Part::Kind::covered) continue;
    std::copy_n(from, salt_bytes, part.salt.begin());
    part.commitment = hash_of({"\x02", view_of(part.salt), part.bytes});
  }
}

ports::Result<void> LeafMaker::take_apart(domain::Sequence sequence, std::string_view bytes) {
  if (!split(bytes, parts_)) {
    return std::unexpected(
        ports::Failure{.code = ports::FailureCode::corrupt,
                       .what = fmt::format("entry {} can not be taken apart", sequence)});
  }
  salt(sequence);
  commit();
  return {};
}

ports::Result<std::vector<Part>> LeafMaker::parts(domain::Sequence sequence,
                                                  std::string_view bytes) {
  if (auto apart = take_apart(sequence, bytes); !apart) {
    return std::unexpected(std::move(apart.error()));
  }
  return parts_;
}

ports::Result<ports::Hash> LeafMaker::leaf(domain::Sequence sequence, std::string_view bytes) {
  if (auto apart = take_apart(sequence, bytes); !apart) {
    return std::unexpected(std::move(apart.error()));
  }
  data_.assign(1, '\x01');
  for (const auto& part : parts_) {
    switch (part.kind) {
      case Part::Kind::open:
        data_.push_back('\0');
        put_number(data_, part.bytes.size());
        data_.append(part.bytes);
        break;
      case Part::Kind::covered:
        data_.push_back('\x01');
        put_number(data_, part.field);
        data_.append(view(part.commitment));
        break;
      case Part::Kind::event:
        data_.push_back('\x03');
        put_number(data_, part.field);
        break;
    }
  }
  return hash_of({std::string_view("\0", 1), data_});
}

}  // namespace ckl::journal
