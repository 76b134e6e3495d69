// A feed can write in the staff's log, and that is all it can do.
#include "feeds/suggestion.hpp"

#include <type_traits>

#include <gtest/gtest.h>

#include "domain/limits.hpp"

namespace ckl::feeds {
namespace {

// Basis: LEH 2006:544 2 kap. 3 §
TEST(Suggestion, CanOnlyBecomeALogEntryG03) {
  static_assert(
      std::is_same_v<decltype(as_log_entry(std::declval<Suggestion>())), domain::WriteLogEntry>);
  const auto entry = as_log_entry({.source = "SMHI",
                                   .headline = "Röd varning för snö",
                                   .text = "Stockholms län",
                                   .identifier = "smhi-17"});
  EXPECT_EQ(entry.kind, domain::LogKind::incoming);
  EXPECT_EQ(entry.source, "SMHI");
  EXPECT_EQ(entry.text, "Röd varning för snö\nStockholms län\n(smhi-17)");
}

TEST(Suggestion, IsCutAtACharacterWhenTooLongAndSaysSo) {
  std::string long_text;
  while (long_text.size() < domain::limits::text_bytes) long_text += "å";
  const auto entry = as_log_entry({.source = "SMHI", .headline = long_text + "x"});
  EXPECT_LE(entry.text.size(), domain::limits::text_bytes);
  ASSERT_TRUE(entry.text.ends_with("å […]"));
}

}  // namespace
}  // namespace ckl::feeds
