// Contact details: one's own, and an administrator's for a reason.
#include "ckl/v1/services/directory.pb.h"
#include "cli/commands.hpp"
#include "cli/contact_words.hpp"

namespace ckl::cli {

namespace {

constexpr const char* kReason = "--reason";

std::string why(const Voice& say) {
  return say("Varför; krävs för någon annans, och visas för personen",
             "Why; required for somebody else's, and shown to the person");
}

void add_show(const Registry& registry, CLI::App& group) {
  const Voice& say = registry.voice;
  Form<v1::GetContactsRequest> form{group, "show", say("Visa uppgifterna", "Show the details")};
  form.text("person", &v1::GetContactsRequest::set_person,
            say("Person; annars du själv", "Person; otherwise yourself"));
  form.text(kReason, &v1::GetContactsRequest::set_reason, why(say));
  form.sub().add_flag_callback(
      "--reveal", [request = &form.request()] { request->set_reveal(true); },
      say("Visa allt, inte en del", "Show all, not a part"));
  form.then(registry, [](Session& session, const v1::GetContactsRequest& request) {
    return ask<v1::GetContactsResponse>(session, "DirectoryService/GetContacts", request,
                                        [&](const v1::GetContactsResponse& contacts) {
                                          return show_contacts(contacts, session.voice());
                                        });
  });
}

void add_set(const Registry& registry, CLI::App& group) {
  using Request = v1::SetContactsRequest;
  const Voice& say = registry.voice;
  Form<Request> form{group, "set",
                     say("Ändra uppgifterna: de slag som anges ersätts, andra står kvar",
                         "Change the details: the kinds given are replaced, others stay")};
  form.text("person", &Request::set_person,
            say("Person; annars du själv", "Person; otherwise yourself"));
  for (const char* kind : {"sms", "voice", "mail", "webhook"}) {
    auto* option = form.sub().add_option_function<std::vector<std::string>>(
        std::string("--") + kind,
        [request = &form.request(), kind](const std::vector<std::string>& addresses) {
          auto& one = *request->add_contacts();
          one.set_kind(kind);
          for (const auto& address : addresses) one.add_addresses(address);
        },
        say("Adress; flera i ordning: en gång för varje",
            "Address; several in order: once for each"));
    option->allow_extra_args(false);
  }
  auto* remove = form.sub().add_option_function<std::vector<std::string>>(
      "--remove",
      [request = &form.request()](const std::vector<std::string>& kinds) {
        for (const auto& kind : kinds) request->add_contacts()->set_kind(kind);
      },
      say("Slag att ta bort", "Kind to remove"));
  remove->allow_extra_args(false);
  form.text(kReason, &Request::set_reason, why(say));
  form.then(registry, [](Session& session, const Request& request) {
    return ask<v1::SetContactsResponse>(
        session, "DirectoryService/SetContacts", request,
        [&](const v1::SetContactsResponse&) { return session.voice()("Ändrat.\n", "Changed.\n"); });
  });
}

void add_erase(const Registry& registry, CLI::App& group) {
  using Request = v1::EraseContactsRequest;
  const Voice& say = registry.voice;
  Form<Request> form{
      group, "erase",
      say("Radera någons uppgifter (administratör)", "Erase somebody's details (administrator)")};
  form.text("person", &Request::set_person, say("Person", "Person"))->required();
  form.text(kReason, &Request::set_reason, why(say))->required();
  form.then(registry, [](Session& session, const Request& request) {
    return ask<v1::EraseContactsResponse>(
        session, "DirectoryService/EraseContacts", request, [&](const v1::EraseContactsResponse&) {
          return session.voice()(
              "Raderat. Personen nås inte längre. Säkerhetskopior: se "
              "docs/personal-data.md.\n",
              "Erased. The person is not reached any more. Backups: see "
              "docs/personal-data.md.\n");
        });
  });
}

void add_change_key(const Registry& registry, CLI::App& group) {
  using Request = v1::ChangeDirectoryKeyRequest;
  const Voice& say = registry.voice;
  Form<Request> form{group, "rotate",
                     say("Byt den nyckel som låser katalogen (administratör)",
                         "Change the key that locks the directory (administrator)")};
  form.text(kReason, &Request::set_reason, why(say))->required();
  form.then(registry, [](Session& session, const Request& request) {
    return ask<v1::ChangeDirectoryKeyResponse>(
        session, "DirectoryService/ChangeDirectoryKey", request,
        [&](const v1::ChangeDirectoryKeyResponse&) {
          return session.voice()(
              "Katalogen har en ny nyckel. Spara en kopia av nyckelfilen, ta en ny säkerhetskopia "
              "av datamappen och förstör kopiorna av den gamla nyckeln.\n",
              "The directory has a new key. Keep a copy of the key file, take a new backup of the "
              "data folder, and destroy the copies of the old key.\n");
        });
  });
}

void add_reads(const Registry& registry, CLI::App& group) {
  using Request = v1::ListReadsRequest;
  const Voice& say = registry.voice;
  Form<Request> form{group, "reads",
                     say("Visa vem som har sett och ändrat uppgifterna",
                         "Show who has seen and changed the details")};
  form.text("person", &Request::set_person,
            say("Person; annars du själv", "Person; otherwise yourself"));
  form.sub().add_option_function<std::uint32_t>(
      "--limit",
      [request = &form.request()](const std::uint32_t& limit) { request->set_limit(limit); },
      say("Högst så många", "At most so many"));
  form.then(registry, [](Session& session, const Request& request) {
    return ask<v1::ListReadsResponse>(
        session, "DirectoryService/ListReads", request,
        [&](const v1::ListReadsResponse& reads) { return show_reads(reads, session.voice()); });
  });
}

}  // namespace

void add_contact_commands(const Registry& registry) {
  const Voice& say = registry.voice;
  CLI::App& group =
      *registry.app.add_subcommand("contacts", say("Kontaktuppgifter", "Contact details"));
  group.require_subcommand(1);
  add_show(registry, group);
  add_set(registry, group);
  add_erase(registry, group);
  add_change_key(registry, group);
  add_reads(registry, group);
  add_contact_tests(registry, group);
}

}  // namespace ckl::cli
