// Bad input is refused with its rule and has no effect: nothing in the state or the journal
// changes, but for a refused attempt at a power, which is journaled (R26).
#include "law/alert_town.hpp"

namespace ckl::law {
namespace {

// Refused with exactly these rules, as a whole without effect, and with all that a caller needs.
void expect_no_effect(Town& town, const std::string& who, const Command& command,
                      const std::vector<std::string>& rules) {
  const State before = town.state;
  const std::size_t entries = town.journal.size();
  EXPECT_EQ(town.refuse(who, command), rules) << name_of(command) << " by " << who;
  const auto attempts = town.events<PowerRefused>();
  EXPECT_EQ(town.journal.size(), entries + attempts.size()) << name_of(command);
  State after = town.state;
  after.sequence = before.sequence;
  after.time = before.time;
  after.refused_attempts = before.refused_attempts;
  EXPECT_TRUE(same(after, before)) << name_of(command) << " had an effect";
  EXPECT_TRUE(after.index == before.index) << name_of(command) << " left a timer";
  for (const auto& breach : town.rejection.breaches) {
    EXPECT_FALSE(breach.what_now.sv.empty()) << breach.rule.value;
    EXPECT_FALSE(breach.what_now.en.empty()) << breach.rule.value;
  }
}

const std::vector<std::string> future{"INPUT_TIME_FUTURE"};
const std::vector<std::string> order{"INPUT_TIME_ORDER"};

// Basis: Läsning R25
TEST(BadInput, R25_TimesInTheFuture) {
  AlertTown town;
  const Instant soon = town.now + hour;
  ReportIncident report = a_report();
  report.event_time = soon;
  expect_no_effect(town, "tib", report, future);
  WriteLogEntry entry;
  entry.text = "Text";
  entry.event_time = soon;
  expect_no_effect(town, "staff", entry, future);
  RecordFact fact;
  fact.incident = town.event();
  fact.kind = FactKind::warning_sent;
  fact.known = soon;
  expect_no_effect(town, "tib", fact, future);
  DecideForUnit own = own_decision("aldre");
  own.decided = soon;
  expect_no_effect(town, "aldre-chair", own, future);
  DecideAlone alone = town.alone(a_matter());
  alone.decided = soon;
  expect_no_effect(town, "chair", alone, future);
  expect_no_effect(town, "tib", an_alert(AlertGrade::skarpt, soon), future);
  EndCommittee end = an_end();
  end.decided = soon;
  expect_no_effect(town, "ks-secretary", end, future);
  RegisterReadinessAlarm alarm = an_alarm();
  alarm.decided = soon;
  expect_no_effect(town, "tib", alarm, future);
  DecideForCouncil council = in_place();
  council.decided = soon;
  expect_no_effect(town, "ks-secretary", council, future);
  AssignTasks assign = an_assignment();
  assign.decided = soon;
  expect_no_effect(town, "kf-secretary", assign, future);
  RecordExercise exercise{
      .units = {UnitId{"aldre"}}, .kind = "Larm", .held = soon, .reference = "1"};
  expect_no_effect(town, "registrar", exercise, future);
}

// Basis: Läsning R25
TEST(BadInput, R25_TimesBeforeTheIncident) {
  AlertTown town;
  const Instant early = town.incident_of().event_time - minute;
  DecideForUnit own = own_decision("aldre");
  own.incident = town.event();
  own.decided = early;
  expect_no_effect(town, "aldre-chair", own, order);
  DecideAlone alone = town.alone(a_matter());
  alone.decided = early;
  expect_no_effect(town, "chair", alone, order);
  alone.decided.reset();
  alone.oral = OralRecord{.speaker = PersonId{"chair"},
                          .witness = PersonId{"staff"},
                          .wording = "Så beslutar jag",
                          .read_back = true,
                          .heard_via = "Telefon",
                          .heard = early};
  expect_no_effect(town, "registrar", alone, order);
  RecordFact fact;
  fact.incident = town.event();
  fact.kind = FactKind::warning_sent;
  fact.known = early;
  expect_no_effect(town, "tib", fact, order);
  own.decided.reset();
  town.accept("aldre-chair", own);
}

// Basis: Läsning R25
TEST(BadInput, R25_ValidityThatEndsBeforeItBegins) {
  AlertTown town;
  Matter matter = town.takeover_of("aldre");
  matter.valid_from = town.now + 2 * day;
  matter.valid_until = town.now + day;
  matter.review = town.now + hour;
  expect_no_effect(town, "chair", town.alone(matter), order);
  const RecordHindrance record{.person = PersonId{"chair"},
                               .kind = "ILL",
                               .from = town.now,
                               .to = town.now - hour,
                               .attempts = "Ringt"};
  expect_no_effect(town, "registrar", record, order);
  GrantDelegation grant;
  grant.person = PersonId{"staff"};
  grant.role = role::duty_officer;
  grant.from = town.now + day;
  grant.until = town.now + hour;
  grant.reference = "SLK 1";
  expect_no_effect(town, "tib", grant, order);
  RegisterAlert alert = an_alert(AlertGrade::skarpt, town.now - hour);
  alert.from = town.now - 2 * hour;
  expect_no_effect(town, "tib", alert, order);
  Organisation organisation = alert_organisation();
  organisation.mandates.front().valid_from = start_of_night;
  organisation.mandates.front().valid_to = start_of_night - day;
  expect_no_effect(town, "", AdoptOrganisation{organisation, "hash-2"}, order);
  organisation = alert_organisation();
  organisation.units.front().valid_from = "2026-02-01";
  organisation.units.front().valid_to = "2026-01-01";
  expect_no_effect(town, "", AdoptOrganisation{organisation, "hash-3"}, order);
}

// Basis: Läsning R25
TEST(BadInput, R25_MandatesThatOverlapForOneSeat) {
  for (const auto& [role, unit] :
       {std::pair{role::committee_chair, "kn"}, std::pair{role::unit_chair, "aldre"},
        std::pair{role::board_chair, "ks"}, std::pair{role::council_chair, "kf"}}) {
    AlertTown town;
    Organisation organisation = alert_organisation();
    organisation.mandates.push_back(mandate("p1", role, unit));
    const Decision decision = town.order("", AdoptOrganisation{organisation, "hash-2"});
    ASSERT_FALSE(decision.has_value()) << role;
    EXPECT_TRUE(has(Town::rules_of(decision.error()), "INPUT_OVERLAPPING_MANDATES")) << role;
    organisation.mandates.back().unit = UnitId{"trafik"};
    town.accept("", AdoptOrganisation{organisation, "hash-2"});
  }
}

// Basis: LEH 2006:544 1 kap. 4 §
TEST(BadInput, T04_ACriterionLeftBlank) {
  Town town;
  const std::string id = town.accept("tib", a_report());
  for (auto field :
       {&Criteria::departs_from_normal, &Criteria::serious_disturbance, &Criteria::urgent_action}) {
    DeclareExtraordinary command = declaration(id);
    command.criteria.*field = " \n";
    expect_no_effect(town, "chair", command, {"T04"});
  }
}

// Basis: KL 2017:725 6 kap. 27 §
TEST(BadInput, G07_VotesThatExceedThePresent) {
  CommitteeTown town;
  town.meet();
  DecideInMeeting command = town.proposal(town.takeover_of("aldre"));
  command.ballots.push_back({PersonId{"member-3"}, Vote::yes});  // has a seat, is not there
  expect_no_effect(town, "secretary", command, {"G07"});
  command.ballots.back() = {PersonId{"member"}, Vote::yes};  // votes twice
  expect_no_effect(town, "secretary", command, {"G07"});
  command.ballots.pop_back();
  town.accept("secretary", command);
}

// Basis: Läsning R25
TEST(BadInput, R25_AReviewAfterTheEnd) {
  CommitteeTown town;
  Matter matter = town.takeover_of("aldre");
  matter.valid_until = town.now + day;
  matter.review = town.now + 2 * day;
  expect_no_effect(town, "chair", town.alone(matter), order);
  RecordReadiness readiness;
  readiness.unit = UnitId{"aldre"};
  readiness.plan_reviewed = town.now - day;
  readiness.review_by = town.now - 2 * day;
  expect_no_effect(town, "registrar", readiness, order);
}

// Basis: Läsning R25
TEST(BadInput, R25_AnUnknownOrganisation) {
  AlertTown town;
  const std::vector<std::string> unknown{"INPUT_UNKNOWN_UNIT"};
  ReportIncident report = a_report();
  report.owner = UnitId{"okänd"};
  expect_no_effect(town, "tib", report, unknown);
  expect_no_effect(town, "chair", town.alone(town.takeover_of("okänd")), unknown);
  expect_no_effect(town, "aldre-chair", own_decision("okänd"), unknown);
  expect_no_effect(town, "tib", JoinIncident{town.event(), UnitId{"okänd"}, ""}, unknown);
  expect_no_effect(town, "chair", RequestContribution{town.event(), UnitId{"okänd"}, "Hjälp"},
                   unknown);
  expect_no_effect(town, "kf-secretary", an_assignment("okänd"), unknown);
  expect_no_effect(town, "registrar", RecordExercise{{UnitId{"okänd"}}, "Larm", {}, "1"}, unknown);
  EXPECT_EQ(town.rejection.code, RejectionCode::not_found);
}

// Basis: Läsning R25; LEH 2006:544 2 kap. 4 §
TEST(BadInput, G19_AScopeThatOverlapsOneInForce) {
  CommitteeTown town;
  town.accept("chair", town.alone(town.takeover_of("aldre", {"Hemtjänst"})));
  expect_no_effect(town, "chair", town.alone(town.takeover_of("aldre")), {"G19"});
  expect_no_effect(town, "chair", town.alone(town.takeover_of("aldre", {"HEMTJÄNST"})), {"G19"});
}

// Basis: Läsning R21; LEH 2006:544 2 kap. 4 §
TEST(Refusal, R21_ListsEveryRuleBrokenAndTheGravestGivesTheCode) {
  CommitteeTown town;
  town.accept("chair", town.alone(town.takeover_of("aldre")));
  Matter matter = town.takeover_of("aldre");
  matter.necessity.clear();
  DecideAlone command = town.alone(matter);
  command.urgency_reason.clear();
  expect_no_effect(town, "director", command, {"T06", "G05", "G04", "G19"});
  EXPECT_EQ(town.rejection.code, RejectionCode::not_permitted);
  expect_no_effect(town, "chair", command, {"G05", "G04", "G19"});
  EXPECT_EQ(town.rejection.code, RejectionCode::invalid);
}

// Basis: Läsning R25
TEST(Refusal, R25_SaysWhoMayInsteadWhereSomebodyMayNot) {
  CommitteeTown town;
  for (const auto& breach : [&] {
         town.refuse("director", town.alone(a_matter()));
         return town.rejection.breaches;
       }()) {
    EXPECT_FALSE(breach.who_may.sv.empty()) << breach.rule.value;
    EXPECT_FALSE(breach.basis.empty()) << breach.rule.value;
  }
  town.accept("chair", town.alone(a_matter()));
}

}  // namespace
}  // namespace ckl::law
