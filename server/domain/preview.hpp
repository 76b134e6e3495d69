// What a call-out would do, before it is started: the decision itself, made and thrown away.
//
// Pure; asked by the edges. Whoever is shown as called at once is whom the call-out would call at
// once, because both are the same code. Basis: A16 (a route is known before it is used).
#pragma once

#include <string>
#include <vector>

#include "domain/state.hpp"

namespace ckl::domain {

struct PreviewedPerson {
  PersonId person;
  std::uint32_t wave = 0;  // counted from 0
  bool at_once = false;
  // NO_LADDER, UNQUALIFIED, ON_SCENE, RESTING, AWAY or ELSEWHERE: is not called as things stand.
  std::string obstacle;

  bool operator==(const PreviewedPerson&) const = default;
};

struct PreviewedPosition {
  PositionId position;
  std::uint32_t wanted = 0;
  std::uint32_t missing = 0;  // lacking at once, with everybody called who can be
  std::vector<PreviewedPerson> persons;

  bool operator==(const PreviewedPosition&) const = default;
};

[[nodiscard]] std::vector<PreviewedPosition> preview_of(const State& state, const CalloutPlan& plan,
                                                        Instant now);

}  // namespace ckl::domain
