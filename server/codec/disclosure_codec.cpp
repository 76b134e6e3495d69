// The log's key and the marks of secrecy: noun, events and commands.
#include "codec/codec.hpp"
#include "codec/command_codec.hpp"
#include "codec/events.hpp"
#include "codec/input.hpp"
#include "codec/parts.hpp"

namespace ckl::codec {

namespace limits = domain::limits;

void write(const domain::SecrecyMark& from, v1::SecrecyMark& to) {
  to.set_number(from.number);
  to.set_provision(from.provision);
  to.set_reason(from.reason);
  to.set_by(from.by.value);
  encode(from.since, *to.mutable_since());
}

void read(const v1::SecrecyMark& from, domain::SecrecyMark& to, Reader& reader) {
  reader.complete(from);
  to.number = from.number();
  to.provision = from.provision();
  to.reason = from.reason();
  to.by.value = from.by();
  reader.instant(from.has_since(), from.since(), to.since);
}

void write(const domain::ProofKeyAdopted& from, v1::ProofKeyAdopted& to) { to.set_key(from.key); }

void read(const v1::ProofKeyAdopted& from, domain::ProofKeyAdopted& to, Reader& reader) {
  reader.complete(from);
  to.key = from.key();
}

void write(const domain::SecrecyMarked& from, v1::SecrecyMarked& to) {
  to.set_number(from.number);
  to.set_provision(from.provision);
  to.set_reason(from.reason);
}

void read(const v1::SecrecyMarked& from, domain::SecrecyMarked& to, Reader& reader) {
  reader.complete(from);
  to.number = from.number();
  to.provision = from.provision();
  to.reason = from.reason();
}

void write(const domain::SecrecyLifted& from, v1::SecrecyLifted& to) {
  to.set_number(from.number);
  to.set_reason(from.reason);
}

void read(const v1::SecrecyLifted& from, domain::SecrecyLifted& to, Reader& reader) {
  reader.complete(from);
  to.number = from.number();
  to.reason = from.reason();
}

void write_marks(const domain::State& from, v1::WorkspaceImage& to) {
  for (const auto& [number, mark] : from.secrecy_marks) write(mark, *to.add_secrecy_marks());
}

void read_marks(const v1::WorkspaceImage& from, domain::State& to, Reader& reader) {
  for (const auto& item : from.secrecy_marks()) {
    domain::SecrecyMark mark;
    read(item, mark, reader);
    const auto number = mark.number;
    if (!to.secrecy_marks.emplace(number, std::move(mark)).second) {
      reader.fail("an entry that is marked twice");
    }
  }
}

domain::Command read(const v1::MarkSecrecy& from, Input& input) {
  return domain::MarkSecrecy{
      .number = from.number(),
      .provision = input.line("provision", from.provision(), limits::source_bytes),
      .reason = input.text("reason", from.reason(), limits::reason_bytes)};
}

domain::Command read(const v1::LiftSecrecy& from, Input& input) {
  return domain::LiftSecrecy{.number = from.number(),
                             .reason = input.text("reason", from.reason(), limits::reason_bytes)};
}

}  // namespace ckl::codec
