// Decisions of other bodies: T09, G06, R23, R24, R29, R35; and readings of the levels.
#include "law/alert_town.hpp"

namespace ckl::law {
namespace {

// Basis: LEH 2006:544 2 kap. 6 §
TEST(Ending, T09_IsTheBoardsOrTheCouncilsAndReturnsEveryTakeover) {
  AlertTown town;
  town.meet();
  town.adopt(town.takeover_of("aldre"));
  town.adopt(town.takeover_of("sdn-kista", {"hemtjänst"}));
  const std::string record = town.accept("ks-secretary", an_end());
  EXPECT_EQ(town.happened().at(0), "ExternalDecisionEntered");
  EXPECT_EQ(town.events<TakeoverReturned>().size(), 2U);
  EXPECT_EQ(town.rules_journaled("CommitteeStateChanged"), list({"T09"}));
  EXPECT_EQ(town.state.committee, CommitteeState::ended);
  EXPECT_TRUE(town.state.committee_causes.empty());
  EXPECT_EQ(town.lead("aldre").kind, LeadKind::itself);
  EXPECT_FALSE(town.open_duties("O03").empty());  // the final report stays
  EXPECT_TRUE(has(town.told_about("T09"), "chair"));
  EXPECT_TRUE(has(town.told_about("T09"), "kf-chair"));
  EXPECT_EQ(record, "record-1");
  EXPECT_EQ(town.refuse("ks-secretary", an_end()), list({"T09"}));
  for (const char* who : {"kf-secretary", "registrar"}) {
    AlertTown other;
    other.accept(who, an_end(DecidingBody::city_council));
  }
}

// Basis: LEH 2006:544 2 kap. 6 §
TEST(Ending, G06_IsNeverTheChairsNorTheDirectorsNorCentralCrisisManagements) {
  for (const char* who : {"chair", "director", "deputy", "chief", "tib", "secretary"}) {
    AlertTown town;
    EXPECT_EQ(town.refuse(who, an_end()), list({"G06"})) << who;
    EXPECT_EQ(town.rejection.code, RejectionCode::not_permitted);
    EXPECT_EQ(town.happened(), list({"PowerRefused"}));
    EXPECT_EQ(town.state.committee, CommitteeState::functioning);
  }
  AlertTown town;
  EXPECT_EQ(town.refuse("registrar", an_end(DecidingBody::committee)), list({"G06"}));
  EndCommittee early = an_end();
  early.decided = town.now - hour;
  EXPECT_EQ(town.refuse("registrar", early), list({"T09"}));
  early.decided = town.now + hour;
  EXPECT_EQ(town.refuse("registrar", early), list({"INPUT_TIME_FUTURE"}));
  EndCommittee bare = an_end();
  bare.reference = "";
  EXPECT_EQ(town.refuse("registrar", bare), list({"INPUT_MISSING"}));
}

// Basis: Läsning R23; LEH 2006:544 2 kap. 6 §
TEST(Ending, R23_EndsTheCommitteeForAllItsCauses) {
  AlertTown town;
  const std::string second = town.accept("tib", a_report());
  town.accept("chair", declaration(second));
  EXPECT_EQ(town.state.committee_causes.size(), 2U);
  town.accept("chair", level(second, Level::disturbance));  // T10 takes one away
  EXPECT_EQ(town.state.committee_causes.size(), 1U);
  EXPECT_EQ(town.state.committee, CommitteeState::functioning);
  town.accept("ks-secretary", an_end());
  EXPECT_EQ(town.state.committee, CommitteeState::ended);
  EXPECT_TRUE(town.state.committee_causes.empty());
}

// Basis: Läsning R35
TEST(Ending, R35_LeavesTheLevelAndAsksTheChairToReassess) {
  AlertTown town;
  town.accept("ks-secretary", an_end());
  EXPECT_EQ(town.incident_of().level, Level::extraordinary);
  ASSERT_EQ(town.open_duties("R35").size(), 1U);
  EXPECT_EQ(town.open_duties("R35")[0]->incident, town.event());
  EXPECT_EQ(town.open_duties("R35")[0]->owed_by_role, "KN_CHAIR");
  EXPECT_EQ(town.refuse("director", fulfilled(*town.open_duties("R35")[0])), list({"R35"}));
  town.accept("chair", level(town.id, Level::disturbance));
  EXPECT_TRUE(town.open_duties("R35").empty());
}

// Basis: Läsning R24
TEST(Restart, R24_IsTheChairsByANewDecisionAndThePresidiaAreTold) {
  AlertTown town;
  EXPECT_TRUE(town.told_about("R24").empty());
  town.accept("ks-secretary", an_end());
  EXPECT_EQ(town.refuse("director", StartCommittee{town.event(), "Skäl"}), list({"R01"}));
  town.accept("chair", StartCommittee{town.event(), "Nytt utsläpp"});
  EXPECT_EQ(town.state.committee, CommitteeState::functioning);
  EXPECT_EQ(town.told_about("R24"), list({"ks-chair", "ks-secretary", "kf-chair", "kf-vice"}));
  EXPECT_TRUE(town.open_duties("R35").empty());
  EXPECT_EQ(town.refuse("chair", StartCommittee{town.event(), " "}), list({"INPUT_MISSING"}));
}

// Basis: Läsning R29
TEST(Entry, R29_IsUnconfirmedUntilASecondPersonHasComparedIt) {
  AlertTown town;
  const RecordId record{town.accept("ks-secretary", an_end())};
  EXPECT_EQ(town.state.records.at(record).state, Confirmation::unconfirmed);
  EXPECT_EQ(town.state.records.at(record).entered_by, PersonId{"ks-secretary"});
  EXPECT_EQ(town.state.records.at(record).what, "CommitteeStateChanged");
  EXPECT_EQ(town.refuse("ks-secretary", ConfirmExternalDecision{record}), list({"R29"}));
  EXPECT_EQ(town.refuse("kf-secretary", ConfirmExternalDecision{record}), list({"R29"}));
  EXPECT_EQ(town.refuse("director", ConfirmExternalDecision{record}), list({"R29"}));
  EXPECT_EQ(town.rejection.code, RejectionCode::not_permitted);
  town.accept("registrar", ConfirmExternalDecision{record});
  EXPECT_EQ(town.state.records.at(record).state, Confirmation::confirmed);
  EXPECT_EQ(town.state.records.at(record).confirmed_by, PersonId{"registrar"});
  EXPECT_EQ(town.refuse("registrar-2", ConfirmExternalDecision{record}), list({"R29"}));
}

// Basis: Läsning R29
TEST(Entry, R29_OfAnotherBodyIsRefused) {
  AlertTown town;
  EXPECT_EQ(town.refuse("kf-secretary", an_end()), list({"G06", "R29"}));
  EXPECT_EQ(town.refuse("ks-secretary", an_end(DecidingBody::city_council)), list({"G06", "R29"}));
  EXPECT_EQ(town.refuse("ks-secretary", an_assignment()), list({"T18", "G09"}));
  EXPECT_EQ(town.refuse("ks-secretary", an_alert(AlertGrade::skarpt, town.now)), list({"G08"}));
}

// Basis: Läsning R29
TEST(Withdrawal, R29_OfAnEndingLetsTheCommitteeFunctionAgainAndReturnsNoArea) {
  AlertTown town;
  town.meet();
  town.adopt(town.takeover_of("aldre"));
  const RecordId record{town.accept("ks-secretary", an_end())};
  const WithdrawExternalDecision back{.record = record, .reason = "Fel paragraf avskriven"};
  EXPECT_EQ(town.refuse("chair", back), list({"R29"}));
  EXPECT_EQ(town.refuse("registrar", WithdrawExternalDecision{record, ""}),
            list({"INPUT_MISSING"}));
  town.accept("registrar", back);
  EXPECT_EQ(town.rules_journaled("CommitteeStateChanged"), list({"R29"}));
  EXPECT_EQ(town.state.committee, CommitteeState::functioning);
  EXPECT_EQ(town.state.committee_causes, std::set<IncidentId>{town.event()});
  EXPECT_EQ(town.takeover("takeover-1").state, TakeoverState::returned);
  EXPECT_TRUE(town.open_duties("R35").empty());
  ASSERT_EQ(town.open_duties("R29").size(), 1U);
  EXPECT_EQ(town.open_duties("R29")[0]->owed_by_role, "KN_CHAIR");
  EXPECT_EQ(town.state.records.at(record).state, Confirmation::withdrawn);
  EXPECT_EQ(town.state.records.at(record).reason, back.reason);
  EXPECT_EQ(town.refuse("registrar", back), list({"R29"}));
  EXPECT_EQ(town.refuse("registrar", ConfirmExternalDecision{record}), list({"R29"}));
}

// Basis: Läsning R29
TEST(Withdrawal, R29_LeavesACommitteeThatHasBeenStartedAnewAlone) {
  AlertTown town;
  const RecordId record{town.accept("ks-secretary", an_end())};
  town.accept("chair", StartCommittee{town.event(), "Nytt utsläpp"});
  town.accept("registrar", WithdrawExternalDecision{record, "Fel"});
  EXPECT_TRUE(town.events<CommitteeStateChanged>().empty());
  EXPECT_EQ(town.state.committee, CommitteeState::functioning);
}

// Basis: Läsning R50; Läsning R51; Säkerhetsprogram 2020–2023, avsnitt Ett samordnat
// säkerhetsarbete med tydlig ansvarsfördelning
TEST(Disturbance, R50_R51_IsOpenedByNoMachineAndByNoDirectorForAnother) {
  Town town;
  EXPECT_EQ(town.refuse("", a_report()), list({"T01"}));
  EXPECT_EQ(town.refuse("director", a_report()), list({"T01"}));
  EXPECT_EQ(town.refuse("chief", a_report()), list({"T01"}));
  town.accept("tib", a_report());
}

// Basis: Läsning R61
TEST(WindingDown, R61_NeedsNoChecklist) {
  Town town;
  town.accept("director", ckl(CklState::active));
  town.accept("director", ckl(CklState::winding_down));
  EXPECT_EQ(town.state.ckl, CklState::winding_down);
}

// Basis: Läsning R62; JO 1590-2015; LEH 2006:544 2 kap. 2 §
TEST(Mandate, R62_ThatHasEndedIsRefusedByTheSameCodeWithBothRules) {
  Town town;
  const std::string id = town.accept("tib", a_report());
  EXPECT_EQ(town.refuse("former-chair", declaration(id)), list({"G03", "G18"}));
  EXPECT_EQ(town.rejection.code, RejectionCode::not_permitted);
  EXPECT_EQ(town.refuse("director", declaration(id)), list({"G03"}));
  EXPECT_EQ(town.rejection.code, RejectionCode::not_permitted);
}

// Basis: Läsning R53; Säkerhetsprogram 2020–2023, avsnitt Eskaleringsnivåer i staden
TEST(Lowering, R53_ToSeriousWaitsForAnActiveCentralCrisisManagement) {
  CommitteeTown town;
  ChangeLevel command = level(town.id, Level::serious);
  command.checklist = full_checklist;
  EXPECT_EQ(town.refuse("chair", command), list({"G21", "R53"}));
  town.accept("director", ckl(CklState::active));
  town.accept("chair", command);
  EXPECT_EQ(town.incident_of().level, Level::serious);
}

// Basis: Läsning R55
TEST(Validity, R55_IsWarnedOfAsFarAheadAsTheCityHasDecided) {
  CommitteeTown town;
  Settings settings = full_settings();
  settings.warn_ahead = {2 * hour};
  town.settings(settings);
  town.meet();
  Matter matter = town.takeover_of("aldre");
  matter.valid_until = town.now + 10 * day;
  town.adopt(matter);
  town.pass(10 * day - 3 * hour);
  EXPECT_FALSE(has(town.told_about("R10"), "chair"));
  town.pass(hour);
  EXPECT_TRUE(has(town.told_about("R10"), "chair"));
  EXPECT_TRUE(has(town.told_about("R10"), "secretary"));
}

// Basis: Läsning R59; LEH 2006:544 2 kap. 3 §
TEST(UrgentDecision, R59_NotedLateWasOverdueInTheMeantime) {
  CommitteeTown town;
  const std::string id = town.accept("chair", town.alone(a_matter()));
  town.pass(2 * day);
  EXPECT_TRUE(has(town.rules_journaled("ObligationOverdue"), "O02"));
  const std::string meeting = town.meet();
  town.accept("secretary", NoteUrgentDecisions{MeetingId{meeting}, {DecisionId{id}}});
  EXPECT_TRUE(town.open_duties("O02").empty());
  EXPECT_TRUE(town.decision(id).noted);
}

}  // namespace
}  // namespace ckl::law
