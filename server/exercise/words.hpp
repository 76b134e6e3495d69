// The words that scenarios use for the core's enumerations, both ways.
//
// Pure tables. Written with hyphens, as everything in a scenario: "winding-down".
#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "domain/rejection.hpp"
#include "domain/state.hpp"
#include "exercise/words_law.hpp"

namespace ckl::exercise {

template <>
struct Words<domain::Level> {
  using enum domain::Level;
  static constexpr auto table =
      std::to_array<std::pair<std::string_view, domain::Level>>({{"none", none},
                                                                 {"disturbance", disturbance},
                                                                 {"serious", serious},
                                                                 {"extraordinary", extraordinary}});
};

template <>
struct Words<domain::Phase> {
  using enum domain::Phase;
  static constexpr auto table =
      std::to_array<std::pair<std::string_view, domain::Phase>>({{"reported", reported},
                                                                 {"assessing", assessing},
                                                                 {"open", open},
                                                                 {"recovering", recovering},
                                                                 {"evaluating", evaluating},
                                                                 {"closed", closed},
                                                                 {"archived", archived}});
};

template <>
struct Words<domain::IncidentKind> {
  using enum domain::IncidentKind;
  static constexpr auto table =
      std::to_array<std::pair<std::string_view, domain::IncidentKind>>({{"violence", violence},
                                                                        {"accident", accident},
                                                                        {"supply", supply},
                                                                        {"digital", digital},
                                                                        {"weather", weather},
                                                                        {"health", health},
                                                                        {"other", other}});
};

template <>
struct Words<domain::CklState> {
  using enum domain::CklState;
  static constexpr auto table = std::to_array<std::pair<std::string_view, domain::CklState>>(
      {{"inactive", inactive},
       {"standby", standby},
       {"active", active},
       {"winding-down", winding_down}});
};

template <>
struct Words<domain::CommitteeState> {
  using enum domain::CommitteeState;
  static constexpr auto table = std::to_array<std::pair<std::string_view, domain::CommitteeState>>(
      {{"dormant", dormant}, {"functioning", functioning}, {"ended", ended}});
};

template <>
struct Words<domain::Answer> {
  using enum domain::Answer;
  static constexpr auto table = std::to_array<std::pair<std::string_view, domain::Answer>>(
      {{"coming", coming}, {"cannot", cannot}, {"later", later}});
};

template <>
struct Words<domain::CallState> {
  using enum domain::CallState;
  static constexpr auto table =
      std::to_array<std::pair<std::string_view, domain::CallState>>({{"calling", calling},
                                                                     {"coming", coming},
                                                                     {"declined", declined},
                                                                     {"later", later},
                                                                     {"silent", silent},
                                                                     {"unreachable", unreachable},
                                                                     {"stood-down", stood_down},
                                                                     {"spare", spare},
                                                                     {"passed-over", passed_over}});
};

template <>
struct Words<domain::AbsenceKind> {
  using enum domain::AbsenceKind;
  static constexpr auto table = std::to_array<std::pair<std::string_view, domain::AbsenceKind>>(
      {{"on-scene", on_scene}, {"resting", resting}, {"away", away}});
};

template <>
struct Words<domain::WordKind> {
  using enum domain::WordKind;
  static constexpr auto table = std::to_array<std::pair<std::string_view, domain::WordKind>>(
      {{"stand-by", stand_by}, {"more-needed", more_needed}, {"done", done}, {"other", other}});
};

template <>
struct Words<domain::PasskeyChange> {
  using enum domain::PasskeyChange;
  static constexpr auto table = std::to_array<std::pair<std::string_view, domain::PasskeyChange>>(
      {{"invited", invited}, {"added", added}, {"revoked", revoked}});
};

template <>
struct Words<domain::GatewayTrouble> {
  using enum domain::GatewayTrouble;
  static constexpr auto table = std::to_array<std::pair<std::string_view, domain::GatewayTrouble>>(
      {{"failing", failing}, {"slow", slow}, {"silent", silent}});
};

template <>
struct Words<domain::WordAudience> {
  using enum domain::WordAudience;
  static constexpr auto table = std::to_array<std::pair<std::string_view, domain::WordAudience>>(
      {{"asked", asked}, {"coming", coming}, {"open", open}});
};

template <>
struct Words<domain::ObligationState> {
  using enum domain::ObligationState;
  static constexpr auto table = std::to_array<std::pair<std::string_view, domain::ObligationState>>(
      {{"open", open}, {"overdue", overdue}, {"closed", closed}});
};

template <>
struct Words<domain::LogKind> {
  using enum domain::LogKind;
  static constexpr auto table =
      std::to_array<std::pair<std::string_view, domain::LogKind>>({{"incoming", incoming},
                                                                   {"outgoing", outgoing},
                                                                   {"observation", observation},
                                                                   {"decision", decision},
                                                                   {"task", task},
                                                                   {"correction", correction}});
};

template <>
struct Words<domain::Mode> {
  using enum domain::Mode;
  static constexpr auto table = std::to_array<std::pair<std::string_view, domain::Mode>>(
      {{"live", live}, {"exercise", exercise}, {"test", test}});
};

template <>
struct Words<domain::RejectionCode> {
  using enum domain::RejectionCode;
  static constexpr auto table = std::to_array<std::pair<std::string_view, domain::RejectionCode>>(
      {{"invalid", invalid},
       {"not-permitted", not_permitted},
       {"precondition", precondition},
       {"not-found", not_found},
       {"unauthenticated", unauthenticated},
       {"exhausted", exhausted},
       {"unavailable", unavailable},
       {"conflict", conflict}});
};

template <class Enum>
[[nodiscard]] std::string word_of(Enum value) {
  for (const auto& [word, candidate] : Words<Enum>::table) {
    if (candidate == value) {
      return std::string(word);
    }
  }
  return "?";
}

template <class Enum>
[[nodiscard]] std::optional<Enum> value_of(std::string_view word) {
  for (const auto& [candidate, value] : Words<Enum>::table) {
    if (candidate == word) {
      return value;
    }
  }
  return std::nullopt;
}

template <class Enum>
[[nodiscard]] std::string all_words() {
  std::string words;
  for (const auto& [word, value] : Words<Enum>::table) {
    words += (words.empty() ? "" : ", ") + std::string(word);
  }
  return words;
}

}  // namespace ckl::exercise
