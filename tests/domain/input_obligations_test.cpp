// Malformed input of commands about obligations: each fault named, and nothing happens.
#include "domain/limits.hpp"
#include "law/town.hpp"

namespace ckl::law {
namespace {

const std::string too_long(limits::text_bytes + 1, 'x');

TEST(InputOfObligations, FactsAreOfAKnownKindAndTheirTextIsBounded) {
  Town town;
  const std::string id = town.accept("tib", a_report());
  RecordFact fact;
  fact.incident = IncidentId{id};
  fact.kind = static_cast<FactKind>(7);
  EXPECT_EQ(town.refuse("tib", fact), list({"INPUT_UNKNOWN_VALUE"}));
  EXPECT_EQ(town.rejection.breaches.at(0).field, "kind");
  fact.kind = FactKind::work_injury;
  fact.text = too_long;
  EXPECT_EQ(town.refuse("tib", fact), list({"INPUT_TEXT_TOO_LONG"}));
  EXPECT_TRUE(town.happened().empty());
}

TEST(InputOfObligations, OrdersOfReportsNeedAKnownDutyAReferenceAndATime) {
  Town town;
  EXPECT_EQ(town.refuse("chief", OrderReports{.obligation = ObligationId{"obligation-9"}}),
            list({"INPUT_UNKNOWN_OBLIGATION", "INPUT_MISSING", "INPUT_MISSING"}));
  EXPECT_EQ(town.rejection.code, RejectionCode::not_found);
}

TEST(InputOfObligations, ExercisesNameUnitsKindAndReport) {
  Town town;
  RecordExercise exercise;
  EXPECT_EQ(town.refuse("registrar", exercise),
            list({"INPUT_MISSING", "INPUT_MISSING", "INPUT_MISSING"}));
  exercise.units = {UnitId{"trafik"}, UnitId{"okänd"}};
  exercise.kind = "Larmövning";
  exercise.reference = "Dnr 1";
  exercise.held = town.now + hour;
  EXPECT_EQ(town.refuse("registrar", exercise), list({"INPUT_UNKNOWN_UNIT", "INPUT_TIME_FUTURE"}));
  exercise.units.pop_back();
  exercise.held.reset();
  town.accept("registrar", exercise);
}

TEST(InputOfObligations, ReadinessIsOfAKnownUnit) {
  Town town;
  RecordReadiness readiness;
  readiness.unit = UnitId{"okänd"};
  EXPECT_EQ(town.refuse("registrar", readiness), list({"INPUT_UNKNOWN_UNIT"}));
}

TEST(InputOfObligations, ReportsToTheCouncilNeedAReference) {
  Town town;
  const std::string meeting =
      town.accept("registrar", RegisterCouncilMeeting{.time = town.now + hour});
  const ReportToCouncil report{.meeting = MeetingId{meeting}, .decisions = {}, .reference = " "};
  EXPECT_EQ(town.refuse("registrar", report), list({"INPUT_MISSING"}));
}

}  // namespace
}  // namespace ckl::law
