// Identifiers, instants and bilingual texts of the core.
//
// Ids are strong types over short strings that the core computes itself (no randomness):
// "incident-7" is the seventh incident of its workspace. An empty id means "none". Instants are UTC
// with millisecond precision; the civil time of Stockholm exists only at the edges.
#pragma once

#include <algorithm>
#include <chrono>
#include <compare>
#include <cstdint>
#include <cstring>
#include <functional>
#include <string>
#include <string_view>

namespace ckl::domain {

// The order of std::string, to be compiled in where ids are looked for.
inline std::strong_ordering by_bytes(std::string_view one, std::string_view other) {
  constexpr std::size_t step = sizeof(std::uint64_t);
  const std::size_t both = std::min(one.size(), other.size());
  std::size_t at = 0;
  for (; at + step <= both; at += step) {
    std::uint64_t a = 0;
    std::uint64_t b = 0;
    std::memcpy(&a, one.data() + at, step);
    std::memcpy(&b, other.data() + at, step);
    if (a != b) break;
  }
  for (; at < both; ++at) {
    if (one[at] != other[at]) {
      return static_cast<unsigned char>(one[at]) <=> static_cast<unsigned char>(other[at]);
    }
  }
  return one.size() <=> other.size();
}

template <class Tag>
struct Id {
  std::string value;

  [[nodiscard]] bool empty() const { return value.empty(); }
  // By bytes, as std::string has it, but here in the tree that looks for an id: a call of the C
  // library for each step of the way down was a fifth of a command.
  friend std::strong_ordering operator<=>(const Id& one, const Id& other) {
    return by_bytes(one.value, other.value);
  }
  bool operator==(const Id&) const = default;
};

using WorkspaceId = Id<struct WorkspaceTag>;
using PersonId = Id<struct PersonTag>;
using UnitId = Id<struct UnitTag>;
using PositionId = Id<struct PositionTag>;
using PlanId = Id<struct PlanTag>;
using IncidentId = Id<struct IncidentTag>;
using CalloutId = Id<struct CalloutTag>;
using MessageId = Id<struct MessageTag>;
using ObligationId = Id<struct ObligationTag>;
using HindranceId = Id<struct HindranceTag>;
using MeetingId = Id<struct MeetingTag>;
using DecisionId = Id<struct DecisionTag>;
using TakeoverId = Id<struct TakeoverTag>;
using OralId = Id<struct OralTag>;
using RecordId = Id<struct RecordTag>;
using AssignmentId = Id<struct AssignmentTag>;
using ContributionId = Id<struct ContributionTag>;
using DelegationId = Id<struct DelegationTag>;
using ExerciseId = Id<struct ExerciseTag>;
using FactId = Id<struct FactTag>;
using UnclearId = Id<struct UnclearTag>;
using RuleId = Id<struct RuleTag>;

using Instant = std::chrono::sys_time<std::chrono::milliseconds>;
using Seconds = std::chrono::seconds;
using Sequence = std::uint64_t;

// A text in the two languages of the product; Swedish is the authentic one.
struct Text {
  std::string sv;
  std::string en;

  [[nodiscard]] bool empty() const { return sv.empty(); }
  bool operator==(const Text&) const = default;
};

}  // namespace ckl::domain

template <class Tag>
struct std::hash<ckl::domain::Id<Tag>> {
  std::size_t operator()(const ckl::domain::Id<Tag>& id) const noexcept {
    return std::hash<std::string>{}(id.value);
  }
};
