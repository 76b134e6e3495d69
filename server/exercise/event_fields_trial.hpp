// The fields of the events of contact tests and drills as words. Internal to event_fields.cpp.
#pragma once

#include "exercise/event_fields_relief.hpp"

namespace ckl::exercise {

struct DescribeTrial : DescribeRelief {
  using DescribeRelief::operator();

  void operator()(const domain::ContactTested& e) {
    row.put("message", e.message);
    row.put("person", e.person);
    row.put("channel", e.channel);
    row.put("contact", e.contact);
  }
  void operator()(const domain::ContactConfirmed& e) {
    row.put("message", e.message);
    row.put("person", e.person);
    row.put("via", e.via);
    row.put("mark", e.mark);
  }
  void operator()(const domain::ContactForgotten& e) {
    row.put("person", e.person);
    row.put("channel", e.channel);
    row.put("contact", e.contact);
  }
  void operator()(const domain::DutyContactsChecked& e) {
    row.put("day", e.day);
    row.put("on-duty", e.on_duty);
    row.put("lacking", e.lacking);
  }
  void operator()(const domain::DrillPlanned& e) {
    row.put("drill", e.drill);
    row.put("plan", e.plan);
    row.put("at", e.at);
    row.put("reason", e.reason);
  }
  void operator()(const domain::DrillStarted& e) {
    row.put("drill", e.drill);
    row.put("incident", e.incident);
    row.put("callout", e.callout);
    row.put("until", e.until);
  }
  void operator()(const domain::DrillEnded& e) {
    row.put("drill", e.drill);
    row.put("cancelled", e.cancelled);
    row.put("reason", e.reason);
    row.put("called", e.outcome.called);
    row.put("answered", e.outcome.answered);
    row.put("coming", e.outcome.coming);
    row.put("missing", e.outcome.missing);
    row.put("silent", e.outcome.silent);
    row.put("units", e.outcome.units);
  }
};

}  // namespace ckl::exercise
