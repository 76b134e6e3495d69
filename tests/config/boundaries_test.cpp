// The boundaries of Stockholm's district councils as they are delivered, and what a spoilt file is
// told.
#include <fstream>
#include <functional>
#include <sstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include "domain/calendar.hpp"
#include "domain/district.hpp"
#include "domain/evolve.hpp"
#include "platform/config.hpp"

namespace ckl::platform {
namespace {

using domain::GeoPoint;
using domain::UnitId;
using namespace std::chrono_literals;

const std::filesystem::path root{CKL_SOURCE_DIR};

constexpr GeoPoint drottninggatan{.latitude = 59.3326, .longitude = 18.0632};
constexpr GeoPoint stureplan{.latitude = 59.3355, .longitude = 18.0755};
constexpr GeoPoint kista{.latitude = 59.4030, .longitude = 17.9440};
constexpr GeoPoint tensta{.latitude = 59.3945, .longitude = 17.9010};
constexpr GeoPoint alvsjo{.latitude = 59.2787, .longitude = 18.0106};
constexpr GeoPoint liljeholmen{.latitude = 59.3107, .longitude = 18.0231};
constexpr GeoPoint solna{.latitude = 59.3600, .longitude = 18.0000};

domain::Instant day(std::chrono::year_month_day date) {
  return domain::calendar::instant_of(date, domain::Seconds{12 * 3'600});
}

class Boundaries : public ::testing::Test {
 protected:
  static domain::State& stockholm() {
    static domain::State state = [] {
      domain::State made;
      const auto config = load_config(root / "config/ckld.yaml");
      EXPECT_TRUE(config) << format_problems(config.error());
      if (config) {
        made.organisation = config->organisation;
        made.districts = config->districts;
        domain::reindex(made);
      }
      return made;
    }();
    return state;
  }

  static std::string on(GeoPoint point, std::chrono::year_month_day date) {
    return domain::district_of(stockholm(), point, day(date)).value;
  }
};

// Basis: Säkerhetsprogram 2020–2023, avsnitt Geografiskt områdesansvar
TEST_F(Boundaries, A20_DrottninggatanWasNorrmalmAndIsNorraInnerstaden) {
  EXPECT_EQ(on(drottninggatan, 2017y / 4 / 7), "sdn-norrmalm");
  EXPECT_EQ(on(drottninggatan, 2023y / 6 / 30), "sdn-norrmalm");
  EXPECT_EQ(on(drottninggatan, 2023y / 7 / 1), "sdn-norra-innerstaden");
  EXPECT_EQ(on(stureplan, 2017y / 4 / 7), "sdn-ostermalm");
  EXPECT_EQ(on(stureplan, 2026y / 11 / 22), "sdn-norra-innerstaden");
}

// Basis: Säkerhetsprogram 2020–2023, avsnitt Geografiskt områdesansvar
TEST_F(Boundaries, A20_KistaAndTenstaBecameJarva) {
  EXPECT_EQ(on(kista, 2017y / 9 / 1), "sdn-rinkeby-kista");
  EXPECT_EQ(on(tensta, 2017y / 9 / 1), "sdn-spanga-tensta");
  EXPECT_EQ(on(kista, 2026y / 11 / 22), "sdn-jarva");
  EXPECT_EQ(on(tensta, 2026y / 11 / 22), "sdn-jarva");
}

// Basis: Säkerhetsprogram 2020–2023, avsnitt Geografiskt områdesansvar
TEST_F(Boundaries, A20_AlvsjoBecameHagerstenAlvsjo) {
  EXPECT_EQ(on(alvsjo, 2020y / 6 / 30), "sdn-alvsjo");
  EXPECT_EQ(on(liljeholmen, 2020y / 6 / 30), "sdn-hagersten-liljeholmen");
  EXPECT_EQ(on(alvsjo, 2020y / 7 / 1), "sdn-hagersten-alvsjo");
  EXPECT_EQ(on(liljeholmen, 2026y / 11 / 22), "sdn-hagersten-alvsjo");
}

TEST_F(Boundaries, EndWhereTheCityEnds) { EXPECT_EQ(on(solna, 2026y / 11 / 22), ""); }

TEST_F(Boundaries, CoverEveryPointOfTheCityOnceAtEveryTime) {
  std::size_t inside = 0;
  for (double latitude = 59.22; latitude < 59.45; latitude += 0.004) {
    for (double longitude = 17.75; longitude < 18.20; longitude += 0.008) {
      const GeoPoint point{latitude, longitude};
      const auto now = districts_at(stockholm(), point, day(2026y / 11 / 22));
      ASSERT_LE(now.size(), 1U);
      inside += now.size();
      for (const auto year : {2017y, 2021y}) {
        EXPECT_EQ(districts_at(stockholm(), point, day(year / 1 / 15)).size(), now.size());
      }
    }
  }
  EXPECT_GT(inside, 500U);
}

// A small test city with boundaries of its own, to be spoilt.
class SpoiltBoundaries : public ::testing::Test {
 protected:
  void SetUp() override {
    const auto* test = ::testing::UnitTest::GetInstance()->current_test_info();
    folder_ = std::filesystem::temp_directory_path() /
              ("ckl-boundaries-" + std::to_string(::getpid()) + "-" + test->name());
    std::filesystem::remove_all(folder_);
    std::filesystem::copy(root / "tests/scenarios/provstad", folder_);
    std::ofstream(folder_ / "ckld.yaml", std::ios::app) << "  boundaries: karta.geojson\n";
    std::ofstream(folder_ / "units.yaml", std::ios::app)
        << "  - {id: sdn-a, kind: district_council, name: {sv: A, en: A}}\n";
  }

  void TearDown() override { std::filesystem::remove_all(folder_); }

  std::vector<ConfigProblem> read(const std::string& features) {
    std::ofstream(folder_ / "karta.geojson")
        << R"({"type": "FeatureCollection", "features": [)" << "\n"
        << features << "\n]}\n";
    const auto config = load_config(folder_ / "ckld.yaml");
    if (!config) return config.error();
    districts_ = config->districts;
    hash_ = config->districts_hash;
    return {};
  }

  void expect_one(const std::string& features, std::size_t line, const std::string& what) {
    const auto found = read(features);
    ASSERT_EQ(found.size(), 1U) << format_problems(found);
    EXPECT_EQ(std::filesystem::path(found[0].file).filename(), "karta.geojson");
    EXPECT_EQ(found[0].line, line) << format_problems(found);
    EXPECT_THAT(found[0].what.en, ::testing::HasSubstr(what));
    EXPECT_FALSE(found[0].right.sv.empty());
  }

  static std::string feature(const std::string& properties,
                             const std::string& rings = "[[[18,59],[19,59],[19,60],[18,59]]]") {
    return R"({"type":"Feature","properties":{)" + properties +
           R"(},"geometry":{"type":"Polygon","coordinates":)" + rings + "}}";
  }

  std::filesystem::path folder_;
  std::vector<domain::District> districts_;
  std::string hash_;
};

TEST_F(SpoiltBoundaries, AreSoundBeforeTheyAreSpoiltAndRoundedToFiveDecimals) {
  const auto found =
      read(feature(R"("unit":"sdn-a")", "[[[18.0000012,59],[19,59],[19,60],[18.0000012,59]]]"));
  EXPECT_TRUE(found.empty()) << format_problems(found);
  ASSERT_EQ(districts_.size(), 1U);
  EXPECT_EQ(districts_[0].rings[0].points[0], (GeoPoint{.latitude = 59, .longitude = 18}));
  EXPECT_EQ(hash_.size(), 64U);
}

TEST_F(SpoiltBoundaries, NameWhatIsNoJson) { expect_one("{]", 2, "not valid JSON"); }

TEST_F(SpoiltBoundaries, NameACollectionOfNothing) { expect_one("", 1, "no collection of areas"); }

TEST_F(SpoiltBoundaries, NameAnAreaWithoutAUnit) {
  expect_one(feature(R"("unit":"sdn-a")") + ",\n" + feature(R"("namn":"B")"), 3, "no \"unit\"");
}

TEST_F(SpoiltBoundaries, NameAnUnknownUnit) {
  expect_one(feature(R"("unit":"sdn-b")"), 2, "there is no unit \"sdn-b\"");
}

TEST_F(SpoiltBoundaries, NameAUnitThatIsNoDistrictCouncil) {
  expect_one(feature(R"("unit":"ks")"), 2, "no district council");
}

TEST_F(SpoiltBoundaries, NameALineThatDoesNotClose) {
  expect_one(feature(R"("unit":"sdn-a")", "[[[18,59],[19,59],[19,60],[18,60]]]"), 2,
             "no closed line");
  expect_one(feature(R"("unit":"sdn-a")", "[[[18,59],[19,59],[18,59]]]"), 2, "no closed line");
  expect_one(feature(R"("unit":"sdn-a")", "[[[18,590],[19,59],[19,60],[18,590]]]"), 2,
             "no closed line");
}

TEST_F(SpoiltBoundaries, NameAGeometryThatIsNoArea) {
  expect_one(R"({"properties":{"unit":"sdn-a"},"geometry":{"type":"Point","coordinates":[18,59]}})",
             2, "has the geometry \"Point\"");
}

TEST_F(SpoiltBoundaries, NameADateThatDoesNotExist) {
  expect_one(feature(R"("unit":"sdn-a","valid_from":"2021-02-29")"), 2, "no date");
}

TEST_F(SpoiltBoundaries, NameAnEndBeforeTheBeginning) {
  expect_one(feature(R"("unit":"sdn-a","valid_from":"2021-01-01","valid_to":"2020-01-01")"), 2,
             "ends before it begins");
}

TEST_F(SpoiltBoundaries, NameTwoAreasAtOnce) {
  expect_one(feature(R"("unit":"sdn-a")") + ",\n" + feature(R"("unit":"sdn-a")"), 3,
             "two areas at once (line 2)");
  EXPECT_TRUE(read(feature(R"("unit":"sdn-a","valid_to":"2020-01-01")") + ",\n" +
                   feature(R"("unit":"sdn-a","valid_from":"2020-01-01")"))
                  .empty());
}

TEST_F(SpoiltBoundaries, NameAFileThatIsMissing) {
  const auto config = load_config(folder_ / "ckld.yaml");
  ASSERT_FALSE(config);
  EXPECT_THAT(config.error()[0].what.en, ::testing::HasSubstr("can not be read"));
}

}  // namespace
}  // namespace ckl::platform
