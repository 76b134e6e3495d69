// Takeovers: T07, T08, G01, G02, G04, G19, R08, R09, R10, R11, R31, R32, R35, R54.
#include "law/committee_town.hpp"

namespace ckl::law {
namespace {

// Basis: LEH 2006:544 2 kap. 4 §; KL 2017:725 6 kap. 27 §; KL 2017:725 6 kap. 33 §
TEST(Takeover, T07_OfAWholeAreaMovesTheRightToDecideAtOnce) {
  CommitteeTown town;
  town.meet();
  EXPECT_EQ(town.lead("aldre").kind, LeadKind::itself);
  const std::string id = town.adopt(town.takeover_of("aldre"));
  EXPECT_EQ(town.rules_journaled("TakeoverEntered"), list({"T07"}));
  EXPECT_EQ(town.decision(id).matter.takeover, TakeoverId{"takeover-1"});
  EXPECT_EQ(town.takeover("takeover-1").incident, town.event());
  EXPECT_EQ(town.lead("aldre"),
            (Lead{LeadKind::committee, UnitId{"kn"}, TakeoverId{"takeover-1"}, AssignmentId{}}));
  for (const char* who : {"aldre-chair", "aldre-head", "aldre-union"}) {
    EXPECT_TRUE(has(town.told_about("T07"), who)) << who;
  }
  EXPECT_FALSE(has(town.told_about("T07"), "kista-chair"));
  EXPECT_EQ(town.rules_journaled("ParticipantJoined"), list({"R54"}));
}

// Basis: LEH 2006:544 2 kap. 4 §
TEST(Takeover, T07_OfNamedPartsLeavesTheRestToTheUnit) {
  CommitteeTown town;
  town.meet();
  town.adopt(town.takeover_of("sdn-kista", {"Hemtjänst", "Förskola"}));
  EXPECT_EQ(town.lead("sdn-kista", "hemtjänst").kind, LeadKind::committee);
  EXPECT_EQ(town.lead("sdn-kista", " FÖRSKOLA ").kind, LeadKind::committee);
  EXPECT_EQ(town.lead("sdn-kista", "Parker").kind, LeadKind::itself);
  EXPECT_EQ(town.lead("sdn-kista").kind, LeadKind::itself);
}

// Basis: LEH 2006:544 2 kap. 3 §; LEH 2006:544 2 kap. 4 §
TEST(Takeover, T07_IsTheChairsAloneWhenItCanNotWait) {
  CommitteeTown town;
  town.accept("chair", town.alone(town.takeover_of("aldre")));
  EXPECT_EQ(town.rules_journaled("DecisionMade"), list({"T06"}));
  EXPECT_EQ(town.rules_journaled("TakeoverEntered"), list({"T07"}));
  EXPECT_EQ(town.open_duties("O02").size(), 1U);
  EXPECT_EQ(town.refuse("director", town.alone(town.takeover_of("trafik"))), list({"T06"}));
}

// Basis: LEH 2006:544 2 kap. 4 §
TEST(Takeover, G04_NeedsScopeNecessityAndReview) {
  CommitteeTown town;
  town.meet();
  Matter matter = town.takeover_of("aldre");
  matter.scope.whole = false;
  matter.necessity = " ";
  matter.review.reset();
  EXPECT_EQ(town.deny(matter), list({"G04", "G04", "G04"}));
  EXPECT_EQ(town.rejection.breaches[0].field, "matter.scope.parts");
  EXPECT_EQ(town.rejection.breaches[1].field, "matter.necessity");
  EXPECT_EQ(town.rejection.breaches[2].field, "matter.review");
  matter = town.takeover_of("aldre", {"Hemtjänst"});
  matter.scope.whole = true;  // both
  EXPECT_EQ(town.deny(matter), list({"G04"}));
  matter = town.takeover_of("");
  EXPECT_EQ(town.deny(matter), list({"G04"}));
  EXPECT_EQ(town.rejection.breaches[0].field, "matter.scope.unit");
  matter = town.takeover_of("aldre", {"Hemtjänst", "hemtjänst "});
  EXPECT_EQ(town.deny(matter), list({"INPUT_DUPLICATE"}));
  town.adopt(town.takeover_of("aldre", {"Hemtjänst"}));
}

// Basis: LEH 2006:544 2 kap. 4 §; Läsning R25
TEST(Takeover, G04_NeedsACommitteeThatFunctions) {
  CommitteeTown full;
  Town town(full_organisation());
  const std::string id = town.accept("tib", a_report());
  DeclareExtraordinary command = declaration(id);
  command.committee_functions = false;
  town.accept("chair", command);
  DecideAlone takeover = full.alone(full.takeover_of("aldre"));
  takeover.incident = IncidentId{id};
  EXPECT_EQ(town.refuse("chair", takeover), list({"G04", "G22"}));
  town.accept("chair", StartCommittee{IncidentId{id}, "Behövs"});
  town.accept("chair", takeover);
}

// Basis: LEH 2006:544 2 kap. 4 §; KL 2017:725 10 kap. 3 §
TEST(Takeover, G01_OfACompanyOrAnybodyOutsideIsRefusedAndAContributionOffered) {
  CommitteeTown town;
  town.meet();
  for (const char* unit : {"vatten", "ssbf", "region"}) {
    EXPECT_EQ(town.deny(town.takeover_of(unit)), list({"G01"})) << unit;
    EXPECT_EQ(town.rejection.code, RejectionCode::not_permitted);
    EXPECT_TRUE(
        town.rejection.breaches[0].what_now.en.starts_with("Request a contribution instead"));
  }
  EXPECT_TRUE(town.state.takeovers.empty());
  town.adopt(town.takeover_of("sdn-kista"));
}

// Basis: LEH 2006:544 2 kap. 4 §; Läsning R11
TEST(Takeover, G02_IsNeverOfTheCouncilOrWhomThePolicyExempts) {
  CommitteeTown town;
  town.meet();
  EXPECT_EQ(town.deny(town.takeover_of("kf")), list({"G02"}));
  EXPECT_EQ(town.deny(town.takeover_of("kn")), list({"G02"}));
  EXPECT_EQ(town.deny(town.takeover_of("aldreforvaltningen")), list({"G02"}));
  town.adopt(town.takeover_of("aldre"));
}

// Basis: Läsning R11
TEST(Takeover, R11_PolicyDeniesTheBoardAndThoseListed) {
  CommitteeTown town;
  town.meet();
  EXPECT_EQ(town.deny(town.takeover_of("ks")), list({"G02", "R11"}));
  EXPECT_EQ(town.deny(town.takeover_of("val")), list({"G02", "R11"}));
  Settings settings = full_settings();
  settings.never_taken_over.clear();
  town.settings(settings);
  town.adopt(town.takeover_of("val"));  // the policy is a row, not a rewrite
  EXPECT_EQ(town.deny(town.takeover_of("ks")), list({"G02", "R11"}));
}

// Basis: Läsning R25; LEH 2006:544 2 kap. 4 §
TEST(Takeover, G19_OfWhatIsTakenOverAlreadyIsRefused) {
  CommitteeTown town;
  town.meet();
  town.adopt(town.takeover_of("aldre", {"Hemtjänst"}));
  EXPECT_EQ(town.deny(town.takeover_of("aldre")), list({"G19"}));
  EXPECT_EQ(town.deny(town.takeover_of("aldre", {"Mat", "HEMTJÄNST"})), list({"G19"}));
  town.adopt(town.takeover_of("aldre", {"Mat"}));
  town.adopt(town.takeover_of("sdn-kista"));
  EXPECT_EQ(town.deny(town.takeover_of("sdn-kista", {"Parker"})), list({"G19"}));
  EXPECT_EQ(town.deny(town.takeover_of("aldre")), list({"G19", "G19"}));
  // What ends before the other begins does not meet it.
  Matter later = town.takeover_of("sdn-norrmalm");
  later.valid_from = town.now + day;
  town.adopt(later);
  Matter first = town.takeover_of("sdn-norrmalm");
  first.review = town.now + hour;
  first.valid_until = town.now + day;
  town.adopt(first);
}

// Basis: Läsning R32; LEH 2006:544 2 kap. 4 §
TEST(Takeover, R32_ServesAnEventThatIsExtraordinaryNow) {
  CommitteeTown town;
  town.meet();
  DecideInMeeting command = town.proposal(town.takeover_of("aldre"));
  command.incident = {};
  EXPECT_EQ(town.refuse("secretary", command), list({"R32"}));
  command.incident = IncidentId{town.accept("tib", a_report())};
  EXPECT_EQ(town.refuse("secretary", command), list({"R32"}));
  command.incident = town.event();
  town.accept("secretary", command);
}

// Basis: LEH 2006:544 2 kap. 4 §
TEST(Takeover, FromALaterInstantLeavesTheAreaUntilThen) {
  CommitteeTown town;
  town.meet();
  Matter matter = town.takeover_of("aldre");
  matter.valid_from = town.now + hour;
  town.adopt(matter);
  EXPECT_EQ(town.lead("aldre").kind, LeadKind::itself);
  town.pass(hour);
  EXPECT_EQ(town.lead("aldre").kind, LeadKind::committee);
}

// Basis: LEH 2006:544 2 kap. 4 §
TEST(HandBack, T08_NeedsTheFourPartsOfTheHandover) {
  CommitteeTown town;
  town.meet();
  town.adopt(town.takeover_of("aldre"));
  DecideInMeeting command = town.proposal(CommitteeTown::about(MatterKind::hand_back, ""));
  command.handback = Handback{};
  EXPECT_EQ(town.refuse("secretary", command), list({"T08", "T08", "T08", "T08", "T08"}));
  command.matter.takeover = TakeoverId{"takeover-1"};
  command.handback = full_handback;
  command.handback.staff = "";
  EXPECT_EQ(town.refuse("secretary", command), list({"T08"}));
  EXPECT_EQ(town.rejection.breaches[0].field, "handback.staff");
  command.handback = full_handback;
  town.accept("secretary", command);
  EXPECT_EQ(town.rules_journaled("TakeoverReturned"), list({"T08"}));
  EXPECT_EQ(town.takeover("takeover-1").handback, full_handback);
  EXPECT_EQ(town.decision("decision-1").state, DecisionState::revoked);
  EXPECT_TRUE(town.open_duties("R09").empty());
  EXPECT_TRUE(has(town.told_about("T08"), "aldre-chair"));
  EXPECT_EQ(town.refuse("secretary", command), list({"T08"}));  // returned already
}

// Basis: Läsning R31; LEH 2006:544 2 kap. 4 §
TEST(HandBack, R31_MovesTheRightToDecideAtOnceAndIsAcknowledgedAfterwards) {
  CommitteeTown town;
  town.meet();
  town.adopt(town.takeover_of("aldre"));
  const AcknowledgeHandback command{TakeoverId{"takeover-1"}, "Mottaget"};
  EXPECT_EQ(town.refuse("aldre-chair", command), list({"R31"}));  // not returned
  town.adopt(CommitteeTown::about(MatterKind::hand_back, "takeover-1"));
  EXPECT_EQ(town.lead("aldre").kind, LeadKind::itself);
  ASSERT_EQ(town.open_duties("R31").size(), 1U);
  EXPECT_EQ(town.open_duties("R31")[0]->owed_by_unit, UnitId{"aldre"});
  for (const char* who : {"kista-chair", "secretary", "director"}) {
    EXPECT_EQ(town.refuse(who, command), list({"R31"})) << who;
  }
  town.accept("aldre-head", command);
  EXPECT_TRUE(town.open_duties("R31").empty());
  EXPECT_EQ(town.takeover("takeover-1").acknowledged_by, PersonId{"aldre-head"});
  EXPECT_EQ(town.refuse("aldre-chair", command), list({"R31"}));
}

// Basis: Läsning R09; LEH 2006:544 2 kap. 4 §
TEST(Review, R09_ThatIsMissedIsAlarmedAndTheTakeoverStays) {
  CommitteeTown town;
  town.meet();
  Matter matter = town.takeover_of("aldre");
  matter.review = town.now + 2 * day;
  town.adopt(matter);
  ASSERT_EQ(town.open_duties("R09").size(), 1U);
  town.pass(2 * day);
  EXPECT_EQ(town.open_duties("R09").at(0)->state, ObligationState::overdue);
  EXPECT_TRUE(has(town.told_about("R09"), "chair"));
  EXPECT_TRUE(has(town.told_about("R09"), "chief"));
  EXPECT_EQ(town.takeover("takeover-1").state, TakeoverState::in_force);
}

// Basis: Läsning R09
TEST(Review, R09_SetsTheNextDateWithinTheValidity) {
  CommitteeTown town;
  town.meet();
  Matter matter = town.takeover_of("aldre");
  matter.valid_until = town.now + 20 * day;
  town.adopt(matter);
  Matter review = CommitteeTown::about(MatterKind::review, "");
  EXPECT_EQ(town.deny(review), list({"R09", "R09"}));
  review.takeover = TakeoverId{"takeover-1"};
  review.review = town.now + 21 * day;
  EXPECT_EQ(town.deny(review), list({"R09"}));
  review.review = town.now + 15 * day;
  town.adopt(review);
  EXPECT_EQ(town.rules_journaled("TakeoverExtended"), list({"R09"}));
  EXPECT_EQ(town.takeover("takeover-1").review, review.review);
  EXPECT_EQ(town.takeover("takeover-1").valid_until, matter.valid_until);
  ASSERT_EQ(town.open_duties("R09").size(), 1U);
  EXPECT_EQ(town.open_duties("R09")[0]->due, review.review);
  town.adopt(CommitteeTown::about(MatterKind::hand_back, "takeover-1"));
  EXPECT_EQ(town.deny(review), list({"R09"}));
}

// Basis: Läsning R10; LEH 2006:544 2 kap. 4 §
TEST(Validity, R10_EndsATakeoverByItselfAndTheChairAndSecretaryAreWarned) {
  CommitteeTown town;
  town.meet();
  Matter matter = town.takeover_of("aldre");
  matter.review = town.now + 2 * day;
  matter.valid_until = town.now + 3 * day;
  const std::string decision = town.adopt(matter);
  town.pass(2 * day);
  EXPECT_TRUE(has(town.told_about("R10"), "secretary"));  // a day ahead
  EXPECT_TRUE(has(town.told_about("R10"), "chair"));
  town.pass(day - Seconds{1});
  EXPECT_EQ(town.lead("aldre").kind, LeadKind::committee);
  town.pass(Seconds{1});
  EXPECT_EQ(town.rules_journaled("TakeoverReturned"), list({"R10"}));
  EXPECT_EQ(town.decision(decision).state, DecisionState::expired);
  EXPECT_EQ(town.events<DecisionEnded>().size(), 1U);
  EXPECT_EQ(town.lead("aldre").kind, LeadKind::itself);
  EXPECT_EQ(town.open_duties("R31").size(), 1U);
  EXPECT_TRUE(town.open_duties("R09").empty());
  EXPECT_TRUE(town.open_duties("R10").empty());
  EXPECT_TRUE(has(town.told_about("R10"), "aldre-chair"));
}

// Basis: Läsning R10
TEST(Validity, R10_IsRenewedBeforeItRunsOutAndNotAfter) {
  CommitteeTown town;
  town.meet();
  Matter matter = town.takeover_of("aldre");
  matter.review = town.now + hour;
  matter.valid_until = town.now + 3 * hour;
  const std::string first = town.adopt(matter);
  Matter renewal = CommitteeTown::about(MatterKind::renew, "takeover-1");
  EXPECT_EQ(town.deny(renewal), list({"R10"}));
  renewal.valid_until = town.now + 2 * hour;
  EXPECT_EQ(town.deny(renewal), list({"R10"}));  // shorter than what is in force
  renewal.valid_until = town.now + 8 * hour;
  renewal.review = town.now + 6 * hour;
  const std::string second = town.adopt(renewal);
  EXPECT_EQ(town.rules_journaled("TakeoverExtended"), list({"R10"}));
  EXPECT_EQ(town.decision(first).state, DecisionState::renewed);
  EXPECT_EQ(town.open_duties("R09").at(0)->due, renewal.review);
  town.pass(7 * hour);
  EXPECT_EQ(town.lead("aldre").kind, LeadKind::committee);
  town.pass(hour);
  EXPECT_EQ(town.decision(second).state, DecisionState::expired);
  EXPECT_EQ(town.lead("aldre").kind, LeadKind::itself);
  renewal.valid_until = town.now + hour;
  renewal.review.reset();
  EXPECT_EQ(town.deny(renewal), list({"R10"}));
}

// Basis: Läsning R10
TEST(Validity, R10_WithoutAnEndHasNothingToRenew) {
  CommitteeTown town;
  town.meet();
  town.adopt(town.takeover_of("aldre"));
  Matter renewal = CommitteeTown::about(MatterKind::renew, "takeover-1");
  renewal.valid_until = town.now + 8 * hour;
  EXPECT_EQ(town.deny(renewal), list({"R10"}));
}

// Basis: Läsning R08; LEH 2006:544 2 kap. 3 §
TEST(Lowering, R08_WaitsForTheTakeoversThatServeTheEventAndForNoOther) {
  CommitteeTown town;
  const std::string other = town.accept("tib", a_report());
  town.accept("chair", declaration(other));
  town.accept("chair", town.alone(town.takeover_of("aldre")));
  EXPECT_EQ(town.refuse("chair", level(town.id, Level::disturbance)), list({"T10", "R08"}));
  EXPECT_EQ(town.rejection.code, RejectionCode::precondition);
  town.accept("chair", level(other, Level::disturbance));
  town.accept("chair", town.alone(CommitteeTown::about(MatterKind::hand_back, "takeover-1")));
  town.accept("chair", level(town.id, Level::disturbance));
}

}  // namespace
}  // namespace ckl::law
