// The events of contact tests and drills. Internal to the codec; included by events.hpp, which
// holds the one list of all events.
#pragma once

#include "codec/parts.hpp"

namespace ckl::codec {

void write(const domain::ContactTested& from, v1::ContactTested& to);
void write(const domain::ContactConfirmed& from, v1::ContactConfirmed& to);
void write(const domain::ContactForgotten& from, v1::ContactForgotten& to);
void write(const domain::DutyContactsChecked& from, v1::DutyContactsChecked& to);
void write(const domain::DrillPlanned& from, v1::DrillPlanned& to);
void write(const domain::DrillStarted& from, v1::DrillStarted& to);
void write(const domain::DrillEnded& from, v1::DrillEnded& to);

void read(const v1::ContactTested& from, domain::ContactTested& to, Reader& reader);
void read(const v1::ContactConfirmed& from, domain::ContactConfirmed& to, Reader& reader);
void read(const v1::ContactForgotten& from, domain::ContactForgotten& to, Reader& reader);
void read(const v1::DutyContactsChecked& from, domain::DutyContactsChecked& to, Reader& reader);
void read(const v1::DrillPlanned& from, domain::DrillPlanned& to, Reader& reader);
void read(const v1::DrillStarted& from, domain::DrillStarted& to, Reader& reader);
void read(const v1::DrillEnded& from, domain::DrillEnded& to, Reader& reader);

}  // namespace ckl::codec
