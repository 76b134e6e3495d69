// The events of duty rosters. Internal to the codec; included by events.hpp, which holds the one
// list of all events.
#pragma once

#include "codec/parts.hpp"

namespace ckl::codec {

void write(const domain::RosterAdopted& from, v1::RosterAdopted& to);
void write(const domain::DutyChanged& from, v1::DutyChanged& to);
void write(const domain::SwapProposed& from, v1::SwapProposed& to);
void write(const domain::SwapSettled& from, v1::SwapSettled& to);
void write(const domain::DutyGapFound& from, v1::DutyGapFound& to);
void write(const domain::DutyGapFilled& from, v1::DutyGapFilled& to);

void read(const v1::RosterAdopted& from, domain::RosterAdopted& to, Reader& reader);
void read(const v1::DutyChanged& from, domain::DutyChanged& to, Reader& reader);
void read(const v1::SwapProposed& from, domain::SwapProposed& to, Reader& reader);
void read(const v1::SwapSettled& from, domain::SwapSettled& to, Reader& reader);
void read(const v1::DutyGapFound& from, domain::DutyGapFound& to, Reader& reader);
void read(const v1::DutyGapFilled& from, domain::DutyGapFilled& to, Reader& reader);

}  // namespace ckl::codec
