// Passkeys over HTTP: invited, added, used to sign in and to sign a decision, revoked.
#include <future>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "auth/authenticator.hpp"
#include "ckl/v1/services/passkey.pb.h"
#include "codec/codec.hpp"
#include "edge_http/client.hpp"
#include "edge_http/house.hpp"

namespace ckl::test {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;

constexpr const char* kService = "/ckl.v1.PasskeyService/";

class Passkeys : public ::testing::Test {
 protected:
  void SetUp() override { house_.start_callout(); }

  Got call(const std::string& method, const google::protobuf::Message& request, Headers headers) {
    headers.emplace_back("Content-Type", "application/proto");
    return ask(house_.port(),
               {"POST", kService + method, std::move(headers), request.SerializeAsString()});
  }

  template <class Response>
  Response good(const std::string& method, const google::protobuf::Message& request,
                const Headers& headers) {
    const auto got = call(method, request, headers);
    EXPECT_EQ(got.status, 200U) << method << ": " << got.body;
    Response response;
    EXPECT_TRUE(response.ParseFromString(got.body));
    return response;
  }

  // By the rule that stands in the refusal.
  void refused(const std::string& method, const google::protobuf::Message& request,
               const Headers& headers, const std::string& rule) {
    const auto got = call(method, request, headers);
    EXPECT_GE(got.status, 400U);
    EXPECT_THAT(got.body, HasSubstr(rule)) << method;
  }

  std::string invited(const std::string& person) {
    v1::InviteRequest invite;
    invite.set_person(person);
    return good<v1::InviteResponse>("Invite", invite, bearer(administrator_)).code();
  }

  v1::AddPasskeyRequest made(const std::string& code, const Headers& as,
                             const Authenticator& device) {
    v1::BeginPasskeyRequest begin;
    begin.set_invitation(code);
    const auto offer = good<v1::BeginPasskeyResponse>("BeginPasskey", begin, as);
    const auto key = device.create(offer.challenge());
    v1::AddPasskeyRequest add;
    add.set_invitation(code);
    add.set_label("Telefonen");
    add.set_authenticator_data(key.authenticator_data);
    add.set_client_data(key.client_data);
    return add;
  }

  void give_key(const std::string& person, const Authenticator& device) {
    const auto added =
        good<v1::AddPasskeyResponse>("AddPasskey", made(invited(person), {}, device), {});
    EXPECT_EQ(added.key(), auth::to_hex(auth::as_text(auth::sha256(device.public_key))));
  }

  static void write(const ports::Assertion& from, v1::Assertion& to) {
    to.set_key(from.key);
    to.set_authenticator_data(from.authenticator_data);
    to.set_client_data(from.client_data);
    to.set_signature(from.signature);
  }

  v1::SignInRequest signing_in(const Authenticator& device, const Telling& told = {}) {
    const auto begun = good<v1::BeginSignInResponse>("BeginSignIn", v1::BeginSignInRequest{}, {});
    v1::SignInRequest request;
    write(device.get(begun.challenge(), told), *request.mutable_assertion());
    return request;
  }

  // "ckl_session=..." as a browser would send it back.
  std::string cookie(const Authenticator& device) {
    const auto got = call("SignIn", signing_in(device), {{"User-Agent", "Prov/1"}});
    EXPECT_EQ(got.status, 200U) << got.body;
    const auto set = got.headers.at("set-cookie");
    EXPECT_THAT(set, HasSubstr("; Path=/; Max-Age=43200; HttpOnly; SameSite=Strict"));
    const auto secret = set.substr(0, set.find(';'));
    EXPECT_THAT(got.body, Not(HasSubstr(secret.substr(12))));
    return secret;
  }

  [[nodiscard]] Headers by(const std::string& cookie) const {
    return {{"Cookie", cookie}, {"Origin", "http://127.0.0.1:" + std::to_string(house_.port())}};
  }

  // ---- decisions ----

  v1::Command declaration(const std::string& id) {
    v1::Command command;
    auto& body = *command.mutable_declare_extraordinary();
    body.set_command_id(id);
    body.set_workspace("skarpt");
    body.set_incident("incident-1");
    body.mutable_criteria()->set_departs_from_normal("Två rader\nKommando: web-9");
    body.mutable_criteria()->set_serious_disturbance("Vattnet");
    body.mutable_criteria()->set_urgent_action("Nu");
    return command;
  }

  v1::PrepareDecisionResponse laid_out(const v1::Command& command) {
    v1::PrepareDecisionRequest request;
    *request.mutable_command() = command;
    return good<v1::PrepareDecisionResponse>("PrepareDecision", request, bearer(chair_));
  }

  static void sign(v1::Command& command, const v1::PrepareDecisionResponse& paper,
                   const Authenticator& device, const Telling& told = {}) {
    auto& signature = *command.mutable_signature();
    signature.set_log_size(paper.log_size());
    signature.set_log_head(paper.log_head());
    signature.set_nonce(paper.nonce());
    write(device.get(paper.challenge(), told), *signature.mutable_assertion());
  }

  ports::Reply send(const v1::Command& command, const std::string& person) {
    std::promise<ports::Reply> answered;
    auto answer = answered.get_future();
    house_.on_main([&] {
      house_.api().command(
          command, {.principal = {.person = {person}, .token_id = {}}, .via = "websocket"},
          [&answered](const ports::Reply& reply, std::string_view) { answered.set_value(reply); });
      return 0;
    });
    return answer.get();
  }

  std::string rule_of(const v1::Command& command, const std::string& person = "chair-1") {
    const auto before = house_.head();
    const auto reply = send(command, person);
    const auto* refusal = std::get_if<domain::Rejection>(&reply);
    if (refusal == nullptr) return "accepted";
    EXPECT_EQ(house_.head(), before);
    return refusal->breaches.front().rule.value;
  }

  domain::Entry last_entry() {
    return house_.on_main([this] {
      domain::Entry entry;
      const auto read =
          house_.journal().read(house_.engine().durable(), [&](auto, std::string_view bytes) {
            entry = *codec::decode_entry(bytes);
            return false;
          });
      EXPECT_TRUE(read.has_value());
      return entry;
    });
  }

  House house_;
  std::string chair_ = house_.token("chair-1");
  std::string administrator_ = house_.token("adm-1");
};

TEST_F(Passkeys, AreMadeByAnInvitationThatIsGoodOnce) {
  const Authenticator device;
  const auto code = invited("chair-1");
  EXPECT_EQ(std::get<domain::PasskeyChanged>(last_entry().event).change,
            domain::PasskeyChange::invited);
  good<v1::AddPasskeyResponse>("AddPasskey", made(code, {}, device), {});
  const auto noted = last_entry();
  EXPECT_EQ(noted.actor.person.value, "chair-1");
  const auto& added = std::get<domain::PasskeyChanged>(noted.event);
  EXPECT_EQ(added.change, domain::PasskeyChange::added);
  EXPECT_EQ(added.holder.value, "chair-1");
  EXPECT_EQ(added.public_key, device.public_key);
  v1::BeginPasskeyRequest again;
  again.set_invitation(code);
  refused("BeginPasskey", again, {}, "PASSKEY_INVITATION");
}

TEST_F(Passkeys, AreNotForNobody) {
  refused("BeginPasskey", v1::BeginPasskeyRequest{}, {}, "ACCESS_TOKEN");
  refused("AddPasskey", v1::AddPasskeyRequest{}, {}, "ACCESS_TOKEN");
  refused("ListPasskeys", v1::ListPasskeysRequest{}, {}, "ACCESS_TOKEN");
  v1::InviteRequest invite;
  invite.set_person("chair-1");
  refused("Invite", invite, bearer(chair_), "ACCESS_ADMINISTRATOR_ONLY");
  invite.set_person("nobody");
  refused("Invite", invite, bearer(administrator_), "INPUT_UNKNOWN_PERSON");
}

TEST_F(Passkeys, SignInWithASessionThatIsListedAndEnds) {
  const Authenticator device;
  give_key("chair-1", device);
  const auto session = cookie(device);
  const auto own =
      good<v1::ListSessionsResponse>("ListSessions", v1::ListSessionsRequest{}, by(session));
  ASSERT_EQ(own.sessions_size(), 1);
  EXPECT_EQ(own.sessions(0).person(), "chair-1");
  EXPECT_EQ(own.sessions(0).browser(), "Prov/1");
  EXPECT_TRUE(own.sessions(0).own());
  // Another site's page can not use it.
  refused("ListSessions", v1::ListSessionsRequest{},
          {{"Cookie", session}, {"Origin", "http://evil.example.org"}}, "permission_denied");
  v1::EndSessionRequest end;
  end.set_id(own.sessions(0).id());
  good<v1::EndSessionResponse>("EndSession", end, by(session));
  refused("ListSessions", v1::ListSessionsRequest{}, by(session), "ACCESS_TOKEN");
}

TEST_F(Passkeys, RevokedEndTheirSessionsAtOnce) {
  const Authenticator device;
  give_key("chair-1", device);
  const auto session = cookie(device);
  const auto keys =
      good<v1::ListPasskeysResponse>("ListPasskeys", v1::ListPasskeysRequest{}, by(session));
  ASSERT_EQ(keys.passkeys_size(), 1);
  EXPECT_TRUE(keys.passkeys(0).has_used());
  v1::RevokePasskeyRequest revoke;
  revoke.set_key(keys.passkeys(0).key());
  refused("RevokePasskey", revoke, bearer(house_.token("tib-1")), "INPUT_UNKNOWN_PASSKEY");
  good<v1::RevokePasskeyResponse>("RevokePasskey", revoke, bearer(administrator_));
  EXPECT_EQ(std::get<domain::PasskeyChanged>(last_entry().event).change,
            domain::PasskeyChange::revoked);
  refused("ListSessions", v1::ListSessionsRequest{}, by(session), "ACCESS_TOKEN");
  refused("SignIn", signing_in(device), {}, "PASSKEY_UNKNOWN");
}

TEST_F(Passkeys, AreRefusedWithTheReason) {
  const Authenticator device;
  give_key("chair-1", device);
  refused("SignIn", signing_in(device, {.origin = "http://evil.example.org"}), {},
          "PASSKEY_OTHER_SITE");
  refused("SignIn", signing_in(device, {.flags = present}), {}, "PASSKEY_NOT_VERIFIED");
  auto used = signing_in(device);
  good<v1::SignInResponse>("SignIn", used, {});
  refused("SignIn", used, {}, "PASSKEY_EXPIRED");
  auto broken = signing_in(device);
  broken.mutable_assertion()->mutable_signature()->back() ^= 1;
  refused("SignIn", broken, {}, "PASSKEY_SIGNATURE");
  refused("SignIn", v1::SignInRequest{}, {{"Origin", "http://evil.example.org"}},
          "permission_denied");
}

TEST_F(Passkeys, GuessesFromAnAddressAreLimited) {
  v1::BeginPasskeyRequest begin;
  begin.set_invitation("cklp_guess");
  for (int at = 0; at < 15; ++at) {
    refused("BeginPasskey", begin, {}, "PASSKEY_INVITATION");
    refused("SignIn", v1::SignInRequest{}, {}, "PASSKEY");
  }
  EXPECT_EQ(call("SignIn", v1::SignInRequest{}, {}).status, 429U);
  EXPECT_EQ(call("BeginPasskey", begin, {}).status, 429U);
  // Whoever is signed in is not held up by it.
  good<v1::ListPasskeysResponse>("ListPasskeys", v1::ListPasskeysRequest{}, bearer(chair_));
}

TEST_F(Passkeys, OfSomebodyWhoHasOneNeedTwoToInvite) {
  const Authenticator old_device;
  const Authenticator new_device;
  give_key("chair-1", old_device);
  const auto session = cookie(old_device);
  EXPECT_EQ(invited("chair-1"), "");
  EXPECT_EQ(invited("chair-1"), "");
  v1::InviteRequest invite;
  invite.set_person("chair-1");
  const auto code =
      good<v1::InviteResponse>("Invite", invite, bearer(house_.token("dir-1", true))).code();
  ASSERT_THAT(code, StartsWith("cklp_"));
  const auto added = good<v1::AddPasskeyResponse>("AddPasskey", made(code, {}, new_device), {});
  EXPECT_EQ(added.revoked(), 1U);
  const auto noted = std::get<domain::PasskeyChanged>(last_entry().event);
  EXPECT_EQ(noted.change, domain::PasskeyChange::revoked);
  EXPECT_EQ(noted.public_key, old_device.public_key);
  refused("ListSessions", v1::ListSessionsRequest{}, by(session), "ACCESS_TOKEN");
  refused("SignIn", signing_in(old_device), {}, "PASSKEY_UNKNOWN");
  cookie(new_device);
}

TEST_F(Passkeys, SignADecisionThatIsJournaledWithIt) {
  const Authenticator device;
  give_key("chair-1", device);
  auto command = declaration("web-1");
  const auto paper = laid_out(command);
  EXPECT_THAT(paper.text(), HasSubstr("Beslut: Händelsen är en extraordinär händelse\n"));
  EXPECT_THAT(paper.text(), HasSubstr("Fattat av: Person <chair-1> (chair-1)\n"));
  EXPECT_THAT(paper.text(), HasSubstr("I egenskap av: KN_CHAIR\n"));
  EXPECT_THAT(paper.text(), HasSubstr("2006:544"));
  // What is written can not look like a line of its own.
  EXPECT_THAT(paper.text(), HasSubstr("Avviker från det normala: Två rader\n  Kommando: web-9\n"));
  EXPECT_TRUE(paper.text().ends_with("\nKommando: web-1\n"));
  sign(command, paper, device);
  const auto reply = send(command, "chair-1");
  ASSERT_TRUE(std::holds_alternative<ports::AcceptedReply>(reply));
  const auto entry = last_entry();
  EXPECT_EQ(entry.sequence, std::get<ports::AcceptedReply>(reply).last);
  EXPECT_EQ(entry.rule.value, "T04");
  const auto& signature = std::get<domain::DecisionSigned>(entry.event);
  EXPECT_EQ(signature.text, paper.text());
  EXPECT_EQ(signature.public_key, device.public_key);
  // Asked again, the same answer, though it could not be decided anew.
  EXPECT_EQ(std::get<ports::AcceptedReply>(send(command, "chair-1")).last, entry.sequence);
}

TEST_F(Passkeys, AreNeededByWhoeverHasOne) {
  const Authenticator device;
  give_key("chair-1", device);
  EXPECT_EQ(rule_of(declaration("web-1")), "SIGNATURE_MISSING");
  // What the law refuses is refused by the law.
  const auto before = house_.head();
  const auto reply = send(declaration("web-2"), "tib-1");
  EXPECT_EQ(std::get<domain::Rejection>(reply).breaches.front().rule.value, "G03");
  EXPECT_EQ(house_.head(), before + 1);
}

TEST_F(Passkeys, SignNothingButWhatWasShown) {
  const Authenticator device;
  give_key("chair-1", device);
  const auto shown = declaration("web-1");
  const auto paper = laid_out(shown);
  auto altered = shown;
  altered.mutable_declare_extraordinary()->set_committee_functions(true);
  sign(altered, paper, device);
  EXPECT_EQ(rule_of(altered), "SIGNATURE_TEXT_CHANGED");
  auto another = declaration("web-2");
  sign(another, paper, device);
  EXPECT_EQ(rule_of(another), "SIGNATURE_TEXT_CHANGED");
  auto unverified = shown;
  sign(unverified, paper, device, {.flags = present});
  EXPECT_EQ(rule_of(unverified), "SIGNATURE_REFUSED");
  auto elsewhere = shown;
  sign(elsewhere, paper, device, {.origin = "http://evil.example.org"});
  EXPECT_EQ(rule_of(elsewhere), "SIGNATURE_REFUSED");
  auto other_key = shown;
  sign(other_key, paper, Authenticator{});
  EXPECT_EQ(rule_of(other_key), "SIGNATURE_REFUSED");
  auto late = shown;
  sign(late, paper, device);
  house_.clock().advance(std::chrono::minutes{11});
  EXPECT_EQ(rule_of(late), "SIGNATURE_EXPIRED");
}

TEST_F(Passkeys, AreLaidOutOnlyForWhoMayDecide) {
  const Authenticator device;
  give_key("tib-1", device);
  v1::PrepareDecisionRequest request;
  *request.mutable_command() = declaration("web-1");
  refused("PrepareDecision", request, bearer(house_.token("tib-1")), "G03");
  refused("PrepareDecision", request, bearer(chair_), "SIGNATURE_NO_KEY");
  request.mutable_command()->mutable_start_committee();
}

}  // namespace
}  // namespace ckl::test
