// The city's own texts, in the configuration.
#include "config/spoilt_config.hpp"

namespace ckl::platform {
namespace {

class TextsConfig : public SpoiltConfig {
 protected:
  void texts(const std::string& content) {
    replace("ckld.yaml", "  contacts:", "  texts: texts.yaml\n  contacts:");
    std::ofstream(folder_ / "texts.yaml", std::ios::binary) << content;
  }
};

TEST_F(TextsConfig, AreNoneUnlessWritten) {
  const auto config = load_config(folder_ / "ckld.yaml");
  ASSERT_TRUE(config);
  EXPECT_TRUE(config->texts.empty());
}

TEST_F(TextsConfig, AreReadWithTheLinesWhereTheyStand) {
  texts(
      "sms_part_ore: 35\n"
      "texts:\n"
      "  call:\n"
      "    sms: \"{headline} {link}\"\n"
      "    subject: {sv: \"Larm\", en: \"Alarm\"}\n");
  const auto config = load_config(folder_ / "ckld.yaml");
  ASSERT_TRUE(config) << format_problems(config.error());
  EXPECT_EQ(config->sms_part_ore, 35U);
  ASSERT_EQ(config->texts.size(), 3U);
  EXPECT_EQ(config->texts[0].line, 5U);
  EXPECT_TRUE(config->texts[1].english);
  EXPECT_EQ(config->texts[2].form, "sms");
  EXPECT_EQ(config->texts[2].line, 4U);
}

TEST_F(TextsConfig, NameAnUnknownOccasionFormAndLanguage) {
  texts("texts:\n  cal: {sms: x}\n");
  ASSERT_EQ(problems().size(), 1U);
  EXPECT_THAT(problems()[0].what.en, ::testing::HasSubstr("cal"));
  std::ofstream(folder_ / "texts.yaml", std::ios::binary) << "texts:\n  call:\n    fax: x\n";
  ASSERT_EQ(problems().size(), 1U);
  EXPECT_EQ(problems()[0].line, 3U);
  std::ofstream(folder_ / "texts.yaml", std::ios::binary)
      << "texts:\n  call:\n    mail: {fi: \"{link}\"}\n";
  ASSERT_EQ(problems().size(), 1U);
  EXPECT_THAT(problems()[0].what.en, ::testing::HasSubstr("fi"));
}

}  // namespace
}  // namespace ckl::platform
