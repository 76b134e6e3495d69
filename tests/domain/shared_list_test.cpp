// The list whose copies share what none of them has changed.
#include "domain/shared_list.hpp"

#include <string>

#include <gtest/gtest.h>

namespace ckl::domain {
namespace {

using Words = SharedList<std::string>;

Words two() {
  Words words;
  words.emplace_back("ett");
  words.emplace_back("två");
  return words;
}

TEST(SharedList, ACopySharesItsItemsUntilOneOfTheTwoChangesOne) {
  Words one = two();
  const Words other = one;
  EXPECT_EQ(&one[0], &other[0]);
  one.change(0) = "tre";
  EXPECT_EQ(one[0], "tre");
  EXPECT_EQ(other[0], "ett");
  EXPECT_EQ(&one[1], &other[1]);
  EXPECT_NE(one, other);
}

TEST(SharedList, WhatNobodyElseHoldsIsChangedWhereItIs) {
  Words words = two();
  const std::string* before = &words[0];
  words.change(0) = "tre";
  EXPECT_EQ(&words[0], before);
  {
    const Words gone = words;
  }
  words.change(0) = "fyra";
  EXPECT_EQ(&words[0], before);
}

TEST(SharedList, AnItemAddedToACopyIsTheCopysAlone) {
  const Words one = two();
  Words other = one;
  other.emplace_back() = "tre";
  EXPECT_EQ(one.size(), 2U);
  ASSERT_EQ(other.size(), 3U);
  EXPECT_EQ(other[2], "tre");
}

TEST(SharedList, IsEqualByWhatItHolds) {
  EXPECT_EQ(two(), two());
  Words fewer;
  fewer.emplace_back("ett");
  EXPECT_NE(two(), fewer);
  EXPECT_TRUE(Words().empty());
}

TEST(SharedList, IsReadInOrderAndOutlivesWhatItWasCopiedFrom) {
  Words kept;
  {
    const Words first = two();
    kept = first;
  }
  std::string all;
  for (const auto& word : kept) all += word + " ";
  EXPECT_EQ(all, "ett två ");
}

}  // namespace
}  // namespace ckl::domain
