// The file of the passkeys: kept over restarts, owner-only, and refused when it is damaged.
#include <functional>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>
#include <sys/stat.h>

#include "auth/passkey_desk.hpp"

namespace ckl::test {
namespace {

using namespace std::chrono_literals;
using ports::PasskeyFault;
using ::testing::HasSubstr;
using Json = nlohmann::ordered_json;

class PasskeyFile : public PasskeyDesk {
 protected:
  // Everything that a file can hold.
  void fill() {
    const Authenticator device;
    ASSERT_TRUE(add({"tib-1"}, device, {.counter = 5}) && add({"tib-1"}, Authenticator()));
    ASSERT_TRUE(add({"tib-2"}, Authenticator()) && store_->offer({"tib-3"}));
    ASSERT_TRUE(sign_in(device, {.counter = 6}));
    const ports::DecisionPaper paper{{"tib-1"}, "Beslut", 1, std::string(32, 'h')};
    const auto begun = store_->begin_decision(paper);
    ASSERT_TRUE(
        store_->check_decision(paper, begun.nonce, device.get(begun.challenge, {.counter = 7})));
    ASSERT_TRUE(store_->invite({"tib-1"}, {"adm-1"}) && store_->invite({"tib-3"}, {"adm-1"}));
    ASSERT_NE(recovery_code({"tib-2"}), "");
  }
  [[nodiscard]] std::string refusal(const std::string& contents) const {
    write_file(file(), contents);
    const auto store = try_open();
    if (store) return "it was opened";
    EXPECT_EQ(store.error().code, ports::FailureCode::corrupt);
    EXPECT_THAT(store.error().what, HasSubstr("passkeys.json"));
    EXPECT_THAT(store.error().what, HasSubstr("Restore it from a backup; it is not started over"));
    EXPECT_EQ(contents_of(file()), contents);
    return store.error().what;
  }
  // Of the whole file with one change.
  [[nodiscard]] std::string refusal_with(const std::function<void(Json&)>& change) const {
    auto json = Json::parse(whole_);
    change(json);
    return refusal(json.dump());
  }
  static std::string field_of(const std::string& kind) {
    return kind + " number 1 lacks a field or has a bad one";
  }

  std::string whole_;
};

TEST_F(PasskeyFile, IsWrittenAtTheFirstStartForTheOwnerOnly) {
  EXPECT_NE(contents_of(file()), "");
  fill();
  struct stat found{};
  ASSERT_EQ(::stat(file().c_str(), &found), 0);
  EXPECT_EQ(found.st_mode & 0777U, 0600U);
}

TEST_F(PasskeyFile, IsTheSameAfterItWasReadAndWritten) {
  fill();
  const std::string before = contents_of(file());
  EXPECT_EQ(auth::print_passkey_book(*auth::parse_passkey_book(before)), before);
  const auto keys = store_->all();
  restart();
  ASSERT_EQ(store_->all().size(), keys.size());
  for (std::size_t at = 0; at < keys.size(); ++at) {
    const auto now = store_->all()[at];
    EXPECT_EQ(now.id, keys[at].id);
    EXPECT_EQ(now.public_key, keys[at].public_key);
    EXPECT_EQ(now.person, keys[at].person);
    EXPECT_EQ(now.label, keys[at].label);
    EXPECT_EQ(now.added, keys[at].added);
    EXPECT_EQ(now.used, keys[at].used);
  }
}

TEST_F(PasskeyFile, KeepsNamesWithLettersOfItsOwnLanguage) {
  const std::string name = "\"}],\\ Åsa";
  const Authenticator device;
  ASSERT_TRUE(add({name}, device, {.label = name}));
  ASSERT_TRUE(store_->invite({name}, {name + '1'}) && store_->invite({name}, {name + '2'}));
  restart();
  ASSERT_EQ(store_->all().size(), 1U);
  EXPECT_EQ(store_->all().front().person.value, name);
  EXPECT_EQ(store_->all().front().label, name);
  EXPECT_EQ(store_->invite({name}, {name + '1'})->code, "");
}

TEST_F(PasskeyFile, ForgetsInvitationsThatEnded) {
  ASSERT_TRUE(store_->invite({"tib-3"}, {"adm-1"}));
  clock_.advance(24h);
  ASSERT_TRUE(add({"tib-1"}, Authenticator()));
  EXPECT_EQ(contents_of(file()).find("tib-3"), std::string::npos);
}

// A crash between writing and renaming leaves a file beside: it is not read, and is overwritten.
TEST_F(PasskeyFile, StandsWhenAReplacementWasCutOff) {
  const Authenticator device;
  ASSERT_TRUE(add({"tib-1"}, device));
  write_file(folder_ / "passkeys.json.new", "{\"format\":1,\"deci");
  restart();
  EXPECT_TRUE(sign_in(device));
  EXPECT_FALSE(std::filesystem::exists(folder_ / "passkeys.json.new"));
}

TEST_F(PasskeyFile, CutOffAnywhereIsRefused) {
  fill();
  const std::string whole = contents_of(file());
  EXPECT_THAT(refusal(""), HasSubstr("not a JSON object of format 1"));
  for (std::size_t size = 1; size + 2 < whole.size(); size += 7) {
    EXPECT_THAT(refusal(whole.substr(0, size)), HasSubstr("damaged")) << size;
  }
}

TEST_F(PasskeyFile, WithoutAFieldOrWithOneMoreIsRefused) {
  fill();
  whole_ = contents_of(file());
  const std::vector<std::pair<std::string, std::string>> parts = {
      {"", "its fields are not"},
      {"/persons/0", "person number 1 lacks a field"},
      {"/persons/0/keys/0", "key number 1 of person number 1 lacks a field"},
      {"/invitations/0", "invitation number 1 lacks a field"}};
  for (const auto& [part, words] : parts) {
    const Json::json_pointer at(part);
    const auto original = Json::parse(whole_)[at];
    for (const auto& [name, value] : original.items()) {
      const auto said = refusal_with([&](Json& json) { json[at].erase(name); });
      EXPECT_THAT(said, HasSubstr(name == "format" ? "format 1" : words)) << part << ' ' << name;
      EXPECT_THAT(refusal_with([&](Json& json) { json[at][name] = Json::object(); }),
                  HasSubstr("damaged"))
          << part << ' ' << name;
    }
    EXPECT_THAT(refusal_with([&](Json& json) { json[at]["more"] = 1; }), HasSubstr(words)) << part;
    if (part.empty()) continue;
    EXPECT_THAT(refusal_with([&](Json& json) { json[at] = 7; }), HasSubstr(words)) << part;
  }
}

TEST_F(PasskeyFile, WithABadValueIsRefused) {
  fill();
  whole_ = contents_of(file());
  const std::string short_hash(62, 'a');
  const std::vector<std::pair<std::string, std::vector<Json>>> bad = {
      {"/format", {0, 2, "1", 1.5}},
      {"/decision_key", {"", "AAEC", "!", 7}},
      {"/persons/0/person", {"", 7}},
      {"/persons/0/user_handle", {"", "AAEC", "A", 7}},
      {"/persons/0/had_key", {false, 1}},
      {"/persons/0/keys/0/id", {"", "A", "AAE=", auth::to_base64url(std::string(1024, 'i'))}},
      {"/persons/0/keys/0/public_key", {"", "AAEC", auth::to_base64url(std::string(65, 'k'))}},
      {"/persons/0/keys/0/label", {std::string(81, 'x'), "a\nb", 7}},
      {"/persons/0/keys/0/added", {-1, 1.5, "1", 253'402'300'800'000, 0xffff'ffff'ffff'ffff}},
      {"/persons/0/keys/0/used", {-1, 1.5, "1"}},
      {"/persons/0/keys/0/counter", {-1, 0x1'0000'0000, "1"}},
      {"/persons/0/keys/0/last_decision_sha256", {"aa", "xx", short_hash}},
      {"/invitations/0/person", {""}},
      {"/invitations/0/code_sha256", {"aa", short_hash}},
      {"/invitations/0/by", {""}},
      {"/invitations/0/second", {"adm-2"}},  // it waits: nobody has agreed
      {"/invitations/1/by", {"adm-2", "tib-2"}},
      {"/invitations/1/second", {"adm-1", "tib-2"}},
      {"/invitations/1/code_sha256", {""}},
      {"/invitations/0/valid_to", {-1, "1"}}};
  for (const auto& [at, values] : bad) {
    for (const auto& value : values) {
      const auto said = refusal_with([&](Json& json) { json[Json::json_pointer(at)] = value; });
      EXPECT_THAT(said, HasSubstr("the file of passkeys is damaged")) << at << ' ' << value;
    }
  }
}

TEST_F(PasskeyFile, WithOneThingTwiceIsRefused) {
  fill();
  whole_ = contents_of(file());
  const auto twice = [this](const std::string& from, const std::string& to) {
    return refusal_with([&](Json& json) {
      const auto copy = json[Json::json_pointer(from)];
      json[Json::json_pointer(to)].push_back(copy);
    });
  };
  EXPECT_THAT(twice("/persons/0", "/persons"), HasSubstr("person number 4 is there twice"));
  EXPECT_THAT(twice("/persons/0/keys/0", "/persons/0/keys"), HasSubstr("a key is there twice"));
  EXPECT_THAT(twice("/persons/0/keys/0", "/persons/1/keys"), HasSubstr("a key is there twice"));
  EXPECT_THAT(twice("/invitations/0", "/invitations"), HasSubstr("invitation number 4 is of"));
  EXPECT_THAT(refusal_with([](Json& json) {
                for (int at = 0; at < 7; ++at) {
                  auto key = json["persons"][0]["keys"][0];
                  key["id"] = auth::to_base64url("key " + std::to_string(at));
                  json["persons"][0]["keys"].push_back(key);
                }
              }),
              HasSubstr(field_of("person")));
}

TEST_F(PasskeyFile, HasRoomForSoManyKeysAndHolders) {
  auto book = *auth::parse_passkey_book(contents_of(file()));
  for (std::size_t at = 0; at < auth::most_passkeys; ++at) {
    const Person person{"p-" + std::to_string(at / auth::most_passkeys_of_one)};
    auto& holder = book.holders[person];
    holder.handle = std::string(auth::user_handle_bytes, 'u');
    holder.had_key = true;
    const ports::Passkey key{
        "key " + std::to_string(at), std::string(64, 'k'), person, "Nyckel", clock_.now(), {}};
    holder.keys.push_back({key, 0, {}});
  }
  write_file(file(), auth::print_passkey_book(book));
  restart();
  EXPECT_EQ(store_->all().size(), auth::most_passkeys);
  EXPECT_EQ(fault_of(add({"tib-1"}, Authenticator())), PasskeyFault::too_many);
  ASSERT_TRUE(store_->revoke("key 0"));
  EXPECT_TRUE(add({"tib-1"}, Authenticator()));
  // A recovery takes no more room than it makes.
  EXPECT_TRUE(accept(recovery_code({"p-1"}), Authenticator()));

  for (std::size_t at = 0; book.holders.size() < auth::most_passkey_holders; ++at) {
    book.holders[{"q-" + std::to_string(at)}].handle = std::string(auth::user_handle_bytes, 'u');
  }
  book.holders.begin()->second.keys.clear();
  write_file(file(), auth::print_passkey_book(book));
  restart();
  EXPECT_EQ(fault_of(store_->offer({"tib-1"})), PasskeyFault::too_many);
  EXPECT_TRUE(store_->offer({"q-0"}));
}

TEST_F(PasskeyFile, ThatCanNotBeWrittenOrReadIsAFailureAtTheStart) {
  std::filesystem::remove(file());
  refuse_to_write();
  const auto unwritten = try_open();
  ASSERT_FALSE(unwritten);
  EXPECT_EQ(unwritten.error().code, ports::FailureCode::io);
  write_again();
  std::filesystem::create_directory(file());
  const auto unread = try_open();
  ASSERT_FALSE(unread);
  EXPECT_EQ(unread.error().code, ports::FailureCode::io);
}

TEST_F(PasskeyFile, IsNotOpenedForNoSite) {
  for (const auto& site : {auth::Site{"", {"http://localhost"}}, auth::Site{"localhost", {}}}) {
    const auto store = auth::PasskeyStore::open(file(), site, clock_, platform::random_bytes);
    ASSERT_FALSE(store);
    EXPECT_EQ(store.error().code, ports::FailureCode::invalid);
  }
}

}  // namespace
}  // namespace ckl::test
