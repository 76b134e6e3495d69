#include "app/contacts.hpp"

#include <algorithm>
#include <system_error>

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <spdlog/spdlog.h>

#include "platform/config_scalars.hpp"
#include "platform/random.hpp"

namespace ckl::app {
namespace {

constexpr const char* kBook = "contacts.sealed";
constexpr const char* kLog = "contact-log.jsonl";

std::unexpected<ports::Failure> invalid(std::string what) {
  return std::unexpected(ports::Failure{ports::FailureCode::invalid, std::move(what)});
}

bool lies_in(const std::filesystem::path& file, const std::filesystem::path& folder) {
  const auto way = std::filesystem::weakly_canonical(file).lexically_relative(
      std::filesystem::weakly_canonical(folder));
  return !way.empty() && *way.begin() != "..";
}

std::string list(const std::vector<domain::PersonId>& persons) {
  constexpr std::size_t most = 20;
  std::vector<std::string> names;
  for (const auto& person : persons) {
    if (names.size() == most) {
      names.emplace_back("...");
      break;
    }
    names.push_back(person.value);
  }
  return fmt::format("{}", fmt::join(names, ", "));
}

// What the configuration's own check could not know.
void tell_who_is_not_reached(const platform::Config& config,
                             const platform::ContactDirectory& directory) {
  std::vector<domain::PersonId> missing;
  for (const auto& person : config.organisation.persons) {
    const bool rung_without = std::ranges::any_of(person.ladder, [&](const auto& step) {
      return step.channel != "push" &&
             !directory.address(person.id, step.channel, step.contact).has_value();
    });
    if (rung_without) missing.push_back(person.id);
  }
  if (missing.empty()) return;
  spdlog::warn("contacts: {} persons lack an address that their ladder asks for: {}",
               missing.size(), list(missing));
}

void tell_who_is_a_stranger(const platform::Config& config, const auth::ContactStore& store) {
  std::vector<domain::PersonId> strangers;
  for (const auto& [person, addresses] : store.everybody()) {
    const auto& persons = config.organisation.persons;
    if (std::ranges::find(persons, person, &domain::Person::id) == persons.end()) {
      strangers.push_back(person);
    }
  }
  if (strangers.empty()) return;
  spdlog::warn(
      "contacts: addresses are kept of {} who are not in the organisation: {}. Erase what "
      "is not needed (ckl contacts erase)",
      strangers.size(), list(strangers));
}

}  // namespace

ports::Result<std::unique_ptr<auth::ContactStore>> open_contacts(
    const platform::Config& config, const ports::Clock& clock,
    platform::ContactDirectory& directory) {
  const auto book = config.data / kBook;
  if (config.directory_key.empty()) {
    std::error_code none;
    if (!std::filesystem::exists(book, none)) return nullptr;
    return invalid(fmt::format(
        "{} holds contact addresses, and the configuration names no key for it: put back "
        "directory: {{key: {{file: ...}}}}, or move the book away; who was erased then comes back "
        "from the contacts file",
        book.string()));
  }
  if (lies_in(config.directory_key, config.data)) {
    return invalid(
        fmt::format("directory.key.file {} lies in the data folder, where a backup "
                    "takes the key with what it locks: name a file elsewhere",
                    config.directory_key.string()));
  }
  auto opened = auth::ContactStore::open({book, config.directory_key, config.data / kLog},
                                         clock.now(), &platform::random_bytes);
  if (!opened) return std::unexpected(opened.error());
  auto store = std::move(*opened);
  if (store->drew_key()) {
    spdlog::warn("contacts: a key was made in {}: keep a copy of it, apart from the backups",
                 config.directory_key.string());
  }
  store->judge_by(&platform::is_address);
  store->on_change([&directory, book = store.get()] {
    directory.replace(book->everybody(), book->all_erased());
  });
  const auto passed_by = store->seed(config.contacts);
  if (!passed_by) return std::unexpected(passed_by.error());
  if (!passed_by->empty()) {
    spdlog::warn(
        "contacts: erased, and not taken from the contacts file again: {}. Remove them "
        "there too",
        list(*passed_by));
  }
  directory.replace(store->everybody(), store->all_erased());
  tell_who_is_not_reached(config, directory);
  tell_who_is_a_stranger(config, *store);
  return store;
}

}  // namespace ckl::app
