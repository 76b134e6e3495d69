#include "auth/token_store.hpp"

#include <algorithm>
#include <cstring>
#include <utility>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "auth/durable_file.hpp"

namespace ckl::auth {
namespace {

constexpr std::string_view kPrefix = "ckl_";
constexpr std::size_t kSecretBytes = 32;
constexpr std::size_t kSecretDigits = 43;
constexpr std::size_t kIdBytes = 6;
constexpr std::size_t kLabelBytes = 200;
constexpr std::size_t kMaxTokens = 100'000;
// Format 2 has keys to calendars, format 3 the sessions of passkeys; a server that knows only the
// one before would take them for more.
constexpr int kFormat = 3;
constexpr int kOldestFormat = 1;
// An expired token is listed for so long, then forgotten when the next one is made.
constexpr std::chrono::days kRememberExpired{30};

std::unexpected<ports::Failure> failure(ports::FailureCode code, std::string what) {
  return std::unexpected(ports::Failure{code, std::move(what)});
}

std::uint64_t prefix_of(const Sha256& hash) {
  std::uint64_t prefix = 0;
  std::memcpy(&prefix, hash.data(), sizeof prefix);
  return prefix;
}

std::string random_text(const RandomBytes& random, std::size_t bytes) {
  std::vector<unsigned char> drawn(bytes);
  random(drawn);
  return std::string(as_text(drawn));
}

}  // namespace

TokenStore::TokenStore(std::filesystem::path file, const ports::Clock& clock, RandomBytes random)
    : file_(std::move(file)),
      clock_(clock),
      random_(std::move(random)),
      table_(std::make_shared<const Table>()) {}

ports::Result<std::unique_ptr<TokenStore>> TokenStore::open(std::filesystem::path file,
                                                            const ports::Clock& clock,
                                                            RandomBytes random) {
  auto contents = read_file(file);
  if (!contents) {
    return std::unexpected(contents.error());
  }
  std::unique_ptr<TokenStore> store(new TokenStore(file, clock, std::move(random)));
  if (!contents->has_value()) {
    return store;
  }
  auto kept = parse(**contents);
  if (!kept) {
    return failure(kept.error().code,
                   fmt::format("{}: {}. Restore it from a backup; it is not started over.",
                               file.string(), kept.error().what));
  }
  store->table_ = index(*std::move(kept));
  return store;
}

std::shared_ptr<const TokenStore::Table> TokenStore::index(std::vector<Kept> kept) {
  auto table = std::make_shared<Table>();
  table->kept = std::move(kept);
  for (std::size_t at = 0; at < table->kept.size(); ++at) {
    table->by_prefix.emplace(prefix_of(table->kept[at].hash), at);
    table->by_id.emplace(table->kept[at].row.id, at);
  }
  return table;
}

ports::Result<std::vector<TokenStore::Kept>> TokenStore::parse(const std::string& contents) {
  const auto corrupt = [](std::string what) {
    return failure(ports::FailureCode::corrupt, "the token file is damaged: " + std::move(what));
  };
  const auto json = nlohmann::json::parse(contents, nullptr, false);
  if (!json.is_object() || !json.contains("tokens") || !json["tokens"].is_array()) {
    return corrupt("it is not a JSON object with a list 'tokens'");
  }
  const auto format = json.value("format", nlohmann::json());
  if (!format.is_number_integer() || format < kOldestFormat || format > kFormat) {
    return corrupt("its 'format' is not 1, 2 or 3");
  }
  std::vector<Kept> kept;
  for (const auto& item : json["tokens"]) {
    const auto text = [&item](const char* name) -> const std::string* {
      const auto found = item.is_object() ? item.find(name) : item.end();
      return found == item.end() ? nullptr : found->get_ptr<const std::string*>();
    };
    const auto* id = text("id");
    const auto* person = text("person");
    const auto* label = text("label");
    const auto* hex = text("sha256");
    if (id == nullptr || person == nullptr || label == nullptr || hex == nullptr ||
        !item.contains("valid_to") || !item["valid_to"].is_number_integer() ||
        !item.contains("administrator") || !item["administrator"].is_boolean()) {
      return corrupt(fmt::format("token number {} lacks a field", kept.size() + 1));
    }
    const auto hash = from_hex(*hex);
    if (!hash || hash->size() != Sha256{}.size() || id->empty() || person->empty()) {
      return corrupt(fmt::format("token number {} has a bad field", kept.size() + 1));
    }
    Kept one;
    one.row.id = *id;
    one.row.person = {*person};
    one.row.label = *label;
    one.row.valid_to = domain::Instant(std::chrono::milliseconds(item["valid_to"].get<long>()));
    one.row.administrator = item["administrator"].get<bool>();
    if (const auto* feed = text("feed")) one.row.feed = *feed;
    if (const auto* session = text("session")) one.row.session = *session;
    std::memcpy(one.hash.data(), hash->data(), one.hash.size());
    kept.push_back(std::move(one));
  }
  return kept;
}

std::string TokenStore::print(const std::vector<Kept>& kept) {
  auto tokens = nlohmann::ordered_json::array();
  for (const auto& one : kept) {
    tokens.push_back({{"id", one.row.id},
                      {"person", one.row.person.value},
                      {"label", one.row.label},
                      {"valid_to", one.row.valid_to.time_since_epoch().count()},
                      {"administrator", one.row.administrator},
                      {"sha256", to_hex(as_text(one.hash))}});
    if (!one.row.feed.empty()) tokens.back()["feed"] = one.row.feed;
    if (!one.row.session.empty()) tokens.back()["session"] = one.row.session;
  }
  const nlohmann::ordered_json json{{"format", kFormat}, {"tokens", std::move(tokens)}};
  return json.dump(1, ' ', false, nlohmann::ordered_json::error_handler_t::replace) + "\n";
}

std::shared_ptr<const TokenStore::Table> TokenStore::table() const {
  return std::atomic_load(&table_);
}

// The table that others see changes only after the disk has it.
ports::Result<void> TokenStore::keep(std::vector<Kept> kept) {
  if (auto written = replace_file(file_, print(kept)); !written) {
    return written;
  }
  std::atomic_store(&table_, index(std::move(kept)));
  return {};
}

ports::Result<ports::TokenRow> TokenStore::find(std::string_view token) const {
  const auto refused = [] { return failure(ports::FailureCode::refused, "no such token"); };
  if (token.size() != kPrefix.size() + kSecretDigits || !token.starts_with(kPrefix)) {
    return refused();
  }
  const Sha256 hash = sha256(token);
  const auto known = table();
  const auto [begin, end] = known->by_prefix.equal_range(prefix_of(hash));
  for (auto at = begin; at != end; ++at) {
    const Kept& one = known->kept[at->second];
    if (!equal_in_constant_time(as_text(one.hash), as_text(hash))) {
      continue;
    }
    if (clock_.now() >= one.row.valid_to) {
      return refused();
    }
    return one.row;
  }
  return refused();
}

ports::Result<ports::Principal> TokenStore::authenticate(std::string_view bearer_token) const {
  auto row = find(bearer_token);
  if (!row) return std::unexpected(row.error());
  if (!row->feed.empty()) return failure(ports::FailureCode::refused, "no such token");
  return ports::Principal{row->person, row->id, row->administrator};
}

ports::Result<ports::FeedKey> TokenStore::open_feed(std::string_view token) const {
  auto row = find(token);
  if (!row) return std::unexpected(row.error());
  if (row->feed.empty()) return failure(ports::FailureCode::refused, "no such token");
  return ports::FeedKey{row->person, row->feed};
}

bool TokenStore::still_valid(const ports::Principal& principal) const {
  const auto known = table();
  const auto found = known->by_id.find(principal.token_id);
  if (found == known->by_id.end()) {
    return false;
  }
  const auto& row = known->kept[found->second].row;
  return row.person == principal.person && row.administrator == principal.administrator &&
         clock_.now() < row.valid_to;
}

ports::Result<ports::NewToken> TokenStore::create(const ports::TokenRow& row) {
  const auto now = clock_.now();
  if (row.person.empty()) {
    return failure(ports::FailureCode::invalid, "a token needs a person");
  }
  if (row.label.size() > kLabelBytes) {
    return failure(ports::FailureCode::invalid,
                   fmt::format("a token's label has at most {} bytes", kLabelBytes));
  }
  if (row.valid_to <= now) {
    return failure(ports::FailureCode::invalid, "a token must be valid for some time");
  }
  auto kept = table()->kept;
  std::erase_if(kept, [now](const Kept& one) {
    // A session that is over is of no interest to anybody.
    const auto remembered = one.row.session.empty() ? kRememberExpired : std::chrono::days{0};
    return one.row.valid_to + remembered < now;
  });
  if (kept.size() >= kMaxTokens) {
    return failure(ports::FailureCode::invalid,
                   fmt::format("there are {} tokens already; revoke some", kMaxTokens));
  }
  ports::NewToken made{"token-" + to_hex(random_text(random_, kIdBytes)),
                       std::string(kPrefix) + to_base64url(random_text(random_, kSecretBytes))};
  Kept one{row, sha256(made.secret)};
  one.row.id = made.id;
  kept.push_back(std::move(one));
  if (auto written = keep(std::move(kept)); !written) {
    return std::unexpected(written.error());
  }
  return made;
}

std::vector<ports::TokenRow> TokenStore::list() const {
  std::vector<ports::TokenRow> rows;
  for (const auto& one : table()->kept) {
    rows.push_back(one.row);
  }
  return rows;
}

ports::Result<void> TokenStore::revoke(std::string_view id) {
  auto kept = table()->kept;
  if (std::erase_if(kept, [id](const Kept& one) { return one.row.id == id; }) == 0) {
    return failure(ports::FailureCode::not_found, fmt::format("no token with id '{}'", id));
  }
  return keep(std::move(kept));
}

}  // namespace ckl::auth
