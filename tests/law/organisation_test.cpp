// Places, owners and those who take part: A10, A20, T01, R44 at the door, A42 roles shared.
#include <cmath>

#include "law/districts.hpp"

namespace ckl::law {
namespace {

JoinIncident joins(const std::string& incident, const std::string& unit) {
  return JoinIncident{
      .incident = IncidentId{incident}, .unit = UnitId{unit}, .text = "Bilar och folk"};
}

// Basis: Säkerhetsprogram 2020–2023, avsnitt Ett samordnat säkerhetsarbete med tydlig
// ansvarsfördelning
TEST(Law, A10_TheOwnerInvitesBeforeAnyFurtherLevelIsDecided) {
  DistrictTown town;
  ReportIncident report = a_report();
  report.owner = UnitId{"trafik"};
  const std::string id = town.accept("trafik-jour", report);
  town.accept("trafik-jour", joins(id, "vatten"));
  EXPECT_EQ(town.rules_journaled("ParticipantJoined"), list({"A10"}));
  EXPECT_EQ(town.told_about("A10"), list({"vatten-jour"}));
  EXPECT_EQ(town.incident(id).participants, std::vector{UnitId{"vatten"}});
  EXPECT_EQ(town.incident(id).level, Level::disturbance);
}

// Basis: Säkerhetsprogram 2020–2023, avsnitt Ett samordnat säkerhetsarbete med tydlig
// ansvarsfördelning
TEST(Law, A10_AnOrganisationJoinsByItselfAndTheCityNotesIt) {
  DistrictTown town;
  ReportIncident report = a_report();
  report.owner = UnitId{"trafik"};
  const std::string id = town.accept("tib", report);
  town.accept("farsta-jour", joins(id, "sdn-farsta"));
  town.accept("registrar", joins(id, "vatten"));
  EXPECT_EQ(town.refuse("farsta-jour", joins(id, "social")), list({"A10"}));
  EXPECT_EQ(town.rules_journaled("PowerRefused"), list({"A04"}));
  EXPECT_EQ(town.refuse("staff", joins(id, "social")), list({"A10"}));
  EXPECT_EQ(town.refuse("tib", joins(id, "vatten")), list({"A10"}));     // already
  EXPECT_EQ(town.refuse("tib", joins(id, "trafik")), list({"A10"}));     // the owner
  EXPECT_EQ(town.refuse("tib", joins(id, "sdn-norra")), list({"R44"}));  // not yet
  EXPECT_EQ(town.refuse("tib", joins(id, "ingen")), list({"INPUT_UNKNOWN_UNIT"}));
}

// Basis: Säkerhetsprogram 2020–2023, avsnitt Ett samordnat säkerhetsarbete med tydlig
// ansvarsfördelning
TEST(Law, A10_NobodyJoinsAClosedIncident) {
  DistrictTown town;
  const std::string id = town.accept("tib", a_report());
  town.accept("tib", level(id, Level::none));
  town.accept("tib", CloseIncident{.incident = IncidentId{id}, .reason = "Klart"});
  EXPECT_EQ(town.refuse("tib", joins(id, "vatten")), list({"R49"}));
}

// Basis: Säkerhetsprogram 2020–2023, avsnitt Ett samordnat säkerhetsarbete med tydlig
// ansvarsfördelning
TEST(Law, A10_ActivatingCentralCrisisManagementNeverChangesTheOwner) {
  DistrictTown town;
  ReportIncident report = a_report();
  report.owner = UnitId{"trafik"};
  const std::string id = town.accept("tib", report);
  town.accept("director", level(id, Level::serious));
  EXPECT_EQ(town.state.ckl, CklState::active);
  EXPECT_TRUE(town.incident(id).on_ckl);
  EXPECT_EQ(town.incident(id).owner, UnitId{"trafik"});
}

// Basis: Säkerhetsprogram 2020–2023, avsnitt Geografiskt områdesansvar
TEST(Law, A20_ThePlaceIsResolvedToTheCouncilOfThatDate) {
  DistrictTown town;
  town.report(in_norrmalm);
  EXPECT_EQ(town.told_about("A20"), list({"norrmalm-jour"}));
  town.now = at(merger, {3, 0});
  town.report(in_norrmalm);
  EXPECT_EQ(town.told_about("A20"), list({"norra-jour"}));
  town.report(at_sea);
  EXPECT_TRUE(town.told_about("A20").empty());
}

// Basis: Säkerhetsprogram 2020–2023, avsnitt Geografiskt områdesansvar
TEST(Law, A20_BoundariesAreAdoptedOnceAndOnlyWhenTheyAreSound) {
  DistrictTown town;
  town.accept("", AdoptBoundaries{three_districts(), "hash"});
  EXPECT_TRUE(town.happened().empty());
  town.accept("", AdoptBoundaries{{district("sdn-farsta", square(0, 3))}, "other"});
  EXPECT_EQ(town.rules_journaled("BoundariesAdopted"), list({"A20"}));
  EXPECT_EQ(town.state.districts.size(), 1U);

  District open = district("sdn-farsta", square(0, 3));
  open.rings[0].points.pop_back();
  EXPECT_EQ(town.refuse("", AdoptBoundaries{{open}, "x"}), list({"INPUT_OUT_OF_RANGE"}));
  EXPECT_EQ(town.refuse("", AdoptBoundaries{{district("ingen", square(0, 1))}, "x"}),
            list({"INPUT_UNKNOWN_UNIT"}));
  EXPECT_EQ(town.refuse("", AdoptBoundaries{{}, "x"}), list({"INPUT_MISSING"}));
  const District backwards = district("sdn-farsta", square(0, 1), "2026-01-01", "2025-01-01");
  EXPECT_EQ(town.refuse("", AdoptBoundaries{{backwards}, "x"}), list({"INPUT_TIME_ORDER"}));
}

// Basis: Säkerhetsprogram 2020–2023, avsnitt Ett samordnat säkerhetsarbete med tydlig
// ansvarsfördelning
TEST(Law, T01_TheOwnersSecurityCoordinatorHearsOfIt) {
  DistrictTown town;
  ReportIncident report = a_report();
  report.owner = UnitId{"sdn-farsta"};
  town.accept("farsta-jour", report);
  EXPECT_EQ(town.told_about("T01"), list({"samordnare"}));
  report.owner = UnitId{"vatten"};
  town.accept("tib", report);
  EXPECT_TRUE(town.told_about("T01").empty());
}

TEST(Input, APlaceThatIsNotOnTheEarthIsRefused) {
  DistrictTown town;
  ReportIncident report = a_report();
  report.point = GeoPoint{.latitude = 91, .longitude = 18};
  EXPECT_EQ(town.refuse("tib", report), list({"INPUT_OUT_OF_RANGE"}));
  report.point = GeoPoint{.latitude = 59, .longitude = std::nan("")};
  EXPECT_EQ(town.refuse("tib", report), list({"INPUT_OUT_OF_RANGE"}));
}

// Basis: Läsning R44
TEST(Law, R44_AnOwnerThatIsNoMoreOrNotYetIsRefusedAndTheSuccessorNamed) {
  DistrictTown town;
  ReportIncident report = a_report();
  report.owner = UnitId{"sdn-norra"};
  EXPECT_EQ(town.refuse("tib", report), list({"R44"}));
  EXPECT_NE(town.rejection.breaches[0].message.en.find("2026-12-01"), std::string::npos);
  report.owner = UnitId{"sdn-norrmalm"};
  town.accept("tib", report);

  town.now = at(merger, {0, 0});
  EXPECT_EQ(town.refuse("tib", report), list({"R44"}));
  EXPECT_NE(town.rejection.breaches[0].what_now.en.find("sdn-norra"), std::string::npos);
  report.owner = UnitId{"sdn-norra"};
  town.accept("tib", report);
}

// Basis: Säkerhetsprogram 2020–2023, avsnitt Lokal nivå
TEST(Law, A42_OnePersonHoldsARoleForSeveralOrganisationsAndForNoOther) {
  DistrictTown town;
  for (const char* owner : {"sdn-farsta", "sdn-norrmalm", "trafik"}) {
    ReportIncident report = a_report();
    report.owner = UnitId{owner};
    town.accept("tib", report);
  }
  town.accept("samordnare", level("incident-1", Level::none));
  town.accept("samordnare", level("incident-2", Level::none));
  EXPECT_EQ(town.refuse("samordnare", level("incident-3", Level::none)), list({"T12"}));
}

// Basis: Läsning R27
TEST(Law, A42_OnePersonWithSeveralRolesNamesTheCapacityWhereItMatters) {
  Organisation organisation = organisation_with_districts();
  organisation.mandates.push_back(mandate("director", role::duty_officer, "slk", 3));
  Town town(organisation);
  const std::string id = town.accept("tib", a_report());
  EXPECT_EQ(town.refuse("director", level(id, Level::serious)), list({"R27"}));
  town.accept("director", level(id, Level::serious), role::duty_officer);
  EXPECT_TRUE(town.incident(id).provisional);
  town.accept("director", ConfirmLevel{IncidentId{id}});
  EXPECT_FALSE(town.incident(id).provisional);
}

}  // namespace
}  // namespace ckl::law
