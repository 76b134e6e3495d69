// Ledningsplatser: the loss of one that is counted on is a fact, and told to those who lead.
// Basis: A16 (alarm paths, central and local), A15 (who is told).
#include "domain/posts.hpp"

#include <gmock/gmock.h>

#include "law/town.hpp"

namespace ckl::law {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

class Posts : public testing::Test {
 protected:
  void note(bool lost, std::optional<Instant> since = {}) {
    town.accept("", NotePost{.post = "reserv",
                             .name = {"Reservplatsen", "The reserve post"},
                             .lost = lost,
                             .since = since});
  }
  std::string text() { return town.events<PersonNotified>().front().text->sv; }

  Town town;
};

TEST_F(Posts, A16_TheLossIsToldToTheDutyOfficerAndTheChiefOfStaff) {
  note(true, town.now - minute);
  EXPECT_EQ(town.told_about("post"), list({"tib", "tib-2", "chief"}));
  EXPECT_EQ(
      text(),
      "Ledningsplatsen Reservplatsen är inte ansluten sedan 02:59. Ring dit: den ser inte vad "
      "som händer");
  EXPECT_EQ(town.state.lost_posts.at("reserv").since, town.now - minute);
}

TEST_F(Posts, ItsReturnIsToldToo) {
  note(true);
  note(false);
  EXPECT_EQ(text(), "Ledningsplatsen Reservplatsen är ansluten igen; den var borta sedan 03:00");
  EXPECT_THAT(town.state.lost_posts, IsEmpty());
}

TEST_F(Posts, WhatIsKnownIsNotToldAgain) {
  note(false);
  EXPECT_THAT(town.happened(), IsEmpty());
  note(true);
  note(true);
  EXPECT_THAT(town.happened(), IsEmpty());
}

TEST_F(Posts, APostHasAName) {
  EXPECT_THAT(town.refuse("", NotePost{.post = "", .name = {}, .lost = true, .since = {}}),
              ElementsAre("INPUT_MISSING"));
}

}  // namespace
}  // namespace ckl::law
