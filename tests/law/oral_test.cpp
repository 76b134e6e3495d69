// Oral decisions: G23, R48, and the mandate judged for the speaker.
#include "law/alert_town.hpp"

namespace ckl::law {
namespace {

OralRecord said_by(const char* speaker) {
  OralRecord oral;
  oral.speaker = PersonId{speaker};
  oral.witness = PersonId{"staff"};
  oral.wording = "Jag förklarar händelsen extraordinär; nämnden träder i funktion.";
  oral.read_back = true;
  oral.heard_via = "telefon";
  return oral;
}

DeclareExtraordinary declared_by(const std::string& incident, const char* speaker) {
  DeclareExtraordinary command = declaration(incident);
  command.oral = said_by(speaker);
  return command;
}

// Basis: Läsning G23
TEST(OralDecision, G23_IsRecordedByARegistrarWithAWitnessAndInForceAtOnce) {
  Town town;
  const std::string id = town.accept("tib", a_report());
  town.accept("registrar", declared_by(id, "chair"));
  EXPECT_EQ(town.happened().at(0), "OralDecisionRecorded");
  EXPECT_EQ(town.rules_journaled("OralDecisionRecorded"), list({"G23"}));
  EXPECT_EQ(town.rules_journaled("ExtraordinaryDeclared"), list({"T04"}));
  EXPECT_EQ(town.events<ExtraordinaryDeclared>().at(0).oral, OralId{"oral-1"});
  EXPECT_EQ(town.journal.back().actor.person, PersonId{"registrar"});
  EXPECT_EQ(town.incident(id).level, Level::extraordinary);
  const OralDecision& oral = town.state.oral_decisions.at(OralId{"oral-1"});
  EXPECT_EQ(oral.state, Confirmation::unconfirmed);
  EXPECT_EQ(oral.speaker, PersonId{"chair"});
  EXPECT_EQ(oral.registrar, PersonId{"registrar"});
  EXPECT_EQ(oral.witness, PersonId{"staff"});
  EXPECT_EQ(oral.capacity, "KN_CHAIR");
  EXPECT_EQ(oral.command, "DeclareExtraordinary");
  EXPECT_EQ(oral.subject, id);
}

// Basis: Läsning G23
TEST(OralDecision, G23_NeedsThreePersonsAndTheWordingReadBack) {
  Town town;
  const std::string id = town.accept("tib", a_report());
  DeclareExtraordinary command = declared_by(id, "chair");
  command.oral->witness = PersonId{"registrar"};
  EXPECT_EQ(town.refuse("registrar", command), list({"G23"}));
  EXPECT_EQ(town.rejection.breaches[0].field, "oral.witness");
  command.oral->witness = PersonId{"chair"};
  EXPECT_EQ(town.refuse("registrar", command), list({"G23"}));
  command.oral = said_by("chair");
  command.oral->read_back = false;
  EXPECT_EQ(town.refuse("registrar", command), list({"G23"}));
  EXPECT_EQ(town.rejection.breaches[0].field, "oral.readBack");
  // Whoever may not record: the chair records no decision of the own, nor does the duty officer.
  EXPECT_EQ(town.refuse("chair", declared_by(id, "chair")), list({"G23", "G23"}));
  EXPECT_EQ(town.refuse("tib", declared_by(id, "chair")), list({"G23"}));
  EXPECT_EQ(town.rejection.code, RejectionCode::not_permitted);
  EXPECT_EQ(town.incident(id).level, Level::disturbance);
}

// Basis: LEH 2006:544 2 kap. 3 §; Läsning G23
TEST(OralDecision, G23_IsNeverThatOfSomebodyWhoLacksTheMandate) {
  Town town;
  const std::string id = town.accept("tib", a_report());
  for (const char* who : {"director", "tib", "member"}) {
    EXPECT_EQ(town.refuse("registrar", declared_by(id, who)), list({"G03"})) << who;
  }
  EXPECT_EQ(town.refuse("registrar", declared_by(id, "former-chair")), list({"G03", "G18"}));
  EXPECT_EQ(town.refuse("registrar", declared_by(id, "vice-1")), list({"G03", "T05"}));
  EXPECT_TRUE(town.state.oral_decisions.empty());
  town.accept("registrar", hindrance("chair"));
  town.accept("registrar", declared_by(id, "vice-1"));
  EXPECT_EQ(town.state.oral_decisions.at(OralId{"oral-1"}).capacity, "KN_VICE_CHAIR");
}

// Basis: Läsning R28; Läsning G23
TEST(OralDecision, EndsTheHindranceOfTheSpeaker) {
  Town town;
  const std::string id = town.accept("tib", a_report());
  town.accept("registrar", hindrance("chair"));
  town.accept("registrar", declared_by(id, "chair"));
  EXPECT_EQ(town.rules_journaled("HindranceEnded"), list({"R28"}));
}

// Basis: Läsning G23; LEH 2006:544 2 kap. 3 §
TEST(OralDecision, G23_LowersAnExtraordinaryEventToo) {
  Town town;
  const std::string id = town.accept("tib", a_report());
  town.accept("chair", declaration(id));
  ChangeLevel command = level(id, Level::disturbance);
  command.oral = OralRecord{.speaker = PersonId{"director"},
                            .witness = PersonId{"staff"},
                            .wording = "Jag sänker till störning",
                            .read_back = true,
                            .heard_via = "Rakel",
                            .heard = town.now};
  EXPECT_EQ(town.refuse("registrar", command), list({"T10"}));  // the mandate is the speaker's
  command.oral->speaker = PersonId{"chair"};
  EXPECT_EQ(town.refuse("tib", command), list({"G23"}));
  town.accept("registrar", command);
  EXPECT_EQ(town.incident(id).level, Level::disturbance);
  EXPECT_EQ(town.rules_journaled("OralDecisionRecorded"), list({"G23"}));
  EXPECT_EQ(town.open_duties("R48").size(), 1U);
  // No other level is the chair's to speak of.
  command.to = Level::none;
  EXPECT_EQ(town.refuse("registrar", command), list({"G23"}));
}

// Basis: Läsning R48
TEST(OralDecision, R48_IsConfirmedByTheSpeakerAndNobodyElseWithinADay) {
  Town town;
  const std::string id = town.accept("tib", a_report());
  town.accept("registrar", declared_by(id, "chair"));
  const auto duties = town.open_duties("R48");
  ASSERT_EQ(duties.size(), 1U);
  EXPECT_EQ(duties[0]->subject, "oral-1");
  EXPECT_EQ(duties[0]->incident, IncidentId{id});
  EXPECT_EQ(*duties[0]->due, town.now + day);
  for (const char* who : {"registrar", "vice-1", "staff"}) {
    EXPECT_EQ(town.refuse(who, ConfirmOralDecision{OralId{"oral-1"}}), list({"R48"})) << who;
    EXPECT_EQ(town.rejection.code, RejectionCode::not_permitted);
  }
  // Evidence is no signature.
  EXPECT_EQ(town.refuse("chair", fulfilled(*duties[0])), list({"R48"}));
  town.accept("chair", ConfirmOralDecision{OralId{"oral-1"}});
  EXPECT_EQ(town.state.oral_decisions.at(OralId{"oral-1"}).state, Confirmation::confirmed);
  EXPECT_TRUE(town.open_duties("R48").empty());
  EXPECT_EQ(town.refuse("chair", ConfirmOralDecision{OralId{"oral-1"}}), list({"R48"}));
  EXPECT_EQ(town.rejection.code, RejectionCode::precondition);
}

// Basis: Läsning R48
TEST(OralDecision, R48_UnconfirmedIsAlarmedToTheSpeakerAlsoWhenTheMandateHasEnded) {
  Organisation organisation = small_organisation();
  organisation.mandates[7].valid_to = start_of_night + hour;
  organisation.persons.push_back(person("next"));
  organisation.mandates.push_back(mandate("next", role::committee_chair, "kn"));
  organisation.mandates.back().valid_from = start_of_night + hour;
  Town town(organisation);
  const std::string id = town.accept("tib", a_report());
  town.accept("registrar", declared_by(id, "chair"));
  town.pass(day);
  EXPECT_TRUE(has(town.told_about("R48"), "chair"));
  EXPECT_TRUE(has(town.told_about("R48"), "chief"));
  EXPECT_EQ(town.open_duties("R48").at(0)->state, ObligationState::overdue);
  // The next holder decides anew and closes the duty with that; the speaker still may confirm.
  Town other(organisation);
  const std::string event = other.accept("tib", a_report());
  other.accept("registrar", declared_by(event, "chair"));
  other.pass(2 * hour);
  other.accept("next", fulfilled(*other.open_duties("R48").at(0)));
  town.accept("chair", ConfirmOralDecision{OralId{"oral-1"}});
}

// Basis: Läsning R48
TEST(OralDecision, R48_ThatIsDeniedIsAlarmedAndItsEffectsStand) {
  CommitteeTown town;
  DecideAlone command = town.alone(town.takeover_of("aldre"));
  command.oral = said_by("chair");
  const std::string id = town.accept("secretary", command);
  EXPECT_EQ(town.decision(id).oral, OralId{"oral-1"});
  EXPECT_EQ(town.decision(id).person, PersonId{"chair"});
  EXPECT_EQ(town.refuse("secretary", DisputeOralDecision{OralId{"oral-1"}, "Nej"}), list({"R48"}));
  town.accept("chair", DisputeOralDecision{OralId{"oral-1"}, "Jag sade personal, inte allt"});
  EXPECT_EQ(town.state.oral_decisions.at(OralId{"oral-1"}).state, Confirmation::disputed);
  EXPECT_EQ(town.decision(id).state, DecisionState::disputed);
  EXPECT_EQ(town.takeover("takeover-1").state, TakeoverState::in_force);
  EXPECT_TRUE(has(town.told_about("R48"), "vice-1"));
  EXPECT_TRUE(has(town.told_about("R48"), "member"));
  EXPECT_TRUE(has(town.told_about("R48"), "chief"));
  EXPECT_TRUE(town.open_duties("R48").empty());
  EXPECT_EQ(town.refuse("chair", ConfirmOralDecision{OralId{"oral-1"}}), list({"R48"}));
}

// Basis: Säkerhetsprogram 2020–2023, avsnitt Eskaleringsnivåer i staden; LEH 2006:544 2 kap. 3 §
TEST(Assessment, A04_NotExtraordinaryIsTheChairsWithItsReason) {
  Town town;
  const std::string id = town.accept("tib", a_report());
  AssessNotExtraordinary command;
  command.incident = IncidentId{id};
  EXPECT_EQ(town.refuse("chair", command), list({"INPUT_MISSING"}));
  command.reason = "Ordinarie organisation räcker";
  for (const char* who : {"director", "tib", "member"}) {
    EXPECT_EQ(town.refuse(who, command), list({"A04"})) << who;
    EXPECT_EQ(town.happened(), list({"PowerRefused"})) << who;
  }
  EXPECT_EQ(town.refuse("vice-1", command), list({"A04", "T05"}));
  town.accept("chair", command);
  ASSERT_EQ(town.events<NotExtraordinaryAssessed>().size(), 1U);
  EXPECT_EQ(town.events<NotExtraordinaryAssessed>()[0].reason, command.reason);
  EXPECT_EQ(town.incident(id).level, Level::disturbance);
  command.oral = said_by("chair");
  town.accept("registrar", command);
  EXPECT_EQ(town.happened().at(0), "OralDecisionRecorded");
  command.oral.reset();
  town.accept("chair", declaration(id));
  EXPECT_EQ(town.refuse("chair", command), list({"T10"}));
}

// Basis: LEH 2006:544 2 kap. 3 §; Säkerhetsprogram 2020–2023, avsnitt Eskaleringsnivåer i staden
TEST(Assessment, T05_ByTheViceChairNamesTheHindrance) {
  Town town;
  const std::string id = town.accept("tib", a_report());
  town.accept("registrar", hindrance("chair"));
  AssessNotExtraordinary command;
  command.incident = IncidentId{id};
  command.reason = "Räcker";
  town.accept("vice-1", command);
  EXPECT_EQ(town.events<NotExtraordinaryAssessed>().at(0).hindrance, HindranceId{"hindrance-1"});
  EXPECT_EQ(town.rules_journaled("NotExtraordinaryAssessed"), list({"T05"}));
}

// Basis: Läsning R45; LEH 2006:544 2 kap. 3 §
TEST(Conflict, R45_TakesThePowerInThatMatterAlone) {
  Town town;
  const std::string one = town.accept("tib", a_report());
  const std::string other = town.accept("tib", a_report());
  RecordHindrance command = hindrance("chair");
  command.kind = "CONFLICT";
  EXPECT_EQ(town.refuse("registrar", command), list({"INPUT_UNKNOWN_INCIDENT"}));
  command.incident = IncidentId{one};
  town.accept("chair", command);
  EXPECT_EQ(town.refuse("chair", declaration(one)), list({"G03", "R45"}));
  EXPECT_EQ(town.refuse("vice-1", declaration(other)), list({"G03", "T05"}));
  town.accept("chair", declaration(other));
  EXPECT_FALSE(town.state.hindrances.at(HindranceId{"hindrance-1"}).ended);
  town.accept("vice-1", declaration(one));
}

}  // namespace
}  // namespace ckl::law
