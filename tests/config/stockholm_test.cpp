// The configuration of Stockholm as it is delivered: whole, and of nobody.
#include <algorithm>
#include <set>

#include "config/spoilt_config.hpp"

namespace ckl::platform {
namespace {

TEST(LoadConfig, ReadsStockholm) {
  const auto config = load_config(root / "config/ckld.yaml");
  ASSERT_TRUE(config) << format_problems(config.error());
  EXPECT_EQ(config->http, (Listener{.host = "127.0.0.1", .port = 8080}));
  EXPECT_EQ(config->grpc, (Listener{.host = "127.0.0.1", .port = 9090}));
  EXPECT_EQ(config->workspaces.size(), 2U);
  EXPECT_EQ(config->plans.size(), 2U);
  EXPECT_EQ(config->settings.default_plan, domain::PlanId{"ckl-grund"});
  EXPECT_EQ(config->organisation_hash.size(), 64U);
  EXPECT_TRUE(std::filesystem::exists(config->scenarios));
}

TEST(LoadConfig, ReadsWhatStockholmHasChosen) {
  const auto config = load_config(root / "config/ckld.yaml");
  ASSERT_TRUE(config) << format_problems(config.error());
  const auto& settings = config->settings;
  EXPECT_EQ(settings.committee_seats, 7U);
  EXPECT_FALSE(settings.remote_meetings);
  EXPECT_EQ(settings.never_taken_over.size(), 3U);
  EXPECT_EQ(settings.warn_ahead,
            (std::vector{domain::Seconds{24 * 3'600}, domain::Seconds{3'600}}));
  EXPECT_EQ(settings.office_opens, 8U * 60);
  EXPECT_EQ(settings.office_closes, 17U * 60);
  EXPECT_EQ(settings.crisis_support_unit, domain::UnitId{"socialnamnden"});
  EXPECT_EQ(settings.area_codes, (std::vector<std::string>{"SE", "01", "0180"}));
  EXPECT_EQ(settings.mandate_periods.front(), "2019-01-01");
  EXPECT_EQ(settings.break_glass_lasts, domain::Seconds{4 * 3'600});
  EXPECT_EQ(config->districts.size(), 17U);
  EXPECT_EQ(config->districts_hash.size(), 64U);
}

// A42, A13: who is to be asked, told and heard exists for every committee of today.
TEST(LoadConfig, HasAChairAHeadAndACoordinatorForEveryCommitteeOfToday) {
  const auto config = load_config(root / "config/ckld.yaml");
  ASSERT_TRUE(config);
  for (const auto& unit : config->organisation.units) {
    const bool committee = unit.kind == domain::UnitKind::specialist_committee ||
                           unit.kind == domain::UnitKind::district_council;
    if (!committee || !unit.valid_to.empty()) continue;
    for (const char* role : {domain::role::unit_chair, domain::role::administration_head,
                             domain::role::security_coordinator}) {
      const auto holders =
          std::ranges::count_if(config->organisation.mandates, [&](const domain::Mandate& mandate) {
            return mandate.role == role && mandate.unit == unit.id;
          });
      EXPECT_EQ(holders, 1) << role << " " << unit.id.value;
    }
  }
}

std::size_t districts_on(const domain::Organisation& organisation, const std::string& date) {
  return static_cast<std::size_t>(std::ranges::count_if(organisation.units, [&](const auto& unit) {
    return unit.kind == domain::UnitKind::district_council &&
           (unit.valid_from.empty() || unit.valid_from <= date) &&
           (unit.valid_to.empty() || date < unit.valid_to);
  }));
}

TEST(LoadConfig, KnowsTheDistrictCouncilsOfEachTime) {
  const auto config = load_config(root / "config/ckld.yaml");
  ASSERT_TRUE(config);
  EXPECT_EQ(districts_on(config->organisation, "2019-01-01"), 14U);
  EXPECT_EQ(districts_on(config->organisation, "2020-06-30"), 14U);
  EXPECT_EQ(districts_on(config->organisation, "2020-07-01"), 13U);
  EXPECT_EQ(districts_on(config->organisation, "2023-06-30"), 13U);
  EXPECT_EQ(districts_on(config->organisation, "2023-07-01"), 11U);
}

TEST(LoadConfig, KnowsWhoIsALegalPerson) {
  const auto config = load_config(root / "config/ckld.yaml");
  ASSERT_TRUE(config);
  for (const auto& unit : config->organisation.units) {
    const bool own =
        unit.kind == domain::UnitKind::company || unit.kind == domain::UnitKind::federation;
    if (unit.kind != domain::UnitKind::external) {
      EXPECT_EQ(unit.legal_person, own) << unit.id.value;
    }
  }
}

TEST(LoadConfig, GivesStockholmOnlyNumbersAndAddressesOfNobody) {
  const auto config = load_config(root / "config/ckld.yaml");
  ASSERT_TRUE(config);
  std::set<std::string> seen;
  for (const auto& [person, channels] : config->contacts) {
    const auto numbers = channels.find("sms");
    for (const auto& number :
         numbers == channels.end() ? std::vector<std::string>{} : numbers->second) {
      EXPECT_GE(number, "+46701740605");
      EXPECT_LE(number, "+46701740699");
      EXPECT_TRUE(seen.insert(number).second) << number;
    }
    for (const auto& address : channels.at("mail")) {
      EXPECT_TRUE(address.ends_with("@example.org")) << address;
    }
  }
  EXPECT_GE(seen.size(), 90U);
}

TEST(LoadConfig, CanCallEveryoneInEveryPool) {
  const auto config = load_config(root / "config/ckld.yaml");
  ASSERT_TRUE(config);
  const auto& plan = config->plans.at(0);
  EXPECT_EQ(plan.id, domain::PlanId{"ckl-grund"});
  EXPECT_GE(plan.positions.size(), 10U);
  std::size_t persons = 0;
  for (const auto& position : plan.positions) {
    for (const auto& wave : position.waves) {
      persons += wave.persons.size();
    }
  }
  EXPECT_GE(persons, 30U);
}

}  // namespace
}  // namespace ckl::platform
