// Enumerations and the reader that the codec's files share. Internal to the codec.
//
// Numbers of a domain enumeration and of its protobuf twin are the same; the assertions below hold
// that. `Reader` decodes what we wrote ourselves: it remembers the first thing that can't be read
// and the caller turns that into a `corrupt` failure. It knows nothing of clients' input
// (input.hpp).
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

#include <google/protobuf/message.h>

#include "ckl/v1/command.pb.h"
#include "ckl/v1/model.pb.h"
#include "domain/commands.hpp"
#include "domain/rejection.hpp"
#include "domain/state.hpp"

namespace ckl::codec {

template <class Enum>
struct Wire;

// The protobuf type of an enumeration, whether it knows a number, and its greatest number.
template <class Type, bool (*known)(int), Type greatest, auto last>
struct WireOf {
  using Proto = Type;
  [[nodiscard]] static bool has(int number) { return number > 0 && known(number); }
  static_assert(static_cast<int>(greatest) == static_cast<int>(last),
                "a domain enumeration and its protobuf twin differ");
};

template <>
struct Wire<domain::Mode> : WireOf<v1::Mode, v1::Mode_IsValid, v1::Mode_MAX, domain::Mode::test> {};
template <>
struct Wire<domain::UnitKind> : WireOf<v1::UnitKind, v1::UnitKind_IsValid, v1::UnitKind_MAX,
                                       domain::UnitKind::mayors_council> {};
template <>
struct Wire<domain::Level> : WireOf<v1::EscalationLevel, v1::EscalationLevel_IsValid,
                                    v1::EscalationLevel_MAX, domain::Level::extraordinary> {};
template <>
struct Wire<domain::Phase> : WireOf<v1::IncidentPhase, v1::IncidentPhase_IsValid,
                                    v1::IncidentPhase_MAX, domain::Phase::archived> {};
template <>
struct Wire<domain::IncidentKind> : WireOf<v1::IncidentKind, v1::IncidentKind_IsValid,
                                           v1::IncidentKind_MAX, domain::IncidentKind::other> {};
template <>
struct Wire<domain::CklState>
    : WireOf<v1::CklState, v1::CklState_IsValid, v1::CklState_MAX, domain::CklState::winding_down> {
};
template <>
struct Wire<domain::CommitteeState>
    : WireOf<v1::CommitteeState, v1::CommitteeState_IsValid, v1::CommitteeState_MAX,
             domain::CommitteeState::ended> {};
template <>
struct Wire<domain::Answer>
    : WireOf<v1::Answer, v1::Answer_IsValid, v1::Answer_MAX, domain::Answer::later> {};
template <>
struct Wire<domain::AbsenceKind> : WireOf<v1::AbsenceKind, v1::AbsenceKind_IsValid,
                                          v1::AbsenceKind_MAX, domain::AbsenceKind::away> {};
template <>
struct Wire<domain::WordKind>
    : WireOf<v1::WordKind, v1::WordKind_IsValid, v1::WordKind_MAX, domain::WordKind::other> {};
template <>
struct Wire<domain::PasskeyChange> : WireOf<v1::PasskeyChange, v1::PasskeyChange_IsValid,
                                            v1::PasskeyChange_MAX, domain::PasskeyChange::revoked> {
};
template <>
struct Wire<domain::GatewayTrouble>
    : WireOf<v1::GatewayTrouble, v1::GatewayTrouble_IsValid, v1::GatewayTrouble_MAX,
             domain::GatewayTrouble::silent> {};
template <>
struct Wire<domain::WordAudience> : WireOf<v1::WordAudience, v1::WordAudience_IsValid,
                                           v1::WordAudience_MAX, domain::WordAudience::open> {};
template <>
struct Wire<domain::CallState> : WireOf<v1::CallState, v1::CallState_IsValid, v1::CallState_MAX,
                                        domain::CallState::passed_over> {};
template <>
struct Wire<domain::MessagePurpose> : WireOf<v1::MessagePurpose, v1::MessagePurpose_IsValid,
                                             v1::MessagePurpose_MAX, domain::MessagePurpose::test> {
};
template <>
struct Wire<domain::DrillState> : WireOf<v1::DrillState, v1::DrillState_IsValid, v1::DrillState_MAX,
                                         domain::DrillState::cancelled> {};
template <>
struct Wire<domain::AttemptState> : WireOf<v1::AttemptState, v1::AttemptState_IsValid,
                                           v1::AttemptState_MAX, domain::AttemptState::doubted> {};
template <>
struct Wire<domain::ObligationState>
    : WireOf<v1::ObligationState, v1::ObligationState_IsValid, v1::ObligationState_MAX,
             domain::ObligationState::closed> {};
template <>
struct Wire<domain::LogKind>
    : WireOf<v1::LogKind, v1::LogKind_IsValid, v1::LogKind_MAX, domain::LogKind::correction> {};
template <>
struct Wire<domain::RejectionCode>
    : WireOf<v1::RejectionCode, v1::RejectionCode_IsValid, v1::RejectionCode_MAX,
             domain::RejectionCode::conflict> {};

template <>
struct Wire<domain::DecidingBody>
    : WireOf<v1::DecidingBody, v1::DecidingBody_IsValid, v1::DecidingBody_MAX,
             domain::DecidingBody::board_for_council> {};
template <>
struct Wire<domain::DecisionState> : WireOf<v1::DecisionState, v1::DecisionState_IsValid,
                                            v1::DecisionState_MAX, domain::DecisionState::revoked> {
};
template <>
struct Wire<domain::MatterKind> : WireOf<v1::MatterKind, v1::MatterKind_IsValid, v1::MatterKind_MAX,
                                         domain::MatterKind::revoke> {};
template <>
struct Wire<domain::Vote>
    : WireOf<v1::Vote, v1::Vote_IsValid, v1::Vote_MAX, domain::Vote::abstain> {};
template <>
struct Wire<domain::TakeoverState> : WireOf<v1::TakeoverState, v1::TakeoverState_IsValid,
                                            v1::TakeoverState_MAX, domain::TakeoverState::dropped> {
};
template <>
struct Wire<domain::SpecialPower>
    : WireOf<v1::SpecialPower, v1::SpecialPower_IsValid, v1::SpecialPower_MAX,
             domain::SpecialPower::urgent_chair> {};
template <>
struct Wire<domain::Confirmation> : WireOf<v1::Confirmation, v1::Confirmation_IsValid,
                                           v1::Confirmation_MAX, domain::Confirmation::withdrawn> {
};
template <>
struct Wire<domain::MinutesStep> : WireOf<v1::MinutesStep, v1::MinutesStep_IsValid,
                                          v1::MinutesStep_MAX, domain::MinutesStep::posted> {};
template <>
struct Wire<domain::AlertGrade> : WireOf<v1::AlertGrade, v1::AlertGrade_IsValid, v1::AlertGrade_MAX,
                                         domain::AlertGrade::hogsta> {};
template <>
struct Wire<domain::AlertAspect> : WireOf<v1::AlertAspect, v1::AlertAspect_IsValid,
                                          v1::AlertAspect_MAX, domain::AlertAspect::law> {};
template <>
struct Wire<domain::LawCause>
    : WireOf<v1::LawCause, v1::LawCause_IsValid, v1::LawCause_MAX, domain::LawCause::prescription> {
};
template <>
struct Wire<domain::LawAfter>
    : WireOf<v1::LawAfter, v1::LawAfter_IsValid, v1::LawAfter_MAX, domain::LawAfter::ended> {};
template <>
struct Wire<domain::CouncilMatter>
    : WireOf<v1::CouncilMatter, v1::CouncilMatter_IsValid, v1::CouncilMatter_MAX,
             domain::CouncilMatter::municipal_rights> {};
template <>
struct Wire<domain::FactKind>
    : WireOf<v1::FactKind, v1::FactKind_IsValid, v1::FactKind_MAX, domain::FactKind::rescue_ended> {
};

template <>
struct Wire<domain::DutyChangeKind>
    : WireOf<v1::DutyChangeKind, v1::DutyChangeKind_IsValid, v1::DutyChangeKind_MAX,
             domain::DutyChangeKind::takeover> {};
template <>
struct Wire<domain::SwapState> : WireOf<v1::SwapState, v1::SwapState_IsValid, v1::SwapState_MAX,
                                        domain::SwapState::withdrawn> {};
template <>
struct Wire<domain::ShiftState>
    : WireOf<v1::ShiftState, v1::ShiftState_IsValid, v1::ShiftState_MAX, domain::ShiftState::open> {
};

template <class Enum>
[[nodiscard]] typename Wire<Enum>::Proto wire(Enum value) {
  return static_cast<typename Wire<Enum>::Proto>(static_cast<int>(value));
}

// The domain value of a number on the wire; nothing when it is unspecified or not known.
template <class Enum>
[[nodiscard]] std::optional<Enum> known(int number) {
  if (!Wire<Enum>::has(number)) return std::nullopt;
  return static_cast<Enum>(number);
}

// What a Timestamp may hold: the years 1 to 9999, and less than a second of nanoseconds.
[[nodiscard]] bool is_timestamp(std::int64_t seconds, std::int64_t nanos);
[[nodiscard]] domain::Instant to_instant(std::int64_t seconds, std::int64_t nanos);
[[nodiscard]] domain::Instant to_instant(const google::protobuf::Timestamp& time);

class Reader {
 public:
  [[nodiscard]] bool ok() const { return fault_.empty(); }
  [[nodiscard]] const std::string& fault() const { return fault_; }
  void fail(std::string_view what);

  // A message written by a newer server has fields that we would lose.
  void complete(const google::protobuf::Message& message);

  template <class Enum>
  void choice(int number, Enum& out) {
    const auto value = known<Enum>(number);
    if (!value) return fail("a value of an enumeration that is not known");
    out = *value;
  }

  // One that may be left out.
  template <class Enum>
  void choice(int number, std::optional<Enum>& out) {
    if (number == 0) return out.reset();
    choice(number, out.emplace());
  }

  void instant(bool present, const google::protobuf::Timestamp& time, domain::Instant& out);
  void instant(bool present, const google::protobuf::Timestamp& time,
               std::optional<domain::Instant>& out);

 private:
  std::string fault_;
};

}  // namespace ckl::codec
