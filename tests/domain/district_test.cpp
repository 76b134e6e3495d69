// Which district council a place belongs to: geometry, dates, and what the successors tell where no
// boundary of that day is known.
#include "domain/district.hpp"

#include "law/districts.hpp"

namespace ckl::law {
namespace {

using namespace std::chrono_literals;

District with_hole() {
  District area = district("sdn-farsta", square(0, 3));
  area.rings.push_back(Ring{{{0.25, 1}, {0.25, 2}, {0.75, 2}, {0.75, 1}, {0.25, 1}}});
  return area;
}

TEST(Covers, IsEvenOddOverAllRings) {
  const District area = with_hole();
  EXPECT_TRUE(covers(area, {0.5, 0.5}));
  EXPECT_FALSE(covers(area, {0.5, 1.5}));  // in the hole
  EXPECT_TRUE(covers(area, {0.1, 1.5}));
  EXPECT_FALSE(covers(area, {0.5, 3.5}));
  EXPECT_FALSE(covers(area, {-0.1, 0.5}));
  EXPECT_FALSE(covers(area, {1.1, 0.5}));
}

TEST(Covers, APointOnASharedBorderLiesInExactlyOne) {
  const District west = district("a", square(0, 1));
  const District east = district("b", square(1, 2));
  EXPECT_NE(covers(west, {0.5, 1}), covers(east, {0.5, 1}));
  EXPECT_NE(covers(west, {0, 1}), covers(east, {0, 1}));
}

State state_of(std::vector<District> districts) {
  State state;
  state.organisation = organisation_with_districts();
  state.districts = std::move(districts);
  reindex(state);
  return state;
}

const Instant before = at(2026y / std::chrono::November / 30, {23, 59});
const Instant after = at(merger, {0, 0});

TEST(DistrictOf, TheBoundariesOfTheDayDecide) {
  const State state = state_of(three_districts());
  EXPECT_EQ(district_of(state, in_norrmalm, before), UnitId{"sdn-norrmalm"});
  EXPECT_EQ(district_of(state, in_ostermalm, before), UnitId{"sdn-ostermalm"});
  EXPECT_EQ(district_of(state, in_norrmalm, after), UnitId{"sdn-norra"});
  EXPECT_EQ(district_of(state, in_ostermalm, after), UnitId{"sdn-norra"});
  EXPECT_EQ(district_of(state, in_farsta, before), UnitId{"sdn-farsta"});
  EXPECT_TRUE(district_of(state, at_sea, before).empty());
}

TEST(DistrictOf, WithoutOldBoundariesTheSuccessorsLeaveSeveralCandidates) {
  const State state = state_of({district("sdn-norra", square(0, 2), "2026-12-01")});
  EXPECT_EQ(districts_at(state, in_norrmalm, before),
            (std::vector{UnitId{"sdn-norrmalm"}, UnitId{"sdn-ostermalm"}}));
  EXPECT_TRUE(district_of(state, in_norrmalm, before).empty());
  EXPECT_TRUE(districts_at(state, at_sea, before).empty());
}

TEST(DistrictOf, WithoutNewBoundariesTheOneSuccessorIsFound) {
  const State state = state_of({district("sdn-norrmalm", square(0, 1), {}, "2026-12-01")});
  EXPECT_EQ(district_of(state, in_norrmalm, after), UnitId{"sdn-norra"});
}

TEST(DistrictOf, KnowsNothingWithoutBoundaries) {
  EXPECT_TRUE(districts_at(state_of({}), in_norrmalm, before).empty());
}

}  // namespace
}  // namespace ckl::law
