// What people read and type.
#include "cli/words.hpp"

#include <gtest/gtest.h>

#include "ckl/v1/command.pb.h"
#include "ckl/v1/services/gateway.pb.h"
#include "cli/describe.hpp"
#include "cli/outcome.hpp"
#include "cli/run.hpp"

namespace ckl::test {
namespace {

const cli::Voice swedish{false};
const cli::Voice english{true};

int run(std::vector<std::string> arguments) {
  const auto nothing = [](const std::string&) { return std::string{}; };
  return cli::run(arguments, nothing);
}

TEST(Words, ExistForEveryValueThatIsShown) {
  for (const auto* descriptor :
       {v1::EscalationLevel_descriptor(), v1::IncidentPhase_descriptor(),
        v1::IncidentKind_descriptor(), v1::CklState_descriptor(), v1::CommitteeState_descriptor(),
        v1::Mode_descriptor(), v1::Answer_descriptor(), v1::CallState_descriptor(),
        v1::ObligationState_descriptor(), v1::LogKind_descriptor(), v1::RejectionCode_descriptor(),
        v1::AbsenceKind_descriptor(), v1::WordKind_descriptor(), v1::WordAudience_descriptor(),
        v1::SwapState_descriptor(), v1::GatewayTrouble_descriptor(), v1::GatewayUse_descriptor(),
        v1::ShiftState_descriptor()}) {
    for (int at = 1; at < descriptor->value_count(); ++at) {
      const std::string& name = descriptor->value(at)->name();
      EXPECT_NE(cli::word_for(name, swedish), name);
      EXPECT_NE(cli::word_for(name, english), name);
    }
  }
}

TEST(Choices, AreTypedInEitherLanguage) {
  const auto choices = cli::choices_of(*v1::CklState_descriptor());
  EXPECT_EQ(choices.at("winding-down"), v1::CKL_STATE_WINDING_DOWN);
  EXPECT_EQ(choices.at("avvecklas"), v1::CKL_STATE_WINDING_DOWN);
}

TEST(Describe, HasASentenceForEveryEvent) {
  const auto* oneof = v1::JournalEntry::descriptor()->oneof_decl(0);
  for (int at = 0; at < oneof->field_count(); ++at) {
    v1::JournalEntry entry;
    entry.GetReflection()->MutableMessage(&entry, oneof->field(at));
    for (const auto& voice : {swedish, english}) {
      const std::string line = cli::describe(entry, voice, {});
      EXPECT_EQ(line.find(oneof->field(at)->message_type()->name()), std::string::npos) << line;
      EXPECT_EQ(line.find('?'), std::string::npos) << line;
    }
  }
}

TEST(Describe, TellsWhatHappenedAndWhoDidIt) {
  v1::JournalEntry entry;
  entry.set_sequence(12);
  entry.set_rule("T02");
  entry.mutable_time()->set_seconds(1'768'046'400);
  entry.mutable_actor()->set_person("tib-1");
  entry.mutable_actor()->set_capacity("DUTY_OFFICER");
  entry.mutable_level_changed()->set_incident("incident-7");
  entry.mutable_level_changed()->set_from(v1::ESCALATION_LEVEL_DISTURBANCE);
  entry.mutable_level_changed()->set_to(v1::ESCALATION_LEVEL_SERIOUS);
  EXPECT_EQ(cli::describe(entry, swedish, cli::to_instant(entry.time())),
            "13:00:00  #12  T02  Nivå för incident-7: störning → allvarlig händelse · "
            "tib-1, tjänsteman i beredskap");
}

TEST(Describe, TellsHowAnAnswerCame) {
  v1::JournalEntry entry;
  entry.mutable_answer_recorded()->set_person("lage-1");
  entry.mutable_answer_recorded()->set_answer(v1::ANSWER_CANNOT);
  entry.mutable_answer_recorded()->set_position("SITUATION");
  entry.mutable_answer_recorded()->set_via("voice");
  EXPECT_NE(cli::describe(entry, swedish, {}).find("lage-1 svarade: kan inte (SITUATION, telefon)"),
            std::string::npos);
  EXPECT_NE(cli::describe(entry, english, {}).find("(SITUATION, telephone)"), std::string::npos);
}

TEST(Rejection, IsShownWithEveryBreach) {
  v1::Rejection rejection;
  rejection.set_code(v1::REJECTION_CODE_NOT_PERMITTED);
  auto& breach = *rejection.add_breaches();
  breach.set_rule("G03");
  breach.set_basis("LEH");
  breach.mutable_message()->set_sv("Fel");
  breach.mutable_what_now()->set_sv("Ring");
  rejection.add_breaches()->set_rule("G13");
  const std::string text = cli::in_words(rejection, swedish);
  for (const char* part : {"G03", "LEH", "Fel", "Gör nu: Ring", "G13"}) {
    EXPECT_NE(text.find(part), std::string::npos) << part;
  }
}

TEST(Usage, IsCheckedBeforeAnythingIsSent) {
  EXPECT_EQ(run({}), 2);
  EXPECT_EQ(run({"no-such-command"}), 2);
  EXPECT_EQ(run({"report", "x"}), 2);
  EXPECT_EQ(run({"report", "x", "--kind", "flood", "--level", "serious"}), 2);
  EXPECT_EQ(run({"report", "x", "--kind", "supply", "--level", "serious", "--plan", "p"}), 2);
  EXPECT_EQ(run({"tail", "--after", "minus"}), 2);
  EXPECT_EQ(run({"tail", "--after", "1", "--snapshot"}), 2);
  EXPECT_EQ(run({"report", "x", "--kind", "supply", "--level", "serious", "--time", "soon"}), 2);
}

TEST(Usage, HelpAndCompletionNeedNoServer) {
  EXPECT_EQ(run({"--help"}), 0);
  EXPECT_EQ(run({"report", "--help", "--lang", "en"}), 0);
  testing::internal::CaptureStdout();
  EXPECT_EQ(run({"__complete", "callout"}), 0);
  const std::string candidates = testing::internal::GetCapturedStdout();
  EXPECT_NE(candidates.find("answer\n"), std::string::npos);
  EXPECT_NE(candidates.find("--json\n"), std::string::npos);
  for (const char* shell : {"bash", "zsh", "fish"}) EXPECT_EQ(run({"completion", shell}), 0);
}

TEST(Unreachable, HasItsOwnExitCode) {
  EXPECT_EQ(run({"status", "--server", "127.0.0.1:1", "--timeout", "2"}), 8);
}

}  // namespace
}  // namespace ckl::test
