#include "domain/yearly.hpp"

#include <algorithm>
#include <array>

#include "domain/authority.hpp"
#include "domain/bodies.hpp"
#include "domain/calendar.hpp"
#include "domain/duties.hpp"
#include "domain/readiness.hpp"

namespace ckl::domain {
namespace {

using calendar::Date;

// A digital incident concerns who owns it, who joined it, and who assessed it for itself.
struct Concern {
  bool concerned = false;
  bool significant = false;
};

Concern concern_of(const State& state, const Incident& incident, const Unit* body) {
  const auto is_of = [&](const UnitId& unit) { return body_of(state, unit) == body; };
  Concern concern;
  concern.concerned = is_of(incident.owner) || std::ranges::any_of(incident.participants, is_of);
  for (const auto& [id, fact] : state.facts) {
    if (fact.incident != incident.id || fact.kind != FactKind::cyber_assessed) continue;
    if (!is_of(fact.unit)) continue;
    concern.concerned = true;
    concern.significant = concern.significant || fact.serious;
  }
  return concern;
}

std::vector<const Incident*> digital_incidents(const State& state, Instant from, Instant until) {
  std::vector<const Incident*> found;
  for (const auto& [id, incident] : state.incidents) {
    if (incident.kind != IncidentKind::digital) continue;
    if (from <= incident.registered_time && incident.registered_time < until) {
      found.push_back(&incident);
    }
  }
  return found;
}

SummaryRow row_of(const State& state, const Unit* body,
                  const std::vector<const Incident*>& incidents) {
  SummaryRow row{.unit = body->id};
  for (const Incident* incident : incidents) {
    const Concern concern = concern_of(state, *incident, body);
    if (concern.concerned) ++row.incidents;
    if (concern.significant) ++row.significant;
  }
  return row;
}

std::vector<PersonId> coordinators_of(const State& state, const Unit* body, Instant now) {
  std::vector<PersonId> told;
  for (const auto& person : holders(state, role::security_coordinator, now)) {
    const auto [first, last] = state.index.mandates_of_person.equal_range(person);
    const bool theirs = std::any_of(first, last, [&](const auto& entry) {
      const Mandate& mandate = state.organisation.mandates[entry.second];
      return mandate.role == role::security_coordinator && body_of(state, mandate.unit) == body;
    });
    if (theirs) told.push_back(person);
  }
  return told;
}

Text summary_text(const std::string& month, const Unit& body, const SummaryRow& row) {
  const std::string count = std::to_string(row.incidents);
  const std::string significant = std::to_string(row.significant);
  return {"Digitala händelser " + month + ", " + body.name.sv + ": " + count +
              ", varav betydande " + significant,
          "Digital incidents " + month + ", " + body.name.en + ": " + count +
              ", of which significant " + significant};
}

// A13, A14: at the turn of the year the executive board learns what the year that ended lacked.
void tell_of_readiness(Ruling& ruling, Instant turn) {
  const auto report = readiness_report(ruling.state(), turn - std::chrono::milliseconds(1));
  const auto unexercised = std::ranges::count_if(report, &ReadinessLine::exercise_missing);
  const auto unplanned = std::ranges::count_if(report, &ReadinessLine::lacks_plan);
  inform(ruling,
         Notice{.rule = "A14",
                .incident = {},
                .text = {"Årets slut: " + std::to_string(unexercised) +
                             " organisationer utan övning, " + std::to_string(unplanned) +
                             " med brister i plan, organisation eller uthållighet",
                         "End of the year: " + std::to_string(unexercised) +
                             " organisations without an exercise, " + std::to_string(unplanned) +
                             " lacking in plan, organisation or endurance"}});
}

Instant year_end(std::chrono::year year) { return calendar::end_of_day(year / 12 / 31); }

}  // namespace

void make_summary(Ruling& ruling, const std::string& month) {
  const State& state = ruling.state();
  const Date first = calendar::parse_date(month + "-01").value_or(calendar::Date{});
  const Instant from = calendar::instant_of(first);
  const Instant until = calendar::instant_of(first + std::chrono::months(1));
  MonthlySummary summary{.month = month, .rows = {}};
  const auto incidents = digital_incidents(state, from, until);
  const auto bodies = crisis_bodies(state, until - std::chrono::milliseconds(1));
  for (const Unit* body : bodies) summary.rows.push_back(row_of(state, body, incidents));

  const ObligationId duty =
      open_duty(ruling, {.rule = "O18",
                         .subject = month,
                         .owed_by_role = role::chief_of_staff,
                         .owed_to = {"Varje nämnd och bolag", "Every committee and company"},
                         .what = {"Månadssammanställning av digitala händelser " + month,
                                  "Monthly summary of digital incidents " + month},
                         .opened = until});
  ruling.add("A29", MonthlySummaryMade{summary});
  for (std::size_t i = 0; i < bodies.size(); ++i) {
    notify(ruling,
           Notice{.rule = "O18",
                  .incident = {},
                  .text = summary_text(month, *bodies[i], summary.rows[i])},
           coordinators_of(state, bodies[i], ruling.now()));
  }
  ruling.add("O18", ObligationClosed{.obligation = duty,
                                     .evidence = "Sammanställningen " + month,
                                     .done = ruling.now()});
}

void begin_year(Ruling& ruling, const std::string& year) {
  const std::chrono::year begun{std::stoi(year)};
  ruling.add("A14", ReadinessYearBegan{static_cast<std::uint32_t>(std::stoul(year))});
  const Instant first = calendar::instant_of(begun / 1 / 1);
  for (const Unit* body : crisis_bodies(ruling.state(), first)) {
    open_duty(ruling, {.rule = "O14",
                       .subject = year,
                       .owed_by_role = role::security_coordinator,
                       .owed_by_unit = body->id,
                       .owed_to = {"Kommunstyrelsen", "The city executive board"},
                       .what = {"Öva krisledningsorganisationen under " + year,
                                "Exercise the crisis organisation in " + year},
                       .opened = first,
                       .due = year_end(begun)});
  }
  tell_of_readiness(ruling, first);
}

void begin_mandate_period(Ruling& ruling, const std::string& first_day) {
  struct Plan {
    std::string_view step;
    Text what;
  };
  const std::array plans{
      Plan{"plan", {"Plan för extraordinära händelser", "Plan for extraordinary events"}},
      Plan{"rsa", {"Risk- och sårbarhetsanalys", "Risk and vulnerability analysis"}},
      Plan{"training", {"Utbildnings- och övningsplan", "Training and exercise plan"}},
  };
  ruling.add("O15", MandatePeriodBegan{first_day});
  const Date began = calendar::parse_date(first_day).value_or(calendar::date_of(ruling.now()));
  const Unit* board = executive_board(ruling.state());
  for (const auto& plan : plans) {
    open_duty(ruling, {.rule = "O15",
                       .subject = first_day + "/" + std::string(plan.step),
                       .owed_by_role = role::city_director,
                       .owed_by_unit = board == nullptr ? UnitId{} : board->id,
                       .owed_to = {"Kommunfullmäktige och kommunstyrelsen",
                                   "The city council and the executive board"},
                       .what = plan.what,
                       .opened = calendar::instant_of(began),
                       .due = year_end(began.year())});
  }
}

}  // namespace ckl::domain
