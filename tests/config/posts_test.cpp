// Command posts that are counted on, and witnesses, in the configuration.
#include "config/spoilt_config.hpp"

namespace ckl::platform {
namespace {

class PostsConfig : public SpoiltConfig {
 protected:
  void add(const std::string& lines) { replace("ckld.yaml", "gateways:\n", lines + "gateways:\n"); }
};

constexpr auto witness = "post-2.example.org+1a2b3c4d+BAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

TEST_F(PostsConfig, ReadsPostsAndWitnesses) {
  add("posts:\n"
      "  - {id: reserv, name: {sv: Reservplatsen, en: Reserve}, patience: 2m}\n"
      "  - {id: norr, name: {sv: Norr, en: North}}\n"
      "witnesses: [\"" +
      std::string(witness) + "\"]\n");
  const auto config = load_config(folder_ / "ckld.yaml");
  ASSERT_TRUE(config) << format_problems(config.error());
  ASSERT_EQ(config->posts.size(), 2U);
  EXPECT_EQ(config->posts[0], (PostConfig{.id = "reserv",
                                          .name = {"Reservplatsen", "Reserve"},
                                          .patience = domain::Seconds{120}}));
  EXPECT_EQ(config->posts[1].patience, domain::Seconds{60});
  EXPECT_EQ(config->witnesses, std::vector<std::string>{witness});
}

TEST_F(PostsConfig, NamesAPostThatStandsTwice) {
  add("posts:\n"
      "  - {id: norr, name: {sv: Norr, en: North}}\n"
      "  - {id: norr, name: {sv: Norr, en: North}}\n");
  line_ += 2;  // the second of the two
  expect_one("ckld.yaml", "\"norr\" can not be a command post", "the name it connects by");
}

TEST_F(PostsConfig, NamesWhatIsNoKeyOfAWitness) {
  for (const std::string& key :
       {std::string("nyckel"), std::string(witness).substr(0, 70),
        "+" + std::string(witness).substr(18), std::string(witness) + "A"}) {
    const auto text = read_file(folder_ / "ckld.yaml");
    add("witnesses: [\"" + key + "\"]\n");
    expect_one("ckld.yaml", "is no key of a witness", "name+id+key");
    std::ofstream(folder_ / "ckld.yaml") << text;
  }
}

}  // namespace
}  // namespace ckl::platform
