#include "cli/proof/entry.hpp"

#include <fmt/format.h>
#include <google/protobuf/io/coded_stream.h>
#include <nlohmann/json.hpp>

#include "ckl/v1/journal.pb.h"

namespace ckl::cli::proof {
namespace {

using google::protobuf::io::CodedInputStream;
using Json = nlohmann::json;

constexpr std::uint32_t first_event = 10;
constexpr std::uint32_t sized = 2;

std::optional<std::string> text_of(const Json& value) {
  if (!value.is_string()) return std::nullopt;
  return value.get<std::string>();
}

std::optional<std::string> bytes_of(const Json& value) {
  const auto text = text_of(value);
  return text ? from_base64(*text) : std::nullopt;
}

std::optional<Hash> hash_of(const Json& value) {
  const auto text = text_of(value);
  return text ? hash_from_base64(*text) : std::nullopt;
}

// Protobuf's numbers go no further.
std::optional<std::uint32_t> field_of(const Json& value) {
  constexpr std::uint64_t most = 536'870'911;
  if (!value.is_number_unsigned() || value.get<std::uint64_t>() > most ||
      value.get<std::uint64_t>() == 0) {
    return std::nullopt;
  }
  return value.get<std::uint32_t>();
}

// The bytes are one field, whole, of that number (any, when 0); its wire type.
std::optional<std::uint32_t> wire_of(const std::string& bytes, std::uint32_t number) {
  CodedInputStream input(reinterpret_cast<const std::uint8_t*>(bytes.data()),
                         static_cast<int>(bytes.size()));
  const std::uint32_t tag = input.ReadTag();
  const bool whole = tag != 0 &&
                     google::protobuf::internal::WireFormatLite::SkipField(&input, tag) &&
                     input.CurrentPosition() == static_cast<int>(bytes.size());
  if (!whole || (number != 0 && tag >> 3U != number)) return std::nullopt;
  return tag & 7U;
}

// Puts an entry together, part by part.
class Assembly {
 public:
  Assembly(std::uint64_t entry, const Find& find) : entry_(entry), find_(find) {}

  // False when the part has not the form of one.
  bool take(const Json& part) {
    if (!part.is_array() || part.empty()) return false;
    const auto kind = text_of(part[0]);
    if (kind == "open" && part.size() == 2) return open(part);
    if (kind == "covered" && part.size() == 5) return covered(part);
    if (kind == "masked" && part.size() == 3) return masked(part);
    if (kind == "event" && part.size() == 2 && event_ == 0) return begin_event(part);
    return false;
  }

  [[nodiscard]] Hash leaf() const { return sha256(std::string(1, '\0') + data_); }
  [[nodiscard]] std::uint32_t event() const { return event_; }
  [[nodiscard]] std::uint64_t masked() const { return masked_; }

  [[nodiscard]] std::string bytes() const {
    if (event_ == 0) return outer_;
    std::string tag;
    std::uint64_t number = (std::uint64_t{event_} << 3U) | sized;
    put_varint(number, tag);
    put_varint(inner_.size(), tag);
    return outer_ + tag + inner_;
  }

 private:
  static void put_varint(std::uint64_t value, std::string& to) {
    for (; value > 0x7F; value >>= 7U) to += static_cast<char>((value & 0x7FU) | 0x80U);
    to += static_cast<char>(value);
  }

  [[nodiscard]] std::string& fields() { return event_ == 0 ? outer_ : inner_; }

  // Of the entry itself: time, rule and basis are open though they are sized.
  [[nodiscard]] bool may_be_open(std::uint32_t wire, const std::string& bytes) const {
    if (wire != sized) return true;
    return event_ == 0 && (wire_of(bytes, 2) || wire_of(bytes, 5) || wire_of(bytes, 6));
  }

  bool open(const Json& part) {
    const auto bytes = bytes_of(part[1]);
    const auto wire = bytes ? wire_of(*bytes, 0) : std::nullopt;
    if (!wire || !may_be_open(*wire, *bytes)) return false;
    data_ += '\0';
    data_ += big_endian(bytes->size(), 4) + *bytes;
    fields() += *bytes;
    return true;
  }

  bool covered(const Json& part) {
    const auto field = field_of(part[1]);
    const auto commitment = hash_of(part[2]);
    const auto salt = bytes_of(part[3]);
    const auto bytes = bytes_of(part[4]);
    if (!field || !commitment || !salt || !bytes || salt->size() != 16) return false;
    if (sha256("\x02" + *salt + *bytes) != *commitment) {
      find_({.code = "commitment",
             .line = 0,
             .entry = entry_,
             .field = *field,
             .sv = fmt::format("Post {}, fält {}: innehållet stämmer inte med sitt åtagande",
                               entry_, *field),
             .en = fmt::format("Entry {}, field {}: its contents do not match their commitment",
                               entry_, *field)});
    } else if (const auto wire = wire_of(*bytes, *field); !wire || may_be_open(*wire, *bytes)) {
      return false;
    }
    put_commitment(*field, *commitment);
    fields() += *bytes;
    return true;
  }

  bool masked(const Json& part) {
    const auto field = field_of(part[1]);
    const auto commitment = hash_of(part[2]);
    if (!field || !commitment) return false;
    put_commitment(*field, *commitment);
    ++masked_;
    return true;
  }

  void put_commitment(std::uint32_t field, const Hash& commitment) {
    data_ += '\x01';
    data_ += big_endian(field, 4);
    data_.append(view(commitment));
  }

  bool begin_event(const Json& part) {
    const auto field = field_of(part[1]);
    if (!field || *field < first_event) return false;
    event_ = *field;
    data_ += '\x03';
    data_ += big_endian(event_, 4);
    return true;
  }

  const std::uint64_t entry_;
  const Find& find_;
  std::string data_ = std::string(1, '\x01');
  std::string outer_;
  std::string inner_;
  std::uint32_t event_ = 0;
  std::uint64_t masked_ = 0;
};

void check(const ShownEntry& entry, const Hash& computed, const Find& find) {
  if (computed != entry.leaf) {
    find({.code = "leaf",
          .line = 0,
          .entry = entry.number,
          .field = 0,
          .sv = fmt::format("Post {} är ändrad: delarna ger inte det blad som står på raden",
                            entry.number),
          .en = fmt::format("Entry {} was altered: its parts do not give the leaf on its line",
                            entry.number)});
  }
  v1::JournalEntry read;
  const bool readable = read.ParseFromString(entry.bytes);
  if (readable && read.sequence() == entry.number) return;
  find({.code = "order",
        .line = 0,
        .entry = entry.number,
        .field = 1,
        .sv = readable ? fmt::format("Raden säger post {}, innehållet post {}", entry.number,
                                     read.sequence())
                       : fmt::format("Post {} går inte att läsa", entry.number),
        .en = readable ? fmt::format("The line says entry {}, its contents entry {}", entry.number,
                                     read.sequence())
                       : fmt::format("Entry {} can not be read", entry.number)});
}

}  // namespace

std::optional<ShownEntry> read_entry(const Json& line, const Find& find) {
  if (line.size() != 3 || !line.contains("leaf") || !line.contains("parts")) return std::nullopt;
  const auto& number = line["entry"];
  const auto leaf = hash_of(line["leaf"]);
  const auto& parts = line["parts"];
  if (!number.is_number_unsigned() || !leaf || !parts.is_array()) return std::nullopt;
  ShownEntry entry{.number = number.get<std::uint64_t>(), .leaf = *leaf, .bytes = {}};
  Assembly assembly(entry.number, find);
  for (const auto& part : parts) {
    if (!assembly.take(part)) return std::nullopt;
  }
  if (assembly.event() == 0) return std::nullopt;
  entry.bytes = assembly.bytes();
  entry.event = assembly.event();
  entry.masked = assembly.masked();
  check(entry, assembly.leaf(), find);
  return entry;
}

}  // namespace ckl::cli::proof
