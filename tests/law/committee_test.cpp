// Krisledningsnämnden's meetings: R34, R06, G07, G18, R28, R39, R45, R46, O02, O05.
#include "law/committee_town.hpp"

namespace ckl::law {
namespace {

OpenMeeting opening(const CommitteeTown& town, std::vector<Seat> present) {
  return OpenMeeting{
      .meeting = town.meeting, .presiding = PersonId{}, .present = std::move(present)};
}

void call(CommitteeTown& town) {
  town.meeting = MeetingId{town.accept("secretary", CallMeeting{town.now, "Stadshuset", "Läget"})};
}

// Basis: Läsning R34
TEST(Meeting, R34_IsCalledByTheChairOrOnTheChairsBehalfWithNoticeToMembersAndSubstitutes) {
  for (const char* who : {"chair", "vice-1", "secretary", "registrar"}) {
    CommitteeTown town;
    town.accept(who, CallMeeting{town.now + hour, "Stadshuset", "Läget"});
    EXPECT_EQ(town.rules_journaled("MeetingCalled"), list({"R34"}));
    EXPECT_TRUE(has(town.told_about("R34"), "member-4"));
    EXPECT_TRUE(has(town.told_about("R34"), "sub-2"));
  }
  CommitteeTown town;
  for (const char* who : {"tib", "director", "member", "nobody"}) {
    EXPECT_EQ(town.refuse(who, CallMeeting{town.now, "", ""}), list({"R34"})) << who;
  }
  EXPECT_EQ(town.refuse("chair", CallMeeting{town.now - hour, "", ""}), list({"INPUT_TIME_ORDER"}));
}

// Basis: KL 2017:725 6 kap. 27 §
TEST(Meeting, G07_OpensOnlyWithMoreThanHalfOfTheSeatsThatTheCouncilHasFixed) {
  CommitteeTown town;
  call(town);
  EXPECT_EQ(town.refuse("secretary", opening(town, seats({"chair", "vice-1", "member"}))),
            list({"G07"}));
  EXPECT_EQ(town.happened(), list({"PowerRefused"}));
  town.accept("secretary", opening(town, seats({"chair", "vice-1", "member", "member-2"})));
  EXPECT_EQ(town.state.meetings.at(town.meeting).presiding, PersonId{"chair"});
  EXPECT_EQ(town.refuse("secretary", opening(town, seats({"chair", "vice-1", "member", "sub-1"}))),
            list({"R34", "G07"}));  // opened already; and a substitute who serves for nobody
}

// Basis: Läsning R34; KL 2017:725 6 kap. 27 §
TEST(Meeting, R34_AVacancyDoesNotLowerTheBarButWithNoNumberFixedTheSeatsHeldCount) {
  Organisation organisation = full_organisation();
  for (auto& mandate : organisation.mandates) {
    const bool leaves = mandate.person.value == "member-3" || mandate.person.value == "member-4";
    if (leaves) mandate.valid_to = start_of_night - hour;
  }
  CommitteeTown town(organisation);
  call(town);
  const OpenMeeting three = opening(town, seats({"chair", "vice-1", "member"}));
  EXPECT_EQ(town.refuse("secretary", three), list({"G07"}));
  Settings settings = full_settings();
  settings.committee_seats = 0;  // five are held now
  town.settings(settings);
  town.accept("secretary", three);
}

// Basis: Läsning R34
TEST(Meeting, R34_SubstitutesServeForTheAbsentEachForOne) {
  CommitteeTown town;
  call(town);
  auto present = seats({"chair", "vice-1", "member"});
  present.push_back(substitute("sub-1", "member"));
  EXPECT_EQ(town.refuse("secretary", opening(town, present)), list({"R34"}));  // member is there
  present.back() = substitute("sub-1", "aldre-chair");
  EXPECT_EQ(town.refuse("secretary", opening(town, present)), list({"R34"}));  // no seat
  present.back() = substitute("sub-1", "member-2");
  present.push_back(substitute("sub-2", "member-2"));
  EXPECT_EQ(town.refuse("secretary", opening(town, present)), list({"R34"}));  // taken
  present.back() = substitute("sub-2", "elder");  // a vacancy after one who has left
  town.accept("secretary", opening(town, present));
}

// Basis: Läsning R34
TEST(Meeting, R34_NobodySitsTwiceOrForAnotherWhileHavingASeat) {
  CommitteeTown town;
  call(town);
  EXPECT_EQ(town.refuse("secretary",
                        opening(town, seats({"chair", "vice-1", "member", "member-2", "member"}))),
            list({"R34"}));
  auto present = seats({"chair", "vice-1", "member", "member-2"});
  present[3].serves_for = PersonId{"member-3"};
  EXPECT_EQ(town.refuse("secretary", opening(town, present)), list({"R34"}));
}

// Basis: KL 2017:725 6 kap. 24 §
TEST(Meeting, G07_RemotePresenceCountsOnlyIfTheCouncilHasAllowedIt) {
  CommitteeTown town;
  call(town);
  auto present = seats({"chair", "vice-1", "member", "member-2"});
  present[3].remote = true;
  EXPECT_EQ(town.refuse("secretary", opening(town, present)), list({"G07"}));
  Settings settings = full_settings();
  settings.remote_meetings = true;
  town.settings(settings);
  town.accept("secretary", opening(town, present));
  EXPECT_TRUE(town.state.meetings.at(town.meeting).remote_allowed);
}

// Basis: LEH 2006:544 2 kap. 2 §; JO 1590-2015
TEST(Meeting, G18_SeatsOnlyThoseWhoseMandateIsInForce) {
  CommitteeTown town;
  call(town);
  EXPECT_EQ(town.refuse("secretary",
                        opening(town, seats({"chair", "vice-1", "member", "member-2", "elder"}))),
            list({"G18"}));
  EXPECT_EQ(
      town.refuse("secretary",
                  opening(town, seats({"chair", "vice-1", "member", "member-2", "director"}))),
      list({"G07"}));
}

// Basis: LEH 2006:544 2 kap. 2 §; JO 1590-2015
TEST(Meeting, G18_IsNotCalledWithoutACommitteeThatTheCouncilHasElected) {
  Organisation organisation = full_organisation();
  for (auto& mandate : organisation.mandates) {
    if (mandate.unit.value == "kn" && mandate.role != role::committee_secretary) {
      mandate.valid_from.reset();
      mandate.valid_to = start_of_night - hour;
      if (mandate.person.value == "chair") mandate.valid_from = start_of_night - day;
      if (mandate.person.value == "former-chair") mandate.valid_to = start_of_night - day;
    }
  }
  Town town(organisation);
  EXPECT_EQ(town.refuse("secretary", CallMeeting{town.now, "", ""}), list({"G18"}));
  EXPECT_EQ(town.refuse("chair", CallMeeting{town.now, "", ""}), list({"R34", "G18"}));
  Town whole(full_organisation());
  whole.accept("secretary", CallMeeting{whole.now, "", ""});
}

// Basis: Läsning R06; KL 2017:725 6 kap. 22 §
TEST(Meeting, R06_IsLedByTheChairThenTheViceChairsThenWhomTheCouncilHasNamed) {
  CommitteeTown town;
  call(town);
  OpenMeeting command = opening(town, seats({"chair", "vice-1", "vice-2", "member"}));
  command.presiding = PersonId{"vice-1"};
  EXPECT_EQ(town.refuse("secretary", command), list({"R06"}));
  command.present = seats({"vice-2", "vice-1", "member", "member-2"});
  town.accept("vice-1", command);  // no hindrance is recorded, and the one who presides may open
  EXPECT_EQ(town.state.meetings.at(town.meeting).presiding, PersonId{"vice-1"});

  CommitteeTown other;
  call(other);
  const auto members = seats({"member", "member-2", "member-3", "member-4"});
  EXPECT_EQ(other.refuse("secretary", opening(other, members)), list({"R34"}));
  Settings settings = full_settings();
  settings.presiding_substitute = PersonId{"member-3"};
  other.settings(settings);
  other.accept("secretary", opening(other, members));
  EXPECT_EQ(other.state.meetings.at(other.meeting).presiding, PersonId{"member-3"});
  // KL 6:22: a member; a substitute who serves has no seat of the own to preside from.
  CommitteeTown third;
  call(third);
  settings.presiding_substitute = PersonId{"sub-1"};
  third.settings(settings);
  OpenMeeting served = opening(third, seats({"member", "member-2", "member-3"}));
  served.present.push_back(substitute("sub-1", "chair"));
  EXPECT_EQ(third.refuse("secretary", served), list({"R34"}));
  // Who presides there has no other power of the chair.
  EXPECT_EQ(other.refuse("member-3", other.alone(a_matter())), list({"T06"}));
}

// Basis: Läsning R28; LEH 2006:544 2 kap. 3 §
TEST(Meeting, R28_ServingThereEndsAHindranceButNotAConflict) {
  CommitteeTown town;
  town.accept("registrar", hindrance("chair"));
  RecordHindrance conflict = hindrance("vice-1");
  conflict.kind = "CONFLICT";
  conflict.incident = town.event();
  town.accept("registrar", conflict);
  town.meet();
  EXPECT_TRUE(town.state.hindrances.at(HindranceId{"hindrance-1"}).ended);
  EXPECT_FALSE(town.state.hindrances.at(HindranceId{"hindrance-2"}).ended);
  EXPECT_EQ(town.rules_journaled("HindranceEnded"), list({"R28"}));
}

// Basis: Läsning R28
TEST(Meeting, R28_ComingLateEndsItTooAndTheChairWhoOpensEndsItOnce) {
  CommitteeTown town;
  call(town);
  town.accept("registrar", hindrance("chair"));
  town.accept("vice-1", opening(town, seats({"vice-1", "vice-2", "member", "member-2"})));
  EXPECT_TRUE(town.rules_journaled("HindranceEnded").empty());
  const Seat chair = seats({"chair"})[0];
  town.accept("secretary", ChangeAttendance{town.meeting, chair, true});
  EXPECT_EQ(town.rules_journaled("HindranceEnded"), list({"R28"}));

  CommitteeTown other;
  call(other);
  other.accept("registrar", hindrance("chair"));
  other.accept("chair", opening(other, seats({"chair", "vice-2", "member", "member-2"})));
  EXPECT_EQ(other.rules_journaled("HindranceEnded"), list({"R28"}));
}

// Basis: Läsning R34; KL 2017:725 6 kap. 27 §
TEST(Meeting, R34_FollowsWhoComesAndGoes) {
  CommitteeTown town;
  town.meet();
  const Seat member = seats({"member-2"})[0];
  town.accept("chair", ChangeAttendance{town.meeting, member, false});
  EXPECT_EQ(town.refuse("chair", ChangeAttendance{town.meeting, member, false}), list({"R34"}));
  DecideInMeeting command = town.proposal(a_matter());
  command.ballots = votes(Vote::yes, {"chair", "vice-1", "member"});
  EXPECT_EQ(town.refuse("secretary", command), list({"G07"}));  // three of seven are left
  town.accept("secretary", ChangeAttendance{town.meeting, substitute("sub-1", "member-2"), true});
  command.ballots = votes(Vote::yes, {"chair", "vice-1", "member", "sub-1"});
  town.accept("secretary", command);
  // The member comes back when the substitute has left the seat.
  const ChangeAttendance back{town.meeting, member, true};
  EXPECT_EQ(town.refuse("secretary", back), list({"R34"}));
  town.accept("secretary", ChangeAttendance{town.meeting, seats({"sub-1"})[0], true});
  EXPECT_EQ(town.refuse("director", back), list({"R34"}));
  town.accept("secretary", back);
}

// Basis: KL 2017:725 6 kap. 27 §; Läsning R34
TEST(Meeting, G07_DecidesNothingBeforeItIsOpenedOrAfterItIsClosed) {
  CommitteeTown town;
  call(town);
  EXPECT_TRUE(has(town.deny(a_matter()), "G07"));
  EXPECT_EQ(town.refuse("secretary", CloseMeeting{town.meeting}), list({"G07"}));
  town.meet();
  town.adopt(a_matter());
  EXPECT_EQ(town.refuse("nobody", CloseMeeting{town.meeting}), list({"R34"}));
  town.accept("secretary", CloseMeeting{town.meeting});
  EXPECT_TRUE(has(town.deny(a_matter()), "G07"));
}

// Basis: KL 2017:725 5 kap. 69 §; KL 2017:725 8 kap. 12 §
TEST(Meeting, O05_OwesMinutesThatAreAdjustedAndThenPosted) {
  CommitteeTown town;
  town.meet();
  EXPECT_EQ(town.refuse("secretary", RecordMinutes{town.meeting, MinutesStep::adjusted, {}, "§ 1"}),
            list({"O05"}));
  town.accept("secretary", CloseMeeting{town.meeting});
  ASSERT_EQ(town.open_duties("O05").size(), 1U);
  EXPECT_EQ(town.refuse("secretary", RecordMinutes{town.meeting, MinutesStep::posted, {}, ""}),
            list({"O05"}));
  EXPECT_EQ(town.refuse("director", RecordMinutes{town.meeting, MinutesStep::adjusted, {}, ""}),
            list({"R34"}));
  EXPECT_EQ(town.refuse("secretary",
                        RecordMinutes{town.meeting, MinutesStep::adjusted, town.now - hour, ""}),
            list({"INPUT_TIME_ORDER"}));
  town.now += hour;
  town.accept("secretary", RecordMinutes{town.meeting, MinutesStep::adjusted, {}, "Prot. 1"});
  EXPECT_EQ(town.state.meetings.at(town.meeting).minutes, "Prot. 1");
  ASSERT_EQ(town.open_duties("O05").size(), 1U);
  town.accept("registrar", RecordMinutes{town.meeting, MinutesStep::posted, {}, ""});
  EXPECT_TRUE(town.open_duties("O05").empty());
  EXPECT_EQ(town.refuse("secretary", RecordMinutes{town.meeting, MinutesStep::posted, {}, ""}),
            list({"O05"}));
}

// Basis: Läsning R39; LEH 2006:544 2 kap. 3 §
TEST(Meeting, R39_ThatClosesWithoutNotingTheChairsDecisionMakesItOverdue) {
  CommitteeTown town;
  town.accept("chair", town.alone(a_matter()));
  ASSERT_EQ(town.open_duties("O02").size(), 1U);
  town.meet();
  town.accept("secretary", CloseMeeting{town.meeting});
  town.pass(Seconds{1});
  EXPECT_EQ(town.open_duties("O02").at(0)->state, ObligationState::overdue);

  CommitteeTown other;
  other.accept("chair", other.alone(a_matter()));
  call(other);  // a gathering without quorum is no meeting
  other.refuse("secretary", opening(other, seats({"chair", "vice-1", "member"})));
  other.pass(Seconds{1});
  EXPECT_EQ(other.open_duties("O02").at(0)->state, ObligationState::open);
}

// Basis: LEH 2006:544 2 kap. 3 §
TEST(Meeting, O02_NotesTheChairsDecisionsOnce) {
  CommitteeTown town;
  town.accept("chair", town.alone(a_matter()));
  town.meet();
  const std::string other = town.adopt(a_matter());
  EXPECT_EQ(town.refuse("secretary", NoteUrgentDecisions{town.meeting, {DecisionId{other}}}),
            list({"O02"}));
  town.accept("secretary", NoteUrgentDecisions{town.meeting, {}});
  EXPECT_TRUE(town.decision("decision-1").noted);
  EXPECT_TRUE(town.open_duties("O02").empty());
  EXPECT_EQ(town.refuse("secretary", NoteUrgentDecisions{town.meeting, {}}), list({"O02"}));
  town.accept("secretary", CloseMeeting{town.meeting});
  EXPECT_EQ(town.refuse("secretary", NoteUrgentDecisions{town.meeting, {}}), list({"G07", "O02"}));
}

// Basis: Läsning R46; JO 1590-2015
TEST(Meeting, R46_AMissingViceChairIsToldAndHindersNobody) {
  Organisation organisation = full_organisation();
  std::erase_if(organisation.mandates,
                [](const Mandate& mandate) { return mandate.role == role::committee_vice_chair; });
  CommitteeTown town(organisation);
  town.accept("chair", town.alone(a_matter()));
  EXPECT_EQ(town.told_about("R46"), list({"secretary", "registrar", "director"}));
  EXPECT_EQ(town.refuse("vice-1", town.alone(a_matter())), list({"T06"}));
  CommitteeTown whole;
  whole.accept("chair", whole.alone(a_matter()));
  EXPECT_TRUE(whole.told_about("R46").empty());
}

}  // namespace
}  // namespace ckl::law
