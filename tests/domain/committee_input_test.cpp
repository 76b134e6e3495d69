// Malformed input about meetings, decisions, takeovers and contributions names its field and has
// no effect.
#include "law/committee_town.hpp"

namespace ckl::law {
namespace {

class CommitteeInput : public ::testing::Test {
 protected:
  CommitteeInput() { town.meet(); }

  void expect(const std::string& who, const Command& command, const char* rule,
              const std::string& field) {
    const auto before = town.journal.size();
    town.refuse(who, command);
    EXPECT_EQ(town.journal.size(), before) << rule;
    const bool found = std::ranges::any_of(town.rejection.breaches, [&](const Breach& breach) {
      return breach.rule.value == rule && breach.field == field;
    });
    EXPECT_TRUE(found) << rule << " " << field << " is missing";
    EXPECT_TRUE(town.rejection.code == RejectionCode::invalid ||
                town.rejection.code == RejectionCode::not_found);
  }

  void expect(const DecideInMeeting& command, const char* rule, const std::string& field) {
    expect("secretary", command, rule, field);
  }

  static std::string long_text(std::size_t bytes) { return std::string(bytes + 1, 'x'); }

  CommitteeTown town;
  const MeetingId unknown{"meeting-99"};
};

TEST_F(CommitteeInput, OfAMeeting) {
  const CallMeeting call{town.now, long_text(limits::headline_bytes), "\xc3"};
  expect("secretary", call, "INPUT_TEXT_TOO_LONG", "place");
  expect("secretary", call, "INPUT_NOT_UTF8", "agenda");
  expect("secretary", OpenMeeting{unknown, PersonId{"ingen"}, seats({"okänd"})},
         "INPUT_UNKNOWN_MEETING", "meeting");
  expect("secretary", OpenMeeting{unknown, PersonId{"ingen"}, {}}, "INPUT_UNKNOWN_PERSON",
         "presiding");
  expect("secretary", OpenMeeting{town.meeting, {}, seats({"okänd"})}, "INPUT_UNKNOWN_PERSON",
         "present");
  expect("secretary", ChangeAttendance{unknown, seats({"okänd"})[0], true}, "INPUT_UNKNOWN_PERSON",
         "seat");
  expect("secretary", CloseMeeting{unknown}, "INPUT_UNKNOWN_MEETING", "meeting");
  expect("secretary", RecordMinutes{unknown, MinutesStep{9}, {}, ""}, "INPUT_UNKNOWN_VALUE",
         "step");
  expect("secretary", RecordMinutes{town.meeting, MinutesStep::adjusted, town.now + hour, ""},
         "INPUT_TIME_FUTURE", "done");
  expect("secretary", NoteUrgentDecisions{town.meeting, {DecisionId{"decision-9"}}},
         "INPUT_UNKNOWN_DECISION", "decisions");
}

TEST_F(CommitteeInput, OfAMatter) {
  DecideInMeeting command = town.proposal(town.takeover_of("okänd", {" "}));
  command.incident = IncidentId{"incident-9"};
  command.matter.kind = MatterKind{99};
  command.matter.title = " ";
  command.matter.text = long_text(limits::text_bytes);
  command.matter.takeover = TakeoverId{"takeover-9"};
  command.matter.decision = DecisionId{"decision-9"};
  command.matter.executors = {UnitId{"okänd"}};
  command.ballots = votes(Vote{7}, {"okänd"});
  command.conflicted = {PersonId{"okänd"}};
  command.dissents = {{PersonId{"chair"}, ""}};
  command.handback.costs = "\xff";
  expect(command, "INPUT_UNKNOWN_INCIDENT", "incident");
  expect(command, "INPUT_UNKNOWN_VALUE", "matter.kind");
  expect(command, "INPUT_MISSING", "matter.title");
  expect(command, "INPUT_TEXT_TOO_LONG", "matter.text");
  expect(command, "INPUT_UNKNOWN_TAKEOVER", "matter.takeover");
  expect(command, "INPUT_UNKNOWN_DECISION", "matter.decision");
  expect(command, "INPUT_UNKNOWN_UNIT", "matter.executors");
  expect(command, "INPUT_UNKNOWN_UNIT", "matter.scope.unit");
  expect(command, "INPUT_MISSING", "matter.scope.parts");
  expect(command, "INPUT_UNKNOWN_PERSON", "ballots");
  expect(command, "INPUT_UNKNOWN_VALUE", "ballots");
  expect(command, "INPUT_UNKNOWN_PERSON", "conflicted");
  expect(command, "INPUT_MISSING", "dissents");
  expect(command, "INPUT_NOT_UTF8", "handback.costs");
}

TEST_F(CommitteeInput, OfTheChairsAndAUnitsDecision) {
  DecideAlone alone = town.alone(a_matter());
  alone.urgency_reason = long_text(limits::text_bytes);
  expect("chair", alone, "INPUT_TEXT_TOO_LONG", "urgencyReason");
  DecideForUnit own = own_decision("okänd");
  own.decided = town.now + hour;
  own.title = "";
  expect("aldre-chair", own, "INPUT_UNKNOWN_UNIT", "unit");
  expect("aldre-chair", own, "INPUT_TIME_FUTURE", "decided");
  expect("aldre-chair", own, "INPUT_MISSING", "title");
  expect("aldre-chair", AcknowledgeHandback{TakeoverId{"takeover-9"}, ""}, "INPUT_UNKNOWN_TAKEOVER",
         "takeover");
}

TEST_F(CommitteeInput, OfAProposalAndOfSpecialPowers) {
  ProposeTakeover proposal{IncidentId{"incident-9"}, town.takeover_of("okänd")};
  proposal.matter.power = SpecialPower{9};
  proposal.matter.delegation = "\xff";
  expect("staff", proposal, "INPUT_UNKNOWN_INCIDENT", "incident");
  expect("staff", proposal, "INPUT_UNKNOWN_UNIT", "matter.scope.unit");
  expect("staff", proposal, "INPUT_UNKNOWN_VALUE", "matter.power");
  expect("staff", proposal, "INPUT_NOT_UTF8", "matter.delegation");
  const WithdrawProposal withdrawal{TakeoverId{"takeover-9"}, " "};
  expect("staff", withdrawal, "INPUT_UNKNOWN_TAKEOVER", "takeover");
  expect("staff", withdrawal, "INPUT_MISSING", "reason");
  DecideForUnit own = own_decision("aldre");
  own.power = SpecialPower{9};
  own.review = town.now - hour;
  expect("aldre-chair", own, "INPUT_UNKNOWN_VALUE", "power");
  expect("aldre-chair", own, "INPUT_TIME_ORDER", "review");
}

TEST_F(CommitteeInput, OfAWarning) {
  RequestWarning command{WarningRequest{.incident = IncidentId{"incident-9"},
                                        .place = long_text(limits::place_bytes),
                                        .danger = "\xc3",
                                        .action = long_text(limits::reason_bytes),
                                        .time = long_text(limits::place_bytes)}};
  expect("tib", command, "INPUT_UNKNOWN_INCIDENT", "warning.incident");
  expect("tib", command, "INPUT_TEXT_TOO_LONG", "warning.place");
  expect("tib", command, "INPUT_NOT_UTF8", "warning.danger");
  expect("tib", command, "INPUT_TEXT_TOO_LONG", "warning.action");
  expect("tib", command, "INPUT_TEXT_TOO_LONG", "warning.time");
}

TEST_F(CommitteeInput, OfAContribution) {
  expect("chair", RequestContribution{IncidentId{"incident-9"}, UnitId{"okänd"}, ""},
         "INPUT_UNKNOWN_UNIT", "unit");
  expect("chair", RequestContribution{town.event(), UnitId{"vatten"}, ""}, "INPUT_MISSING", "text");
  expect("vatten-vd", AnswerContribution{ContributionId{"contribution-9"}, true, "Ja"},
         "INPUT_UNKNOWN_CONTRIBUTION", "contribution");
}

}  // namespace
}  // namespace ckl::law
