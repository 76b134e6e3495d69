// Somebody is called in as chief of staff to an incident in Drottninggatan: what the tests of texts
// render.
#pragma once

#include <gtest/gtest.h>

#include "domain/state.hpp"

namespace ckl::delivery::test {

class OneCalled : public testing::Test {
 protected:
  OneCalled() {
    state_.workspace = {"skarpt"};
    state_.organisation.name = {"Stockholms stad", "City of Stockholm"};
    state_.organisation.positions = {{{"chief"}, {"Stabschef", "Chief of Staff"}}};
    domain::Incident incident;
    incident.id = {"incident-1"};
    incident.headline = "Lastbil i folkmassa";
    incident.place = "Drottninggatan";
    state_.incidents[incident.id] = incident;
    domain::Callout callout;
    callout.id = {"callout-1"};
    callout.message = "Samling i Stadshuset";
    domain::Call call;
    call.message = {"message-1"};
    call.answer_by = domain::Instant{} + std::chrono::hours{1};
    callout.positions.emplace_back().calls = {call};
    state_.callouts[callout.id] = callout;
    message_.id = {"message-1"};
    message_.purpose = domain::MessagePurpose::call;
    message_.incident = incident.id;
    message_.callout = callout.id;
    message_.position = {"chief"};
  }

  domain::Incident& incident() { return state_.incidents.begin()->second; }

  domain::State state_;
  domain::Message message_;
};

}  // namespace ckl::delivery::test
