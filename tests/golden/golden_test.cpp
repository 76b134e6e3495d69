// Every golden journal folds to the state that it folded to when it was written.
#include <algorithm>
#include <fstream>

#include <gtest/gtest.h>

#include "codec/codec.hpp"
#include "codec/fill.hpp"
#include "domain/evolve.hpp"
#include "golden/add_golden.hpp"

namespace ckl::golden {
namespace {

namespace fs = std::filesystem;

const fs::path root{CKL_SOURCE_DIR};
const fs::path folder = root / "tests/golden";

class GoldenJournal : public ::testing::TestWithParam<std::string> {};

TEST_P(GoldenJournal, FoldsToTheStateItWasWrittenWith) {
  const auto golden = read_golden(folder, GetParam());
  ASSERT_TRUE(golden) << golden.error();
  for (const auto& wrong : check_golden(*golden)) ADD_FAILURE() << wrong;
}

TEST_P(GoldenJournal, GivesAStateThatASnapshotKeeps) {
  const auto golden = read_golden(folder, GetParam());
  ASSERT_TRUE(golden) << golden.error();
  const auto state = replay(golden->entries);
  ASSERT_TRUE(state) << state.error();
  v1::WorkspaceImage image;
  codec::encode(*state, image);
  const auto again = codec::decode_image(image);
  ASSERT_TRUE(again) << again.error().what;
  EXPECT_TRUE(domain::same(*state, *again));
  EXPECT_TRUE(state->index == again->index);
}

std::string name_of_golden(const ::testing::TestParamInfo<std::string>& golden) {
  std::string name = golden.param;
  std::ranges::replace(name, '-', '_');
  return name;
}

INSTANTIATE_TEST_SUITE_P(Journals, GoldenJournal, ::testing::ValuesIn(list_goldens(folder)),
                         name_of_golden);

TEST(GoldenJournals, KeepTheScenariosOfTheField) {
  const auto names = list_goldens(folder);
  for (const char* name : {"drottninggatan", "drottninggatan-a", "drottninggatan-b", "dricksvatten",
                           "leverantorsangrepp", "hojd-beredskap", "hojd-beredskap-gotland",
                           "snostorm", "legionella"}) {
    EXPECT_NE(std::ranges::find(names, name), names.end()) << name;
  }
}

// A folder for goldens that goes with the test.
class Scratch : public ::testing::Test {
 protected:
  Scratch() { fs::remove_all(scratch_); }
  ~Scratch() override { fs::remove_all(scratch_); }

  [[nodiscard]] Outcome<Record> add(const std::string& scenario, const std::string& name) const {
    return add_golden(root, scratch_, {.scenario = scenario, .name = name});
  }
  [[nodiscard]] fs::path file(const std::string& name) const {
    return scratch_ / "journals" / name;
  }

  // NOLINTNEXTLINE(*-non-private-member-variables-in-classes)
  const fs::path scratch_ = fs::path(::testing::TempDir()) /
                            (std::string("ckl-golden-") +
                             ::testing::UnitTest::GetInstance()->current_test_info()->name());
};

using GoldenAdd = Scratch;

std::string bytes_of(const fs::path& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

void overwrite(const fs::path& file, const std::string& bytes) {
  std::ofstream out(file, std::ios::binary);
  out << bytes;
}

TEST_F(GoldenAdd, KeepsAJournalThatHolds) {
  const auto record = add("tystnad", "tystnad");
  ASSERT_TRUE(record) << record.error();
  const auto golden = read_golden(scratch_, "tystnad");
  ASSERT_TRUE(golden) << golden.error();
  EXPECT_EQ(golden->record, *record);
  EXPECT_EQ(golden->entries.size(), record->entries);
  EXPECT_EQ(golden->fields, Fields::of_today());
  EXPECT_TRUE(check_golden(*golden).empty());
}

TEST_F(GoldenAdd, NeverWritesOneThatExists) {
  ASSERT_TRUE(add("tystnad", "tystnad"));
  const auto kept = bytes_of(file("tystnad.txt"));
  const auto again = add("avbojd", "tystnad");
  ASSERT_FALSE(again);
  EXPECT_NE(again.error().find("never changed"), std::string::npos) << again.error();
  EXPECT_EQ(bytes_of(file("tystnad.txt")), kept);
  // Not even half of one.
  fs::remove(file("tystnad.gz"));
  EXPECT_FALSE(add("tystnad", "tystnad"));
  EXPECT_FALSE(fs::exists(file("tystnad.gz")));
}

TEST_F(GoldenAdd, RefusesWhatItDoesNotKnow) {
  EXPECT_FALSE(add("finns-inte", "finns-inte"));
  EXPECT_FALSE(add("tystnad", "../tystnad"));
  EXPECT_FALSE(fs::exists(scratch_));
}

TEST_F(GoldenAdd, UsesTheListOfFieldsThatIsThereAlready) {
  ASSERT_EQ(add("tystnad", "en")->fields, 1);
  ASSERT_EQ(add("tystnad", "tva")->fields, 1);
  const auto list = scratch_ / "fields/1.txt";
  overwrite(list, "ckl.v1.WorkspaceImage 1 2\n");  // as if the rest had been added since
  EXPECT_EQ(add("tystnad", "tre")->fields, 2);
  EXPECT_EQ(bytes_of(list), "ckl.v1.WorkspaceImage 1 2\n");
}

TEST_F(GoldenAdd, DamageIsSeen) {
  ASSERT_TRUE(add("tystnad", "tystnad"));
  auto bytes = bytes_of(file("tystnad.gz"));
  bytes[bytes.size() / 2] = static_cast<char>(bytes[bytes.size() / 2] ^ 1);
  overwrite(file("tystnad.gz"), bytes);
  const auto golden = read_golden(scratch_, "tystnad");
  ASSERT_FALSE(golden);
  EXPECT_NE(golden.error().find("not what was written"), std::string::npos) << golden.error();
}

TEST_F(GoldenAdd, AnotherFoldIsSeen) {
  ASSERT_TRUE(add("tystnad", "tystnad"));
  auto golden = read_golden(scratch_, "tystnad");
  ASSERT_TRUE(golden) << golden.error();
  // An entry that now means something else.
  auto entry = *codec::decode_entry(golden->entries.back());
  entry.event = domain::CklStateChanged{.from = domain::CklState::inactive,
                                        .to = domain::CklState::winding_down,
                                        .reason = {},
                                        .instruction = {}};
  golden->entries.back() = codec::encode(entry);
  const auto wrong = check_golden(*golden);
  ASSERT_EQ(wrong.size(), 1U);
  EXPECT_NE(wrong[0].find("another than it was"), std::string::npos) << wrong[0];
  // One that is encoded otherwise: a field that no version knows.
  golden->entries.back() += std::string("\xa2\x06\x01x", 4);
  EXPECT_FALSE(check_golden(*golden).empty());
  golden->entries.pop_back();
  EXPECT_FALSE(check_golden(*golden).empty());
}

v1::WorkspaceImage full_image() {
  v1::WorkspaceImage image;
  test::fill(image);
  return image;
}

TEST(StateHash, SeesEveryFieldOfTheImage) {
  const Fields today = Fields::of_today();
  const auto* type = v1::WorkspaceImage::descriptor();
  const std::string whole = state_text(full_image(), today);
  for (int i = 0; i < type->field_count(); ++i) {
    auto image = full_image();
    image.GetReflection()->ClearField(&image, type->field(i));
    EXPECT_NE(state_text(image, today), whole) << type->field(i)->name();
  }
}

TEST(StateHash, DoesNotSeeFieldsAddedLater) {
  std::string list = Fields::of_today().text();
  const auto at = list.find("ckl.v1.Incident ");
  ASSERT_NE(at, std::string::npos);
  const std::string line = list.substr(at, list.find('\n', at) - at);
  ASSERT_TRUE(line.ends_with(" 20")) << line;
  list.erase(at + line.size() - 3, 3);  // as if `participants` were not there yet
  const auto before = Fields::parse(list);
  ASSERT_TRUE(before);
  auto image = full_image();
  const std::string hash = state_text(image, *before);
  const std::string today = state_text(image, Fields::of_today());
  image.mutable_incidents(0)->add_participants("sdn-kista");
  EXPECT_EQ(state_text(image, *before), hash);
  EXPECT_NE(state_text(image, Fields::of_today()), today);
  image.mutable_incidents(0)->set_headline("En annan");
  EXPECT_NE(state_text(image, *before), hash);
}

TEST(StateHash, DoesNotSeeWhetherAnEmptyPartIsThere) {
  const Fields today = Fields::of_today();
  v1::WorkspaceImage image;
  EXPECT_EQ(state_text(image, today), "");
  image.mutable_alert()->mutable_law();
  EXPECT_EQ(state_text(image, today), "");
  image.mutable_alert()->mutable_law()->set_on(true);
  EXPECT_NE(state_text(image, today), "");
}

TEST(StateHash, CountsWhatIsInAList) {
  const Fields today = Fields::of_today();
  v1::WorkspaceImage image;
  image.add_committee_causes("");
  const auto one = state_text(image, today);
  image.add_committee_causes("");
  EXPECT_NE(state_text(image, today), one);
}

// Written down here so that the definition itself can't change unseen.
TEST(StateHash, IsTheSameForEver) {
  v1::WorkspaceImage image;
  image.set_workspace("skarpt");
  image.set_mode(v1::MODE_EXERCISE);
  image.mutable_name()->set_sv("Övning \"ett\"\n");
  image.set_sequence(7);
  image.mutable_time()->set_seconds(1'795'312'800);
  auto& incident = *image.add_incidents();
  incident.set_id("incident-1");
  incident.set_on_ckl(true);
  incident.mutable_point()->set_latitude(59.325);
  image.add_committee_causes("incident-1");
  const std::string text = state_text(image, Fields::of_today());
  EXPECT_EQ(text,
            "1=\"skarpt\"\n2=2\n3.1=\"Övning \\22ett\\22\\0a\"\n4=7\n5.1=1795312800\n9[0]=\n"
            "9[0].1=\"incident-1\"\n9[0].15=1\n9[0].19.1=404da9999999999a\n14[0]=\"incident-1\"\n");
  EXPECT_EQ(hash_of(text), "621a527498059e33a20fe3c234473373e1df3134f3a776e01e177d523d941274");
}

TEST(Record, ReadsWhatItWrites) {
  const Record record{.scenario = "snostorm",
                      .entries = 51,
                      .file_sum = "ab12",
                      .fields = 3,
                      .marks = {{.after = 50, .hash = "cd"}, {.after = 51, .hash = "ef"}}};
  EXPECT_EQ(parse_record(to_text(record)), record);
  EXPECT_FALSE(parse_record(""));
  EXPECT_FALSE(parse_record("fields x\n"));
  EXPECT_FALSE(parse_record(to_text(record) + "colour blue\n"));
}

}  // namespace
}  // namespace ckl::golden
