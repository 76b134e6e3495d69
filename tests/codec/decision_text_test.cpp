// The words of a decision that is signed: the same bytes for ever, and no value that looks like a
// line of its own.
#include "codec/decision_text.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "ckl/v1/journal.pb.h"

namespace ckl::codec {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::Not;

v1::Command declaration() {
  v1::Command command;
  auto& body = *command.mutable_declare_extraordinary();
  body.set_command_id("web-1");
  body.set_workspace("skarpt");
  body.set_capacity("KN_CHAIR");
  body.set_incident("incident-7");
  body.mutable_criteria()->set_departs_from_normal("Ett.\r\nTvå.");
  body.mutable_criteria()->set_serious_disturbance("Vattnet är borta.");
  body.mutable_criteria()->set_urgent_action("Nu.");
  return command;
}

DecisionFacts facts() {
  return {.person = "kn-ordf",
          .name = "Anna Andersson",
          .capacity = "KN_CHAIR",
          .basis = {"Lag (2006:544), 2 kap. 3 §"},
          .headline = "Vattenläcka"};
}

TEST(DecisionText, SaysAllOfADeclaration) {
  EXPECT_EQ(decision_text(declaration(), facts()),
            "Beslut: Händelsen är en extraordinär händelse\n"
            "Arbetsyta: skarpt\n"
            "Fattat av: Anna Andersson (kn-ordf)\n"
            "I egenskap av: KN_CHAIR\n"
            "Stöd: Lag (2006:544), 2 kap. 3 §\n"
            "Rubrik: Vattenläcka\n"
            "Händelse: incident-7\n"
            "Avviker från det normala: Ett.\n"
            "  Två.\n"
            "Allvarlig störning eller överhängande risk: Vattnet är borta.\n"
            "Kräver skyndsamma insatser av kommunen: Nu.\n"
            "Krisledningsnämnden träder i funktion: nej\n"
            "Kommando: web-1\n");
}

TEST(DecisionText, SaysAllOfADecisionAlone) {
  v1::Command command;
  auto& body = *command.mutable_decide_alone();
  body.set_command_id("web-2");
  body.set_workspace("skarpt");
  body.set_incident("incident-7");
  body.mutable_matter()->set_kind(v1::MATTER_KIND_TAKEOVER);
  body.mutable_matter()->set_title("Övertagande");
  body.mutable_matter()->mutable_valid_until()->set_seconds(1'800'000'000);
  body.mutable_matter()->add_executors("sdn-1");
  body.mutable_matter()->add_executors("sdn-2");
  body.set_urgency_reason("Det brinner");
  const auto text = decision_text(command, facts());
  for (const auto* line :
       {"Beslut: Brådskande beslut i krisledningsnämndens ställe\n", "Slag: MATTER_KIND_TAKEOVER\n",
        "Rubrik på beslutet: Övertagande\n", "Gäller till: 2027-01-15T08:00:00Z\n",
        "Verkställs av: sdn-1\nVerkställs av: sdn-2\n",
        "Varför det inte kan vänta: Det brinner\n"}) {
    EXPECT_NE(text.find(line), std::string::npos) << line << "in\n" << text;
  }
}

TEST(DecisionText, HasAWordForEveryFieldOfWhatIsSigned) {
  // A field without a word of its own would stand by its English name, or as "?" without a value.
  for (const auto* type :
       {v1::DeclareExtraordinary::descriptor(), v1::AssessNotExtraordinary::descriptor(),
        v1::StartCommittee::descriptor(), v1::DecideAlone::descriptor(),
        v1::ConfirmOralDecision::descriptor(), v1::Criteria::descriptor(), v1::Matter::descriptor(),
        v1::Handback::descriptor(), v1::Scope::descriptor()}) {
    for (int at = 0; at < type->field_count(); ++at) {
      EXPECT_TRUE(has_word(*type->field(at))) << type->field(at)->full_name();
    }
  }
}

TEST(DecisionText, IsOfTheChairsDecisionsAndOfNothingElse) {
  EXPECT_TRUE(is_signed_decision(declaration()));
  auto oral = declaration();
  oral.mutable_declare_extraordinary()->mutable_oral()->set_witness("someone");
  EXPECT_FALSE(is_signed_decision(oral));
  v1::Command report;
  report.mutable_report_incident();
  EXPECT_FALSE(is_signed_decision(report));
  EXPECT_FALSE(is_signed_decision(v1::Command{}));
}

TEST(DecisionText, EventsAnswerForTheLinesThatTheyShare) {
  ckl::v1::ExtraordinaryDeclared event;
  event.set_incident("incident-7");
  event.mutable_criteria()->set_departs_from_normal("Ett.\nTvå.");
  EXPECT_THAT(decision_lines(event),
              ElementsAre("Händelse: incident-7", "Avviker från det normala: Ett.\n  Två.",
                          "Krisledningsnämnden träder i funktion: nej"));
}

}  // namespace
}  // namespace ckl::codec
