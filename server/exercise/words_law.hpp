// The words that scenarios use for the enumerations of the law.
//
// Included by words.hpp; pure tables.
#pragma once

#include <array>
#include <string_view>
#include <utility>

#include "domain/duty.hpp"
#include "domain/governance.hpp"

namespace ckl::exercise {

template <class Enum>
struct Words;

template <>
struct Words<domain::DecidingBody> {
  using enum domain::DecidingBody;
  static constexpr auto table = std::to_array<std::pair<std::string_view, domain::DecidingBody>>(
      {{"committee", committee},
       {"committee-chair", committee_chair},
       {"unit", unit},
       {"executive-board", executive_board},
       {"city-council", city_council},
       {"government", government},
       {"board-for-council", board_for_council}});
};

template <>
struct Words<domain::DecisionState> {
  using enum domain::DecisionState;
  static constexpr auto table =
      std::to_array<std::pair<std::string_view, domain::DecisionState>>({{"in-force", in_force},
                                                                         {"rejected", rejected},
                                                                         {"expired", expired},
                                                                         {"renewed", renewed},
                                                                         {"disputed", disputed},
                                                                         {"revoked", revoked}});
};

template <>
struct Words<domain::MatterKind> {
  using enum domain::MatterKind;
  static constexpr auto table =
      std::to_array<std::pair<std::string_view, domain::MatterKind>>({{"other", other},
                                                                      {"takeover", takeover},
                                                                      {"hand-back", hand_back},
                                                                      {"renew", renew},
                                                                      {"review", review},
                                                                      {"own-order", own_order},
                                                                      {"revoke", revoke}});
};

template <>
struct Words<domain::Vote> {
  using enum domain::Vote;
  static constexpr auto table = std::to_array<std::pair<std::string_view, domain::Vote>>(
      {{"yes", yes}, {"no", no}, {"abstain", abstain}});
};

template <>
struct Words<domain::TakeoverState> {
  using enum domain::TakeoverState;
  static constexpr auto table =
      std::to_array<std::pair<std::string_view, domain::TakeoverState>>({{"in-force", in_force},
                                                                         {"returned", returned},
                                                                         {"proposed", proposed},
                                                                         {"dropped", dropped}});
};

template <>
struct Words<domain::SpecialPower> {
  using enum domain::SpecialPower;
  static constexpr auto table = std::to_array<std::pair<std::string_view, domain::SpecialPower>>(
      {{"economic-support", economic_support},
       {"reimbursement", reimbursement},
       {"urgent-chair", urgent_chair}});
};

template <>
struct Words<domain::Confirmation> {
  using enum domain::Confirmation;
  static constexpr auto table = std::to_array<std::pair<std::string_view, domain::Confirmation>>(
      {{"unconfirmed", unconfirmed},
       {"confirmed", confirmed},
       {"disputed", disputed},
       {"withdrawn", withdrawn}});
};

template <>
struct Words<domain::MinutesStep> {
  using enum domain::MinutesStep;
  static constexpr auto table = std::to_array<std::pair<std::string_view, domain::MinutesStep>>(
      {{"adjusted", adjusted}, {"posted", posted}});
};

template <>
struct Words<domain::AlertGrade> {
  using enum domain::AlertGrade;
  static constexpr auto table = std::to_array<std::pair<std::string_view, domain::AlertGrade>>(
      {{"none", none}, {"skarpt", skarpt}, {"hogsta", hogsta}});
};

template <>
struct Words<domain::LawCause> {
  using enum domain::LawCause;
  static constexpr auto table = std::to_array<std::pair<std::string_view, domain::LawCause>>(
      {{"war", war}, {"readiness-alarm", readiness_alarm}, {"prescription", prescription}});
};

template <>
struct Words<domain::LawAfter> {
  using enum domain::LawAfter;
  static constexpr auto table = std::to_array<std::pair<std::string_view, domain::LawAfter>>(
      {{"kept", kept}, {"ended", ended}});
};

template <>
struct Words<domain::CouncilMatter> {
  using enum domain::CouncilMatter;
  static constexpr auto table = std::to_array<std::pair<std::string_view, domain::CouncilMatter>>(
      {{"ordinary", ordinary},
       {"election", election},
       {"discharge", discharge},
       {"municipal-rights", municipal_rights}});
};

template <>
struct Words<domain::FactKind> {
  using enum domain::FactKind;
  static constexpr auto table = std::to_array<std::pair<std::string_view, domain::FactKind>>(
      {{"cyber-assessed", cyber_assessed},
       {"personal-breach", personal_breach},
       {"security-incident", security_incident},
       {"work-injury", work_injury},
       {"warning-sent", warning_sent},
       {"rescue-ended", rescue_ended}});
};

template <>
struct Words<domain::DutyChangeKind> {
  using enum domain::DutyChangeKind;
  static constexpr auto table = std::to_array<std::pair<std::string_view, domain::DutyChangeKind>>(
      {{"replacement", replacement}, {"swap", swap}, {"takeover", takeover}});
};

template <>
struct Words<domain::SwapState> {
  using enum domain::SwapState;
  static constexpr auto table =
      std::to_array<std::pair<std::string_view, domain::SwapState>>({{"proposed", proposed},
                                                                     {"accepted", accepted},
                                                                     {"declined", declined},
                                                                     {"withdrawn", withdrawn}});
};

template <>
struct Words<domain::ShiftState> {
  using enum domain::ShiftState;
  static constexpr auto table = std::to_array<std::pair<std::string_view, domain::ShiftState>>(
      {{"serving", serving}, {"asked", asked}, {"available", available}, {"open", open}});
};

}  // namespace ckl::exercise
