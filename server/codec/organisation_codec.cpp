// The organisation, settings and plans.
#include "codec/parts.hpp"

namespace ckl::codec {

void write(const domain::Text& from, v1::Text& to) {
  to.set_sv(from.sv);
  to.set_en(from.en);
}

void read(const v1::Text& from, domain::Text& to, Reader& reader) {
  reader.complete(from);
  to.sv = from.sv();
  to.en = from.en();
}

void write(const domain::Unit& from, v1::Unit& to) {
  to.set_id(from.id.value);
  write(from.name, *to.mutable_name());
  to.set_kind(wire(from.kind));
  to.set_legal_person(from.legal_person);
  to.set_parent(from.parent.value);
  to.set_valid_from(from.valid_from);
  to.set_valid_to(from.valid_to);
  write_ids(from.successors, *to.mutable_successors());
}

void read(const v1::Unit& from, domain::Unit& to, Reader& reader) {
  reader.complete(from);
  to.id.value = from.id();
  read(from.name(), to.name, reader);
  reader.choice(from.kind(), to.kind);
  to.legal_person = from.legal_person();
  to.parent.value = from.parent();
  to.valid_from = from.valid_from();
  to.valid_to = from.valid_to();
  read_ids(from.successors(), to.successors);
}

void write(const domain::ContactStep& from, v1::ContactStep& to) {
  to.set_channel(from.channel);
  to.set_after_seconds(whole_seconds(from.after));
  to.set_contact(from.contact);
}

void read(const v1::ContactStep& from, domain::ContactStep& to, Reader& reader) {
  reader.complete(from);
  to.channel = from.channel();
  to.after = domain::Seconds{from.after_seconds()};
  to.contact = from.contact();
}

void write(const domain::Person& from, v1::Person& to) {
  to.set_id(from.id.value);
  to.set_name(from.name);
  write(from.title, *to.mutable_title());
  to.set_unit(from.unit.value);
  write_all(from.ladder, *to.mutable_ladder());
  write_words(from.qualifications, *to.mutable_qualifications());
}

void read(const v1::Person& from, domain::Person& to, Reader& reader) {
  reader.complete(from);
  to.id.value = from.id();
  to.name = from.name();
  read(from.title(), to.title, reader);
  to.unit.value = from.unit();
  read_all(from.ladder(), to.ladder, reader);
  to.qualifications.assign(from.qualifications().begin(), from.qualifications().end());
}

void write(const domain::Mandate& from, v1::Mandate& to) {
  to.set_person(from.person.value);
  to.set_role(from.role);
  to.set_unit(from.unit.value);
  to.set_order(from.order);
  if (from.valid_from) encode(*from.valid_from, *to.mutable_valid_from());
  if (from.valid_to) encode(*from.valid_to, *to.mutable_valid_to());
}

void read(const v1::Mandate& from, domain::Mandate& to, Reader& reader) {
  reader.complete(from);
  to.person.value = from.person();
  to.role = from.role();
  to.unit.value = from.unit();
  to.order = from.order();
  reader.instant(from.has_valid_from(), from.valid_from(), to.valid_from);
  reader.instant(from.has_valid_to(), from.valid_to(), to.valid_to);
}

void write(const domain::Position& from, v1::Position& to) {
  to.set_id(from.id.value);
  write(from.name, *to.mutable_name());
}

void read(const v1::Position& from, domain::Position& to, Reader& reader) {
  reader.complete(from);
  to.id.value = from.id();
  read(from.name(), to.name, reader);
}

void write(const domain::DutyFunction& from, v1::DutyFunction& to) {
  to.set_id(from.id);
  write(from.name, *to.mutable_name());
  to.set_unit(from.unit.value);
  write_ids(from.persons, *to.mutable_persons());
  to.set_role(from.role);
  to.set_mandatory(from.mandatory);
}

void read(const v1::DutyFunction& from, domain::DutyFunction& to, Reader& reader) {
  reader.complete(from);
  to.id = from.id();
  read(from.name(), to.name, reader);
  to.unit.value = from.unit();
  read_ids(from.persons(), to.persons);
  to.role = from.role();
  to.mandatory = from.mandatory();
}

void write(const domain::Organisation& from, v1::Organisation& to) {
  write(from.name, *to.mutable_name());
  write_all(from.units, *to.mutable_units());
  write_all(from.persons, *to.mutable_persons());
  write_all(from.mandates, *to.mutable_mandates());
  write_all(from.positions, *to.mutable_positions());
  write_all(from.duty_functions, *to.mutable_duty_functions());
}

void read(const v1::Organisation& from, domain::Organisation& to, Reader& reader) {
  reader.complete(from);
  read(from.name(), to.name, reader);
  read_all(from.units(), to.units, reader);
  read_all(from.persons(), to.persons, reader);
  read_all(from.mandates(), to.mandates, reader);
  read_all(from.positions(), to.positions, reader);
  read_all(from.duty_functions(), to.duty_functions, reader);
}

namespace {

// The settings of relief are newer than the first journals. One that is as preset is absent, so
// that an old entry is encoded to the bytes it has: no preset can ever change.
void write_relief(const domain::Settings& from, v1::Settings& to) {
  static const domain::Settings preset;
  const auto give = [&](domain::Seconds domain::Settings::* one, auto set) {
    if (from.*one != preset.*one) (to.*set)(whole_seconds(from.*one));
  };
  give(&domain::Settings::relief_shift, &v1::Settings::set_relief_shift_seconds);
  give(&domain::Settings::relief_shift_most, &v1::Settings::set_relief_shift_most_seconds);
  give(&domain::Settings::relief_overlap, &v1::Settings::set_relief_overlap_seconds);
  give(&domain::Settings::relief_horizon, &v1::Settings::set_relief_horizon_seconds);
  give(&domain::Settings::relief_warn_ahead, &v1::Settings::set_relief_warn_ahead_seconds);
}

void read_relief(const v1::Settings& from, domain::Settings& to) {
  const auto take = [](std::uint32_t seconds, domain::Seconds& setting) {
    if (seconds > 0) setting = domain::Seconds{seconds};
  };
  take(from.relief_shift_seconds(), to.relief_shift);
  take(from.relief_shift_most_seconds(), to.relief_shift_most);
  take(from.relief_overlap_seconds(), to.relief_overlap);
  take(from.relief_horizon_seconds(), to.relief_horizon);
  take(from.relief_warn_ahead_seconds(), to.relief_warn_ahead);
}

}  // namespace

void write(const domain::Settings& from, v1::Settings& to) {
  to.set_confirm_level_within_seconds(whole_seconds(from.confirm_level_within));
  to.set_inform_chair_within_seconds(whole_seconds(from.inform_chair_within));
  to.set_inform_chair_every_seconds(whole_seconds(from.inform_chair_every));
  to.set_evaluation_within_seconds(whole_seconds(from.evaluation_within));
  to.set_remind_before_seconds(whole_seconds(from.remind_before));
  to.set_ckl_instruction(from.ckl_instruction);
  to.set_default_plan(from.default_plan.value);
  to.set_committee_seats(from.committee_seats);
  to.set_remote_meetings(from.remote_meetings);
  to.set_presiding_substitute(from.presiding_substitute.value);
  write_ids(from.never_taken_over, *to.mutable_never_taken_over());
  write_words(from.committee_own_matters, *to.mutable_committee_own_matters());
  to.set_note_urgent_within_seconds(whole_seconds(from.note_urgent_within));
  to.set_confirm_oral_within_seconds(whole_seconds(from.confirm_oral_within));
  to.set_at_once_seconds(whole_seconds(from.at_once));
  to.set_county_report_every_seconds(whole_seconds(from.county_report_every));
  to.set_break_glass_lasts_seconds(whole_seconds(from.break_glass_lasts));
  for (const auto ahead : from.warn_ahead) to.add_warn_ahead_seconds(whole_seconds(ahead));
  to.set_office_opens(from.office_opens);
  to.set_office_closes(from.office_closes);
  to.set_crisis_support_unit(from.crisis_support_unit.value);
  write_words(from.area_codes, *to.mutable_area_codes());
  write_words(from.carried_activities, *to.mutable_carried_activities());
  write_words(from.mandate_periods, *to.mutable_mandate_periods());
  to.set_first_picture_within_seconds(whole_seconds(from.first_picture_within));
  write_ids(from.urgent_chair_units, *to.mutable_urgent_chair_units());
  to.set_minimum_rest_seconds(whole_seconds(from.minimum_rest));
  write_all(from.gateways, *to.mutable_gateways());
  write_relief(from, to);
  to.set_duty_check_at_seconds(whole_seconds(from.duty_check_at));
  to.set_contact_good_for_seconds(whole_seconds(from.contact_good_for));
  to.set_drill_every_seconds(whole_seconds(from.drill_every));
}

void read(const v1::Settings& from, domain::Settings& to, Reader& reader) {
  reader.complete(from);
  to.confirm_level_within = domain::Seconds{from.confirm_level_within_seconds()};
  to.inform_chair_within = domain::Seconds{from.inform_chair_within_seconds()};
  to.inform_chair_every = domain::Seconds{from.inform_chair_every_seconds()};
  to.evaluation_within = domain::Seconds{from.evaluation_within_seconds()};
  to.remind_before = domain::Seconds{from.remind_before_seconds()};
  to.ckl_instruction = from.ckl_instruction();
  to.default_plan.value = from.default_plan();
  to.committee_seats = from.committee_seats();
  to.remote_meetings = from.remote_meetings();
  to.presiding_substitute.value = from.presiding_substitute();
  read_ids(from.never_taken_over(), to.never_taken_over);
  to.committee_own_matters.assign(from.committee_own_matters().begin(),
                                  from.committee_own_matters().end());
  to.note_urgent_within = domain::Seconds{from.note_urgent_within_seconds()};
  to.confirm_oral_within = domain::Seconds{from.confirm_oral_within_seconds()};
  to.at_once = domain::Seconds{from.at_once_seconds()};
  to.county_report_every = domain::Seconds{from.county_report_every_seconds()};
  to.break_glass_lasts = domain::Seconds{from.break_glass_lasts_seconds()};
  to.warn_ahead.clear();
  for (const auto ahead : from.warn_ahead_seconds()) to.warn_ahead.emplace_back(ahead);
  to.office_opens = from.office_opens();
  to.office_closes = from.office_closes();
  to.crisis_support_unit.value = from.crisis_support_unit();
  to.area_codes.assign(from.area_codes().begin(), from.area_codes().end());
  to.carried_activities.assign(from.carried_activities().begin(), from.carried_activities().end());
  to.mandate_periods.assign(from.mandate_periods().begin(), from.mandate_periods().end());
  to.first_picture_within = domain::Seconds{from.first_picture_within_seconds()};
  read_ids(from.urgent_chair_units(), to.urgent_chair_units);
  to.minimum_rest = domain::Seconds{from.minimum_rest_seconds()};
  read_all(from.gateways(), to.gateways, reader);
  read_relief(from, to);
  to.duty_check_at = domain::Seconds{from.duty_check_at_seconds()};
  to.contact_good_for = domain::Seconds{from.contact_good_for_seconds()};
  to.drill_every = domain::Seconds{from.drill_every_seconds()};
}

void write(const domain::Wave& from, v1::Wave& to) {
  to.set_parallel(from.parallel);
  write_ids(from.persons, *to.mutable_persons());
  to.set_duty(from.duty);
}

void read(const v1::Wave& from, domain::Wave& to, Reader& reader) {
  reader.complete(from);
  to.parallel = from.parallel();
  read_ids(from.persons(), to.persons);
  to.duty = from.duty();
}

void write(const domain::PlanPosition& from, v1::PlanPosition& to) {
  to.set_position(from.position.value);
  to.set_wanted(from.wanted);
  to.set_answer_within_seconds(whole_seconds(from.answer_within));
  write_all(from.waves, *to.mutable_waves());
  write_words(from.qualifications, *to.mutable_qualifications());
}

void read(const v1::PlanPosition& from, domain::PlanPosition& to, Reader& reader) {
  reader.complete(from);
  to.position.value = from.position();
  to.wanted = from.wanted();
  to.answer_within = domain::Seconds{from.answer_within_seconds()};
  read_all(from.waves(), to.waves, reader);
  to.qualifications.assign(from.qualifications().begin(), from.qualifications().end());
}

void write(const domain::CalloutPlan& from, v1::CalloutPlan& to) {
  to.set_id(from.id.value);
  write(from.name, *to.mutable_name());
  write_all(from.positions, *to.mutable_positions());
  to.set_deadline_seconds(whole_seconds(from.deadline));
}

void read(const v1::CalloutPlan& from, domain::CalloutPlan& to, Reader& reader) {
  reader.complete(from);
  to.id.value = from.id();
  read(from.name(), to.name, reader);
  read_all(from.positions(), to.positions, reader);
  to.deadline = domain::Seconds{from.deadline_seconds()};
}

}  // namespace ckl::codec
