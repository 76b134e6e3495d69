// Whom nobody orders, and powers that exist only at times: G10, G11, G14, G16, G22, KL 6:39.
#include "law/committee_town.hpp"

namespace ckl::law {
namespace {

// Basis: Säkerhetsprogram 2020–2023, avsnitt Eskaleringsnivåer i staden; LEH 2006:544 2 kap. 4 §
TEST(Order, G10_CentralManagementDecidesNothingForACommitteeAndRequestsInstead) {
  CommitteeTown town;
  for (const char* who : {"director", "deputy", "chief", "staff", "tib"}) {
    EXPECT_EQ(town.refuse(who, own_decision("aldre")), list({"A06", "G10"})) << who;
    EXPECT_EQ(town.rejection.code, RejectionCode::not_permitted);
    EXPECT_TRUE(town.rejection.breaches[1].what_now.en.starts_with("Request it instead"));
  }
  EXPECT_EQ(town.events<PowerRefused>().size(), 1U);  // each person's attempt is journaled
  const RequestContribution request{town.event(), UnitId{"aldre"}, "Frigör tjugo undersköterskor"};
  const ContributionId id{town.accept("director", request)};
  EXPECT_EQ(town.rules_journaled("ContributionRequested"), list({"G10"}));
  EXPECT_EQ(town.told_about("G10"), list({"aldre-chair", "aldre-head"}));
  EXPECT_EQ(town.refuse("director", AnswerContribution{id, true, "Ja"}), list({"A06"}));
  town.accept("aldre-chair", AnswerContribution{id, true, "Nämnden beslutar så"});
  EXPECT_EQ(town.rules_journaled("ContributionAnswered"), list({"G10"}));
  EXPECT_TRUE(has(town.incident_of().participants, UnitId{"aldre"}));
  town.accept("aldre-chair", own_decision("aldre"));
}

// Basis: LSO 2003:778 3 kap. 8 a §; LSO 2003:778 3 kap. 16 §
TEST(Order, G11_RescueLeadersAndAuthoritiesAreOverriddenByNobody) {
  CommitteeTown town;
  for (const char* unit : {"ssbf", "region"}) {
    EXPECT_EQ(town.refuse("director", own_decision(unit)), list({"A06", "G11"})) << unit;
    EXPECT_EQ(town.refuse("chair", own_decision(unit)), list({"A06", "G11"})) << unit;
  }
  EXPECT_TRUE(town.state.decisions.empty());
  Matter matter = a_matter();
  matter.scope.unit = UnitId{"ssbf"};
  EXPECT_EQ(town.refuse("chair", town.alone(matter)), list({"G11"}));
  Organisation organisation = full_organisation();
  organisation.persons.push_back(person("brandchef"));
  organisation.mandates.push_back(mandate("brandchef", role::org_duty_officer, "ssbf"));
  EXPECT_TRUE(town.order("", AdoptOrganisation{organisation, "hash-2"}).has_value());
  town.accept("brandchef", own_decision("ssbf"));
}

RequestWarning warning(const std::string& incident) {
  return RequestWarning{WarningRequest{.incident = IncidentId{incident},
                                       .place = "Södermalm",
                                       .danger = "Giftig rök, fara för liv",
                                       .action = "Gå inomhus, stäng fönster och ventilation",
                                       .time = "Nu och tills vidare"}};
}

// Basis: Lag 2023:407 3 §; Lag 2023:407 4 §; Förordning 2023:579 3 §
TEST(Warning, G16_IsRequestedByNamedFunctionsWithPlaceDangerActionAndTime) {
  Organisation organisation = full_organisation();
  organisation.mandates.push_back(mandate("tib", role::warning_requester, "slk"));
  CommitteeTown town(organisation);
  for (const char* who : {"director", "chair", "staff", "tib-2"}) {
    EXPECT_EQ(town.refuse(who, warning(town.id)), list({"G16"})) << who;
    EXPECT_EQ(town.rejection.code, RejectionCode::not_permitted);
  }
  RequestWarning command = warning(town.id);
  command.warning.place = " ";
  command.warning.action = "";
  command.warning.time = "";
  EXPECT_EQ(town.refuse("tib", command), list({"G16", "G16", "G16"}));
  EXPECT_EQ(town.rejection.breaches[0].field, "warning.place");
  EXPECT_EQ(town.rejection.breaches[1].field, "warning.action");
  EXPECT_TRUE(town.open_duties("O11").empty());
  town.accept("tib", warning(town.id));
  EXPECT_EQ(town.rules_journaled("WarningRequested"), list({"G16"}));
  ASSERT_EQ(town.open_duties("O11").size(), 1U);
  // That it was sent is the same warning: one message that danger is over.
  RecordFact sent;
  sent.incident = town.event();
  sent.kind = FactKind::warning_sent;
  town.accept("tib", sent);
  EXPECT_EQ(town.open_duties("O11").size(), 1U);
}

// Basis: Säkerhetsskyddslagen 2018:585
TEST(Classified, G14_TextMarkedWithASecurityClassIsTakenNowhere) {
  Town town;
  const std::string id = town.accept("tib", a_report());
  const std::size_t entries = town.journal.size();
  for (const char* text : {"HEMLIG: skyddsobjektets larm", "BEGRÄNSAT HEMLIG",
                           "Bilaga KONFIDENTIELL.", "Se KVALIFICERAT HEMLIG handling"}) {
    WriteLogEntry entry;
    entry.text = text;
    EXPECT_EQ(town.refuse("staff", entry), list({"G14"})) << text;
    EXPECT_NE(town.rejection.breaches[0].what_now.sv.find("säkerhetsskyddschefen"),
              std::string::npos);
    ReportIncident report = a_report();
    report.headline = text;
    EXPECT_EQ(town.refuse("tib", report), list({"G14"})) << text;
  }
  EXPECT_EQ(town.journal.size(), entries);  // nothing of it is kept, the attempt neither
  for (const char* text : {"Hemlig adress begärd", "HEMLIGHETEN är ute", "OHEMLIG"}) {
    WriteLogEntry entry;
    entry.incident = IncidentId{id};
    entry.text = text;
    town.accept("staff", entry);
  }
}

DecideForUnit with_power(const CommitteeTown& town, SpecialPower power) {
  DecideForUnit command = own_decision("aldre");
  command.incident = town.event();
  command.power = power;
  return command;
}

// Basis: LEH 2006:544 4 kap. 1 §; LEH 2006:544 4 kap. 3 §
TEST(Power, G22_OfSupportAndAidExistsOnlyWhileTheEventIsExtraordinary) {
  CommitteeTown town;
  for (const auto power : {SpecialPower::economic_support, SpecialPower::reimbursement}) {
    town.accept("aldre-chair", with_power(town, power));
    EXPECT_EQ(town.state.decisions.rbegin()->second.matter.power, power);
    Matter matter = a_matter();
    matter.power = power;
    town.accept("chair", town.alone(matter));
  }
  town.accept("chair", level(town.id, Level::disturbance));
  for (const auto power : {SpecialPower::economic_support, SpecialPower::reimbursement}) {
    EXPECT_EQ(town.refuse("aldre-chair", with_power(town, power)), list({"G22"}));
    EXPECT_EQ(town.rejection.code, RejectionCode::precondition);
  }
  DecideForUnit nameless = with_power(town, SpecialPower::economic_support);
  nameless.incident = {};
  EXPECT_EQ(town.refuse("aldre-chair", nameless), list({"G22"}));
  town.accept("aldre-chair", own_decision("aldre"));  // the ordinary power remains
}

// Basis: KL 2017:725 6 kap. 39 §; KL 2017:725 6 kap. 40 §
TEST(Power, G22_OfAChairAloneIsGivenByTheCommitteeAndReportedToIt) {
  CommitteeTown town;
  const DecideForUnit command = with_power(town, SpecialPower::urgent_chair);
  EXPECT_EQ(town.refuse("aldre-chair", command), list({"G22"}));
  EXPECT_EQ(town.rejection.code, RejectionCode::not_permitted);
  Settings settings = full_settings();
  settings.urgent_chair_units = {UnitId{"aldre"}};
  town.settings(settings);
  EXPECT_EQ(town.refuse("aldre-head", command), list({"G22"}));  // not its chair
  Matter matter = a_matter();
  matter.power = SpecialPower::urgent_chair;
  EXPECT_EQ(town.refuse("chair", town.alone(matter)), list({"G22"}));  // T06 is another power
  const std::string id = town.accept("aldre-chair", command);
  EXPECT_EQ(town.decision(id).capacity, role::unit_chair);
  ASSERT_EQ(town.open_duties("A06").size(), 1U);
  EXPECT_EQ(town.open_duties("A06")[0]->owed_by_unit, UnitId{"aldre"});
  EXPECT_EQ(town.refuse("kista-chair", fulfilled(*town.open_duties("A06")[0])), list({"A06"}));
  town.accept("aldre-head", fulfilled(*town.open_duties("A06")[0]));
}

// Basis: Läsning R09
TEST(OwnDecision, R09_WithAReviewDateIsReviewedByTheUnitItself) {
  CommitteeTown town;
  DecideForUnit command = own_decision("aldre");
  command.review = town.now;
  EXPECT_EQ(town.refuse("aldre-chair", command), list({"INPUT_TIME_ORDER"}));
  command.review = town.now + 2 * day;
  town.accept("aldre-chair", command);
  ASSERT_EQ(town.open_duties("R09").size(), 1U);
  const Obligation duty = *town.open_duties("R09")[0];
  EXPECT_EQ(duty.owed_by_unit, UnitId{"aldre"});
  town.pass(2 * day);
  EXPECT_EQ(town.open_duties("R09")[0]->state, ObligationState::overdue);
  EXPECT_TRUE(has(town.told_about("R09"), "aldre-chair"));
  EXPECT_TRUE(has(town.told_about("R09"), "chief"));
  EXPECT_EQ(town.refuse("kista-chair", fulfilled(duty)), list({"A06"}));
  town.accept("aldre-head", fulfilled(duty));
}

}  // namespace
}  // namespace ckl::law
