// Every kind of mistake in a configuration is named with its file, its line and what would be
// right. Each test spoils one thing in a small sound configuration.

#include "config/spoilt_config.hpp"
#include "platform/config_scalars.hpp"
#include "platform/directory.hpp"

namespace ckl::platform {
namespace {

TEST_F(SpoiltConfig, IsSoundBeforeItIsSpoilt) {
  EXPECT_THAT(problems(), ::testing::IsEmpty()) << format_problems(problems());
}

TEST_F(SpoiltConfig, NamesAMissingFile) {
  replace("ckld.yaml", "units.yaml", "enheter.yaml");
  const auto found = problems();
  ASSERT_FALSE(found.empty());
  EXPECT_TRUE(std::ranges::any_of(found, [&](const ConfigProblem& problem) {
    return problem.line == line_ && problem.what.en.find("does not exist") != std::string::npos;
  })) << format_problems(found);
}

TEST(LoadConfig, NamesItselfWhenItIsMissing) {
  const auto config = load_config("/nowhere/ckld.yaml");
  ASSERT_FALSE(config);
  ASSERT_EQ(config.error().size(), 1U);
  EXPECT_EQ(config.error()[0].file, "/nowhere/ckld.yaml");
  EXPECT_THAT(config.error()[0].what.en, ::testing::HasSubstr("does not exist"));
}

TEST_F(SpoiltConfig, SuggestsTheKeyThatWasMeant) {
  replace("plans.yaml", "wanted: 2", "wantd: 2");
  expect_one("plans.yaml", "unknown key \"wantd\"", "was \"wanted\" meant?");
}

TEST_F(SpoiltConfig, NamesAnUnknownKeyAtTheTop) {
  append("ckld.yaml", "lissten: {http: 127.0.0.1:1}\n");
  expect_one("ckld.yaml", "unknown key \"lissten\"", "was \"listen\" meant?");
}

TEST_F(SpoiltConfig, NamesAKeyThatStandsTwice) {
  replace("persons.yaml", "id: ada, unit: ks", "id: ada, unit: ks, unit: ks");
  expect_one("persons.yaml", "stands twice", "keep one");
}

TEST_F(SpoiltConfig, NamesAWrongType) {
  replace("plans.yaml", "wanted: 2", "wanted: två");
  const auto found = problems();
  ASSERT_EQ(found.size(), 1U) << format_problems(found);
  EXPECT_THAT(found[0].what.en, ::testing::HasSubstr("no whole number"));
}

TEST_F(SpoiltConfig, NamesAListWhereAValueShouldBe) {
  replace("persons.yaml", "name: \"Ada\"", "name: [Ada]");
  expect_one("persons.yaml", "is a list", "a plain value");
}

TEST_F(SpoiltConfig, NamesADuplicateId) {
  append("units.yaml", "  - {id: kn, kind: staff, name: {sv: x, en: x}}\n");
  expect_one("units.yaml", "the unit \"kn\" is there already (line 5)", "an id of its own");
}

TEST_F(SpoiltConfig, NamesAnIdOfTheWrongForm) {
  append("units.yaml", "  - {id: \"k n\", kind: staff, name: {sv: x, en: x}}\n");
  expect_one("units.yaml", "can not be an id", "1 to 64 characters");
}

TEST_F(SpoiltConfig, NamesAnUnknownUnit) {
  replace("persons.yaml", "id: bo, unit: ks", "id: bo, unit: kss");
  expect_one("persons.yaml", "there is no unit \"kss\"", "was \"ks\" meant?");
}

TEST_F(SpoiltConfig, NamesAnUnknownPersonInAPool) {
  replace("plans.yaml", "[eva, fia]", "[eva, fina]");
  expect_one("plans.yaml", "there is no person \"fina\"", "was \"fia\" meant?");
}

TEST_F(SpoiltConfig, NamesAnUnknownPosition) {
  replace("plans.yaml", "position: CHIEF_OF_STAFF", "position: CHIEF");
  expect_one("plans.yaml", "there is no position \"CHIEF\"", "an id that exists");
}

TEST_F(SpoiltConfig, NamesAnUnknownPlan) {
  replace("settings.yaml", "default_plan: tva-av-fyra", "default_plan: tre-av-fyra");
  expect_one("settings.yaml", "there is no plan", "was \"tva-av-fyra\" meant?");
}

TEST_F(SpoiltConfig, NamesAContactOfAnUnknownPerson) {
  append("contacts.yaml", "  adam: {mail: [a@example.org]}\n");
  expect_one("contacts.yaml", "there is no person \"adam\"", "was \"ada\" meant?");
}

TEST_F(SpoiltConfig, NamesAChannelThatNoGatewayHas) {
  replace("persons.yaml", "channel: sms, after: 0s", "channel: fax, after: 0s");
  const auto found = problems();
  ASSERT_EQ(found.size(), 11U) << format_problems(found);
  EXPECT_THAT(found[0].what.en, ::testing::HasSubstr("is sought by \"fax\""));
}

TEST_F(SpoiltConfig, NamesARungWithoutAnAddress) {
  replace("contacts.yaml", ", mail: [\"bo@example.org\"]", "");
  const auto found = problems();
  ASSERT_EQ(found.size(), 1U) << format_problems(found);
  EXPECT_THAT(found[0].file, ::testing::EndsWith("persons.yaml"));
  EXPECT_THAT(found[0].what.en, ::testing::HasSubstr("\"bo\" has no address number 0"));
}

// What a browser gives is no contact of the configuration's; but push goes beside others only.
TEST_F(SpoiltConfig, PushNeedsNoAddressButAnotherKindBesideIt) {
  replace("ckld.yaml", "gateways:\n", "gateways:\n  - {kind: push, name: webb}\n");
  replace("persons.yaml", "id: bo, unit: ks",
          "id: bo, ladder: [{channel: push, after: 0s}, {channel: sms, after: 0s}], unit: ks");
  EXPECT_THAT(problems(), ::testing::IsEmpty()) << format_problems(problems());
  replace("persons.yaml", ", {channel: sms, after: 0s}]", "]");
  expect_one("persons.yaml", "\"bo\" is sought by push alone", "one more channel kind");
}

TEST_F(SpoiltConfig, NamesAPersonInAPoolWhoCanNotBeCalled) {
  replace("persons.yaml", "id: ada, unit: ks", "id: ada, ladder: [], unit: ks");
  const auto found = problems();
  ASSERT_FALSE(found.empty());
  EXPECT_THAT(found[0].file, ::testing::EndsWith("plans.yaml"));
  EXPECT_THAT(found[0].what.en, ::testing::HasSubstr("no way to call"));
}

TEST_F(SpoiltConfig, NamesAnEndBeforeTheBeginning) {
  replace("units.yaml", "id: gatunamnden,",
          "id: gatunamnden, valid_from: 2020-07-01, valid_to: 2019-07-01,");
  expect_one("units.yaml", "ends (2019-07-01) before it begins (2020-07-01)", "a later date");
}

TEST_F(SpoiltConfig, NamesADateThatDoesNotExist) {
  replace("units.yaml", "id: gatunamnden,", "id: gatunamnden, valid_from: 2021-02-29,");
  expect_one("units.yaml", "no date", "2026-11-22");
}

TEST_F(SpoiltConfig, NamesAUnitBelowItself) {
  replace("units.yaml", "id: ks, kind: executive_board, parent: kf",
          "id: ks, kind: executive_board, parent: ks");
  expect_one("units.yaml", "\"ks\" is below itself", "a parent above");
}

TEST_F(SpoiltConfig, NamesTwoChairsAtOnce) {
  append("mandates.yaml", "  - {person: gata, role: KN_CHAIR, unit: kn, valid_from: 2026-01-01}\n");
  expect_one("mandates.yaml", "held by \"gata\" and \"ordf\" (line 4) at once",
             "one mandate at a time");
}

TEST_F(SpoiltConfig, AcceptsChairsOneAfterTheOther) {
  replace("mandates.yaml", "role: KN_CHAIR, unit: kn",
          "role: KN_CHAIR, unit: kn, valid_to: 2026-01-01");
  append("mandates.yaml", "  - {person: gata, role: KN_CHAIR, unit: kn, valid_from: 2026-01-01}\n");
  EXPECT_THAT(problems(), ::testing::IsEmpty()) << format_problems(problems());
}

TEST_F(SpoiltConfig, NamesACommitteeWithoutAChair) {
  replace("mandates.yaml", "role: KN_CHAIR", "role: KN_MEMBER");
  line_ = 0;
  expect_one("ckld.yaml", "has no chair", "role: KN_CHAIR");
}

TEST_F(SpoiltConfig, SuggestsTheRoleThatWasMeant) {
  replace("mandates.yaml", "role: DUTY_OFFICER", "role: DUTY_OFICER");
  expect_one("mandates.yaml", "unknown role", "was \"DUTY_OFFICER\" meant?");
}

TEST_F(SpoiltConfig, AcceptsARoleOfTheCitysOwn) {
  replace("mandates.yaml", "person: ada, role: STAFF", "person: ada, role: HARBOUR_MASTER");
  EXPECT_THAT(problems(), ::testing::IsEmpty()) << format_problems(problems());
}

TEST_F(SpoiltConfig, NamesANumberThatIsNotE164WithoutRepeatingIt) {
  replace("contacts.yaml", "+46701740605", "070-1740605");
  expect_one("contacts.yaml", "an address for sms has the wrong form", "E.164");
  EXPECT_THAT(format_problems(problems()), ::testing::Not(::testing::HasSubstr("1740605\n")));
}

TEST_F(SpoiltConfig, NamesAMailAddressWithoutAt) {
  replace("contacts.yaml", "ada@example.org", "ada.example.org");
  expect_one("contacts.yaml", "an address for mail has the wrong form", "one @");
}

TEST_F(SpoiltConfig, NamesAPositionThatWantsNobody) {
  replace("plans.yaml", "wanted: 2", "wanted: 0");
  const auto found = problems();
  ASSERT_EQ(found.size(), 1U) << format_problems(found);
  EXPECT_THAT(found[0].what.en, ::testing::HasSubstr("nobody is wanted"));
}

TEST_F(SpoiltConfig, NamesAPoolSmallerThanWanted) {
  replace("plans.yaml", "wanted: 2", "wanted: 5");
  const auto found = problems();
  ASSERT_EQ(found.size(), 1U) << format_problems(found);
  EXPECT_THAT(found[0].what.en, ::testing::HasSubstr("5 are wanted for \"SITUATION\", but"));
}

TEST_F(SpoiltConfig, NamesAPlanWithoutAnEnd) {
  replace("plans.yaml", "    deadline: 30m\n", "");
  const auto found = problems();
  ASSERT_EQ(found.size(), 1U) << format_problems(found);
  EXPECT_THAT(found[0].what.en, ::testing::HasSubstr("has no end"));
}

TEST_F(SpoiltConfig, NamesAPersonTwiceInOnePool) {
  replace("plans.yaml", "[ada, bo, cia, dag]", "[ada, bo, cia, bo, dag]");
  expect_one("plans.yaml", "stands twice in the same pool", "everyone once");
}

TEST_F(SpoiltConfig, NamesADurationWithoutUnit) {
  replace("settings.yaml", "inform_chair_every: 2h", "inform_chair_every: 2");
  expect_one("settings.yaml", "is no duration", "30s, 5m, 2h or 90d");
}

TEST_F(SpoiltConfig, NamesPlainHttpOffTheLoopback) {
  append("ckld.yaml", "listen: {http: 0.0.0.0:8080}\n");
  expect_one("ckld.yaml", "HTTP listens on 0.0.0.0:8080 without TLS", "127.0.0.1");
}

TEST_F(SpoiltConfig, NamesPlainGrpcOffTheLoopback) {
  append("ckld.yaml", "listen: {grpc: 192.0.2.1:9090}\n");
  expect_one("ckld.yaml", "gRPC listens on 192.0.2.1:9090 without TLS", "127.0.0.1");
}

TEST_F(SpoiltConfig, NamesAPortOutOfRange) {
  append("ckld.yaml", "listen: {http: 127.0.0.1:65536}\n");
  expect_one("ckld.yaml", "no address to listen on", "port 0 to 65535");
}

TEST_F(SpoiltConfig, RefusesAsManyConnectionsAsNoServerHolds) {
  append("ckld.yaml", "listen: {connections: 50001}\n");
  expect_one("ckld.yaml", "50001 connections can not be allowed", "100 to 50000");
}

TEST_F(SpoiltConfig, RefusesSoFewConnectionsThatNobodyGetsIn) {
  append("ckld.yaml", "listen: {connections: 99}\n");
  expect_one("ckld.yaml", "99 connections can not be allowed", "100 to 50000");
}

TEST_F(SpoiltConfig, NamesAMissingCertificate) {
  append("ckld.yaml", "tls: {certificate: cert.pem, key: contacts.yaml}\n");
  expect_one("ckld.yaml", "does not exist", "PEM");
}

TEST_F(SpoiltConfig, NamesAnUnknownKindOfGateway) {
  replace("ckld.yaml", "kind: console, name: konsol,", "kind: consol, name: konsol,");
  const auto found = problems();
  ASSERT_FALSE(found.empty());
  EXPECT_TRUE(std::ranges::any_of(found, [](const ConfigProblem& problem) {
    return problem.right.en == "was \"console\" meant?";
  })) << format_problems(found);
}

TEST_F(SpoiltConfig, NamesASyntaxErrorByItsLine) {
  replace("plans.yaml", "[eva, fia]", "[eva, fia");
  const auto found = problems();
  ASSERT_EQ(found.size(), 1U) << format_problems(found);
  EXPECT_THAT(found[0].what.en, ::testing::HasSubstr("not valid YAML"));
  EXPECT_GE(found[0].line, line_);
}

TEST_F(SpoiltConfig, NamesATabInTheIndentation) {
  replace("settings.yaml", "  inform_chair_every", "\tinform_chair_every");
  const auto found = problems();
  ASSERT_FALSE(found.empty());
  EXPECT_TRUE(std::ranges::any_of(found, [&](const ConfigProblem& problem) {
    return problem.line == line_ && problem.what.en == "a tab in the indentation";
  })) << format_problems(found);
}

TEST_F(SpoiltConfig, NamesTextThatIsNotUtf8) {
  replace("persons.yaml", "name: \"Ada\"", "name: \"Ad\xE5\"");
  const auto found = problems();
  ASSERT_FALSE(found.empty());
  EXPECT_TRUE(std::ranges::any_of(found, [&](const ConfigProblem& problem) {
    return problem.line == line_ && problem.what.en == "the text is not UTF-8";
  })) << format_problems(found);
}

TEST_F(SpoiltConfig, FindsAllProblemsInOneReading) {
  replace("contacts.yaml", "ada@example.org", "ada.example.org");
  replace("settings.yaml", "inform_chair_every: 2h", "inform_chair_every: 2");
  replace("plans.yaml", "[eva, fia]", "[eva, fina]");
  replace("units.yaml", "kind: crisis_committee", "kind: crisis_comittee");
  EXPECT_EQ(problems().size(), 4U) << format_problems(problems());
}

TEST_F(SpoiltConfig, SurvivesAFileOfAnotherKind) {
  for (const std::string text : {"", "[]", "x", "- - -", "a: &a [*a]", "{", "null", "? x",
                                 "organisation: 3", "gateways: {a: b}", "units: [[[[]]]]"}) {
    std::ofstream(folder_ / "ckld.yaml", std::ios::binary) << text;
    EXPECT_THAT(problems(), ::testing::Not(::testing::IsEmpty())) << text;
  }
}

TEST_F(SpoiltConfig, ReadsSecretsFromFilesAndFlattensOptions) {
  replace("ckld.yaml", "gateways:\n",
          "gateways:\n"
          "  - kind: sms\n"
          "    name: sms-1\n"
          "    pace: 0.5\n"
          "    options:\n"
          "      url: https://sms.example.org/send\n"
          "      headers: {Authorization: {file: hemlig}, X-A: b}\n");
  std::ofstream(folder_ / "hemlig") << "Bearer abc\n";
  const auto config = load_config(folder_ / "ckld.yaml");
  ASSERT_TRUE(config) << format_problems(config.error());
  const auto& gateway = config->gateways.at(0);
  EXPECT_EQ(gateway.kind, "sms");
  EXPECT_DOUBLE_EQ(gateway.pace.all, 0.5);
  EXPECT_EQ(gateway.option("headers.Authorization"), "Bearer abc");
  EXPECT_EQ(gateway.option("headers.X-A"), "b");
  EXPECT_EQ(gateway.option("missing", "preset"), "preset");
}

TEST(CheckListeners, RefusesDemoModeOffTheLoopbackEvenWithTls) {
  Config config;
  config.tls = {.certificate = "a", .key = "b"};
  EXPECT_THAT(check_listeners(config, true), ::testing::IsEmpty());
  config.http.host = "0.0.0.0";
  EXPECT_THAT(check_listeners(config, false), ::testing::IsEmpty());
  const auto found = check_listeners(config, true);
  ASSERT_EQ(found.size(), 1U);
  EXPECT_THAT(found[0].what.en, ::testing::HasSubstr("in demo mode"));
}

TEST(FormatProblems, SaysItInSwedishThenInEnglish) {
  const std::vector<ConfigProblem> problems{{.file = "a.yaml",
                                             .line = 3,
                                             .what = {.sv = "fel", .en = "wrong"},
                                             .right = {.sv = "så här", .en = "like this"}}};
  EXPECT_EQ(format_problems(problems),
            "a.yaml:3: fel\n    rätt: så här\n    wrong\n    right: like this\n"
            "1 fel i konfigurationen. / 1 problem in the configuration.\n");
}

TEST(HashOf, ChangesWithTheOrganisationAndNothingElse) {
  domain::Organisation a;
  a.units.push_back({.id = {"ks"}, .name = {.sv = "x", .en = "y"}, .parent = {}});
  auto b = a;
  EXPECT_EQ(hash_of(a), hash_of(b));
  b.units[0].legal_person = true;
  EXPECT_NE(hash_of(a), hash_of(b));
}

TEST(ContactDirectory, GivesTheAddressAskedForAndNoOther) {
  const ContactDirectory directory({{{"ada"}, {{"sms", {"+46701740605", "+46701740606"}}}}});
  EXPECT_EQ(directory.address({"ada"}, "sms", 1), "+46701740606");
  EXPECT_EQ(directory.address({"ada"}, "sms", 2), std::nullopt);
  EXPECT_EQ(directory.address({"ada"}, "mail", 0), std::nullopt);
  EXPECT_EQ(directory.address({"bo"}, "sms", 0), std::nullopt);
}

TEST(ContactDirectory, FindsWhoHasANumber) {
  ContactDirectory directory({{{"ada"}, {{"sms", {"+46701740605", "+46701740606"}}}},
                              {{"bo"}, {{"sms", {"+46701740606"}}, {"mail", {"bo@example.org"}}}}});
  const auto who = [&](const char* digits) { return directory.persons_with_number(digits); };
  EXPECT_EQ(who("46701740605"), (std::vector<domain::PersonId>{{"ada"}}));
  EXPECT_EQ(who("46701740606"), (std::vector<domain::PersonId>{{"ada"}, {"bo"}}));
  for (const char* nobody : {"", "4670174060", "+46701740605", "bo@example.org"}) {
    EXPECT_TRUE(who(nobody).empty()) << nobody;
  }
  directory.replace({});
  EXPECT_TRUE(who("46701740605").empty());
}

TEST(ContactDirectory, HasNoAddressOfWhoIsErased) {
  ContactDirectory directory({});
  directory.look_up("push", [](const domain::PersonId&) { return std::string("browser"); });
  directory.replace({{{"ada"}, {{"sms", {"+46701740605"}}}}}, {{"ada"}});
  EXPECT_EQ(directory.address({"ada"}, "sms", 0), std::nullopt);
  EXPECT_EQ(directory.address({"ada"}, "push", 0), std::nullopt);
  EXPECT_EQ(directory.address({"bo"}, "push", 0), "browser");
}

TEST_F(SpoiltConfig, ADirectoryMayHaveTheAddressesThatTheFileLacks) {
  append("ckld.yaml", "directory: {key: {file: ../keys/directory.key}}\n");
  replace("contacts.yaml", ", mail: [\"bo@example.org\"]", "");
  const auto config = load_config(folder_ / "ckld.yaml");
  ASSERT_TRUE(config) << format_problems(config.error());
  EXPECT_EQ(config->directory_key, (folder_ / "../keys/directory.key").lexically_normal());
  std::ofstream(folder_ / "contacts.yaml") << "contacts: {}\n";
  EXPECT_THAT(problems(), ::testing::IsEmpty()) << format_problems(problems());
}

TEST_F(SpoiltConfig, NamesADirectoryWithoutAKey) {
  append("ckld.yaml", "directory: {key: {}}\n");
  const auto found = problems();
  ASSERT_EQ(found.size(), 1U) << format_problems(found);
  EXPECT_THAT(found[0].what.en, ::testing::HasSubstr("\"file\" is missing"));
  replace("ckld.yaml", "directory: {key: {}}", "directory: {keys: {file: x}}");
  EXPECT_FALSE(problems().empty());
}

TEST(StartOfDay, KnowsSummerTime) {
  using namespace std::chrono;
  EXPECT_EQ(start_of_day("2023-07-01"), sys_days{2023y / June / 30} + 22h);
  EXPECT_EQ(start_of_day("2023-01-01"), sys_days{2022y / December / 31} + 23h);
  EXPECT_EQ(start_of_day("2023-03-26"), sys_days{2023y / March / 25} + 23h);
  EXPECT_EQ(start_of_day("2023-03-27"), sys_days{2023y / March / 26} + 22h);
  EXPECT_EQ(start_of_day("2023-10-29"), sys_days{2023y / October / 28} + 22h);
  EXPECT_EQ(start_of_day("2023-10-30"), sys_days{2023y / October / 29} + 23h);
  EXPECT_EQ(start_of_day("2023-02-30"), std::nullopt);
}

// ---- pace and failover of gateways ----

constexpr const char* console_line =
    "  - {kind: console, name: konsol, stands_in_for: [sms, mail]}\n";

TEST_F(SpoiltConfig, ReadsPaceAndFailoverOfGateways) {
  replace("ckld.yaml", console_line,
          "  - {kind: console, name: konsol, stands_in_for: [mail]}\n"
          "  - {kind: sms, name: ett, pace: {all: 20, information: 2}}\n"
          "  - {kind: sms, name: tva, reserve: true, failover: {slow_after: 9s}}\n"
          "failover: {window: 30s, at_least: 4, failed: 40, stay: 2m}\n");
  const auto config = load_config(folder_ / "ckld.yaml");
  ASSERT_TRUE(config) << format_problems(config.error());
  const auto& one = config->gateways.at(1);
  EXPECT_EQ(one.pace, (PaceConfig{.all = 20, .information = 2}));
  EXPECT_EQ(one.failover.window, domain::Seconds{30});
  EXPECT_EQ(one.failover.failed, 40U);
  EXPECT_EQ(one.failover.slow, 50U);
  const auto& two = config->gateways.at(2);
  EXPECT_TRUE(two.reserve);
  EXPECT_EQ(two.failover.slow_after, domain::Seconds{9});
  EXPECT_EQ(two.failover.at_least, 4U);
  const std::vector<domain::GatewayEntry> expected{{.id = "ett", .kind = "sms"},
                                                   {.id = "tva", .kind = "sms", .reserve = true}};
  EXPECT_EQ(config->settings.gateways, expected);
}

TEST_F(SpoiltConfig, NamesAClassThatIsFasterThanItsGateway) {
  replace("ckld.yaml", "name: konsol,", "name: konsol, pace: {all: 5, relief: 6},");
  expect_one("ckld.yaml", "\"relief\" is faster than the gateway: 6 against 5", "at most as much");
}

TEST_F(SpoiltConfig, NamesAPaceWithoutItsWhole) {
  replace("ckld.yaml", "name: konsol,", "name: konsol, pace: {callout: 6},");
  expect_one("ckld.yaml", "\"all\" is missing", "all: 20");
}

TEST_F(SpoiltConfig, NamesAnUnknownClass) {
  replace("ckld.yaml", "name: konsol,", "name: konsol, pace: {all: 6, calout: 2},");
  expect_one("ckld.yaml", "unknown key \"calout\"", "was \"callout\" meant?");
}

TEST_F(SpoiltConfig, NamesAShareThatIsNone) {
  append("ckld.yaml", "failover: {failed: 120}\n");
  expect_one("ckld.yaml", "\"failed\" is no share: 120", "1 to 100");
}

TEST_F(SpoiltConfig, NamesANumberOfMessagesThatIsNone) {
  append("ckld.yaml", "failover: {at_least: 0}\n");
  expect_one("ckld.yaml", "\"at_least\" is no number of messages: 0", "1 to 1000");
}

TEST_F(SpoiltConfig, NamesAMostThatIsLessThanTheLeast) {
  append("ckld.yaml", "failover: {at_least: 5, at_most: 4}\n");
  expect_one("ckld.yaml", "\"at_most\" is less than \"at_least\"", "at least as many");
}

TEST_F(SpoiltConfig, NamesAStayThatIsLongerThanTheLongest) {
  append("ckld.yaml", "failover: {stay: 2h}\n");
  expect_one("ckld.yaml", "\"stay\" is longer than \"longest_stay\"", "a shorter time");
}

TEST_F(SpoiltConfig, NamesAWindowOutOfBounds) {
  append("ckld.yaml", "failover: {window: 0s}\n");
  expect_one("ckld.yaml", "\"window\" is out of bounds", "1s to 24h");
}

TEST_F(SpoiltConfig, NamesAReserveWithNothingBeforeIt) {
  replace("ckld.yaml", console_line,
          "  - {kind: console, name: konsol, stands_in_for: [mail, sms]}\n"
          "  - {kind: webhook, name: krok, reserve: true}\n");
  line_ = 5;
  expect_one("ckld.yaml", "\"krok\" is a reserve, but webhook has no other gateway",
             "another gateway of the kind");
}

}  // namespace
}  // namespace ckl::platform
