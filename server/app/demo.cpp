#include "app/demo.hpp"

#include <algorithm>
#include <array>
#include <chrono>
#include <map>
#include <string_view>

#include <nlohmann/json.hpp>

#include "auth/durable_file.hpp"
#include "domain/authority.hpp"

namespace ckl::app {
namespace {

constexpr std::string_view kLabel = "demo";
constexpr std::chrono::days kValidFor{7};
// One that ends sooner is not worth keeping.
constexpr std::chrono::days kLeastLeft{1};

using edge::http::DemoCard;

// The roles shown, in the order of the page; the first holders of each, and the card of the first.
struct Shown {
  std::string_view role;
  std::size_t most;
  DemoCard card = DemoCard::none;
};
constexpr auto kShown = std::to_array<Shown>({
    {domain::role::duty_officer, 2, DemoCard::duty_officer},
    {domain::role::committee_chair, 1, DemoCard::chair},
    {domain::role::committee_vice_chair, 2},
    {domain::role::city_director, 1},
    {domain::role::deputy_director, 1},
    {domain::role::chief_of_staff, 1, DemoCard::wall},
    {domain::role::registrar, 1},
    {domain::role::org_duty_officer, 1},
    {domain::role::staff, 2},
    {domain::role::administrator, 1},
});

struct Chosen {
  domain::PersonId id;
  DemoCard card = DemoCard::none;
};

std::vector<Chosen> chosen(const domain::Organisation& organisation, domain::Instant now) {
  std::vector<Chosen> persons;
  for (const auto& shown : kShown) {
    std::size_t left = shown.most;
    for (const auto& mandate : organisation.mandates) {
      if (left == 0) break;
      if (mandate.role != shown.role || !in_force(mandate, now)) continue;
      if (std::ranges::find(persons, mandate.person, &Chosen::id) != persons.end()) continue;
      const bool first = left == shown.most;
      persons.push_back({mandate.person, first ? shown.card : DemoCard::none});
      --left;
    }
  }
  return persons;
}

bool administers(const domain::Organisation& organisation, const domain::PersonId& person) {
  return std::ranges::any_of(organisation.mandates, [&](const auto& mandate) {
    return mandate.person == person && mandate.role == domain::role::administrator;
  });
}

// Person to secret. A file that can't be understood is worth no more than none: what it held is
// revoked and made anew.
using Secrets = std::map<std::string, std::string>;

Secrets read_secrets(const std::filesystem::path& file) {
  const auto contents = auth::read_file(file);
  if (!contents || !contents->has_value()) return {};
  const auto json = nlohmann::json::parse(**contents, nullptr, false);
  Secrets secrets;
  if (!json.is_object()) return secrets;
  for (const auto& [person, secret] : json.items()) {
    if (secret.is_string()) secrets[person] = secret.get<std::string>();
  }
  return secrets;
}

// The secret is good for this person and will be for a while.
bool holds(const auth::TokenStore& tokens, const std::string& secret, const ports::TokenRow& wanted,
           domain::Instant now) {
  const auto principal = tokens.authenticate(secret);
  if (!principal) return false;
  const auto rows = tokens.list();
  const auto row = std::ranges::find(rows, principal->token_id, &ports::TokenRow::id);
  return row != rows.end() && row->label == kLabel && row->person == wanted.person &&
         row->administrator == wanted.administrator && row->valid_to > now + kLeastLeft;
}

// Keeps the tokens of these secrets alone.
ports::Result<void> revoke_others(auth::TokenStore& tokens, const Secrets& secrets) {
  std::vector<std::string> kept;
  for (const auto& [person, secret] : secrets) {
    if (const auto principal = tokens.authenticate(secret)) kept.push_back(principal->token_id);
  }
  for (const auto& row : tokens.list()) {
    if (row.label != kLabel || std::ranges::find(kept, row.id) != kept.end()) continue;
    if (auto revoked = tokens.revoke(row.id); !revoked) return revoked;
  }
  return {};
}

ports::Result<std::string> secret_for(auth::TokenStore& tokens, const ports::TokenRow& wanted,
                                      const Secrets& known, domain::Instant now) {
  const auto found = known.find(wanted.person.value);
  if (found != known.end() && holds(tokens, found->second, wanted, now)) return found->second;
  auto made = tokens.create(wanted);
  if (!made) return std::unexpected(made.error());
  return std::move(made->secret);
}

}  // namespace

ports::Result<std::vector<edge::http::DemoPerson>> make_demo_persons(
    auth::TokenStore& tokens, const domain::Organisation& organisation, const ports::Clock& clock,
    const std::filesystem::path& file) {
  const Secrets known = read_secrets(file);
  Secrets secrets;
  std::vector<edge::http::DemoPerson> shown;
  for (const auto& [id, card] : chosen(organisation, clock.now())) {
    const auto person = std::ranges::find(organisation.persons, id, &domain::Person::id);
    if (person == organisation.persons.end()) continue;
    auto secret = secret_for(tokens,
                             {.id = {},
                              .person = id,
                              .label = std::string(kLabel),
                              .valid_to = clock.now() + kValidFor,
                              .administrator = administers(organisation, id)},
                             known, clock.now());
    if (!secret) return std::unexpected(secret.error());
    secrets[id.value] = *secret;
    shown.push_back(
        {.name = person->name, .title = person->title, .token = *std::move(secret), .card = card});
  }
  if (auto others = revoke_others(tokens, secrets); !others) {
    return std::unexpected(others.error());
  }
  const nlohmann::json json = secrets;
  if (auto kept = auth::replace_file(file, json.dump(1) + "\n"); !kept) {
    return std::unexpected(kept.error());
  }
  return shown;
}

ports::Result<void> end_demo(auth::TokenStore& tokens, const std::filesystem::path& file) {
  std::error_code ignored;
  if (!std::filesystem::exists(file, ignored)) return {};
  if (auto revoked = revoke_others(tokens, {}); !revoked) return revoked;
  std::filesystem::remove(file, ignored);
  return {};
}

}  // namespace ckl::app
