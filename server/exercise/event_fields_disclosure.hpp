// The fields of the events of proof, disclosure and command posts as words. Internal to
// event_fields.cpp.
#pragma once

#include "exercise/event_fields_trial.hpp"

namespace ckl::exercise {

struct DescribeDisclosure : DescribeTrial {
  using DescribeTrial::operator();

  void operator()(const domain::ProofKeyAdopted& e) { row.put("key", e.key); }
  void operator()(const domain::SecrecyMarked& e) {
    row.put("entry", e.number);
    row.put("provision", e.provision);
    row.put("reason", e.reason);
  }
  void operator()(const domain::PostLost& e) {
    row.put("post", e.post.id);
    row.put("since", e.post.since);
  }
  void operator()(const domain::PostReturned& e) {
    row.put("post", e.post);
    row.put("since", e.since);
  }
  void operator()(const domain::PasskeyChanged& e) {
    row.put("person", e.holder);
    row.put("change", e.change);
    row.put("key", e.key);
  }
  void operator()(const domain::DecisionSigned& e) {
    row.put("text", e.text);
    row.put("key", e.key);
  }
  void operator()(const domain::SecrecyLifted& e) {
    row.put("entry", e.number);
    row.put("reason", e.reason);
  }
};

}  // namespace ckl::exercise
