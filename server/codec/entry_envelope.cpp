#include "codec/entry_envelope.hpp"

#include "ckl/v1/journal.pb.h"
#include "codec/wire.hpp"
#include "domain/input.hpp"

namespace ckl::codec {
namespace {

using J = v1::JournalEntry;

constexpr std::uint64_t of_number = 0;  // wire types
constexpr std::uint64_t of_bytes = 2;

// Takes from the front of what is left.
bool take_number(std::string_view& left, std::uint64_t& value) {
  value = 0;
  for (unsigned shift = 0; shift < 64 && !left.empty(); shift += 7) {
    const auto byte = static_cast<unsigned char>(left.front());
    left.remove_prefix(1);
    value |= std::uint64_t{byte & 0x7FU} << shift;
    if (byte < 0x80U) return true;
  }
  return false;
}

bool take_bytes(std::string_view& left, std::string_view& bytes) {
  std::uint64_t size = 0;
  if (!take_number(left, size) || size > left.size()) return false;
  bytes = left.substr(0, size);
  left.remove_prefix(size);
  return true;
}

bool take_text(std::string_view& left, std::string& text) {
  std::string_view bytes;
  if (!take_bytes(left, bytes) || !domain::is_utf8(bytes)) return false;
  text.assign(bytes);
  return true;
}

// The fields of one message, in rising order.
class Fields {
 public:
  explicit Fields(std::string_view bytes) : left_(bytes) {}

  [[nodiscard]] bool more() const { return !left_.empty(); }
  // The next field; a number that does not rise (or repeat, where it may) is not as we write it.
  bool next(std::uint64_t repeated) {
    std::uint64_t tag = 0;
    if (!take_number(left_, tag)) return false;
    const auto before = number_;
    number_ = tag >> 3U;
    type_ = tag & 7U;
    return number_ > before || (number_ == before && number_ == repeated);
  }
  [[nodiscard]] std::uint64_t number() const { return number_; }

  bool read(std::uint64_t& value) { return type_ == of_number && take_number(left_, value); }
  bool read(std::string_view& bytes) { return type_ == of_bytes && take_bytes(left_, bytes); }
  bool read(std::string& text) { return type_ == of_bytes && take_text(left_, text); }

 private:
  std::string_view left_;
  std::uint64_t number_ = 0;
  std::uint64_t type_ = 0;
};

constexpr std::uint64_t nothing_repeats = 0;

bool read_time(std::string_view bytes, domain::Instant& to) {
  std::uint64_t seconds = 0;
  std::uint64_t nanos = 0;
  Fields fields(bytes);
  while (fields.more()) {
    if (!fields.next(nothing_repeats)) return false;
    const bool read = fields.number() == 1   ? fields.read(seconds)
                      : fields.number() == 2 ? fields.read(nanos)
                                             : false;
    if (!read) return false;
  }
  const auto signed_seconds = static_cast<std::int64_t>(seconds);
  const auto signed_nanos = static_cast<std::int64_t>(nanos);
  if (!is_timestamp(signed_seconds, signed_nanos)) return false;
  to = to_instant(signed_seconds, signed_nanos);
  return true;
}

enum class Wanted : std::uint8_t { everything, to_fold };

template <Wanted wanted>
bool read_beside(Fields& fields, std::string& to) {
  std::string_view passed_over;
  return wanted == Wanted::everything ? fields.read(to) : fields.read(passed_over);
}

template <Wanted wanted>
bool read_actor(std::string_view bytes, domain::Actor& to) {
  Fields fields(bytes);
  while (fields.more()) {
    if (!fields.next(nothing_repeats)) return false;
    bool read = false;
    switch (fields.number()) {
      case v1::Actor::kPersonFieldNumber:
        read = fields.read(to.person.value);
        break;
      case v1::Actor::kCapacityFieldNumber:
        read = read_beside<wanted>(fields, to.capacity);
        break;
      case v1::Actor::kMachineFieldNumber:
        read = read_beside<wanted>(fields, to.machine);
        break;
      case v1::Actor::kViaFieldNumber:
        read = read_beside<wanted>(fields, to.via);
        break;
      default:
        break;
    }
    if (!read) return false;
  }
  return true;
}

// What has been read of an entry whose texts are used again.
struct Progress {
  bool timed = false;
  std::size_t bases = 0;
};

template <Wanted wanted>
bool read_basis(Fields& fields, domain::Entry& to, Progress& progress) {
  std::string_view passed_over;
  if (wanted == Wanted::to_fold) return fields.read(passed_over);
  if (progress.bases == to.basis.size()) to.basis.emplace_back();
  return fields.read(to.basis[progress.bases++]);
}

template <Wanted wanted>
bool read_field(Fields& fields, domain::Entry& to, EventBytes& event, Progress& progress) {
  std::string_view bytes;
  switch (fields.number()) {
    case J::kSequenceFieldNumber:
      return fields.read(to.sequence);
    case J::kTimeFieldNumber:
      progress.timed = true;
      return fields.read(bytes) && read_time(bytes, to.time);
    case J::kActorFieldNumber:
      return fields.read(bytes) && read_actor<wanted>(bytes, to.actor);
    case J::kCommandIdFieldNumber:
      return read_beside<wanted>(fields, to.command_id);
    case J::kRuleFieldNumber:
      return read_beside<wanted>(fields, to.rule.value);
    case J::kBasisFieldNumber:
      return read_basis<wanted>(fields, to, progress);
    default:
      // A second event would replace the first.
      if (event.number != 0) return false;
      event.number = fields.number();
      return fields.read(event.bytes);
  }
}

template <Wanted wanted>
bool read_whole(std::string_view bytes, domain::Entry& to, EventBytes& event) {
  to.sequence = 0;
  to.actor.person.value.clear();
  Progress progress;
  Fields fields(bytes);
  while (fields.more()) {
    if (!fields.next(J::kBasisFieldNumber)) return false;
    if (!read_field<wanted>(fields, to, event, progress)) return false;
  }
  if (wanted == Wanted::everything) to.basis.resize(progress.bases);
  return progress.timed && to.sequence != 0 && event.number != 0;
}

}  // namespace

bool read_envelope(std::string_view bytes, domain::Entry& to, EventBytes& event) {
  to.actor.capacity.clear();
  to.actor.machine.clear();
  to.actor.via.clear();
  to.command_id.clear();
  to.rule.value.clear();
  return read_whole<Wanted::everything>(bytes, to, event);
}

bool read_envelope_to_fold(std::string_view bytes, domain::Entry& to, EventBytes& event) {
  return read_whole<Wanted::to_fold>(bytes, to, event);
}

}  // namespace ckl::codec
