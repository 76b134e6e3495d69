// The fields of the events of relief as words. Internal to event_fields.cpp.
#pragma once

#include "exercise/event_fields_law.hpp"

namespace ckl::exercise {

struct DescribeRelief : DescribeLaw {
  using DescribeLaw::operator();

  void operator()(const domain::ReliefProposed& e) {
    row.put("plan", e.plan.id);
    row.put("incident", e.plan.incident);
    row.put("position", e.plan.position);
    row.put("wanted", e.plan.wanted);
    row.put("shifts", static_cast<std::uint32_t>(e.plan.shifts.size()));
    row.put("hours", static_cast<std::uint32_t>(e.plan.shift.count() / 3'600));
    row.put("until", e.plan.until);
  }
  void operator()(const domain::ShiftAssigned& e) {
    row.put("plan", e.plan);
    row.put("shift", e.shift.id);
    row.put("person", e.shift.person);
    row.put("from", e.shift.from);
    row.put("until", e.shift.until);
    row.put("state", e.shift.state);
    row.put("override-reason", e.shift.override_reason);
    row.put("reason", e.reason);
  }
  void operator()(const domain::ShiftCleared& e) {
    row.put("shift", e.shift);
    row.put("person", e.person);
    row.put("reason", e.reason);
  }
  void operator()(const domain::AvailabilityAnswered& e) {
    row.put("shift", e.shift);
    row.put("person", e.person);
    row.put("available", e.available);
    row.put("reason", e.reason);
    row.put("taken-by", e.taken_by);
  }
  void operator()(const domain::ReliefGapFound& e) {
    row.put("plan", e.plan);
    row.put("from", e.gap.from);
    row.put("until", e.gap.until);
    row.put("missing", e.gap.missing);
    row.put("obligation", e.gap.obligation);
  }
  void operator()(const domain::ReliefGapFilled& e) {
    row.put("plan", e.plan);
    row.put("from", e.from);
  }
  void operator()(const domain::HandoverDue& e) {
    row.put("shift", e.shift);
    row.put("incoming", e.incoming);
    row.put("obligation", e.obligation);
  }
  void operator()(const domain::HandoverWritten& e) {
    row.put("handover", e.handover.id);
    row.put("shift", e.handover.shift);
    row.put("outgoing", e.handover.outgoing);
    row.put("incoming", e.handover.incoming);
  }
  void operator()(const domain::HandoverSigned& e) { row.put("handover", e.handover); }
  void operator()(const domain::ReliefEnded& e) {
    row.put("plan", e.plan);
    row.put("reason", e.reason);
  }
};

}  // namespace ckl::exercise
