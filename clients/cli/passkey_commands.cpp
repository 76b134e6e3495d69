// Passkeys and the sessions that they opened, as an administrator sees them, and one's own.
#include <optional>

#include <fmt/format.h>

#include "ckl/v1/services/passkey.pb.h"
#include "cli/commands.hpp"
#include "cli/table.hpp"

namespace ckl::cli {

namespace {

// Enough to tell keys apart; `revoke` takes the whole.
constexpr std::size_t shown_digits = 16;

std::string show_invitation(const v1::InviteResponse& made, const Voice& voice) {
  const auto until = show_date_and_time(to_instant(made.valid_to()));
  if (made.code().empty()) {
    return voice(fmt::format("Personen har passkeys. En andra administratör, inte personen själv, "
                             "ska också bjuda in, före {}.\n",
                             until),
                 fmt::format("The person has passkeys. A second administrator, not the person, has "
                             "to invite too, before {}.\n",
                             until));
  }
  return voice(
      fmt::format("Öppna på den enhet som ska hålla nyckeln, före {}:\n{}\n", until, made.link()),
      fmt::format("Open on the device that shall hold the key, before {}:\n{}\n", until,
                  made.link()));
}

void add_invite(const Registry& registry, CLI::App& group) {
  const Voice& say = registry.voice;
  Form<v1::InviteRequest> form{
      group, "invite", say("Bjud in någon att skapa en passkey", "Invite to make a passkey")};
  form.text("person", &v1::InviteRequest::set_person, say("Person", "Person"))->required();
  form.then(registry, [](Session& session, const v1::InviteRequest& request) {
    return ask<v1::InviteResponse>(
        session, "PasskeyService/Invite", request,
        [&](const v1::InviteResponse& made) { return show_invitation(made, session.voice()); });
  });
}

std::string show_keys(const v1::ListPasskeysResponse& keys, const Voice& voice) {
  Table table{{voice("Fingeravtryck", "Fingerprint"), voice("Person", "Person"),
               voice("Tillagd", "Added"), voice("Använd", "Used"), voice("Namn", "Name")}};
  for (const auto& key : keys.passkeys()) {
    table.add({key.key().substr(0, shown_digits), key.person(),
               show_date_and_time(to_instant(key.added())),
               key.has_used() ? show_date_and_time(to_instant(key.used())) : "", key.label()});
  }
  return keys.passkeys().empty() ? voice("Inga passkeys.\n", "No passkeys.\n") : table.text();
}

void add_list(const Registry& registry, CLI::App& group) {
  const Voice& say = registry.voice;
  Form<v1::ListPasskeysRequest> form{group, "list", say("Visa passkeys", "List passkeys")};
  form.sub().add_flag_callback(
      "--all", [request = &form.request()] { request->set_all(true); },
      say("Allas (administratörer)", "Everybody's (administrators)"));
  form.then(registry, [](Session& session, const v1::ListPasskeysRequest& request) {
    return ask<v1::ListPasskeysResponse>(
        session, "PasskeyService/ListPasskeys", request,
        [&](const v1::ListPasskeysResponse& keys) { return show_keys(keys, session.voice()); });
  });
}

// The key whose fingerprint begins so; more than one, or none, is an answer of its own.
std::optional<std::string> whole(const v1::ListPasskeysResponse& keys, const std::string& begins) {
  std::optional<std::string> found;
  for (const auto& key : keys.passkeys()) {
    if (!key.key().starts_with(begins)) continue;
    if (found) return std::nullopt;
    found = key.key();
  }
  return found;
}

int revoke(Session& session, v1::RevokePasskeyRequest request) {
  v1::ListPasskeysRequest all;
  v1::ListPasskeysResponse keys;
  all.set_all(true);
  if (session.call("PasskeyService/ListPasskeys", all, keys)) {
    // No administrator: one's own.
    all.set_all(false);
    if (const auto trouble = session.call("PasskeyService/ListPasskeys", all, keys)) {
      return fail(session, *trouble);
    }
  }
  if (const auto key = whole(keys, request.key())) request.set_key(*key);
  return ask<v1::RevokePasskeyResponse>(
      session, "PasskeyService/RevokePasskey", request, [&](const v1::RevokePasskeyResponse&) {
        return session.voice()("Återkallad; dess inloggningar är avslutade.\n",
                               "Revoked; its sessions are ended.\n");
      });
}

void add_revoke(const Registry& registry, CLI::App& group) {
  const Voice& say = registry.voice;
  Form<v1::RevokePasskeyRequest> form{group, "revoke",
                                      say("Återkalla en passkey", "Revoke a passkey")};
  form.text("key", &v1::RevokePasskeyRequest::set_key,
            say("Fingeravtryck, eller dess början", "Fingerprint, or how it begins"))
      ->required();
  form.then(registry, [](Session& session, const v1::RevokePasskeyRequest& request) {
    return revoke(session, request);
  });
}

void add_sessions(const Registry& registry, CLI::App& group) {
  const Voice& say = registry.voice;
  Form<v1::ListSessionsRequest> form{
      group, "sessions", say("Visa inloggningar med passkey", "List sessions by passkey")};
  form.sub().add_flag_callback(
      "--all", [request = &form.request()] { request->set_all(true); },
      say("Allas (administratörer)", "Everybody's (administrators)"));
  form.then(registry, [](Session& session, const v1::ListSessionsRequest& request) {
    return ask<v1::ListSessionsResponse>(
        session, "PasskeyService/ListSessions", request,
        [&](const v1::ListSessionsResponse& sessions) {
          const Voice& voice = session.voice();
          Table table{{"Id", voice("Person", "Person"), voice("Till", "Until"),
                       voice("Passkey", "Passkey"), voice("Webbläsare", "Browser")}};
          for (const auto& one : sessions.sessions()) {
            table.add({one.id(), one.person(), show_date_and_time(to_instant(one.valid_to())),
                       one.key().substr(0, shown_digits), one.browser()});
          }
          return sessions.sessions().empty() ? voice("Ingen är inloggad med passkey.\n",
                                                     "Nobody is signed in by passkey.\n")
                                             : table.text();
        });
  });
}

void add_end_session(const Registry& registry, CLI::App& group) {
  const Voice& say = registry.voice;
  Form<v1::EndSessionRequest> form{group, "end-session",
                                   say("Avsluta en inloggning", "End a session")};
  form.text("id", &v1::EndSessionRequest::set_id, "Id")->required();
  form.then(registry, [](Session& session, const v1::EndSessionRequest& request) {
    return ask<v1::EndSessionResponse>(
        session, "PasskeyService/EndSession", request,
        [&](const v1::EndSessionResponse&) { return session.voice()("Avslutad.\n", "Ended.\n"); });
  });
}

}  // namespace

void add_passkey_commands(const Registry& registry) {
  CLI::App& group = *registry.app.add_subcommand("passkey", registry.voice("Passkeys", "Passkeys"));
  group.require_subcommand(1);
  add_invite(registry, group);
  add_list(registry, group);
  add_revoke(registry, group);
  add_sessions(registry, group);
  add_end_session(registry, group);
}

}  // namespace ckl::cli
