// Portar: a loss is a fact that is told another way, and a pin is somebody's decision.
// Basis: A16.
#include "domain/gateways.hpp"

#include "law/town.hpp"

namespace ckl::law {
namespace {

class Gateways : public testing::Test {
 protected:
  Gateways() {
    Settings settings = small_settings();
    settings.gateways = {{.id = "kannel-1", .kind = "sms"},
                         {.id = "kannel-2", .kind = "sms"},
                         {.id = "epost", .kind = "mail"}};
    town.accept("", AdoptSettings{settings});
  }

  void lose(const char* gateway, GatewayTrouble trouble = GatewayTrouble::failing) {
    town.accept(
        "", NoteGateway{.gateway = gateway, .lost = true, .trouble = trouble, .since = town.now});
  }
  void find_again(const char* gateway) {
    town.accept("", NoteGateway{.gateway = gateway, .since = {}});
  }
  // The kinds by which the one who was told is sought, in order.
  std::vector<std::string> ways() {
    std::vector<std::string> kinds;
    const auto told = town.events<PersonNotified>();
    if (told.empty()) return kinds;
    for (const auto& step : *town.state.messages.at(told.front().message).ladder) {
      kinds.push_back(step.channel);
    }
    return kinds;
  }
  std::string text() { return town.events<PersonNotified>().front().text->sv; }

  Town town;
};

TEST_F(Gateways, A16_ALossIsToldToTheDutyOfficerAndTheChiefOfStaffAnotherWay) {
  lose("kannel-1");
  EXPECT_EQ(town.told_about("gateway"), list({"tib", "tib-2", "chief"}));
  EXPECT_EQ(ways(), list({"mail", "sms"}));
  EXPECT_EQ(text(), "Porten kannel-1 (sms) svarar inte sedan 03:00. I stället sänder kannel-2.");
  const Message& told = *town.state.messages.begin();
  const auto& ladder = *told.ladder;
  EXPECT_EQ(ladder[0].after, Seconds{0});
  EXPECT_EQ(ladder[1].after, minute);
  EXPECT_EQ(class_of(told), SendClass::callout);
}

TEST_F(Gateways, TheLastOfAKindIsSaidToBeTheLast) {
  lose("kannel-1");
  lose("kannel-2", GatewayTrouble::slow);
  EXPECT_EQ(text(),
            "Porten kannel-2 (sms) är för långsam sedan 03:00. Ingen annan port sänder sms; andra "
            "vägar används.");
  EXPECT_EQ(ways(), list({"mail", "sms"}));
}

TEST_F(Gateways, AKindThatNobodySendsIsAvoidedInEveryWordOfALoss) {
  lose("kannel-1");
  lose("kannel-2");
  lose("epost", GatewayTrouble::silent);
  EXPECT_EQ(ways(), list({"sms", "mail"})) << "there is no other way left than as the ladder says";
  EXPECT_EQ(town.state.lost_gateways.size(), 3U);
}

TEST_F(Gateways, ALossAndAReturnAreToldOnce) {
  lose("kannel-1");
  lose("kannel-1");
  EXPECT_TRUE(town.happened().empty());
  town.pass(hour);
  find_again("kannel-1");
  EXPECT_EQ(town.happened().front(), "GatewayRecovered");
  EXPECT_EQ(town.told_about("gateway"), list({"tib", "tib-2", "chief"}));
  EXPECT_EQ(text(), "Porten kannel-1 (sms) fungerar igen; den var borta sedan 03:00");
  EXPECT_EQ(ways(), list({"sms", "mail"}));
  find_again("kannel-1");
  EXPECT_TRUE(town.happened().empty());
}

TEST_F(Gateways, AnUnknownOneCanNotBeLostButForgotten) {
  EXPECT_EQ(town.refuse("", NoteGateway{.gateway = "fax", .lost = true, .since = {}}),
            list({"INPUT_UNKNOWN_GATEWAY"}));
  lose("kannel-1");
  Settings settings = town.state.settings;
  settings.gateways.clear();
  town.accept("", AdoptSettings{settings});
  find_again("kannel-1");
  EXPECT_TRUE(town.state.lost_gateways.empty());
}

TEST_F(Gateways, A16_APinIsADecisionWithAReasonAndMayHaveAnEnd) {
  EXPECT_EQ(pinned_gateway(town.state, "sms", town.now), "");
  town.accept("tib", PinGateway{.gateway = "kannel-2",
                                .until = town.now + hour,
                                .reason = "Operatören har arbete i natt"});
  const auto& pin = town.state.gateway_pins.at("sms");
  EXPECT_EQ(pin.gateway, "kannel-2");
  EXPECT_EQ(pin.by, PersonId{"tib"});
  EXPECT_EQ(pinned_gateway(town.state, "sms", town.now), "kannel-2");
  EXPECT_EQ(pinned_gateway(town.state, "mail", town.now), "");
  EXPECT_EQ(pinned_gateway(town.state, "sms", town.now + hour), "");
  town.accept("chief", ReleaseGateway{.kind = "sms", .reason = "Klart"});
  EXPECT_TRUE(town.state.gateway_pins.empty());
}

TEST_F(Gateways, A16_OnlyWhoLeadsCallOutsMayPin) {
  const PinGateway pin{.gateway = "kannel-2", .until = {}, .reason = "Prov"};
  EXPECT_EQ(town.refuse("p1", pin), list({"A16"}));
  EXPECT_EQ(town.refuse("p1", ReleaseGateway{.kind = "sms", .reason = {}}), list({"A16", "A16"}));
  EXPECT_EQ(town.refuse("tib", ReleaseGateway{.kind = "sms", .reason = {}}), list({"A16"}));
}

TEST_F(Gateways, APinThatCanNotBeIsRefusedWithWhatThereIs) {
  EXPECT_EQ(town.refuse("tib", PinGateway{.gateway = "kannel-3", .until = {}, .reason = "Prov"}),
            list({"INPUT_UNKNOWN_GATEWAY"}));
  EXPECT_EQ(town.rejection.breaches[0].what_now.sv,
            "Välj en av: kannel-1 (sms), kannel-2 (sms), epost (mail)");
  EXPECT_EQ(town.refuse("tib", PinGateway{.gateway = "epost", .until = {}, .reason = " "}),
            list({"INPUT_MISSING"}));
  EXPECT_EQ(town.refuse("tib", PinGateway{.gateway = "epost", .until = town.now, .reason = "Prov"}),
            list({"INPUT_OUT_OF_RANGE"}));
}

TEST_F(Gateways, APinToAGatewayThatIsGoneHoldsNothing) {
  town.accept("tib", PinGateway{.gateway = "kannel-2", .until = {}, .reason = "Prov"});
  Settings settings = town.state.settings;
  settings.gateways.erase(settings.gateways.begin() + 1);
  town.accept("", AdoptSettings{settings});
  EXPECT_EQ(pinned_gateway(town.state, "sms", town.now), "");
}

TEST(SendClasses, AlarmsGoBeforeReliefBeforeInformation) {
  const auto of = [](MessagePurpose purpose, const char* subject) {
    Message message;
    message.purpose = purpose;
    message.subject = subject;
    return class_of(message);
  };
  EXPECT_EQ(of(MessagePurpose::call, ""), SendClass::callout);
  EXPECT_EQ(of(MessagePurpose::stand_down, ""), SendClass::callout);
  for (const char* subject : {"staffing-gap", "callout-word", "taken-in", "gateway"}) {
    EXPECT_EQ(of(MessagePurpose::notice, subject), SendClass::callout) << subject;
  }
  for (const char* subject : {"DUTY", "DUTY_GAP", "relief", "relief-plan"}) {
    EXPECT_EQ(of(MessagePurpose::notice, subject), SendClass::relief) << subject;
  }
  EXPECT_EQ(of(MessagePurpose::notice, "O12"), SendClass::information);
}

}  // namespace
}  // namespace ckl::law
