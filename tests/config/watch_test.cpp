// What watches the watcher, in the configuration: test alarms and the sign of life.
#include "config/spoilt_config.hpp"

namespace ckl::platform {
namespace {

class WatchConfig : public SpoiltConfig {
 protected:
  // The line of the gateway is the one last changed.
  void gateway(const std::string& rest) {
    replace("ckld.yaml", "  - {kind: console, name: konsol, stands_in_for: [sms, mail]}\n",
            "  - {kind: console, name: konsol, stands_in_for: [sms, mail]}\n  - {" + rest + "}\n");
    ++line_;
  }
};

TEST_F(WatchConfig, IsAbsentUnlessWritten) {
  const auto config = load_config(folder_ / "ckld.yaml");
  ASSERT_TRUE(config);
  EXPECT_FALSE(config->dead_man);
  EXPECT_FALSE(config->gateways.at(0).test_alarm);
}

TEST_F(WatchConfig, ReadsTestAlarms) {
  replace("ckld.yaml", "gateways:\n",
          "gateways:\n"
          "  - {kind: webhook, name: krok, test_alarm: {to: https://prov.example.org/}}\n"
          "  - kind: sms\n"
          "    name: telia\n"
          "    options: {dialect: kannel}\n"
          "    test_alarm: {to: \"+46701000001\", every: 5m, within: 90s, back: answer}\n");
  const auto config = load_config(folder_ / "ckld.yaml");
  ASSERT_TRUE(config) << format_problems(config.error());
  EXPECT_EQ(config->gateways.at(0).test_alarm,
            (TestAlarmConfig{.to = "https://prov.example.org/"}));
  EXPECT_EQ(config->gateways.at(1).test_alarm, (TestAlarmConfig{.to = "+46701000001",
                                                                .every = domain::Seconds{300},
                                                                .within = domain::Seconds{90},
                                                                .back = TestAlarmBack::answer}));
}

TEST_F(WatchConfig, NamesATestAlarmWithoutAReceiver) {
  gateway("kind: webhook, name: krok, test_alarm: {every: 5m}");
  expect_one("ckld.yaml", "\"to\" is missing", "");
}

TEST_F(WatchConfig, NamesWhatCanNotCountAsBack) {
  gateway("kind: webhook, name: krok, test_alarm: {to: x, back: recept}");
  expect_one("ckld.yaml", "\"recept\" is nothing that counts as back",
             "handed_over, receipt or answer");
}

TEST_F(WatchConfig, NamesAGatewayWithoutReceipts) {
  gateway("kind: sms, name: telia, test_alarm: {to: \"+46701000001\", back: receipt}");
  expect_one("ckld.yaml", "the gateway \"telia\" gives no receipts",
             "option receipt.secret, or back: handed_over or answer");
}

TEST_F(WatchConfig, NamesAKannelWithoutReports) {
  gateway("kind: sms, name: telia, options: {dialect: kannel}, test_alarm: {to: \"+4670\"}");
  expect_one("ckld.yaml", "gives no receipts", "option report.secret");
}

TEST_F(WatchConfig, NamesAMailServerWithoutAMailboxToLookIn) {
  gateway("kind: mail, name: post, test_alarm: {to: a@example.org}");
  expect_one("ckld.yaml", "gives no receipts", "option bounces.address");
}

TEST_F(WatchConfig, NamesATimeThatIsNotShorterThanThePeriod) {
  gateway("kind: webhook, name: krok, test_alarm: {to: x, every: 2m, within: 120s}");
  expect_one("ckld.yaml", "\"within\" is not shorter than \"every\"", "a longer every");
}

TEST_F(WatchConfig, NamesAPeriodOutOfBounds) {
  gateway("kind: webhook, name: krok, test_alarm: {to: x, every: 2d}");
  expect_one("ckld.yaml", "\"every\" is out of bounds", "1s to 24h");
}

TEST_F(WatchConfig, NamesAMisspeltKey) {
  gateway("kind: webhook, name: krok, test_alarm: {to: x, evry: 2m}");
  expect_one("ckld.yaml", "unknown key \"evry\"", "was \"every\" meant?");
}

TEST_F(WatchConfig, NamesAGatewayThroughWhichNothingComesBack) {
  replace("ckld.yaml", "name: konsol,", "name: konsol, test_alarm: {to: x, back: handed_over},");
  expect_one("ckld.yaml", "no test alarm can come back through console", "webhook");
}

TEST_F(WatchConfig, ReadsTheSignOfLifeWithASecretAddress) {
  append("ckld.yaml", "dead_man: {url: {file: vakt}, method: GET, every: 30s, timeout: 5s}\n");
  std::ofstream(folder_ / "vakt") << "https://vakt.example.org/ping/hemlig\n";
  const auto config = load_config(folder_ / "ckld.yaml");
  ASSERT_TRUE(config) << format_problems(config.error());
  EXPECT_EQ(config->dead_man, (DeadManConfig{.url = "https://vakt.example.org/ping/hemlig",
                                             .method = "GET",
                                             .ca_file = {},
                                             .every = domain::Seconds{30},
                                             .timeout = domain::Seconds{5}}));
}

TEST_F(WatchConfig, NamesASignOfLifeToNowhere) {
  append("ckld.yaml", "dead_man: {every: 30s}\n");
  expect_one("ckld.yaml", "\"url\" is missing", "");
}

TEST_F(WatchConfig, NamesAnAddressThatIsNoneAndDoesNotRepeatIt) {
  append("ckld.yaml", "dead_man: {url: ftp-hemlig}\n");
  expect_one("ckld.yaml", "\"url\" is no web address", "https://host/path");
  EXPECT_THAT(format_problems(problems()), ::testing::Not(::testing::HasSubstr("hemlig")));
}

TEST_F(WatchConfig, NamesAMethodThatIsNone) {
  append("ckld.yaml", "dead_man: {url: \"https://a.example.org\", method: PING}\n");
  expect_one("ckld.yaml", "unknown method \"PING\"", "POST or GET");
}

TEST_F(WatchConfig, NamesATimeoutThatIsLongerThanThePeriod) {
  append("ckld.yaml", "dead_man: {url: \"https://a.example.org\", every: 10s}\n");
  expect_one("ckld.yaml", "\"timeout\" is not shorter than \"every\"", "a shorter time");
}

TEST_F(WatchConfig, NamesAnAuthorityThatIsNotThere) {
  append("ckld.yaml", "dead_man: {url: \"https://a.example.org\", ca_file: nowhere.pem}\n");
  expect_one("ckld.yaml", "nowhere.pem does not exist", "PEM");
}

}  // namespace
}  // namespace ckl::platform
