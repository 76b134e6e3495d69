// One line of the journal.
#include <array>

#include <google/protobuf/arena.h>

#include "codec/codec.hpp"
#include "codec/entry_envelope.hpp"
#include "codec/events.hpp"

namespace ckl::codec {

namespace {

template <class Event, std::size_t index = 0>
consteval std::size_t slot_of() {
  static_assert(index < std::tuple_size_v<Slots>, "this event has no slot in events.hpp");
  if constexpr (std::is_same_v<typename std::tuple_element_t<index, Slots>::Domain, Event>) {
    return index;
  } else {
    return slot_of<Event, index + 1>();
  }
}

struct EventWriter {
  v1::JournalEntry& out;

  template <class Event>
  void operator()(const Event& event) const {
    using Place = std::tuple_element_t<slot_of<Event>(), Slots>;
    write(event, Place::open(out));
  }
};

template <class Place>
bool read_slot(const v1::JournalEntry& in, domain::Event& out, Reader& reader) {
  if (static_cast<int>(in.event_case()) != Place::number) return false;
  typename Place::Domain event;
  read(Place::get(in), event, reader);
  out = std::move(event);
  return true;
}

template <class... Place>
bool read_event(const v1::JournalEntry& in, domain::Event& out, Reader& reader,
                std::type_identity<std::tuple<Place...>> /*slots*/) {
  return (read_slot<Place>(in, out, reader) || ...);
}

void read(const v1::Actor& from, domain::Actor& to, Reader& reader) {
  reader.complete(from);
  to.person.value = from.person();
  to.capacity = from.capacity();
  to.machine = from.machine();
  to.via = from.via();
}

void read(const v1::JournalEntry& from, domain::Entry& to, Reader& reader) {
  reader.complete(from);
  if (from.sequence() == 0) reader.fail("the sequence number is missing");
  to.sequence = from.sequence();
  reader.instant(from.has_time(), from.time(), to.time);
  read(from.actor(), to.actor, reader);
  to.command_id = from.command_id();
  to.rule.value = from.rule();
  to.basis.assign(from.basis().begin(), from.basis().end());
  if (!read_event(from, to.event, reader, std::type_identity<Slots>{})) {
    reader.fail("the event is missing");
  }
}

// The whole entry by protobuf: also what is not as we write it, and why it can't be read.
ports::Result<domain::Entry> decode_anything(std::string_view bytes) {
  const auto corrupt = [](std::string what) {
    return std::unexpected(ports::Failure{.code = ports::FailureCode::corrupt,
                                          .what = "journal entry: " + std::move(what)});
  };
  google::protobuf::Arena arena;
  auto* message = google::protobuf::Arena::CreateMessage<v1::JournalEntry>(&arena);
  if (!message->ParseFromArray(bytes.data(), static_cast<int>(bytes.size()))) {
    return corrupt("the bytes can't be parsed");
  }
  domain::Entry entry;
  Reader reader;
  read(*message, entry, reader);
  if (!reader.ok())
    return corrupt(reader.fault() + " (number " + std::to_string(entry.sequence) + ")");
  return entry;
}

// Larger events are not kept in memory until the next of their kind comes.
constexpr std::size_t kept_event_bytes = 4'096;

template <class Message, class Event>
bool read_into(Message& message, std::string_view bytes, Event& event) {
  Reader reader;
  if (!message.ParseFromArray(bytes.data(), static_cast<int>(bytes.size()))) return false;
  read(message, event, reader);
  return reader.ok();
}

template <class Place>
bool read_bytes(std::string_view bytes, domain::Event& out) {
  using Message = typename Place::Message;
  auto& event = out.emplace<typename Place::Domain>();
  if (bytes.size() > kept_event_bytes) {
    Message message;
    return read_into(message, bytes, event);
  }
  // What the texts of the one before took up is used again.
  static thread_local Message message;
  return read_into(message, bytes, event);
}

using ReadBytes = bool (*)(std::string_view, domain::Event&);

template <class... Place>
consteval auto readers_of(std::type_identity<std::tuple<Place...>> /*slots*/) {
  std::array<ReadBytes, static_cast<std::size_t>(std::max({Place::number...})) + 1> readers{};
  ((readers[static_cast<std::size_t>(Place::number)] = &read_bytes<Place>), ...);
  return readers;
}

// By the number of the member; null where there is none.
constexpr auto readers = readers_of(std::type_identity<Slots>{});

bool read_event(const EventBytes& event, domain::Event& out) {
  if (event.number >= readers.size() || readers[event.number] == nullptr) return false;
  return readers[event.number](event.bytes, out);
}

}  // namespace

void encode(const domain::Entry& entry, v1::JournalEntry& out) {
  out.set_sequence(entry.sequence);
  encode(entry.time, *out.mutable_time());
  auto& actor = *out.mutable_actor();
  actor.set_person(entry.actor.person.value);
  actor.set_capacity(entry.actor.capacity);
  actor.set_machine(entry.actor.machine);
  actor.set_via(entry.actor.via);
  out.set_command_id(entry.command_id);
  out.set_rule(entry.rule.value);
  out.mutable_basis()->Reserve(static_cast<int>(entry.basis.size()));
  for (const std::string& basis : entry.basis) out.add_basis(basis);
  std::visit(EventWriter{out}, entry.event);
}

std::string encode(const domain::Entry& entry) {
  google::protobuf::Arena arena;
  auto* message = google::protobuf::Arena::CreateMessage<v1::JournalEntry>(&arena);
  encode(entry, *message);
  std::string bytes;
  bytes.resize(message->ByteSizeLong());
  message->SerializeWithCachedSizesToArray(reinterpret_cast<std::uint8_t*>(bytes.data()));
  return bytes;
}

namespace {

ports::Result<void> decode_slowly(std::string_view bytes, domain::Entry& entry) {
  auto decoded = decode_anything(bytes);
  if (!decoded) return std::unexpected(std::move(decoded.error()));
  entry = std::move(*decoded);
  return {};
}

}  // namespace

ports::Result<void> decode_entry(std::string_view bytes, domain::Entry& entry) {
  EventBytes event;
  if (read_envelope(bytes, entry, event) && read_event(event, entry.event)) return {};
  return decode_slowly(bytes, entry);
}

ports::Result<void> decode_to_fold(std::string_view bytes, domain::Entry& entry) {
  EventBytes event;
  if (read_envelope_to_fold(bytes, entry, event) && read_event(event, entry.event)) return {};
  return decode_slowly(bytes, entry);
}

ports::Result<domain::Entry> decode_entry(std::string_view bytes) {
  ports::Result<domain::Entry> entry;
  if (auto decoded = decode_entry(bytes, *entry); !decoded) {
    return std::unexpected(std::move(decoded.error()));
  }
  return entry;
}

}  // namespace ckl::codec
