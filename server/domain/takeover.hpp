// Övertaganden: entering, extending and returning them (T07, T08, T09, R10, R31).
//
// Internal to the core; each writes on a ruling and decides nothing about who may. What a takeover
// owes follows it: review, warning before its end, acknowledgement of what is handed back.
#pragma once

#include <string>
#include <string_view>

#include "domain/duties.hpp"

namespace ckl::domain {

// T09, R35: krisledningsnämnden has ended, and every takeover in force returns at this moment. The
// level of an incident does not fall by it.
void return_all(Ruling& ruling, const std::string& reason);

// R10: what was in force until now ends by itself. For TimerKind::decision_end and takeover_end.
void end_of_validity(Ruling& ruling, const Timer& timer);

// Tells the nämnd's chair, the head of its förvaltning and the staff union's representative.
void tell_unit(Ruling& ruling, const UnitId& unit, const Notice& notice);

// T07: the decision takes over `record.matter.scope`.
void enter_takeover(Ruling& ruling, const DecisionRecord& record);

// T08: the decision hands the area back; the right to decide moves at once (R31).
void hand_back(Ruling& ruling, const DecisionRecord& record, const Handback& handback);

// R09, R10: the decision sets the next review, or a new end.
void extend_takeover(Ruling& ruling, const DecisionRecord& record);

// A decision other than a takeover that has a review date, or an end of which somebody is warned.
void open_limits(Ruling& ruling, const DecisionRecord& record);

// R09: an earlier decision was looked at again, and is to be so next at `record.matter.review`.
void review_decision(Ruling& ruling, const DecisionRecord& record);

// The decision no longer holds; duties that concern it alone end with it.
void end_decision(Ruling& ruling, std::string_view rule, const DecisionEnded& ended);

}  // namespace ckl::domain
