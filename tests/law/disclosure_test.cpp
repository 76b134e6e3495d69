// Sekretessmarkering: who may set and lift the note, and what it keeps from whom.
// Basis: OSL 2009:400 5 kap. 5 §; Säkerhetsprogram 2020–2023, avsnitt Säkerhetsskydd och
// informationssäkerhet (A33); who documents: A12.
#include <algorithm>

#include <gmock/gmock.h>

#include "domain/procedure.hpp"
#include "domain/visibility.hpp"
#include "law/town.hpp"

namespace ckl::law {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

class Disclosure : public testing::Test {
 protected:
  Disclosure() {
    town.accept("staff", WriteLogEntry{.text = "Patienten heter Anna"});
    written = town.events<LogEntryWritten>().front();
    town.accept("staff", WriteLogEntry{.text = "Vägen är avstängd"});
    other = town.events<LogEntryWritten>().front();
  }

  static MarkSecrecy mark(std::uint32_t number) {
    return {.number = number, .provision = "21 kap. 1 § OSL", .reason = "hälsa"};
  }

  Town town;
  Event written;
  Event other;
};

TEST_F(Disclosure, WhoeverDocumentsMayMark) {
  // Basis: OSL 2009:400 5 kap. 5 §: noted as soon as secrecy can be supposed.
  town.accept("staff", mark(1));
  EXPECT_THAT(town.happened(), ElementsAre("SecrecyMarked"));
  const auto& kept = town.state.secrecy_marks.at(1);
  EXPECT_EQ(kept.provision, "21 kap. 1 § OSL");
  EXPECT_EQ(kept.by, PersonId{"staff"});
  EXPECT_EQ(kept.since, town.now);
}

TEST_F(Disclosure, WithoutAPartInTheHandlingNobodyMarks) {
  EXPECT_THAT(town.refuse("nobody", mark(1)), ElementsAre("A12"));
  EXPECT_THAT(town.state.secrecy_marks, IsEmpty());
}

TEST_F(Disclosure, ANoteNamesTheProvisionAndAnEntryThatIsThere) {
  EXPECT_THAT(town.refuse("staff", MarkSecrecy{.number = 1}), ElementsAre("INPUT_MISSING"));
  EXPECT_THAT(town.refuse("staff", mark(3)), ElementsAre("INPUT_UNKNOWN_LOG_ENTRY"));
  EXPECT_THAT(town.refuse("staff", mark(0)), ElementsAre("INPUT_UNKNOWN_LOG_ENTRY"));
}

TEST_F(Disclosure, AMarkByAnotherProvisionTakesItsPlace) {
  town.accept("staff", mark(1));
  town.accept("tib", MarkSecrecy{.number = 1, .provision = "18 kap. 13 § OSL"});
  EXPECT_EQ(town.state.secrecy_marks.size(), 1U);
  EXPECT_EQ(town.state.secrecy_marks.at(1).provision, "18 kap. 13 § OSL");
}

TEST_F(Disclosure, A33_LiftingIsForFewerAndSaysWhy) {
  // Basis: A33: what was kept back is shown again by a decision, not by whoever wrote it.
  town.accept("staff", mark(1));
  EXPECT_THAT(town.refuse("staff", LiftSecrecy{.number = 1, .reason = "ok"}), ElementsAre("A33"));
  EXPECT_THAT(town.refuse("chief", LiftSecrecy{.number = 1}), ElementsAre("INPUT_MISSING"));
  town.accept("chief", LiftSecrecy{.number = 1, .reason = "den anhörige har gett lov"});
  EXPECT_THAT(town.happened(), ElementsAre("SecrecyLifted"));
  EXPECT_THAT(town.state.secrecy_marks, IsEmpty());
  EXPECT_THAT(town.refuse("chief", LiftSecrecy{.number = 1, .reason = "igen"}), ElementsAre("A33"));
}

TEST_F(Disclosure, OnlyWhatIsMarkedIsMaskedAndOnlyForThoseWithoutAPart) {
  town.accept("staff", mark(1));
  EXPECT_TRUE(is_masked(town.state, written, Sight::masked));
  EXPECT_FALSE(is_masked(town.state, written, Sight::all));
  EXPECT_FALSE(is_masked(town.state, other, Sight::masked));
  EXPECT_FALSE(is_masked(town.state, SecrecyMarked{.number = 1}, Sight::masked));
  town.accept("chief", LiftSecrecy{.number = 1, .reason = "prövad"});
  EXPECT_FALSE(is_masked(town.state, written, Sight::masked));
}

// Every role there is, in and out of its time: the sight follows A12's row and nothing else.
TEST_F(Disclosure, SightFollowsTheMandateAndItsTime) {
  const auto& documenting = find_rule("A12")->roles;
  std::vector<std::string_view> roles{"INVENTED_ROLE"};
  for (const auto& rule : rules()) {
    for (const auto role : rule.roles) {
      if (std::ranges::find(roles, role) == roles.end()) roles.push_back(role);
    }
  }
  ASSERT_GT(roles.size(), 15U);
  for (const auto role : roles) {
    const bool documents = std::ranges::find(documenting, role) != documenting.end();
    Organisation organisation = small_organisation();
    organisation.mandates = {{.person = PersonId{"p1"},
                              .role = std::string(role),
                              .unit = UnitId{"slk"},
                              .valid_from = town.now,
                              .valid_to = town.now + hour}};
    town.accept("", AdoptOrganisation{.organisation = organisation, .source_hash = {}});
    const auto at = [&](Instant now) { return sight_of(town.state, PersonId{"p1"}, now); };
    const auto within = documents ? Sight::all : Sight::masked;
    EXPECT_EQ(at(town.now), within) << role;
    EXPECT_EQ(at(town.now + hour / 2), within) << role;
    EXPECT_EQ(at(town.now - day), Sight::masked) << role;
    EXPECT_EQ(at(town.now + 2 * day), Sight::masked) << role;
    EXPECT_EQ(sight_of(town.state, PersonId{"p2"}, town.now), Sight::masked) << role;
  }
}

TEST_F(Disclosure, TheLogsKeyIsAnEntryOfIts) {
  town.accept("", AdoptProofKey{.key = "ckl/x+00000000+AAAA"});
  EXPECT_THAT(town.happened(), ElementsAre("ProofKeyAdopted"));
}

TEST_F(Disclosure, APasskeyIsNotedWithItsHolder) {
  // Basis: A33: whose key a signature was made with is kept as long as the signature.
  town.accept("staff", NotePasskey{.holder = {"chair"},
                                   .change = PasskeyChange::added,
                                   .key = "0123",
                                   .public_key = std::string(64, 'k')});
  EXPECT_THAT(town.happened(), ElementsAre("PasskeyChanged"));
  const auto noted = town.events<PasskeyChanged>().front();
  EXPECT_EQ(noted.holder, PersonId{"chair"});
  EXPECT_EQ(noted.change, PasskeyChange::added);
  EXPECT_EQ(noted.key, "0123");
  EXPECT_THAT(town.refuse("", NotePasskey{.holder = {"chair"},
                                          .change = PasskeyChange::revoked,
                                          .key = "",
                                          .public_key = {}}),
              testing::Not(IsEmpty()));
}

}  // namespace
}  // namespace ckl::law
