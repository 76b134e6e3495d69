// A takeover is prepared, decided on, and handed back in parts: T07, T08, B1's states of a
// takeover.
#include "law/committee_town.hpp"

namespace ckl::law {
namespace {

ProposeTakeover proposal(const CommitteeTown& town, const Matter& matter) {
  return ProposeTakeover{.incident = town.event(), .matter = matter};
}

// Basis: LEH 2006:544 2 kap. 4 §
TEST(Proposal, T07_IsPreparedByTheStaffAndMovesNothing) {
  CommitteeTown town;
  const Matter matter = town.takeover_of("aldre", {"Hemtjänst"});
  for (const char* who : {"nobody", "aldre-chair", "trafik-jour"}) {
    EXPECT_EQ(town.refuse(who, proposal(town, matter)), list({"T07"})) << who;
    EXPECT_EQ(town.rejection.code, RejectionCode::not_permitted);
  }
  const std::string id = town.accept("staff", proposal(town, matter));
  EXPECT_EQ(town.happened().front(), "TakeoverProposed");
  EXPECT_TRUE(has(town.told_about("T07"), "chair"));
  EXPECT_EQ(town.takeover(id).state, TakeoverState::proposed);
  EXPECT_EQ(town.lead("aldre", "Hemtjänst").kind, LeadKind::itself);
  EXPECT_TRUE(leading(town.state, town.now).size() > 0);
  EXPECT_TRUE(town.open_duties("R09").empty());
  town.pass(30 * day);  // neither its review nor its age makes it anything
  EXPECT_EQ(town.lead("aldre", "Hemtjänst").kind, LeadKind::itself);
  town.accept("aldre-chair", own_decision("aldre", "Hemtjänst"));
}

// Basis: LEH 2006:544 2 kap. 4 §; KL 2017:725 10 kap. 3 §
TEST(Proposal, T07_NeedsAnAreaThatCanBeTakenOver) {
  CommitteeTown town;
  EXPECT_EQ(town.refuse("staff", proposal(town, town.takeover_of("vatten"))), list({"G01"}));
  Matter matter = town.takeover_of("aldre");
  matter.necessity.clear();
  EXPECT_EQ(town.refuse("staff", proposal(town, matter)), list({"G04"}));
  matter = a_matter(MatterKind::other);
  EXPECT_EQ(town.refuse("staff", proposal(town, matter)),
            list({"T07", "G04", "G04", "G04", "G04"}));
  EXPECT_TRUE(town.state.takeovers.empty());
  town.accept("registrar", proposal(town, town.takeover_of("aldre")));
}

// Basis: LEH 2006:544 2 kap. 4 §; KL 2017:725 6 kap. 27 §
TEST(Proposal, T07_IsCarriedOutByTheCommitteesDecisionWhichNeedNotRepeatIt) {
  CommitteeTown town;
  const Matter prepared = town.takeover_of("aldre", {"Hemtjänst"});
  const std::string id = town.accept("staff", proposal(town, prepared));
  town.meet();
  Matter matter = CommitteeTown::about(MatterKind::takeover, id);
  town.adopt(matter);
  EXPECT_EQ(town.takeover(id).state, TakeoverState::in_force);
  EXPECT_EQ(town.takeover(id).scope, prepared.scope);
  EXPECT_EQ(town.takeover(id).necessity, prepared.necessity);
  EXPECT_EQ(town.takeover(id).decision, DecisionId{"decision-1"});
  EXPECT_EQ(town.decision("decision-1").matter.scope, prepared.scope);
  EXPECT_EQ(town.state.takeovers.size(), 1U);
  EXPECT_EQ(town.lead("aldre", "hemtjänst").kind, LeadKind::committee);
  EXPECT_EQ(town.open_duties("R09").size(), 1U);
  // In force, it is no proposal any more.
  EXPECT_EQ(town.refuse("staff", WithdrawProposal{TakeoverId{id}, "Fel"}), list({"T07"}));
  EXPECT_EQ(town.deny(matter), list({"G19", "T07"}));
}

// Basis: LEH 2006:544 2 kap. 3 §; LEH 2006:544 2 kap. 4 §
TEST(Proposal, T07_MayBeCarriedOutByTheChairAloneWithAnotherScope) {
  CommitteeTown town;
  const std::string id = town.accept("secretary", proposal(town, town.takeover_of("aldre")));
  Matter matter = town.takeover_of("aldre", {"Hemtjänst"});
  matter.takeover = TakeoverId{id};
  town.accept("chair", town.alone(matter));
  EXPECT_FALSE(town.takeover(id).scope.whole);
  EXPECT_EQ(town.lead("aldre", "Hemtjänst").kind, LeadKind::committee);
  EXPECT_EQ(town.lead("aldre", "Mat").kind, LeadKind::itself);
}

// Basis: Läsning R12
TEST(Proposal, R12_ThatIsVotedDownIsDroppedAndSoIsOneWithdrawn) {
  CommitteeTown town;
  const std::string id = town.accept("staff", proposal(town, town.takeover_of("aldre")));
  town.meet();
  DecideInMeeting command = town.proposal(CommitteeTown::about(MatterKind::takeover, id));
  command.ballots = votes(Vote::no, {"chair", "vice-1", "member", "member-2"});
  town.accept("secretary", command);
  EXPECT_EQ(town.rules_journaled("TakeoverProposalDropped"), list({"R12"}));
  EXPECT_EQ(town.takeover(id).state, TakeoverState::dropped);
  EXPECT_EQ(town.lead("aldre").kind, LeadKind::itself);
  EXPECT_EQ(town.deny(CommitteeTown::about(MatterKind::takeover, id)), list({"T07"}));

  const std::string other = town.accept("staff", proposal(town, town.takeover_of("sdn-kista")));
  EXPECT_EQ(town.refuse("kista-chair", WithdrawProposal{TakeoverId{other}, "Nej"}), list({"T07"}));
  town.accept("chief", WithdrawProposal{TakeoverId{other}, "Behövs inte"});
  EXPECT_EQ(town.takeover(other).state, TakeoverState::dropped);
  EXPECT_EQ(town.refuse("chief", WithdrawProposal{TakeoverId{other}, "Igen"}), list({"T07"}));
}

Matter back(const std::string& takeover, std::vector<std::string> parts) {
  Matter matter = CommitteeTown::about(MatterKind::hand_back, takeover);
  matter.scope.parts = std::move(parts);
  return matter;
}

// Basis: LEH 2006:544 2 kap. 4 §; Läsning R31
TEST(HandBack, T08_OfNamedPartsLeavesTheRestTakenOver) {
  CommitteeTown town;
  town.meet();
  town.adopt(town.takeover_of("aldre", {"Hemtjänst", "Mat", "Korttid"}));
  const Instant before = town.now;
  town.now += hour;
  EXPECT_EQ(town.deny(back("takeover-1", {"Parker"})), list({"T08"}));
  EXPECT_EQ(town.rejection.breaches[0].field, "matter.scope.parts");
  town.adopt(back("takeover-1", {" mat "}));
  EXPECT_EQ(town.takeover("takeover-1").state, TakeoverState::in_force);
  EXPECT_EQ(town.lead("aldre", "Mat").kind, LeadKind::itself);
  EXPECT_EQ(town.lead("aldre", "Hemtjänst").kind, LeadKind::committee);
  EXPECT_EQ(who_leads(town.state, UnitId{"aldre"}, "Mat", before).kind, LeadKind::committee);
  EXPECT_EQ(town.decision("decision-1").state, DecisionState::in_force);
  EXPECT_EQ(town.open_duties("R09").size(), 1U);
  EXPECT_EQ(town.deny(back("takeover-1", {"Mat"})), list({"T08"}));  // gone back already
  town.accept("aldre-chair", own_decision("aldre", "Mat"));
  EXPECT_EQ(town.refuse("aldre-chair", own_decision("aldre", "Hemtjänst")), list({"G20"}));

  // The nämnd acknowledges what came back, and then again what comes later.
  EXPECT_EQ(town.open_duties("R31").size(), 1U);
  town.accept("aldre-head", AcknowledgeHandback{TakeoverId{"takeover-1"}, "Maten mottagen"});
  EXPECT_TRUE(town.open_duties("R31").empty());
  EXPECT_EQ(town.refuse("aldre-head", AcknowledgeHandback{TakeoverId{"takeover-1"}, ""}),
            list({"R31"}));
  // What went back can be taken over anew; naming all that is left hands back the whole.
  town.adopt(town.takeover_of("aldre", {"Mat"}));
  town.adopt(back("takeover-1", {"Korttid", "Hemtjänst"}));
  EXPECT_EQ(town.takeover("takeover-1").state, TakeoverState::returned);
  EXPECT_EQ(town.lead("aldre", "Mat").takeover, TakeoverId{"takeover-2"});
  EXPECT_EQ(town.open_duties("R31").size(), 1U);
}

// Basis: LEH 2006:544 2 kap. 4 §
TEST(HandBack, T08_OfAPartOfAWholeArea) {
  CommitteeTown town;
  town.meet();
  town.adopt(town.takeover_of("sdn-kista"));
  town.adopt(back("takeover-1", {"Parker"}));
  EXPECT_EQ(town.lead("sdn-kista").kind, LeadKind::committee);
  EXPECT_EQ(town.lead("sdn-kista", "Parker").kind, LeadKind::itself);
  EXPECT_EQ(town.lead("sdn-kista", "Hemtjänst").kind, LeadKind::committee);
  EXPECT_EQ(leads_in(town.state, UnitId{"sdn-kista"}, town.now).size(), 2U);
  EXPECT_EQ(town.deny(town.takeover_of("sdn-kista", {"Hemtjänst"})), list({"G19"}));
  town.adopt(town.takeover_of("sdn-kista", {"Parker"}));
  // The committee ends: everything that is left returns at that moment (T09).
  EXPECT_EQ(town.lead("sdn-kista", "Parker").takeover, TakeoverId{"takeover-2"});
  town.adopt(CommitteeTown::about(MatterKind::hand_back, "takeover-1"));
  EXPECT_EQ(town.takeover("takeover-1").state, TakeoverState::returned);
  EXPECT_EQ(town.lead("sdn-kista").kind, LeadKind::itself);
}

}  // namespace
}  // namespace ckl::law
