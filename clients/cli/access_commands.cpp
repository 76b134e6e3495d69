// Who am I, and the administration of tokens.
#include <fmt/format.h>

#include "ckl/v1/services/access.pb.h"
#include "cli/commands.hpp"
#include "cli/table.hpp"

namespace ckl::cli {

namespace {

std::string show_self(const v1::WhoAmIResponse& self, const Voice& voice) {
  std::string text = fmt::format("{} ({})\n", self.person().name(), self.person().id());
  for (const v1::Mandate& mandate : self.mandates()) {
    text += fmt::format("  {} · {}\n", word_for(mandate.role(), voice), mandate.unit());
  }
  if (self.lost_browsers() > 0) {
    text += voice("En av dina webbläsare får inga larm längre. Visa: ckl push list\n",
                  "One of your browsers gets no alarms any more. Show: ckl push list\n");
  }
  return text;
}

void add_create(const Registry& registry, CLI::App& group) {
  const Voice& say = registry.voice;
  Form<v1::CreateTokenRequest> form{group, "create", say("Skapa en åtkomstnyckel", "Make a token")};
  form.text("person", &v1::CreateTokenRequest::set_person, say("Person", "Person"))->required();
  form.text("--label", &v1::CreateTokenRequest::set_label, say("Till vad", "What for"));
  form.sub().add_option_function<std::uint32_t>(
      "--days",
      [request = &form.request()](const std::uint32_t& days) { request->set_valid_days(days); },
      say("Giltig så många dagar", "Valid for so many days"));
  form.sub().add_flag_callback(
      "--administrator", [request = &form.request()] { request->set_administrator(true); },
      say("Får hantera åtkomstnycklar", "May handle tokens"));
  form.then(registry, [](Session& session, v1::CreateTokenRequest& request) {
    return ask<v1::CreateTokenResponse>(
        session, "AccessService/CreateToken", request, [&](const v1::CreateTokenResponse& made) {
          return fmt::format("{}: {}\n{}\n", "Id", made.id(), made.token());
        });
  });
}

void add_list(const Registry& registry, CLI::App& group) {
  const Voice& say = registry.voice;
  Form<v1::ListTokensRequest> form{group, "list", say("Visa åtkomstnycklar", "List tokens")};
  form.then(registry, [](Session& session, const v1::ListTokensRequest& request) {
    return ask<v1::ListTokensResponse>(
        session, "AccessService/ListTokens", request, [&](const v1::ListTokensResponse& tokens) {
          const Voice& voice = session.voice();
          Table table{{"Id", voice("Person", "Person"), voice("Till", "Until"),
                       voice("Administratör", "Administrator"), voice("För", "For")}};
          for (const v1::TokenSummary& token : tokens.tokens()) {
            table.add({token.id(), token.person(), show_date_and_time(to_instant(token.valid_to())),
                       token.administrator() ? voice("ja", "yes") : "", token.label()});
          }
          return table.text();
        });
  });
}

std::string show_browsers(const v1::GetPushResponse& push, const Voice& voice) {
  std::string text;
  for (const std::string& endpoint : push.endpoints()) text += endpoint + "\n";
  for (const std::string& endpoint : push.lost()) {
    text += fmt::format("{}  {}\n", endpoint,
                        voice("får inga larm längre: pushtjänsten har avslutat den",
                              "gets no alarms any more: the push service has ended it"));
  }
  if (text.empty()) text = voice("Ingen webbläsare.\n", "No browser.\n");
  return text;
}

// A browser subscribes itself; from here one sees and removes.
void add_push(const Registry& registry) {
  const Voice& say = registry.voice;
  CLI::App& group = *registry.app.add_subcommand(
      "push", say("Mina webbläsare för pushmeddelanden", "My browsers for push messages"));
  group.require_subcommand(1);
  Form<v1::GetPushRequest> list{group, "list", say("Visa webbläsarna", "List the browsers")};
  list.then(registry, [](Session& session, const v1::GetPushRequest& request) {
    return ask<v1::GetPushResponse>(
        session, "AccessService/GetPush", request,
        [&](const v1::GetPushResponse& push) { return show_browsers(push, session.voice()); });
  });
  Form<v1::UnsubscribePushRequest> remove{group, "remove",
                                          say("Ta bort en webbläsare", "Remove a browser")};
  remove
      .text("endpoint", &v1::UnsubscribePushRequest::set_endpoint,
            say("Adressen ur listan", "The address from the list"))
      ->required();
  remove.then(registry, [](Session& session, const v1::UnsubscribePushRequest& request) {
    return ask<v1::UnsubscribePushResponse>(session, "AccessService/UnsubscribePush", request,
                                            [&](const v1::UnsubscribePushResponse&) {
                                              return session.voice()("Borttagen.\n", "Removed.\n");
                                            });
  });
}

}  // namespace

void add_access_commands(const Registry& registry) {
  const Voice& say = registry.voice;
  Form<v1::WhoAmIRequest> self{registry.app, "whoami", say("Vem är jag", "Who am I")};
  self.then(registry, [](Session& session, const v1::WhoAmIRequest& request) {
    return ask<v1::WhoAmIResponse>(
        session, "AccessService/WhoAmI", request,
        [&](const v1::WhoAmIResponse& who) { return show_self(who, session.voice()); });
  });

  add_push(registry);

  CLI::App& group = *registry.app.add_subcommand("tokens", say("Åtkomstnycklar", "Tokens"));
  group.require_subcommand(1);
  add_create(registry, group);
  add_list(registry, group);

  Form<v1::RevokeTokenRequest> revoke{group, "revoke",
                                      say("Återkalla en åtkomstnyckel", "Revoke a token")};
  revoke.text("id", &v1::RevokeTokenRequest::set_id, "Id")->required();
  revoke.then(registry, [](Session& session, const v1::RevokeTokenRequest& request) {
    return ask<v1::RevokeTokenResponse>(session, "AccessService/RevokeToken", request,
                                        [&](const v1::RevokeTokenResponse&) {
                                          return session.voice()("Återkallad.\n", "Revoked.\n");
                                        });
  });
}

}  // namespace ckl::cli
