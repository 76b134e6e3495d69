// DirectoryService: contact addresses, the own and, for a reason, others'.
#include <algorithm>
#include <array>
#include <set>

#include <fmt/format.h>

#include "codec/codec.hpp"
#include "codec/input.hpp"
#include "domain/authority.hpp"
#include "domain/input.hpp"
#include "edge/api/masking.hpp"
#include "edge/api/queries.hpp"
#include "edge/api/rejections.hpp"

namespace ckl::edge {

namespace {

using domain::PersonId;
using domain::Rejection;

constexpr std::array<std::string_view, 4> kinds = {"sms", "voice", "mail", "webhook"};
constexpr std::size_t addresses_per_kind = 8;
constexpr std::size_t address_bytes = 1'000;
constexpr std::size_t contact_reason_bytes = 500;
constexpr std::uint32_t reads_usual = 100;
constexpr std::uint32_t reads_most = 1'000;

// What is asked, by whom and about whom, once it may be.
struct Matter {
  const Services& services;
  ports::ContactBook& book;
  PersonId by;
  PersonId whose;
  std::string reason;
  bool administrator = false;

  [[nodiscard]] bool own() const { return by == whose; }
  [[nodiscard]] ports::Result<void> note(domain::Instant now, ports::ContactAct act,
                                         std::vector<std::string> which) const {
    return book.note({.at = now,
                      .by = by,
                      .whose = whose,
                      .act = act,
                      .kinds = std::move(which),
                      .reason = reason});
  }
};

Rejection not_kept() {
  return thing_unknown(
      "CONTACTS_NOT_KEPT", {},
      {"Servern har ingen kontaktkatalog: adresserna finns bara i konfigurationen.",
       "The server keeps no directory: addresses are in the configuration alone."},
      {"Be den som sköter servern att ställa in directory i ckld.yaml.",
       "Ask whoever runs the server to configure directory in ckld.yaml."});
}

Rejection own_only(bool administrators_too) {
  Rejection rejection = codec::input_rejection(
      "ACCESS_CONTACTS", "person",
      administrators_too ? domain::Text{"Du får bara hantera dina egna kontaktuppgifter.",
                                        "You may handle your own contact details only."}
                         : domain::Text{"Bara en administratör får göra det med kontaktuppgifter.",
                                        "Only an administrator may do that to contact details."},
      {"Be en administratör.", "Ask an administrator."});
  rejection.code = domain::RejectionCode::not_permitted;
  rejection.breaches.front().who_may = {
      "Personen själv, och den som har en administratörs åtkomstnyckel.",
      "The person, and whoever has an administrator's token."};
  if (!administrators_too) {
    rejection.breaches.front().who_may = {"Den som har en administratörs åtkomstnyckel.",
                                          "Whoever has an administrator's token."};
  }
  return rejection;
}

// Permission comes first: whoever may not ask learns nothing of what there is.
std::expected<Matter, Rejection> begin(const Question& question, const std::string& person) {
  auto* book = question.services.contacts;
  if (book == nullptr) return std::unexpected(not_kept());
  const auto& caller = question.caller.principal;
  codec::Input input;
  const auto whose = person.empty() ? caller.person : input.id<PersonId>("person", person);
  if (!input.ok()) return std::unexpected(std::move(input).rejection());
  if (whose != caller.person && !caller.administrator) return std::unexpected(own_only(true));
  return Matter{.services = question.services,
                .book = *book,
                .by = caller.person,
                .whose = whose,
                .reason = {},
                .administrator = caller.administrator};
}

void read_reason(codec::Input& input, const std::string& reason, bool needed, Matter& matter) {
  matter.reason = input.line("reason", reason, contact_reason_bytes);
  if (!needed || !domain::is_blank(reason)) return;
  input.breach(
      "INPUT_MISSING", "reason",
      {"Skäl saknas: personen får se varför.",
       "The reason is missing: the person gets to see why."},
      {"Ange ett skäl (--reason) och försök igen.", "Give a reason (--reason) and try again."});
}

// Goes on with the live workspace's state: who exists, and what time it is.
template <class Act>
void when_known(Matter matter, Respond respond, Act act) {
  const Workspace* live = live_workspace(matter.services);
  if (live == nullptr) {
    return respond(std::unexpected(server_failed(
        {.code = ports::FailureCode::not_found, .what = "there is no live workspace"})));
  }
  live->engine->read([live, matter = std::move(matter), act = std::move(act),
                      respond = std::move(respond)](const domain::State& state) mutable {
    const bool employed = domain::find_person(state, matter.whose) != nullptr;
    const bool kept = !matter.book.of(matter.whose).empty() || matter.book.erased(matter.whose);
    if (!employed && !kept) return respond(std::unexpected(person_unknown()));
    respond(act(matter, live->engine->clock().now(), employed));
  });
}

std::vector<std::string> kinds_of(const ports::Addresses& all) {
  std::vector<std::string> names;
  for (const auto& [kind, addresses] : all) names.push_back(kind);
  return names;
}

domain::Text right_form(std::string_view kind) {
  if (kind == "mail") {
    return {"En adress med ett @, som namn@example.org.", "An address with one @."};
  }
  if (kind == "webhook") {
    return {"En webbadress, som https://example.org/larm.", "A web address, with https://."};
  }
  return {"Ett nummer med landskod, som +46701740690.",
          "A number with its country code, as +46701740690."};
}

// The address itself is personal data and is not repeated.
void read_address(codec::Input& input, const ports::ContactBook& book, const std::string& kind,
                  const std::string& address) {
  if (book.sound(kind, input.line("contacts.addresses", address, address_bytes))) return;
  input.breach("INPUT_ADDRESS", "contacts.addresses",
               {fmt::format("En adress för {} har fel form.", kind),
                fmt::format("An address for {} has the wrong form.", kind)},
               right_form(kind));
}

ports::Addresses read_addresses(codec::Input& input, const ports::ContactBook& book,
                                const v1::SetContactsRequest& request) {
  ports::Addresses wished;
  for (const auto& one : request.contacts()) {
    const auto kind = input.word("contacts.kind", one.kind(), kinds);
    if (wished.contains(kind)) {
      input.breach("INPUT_DUPLICATE", "contacts.kind",
                   {"Slaget står två gånger.", "The kind stands twice."},
                   {"Ange varje slag en gång.", "Give each kind once."});
    }
    if (static_cast<std::size_t>(one.addresses_size()) > addresses_per_kind) {
      input.too_many("contacts.addresses", one.addresses_size(), addresses_per_kind);
      continue;
    }
    for (const auto& address : one.addresses()) read_address(input, book, kind, address);
    wished[kind] = {one.addresses().begin(), one.addresses().end()};
  }
  if (request.contacts().empty()) input.missing("contacts");
  return wished;
}

Rejection no_address_left() {
  return codec::input_rejection(
      "INPUT_NO_ADDRESS", "contacts",
      {"Då finns ingen adress kvar.", "Then there is no address left."},
      {"Låt minst en adress vara kvar, eller be en administratör att radera uppgifterna.",
       "Leave at least one address, or ask an administrator to erase the details."});
}

// The server calls it: no person sends the server to an address of the own choice.
Rejection webhook_by_administrator() {
  Rejection rejection = own_only(false);
  rejection.breaches.front().message = {"Bara en administratör får ange en webhook.",
                                        "Only an administrator may enter a webhook."};
  rejection.breaches.front().field = "contacts.kind";
  return rejection;
}

Answer failed(const ports::Failure& failure) { return std::unexpected(server_failed(failure)); }

Answer show(const Matter& matter, domain::Instant now, bool reveal) {
  const auto all = matter.book.of(matter.whose);
  const bool hide = !matter.own() && !reveal;
  if (!matter.own()) {
    const auto act = hide ? ports::ContactAct::read_masked : ports::ContactAct::read_full;
    if (auto noted = matter.note(now, act, kinds_of(all)); !noted) return failed(noted.error());
  }
  auto response = std::make_unique<v1::GetContactsResponse>();
  response->set_person(matter.whose.value);
  response->set_masked(hide);
  response->set_erased(matter.book.erased(matter.whose));
  for (const auto& [kind, addresses] : all) {
    auto& one = *response->add_contacts();
    one.set_kind(kind);
    for (const auto& address : addresses) {
      one.add_addresses(hide ? masked(kind, address) : address);
    }
  }
  return response;
}

Answer change(const Matter& matter, domain::Instant now, const ports::Addresses& wished) {
  auto all = matter.book.of(matter.whose);
  for (const auto& [kind, addresses] : wished) all[kind] = addresses;
  std::erase_if(all, [](const auto& kind) { return kind.second.empty(); });
  if (all.empty()) return std::unexpected(no_address_left());
  if (!matter.own()) {
    const auto noted = matter.note(now, ports::ContactAct::changed, kinds_of(wished));
    if (!noted) return failed(noted.error());
  }
  if (auto kept = matter.book.set(matter.whose, std::move(all)); !kept) return failed(kept.error());
  return std::make_unique<v1::SetContactsResponse>();
}

ports::Result<void> erase_browsers(ports::PushBook& browsers, const PersonId& person) {
  std::set<std::string> endpoints;
  for (const auto& one : browsers.of(person)) endpoints.insert(one.endpoint);
  for (const auto& one : browsers.lost(person)) endpoints.insert(one);
  for (const auto& endpoint : endpoints) {
    if (auto gone = browsers.unsubscribe(person, endpoint); !gone) return gone;
  }
  return {};
}

Answer erase(const Matter& matter, domain::Instant now) {
  const auto which = kinds_of(matter.book.of(matter.whose));
  if (auto noted = matter.note(now, ports::ContactAct::erased, which); !noted) {
    return failed(noted.error());
  }
  if (auto* browsers = matter.services.push) {
    if (auto gone = erase_browsers(*browsers, matter.whose); !gone) return failed(gone.error());
  }
  if (auto gone = matter.book.erase(matter.whose); !gone) return failed(gone.error());
  return std::make_unique<v1::EraseContactsResponse>();
}

Answer change_key(const Matter& matter, domain::Instant now) {
  if (auto noted = matter.note(now, ports::ContactAct::key_changed, {}); !noted) {
    return failed(noted.error());
  }
  if (auto changed = matter.book.change_key(); !changed) return failed(changed.error());
  return std::make_unique<v1::ChangeDirectoryKeyResponse>();
}

v1::ContactAct to_proto(ports::ContactAct act) {
  switch (act) {
    case ports::ContactAct::read_masked:
      return v1::CONTACT_ACT_READ_MASKED;
    case ports::ContactAct::read_full:
      return v1::CONTACT_ACT_READ_FULL;
    case ports::ContactAct::changed:
      return v1::CONTACT_ACT_CHANGED;
    case ports::ContactAct::erased:
      return v1::CONTACT_ACT_ERASED;
    case ports::ContactAct::key_changed:
      return v1::CONTACT_ACT_KEY_CHANGED;
  }
  return v1::CONTACT_ACT_UNSPECIFIED;
}

}  // namespace

void answer(const Question& question, const v1::GetContactsRequest& request, Respond respond) {
  auto matter = begin(question, request.person());
  if (!matter) return respond(std::unexpected(std::move(matter.error())));
  codec::Input input;
  read_reason(input, request.reason(), !matter->own(), *matter);
  if (!input.ok()) return respond(std::unexpected(std::move(input).rejection()));
  when_known(*std::move(matter), std::move(respond),
             [reveal = request.reveal()](const Matter& known, domain::Instant now, bool) {
               return show(known, now, reveal);
             });
}

void answer(const Question& question, const v1::SetContactsRequest& request, Respond respond) {
  auto matter = begin(question, request.person());
  if (!matter) return respond(std::unexpected(std::move(matter.error())));
  codec::Input input;
  read_reason(input, request.reason(), !matter->own(), *matter);
  auto wished = read_addresses(input, matter->book, request);
  if (!input.ok()) return respond(std::unexpected(std::move(input).rejection()));
  if (wished.contains("webhook") && !wished["webhook"].empty() && !matter->administrator) {
    return respond(std::unexpected(webhook_by_administrator()));
  }
  when_known(*std::move(matter), std::move(respond),
             [wished = std::move(wished)](const Matter& known, domain::Instant now,
                                          bool employed) -> Answer {
               if (!employed) return std::unexpected(person_unknown());
               return change(known, now, wished);
             });
}

void answer(const Question& question, const v1::EraseContactsRequest& request, Respond respond) {
  auto matter = begin(question, request.person());
  if (!matter) return respond(std::unexpected(std::move(matter.error())));
  if (!matter->administrator) return respond(std::unexpected(own_only(false)));
  codec::Input input;
  if (request.person().empty()) input.missing("person");
  read_reason(input, request.reason(), true, *matter);
  if (!input.ok()) return respond(std::unexpected(std::move(input).rejection()));
  when_known(*std::move(matter), std::move(respond),
             [](const Matter& known, domain::Instant now, bool) { return erase(known, now); });
}

void answer(const Question& question, const v1::ChangeDirectoryKeyRequest& request,
            Respond respond) {
  auto matter = begin(question, {});
  if (!matter) return respond(std::unexpected(std::move(matter.error())));
  if (!matter->administrator) return respond(std::unexpected(own_only(false)));
  codec::Input input;
  read_reason(input, request.reason(), true, *matter);
  if (!input.ok()) return respond(std::unexpected(std::move(input).rejection()));
  when_known(*std::move(matter), std::move(respond),
             [](const Matter& known, domain::Instant now, bool) { return change_key(known, now); });
}

void answer(const Question& question, const v1::ListReadsRequest& request, Respond respond) {
  auto matter = begin(question, request.person());
  if (!matter) return respond(std::unexpected(std::move(matter.error())));
  codec::Input input;
  const auto limit = input.number("limit", request.limit(), reads_most);
  if (!input.ok()) return respond(std::unexpected(std::move(input).rejection()));
  auto response = std::make_unique<v1::ListReadsResponse>();
  for (const auto& note : matter->book.notes(matter->whose, limit == 0 ? reads_usual : limit)) {
    auto& read = *response->add_reads();
    codec::encode(note.at, *read.mutable_at());
    read.set_by(note.by.value);
    read.set_person(note.whose.value);
    read.set_act(to_proto(note.act));
    for (const auto& kind : note.kinds) read.add_kinds(kind);
    read.set_reason(note.reason);
  }
  respond(std::move(response));
}

}  // namespace ckl::edge
