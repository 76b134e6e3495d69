// The filter of command ids: never wrong about a key it has, seldom about one it has not.
#include "journal/key_filter.hpp"

#include <string>

#include <gtest/gtest.h>

namespace ckl::test {
namespace {

using journal::KeyFilter;

std::string key(std::size_t number) { return "tib-1 c-" + std::to_string(number); }

TEST(KeyFilter, HasNothingAtFirst) {
  const KeyFilter filter;
  for (std::size_t at = 0; at < 1'000; ++at) EXPECT_FALSE(filter.may_have(key(at)));
}

TEST(KeyFilter, NeverDeniesAKeyThatWasAdded) {
  KeyFilter filter;
  for (std::size_t at = 0; at < 200'000; ++at) filter.add(key(at));
  for (std::size_t at = 0; at < 200'000; ++at) ASSERT_TRUE(filter.may_have(key(at))) << key(at);
}

TEST(KeyFilter, IsAskedInVainForOneNewKeyInFiftyWhenComfortablyFull) {
  KeyFilter filter;
  for (std::size_t at = 0; at < KeyFilter::comfortable_keys; ++at) filter.add(key(at));
  constexpr std::size_t asked = 100'000;
  std::size_t in_vain = 0;
  for (std::size_t at = 0; at < asked; ++at) {
    if (filter.may_have("new " + key(at))) ++in_vain;
  }
  EXPECT_LT(in_vain, asked / 50);
  EXPECT_GT(in_vain, 0U);
}

}  // namespace
}  // namespace ckl::test
