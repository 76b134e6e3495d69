// The events of passkeys and signatures. Internal to the codec; included by events.hpp, which holds
// the one list of all events.
#pragma once

#include "codec/parts.hpp"

namespace ckl::codec {

void write(const domain::PasskeyChanged& from, v1::PasskeyChanged& to);
void write(const domain::DecisionSigned& from, v1::DecisionSigned& to);

void read(const v1::PasskeyChanged& from, domain::PasskeyChanged& to, Reader& reader);
void read(const v1::DecisionSigned& from, domain::DecisionSigned& to, Reader& reader);

}  // namespace ckl::codec
