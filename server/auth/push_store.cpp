#include "auth/push_store.hpp"

#include <algorithm>
#include <utility>

#include <fmt/format.h>
#include <nlohmann/json.hpp>
#include <spdlog/spdlog.h>

#include "auth/crypto.hpp"
#include "auth/durable_file.hpp"

namespace ckl::auth {
namespace {

constexpr int kFormat = 1;
constexpr std::size_t kMostKept = 100'000;

std::unexpected<ports::Failure> failure(ports::FailureCode code, std::string what) {
  return std::unexpected(ports::Failure{code, std::move(what)});
}

std::string text_of(const nlohmann::json& item, const char* name) {
  const auto found = item.is_object() ? item.find(name) : item.end();
  const auto* value = found == item.end() ? nullptr : found->get_ptr<const std::string*>();
  return value == nullptr ? std::string() : *value;
}

}  // namespace

ports::Result<std::unique_ptr<PushStore>> PushStore::open(std::filesystem::path file) {
  auto contents = read_file(file);
  if (!contents) return std::unexpected(contents.error());
  std::unique_ptr<PushStore> store(new PushStore(file));
  if (!contents->has_value()) return store;
  auto book = parse(**contents);
  if (!book) {
    return failure(book.error().code,
                   fmt::format("{}: {}. Restore it from a backup, or remove it; then everybody "
                               "must subscribe anew.",
                               file.string(), book.error().what));
  }
  store->book_ = *std::move(book);
  return store;
}

ports::Result<PushStore::Book> PushStore::parse(const std::string& contents) {
  const auto corrupt = [](std::string what) {
    return failure(ports::FailureCode::corrupt,
                   "the file of push subscriptions is damaged: " + std::move(what));
  };
  const auto json = nlohmann::json::parse(contents, nullptr, false);
  if (!json.is_object() || json.value("format", nlohmann::json()) != kFormat) {
    return corrupt("it is not a JSON object of format 1");
  }
  for (const char* list : {"subscriptions", "lost"}) {
    if (!json.contains(list) || !json[list].is_array()) {
      return corrupt(fmt::format("it has no list '{}'", list));
    }
  }
  Book book;
  for (const auto& item : json["subscriptions"]) {
    const auto key = from_base64url(text_of(item, "p256dh"));
    const auto secret = from_base64url(text_of(item, "auth"));
    Kept one{{text_of(item, "person")},
             {text_of(item, "endpoint"), key.value_or(""), secret.value_or("")}};
    if (one.person.empty() || one.subscription.endpoint.empty() ||
        one.subscription.public_key.empty() || one.subscription.secret.empty()) {
      return corrupt(fmt::format("subscription number {} lacks a field", book.kept.size() + 1));
    }
    book.kept.push_back(std::move(one));
  }
  for (const auto& item : json["lost"]) {
    Lost one{{text_of(item, "person")}, text_of(item, "endpoint")};
    if (one.person.empty() || one.endpoint.empty()) {
      return corrupt(fmt::format("number {} of 'lost' lacks a field", book.lost.size() + 1));
    }
    book.lost.push_back(std::move(one));
  }
  return book;
}

std::string PushStore::print(const Book& book) {
  auto list = nlohmann::ordered_json::array();
  for (const auto& one : book.kept) {
    list.push_back({{"person", one.person.value},
                    {"endpoint", one.subscription.endpoint},
                    {"p256dh", to_base64url(one.subscription.public_key)},
                    {"auth", to_base64url(one.subscription.secret)}});
  }
  auto lost = nlohmann::ordered_json::array();
  for (const auto& one : book.lost) {
    lost.push_back({{"person", one.person.value}, {"endpoint", one.endpoint}});
  }
  const nlohmann::ordered_json json{
      {"format", kFormat}, {"subscriptions", std::move(list)}, {"lost", std::move(lost)}};
  return json.dump(1, ' ', false, nlohmann::ordered_json::error_handler_t::replace) + "\n";
}

// Others see the change only after the disk has it.
ports::Result<void> PushStore::keep(Book book) {
  if (auto written = replace_file(file_, print(book)); !written) return written;
  book_ = std::move(book);
  return {};
}

void PushStore::serve(std::string public_key, Check check) {
  public_key_ = std::move(public_key);
  check_ = std::move(check);
}

ports::Result<void> PushStore::subscribe(const domain::PersonId& person,
                                         ports::PushSubscription subscription) {
  if (!check_) return failure(ports::FailureCode::unreachable, "no push gateway is configured");
  if (auto sound = check_(subscription); !sound) return sound;
  Book book = book_;
  auto& kept = book.kept;
  std::erase_if(
      kept, [&](const Kept& one) { return one.subscription.endpoint == subscription.endpoint; });
  std::erase_if(book.lost, [&](const Lost& one) { return one.person == person; });
  const auto is_theirs = [&](const Kept& one) { return one.person == person; };
  if (static_cast<std::size_t>(std::ranges::count_if(kept, is_theirs)) >= most_per_person) {
    kept.erase(std::ranges::find_if(kept, is_theirs));
  }
  if (kept.size() >= kMostKept) {
    return failure(ports::FailureCode::invalid, "there are too many push subscriptions");
  }
  kept.push_back({person, std::move(subscription)});
  return keep(std::move(book));
}

ports::Result<void> PushStore::unsubscribe(const domain::PersonId& person,
                                           std::string_view endpoint) {
  Book book = book_;
  const auto removed =
      std::erase_if(book.kept,
                    [&](const Kept& one) {
                      return one.person == person && one.subscription.endpoint == endpoint;
                    }) +
      std::erase_if(book.lost, [&](const Lost& one) {
        return one.person == person && one.endpoint == endpoint;
      });
  if (removed == 0) return failure(ports::FailureCode::not_found, "no such push subscription");
  return keep(std::move(book));
}

std::vector<ports::PushSubscription> PushStore::of(const domain::PersonId& person) const {
  std::vector<ports::PushSubscription> theirs;
  for (const auto& one : book_.kept) {
    if (one.person == person) theirs.push_back(one.subscription);
  }
  return theirs;
}

void PushStore::forget(std::string_view endpoint) {
  const auto found = std::ranges::find_if(
      book_.kept, [&](const Kept& one) { return one.subscription.endpoint == endpoint; });
  if (found == book_.kept.end()) return;
  const auto person = found->person;
  Book book = book_;
  book.kept.erase(book.kept.begin() + (found - book_.kept.begin()));
  if (lost(person).size() < most_per_person) {
    book.lost.push_back({person, std::string(endpoint)});
  }
  const auto written = keep(std::move(book));
  if (!written) spdlog::error("push: a browser that is gone stays: {}", written.error().what);
}

std::vector<std::string> PushStore::lost(const domain::PersonId& person) const {
  std::vector<std::string> theirs;
  for (const auto& one : book_.lost) {
    if (one.person == person) theirs.push_back(one.endpoint);
  }
  return theirs;
}

}  // namespace ckl::auth
