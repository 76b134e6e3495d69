// Requirements of the city's programme that a decision serves.
#include "law/town.hpp"

namespace ckl::law {
namespace {

// Basis: Säkerhetsprogram 2020–2023, avsnitt Eskaleringsnivåer i staden
TEST(Requirements, A03_ASeriousEventIsHeldByCentralCrisisManagement) {
  Town town;
  const std::string id = town.accept("tib", a_report());
  EXPECT_FALSE(town.incident(id).on_ckl);
  town.accept("director", level(id, Level::serious));
  EXPECT_TRUE(town.incident(id).on_ckl);
  ASSERT_EQ(town.events<CklStateChanged>().size(), 1U);
  EXPECT_EQ(town.events<CklStateChanged>()[0].instruction, "Instruktion 3");
  EXPECT_EQ(town.rules_journaled("CklAttachmentChanged"), list({"A03"}));
}

// Basis: Säkerhetsprogram 2020–2023, avsnitt Eskaleringsnivåer i staden
TEST(Requirements, A11_WhatWasOnAnActiveCklIsNotClosedWithoutAnEvaluation) {
  Town town;
  const std::string id = town.accept("tib", a_report());
  town.accept("director", level(id, Level::serious));
  town.accept("director", level(id, Level::disturbance));
  town.accept("slk-jour", level(id, Level::none));
  ASSERT_EQ(town.open_duties("O12").size(), 1U);
  const auto rules =
      town.refuse("slk-jour", CloseIncident{.incident = IncidentId{id}, .reason = "Klart"});
  EXPECT_TRUE(has(rules, std::string("G15")));
}

}  // namespace
}  // namespace ckl::law
