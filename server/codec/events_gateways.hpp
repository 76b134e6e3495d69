// The events of gateways. Internal to the codec; included by events.hpp, which holds the one list
// of all events.
#pragma once

#include "codec/parts.hpp"

namespace ckl::codec {

void write(const domain::GatewayLost& from, v1::GatewayLost& to);
void write(const domain::GatewayRecovered& from, v1::GatewayRecovered& to);
void write(const domain::GatewayPinned& from, v1::GatewayPinned& to);
void write(const domain::GatewayReleased& from, v1::GatewayReleased& to);

void read(const v1::GatewayLost& from, domain::GatewayLost& to, Reader& reader);
void read(const v1::GatewayRecovered& from, domain::GatewayRecovered& to, Reader& reader);
void read(const v1::GatewayPinned& from, domain::GatewayPinned& to, Reader& reader);
void read(const v1::GatewayReleased& from, domain::GatewayReleased& to, Reader& reader);

}  // namespace ckl::codec
