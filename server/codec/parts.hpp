// The nouns of the model to protobuf (`write`) and back (`read`). Internal to the codec.
//
// Each pair must name every field; tests/codec fills every field by reflection and finds one that
// was forgotten.
#pragma once

#include <algorithm>
#include <limits>
#include <vector>

#include <google/protobuf/repeated_ptr_field.h>

#include "codec/codec.hpp"
#include "codec/wire.hpp"

namespace ckl::codec {

[[nodiscard]] inline std::uint32_t whole_seconds(domain::Seconds value) {
  constexpr std::int64_t most = std::numeric_limits<std::uint32_t>::max();
  return static_cast<std::uint32_t>(std::clamp<std::int64_t>(value.count(), 0, most));
}

void write(const domain::Text& from, v1::Text& to);
void write(const domain::Unit& from, v1::Unit& to);
void write(const domain::ContactStep& from, v1::ContactStep& to);
void write(const domain::Person& from, v1::Person& to);
void write(const domain::Mandate& from, v1::Mandate& to);
void write(const domain::Position& from, v1::Position& to);
void write(const domain::DutyFunction& from, v1::DutyFunction& to);
void write(const domain::Organisation& from, v1::Organisation& to);
void write(const domain::Settings& from, v1::Settings& to);
void write(const domain::Wave& from, v1::Wave& to);
void write(const domain::PlanPosition& from, v1::PlanPosition& to);
void write(const domain::CalloutPlan& from, v1::CalloutPlan& to);
void write(const domain::Criteria& from, v1::Criteria& to);
void write(const domain::Checklist& from, v1::DeescalationChecklist& to);
void write(const domain::Incident& from, v1::Incident& to);
void write(const domain::Hindrance& from, v1::Hindrance& to);
void write(const domain::Obligation& from, v1::Obligation& to);
void write(const domain::EarlierAnswer& from, v1::EarlierAnswer& to);
void write(const domain::CallRef& from, v1::CallRef& to);
void write(const domain::UnclearAnswer& from, v1::UnclearAnswer& to);
void write(const domain::Call& from, v1::Call& to);
void write(const domain::CalloutPosition& from, v1::CalloutPosition& to);
void write(const domain::Callout& from, v1::Callout& to);
void write(const domain::Absence& from, v1::Absence& to);
void write(const domain::Attempt& from, v1::Attempt& to);
void write(const domain::Message& from, v1::Message& to);
void write(const domain::GeoPoint& from, v1::GeoPoint& to);
void write(const domain::Seat& from, v1::Seat& to);
void write(const domain::Ballot& from, v1::Ballot& to);
void write(const domain::Dissent& from, v1::Dissent& to);
void write(const domain::Scope& from, v1::Scope& to);
void write(const domain::Matter& from, v1::Matter& to);
void write(const domain::Meeting& from, v1::Meeting& to);
void write(const domain::DecisionRecord& from, v1::DecisionRecord& to);
void write(const domain::Handback& from, v1::Handback& to);
void write(const domain::HandedBackPart& from, v1::HandedBackPart& to);
void write(const domain::WarningRequest& from, v1::WarningRequest& to);
void write(const domain::Takeover& from, v1::Takeover& to);
void write(const domain::Contribution& from, v1::Contribution& to);
void write(const domain::OralRecord& from, v1::OralRecord& to);
void write(const domain::OralDecision& from, v1::OralDecision& to);
void write(const domain::ExternalDecision& from, v1::ExternalDecision& to);
void write(const domain::CouncilMeeting& from, v1::CouncilMeeting& to);
void write(const domain::WartimeLaw& from, v1::WartimeLaw& to);
void write(const domain::Alert& from, v1::Alert& to);
void write(const domain::AlertStep& from, v1::AlertStep& to);
void write(const domain::Assignment& from, v1::Assignment& to);
void write(const domain::Fact& from, v1::Fact& to);
void write(const domain::CrisisSupport& from, v1::CrisisSupport& to);
void write(const domain::Delegation& from, v1::Delegation& to);
void write(const domain::ExerciseRecord& from, v1::ExerciseRecord& to);
void write(const domain::Readiness& from, v1::Readiness& to);
void write(const domain::SummaryRow& from, v1::SummaryRow& to);
void write(const domain::MonthlySummary& from, v1::MonthlySummary& to);
void write(const domain::Ring& from, v1::Ring& to);
void write(const domain::District& from, v1::District& to);
void write(const domain::DutySpan& from, v1::DutySpan& to);
void write(const domain::DutyChange& from, v1::DutyChange& to);
void write(const domain::DutySwap& from, v1::DutySwap& to);
void write(const domain::AlarmedGap& from, v1::AlarmedGap& to);
void write(const domain::Roster& from, v1::Roster& to);
void write(const domain::GatewayEntry& from, v1::GatewayEntry& to);
void write(const domain::LostGateway& from, v1::LostGateway& to);
void write(const domain::GatewayPin& from, v1::GatewayPin& to);
void write(const domain::ReliefShift& from, v1::ReliefShift& to);
void write(const domain::ReliefGap& from, v1::ReliefGap& to);
void write(const domain::ReliefPlan& from, v1::ReliefPlan& to);
void write(const domain::TestedPath& from, v1::TestedPath& to);
void write(const domain::ContactRecord& from, v1::ContactRecord& to);
void write(const domain::LostPost& from, v1::LostPost& to);
void write(const domain::DrillOutcome& from, v1::DrillOutcome& to);
void write(const domain::Drill& from, v1::Drill& to);
void write(const domain::HandoverNote& from, v1::HandoverNote& to);
void write(const domain::Handover& from, v1::Handover& to);

void read(const v1::Text& from, domain::Text& to, Reader& reader);
void read(const v1::Unit& from, domain::Unit& to, Reader& reader);
void read(const v1::ContactStep& from, domain::ContactStep& to, Reader& reader);
void read(const v1::Person& from, domain::Person& to, Reader& reader);
void read(const v1::Mandate& from, domain::Mandate& to, Reader& reader);
void read(const v1::Position& from, domain::Position& to, Reader& reader);
void read(const v1::DutyFunction& from, domain::DutyFunction& to, Reader& reader);
void read(const v1::Organisation& from, domain::Organisation& to, Reader& reader);
void read(const v1::Settings& from, domain::Settings& to, Reader& reader);
void read(const v1::Wave& from, domain::Wave& to, Reader& reader);
void read(const v1::PlanPosition& from, domain::PlanPosition& to, Reader& reader);
void read(const v1::CalloutPlan& from, domain::CalloutPlan& to, Reader& reader);
void read(const v1::Criteria& from, domain::Criteria& to, Reader& reader);
void read(const v1::DeescalationChecklist& from, domain::Checklist& to, Reader& reader);
void read(const v1::Incident& from, domain::Incident& to, Reader& reader);
void read(const v1::Hindrance& from, domain::Hindrance& to, Reader& reader);
void read(const v1::Obligation& from, domain::Obligation& to, Reader& reader);
void read(const v1::EarlierAnswer& from, domain::EarlierAnswer& to, Reader& reader);
void read(const v1::CallRef& from, domain::CallRef& to, Reader& reader);
void read(const v1::UnclearAnswer& from, domain::UnclearAnswer& to, Reader& reader);
void read(const v1::Call& from, domain::Call& to, Reader& reader);
void read(const v1::CalloutPosition& from, domain::CalloutPosition& to, Reader& reader);
void read(const v1::Callout& from, domain::Callout& to, Reader& reader);
void read(const v1::Absence& from, domain::Absence& to, Reader& reader);
void read(const v1::Attempt& from, domain::Attempt& to, Reader& reader);
void read(const v1::Message& from, domain::Message& to, Reader& reader);

void read(const v1::GeoPoint& from, domain::GeoPoint& to, Reader& reader);
void read(const v1::Seat& from, domain::Seat& to, Reader& reader);
void read(const v1::Ballot& from, domain::Ballot& to, Reader& reader);
void read(const v1::Dissent& from, domain::Dissent& to, Reader& reader);
void read(const v1::Scope& from, domain::Scope& to, Reader& reader);
void read(const v1::Matter& from, domain::Matter& to, Reader& reader);
void read(const v1::Meeting& from, domain::Meeting& to, Reader& reader);
void read(const v1::DecisionRecord& from, domain::DecisionRecord& to, Reader& reader);
void read(const v1::Handback& from, domain::Handback& to, Reader& reader);
void read(const v1::HandedBackPart& from, domain::HandedBackPart& to, Reader& reader);
void read(const v1::WarningRequest& from, domain::WarningRequest& to, Reader& reader);
void read(const v1::Takeover& from, domain::Takeover& to, Reader& reader);
void read(const v1::Contribution& from, domain::Contribution& to, Reader& reader);
void read(const v1::OralRecord& from, domain::OralRecord& to, Reader& reader);
void read(const v1::OralDecision& from, domain::OralDecision& to, Reader& reader);
void read(const v1::ExternalDecision& from, domain::ExternalDecision& to, Reader& reader);
void read(const v1::CouncilMeeting& from, domain::CouncilMeeting& to, Reader& reader);
void read(const v1::WartimeLaw& from, domain::WartimeLaw& to, Reader& reader);
void read(const v1::Alert& from, domain::Alert& to, Reader& reader);
void read(const v1::AlertStep& from, domain::AlertStep& to, Reader& reader);
void read(const v1::Assignment& from, domain::Assignment& to, Reader& reader);
void read(const v1::Fact& from, domain::Fact& to, Reader& reader);
void read(const v1::CrisisSupport& from, domain::CrisisSupport& to, Reader& reader);
void read(const v1::Delegation& from, domain::Delegation& to, Reader& reader);
void read(const v1::ExerciseRecord& from, domain::ExerciseRecord& to, Reader& reader);
void read(const v1::Readiness& from, domain::Readiness& to, Reader& reader);
void read(const v1::SummaryRow& from, domain::SummaryRow& to, Reader& reader);
void read(const v1::MonthlySummary& from, domain::MonthlySummary& to, Reader& reader);
void read(const v1::Ring& from, domain::Ring& to, Reader& reader);
void read(const v1::District& from, domain::District& to, Reader& reader);
void read(const v1::DutySpan& from, domain::DutySpan& to, Reader& reader);
void read(const v1::DutyChange& from, domain::DutyChange& to, Reader& reader);
void read(const v1::DutySwap& from, domain::DutySwap& to, Reader& reader);
void read(const v1::AlarmedGap& from, domain::AlarmedGap& to, Reader& reader);
void read(const v1::Roster& from, domain::Roster& to, Reader& reader);
void read(const v1::GatewayEntry& from, domain::GatewayEntry& to, Reader& reader);
void read(const v1::LostGateway& from, domain::LostGateway& to, Reader& reader);
void read(const v1::GatewayPin& from, domain::GatewayPin& to, Reader& reader);
void read(const v1::ReliefShift& from, domain::ReliefShift& to, Reader& reader);
void read(const v1::ReliefGap& from, domain::ReliefGap& to, Reader& reader);
void read(const v1::ReliefPlan& from, domain::ReliefPlan& to, Reader& reader);
void read(const v1::TestedPath& from, domain::TestedPath& to, Reader& reader);
void read(const v1::ContactRecord& from, domain::ContactRecord& to, Reader& reader);
void read(const v1::LostPost& from, domain::LostPost& to, Reader& reader);
void read(const v1::DrillOutcome& from, domain::DrillOutcome& to, Reader& reader);
void read(const v1::Drill& from, domain::Drill& to, Reader& reader);
void read(const v1::HandoverNote& from, domain::HandoverNote& to, Reader& reader);
void read(const v1::Handover& from, domain::Handover& to, Reader& reader);

template <class Proto, class Items>
void write_all(const Items& from, google::protobuf::RepeatedPtrField<Proto>& to) {
  to.Reserve(static_cast<int>(from.size()));
  for (const auto& item : from) write(item, *to.Add());
}

// The values of a map; its keys are the items' own ids.
template <class Proto, class Map>
void write_values(const Map& from, google::protobuf::RepeatedPtrField<Proto>& to) {
  to.Reserve(static_cast<int>(from.size()));
  for (const auto& [key, item] : from) write(item, *to.Add());
}

template <class Ids>
void write_ids(const Ids& from, google::protobuf::RepeatedPtrField<std::string>& to) {
  to.Reserve(static_cast<int>(from.size()));
  for (const auto& id : from) *to.Add() = id.value;
}

void write_words(const std::vector<std::string>& from,
                 google::protobuf::RepeatedPtrField<std::string>& to);

template <class Proto, class List>
void read_all(const google::protobuf::RepeatedPtrField<Proto>& from, List& to, Reader& reader) {
  to.reserve(static_cast<std::size_t>(from.size()));
  for (const Proto& item : from) read(item, to.emplace_back(), reader);
}

template <class Proto, class Map>
void read_values(const google::protobuf::RepeatedPtrField<Proto>& from, Map& to, Reader& reader) {
  for (const Proto& item : from) {
    typename Map::mapped_type value;
    read(item, value, reader);
    const auto id = value.id;
    if (!to.emplace(id, std::move(value)).second) reader.fail("an id that occurs twice");
  }
}

template <class Id>
void read_ids(const google::protobuf::RepeatedPtrField<std::string>& from, std::vector<Id>& to) {
  to.reserve(static_cast<std::size_t>(from.size()));
  for (const std::string& value : from) to.push_back(Id{value});
}

}  // namespace ckl::codec
