// The city's own texts: what a start and --check-config refuse, and what the preview tells.
#include "app/texts.hpp"

#include "app/overrides.hpp"
#include "config/spoilt_config.hpp"

namespace ckl::test {
namespace {

class TextsOfTheCity : public platform::SpoiltConfig {
 protected:
  std::expected<platform::Config, std::vector<platform::ConfigProblem>> configure(
      const std::string& texts) {
    std::ofstream(folder_ / "texts.yaml", std::ios::binary) << texts;
    app::Arguments arguments;
    arguments.config = folder_ / "ckld.yaml";
    return app::configure(arguments);
  }

  void SetUp() override {
    SpoiltConfig::SetUp();
    replace("ckld.yaml", "  contacts:", "  texts: texts.yaml\n  contacts:");
  }
};

TEST_F(TextsOfTheCity, ThatAreNoTemplatesAreRefusedWithTheirLine) {
  const auto config = configure("texts:\n  call:\n    sms: \"{rubrik} {link}\"\n");
  ASSERT_FALSE(config);
  ASSERT_EQ(config.error().size(), 1U);
  EXPECT_THAT(config.error()[0].file, ::testing::EndsWith("texts.yaml"));
  EXPECT_EQ(config.error()[0].line, 3U);
  EXPECT_EQ(config.error()[0].what.en, "unknown field {rubrik} in call.sms");
  EXPECT_THAT(config.error()[0].right.en, ::testing::HasSubstr("{headline}"));
}

TEST_F(TextsOfTheCity, AreShownWithLengthAndCost) {
  const auto config = configure("sms_part_ore: 35\ntexts:\n  call:\n    sms: \"{headline} {link} " +
                                std::string(150, 'x') + "\"\n");
  ASSERT_TRUE(config) << platform::format_problems(config.error());
  const auto texts = app::make_texts(*config);
  ASSERT_TRUE(texts);
  domain::State state;
  state.organisation = config->organisation;
  v1::PreviewTextsResponse response;
  app::preview_texts(*texts, state, "https://x.se/s/abc", response);
  ASSERT_EQ(response.texts_size(), 16);
  const auto& sms = response.texts(2);
  EXPECT_EQ(sms.occasion() + "." + sms.form(), "call.sms");
  EXPECT_TRUE(sms.own());
  EXPECT_EQ(sms.sms_parts(), 2U);
  EXPECT_EQ(sms.cost_ore(), 70U);
  EXPECT_THAT(sms.text().sv(), ::testing::HasSubstr("https://x.se/s/abc"));
  EXPECT_FALSE(response.texts(0).own());
  EXPECT_EQ(response.texts(0).cost_ore(), 0U);
}

}  // namespace
}  // namespace ckl::test
