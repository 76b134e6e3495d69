// Companies contribute by their own decision: A07; two mandates for one seat.
#include "law/committee_town.hpp"

namespace ckl::law {
namespace {

RequestContribution request(const CommitteeTown& town, const char* unit) {
  return RequestContribution{town.event(), UnitId{unit}, "Tankbilar till tre områden"};
}

// Basis: Säkerhetsprogram 2020–2023, avsnitt Eskaleringsnivåer i staden; KL 2017:725 10 kap. 3 §
TEST(Contribution, A07_IsAskedOfACompanyWhichDecidesItself) {
  CommitteeTown town;
  EXPECT_EQ(town.refuse("nobody", request(town, "vatten")), list({"A07"}));
  // A nämnd is asked itself, not the administration that serves it.
  EXPECT_EQ(town.refuse("chair", request(town, "aldreforvaltningen")), list({"A07"}));
  const ContributionId id{town.accept("chair", request(town, "vatten"))};
  EXPECT_EQ(town.told_about("A07"), list({"vatten-vd"}));
  const AnswerContribution yes{id, true, "Styrelsen beslutar att medverka"};
  for (const char* who : {"chair", "aldre-chair", "director"}) {
    EXPECT_EQ(town.refuse(who, yes), list({"A06"})) << who;
  }
  town.accept("vatten-vd", yes);
  EXPECT_TRUE(town.state.contributions.at(id).agreed);
  EXPECT_EQ(town.told_about("A07"), list({"chair", "chief", "tib", "tib-2"}));
  EXPECT_TRUE(has(town.incident_of().participants, UnitId{"vatten"}));
  EXPECT_EQ(town.refuse("vatten-vd", yes), list({"A07"}));
}

// Basis: Säkerhetsprogram 2020–2023, avsnitt Eskaleringsnivåer i staden
TEST(Contribution, A07_MayBeDeclinedAndIsNotAskedForAClosedIncident) {
  CommitteeTown town;
  const ContributionId id{town.accept("tib", request(town, "ssbf"))};
  Organisation organisation = full_organisation();
  organisation.persons.push_back(person("ssbf-jour"));
  organisation.mandates.push_back(mandate("ssbf-jour", role::org_duty_officer, "ssbf"));
  EXPECT_TRUE(town.order("", AdoptOrganisation{organisation, "hash-2"}).has_value());
  town.accept("ssbf-jour", AnswerContribution{id, false, "Alla enheter är upptagna"});
  EXPECT_FALSE(town.state.contributions.at(id).agreed);
  EXPECT_TRUE(town.incident_of().participants.empty());
}

TEST(Mandates, ForOneSeatNeverOverlap) {
  Organisation organisation = full_organisation();
  organisation.persons.push_back(person("new-chair"));
  organisation.mandates.push_back(mandate("new-chair", role::committee_chair, "kn"));
  Town town;
  const auto refused = [&] { return town.refuse("", AdoptOrganisation{organisation, "hash-2"}); };
  EXPECT_EQ(refused(), list({"INPUT_OVERLAPPING_MANDATES", "INPUT_OVERLAPPING_MANDATES"}));
  for (auto& mandate : organisation.mandates) {
    if (mandate.person.value == "chair") mandate.valid_to = start_of_night + day;
  }
  organisation.mandates.back().valid_from = start_of_night + day;
  town.accept("", AdoptOrganisation{organisation, "hash-2"});
  organisation.mandates.push_back(mandate("p1", role::committee_vice_chair, "kn", 2));
  EXPECT_EQ(refused(), list({"INPUT_OVERLAPPING_MANDATES"}));
  organisation.mandates.back() = mandate("p1", role::committee_vice_chair, "kn", 3);
  organisation.mandates.push_back(mandate("p2", role::unit_chair, "aldre"));
  EXPECT_EQ(refused(), list({"INPUT_OVERLAPPING_MANDATES"}));
  organisation.mandates.back() = mandate("p2", role::unit_chair, "trafik");
  town.accept("", AdoptOrganisation{organisation, "hash-3"});
}

}  // namespace
}  // namespace ckl::law
