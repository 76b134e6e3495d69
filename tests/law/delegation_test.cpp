// Delegation with scope and validity, and roles taken in an emergency: A42, G04, G22.
#include "law/districts.hpp"

namespace ckl::law {
namespace {

GrantDelegation delegation(const std::string& to, const std::string& role, Instant until) {
  GrantDelegation grant;
  grant.person = PersonId{to};
  grant.role = role;
  grant.scope = "Jourveckan";
  grant.until = until;
  grant.reference = "Beslut 12/2026";
  return grant;
}

// Basis: Säkerhetsprogram 2020–2023, avsnitt Lokal nivå
TEST(Law, A42_AHolderDelegatesTheRoleForATime) {
  Town town;
  EXPECT_EQ(town.refuse("nobody", a_report()), list({"T01"}));
  const std::string id =
      town.accept("tib", delegation("nobody", role::duty_officer, town.now + day));
  EXPECT_EQ(town.rules_journaled("DelegationGranted"), list({"A42"}));
  EXPECT_EQ(town.told_about("A42"), list({"nobody"}));
  const Delegation& given = town.state.delegations.at(DelegationId{id});
  EXPECT_EQ(given.unit, UnitId{"slk"});
  EXPECT_EQ(given.granted_by, PersonId{"tib"});
  EXPECT_EQ(given.from, town.now);

  town.accept("nobody", a_report());
  EXPECT_EQ(town.journal.back().actor.person, PersonId{"nobody"});
  town.now += day;
  EXPECT_EQ(town.refuse("nobody", a_report()), list({"T01"}));
}

// Basis: Säkerhetsprogram 2020–2023, avsnitt Lokal nivå
TEST(Law, A42_ADelegationBeginsWhenItSays) {
  Town town;
  GrantDelegation later = delegation("nobody", role::duty_officer, town.now + 2 * day);
  later.from = town.now + day;
  town.accept("tib", later);
  EXPECT_EQ(town.refuse("nobody", a_report()), list({"T01"}));
  town.now += day;
  town.accept("nobody", a_report());
}

// Basis: Säkerhetsprogram 2020–2023, avsnitt Lokal nivå
TEST(Law, A42_WhoActsByDelegationIsToldLikeAHolder) {
  Town town;
  town.accept("director", delegation("nobody", role::city_director, town.now + day));
  town.accept("tib", a_report(Level::serious));
  EXPECT_EQ(town.told_about("R02"), list({"director", "nobody", "deputy", "chief"}));
}

// Basis: Säkerhetsprogram 2020–2023, avsnitt Lokal nivå
TEST(Law, A42_ADelegatedRoleOfAUnitHoldsForThatUnitOnly) {
  DistrictTown town;
  GrantDelegation grant = delegation("nobody", role::org_duty_officer, town.now + day);
  grant.unit = UnitId{"sdn-farsta"};
  EXPECT_EQ(town.refuse("social-jour", grant), list({"A42"}));
  town.accept("farsta-jour", grant);
  for (const char* owner : {"sdn-farsta", "trafik"}) {
    ReportIncident report = a_report();
    report.owner = UnitId{owner};
    town.accept("tib", report);
  }
  town.accept("nobody", level("incident-1", Level::none));
  EXPECT_EQ(town.refuse("nobody", level("incident-2", Level::none)), list({"T12"}));
}

// Basis: Säkerhetsprogram 2020–2023, avsnitt Lokal nivå
TEST(Law, A42_WhoKeepsTheRecordsEntersADecisionButNobodyForOneself) {
  Town town;
  town.accept("registrar", delegation("nobody", role::duty_officer, town.now + day));
  EXPECT_EQ(town.refuse("registrar", delegation("registrar", role::duty_officer, town.now + day)),
            list({"A42"}));
  EXPECT_EQ(town.refuse("staff", delegation("p1", role::duty_officer, town.now + day)),
            list({"A42"}));
  EXPECT_EQ(town.rules_journaled("PowerRefused"), list({"A04"}));
  // A delegate does not delegate on.
  EXPECT_EQ(town.refuse("nobody", delegation("p1", role::duty_officer, town.now + day)),
            list({"A42"}));
  // Somebody who holds it already needs none.
  EXPECT_EQ(town.refuse("tib", delegation("tib-2", role::duty_officer, town.now + day)),
            list({"A42"}));
}

// Basis: KL 2017:725 6 kap. 38 §
TEST(Law, G04_ThePowersOfTheElectedAreNeverDelegated) {
  Town town;
  for (const char* role : {role::committee_chair, role::committee_vice_chair,
                           role::committee_member, role::board_chair, role::council_chair}) {
    const auto rules = town.refuse("registrar", delegation("nobody", role, town.now + day));
    EXPECT_TRUE(has(rules, "G04")) << role;
    EXPECT_TRUE(has(rules, "G22")) << role;
    EXPECT_EQ(town.rejection.code, RejectionCode::not_permitted);
  }
  EXPECT_EQ(town.refuse("chair", delegation("nobody", role::committee_chair, town.now + day)),
            list({"G04", "G22"}));
  EXPECT_TRUE(town.state.delegations.empty());
}

// Basis: KL 2017:725 6 kap. 38 §
TEST(Law, G22_NobodyTakesThePowersOfTheElectedInAnEmergency) {
  Town town;
  EXPECT_EQ(town.refuse("staff", BreakGlass{role::committee_chair, "Ingen svarar"}),
            list({"G04", "G22", "A42"}));
}

// Basis: Läsning A42
TEST(Law, A42_ADelegationIsWithdrawnByGiverReceiverHolderOrRecords) {
  Town town;
  for (const char* who : {"tib", "nobody", "tib-2", "registrar", "director"}) {
    const DelegationId id{
        town.accept("tib", delegation("nobody", role::duty_officer, town.now + day))};
    EXPECT_EQ(town.refuse("staff", EndDelegation{id, "Nej"}), list({"A42"}));
    town.accept(who, EndDelegation{id, "Åter"});
    EXPECT_TRUE(town.state.delegations.at(id).ended);
    EXPECT_EQ(town.refuse("tib", EndDelegation{id, "Igen"}), list({"A42"}));
    EXPECT_EQ(town.refuse("nobody", a_report()), list({"T01"}));
  }
}

// Basis: Läsning A42
TEST(Law, A42_ARoleIsTakenInAnEmergencyForAShortTimeAndAlarmedAtOnce) {
  Town town;
  const BreakGlass taken{.role = role::duty_officer, .reason = "Ingen TiB svarar"};
  const DelegationId id{town.accept("staff", taken)};
  EXPECT_EQ(town.told_about("BREAK_GLASS"), list({"trafik-jour", "chief", "director"}));
  EXPECT_TRUE(town.state.delegations.at(id).break_glass);
  EXPECT_EQ(town.state.delegations.at(id).scope, "Ingen TiB svarar");
  EXPECT_EQ(town.state.delegations.at(id).until, town.now + town.state.settings.break_glass_lasts);
  town.accept("staff", a_report(Level::serious));
  EXPECT_TRUE(town.incident("incident-1").provisional);

  EXPECT_EQ(town.refuse("staff", taken), list({"A42"}));  // held already
  town.now += town.state.settings.break_glass_lasts;
  EXPECT_EQ(town.refuse("staff", a_report()), list({"T01"}));
  town.accept("staff", taken);
}

// Basis: Läsning A42
TEST(Law, A42_OnlyOperationalRolesAndOnlyByThoseWithAMandate) {
  Town town;
  EXPECT_EQ(town.refuse("staff", BreakGlass{role::city_director, "Ingen svarar"}), list({"A42"}));
  EXPECT_EQ(town.refuse("nobody", BreakGlass{role::duty_officer, "Ingen svarar"}), list({"A42"}));
  EXPECT_EQ(town.refuse("former-chair", BreakGlass{role::duty_officer, "Ingen svarar"}),
            list({"A42"}));
  EXPECT_EQ(town.rules_journaled("PowerRefused"), list({"A04"}));
  EXPECT_EQ(town.refuse("staff", BreakGlass{role::duty_officer, " "}), list({"INPUT_MISSING"}));
  for (const char* role : {role::org_duty_officer, role::chief_of_staff, role::registrar}) {
    town.accept("staff", BreakGlass{role, "Ingen svarar"});
  }
}

TEST(Input, ADelegationIsOfAKnownRoleToAKnownPersonAndEndsAfterItBegins) {
  Town town;
  EXPECT_EQ(town.refuse("tib", delegation("ingen", role::duty_officer, town.now + day)),
            list({"INPUT_UNKNOWN_PERSON"}));
  EXPECT_EQ(town.refuse("tib", delegation("nobody", "KEJSARE", town.now + day)),
            list({"INPUT_UNKNOWN_ROLE"}));
  EXPECT_EQ(town.refuse("tib", delegation("nobody", role::duty_officer, town.now)),
            list({"INPUT_TIME_ORDER"}));
  GrantDelegation endless = delegation("nobody", role::duty_officer, town.now + day);
  endless.until.reset();
  endless.reference = "";
  EXPECT_EQ(town.refuse("tib", endless), list({"INPUT_MISSING", "INPUT_MISSING"}));
  EXPECT_EQ(town.refuse("tib", EndDelegation{DelegationId{"delegation-9"}, "Nej"}),
            list({"INPUT_UNKNOWN_DELEGATION"}));
}

}  // namespace
}  // namespace ckl::law
