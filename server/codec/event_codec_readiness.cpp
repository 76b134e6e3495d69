// Events of the law: facts, crisis support, delegations, readiness, the organisation through time.
#include "codec/events.hpp"

namespace ckl::codec {

void write(const domain::FactRecorded& from, v1::FactRecorded& to) {
  write(from.fact, *to.mutable_fact());
}

void read(const v1::FactRecorded& from, domain::FactRecorded& to, Reader& reader) {
  reader.complete(from);
  read(from.fact(), to.fact, reader);
}

void write(const domain::CrisisSupportRouted& from, v1::CrisisSupportRouted& to) {
  write(from.support, *to.mutable_support());
}

void read(const v1::CrisisSupportRouted& from, domain::CrisisSupportRouted& to, Reader& reader) {
  reader.complete(from);
  read(from.support(), to.support, reader);
}

void write(const domain::CrisisSupportOffered& from, v1::CrisisSupportOffered& to) {
  to.set_incident(from.incident.value);
  to.set_to(from.to.value);
}

void read(const v1::CrisisSupportOffered& from, domain::CrisisSupportOffered& to, Reader& reader) {
  reader.complete(from);
  to.incident.value = from.incident();
  to.to.value = from.to();
}

void write(const domain::CrisisSupportAccepted& from, v1::CrisisSupportAccepted& to) {
  to.set_incident(from.incident.value);
  to.set_unit(from.unit.value);
}

void read(const v1::CrisisSupportAccepted& from, domain::CrisisSupportAccepted& to,
          Reader& reader) {
  reader.complete(from);
  to.incident.value = from.incident();
  to.unit.value = from.unit();
}

void write(const domain::DelegationGranted& from, v1::DelegationGranted& to) {
  write(from.delegation, *to.mutable_delegation());
}

void read(const v1::DelegationGranted& from, domain::DelegationGranted& to, Reader& reader) {
  reader.complete(from);
  read(from.delegation(), to.delegation, reader);
}

void write(const domain::DelegationEnded& from, v1::DelegationEnded& to) {
  to.set_delegation(from.delegation.value);
  to.set_reason(from.reason);
}

void read(const v1::DelegationEnded& from, domain::DelegationEnded& to, Reader& reader) {
  reader.complete(from);
  to.delegation.value = from.delegation();
  to.reason = from.reason();
}

void write(const domain::ExerciseRecorded& from, v1::ExerciseRecorded& to) {
  write(from.exercise, *to.mutable_exercise());
}

void read(const v1::ExerciseRecorded& from, domain::ExerciseRecorded& to, Reader& reader) {
  reader.complete(from);
  read(from.exercise(), to.exercise, reader);
}

void write(const domain::ReadinessRecorded& from, v1::ReadinessRecorded& to) {
  write(from.readiness, *to.mutable_readiness());
}

void read(const v1::ReadinessRecorded& from, domain::ReadinessRecorded& to, Reader& reader) {
  reader.complete(from);
  read(from.readiness(), to.readiness, reader);
}

void write(const domain::MonthlySummaryMade& from, v1::MonthlySummaryMade& to) {
  write(from.summary, *to.mutable_summary());
}

void read(const v1::MonthlySummaryMade& from, domain::MonthlySummaryMade& to, Reader& reader) {
  reader.complete(from);
  read(from.summary(), to.summary, reader);
}

void write(const domain::ReadinessYearBegan& from, v1::ReadinessYearBegan& to) {
  to.set_year(from.year);
}

void read(const v1::ReadinessYearBegan& from, domain::ReadinessYearBegan& to, Reader& reader) {
  reader.complete(from);
  to.year = from.year();
}

void write(const domain::MandatePeriodBegan& from, v1::MandatePeriodBegan& to) {
  to.set_period(from.period);
}

void read(const v1::MandatePeriodBegan& from, domain::MandatePeriodBegan& to, Reader& reader) {
  reader.complete(from);
  to.period = from.period();
}

void write(const domain::UnitSucceeded& from, v1::UnitSucceeded& to) {
  to.set_unit(from.unit.value);
  to.set_successor(from.successor.value);
}

void read(const v1::UnitSucceeded& from, domain::UnitSucceeded& to, Reader& reader) {
  reader.complete(from);
  to.unit.value = from.unit();
  to.successor.value = from.successor();
}

void write(const domain::SuccessionSettled& from, v1::SuccessionSettled& to) {
  to.set_unit(from.unit.value);
  to.set_successor(from.successor.value);
  to.set_reason(from.reason);
}

void read(const v1::SuccessionSettled& from, domain::SuccessionSettled& to, Reader& reader) {
  reader.complete(from);
  to.unit.value = from.unit();
  to.successor.value = from.successor();
  to.reason = from.reason();
}

void write(const domain::BoundariesAdopted& from, v1::BoundariesAdopted& to) {
  write_all(from.districts, *to.mutable_districts());
  to.set_source_hash(from.source_hash);
}

void read(const v1::BoundariesAdopted& from, domain::BoundariesAdopted& to, Reader& reader) {
  reader.complete(from);
  read_all(from.districts(), to.districts, reader);
  to.source_hash = from.source_hash();
}

}  // namespace ckl::codec
