#include "app/demo.hpp"

#include <algorithm>
#include <array>
#include <chrono>
#include <string_view>

namespace ckl::app {
namespace {

constexpr std::string_view kLabel = "demo";
constexpr std::chrono::days kValidFor{7};

// The roles shown, in the order of the page; the first holders of each.
struct Shown {
  std::string_view role;
  std::size_t most;
};
constexpr auto kShown = std::to_array<Shown>({
    {domain::role::duty_officer, 2},
    {domain::role::committee_chair, 1},
    {domain::role::committee_vice_chair, 2},
    {domain::role::city_director, 1},
    {domain::role::deputy_director, 1},
    {domain::role::chief_of_staff, 1},
    {domain::role::registrar, 1},
    {domain::role::org_duty_officer, 1},
    {domain::role::staff, 2},
    {domain::role::administrator, 1},
});

bool in_force(const domain::Mandate& mandate, domain::Instant now) {
  return (!mandate.valid_from || *mandate.valid_from <= now) &&
         (!mandate.valid_to || now < *mandate.valid_to);
}

std::vector<domain::PersonId> chosen(const domain::Organisation& organisation,
                                     domain::Instant now) {
  std::vector<domain::PersonId> persons;
  for (const auto& shown : kShown) {
    std::size_t left = shown.most;
    for (const auto& mandate : organisation.mandates) {
      if (left == 0) break;
      if (mandate.role != shown.role || !in_force(mandate, now)) continue;
      if (std::ranges::find(persons, mandate.person) != persons.end()) continue;
      persons.push_back(mandate.person);
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

}  // namespace

ports::Result<std::vector<edge::http::DemoPerson>> make_demo_persons(
    ports::TokenAdmin& tokens, const domain::Organisation& organisation,
    const ports::Clock& clock) {
  for (const auto& row : tokens.list()) {
    if (row.label != kLabel) continue;
    if (auto revoked = tokens.revoke(row.id); !revoked) return std::unexpected(revoked.error());
  }
  std::vector<edge::http::DemoPerson> shown;
  for (const auto& id : chosen(organisation, clock.now())) {
    const auto person = std::ranges::find(organisation.persons, id, &domain::Person::id);
    if (person == organisation.persons.end()) continue;
    auto token = tokens.create({.id = {},
                                .person = id,
                                .label = std::string(kLabel),
                                .valid_to = clock.now() + kValidFor,
                                .administrator = administers(organisation, id)});
    if (!token) return std::unexpected(token.error());
    shown.push_back({.name = person->name, .title = person->title, .token = token->secret});
  }
  return shown;
}

}  // namespace ckl::app
