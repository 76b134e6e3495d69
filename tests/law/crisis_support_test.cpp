// Krisstöd, day and night: A17.
#include "law/districts.hpp"

namespace ckl::law {
namespace {

using std::chrono::April;
using std::chrono::December;
using std::chrono::January;
using std::chrono::March;
using std::chrono::November;
using std::chrono::October;
using namespace std::chrono_literals;

// Basis: Säkerhetsprogram 2020–2023, avsnitt Stadens arbete för ökad krisberedskapsförmåga
TEST(Law, A17_InOfficeHoursTheDistrictCouncilOfThePlaceIsResponsible) {
  DistrictTown town;
  town.now = at(2026y / November / 27, {14, 53});  // a Friday
  const std::string id = town.report(in_norrmalm);
  EXPECT_EQ(town.support_of(id), "sdn-norrmalm");
  EXPECT_EQ(town.rules_journaled("CrisisSupportRouted"), list({"A17"}));
  EXPECT_EQ(town.told_about("A17"), list({"norrmalm-jour"}));
}

// Basis: Säkerhetsprogram 2020–2023, avsnitt Stadens arbete för ökad krisberedskapsförmåga
TEST(Law, A17_OutsideOfficeHoursSocialnamndenIsResponsibleAndTheDistrictIsKnown) {
  DistrictTown town;
  town.now = at(2026y / November / 27, {19, 30});
  const std::string id = town.report(in_norrmalm);
  EXPECT_EQ(town.support_of(id), "social");
  EXPECT_EQ(town.state.crisis_support.at(IncidentId{id}).district, UnitId{"sdn-norrmalm"});
  EXPECT_EQ(town.told_about("A17"), list({"social-jour"}));
  EXPECT_EQ(town.told_about("A20"), list({"norrmalm-jour"}));
}

struct Hour {
  std::chrono::year_month_day date;
  Clock clock;
  bool open = false;
};

// Basis: Säkerhetsprogram 2020–2023, avsnitt Stadens arbete för ökad krisberedskapsförmåga
TEST(Law, A17_OfficeHoursAreThoseOfSwedishWorkingDaysInLocalTime) {
  const std::vector<Hour> hours{
      {2026y / November / 27, {8, 0}, true},   {2026y / November / 27, {7, 59}, false},
      {2026y / November / 27, {16, 59}, true}, {2026y / November / 27, {17, 0}, false},
      {2026y / November / 28, {12, 0}, false},  // Saturday
      {2026y / December / 24, {12, 0}, false},  // Christmas Eve, a Thursday
      {2027y / January / 6, {12, 0}, false},    // Epiphany, a Wednesday
      {2027y / March / 26, {12, 0}, false},     // Good Friday
      {2027y / March / 27, {12, 0}, false},     // the day before the clocks go forward
      {2027y / March / 30, {8, 0}, true},       // 06:00 UTC
      {2027y / March / 30, {7, 59}, false},    {2027y / October / 29, {16, 59}, true},  // 14:59 UTC
      {2027y / November / 1, {8, 0}, true},  // the clocks have gone back: 07:00 UTC
      {2027y / November / 1, {16, 59}, true},  {2027y / November / 1, {17, 0}, false},
  };
  for (const auto& hour : hours) {
    DistrictTown town;
    town.now = at(hour.date, hour.clock);
    const std::string id = town.report(in_farsta);
    EXPECT_EQ(town.support_of(id), hour.open ? "sdn-farsta" : "social")
        << calendar::iso(hour.date) << " " << hour.clock.hour << ":" << hour.clock.minute;
  }
}

// Basis: Säkerhetsprogram 2020–2023, avsnitt Stadens arbete för ökad krisberedskapsförmåga
TEST(Law, A17_TheTimeOfTheEventCountsAndNotThatOfTheReport) {
  DistrictTown town;
  town.now = at(2026y / November / 27, {17, 40});
  ReportIncident late = a_report();
  late.point = in_norrmalm;
  late.event_time = at(2026y / November / 27, {16, 30});
  EXPECT_EQ(town.support_of(town.accept("tib", late)), "sdn-norrmalm");
}

// Basis: Säkerhetsprogram 2020–2023, avsnitt Stadens arbete för ökad krisberedskapsförmåga
TEST(Law, A17_ADistrictCouncilMergedSinceTheEventIsFollowedByItsSuccessor) {
  DistrictTown town;
  town.now = at(2026y / December / 1, {8, 30});
  ReportIncident late = a_report();
  late.point = in_norrmalm;
  late.event_time = at(2026y / November / 30, {16, 30});
  EXPECT_EQ(town.support_of(town.accept("tib", late)), "sdn-norra");
}

// Basis: Säkerhetsprogram 2020–2023, avsnitt Stadens arbete för ökad krisberedskapsförmåga
TEST(Law, A17_WithoutAPlaceTheOwnersDistrictOrSocialnamndenWithTheWordToFindWho) {
  DistrictTown town;
  town.now = at(2026y / November / 27, {10, 0});
  ReportIncident owned = a_report();
  owned.owner = UnitId{"sdn-farsta"};
  EXPECT_EQ(town.support_of(town.accept("tib", owned)), "sdn-farsta");

  const std::string nowhere = town.accept("tib", a_report());
  EXPECT_EQ(town.support_of(nowhere), "social");
  const auto notices = town.events<PersonNotified>();
  ASSERT_EQ(notices.size(), 1U);
  EXPECT_NE(notices[0].text->en.find("is not known"), std::string::npos);

  EXPECT_EQ(town.support_of(town.report(at_sea)), "social");
}

// Basis: Säkerhetsprogram 2020–2023, avsnitt Stadens arbete för ökad krisberedskapsförmåga
TEST(Law, A17_TheHandoverIsOfferedByOneAndAcknowledgedByTheOther) {
  DistrictTown town;
  town.now = at(2026y / November / 27, {19, 30});
  const IncidentId id{town.report(in_norrmalm)};
  const OfferCrisisSupport offer{.incident = id, .to = UnitId{"sdn-norrmalm"}};

  EXPECT_EQ(town.refuse("norrmalm-jour", AcceptCrisisSupport{id}), list({"A17"}));
  EXPECT_EQ(town.refuse("norrmalm-jour", offer), list({"A17"}));
  town.accept("social-jour", offer);
  EXPECT_EQ(town.told_about("A17"), list({"norrmalm-jour"}));
  EXPECT_EQ(town.support_of(id.value), "social");  // until it is acknowledged

  EXPECT_EQ(town.refuse("tib", AcceptCrisisSupport{id}), list({"A17"}));
  EXPECT_EQ(town.refuse("social-jour", AcceptCrisisSupport{id}), list({"A17"}));
  EXPECT_EQ(town.rules_journaled("PowerRefused"), list({"A04"}));
  town.now += 12 * hour;
  town.accept("norrmalm-jour", AcceptCrisisSupport{id});
  EXPECT_EQ(town.support_of(id.value), "sdn-norrmalm");
  EXPECT_EQ(town.state.crisis_support.at(id).since, town.now);
  EXPECT_EQ(town.told_about("A17"), list({"social-jour"}));
}

// Basis: Säkerhetsprogram 2020–2023, avsnitt Stadens arbete för ökad krisberedskapsförmåga
TEST(Law, A17_TheDutyOfficerMayOfferButOnlyToAnotherCommitteeOfTheCity) {
  DistrictTown town;
  town.now = at(2026y / November / 27, {19, 30});
  const IncidentId id{town.report(in_norrmalm)};
  EXPECT_EQ(town.refuse("tib", OfferCrisisSupport{id, UnitId{"vatten"}}), list({"A17"}));
  EXPECT_EQ(town.refuse("tib", OfferCrisisSupport{id, UnitId{"social"}}), list({"A17"}));
  EXPECT_EQ(town.refuse("tib", OfferCrisisSupport{id, UnitId{"sdn-norra"}}), list({"R44"}));
  town.accept("tib", OfferCrisisSupport{id, UnitId{"sdn-farsta"}});
  town.accept("farsta-jour", AcceptCrisisSupport{id});
  EXPECT_EQ(town.support_of(id.value), "sdn-farsta");
}

// Basis: Säkerhetsprogram 2020–2023, avsnitt Stadens arbete för ökad krisberedskapsförmåga
TEST(Law, A17_ACityThatHasNotConfiguredItRoutesNothing) {
  Town town;
  const IncidentId id{town.accept("tib", a_report())};
  EXPECT_TRUE(town.state.crisis_support.empty());
  EXPECT_EQ(town.refuse("tib", OfferCrisisSupport{id, UnitId{"trafik"}}), list({"A17"}));
  EXPECT_EQ(town.refuse("tib", AcceptCrisisSupport{id}), list({"A17"}));
}

}  // namespace
}  // namespace ckl::law
