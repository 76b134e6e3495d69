#include "sim/commands.hpp"

#include <algorithm>
#include <array>

#include "sim/time.hpp"

namespace ckl::sim {
namespace {

namespace role = domain::role;
using domain::CklState;
using domain::Command;
using domain::Level;

template <class Enum>
Enum any_of(Random& random, std::initializer_list<Enum> values) {
  return *(values.begin() + static_cast<std::ptrdiff_t>(random.below(values.size())));
}

domain::Checklist checklist(Draw& draw) {
  return {draw.text(), draw.text(), draw.text(), draw.text(), draw.text(), draw.text()};
}

std::optional<domain::OralRecord> oral(Draw& draw) {
  if (!draw.random.chance(8)) return std::nullopt;
  domain::OralRecord record;
  for (const auto& mandate : draw.state.organisation.mandates) {
    if (mandate.role == role::committee_chair) record.speaker = mandate.person;
  }
  if (draw.random.chance(15)) record.speaker = draw.person();
  record.witness = draw.person();
  record.wording = draw.text();
  record.read_back = draw.random.chance(90);
  record.heard_via = "telefon";
  return record;
}

domain::PlanId plan(Draw& draw) {
  return draw.random.chance(30) ? domain::PlanId{} : draw.key_of(draw.state.plans);
}

Command report(Draw& draw) {
  domain::ReportIncident command;
  command.kind = any_of(draw.random, {domain::IncidentKind::violence, domain::IncidentKind::digital,
                                      domain::IncidentKind::weather, domain::IncidentKind::other});
  command.headline = draw.text();
  command.place = draw.random.chance(50) ? "Drottninggatan" : "";
  command.owner = draw.random.chance(60) ? draw.unit() : domain::UnitId{};
  command.event_time = draw.about_now();
  command.level = draw.random.chance(70)
                      ? Level::disturbance
                      : any_of(draw.random, {Level::serious, Level::serious, Level::extraordinary});
  command.call_out = draw.random.chance(25);
  command.plan = plan(draw);
  if (draw.random.chance(20)) command.point = {.latitude = 59.33, .longitude = 18.06};
  return command;
}

Command change_level(Draw& draw) {
  domain::ChangeLevel command;
  command.incident = draw.incident();
  command.to = any_of(draw.random, {Level::none, Level::disturbance, Level::serious});
  if (draw.random.chance(3)) command.to = Level::extraordinary;
  command.reason = draw.text();
  if (draw.random.chance(85)) command.checklist = checklist(draw);
  return command;
}

Command confirm_level(Draw& draw) { return domain::ConfirmLevel{.incident = draw.incident()}; }

Command change_ckl(Draw& draw) {
  return domain::ChangeCklState{
      .to = any_of(draw.random, {CklState::inactive, CklState::standby, CklState::active,
                                 CklState::winding_down}),
      .reason = draw.text()};
}

Command declare(Draw& draw) {
  domain::DeclareExtraordinary command;
  command.incident = draw.incident();
  command.criteria = {draw.text(), draw.text(), draw.text()};
  command.committee_functions = draw.random.chance(70);
  command.oral = oral(draw);
  return command;
}

Command start_committee(Draw& draw) {
  return domain::StartCommittee{
      .incident = draw.incident(), .reason = draw.text(), .oral = oral(draw)};
}

template <class Hindering>
void name_matter(Draw& draw, Hindering& command) {
  if constexpr (requires { command.incident; }) command.incident = draw.incident();
}

Command record_hindrance(Draw& draw) {
  domain::RecordHindrance command;
  command.person = draw.person();
  for (const auto& mandate : draw.state.organisation.mandates) {
    const bool seat =
        mandate.role == role::committee_chair || mandate.role == role::committee_vice_chair;
    if (seat && draw.random.chance(50)) command.person = mandate.person;
  }
  command.kind = any_of<const char*>(draw.random, {"ABSENT", "ILL", "UNREACHABLE", "CONFLICT"});
  if (command.kind == "CONFLICT") name_matter(draw, command);
  command.from = draw.about_now();
  command.to = draw.random.chance(50) ? draw.ahead() : std::nullopt;
  command.attempts = draw.text();
  return command;
}

Command end_hindrance(Draw& draw) {
  return domain::EndHindrance{.hindrance = draw.key_of(draw.state.hindrances),
                              .reason = draw.text()};
}

Command close_incident(Draw& draw) {
  return domain::CloseIncident{.incident = draw.incident(), .reason = draw.text()};
}

Command start_callout(Draw& draw) {
  return domain::StartCallout{
      .incident = draw.incident(), .plan = plan(draw), .message = draw.text()};
}

Command answer_call(Draw& draw) {
  domain::AnswerCall command;
  command.callout = draw.key_of(draw.state.callouts);
  const auto found = draw.state.callouts.find(command.callout);
  if (found != draw.state.callouts.end() && !found->second.positions.empty()) {
    const auto& calls = draw.random.pick(found->second.positions).calls;
    if (!calls.empty()) command.person = draw.random.pick(calls).person;
  }
  command.answer = any_of(draw.random, {domain::Answer::coming, domain::Answer::coming,
                                        domain::Answer::cannot, domain::Answer::later});
  command.eta_minutes = static_cast<std::uint32_t>(draw.random.below(120));
  command.raw = "JA";
  return command;
}

Command end_callout(Draw& draw) {
  return domain::EndCallout{.callout = draw.key_of(draw.state.callouts), .reason = draw.text()};
}

Command close_obligation(Draw& draw) {
  return domain::CloseObligation{.obligation = draw.key_of(draw.state.obligations),
                                 .evidence = draw.text(),
                                 .done = draw.about_now()};
}

Command write_log(Draw& draw) {
  domain::WriteLogEntry command;
  command.incident = draw.random.chance(50) ? draw.incident() : domain::IncidentId{};
  command.kind = any_of(draw.random, {domain::LogKind::incoming, domain::LogKind::observation,
                                      domain::LogKind::task, domain::LogKind::correction});
  command.text = draw.text();
  command.event_time = draw.about_now();
  if (draw.random.chance(10)) {
    command.corrects = static_cast<std::uint32_t>(draw.random.below(draw.state.log_entries + 2));
    command.reason = draw.text();
  }
  return command;
}

std::vector<CommandKind> core_kinds() {
  const std::vector<std::string_view> local{role::duty_officer, role::org_duty_officer,
                                            role::security_coordinator};
  const std::vector<std::string_view> leaders{role::city_director, role::deputy_director};
  const std::vector<std::string_view> chairs{role::committee_chair, role::committee_vice_chair};
  const std::vector<std::string_view> recorders{role::registrar, role::duty_officer,
                                                role::chief_of_staff, role::committee_chair};
  const std::vector<std::string_view> staff{role::staff, role::registrar, role::duty_officer};
  std::vector<std::string_view> raisers = local;
  raisers.insert(raisers.end(), leaders.begin(), leaders.end());
  raisers.insert(raisers.end(), chairs.begin(), chairs.end());
  return {{"ReportIncident", 50, raisers, report},
          {"ChangeLevel", 60, raisers, change_level},
          {"ConfirmLevel", 15, leaders, confirm_level},
          {"ChangeCklState", 25, leaders, change_ckl},
          {"DeclareExtraordinary", 25, chairs, declare},
          {"StartCommittee", 15, chairs, start_committee},
          {"RecordHindrance", 15, recorders, record_hindrance},
          {"EndHindrance", 15, recorders, end_hindrance},
          {"CloseIncident", 20, local, close_incident},
          {"StartCallout", 30, {role::duty_officer, role::chief_of_staff}, start_callout},
          {"AnswerCall", 60, staff, answer_call},
          {"EndCallout", 8, {role::duty_officer, role::chief_of_staff}, end_callout},
          {"CloseObligation",
           60,
           {role::city_director, role::duty_officer, role::registrar, role::security_coordinator,
            "KN_SECRETARY"},
           close_obligation},
          {"WriteLogEntry", 90, staff, write_log}};
}

const std::vector<CommandKind>& table() {
  static const std::vector<CommandKind> all = [] {
    auto kinds = core_kinds();
    auto more = law_kinds();
    kinds.insert(kinds.end(), std::make_move_iterator(more.begin()),
                 std::make_move_iterator(more.end()));
    return kinds;
  }();
  return all;
}

}  // namespace

std::string Draw::text() {
  static constexpr std::array<const char*, 6> texts{"Skäl",
                                                    "Läget är oförändrat",
                                                    "Åtgärd vidtagen kl. 02.12",
                                                    "Ring vakthavande",
                                                    "Översvämning vid Hötorget, ÅÄÖ åäö é",
                                                    "Telefon"};
  const auto luck = random.below(200);
  if (luck == 0) return {};
  if (luck == 1) return "  ";
  return texts.at(random.below(texts.size()));
}

domain::PersonId Draw::person() {
  const auto& persons = state.organisation.persons;
  if (persons.empty() || random.chance(1)) return {"nobody"};
  return random.pick(persons).id;
}

domain::UnitId Draw::unit() {
  const auto& units = state.organisation.units;
  if (units.empty() || random.chance(2)) return {"no-unit"};
  return random.pick(units).id;
}

domain::IncidentId Draw::incident() { return key_of(state.incidents); }

std::optional<domain::Instant> Draw::about_now() {
  if (random.chance(70)) return std::nullopt;
  const auto seconds = random.chance(90) ? random.between(-4'000, 0) : random.between(-90'000, 600);
  return now + domain::Seconds(seconds);
}

std::optional<domain::Instant> Draw::ahead() {
  return now +
         domain::Seconds(random.chance(95) ? random.between(60, 200'000) : random.between(-600, 0));
}

std::span<const CommandKind> command_kinds() { return table(); }

const CommandKind& pick_kind(Random& random) {
  static const auto total = [] {
    std::uint64_t sum = 0;
    for (const auto& kind : table()) sum += kind.weight;
    return sum;
  }();
  auto at = random.below(total);
  for (const auto& kind : table()) {
    if (at < kind.weight) return kind;
    at -= kind.weight;
  }
  return table().front();
}

}  // namespace ckl::sim
