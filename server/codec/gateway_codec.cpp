// Gateways: their part of the model, their events and their commands.
#include "codec/codec.hpp"
#include "codec/command_codec.hpp"
#include "codec/events.hpp"
#include "codec/input.hpp"
#include "codec/parts.hpp"

namespace ckl::codec {

namespace limits = domain::limits;

void write(const domain::GatewayEntry& from, v1::GatewayEntry& to) {
  to.set_id(from.id);
  to.set_kind(from.kind);
  to.set_reserve(from.reserve);
}

void read(const v1::GatewayEntry& from, domain::GatewayEntry& to, Reader& reader) {
  reader.complete(from);
  to.id = from.id();
  to.kind = from.kind();
  to.reserve = from.reserve();
}

void write(const domain::LostGateway& from, v1::LostGateway& to) {
  to.set_id(from.id);
  to.set_kind(from.kind);
  to.set_trouble(wire(from.trouble));
  encode(from.since, *to.mutable_since());
}

void read(const v1::LostGateway& from, domain::LostGateway& to, Reader& reader) {
  reader.complete(from);
  to.id = from.id();
  to.kind = from.kind();
  reader.choice(from.trouble(), to.trouble);
  reader.instant(from.has_since(), from.since(), to.since);
}

void write(const domain::GatewayPin& from, v1::GatewayPin& to) {
  to.set_id(from.id);
  to.set_gateway(from.gateway);
  if (from.until) encode(*from.until, *to.mutable_until());
  to.set_reason(from.reason);
  to.set_by(from.by.value);
  encode(from.since, *to.mutable_since());
}

void read(const v1::GatewayPin& from, domain::GatewayPin& to, Reader& reader) {
  reader.complete(from);
  to.id = from.id();
  to.gateway = from.gateway();
  reader.instant(from.has_until(), from.until(), to.until);
  to.reason = from.reason();
  to.by.value = from.by();
  reader.instant(from.has_since(), from.since(), to.since);
}

void write(const domain::GatewayLost& from, v1::GatewayLost& to) {
  write(from.gateway, *to.mutable_gateway());
}

void read(const v1::GatewayLost& from, domain::GatewayLost& to, Reader& reader) {
  reader.complete(from);
  read(from.gateway(), to.gateway, reader);
}

void write(const domain::GatewayRecovered& from, v1::GatewayRecovered& to) {
  to.set_gateway(from.gateway);
  to.set_kind(from.kind);
  encode(from.since, *to.mutable_since());
}

void read(const v1::GatewayRecovered& from, domain::GatewayRecovered& to, Reader& reader) {
  reader.complete(from);
  to.gateway = from.gateway();
  to.kind = from.kind();
  reader.instant(from.has_since(), from.since(), to.since);
}

void write(const domain::GatewayPinned& from, v1::GatewayPinned& to) {
  write(from.pin, *to.mutable_pin());
}

void read(const v1::GatewayPinned& from, domain::GatewayPinned& to, Reader& reader) {
  reader.complete(from);
  read(from.pin(), to.pin, reader);
}

void write(const domain::GatewayReleased& from, v1::GatewayReleased& to) {
  to.set_kind(from.kind);
  to.set_reason(from.reason);
}

void read(const v1::GatewayReleased& from, domain::GatewayReleased& to, Reader& reader) {
  reader.complete(from);
  to.kind = from.kind();
  to.reason = from.reason();
}

void encode(const domain::GatewayPin& pin, v1::GatewayPin& out) { write(pin, out); }

v1::GatewayTrouble to_proto(domain::GatewayTrouble trouble) { return wire(trouble); }

domain::Command read(const v1::PinGateway& from, Input& input) {
  return domain::PinGateway{
      .gateway = input.id<domain::Id<struct GatewayTag>>("gateway", from.gateway()).value,
      .until = input.instant("until", from.has_until(), from.until()),
      .reason = input.text("reason", from.reason(), limits::reason_bytes)};
}

domain::Command read(const v1::ReleaseGateway& from, Input& input) {
  return domain::ReleaseGateway{
      .kind = input.id<domain::Id<struct KindTag>>("kind", from.kind()).value,
      .reason = input.text("reason", from.reason(), limits::reason_bytes)};
}

}  // namespace ckl::codec
