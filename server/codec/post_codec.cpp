// Command posts: noun and events.
#include "codec/codec.hpp"
#include "codec/events.hpp"
#include "codec/parts.hpp"

namespace ckl::codec {

void write(const domain::LostPost& from, v1::LostPost& to) {
  to.set_id(from.id);
  encode(from.name, *to.mutable_name());
  encode(from.since, *to.mutable_since());
}

void read(const v1::LostPost& from, domain::LostPost& to, Reader& reader) {
  reader.complete(from);
  to.id = from.id();
  read(from.name(), to.name, reader);
  reader.instant(from.has_since(), from.since(), to.since);
}

void write(const domain::PostLost& from, v1::PostLost& to) { write(from.post, *to.mutable_post()); }

void read(const v1::PostLost& from, domain::PostLost& to, Reader& reader) {
  reader.complete(from);
  read(from.post(), to.post, reader);
}

void write(const domain::PostReturned& from, v1::PostReturned& to) {
  to.set_post(from.post);
  encode(from.since, *to.mutable_since());
}

void read(const v1::PostReturned& from, domain::PostReturned& to, Reader& reader) {
  reader.complete(from);
  to.post = from.post();
  reader.instant(from.has_since(), from.since(), to.since);
}

}  // namespace ckl::codec
