// The events of command posts. Internal to the codec; included by events.hpp, which holds the one
// list of all events.
#pragma once

#include "codec/parts.hpp"

namespace ckl::codec {

void write(const domain::PostLost& from, v1::PostLost& to);
void write(const domain::PostReturned& from, v1::PostReturned& to);

void read(const v1::PostLost& from, domain::PostLost& to, Reader& reader);
void read(const v1::PostReturned& from, domain::PostReturned& to, Reader& reader);

}  // namespace ckl::codec
