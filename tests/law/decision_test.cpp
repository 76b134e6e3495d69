// How krisledningsnämnden decides, together and through its chair alone: T06, G05, G07, G20, G22,
// R10, R12, R34, R45, R47.
#include "law/committee_town.hpp"

namespace ckl::law {
namespace {

// Basis: KL 2017:725 6 kap. 33 §; Läsning R34
TEST(Vote, R34_IsWonByTheMajorityOfYesAndNoAndAbstentionsDoNotCount) {
  CommitteeTown town;
  town.meet();
  DecideInMeeting command = town.proposal(a_matter());
  command.ballots =
      both(votes(Vote::yes, {"chair"}), votes(Vote::abstain, {"vice-1", "member", "member-2"}));
  EXPECT_TRUE(town.decision(town.accept("secretary", command)).adopted);
  command.ballots = both(votes(Vote::yes, {"chair"}), votes(Vote::no, {"vice-1", "member"}));
  EXPECT_FALSE(town.decision(town.accept("registrar", command)).adopted);
}

// Basis: KL 2017:725 4 kap. 25 §; Läsning R34
TEST(Vote, R34_AtATieWhoeverPresidesDecidesAndMustHaveVoted) {
  CommitteeTown town;
  town.meet();
  DecideInMeeting command = town.proposal(a_matter());
  command.ballots =
      both(votes(Vote::yes, {"chair", "member"}), votes(Vote::no, {"vice-1", "member-2"}));
  EXPECT_TRUE(town.decision(town.accept("secretary", command)).adopted);
  command.ballots =
      both(votes(Vote::no, {"chair", "member"}), votes(Vote::yes, {"vice-1", "member-2"}));
  EXPECT_FALSE(town.decision(town.accept("secretary", command)).adopted);
  command.ballots = both(votes(Vote::abstain, {"chair"}),
                         both(votes(Vote::no, {"member"}), votes(Vote::yes, {"vice-1"})));
  EXPECT_EQ(town.refuse("secretary", command), list({"R34"}));
  command.ballots.clear();
  EXPECT_EQ(town.refuse("secretary", command), list({"R34"}));
}

// Basis: KL 2017:725 6 kap. 27 §
TEST(Vote, G07_IsOfThoseWhoArePresentAndEntitledOnceEach) {
  CommitteeTown town;
  town.meet();
  DecideInMeeting command = town.proposal(a_matter());
  command.ballots = votes(Vote::yes, {"chair", "vice-1", "member", "member-2", "member-3"});
  EXPECT_EQ(town.refuse("secretary", command), list({"G07"}));  // more votes than present
  command.ballots = votes(Vote::yes, {"chair", "chair", "member"});
  EXPECT_EQ(town.refuse("secretary", command), list({"G07"}));
  town.accept("secretary", ChangeAttendance{town.meeting, seats({"sub-1"})[0], true});
  command.ballots = votes(Vote::yes, {"chair", "vice-1", "member", "sub-1"});
  EXPECT_EQ(town.refuse("secretary", command), list({"G07"}));  // there, but serves for nobody
  EXPECT_TRUE(town.state.decisions.empty());
}

// Basis: KL 2017:725 6 kap. 28 §; Läsning R34
TEST(Vote, G07_LeavesOutTheConflictedWhomASubstituteMayReplace) {
  CommitteeTown town;
  town.meet();
  DecideInMeeting command = town.proposal(a_matter());
  command.conflicted = {PersonId{"member"}};
  EXPECT_EQ(town.refuse("secretary", command), list({"G07", "G07"}));  // the vote and the quorum
  command.ballots = votes(Vote::yes, {"chair", "vice-1", "member-2"});
  EXPECT_EQ(town.refuse("secretary", command), list({"G07"}));  // three of seven
  town.accept("secretary", ChangeAttendance{town.meeting, seats({"sub-1"})[0], true});
  town.accept("secretary", ChangeAttendance{town.meeting, seats({"sub-2"})[0], true});
  command.ballots = votes(Vote::yes, {"chair", "vice-1", "member-2", "sub-1", "sub-2"});
  EXPECT_EQ(town.refuse("secretary", command), list({"G07"}));  // two in the place of one
  command.ballots = votes(Vote::yes, {"chair", "vice-1", "member-2", "sub-1"});
  EXPECT_EQ(town.decision(town.accept("secretary", command)).conflicted, people({"member"}));
}

// Basis: KL 2017:725 6 kap. 28 §; Läsning R45
TEST(Vote, R45_OfAConflictedChairIsLedByTheViceChairWithoutAnyRecord) {
  CommitteeTown town;
  town.meet();
  town.accept("secretary", ChangeAttendance{town.meeting, seats({"sub-1"})[0], true});
  DecideInMeeting command = town.proposal(a_matter());
  command.conflicted = {PersonId{"chair"}};
  command.ballots =
      both(votes(Vote::yes, {"vice-1", "sub-1"}), votes(Vote::no, {"member", "member-2"}));
  const std::string id = town.accept("secretary", command);
  EXPECT_TRUE(town.decision(id).adopted);  // the vice chair's casting vote
  EXPECT_EQ(town.decision(id).person, PersonId{"vice-1"});
  EXPECT_EQ(town.decision(id).capacity, role::committee_vice_chair);
  EXPECT_TRUE(town.state.hindrances.empty());
  command.conflicted = people({"chair", "vice-1"});
  command.ballots = votes(Vote::yes, {"member", "member-2", "sub-1"});
  EXPECT_EQ(town.refuse("secretary", command), list({"G07", "R34"}));  // nobody left to preside
}

// Basis: Läsning R34
TEST(Vote, R34_KeepsDissentOfThoseWhoTookPart) {
  CommitteeTown town;
  town.meet();
  DecideInMeeting command = town.proposal(a_matter());
  command.dissents = {{PersonId{"member-4"}, "Emot"}};
  EXPECT_EQ(town.refuse("secretary", command), list({"R34"}));
  command.dissents = {{PersonId{"member"}, "Beslutet kan vänta."}};
  EXPECT_EQ(town.decision(town.accept("secretary", command)).dissents.at(0).text,
            "Beslutet kan vänta.");
}

// Basis: Läsning R12; LEH 2006:544 2 kap. 5 §
TEST(Vote, R12_LostIsADecisionTooAndIsReportedToTheCouncil) {
  CommitteeTown town;
  town.meet();
  const std::size_t owed = town.open_duties("O03").size();
  DecideInMeeting command = town.proposal(town.takeover_of("aldre"));
  command.ballots = votes(Vote::no, {"chair", "vice-1", "member", "member-2"});
  const std::string id = town.accept("secretary", command);
  EXPECT_EQ(town.decision(id).state, DecisionState::rejected);
  EXPECT_EQ(town.rules_journaled("DecisionMade"), list({"R12"}));
  EXPECT_TRUE(town.state.takeovers.empty());
  EXPECT_EQ(town.open_duties("O03").size(), owed + 1);
  // Adopted, it is reported just the same.
  town.adopt(town.takeover_of("aldre"));
  EXPECT_EQ(town.open_duties("O03").size(), owed + 2);
}

// Basis: LEH 2006:544 2 kap. 3 §
TEST(ChairAlone, T06_DecidesWhatCanNotWaitAndOwesTheCommitteeAndTheCouncil) {
  CommitteeTown town;
  const std::size_t owed = town.open_duties("O03").size();
  const std::string id = town.accept("chair", town.alone(a_matter()));
  EXPECT_EQ(town.rules_journaled("DecisionMade"), list({"T06"}));
  EXPECT_EQ(town.decision(id).capacity, role::committee_chair);
  EXPECT_EQ(town.decision(id).urgency_reason, "Bilarna går i natt");
  ASSERT_EQ(town.open_duties("O02").size(), 1U);
  EXPECT_EQ(town.open_duties("O02")[0]->due, town.now + day);
  EXPECT_EQ(town.open_duties("O03").size(), owed + 1);
  EXPECT_TRUE(has(town.told_about("T06"), "member-4"));
  for (const char* who : {"tib", "director", "member", "secretary", "nobody"}) {
    EXPECT_EQ(town.refuse(who, town.alone(a_matter())), list({"T06"})) << who;
    EXPECT_EQ(town.rejection.code, RejectionCode::not_permitted);
  }
}

// Basis: LEH 2006:544 2 kap. 3 §
TEST(ChairAlone, T06_IsDoneByTheViceChairOnlyWhileTheChairIsHindered) {
  CommitteeTown town;
  EXPECT_EQ(town.refuse("vice-1", town.alone(a_matter())), list({"T06", "T05"}));
  town.accept("registrar", hindrance("chair"));
  const std::string id = town.accept("vice-1", town.alone(a_matter()));
  EXPECT_EQ(town.decision(id).hindrance, HindranceId{"hindrance-1"});
}

// Basis: LEH 2006:544 2 kap. 3 §
TEST(ChairAlone, G05_NeedsAReasonWhyItCanNotWait) {
  CommitteeTown town;
  DecideAlone command = town.alone(a_matter());
  command.urgency_reason = " ";
  EXPECT_EQ(town.refuse("chair", command), list({"G05"}));
  EXPECT_EQ(town.rejection.breaches[0].field, "urgencyReason");
  EXPECT_EQ(town.happened(), list({"PowerRefused"}));
  EXPECT_TRUE(town.state.decisions.empty());
  EXPECT_EQ(town.refuse("tib", command), list({"T06", "G05"}));
}

// Basis: Läsning R25; LEH 2006:544 2 kap. 4 §; Läsning R47
TEST(ChairAlone, G22_HasNoPowerWhileTheCommitteeDoesNotFunction) {
  Town plain(full_organisation());
  DecideAlone command;
  command.matter = a_matter();
  command.urgency_reason = "Brådskar";
  EXPECT_EQ(plain.refuse("chair", command), list({"R47", "G22"}));
  command.matter.kind = MatterKind::own_order;
  EXPECT_EQ(plain.refuse("chair", command), list({"R47", "G22"}));
  CommitteeTown town;
  town.accept("chair", town.alone(a_matter()));
}

// Basis: Läsning G23; LEH 2006:544 2 kap. 3 §
TEST(ChairAlone, G23_MayBeHeardAndRecordedByTwoAndTheMandateIsTheSpeakers) {
  CommitteeTown town;
  DecideAlone command = town.alone(a_matter());
  command.oral = OralRecord{.speaker = PersonId{"chair"},
                            .witness = PersonId{"tib"},
                            .wording = "Köp tankbilarna",
                            .read_back = true,
                            .heard_via = "telefon",
                            .heard = {}};
  const std::string id = town.accept("registrar", command);
  EXPECT_EQ(town.decision(id).person, PersonId{"chair"});
  EXPECT_EQ(town.decision(id).oral, OralId{"oral-1"});
  EXPECT_EQ(town.journal.back().actor.person, PersonId{"registrar"});
  command.oral->speaker = PersonId{"director"};
  EXPECT_EQ(town.refuse("registrar", command), list({"T06"}));
  EXPECT_EQ(town.refuse("director", command).front(), "G23");
}

// Basis: Läsning R45; LEH 2006:544 2 kap. 3 §
TEST(ChairAlone, R45_StepsBackInTheMatterOfAConflictAloneAndTheViceChairStepsIn) {
  CommitteeTown town;
  RecordHindrance conflict = hindrance("chair");
  conflict.kind = "CONFLICT";
  conflict.incident = town.event();
  town.accept("registrar", conflict);
  EXPECT_FALSE(town.refuse("chair", town.alone(a_matter())).empty());
  town.accept("vice-1", town.alone(a_matter()));
  DecideAlone other = town.alone(a_matter());
  other.incident = IncidentId{town.accept("tib", a_report())};
  EXPECT_EQ(town.refuse("vice-1", other).front(), "T06");
  town.accept("chair", other);
}

// Basis: Läsning R47; LEH 2006:544 2 kap. 4 §
TEST(Committee, R47_DecidesOnlyItsOwnOrderWhileItDoesNotFunction) {
  CommitteeTown town;
  Town plain(full_organisation());
  EXPECT_TRUE(plain.order("", AdoptSettings{full_settings()}).has_value());
  const MeetingId meeting{plain.accept("chair", CallMeeting{plain.now, "", ""})};
  plain.accept("chair", OpenMeeting{meeting, {}, seats({"chair", "vice-1", "member", "member-2"})});
  DecideInMeeting command = town.proposal(a_matter());
  command.meeting = meeting;
  command.incident = {};
  EXPECT_EQ(plain.refuse("secretary", command), list({"R47", "G22"}));
  command.matter.kind = MatterKind::own_order;
  EXPECT_EQ(plain.refuse("secretary", command), list({"R47", "G22"}));  // not one of its own
  command.matter.title = " SAMMANTRÄDESORDNING";
  plain.accept("secretary", command);
  EXPECT_EQ(plain.rules_journaled("DecisionMade"), list({"R47"}));
  // While it functions, any matter of its order.
  town.meet();
  town.adopt(a_matter(MatterKind::own_order));
}

// Basis: LEH 2006:544 2 kap. 4 §; Säkerhetsprogram 2020–2023, avsnitt Eskaleringsnivåer i staden
TEST(Committee, G20_DecidesInAUnitsAreaOnlyWhatItHasTakenOver) {
  CommitteeTown town;
  town.meet();
  Matter matter = a_matter();
  matter.scope.unit = UnitId{"aldre"};
  matter.scope.parts = {"hemtjänst", "matdistribution"};
  EXPECT_EQ(town.deny(matter), list({"G20", "G20"}));
  EXPECT_EQ(town.rejection.code, RejectionCode::not_permitted);
  town.adopt(town.takeover_of("aldre", {"Hemtjänst"}));
  EXPECT_EQ(town.deny(matter), list({"G20"}));
  matter.scope.parts = {"hemtjänst"};
  town.adopt(matter);
  matter.scope.parts.clear();
  matter.scope.whole = true;
  EXPECT_EQ(town.deny(matter), list({"G20"}));
}

// Basis: Läsning R10; LEH 2006:544 2 kap. 4 §
TEST(Decision, R10_EndsByItselfAtItsEndAndIsWarnedOfAhead) {
  CommitteeTown town;
  town.meet();
  Matter matter = a_matter();
  matter.valid_until = town.now + 3 * day;
  const std::string id = town.adopt(matter);
  town.pass(3 * day - Seconds{1});
  EXPECT_EQ(town.decision(id).state, DecisionState::in_force);
  // A day and an hour ahead.
  EXPECT_EQ(town.told_about("R10"), list({"secretary", "chair", "secretary", "chair"}));
  town.pass(Seconds{1});
  EXPECT_EQ(town.decision(id).state, DecisionState::expired);
  EXPECT_EQ(town.rules_journaled("DecisionEnded"), list({"R10"}));
  EXPECT_TRUE(town.open_duties("R10").empty());
}

// Basis: Läsning R10
TEST(Decision, R10_IsRenewedBeforeItsEndAndNotAfter) {
  CommitteeTown town;
  town.meet();
  Matter matter = a_matter();
  matter.valid_until = town.now + 2 * hour;
  const DecisionId first{town.adopt(matter)};
  Matter renewal = a_matter(MatterKind::renew);
  EXPECT_EQ(town.deny(renewal), list({"INPUT_MISSING", "R10"}));
  renewal.decision = first;
  EXPECT_EQ(town.deny(renewal), list({"R10"}));
  renewal.valid_until = town.now + 5 * hour;
  const std::string second = town.adopt(renewal);
  EXPECT_EQ(town.decision(first.value).state, DecisionState::renewed);
  town.pass(2 * hour);
  EXPECT_EQ(town.decision(second).state, DecisionState::in_force);
  town.pass(3 * hour);
  EXPECT_EQ(town.decision(second).state, DecisionState::expired);
  renewal.decision = DecisionId{second};
  renewal.valid_until = town.now + hour;
  EXPECT_EQ(town.deny(renewal), list({"R10"}));
}

// Basis: Läsning R10; LEH 2006:544 2 kap. 4 §
TEST(Decision, R10_IsRevokedByTheCommitteeIfItsOwnAndInForce) {
  CommitteeTown town;
  town.meet();
  const DecisionId first{town.adopt(a_matter())};
  const DecisionId of_takeover{town.adopt(town.takeover_of("aldre"))};
  const DecisionId of_unit{town.accept("kista-chair", own_decision("sdn-kista"))};
  Matter revocation = a_matter(MatterKind::revoke);
  EXPECT_EQ(town.deny(revocation), list({"INPUT_MISSING"}));
  revocation.decision = of_unit;
  EXPECT_EQ(town.deny(revocation), list({"G20"}));
  revocation.decision = of_takeover;
  EXPECT_EQ(town.deny(revocation), list({"T08"}));
  revocation.decision = first;
  town.adopt(revocation);
  EXPECT_EQ(town.decision(first.value).state, DecisionState::revoked);
  EXPECT_EQ(town.deny(revocation), list({"R10"}));
}

// Basis: Läsning R09; LEH 2006:544 2 kap. 4 §
TEST(Decision, R09_WithAReviewDateIsReviewedByADecision) {
  CommitteeTown town;
  town.meet();
  Matter matter = a_matter();
  matter.review = town.now + day;
  const DecisionId first{town.adopt(matter)};
  ASSERT_EQ(town.open_duties("R09").size(), 1U);
  Matter review = a_matter(MatterKind::review);
  review.decision = first;
  EXPECT_EQ(town.deny(review), list({"R09"}));
  review.review = town.now + 5 * day;
  town.adopt(review);
  ASSERT_EQ(town.open_duties("R09").size(), 1U);
  EXPECT_EQ(town.open_duties("R09")[0]->due, review.review);
  // Nobody fulfils it with words, and it is said what does.
  EXPECT_EQ(town.refuse("chair", fulfilled(*town.open_duties("R09")[0])), list({"R09", "R09"}));
}

// Basis: Läsning R34
TEST(Decision, INPUT_TIMES_ThatHavePassedAreRefused) {
  CommitteeTown town;
  town.meet();
  Matter matter = a_matter();
  matter.valid_until = town.now;
  matter.review = town.now - hour;
  EXPECT_EQ(town.deny(matter), list({"INPUT_TIME_ORDER", "INPUT_TIME_ORDER"}));
  matter.valid_from = town.now + 2 * hour;
  matter.valid_until = town.now + hour;
  matter.review.reset();
  EXPECT_EQ(town.deny(matter), list({"INPUT_TIME_ORDER"}));
  matter.valid_from.reset();
  matter.review = town.now + 2 * hour;
  EXPECT_EQ(town.deny(matter), list({"INPUT_TIME_ORDER"}));
  EXPECT_TRUE(town.happened().empty());
}

}  // namespace
}  // namespace ckl::law
