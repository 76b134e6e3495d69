// Avslag: what a refused command is answered with.
//
// A rejection lists every rule broken (R21), each with its basis, who may instead and what the
// caller can do now. It is a value; nothing in the core throws. `rule` is an id of the procedure
// table (T, O, G, A, R) or, for malformed input, an INPUT_* name.
#pragma once

#include <string>
#include <vector>

#include "domain/ids.hpp"

namespace ckl::domain {

enum class RejectionCode : std::uint8_t {
  invalid = 1,
  not_permitted = 2,
  precondition = 3,
  not_found = 4,
  unauthenticated = 5,
  exhausted = 6,
  unavailable = 7,
  conflict = 8,
};

struct Breach {
  RuleId rule;
  std::string basis;
  Text message;
  Text who_may;
  Text what_now;
  std::string field;

  bool operator==(const Breach&) const = default;
};

struct Rejection {
  RejectionCode code = RejectionCode::invalid;
  std::vector<Breach> breaches;

  bool operator==(const Rejection&) const = default;
};

}  // namespace ckl::domain
