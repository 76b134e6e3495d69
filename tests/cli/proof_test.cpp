// `ckl verify`: what is right is found right, and whatever is wrong is found, and said where.
#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>

#include <gmock/gmock.h>
#include <nlohmann/json.hpp>

#include "cli/proof_author.hpp"

namespace ckl::test {
namespace {

using proof::Report;
using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

Report verify(const std::vector<std::string>& lines, const proof::Trust& trust = {}) {
  proof::ExportVerifier verifier(trust);
  for (const auto& line : lines) verifier.take(line, true);
  return verifier.finish();
}

std::vector<std::string> codes(const Report& report) {
  std::vector<std::string> all;
  for (const auto& finding : report.findings) all.push_back(finding.code);
  return all;
}

std::string replaced(std::string text, const std::string& what, const std::string& by) {
  const auto at = text.find(what);
  EXPECT_NE(at, std::string::npos) << what << " is not in " << text;
  return text.replace(at, what.size(), by);
}

// A log with a change of keys in it: 1 key, 2-4 notes, 5 key, 6-8 notes; checkpoints at 1, 3, 5, 8.
class Verify : public testing::Test {
 protected:
  Verify() {
    for (const char* text : {"ett", "två", "tre"}) author.note(text);
    author.rotate();
    for (const char* text : {"sex", "sju", "åtta"}) author.note(text, true);
    lines = author.lines();
  }

  std::string& line_of(std::size_t entry) {
    return *std::ranges::find_if(lines, [&](const std::string& line) {
      return line.starts_with(fmt::format(R"({{"entry":{},)", entry));
    });
  }

  Author author;
  std::vector<std::string> lines;
};

TEST_F(Verify, AGoodExportIsGood) {
  const auto report = verify(lines, {.keys = {author.key()}});
  EXPECT_THAT(codes(report), IsEmpty());
  EXPECT_EQ(report.size, 8U);
  EXPECT_EQ(report.entries, 8U);
  EXPECT_EQ(report.masked, 6U);
  EXPECT_EQ(report.checkpoints, 3U);
  EXPECT_EQ(report.keys.size(), 2U);
  EXPECT_TRUE(report.key_given);
}

TEST_F(Verify, WithoutAKeyItSaysThatNoneWasGiven) {
  const auto report = verify(lines);
  EXPECT_TRUE(report.good());
  EXPECT_FALSE(report.key_given);
}

TEST_F(Verify, AnAlteredTextDoesNotMatchItsCommitment) {
  const auto was = proof::to_base64(
      "\x22\x03"
      "ett");
  line_of(2) = replaced(line_of(2), was,
                        proof::to_base64("\x22\x03"
                                         "ETT"));
  const auto report = verify(lines);
  EXPECT_THAT(codes(report), ElementsAre("commitment"));
  EXPECT_EQ(report.findings.front().entry, 2U);
  EXPECT_EQ(report.findings.front().field, 4U);
  EXPECT_EQ(report.findings.front().line, 4U);
}

TEST_F(Verify, AnAlteredCommitmentDoesNotGiveTheLeaf) {
  auto& line = line_of(6);
  const auto at = line.find(R"(["masked",4,")") + 13;
  line[at] = line[at] == 'A' ? 'B' : 'A';
  const auto report = verify(lines);
  EXPECT_THAT(codes(report), ElementsAre("leaf"));
  EXPECT_EQ(report.findings.front().entry, 6U);
}

TEST_F(Verify, AnEntryThatIsWhollyReplacedIsFoundByTheSignedHead) {
  Author other;
  other.note("något annat");
  line_of(2) = other.entry(2).line;
  const auto report = verify(lines);
  EXPECT_THAT(codes(report), ElementsAre("head", "head"));
  EXPECT_THAT(report.findings.front().en, HasSubstr("entries 2 to 5"));
}

TEST_F(Verify, ARemovedEntryIsSaidToBeMissing) {
  std::erase(lines, line_of(3));
  const auto report = verify(lines);
  EXPECT_THAT(codes(report), ElementsAre("order"));
  EXPECT_THAT(report.findings.front().en, HasSubstr("Entry 4 stands here, but 3 comes next"));
}

TEST_F(Verify, ARemovedTailIsSaidToBeMissing) {
  for (std::size_t keep = 1; keep < lines.size(); ++keep) {
    const auto report = verify({lines.begin(), lines.begin() + static_cast<std::ptrdiff_t>(keep)});
    EXPECT_THAT(codes(report), ElementsAre("tail")) << keep;
  }
}

TEST_F(Verify, AHeaderThatWasMadeToFitTheRemovedTailStillNeedsTheCheckpoint) {
  lines.front() = replaced(lines.front(), R"("size":8)", R"("size":7)");
  lines.resize(lines.size() - 2);
  EXPECT_THAT(codes(verify(lines)), ElementsAre("tail"));
}

TEST_F(Verify, ACheckpointFromElsewhereFindsAFork) {
  Author forked;
  for (const char* text : {"ett", "två", "TRE"}) forked.note(text);
  const auto report = verify(lines, {.keys = {}, .witnesses = {}, .checkpoint = forked.note_of(4)});
  EXPECT_THAT(codes(report), ElementsAre("fork"));
  const auto same = verify(lines, {.keys = {}, .witnesses = {}, .checkpoint = author.note_of(4)});
  EXPECT_TRUE(same.good());
  EXPECT_TRUE(same.elsewhere_checked);
}

TEST_F(Verify, ALaterCheckpointFindsWhatIsMissingAtTheEnd) {
  auto longer = author;
  longer.note("nio");
  const auto report = verify(lines, {.keys = {}, .witnesses = {}, .checkpoint = longer.note_of(9)});
  EXPECT_THAT(codes(report), ElementsAre("tail"));
  EXPECT_THAT(report.findings.front().en, HasSubstr("1 entries are missing"));
}

TEST_F(Verify, AnotherKeyThanTheLogsIsFound) {
  const auto stranger = Pen::of(Author::origin, 'z').key.text();
  EXPECT_THAT(codes(verify(lines, {.keys = {stranger}})), ElementsAre("key"));
  EXPECT_THAT(codes(verify(lines, {.keys = {"nyckel"}})), Contains("key"));
}

TEST_F(Verify, ACheckpointSignedByAnotherKeyIsFound) {
  lines.back() = Author::checkpoint_line(author.note_of(8, {Pen::of(Author::origin, 'z')}));
  EXPECT_THAT(codes(verify(lines)), ElementsAre("key"));
  // The key before the change may no longer sign alone.
  lines.back() = Author::checkpoint_line(author.note_of(8, {Pen::of(Author::origin, 'a')}));
  EXPECT_THAT(codes(verify(lines)), ElementsAre("key"));
}

TEST_F(Verify, AChangeOfKeysNeedsBothSignatures) {
  const auto at = std::ranges::find(lines, Author::checkpoint_line(author.note_of(5)));
  ASSERT_NE(at, lines.end());
  for (const char only : {'a', 'b'}) {
    *at = Author::checkpoint_line(author.note_of(5, {Pen::of(Author::origin, only)}));
    EXPECT_THAT(codes(verify(lines)), ElementsAre("key")) << only;
  }
}

TEST_F(Verify, AForgedSignatureIsFound) {
  auto forged = Pen::of(Author::origin, 'b');
  forged.seed = std::string(32, 'x');
  lines.back() = Author::checkpoint_line(author.note_of(8, {forged}));
  EXPECT_THAT(codes(verify(lines)), ElementsAre("signature"));
}

TEST_F(Verify, ASkippedEntryIsProvedByItsPlace) {
  line_of(3) = author.skip_one(3);
  const auto report = verify(lines);
  EXPECT_TRUE(report.good());
  EXPECT_EQ(report.skipped, 1U);
  EXPECT_EQ(report.entries, 7U);
}

TEST_F(Verify, AWitnessMustHaveSignedTheLastCheckpoint) {
  const auto witness = Pen::of("w.example.org", 'w', proof::KeyUse::witness);
  EXPECT_THAT(codes(verify(lines, {.keys = {}, .witnesses = {witness.key.text()}})),
              ElementsAre("witness"));
  const auto checkpoint = proof::Checkpoint::parse(author.note_of(8));
  lines.back() = Author::checkpoint_line(
      author.note_of(8) + proof::cosign(*checkpoint, witness.key, witness.seed, 1'700'000'000));
  const auto report = verify(lines, {.keys = {}, .witnesses = {witness.key.text()}});
  EXPECT_THAT(codes(report), IsEmpty());
  EXPECT_THAT(report.cosigned, ElementsAre("w.example.org"));
}

// No byte of an export can be another without being found, but for what is said for people alone.
TEST_F(Verify, EveryFlippedByteIsFound) {
  std::string whole;
  for (const auto& line : lines) whole += line + "\n";
  std::size_t unnoticed = 0;
  for (std::size_t at = 0; at < whole.size(); ++at) {
    auto damaged = whole;
    damaged[at] = static_cast<char>(damaged[at] ^ 1);
    proof::ExportVerifier verifier({.keys = {author.key()}});
    std::istringstream text(damaged);
    for (std::string line; std::getline(text, line);) verifier.take(line, !text.eof());
    if (verifier.finish().good()) {
      ++unnoticed;
      // Of the first line: the workspace's name, and what the export is said to be of.
      EXPECT_LT(at, lines.front().size()) << at << ": " << damaged.substr(at, 20);
    }
  }
  EXPECT_LE(unnoticed, 10U);
}

TEST_F(Verify, WhatIsNoExportIsAFindingAndNothingWorse) {
  const std::string deep(100'000, '[');
  for (const std::string& line :
       {std::string(), std::string("{"), std::string("null"), std::string("{}"), deep,
        std::string("{\"ckl-export\":1}"), std::string("{\"ckl-export\":-1,\"size\":1e400}"),
        std::string("\xff\xfe{"), std::string(1, '\0')}) {
    EXPECT_THAT(codes(verify({line})), Contains("form")) << line.substr(0, 40);
  }
  EXPECT_THAT(codes(verify({})), ElementsAre("form"));
  for (const char* part : {R"({"entry":2})", R"({"skip":2,"through":9,"hashes":[]})",
                           R"({"entry":2,"leaf":"AA==","parts":[]})", R"({"skip":2})",
                           R"({"checkpoint":7})", R"({"checkpoint":"x\n1\n"})", R"({"what":1})",
                           R"({"entry":2,"entry":3,"leaf":"x","parts":[]})"}) {
    EXPECT_THAT(codes(verify({lines[0], lines[1], lines[2], part})), ElementsAre("form")) << part;
  }
}

std::string receipt_of(const Author& author, std::size_t entry,
                       const std::vector<proof::Hash>& path) {
  auto text = fmt::format("c2sp.org/tlog-proof@v1\nextra {}\nindex {}\n",
                          proof::to_base64(author.entry(entry).line), entry - 1);
  for (const auto& hash : path) text += proof::to_base64(proof::view(hash)) + "\n";
  return text + "\n" + author.note_of(author.size());
}

TEST_F(Verify, AReceiptLeadsFromTheEntryToTheSignedHead) {
  // The last of eight: its neighbour, then the pair and the four before.
  const auto left = [&](std::size_t from, std::size_t to) {
    proof::Tree tree;
    for (auto at = from; at <= to; ++at) EXPECT_TRUE(tree.add(0, author.entry(at).leaf));
    return tree.head();
  };
  const std::vector<proof::Hash> path{left(7, 7), left(5, 6), left(1, 4)};
  const auto good = proof::verify_receipt(receipt_of(author, 8, path),
                                          {.keys = {Pen::of(Author::origin, 'b').key.text()}});
  EXPECT_THAT(codes(good), IsEmpty());
  EXPECT_EQ(good.size, 8U);

  const proof::Trust trust{.keys = {Pen::of(Author::origin, 'b').key.text()}};
  EXPECT_THAT(codes(proof::verify_receipt(receipt_of(author, 7, path), trust)),
              ElementsAre("head"));
  EXPECT_THAT(codes(proof::verify_receipt(receipt_of(author, 8, {}), trust)), ElementsAre("head"));
  EXPECT_THAT(codes(proof::verify_receipt(receipt_of(author, 8, path), {})), ElementsAre("key"));
  EXPECT_THAT(codes(proof::verify_receipt("c2sp.org/tlog-proof@v1\n", trust)), ElementsAre("form"));
}

nlohmann::json json_of(const proof::SignedDecisions& counts) {
  return {{"good", counts.good},
          {"masked", counts.masked},
          {"withoutEvent", counts.without_event},
          {"withoutKey", counts.without_key},
          {"withoutHead", counts.without_head}};
}

std::string said(const Report& report) {
  std::string all;
  for (const auto& finding : report.findings) all += finding.en + "\n";
  return all;
}

// The files that the verifier in the browser is tried with too.
TEST(Vectors, AreJudgedAsTheyAreMeantToBe) {
  namespace fs = std::filesystem;
  const auto text_of = [](const fs::path& path) {
    std::ifstream file(path, std::ios::binary);
    std::ostringstream text;
    text << file.rdbuf();
    return std::move(text).str();
  };
  std::size_t judged = 0;
  for (const auto& file : fs::directory_iterator("tests/proof/vectors")) {
    const auto path = file.path();
    if (path.extension() != ".ckl-export" && path.extension() != ".tlog-proof") continue;
    const auto expected =
        nlohmann::json::parse(text_of(fs::path(path).replace_extension(".expect.json")));
    proof::Trust trust;
    if (expected.contains("key")) trust.keys.push_back(expected["key"]);
    if (expected.contains("checkpoint")) trust.checkpoint = expected["checkpoint"];
    Report report;
    if (path.extension() == ".tlog-proof") {
      report = proof::verify_receipt(text_of(path), trust);
    } else {
      proof::ExportVerifier verifier(trust);
      std::istringstream text(text_of(path));
      for (std::string line; std::getline(text, line);) verifier.take(line, !text.eof());
      report = verifier.finish();
    }
    EXPECT_EQ(report.good(), expected["good"].get<bool>()) << path;
    auto found = codes(report);
    std::ranges::sort(found);
    found.erase(std::unique(found.begin(), found.end()), found.end());
    EXPECT_EQ(found, expected["codes"].get<std::vector<std::string>>()) << path;
    EXPECT_THAT(said(report), HasSubstr(expected.value("says", ""))) << path;
    if (expected.contains("decisions")) {
      EXPECT_EQ(json_of(report.decisions), expected["decisions"]) << path;
    }
    ++judged;
  }
  EXPECT_GE(judged, 45U);
}

}  // namespace
}  // namespace ckl::test
