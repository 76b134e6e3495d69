// Contact addresses at rest: kept, changed, erased; and every file that can not be trusted refused.
#include "auth/contact_store.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>

#include "auth/durable_file.hpp"
#include "auth/hand_clock.hpp"
#include "auth/scratch_folder.hpp"
#include "platform/config_scalars.hpp"
#include "platform/random.hpp"

namespace ckl::test {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

const ports::Addresses ada{{"mail", {"ada@example.org"}}, {"sms", {"+46701740605"}}};
const ports::Addresses bo{{"sms", {"+46701740611"}}};

unsigned mode_of(const std::filesystem::path& file) {
  struct stat about{};
  EXPECT_EQ(::stat(file.c_str(), &about), 0);
  return about.st_mode & 0777U;
}

class ContactsAtRest : public ::testing::Test {
 protected:
  using Opened = ports::Result<std::unique_ptr<auth::ContactStore>>;

  [[nodiscard]] Opened try_open() const {
    auto store =
        auth::ContactStore::open({book(), key(), log()}, clock_.now(), &platform::random_bytes);
    if (store) (*store)->judge_by(&platform::is_address);
    return store;
  }
  [[nodiscard]] std::unique_ptr<auth::ContactStore> open() const {
    auto store = try_open();
    EXPECT_TRUE(store) << store.error().what;
    return store ? *std::move(store) : nullptr;
  }
  // Says no, and how; and repeats no address.
  [[nodiscard]] ports::Failure refusal() const {
    const auto store = try_open();
    if (store) return {ports::FailureCode::io, "it was opened"};
    EXPECT_THAT(store.error().what, Not(HasSubstr("46701740605")));
    EXPECT_THAT(store.error().what, Not(HasSubstr("example.org")));
    return store.error();
  }
  void fill() const { ASSERT_TRUE(open()->set({"ada"}, ada)); }

  [[nodiscard]] std::filesystem::path book() const { return folder_ / "contacts.sealed"; }
  [[nodiscard]] std::filesystem::path key() const { return folder_ / "directory.key"; }
  [[nodiscard]] std::filesystem::path log() const { return folder_ / "contact-log.jsonl"; }

  [[nodiscard]] ports::ContactNote note(const std::string& whose, const std::string& why) const {
    return {.at = clock_.now(),
            .by = {"adm-1"},
            .whose = {whose},
            .act = ports::ContactAct::read_full,
            .kinds = {"mail", "sms"},
            .reason = why};
  }

  ScratchFolder folder_;
  HandClock clock_;
};

TEST_F(ContactsAtRest, AreKeptOverARestartAndAreNotReadInTheFile) {
  EXPECT_TRUE(open()->drew_key());
  fill();
  const auto store = open();
  EXPECT_FALSE(store->drew_key());
  EXPECT_EQ(store->of({"ada"}), ada);
  EXPECT_TRUE(store->of({"bo"}).empty());
  EXPECT_THAT(contents_of(book()), HasSubstr("\"ada\""));
  EXPECT_THAT(contents_of(book()), Not(HasSubstr("46701740605")));
  EXPECT_THAT(contents_of(book()), Not(HasSubstr("example")));
  EXPECT_EQ(mode_of(book()), 0600U);
  EXPECT_EQ(mode_of(key()), 0600U);
}

TEST_F(ContactsAtRest, AreSealedAnewAtEachChange) {
  fill();
  const auto before = contents_of(book());
  fill();
  EXPECT_NE(contents_of(book()), before);
}

TEST_F(ContactsAtRest, AreNotReadWithAnotherKey) {
  fill();
  ASSERT_TRUE(auth::write_master_keys(key(), {auth::draw_master_key(&platform::random_bytes)}));
  const auto failed = refusal();
  EXPECT_EQ(failed.code, ports::FailureCode::refused);
  EXPECT_THAT(failed.what, HasSubstr(book().string()));
  EXPECT_THAT(failed.what, HasSubstr("the wrong key"));
  EXPECT_THAT(failed.what, HasSubstr("of the same time"));
}

TEST_F(ContactsAtRest, AreNotStartedOverWithoutTheKey) {
  fill();
  std::filesystem::remove(key());
  const auto failed = refusal();
  EXPECT_EQ(failed.code, ports::FailureCode::not_found);
  EXPECT_THAT(failed.what, HasSubstr(key().string()));
  EXPECT_FALSE(std::filesystem::exists(key()));
}

TEST_F(ContactsAtRest, TellOneChangedByteWhereverItStands) {
  fill();
  const auto whole = contents_of(book());
  for (std::size_t at = 0; at < whole.size(); ++at) {
    auto changed = whole;
    changed[at] = static_cast<char>(changed[at] ^ 1);
    write_file(book(), changed);
    const auto failed = refusal();
    EXPECT_NE(failed.code, ports::FailureCode::io) << at << ": " << failed.what;
    EXPECT_THAT(failed.what, HasSubstr(book().string())) << at;
  }
}

TEST_F(ContactsAtRest, TellThatTheirEndIsMissing) {
  fill();
  const auto whole = contents_of(book());
  for (std::size_t size = 0; size < whole.size(); ++size) {
    write_file(book(), whole.substr(0, size));
    EXPECT_NE(refusal().code, ports::FailureCode::io) << size;
  }
  write_file(book(), whole + "x");
  EXPECT_EQ(refusal().code, ports::FailureCode::corrupt);
}

TEST_F(ContactsAtRest, OfALaterFormatAreLeftAlone) {
  fill();
  auto later = contents_of(book());
  later.replace(later.find(" 1 "), 3, " 2 ");
  write_file(book(), later);
  const auto failed = refusal();
  EXPECT_EQ(failed.code, ports::FailureCode::invalid);
  EXPECT_THAT(failed.what, HasSubstr("has format 2"));
  EXPECT_EQ(contents_of(book()), later);
}

TEST_F(ContactsAtRest, OfOnePersonAreNotTakenForAnothers) {
  const auto key = auth::draw_key(&platform::random_bytes);
  const auto sealed = auth::seal(key, "+46701740605", "ada", &platform::random_bytes);
  EXPECT_EQ(auth::unseal(key, sealed, "ada"), "+46701740605");
  EXPECT_EQ(auth::unseal(key, sealed, "bo"), std::nullopt);
  EXPECT_EQ(auth::unseal(auth::draw_key(&platform::random_bytes), sealed, "ada"), std::nullopt);
  EXPECT_EQ(auth::unseal(key, sealed.substr(0, 27), "ada"), std::nullopt);
}

TEST_F(ContactsAtRest, WantAKeyThatIsTheOwnersAlone) {
  fill();
  for (const auto wide : {0640U, 0604U, 0660U, 0755U}) {
    ASSERT_EQ(::chmod(key().c_str(), wide), 0);
    const auto failed = refusal();
    EXPECT_EQ(failed.code, ports::FailureCode::refused);
    EXPECT_THAT(failed.what, HasSubstr(key().string()));
    EXPECT_THAT(failed.what, HasSubstr("chmod 600"));
  }
  ASSERT_EQ(::chmod(key().c_str(), 0400), 0);
  EXPECT_EQ(open()->of({"ada"}), ada);
}

TEST_F(ContactsAtRest, AreNotReadWithADamagedKey) {
  fill();
  const auto whole = contents_of(key());
  auto changed = whole;
  changed[whole.size() - 3] = changed[whole.size() - 3] == '0' ? '1' : '0';
  for (const auto& damaged :
       {std::string(), std::string("x"), whole.substr(0, 30), changed, whole + whole,
        std::string("ckl-directory-key 2\n") + whole.substr(whole.find('\n') + 1)}) {
    write_file(key(), damaged);
    ASSERT_EQ(::chmod(key().c_str(), 0600), 0);
    const auto failed = refusal();
    EXPECT_EQ(failed.code, ports::FailureCode::corrupt) << damaged;
    EXPECT_EQ(contents_of(key()), damaged) << "it is not made anew";
  }
}

TEST_F(ContactsAtRest, StandAsTheyWereWhenAWriteWasCutShort) {
  fill();
  auto unfinished = book();
  unfinished += ".new";
  write_file(unfinished, contents_of(book()).substr(0, 40));
  EXPECT_EQ(open()->of({"ada"}), ada);
  EXPECT_FALSE(std::filesystem::exists(unfinished));
}

TEST_F(ContactsAtRest, AreNotChangedWhenTheDiskSaysNo) {
  const auto store = open();
  ASSERT_TRUE(store->set({"ada"}, ada));
  // A folder in the place of the file that is written beside.
  auto beside = book();
  beside += ".new";
  std::filesystem::create_directory(beside);
  int changes = 0;
  store->on_change([&] { ++changes; });
  EXPECT_FALSE(store->set({"ada"}, bo));
  EXPECT_FALSE(store->erase({"ada"}));
  EXPECT_EQ(changes, 0);
  EXPECT_EQ(store->of({"ada"}), ada);
  EXPECT_EQ(open()->of({"ada"}), ada) << "the old key is there still";
  std::filesystem::remove(beside);
  EXPECT_TRUE(store->erase({"ada"}));
  EXPECT_TRUE(open()->erased({"ada"}));
}

TEST_F(ContactsAtRest, AreNotTakenInTheWrongForm) {
  const auto store = open();
  for (const auto& wrong :
       {ports::Addresses{{"sms", {"070-174 06 05"}}}, ports::Addresses{{"voice", {"+0701740605"}}},
        ports::Addresses{{"mail", {"ada.example.org"}}},
        ports::Addresses{{"webhook", {"ftp://example.org"}}}}) {
    const auto failed = store->set({"ada"}, wrong);
    ASSERT_FALSE(failed);
    EXPECT_EQ(failed.error().code, ports::FailureCode::invalid);
    EXPECT_THAT(failed.error().what, Not(HasSubstr("example")));
  }
  EXPECT_TRUE(store->of({"ada"}).empty());
}

TEST_F(ContactsAtRest, AreSeededUntilSomebodySetsThem) {
  auto store = open();
  ASSERT_TRUE(store->seed({{{"ada"}, bo}, {{"bo"}, {{"sms", {}}}}}));
  EXPECT_EQ(store->of({"ada"}), bo);
  EXPECT_TRUE(store->of({"bo"}).empty());
  store = open();
  ASSERT_TRUE(store->seed({{{"ada"}, ada}}));
  EXPECT_EQ(store->of({"ada"}), ada) << "the city has changed its file";
  const auto before = contents_of(book());
  ASSERT_TRUE(store->seed({{{"ada"}, ada}}));
  ASSERT_TRUE(store->seed({}));
  EXPECT_EQ(contents_of(book()), before) << "nothing new, and an emptied file takes nothing away";
  ASSERT_TRUE(store->set({"ada"}, bo));
  store = open();
  ASSERT_TRUE(store->seed({{{"ada"}, ada}}));
  EXPECT_EQ(store->of({"ada"}), bo) << "the person's own word stands";
}

TEST_F(ContactsAtRest, ThatAreErasedAreNotSeededAgain) {
  auto store = open();
  ASSERT_TRUE(store->seed({{{"ada"}, ada}, {{"bo"}, bo}}));
  ASSERT_TRUE(store->erase({"ada"}));
  for (int start = 0; start < 2; ++start) {
    const auto passed_by = store->seed({{{"ada"}, ada}, {{"bo"}, bo}});
    ASSERT_TRUE(passed_by);
    EXPECT_EQ(*passed_by, std::vector<domain::PersonId>{{"ada"}});
    EXPECT_TRUE(store->erased({"ada"}));
    EXPECT_TRUE(store->of({"ada"}).empty());
    EXPECT_EQ(store->of({"bo"}), bo);
    store = open();
  }
  ASSERT_TRUE(store->set({"ada"}, bo));
  EXPECT_FALSE(store->erased({"ada"}));
  EXPECT_EQ(open()->of({"ada"}), bo);
}

TEST_F(ContactsAtRest, ThatAreErasedAreNotInAnOlderCopyForTheKeyThatIsLeft) {
  auto store = open();
  ASSERT_TRUE(store->seed({{{"ada"}, ada}, {{"bo"}, bo}}));
  const auto backup = contents_of(book());
  const auto old_key = contents_of(key());
  ASSERT_TRUE(store->erase({"ada"}));
  EXPECT_EQ(open()->of({"bo"}), bo);
  const auto now = contents_of(book());
  write_file(book(), backup);
  EXPECT_THAT(refusal().what, HasSubstr("the wrong key"));
  // What the documents say honestly: a backup of both still holds the person.
  write_file(key(), old_key);
  EXPECT_EQ(open()->of({"ada"}), ada);
  write_file(book(), now);
  EXPECT_THAT(refusal().what, HasSubstr("the wrong key"));
}

TEST_F(ContactsAtRest, AreUnderANewKeyWhenItIsChanged) {
  auto store = open();
  ASSERT_TRUE(store->seed({{{"ada"}, ada}, {{"bo"}, bo}}));
  const auto backup = contents_of(book());
  const auto old_key = contents_of(key());
  ASSERT_TRUE(store->change_key());
  EXPECT_NE(contents_of(key()), old_key);
  EXPECT_EQ(open()->of({"ada"}), ada);
  EXPECT_EQ(open()->of({"bo"}), bo);
  // Set after it, under the new key.
  ASSERT_TRUE(store->set({"bo"}, ada));
  EXPECT_EQ(open()->of({"bo"}), ada);
  const auto new_key = contents_of(key());
  write_file(key(), old_key);
  EXPECT_THAT(refusal().what, HasSubstr("the wrong key"));
  write_file(key(), new_key);
  write_file(book(), backup);
  EXPECT_THAT(refusal().what, HasSubstr("the wrong key"));
}

// The server falls between the steps of an erasure.
TEST_F(ContactsAtRest, AreReadWhicheverStepOfAnErasureWasTheLast) {
  auto store = open();
  ASSERT_TRUE(store->seed({{{"ada"}, ada}, {{"bo"}, bo}}));
  const auto before = contents_of(book());
  const auto old_key = auth::read_master_keys(key());
  ASSERT_TRUE(store->erase({"ada"}));
  const auto after = contents_of(book());
  const auto new_key = auth::read_master_keys(key());
  ASSERT_TRUE(old_key && new_key);
  ASSERT_EQ(old_key->size() + new_key->size(), 2U);
  for (const bool written : {false, true}) {
    ASSERT_TRUE(auth::write_master_keys(key(), {old_key->front(), new_key->front()}));
    write_file(book(), written ? after : before);
    const auto again = open();
    EXPECT_EQ(again->erased({"ada"}), written);
    EXPECT_EQ(again->of({"bo"}), bo);
    const auto left = auth::read_master_keys(key());
    ASSERT_EQ(left->size(), 1U) << "no key is left that nothing needs";
    EXPECT_EQ(left->front().id, written ? new_key->front().id : old_key->front().id);
  }
}

TEST_F(ContactsAtRest, ThatNobodyHadCanBeErasedToo) {
  const auto store = open();
  ASSERT_TRUE(store->erase({"ada"}));
  ASSERT_TRUE(store->erase({"ada"}));
  EXPECT_TRUE(open()->erased({"ada"}));
}

TEST_F(ContactsAtRest, TellEachChange) {
  const auto store = open();
  int changes = 0;
  store->on_change([&] { ++changes; });
  ASSERT_TRUE(store->set({"ada"}, ada));
  ASSERT_TRUE(store->erase({"ada"}));
  ASSERT_TRUE(store->seed({{{"bo"}, bo}}));
  EXPECT_EQ(changes, 3);
}

TEST_F(ContactsAtRest, HaveALogOfLooksThatLasts) {
  auto store = open();
  for (const char* why : {"ett", "två", "tre"}) ASSERT_TRUE(store->note(note("ada", why)));
  ASSERT_TRUE(store->note(note("bo", "annan")));
  for (int start = 0; start < 2; ++start) {
    const auto notes = store->notes({"ada"}, 2);
    ASSERT_EQ(notes.size(), 2U);
    EXPECT_EQ(notes[0], note("ada", "tre"));
    EXPECT_EQ(notes[1].reason, "två");
    EXPECT_TRUE(store->notes({"eva"}, 2).empty());
    store = open();
  }
  EXPECT_EQ(mode_of(log()), 0600U);
}

TEST_F(ContactsAtRest, DropTheLookThatWasCutWhileItWasWritten) {
  ASSERT_TRUE(open()->note(note("ada", "hel")));
  const auto whole = contents_of(log());
  write_file(log(), whole + whole.substr(0, whole.size() / 2));
  auto store = open();
  EXPECT_EQ(store->notes({"ada"}, 9).size(), 1U);
  ASSERT_TRUE(store->note(note("ada", "nästa")));
  EXPECT_EQ(open()->notes({"ada"}, 9).size(), 2U);
}

TEST_F(ContactsAtRest, RefuseADamagedLog) {
  ASSERT_TRUE(open()->note(note("ada", "hel")));
  const auto whole = contents_of(log());
  for (const auto& damaged :
       {std::string("{}\n"), std::string("x\n"), std::string("[]\n"),
        std::string(R"({"at":1,"by":"a","whose":"b","act":"eaten","kinds":[],"reason":""})") + "\n",
        std::string(R"({"at":"1","by":"a","whose":"b","act":"changed","kinds":[],"reason":""})") +
            "\n",
        std::string(R"({"at":1,"by":"a","whose":"b","act":"changed","kinds":[7],"reason":""})") +
            "\n"}) {
    write_file(log(), whole + damaged);
    const auto failed = refusal();
    EXPECT_EQ(failed.code, ports::FailureCode::corrupt);
    EXPECT_THAT(failed.what, HasSubstr(log().string() + ":2")) << damaged;
  }
}

TEST_F(ContactsAtRest, ForgetLooksOfLongAgo) {
  ASSERT_TRUE(open()->note(note("ada", "förr")));
  clock_.advance(auth::ContactLog::kept + std::chrono::hours{1});
  auto store = open();
  EXPECT_TRUE(store->notes({"ada"}, 9).empty());
  ASSERT_TRUE(store->note(note("ada", "nu")));
  EXPECT_THAT(contents_of(log()), Not(HasSubstr("förr")));
  EXPECT_EQ(open()->notes({"ada"}, 9).size(), 1U);
}

// A look that can not be noted is not had: the caller is told.
TEST_F(ContactsAtRest, SayWhenALookCanNotBeNoted) {
  const auto store = open();
  std::filesystem::remove(log());
  EXPECT_FALSE(store->note(note("ada", "först")));
  EXPECT_TRUE(store->notes({"ada"}, 9).empty());
  EXPECT_TRUE(store->note(note("ada", "sedan"))) << "the file is written whole again";
  EXPECT_EQ(open()->notes({"ada"}, 9).size(), 1U);
}

}  // namespace
}  // namespace ckl::test
