// The file: "ckl-contacts <format> <id of the master key>", a line with the HMAC-SHA256 in hex of
// that line and of all after this one, then JSON: `persons` with `person`, `seeded`, `key` (the
// person's key, wrapped) and `sealed` (the addresses), and `erased`, person ids. Both seals are
// bound to the person.
#include "auth/contact_store.hpp"

#include <algorithm>
#include <cstring>
#include <system_error>
#include <utility>

#include <fmt/format.h>
#include <nlohmann/json.hpp>
#include <openssl/crypto.h>

#include "auth/durable_file.hpp"

namespace ckl::auth {
namespace {

constexpr std::string_view kName = "ckl-contacts";
constexpr std::string_view kFormat = "1";

std::unexpected<ports::Failure> failure(ports::FailureCode code, std::string what) {
  return std::unexpected(ports::Failure{code, std::move(what)});
}

std::unexpected<ports::Failure> damaged() {
  return failure(ports::FailureCode::corrupt,
                 "the book of contact addresses is damaged. Restore it from a backup, with the key "
                 "of the same time; it is not started over");
}

std::string bound(std::string_view what, const domain::PersonId& person) {
  return fmt::format("ckl contacts 1 {} {}", what, person.value);
}

// Encryption and the file's seal do not share a key.
std::string seal_of(const MasterKey& key, std::string_view header, std::string_view body) {
  const Sha256 mac_key = hmac_sha256(as_text(key.key), "ckl contacts seal");
  std::string text(header);
  text += '\n';
  text += body;
  return to_hex(as_text(hmac_sha256(as_text(mac_key), text)));
}

std::string header_of(const MasterKey& key) {
  return fmt::format("{} {} {}", kName, kFormat, key.id);
}

std::string_view take_line(std::string_view& rest) {
  const auto end = rest.find('\n');
  const auto line = rest.substr(0, end);
  rest.remove_prefix(end == std::string_view::npos ? rest.size() : end + 1);
  return line;
}

std::string_view take_word(std::string_view& line) {
  const auto end = line.find(' ');
  const auto word = line.substr(0, end);
  line.remove_prefix(end == std::string_view::npos ? line.size() : end + 1);
  return word;
}

std::string wrap(const MasterKey& master, const domain::PersonId& person, const SealKey& key,
                 const RandomBytes& random) {
  return seal(master.key, as_text(key), bound("key", person), random);
}

std::optional<SealKey> unwrap(const MasterKey& master, const domain::PersonId& person,
                              std::string_view wrapped) {
  auto plain = unseal(master.key, wrapped, bound("key", person));
  SealKey key{};
  if (!plain || plain->size() != key.size()) return std::nullopt;
  std::memcpy(key.data(), plain->data(), key.size());
  OPENSSL_cleanse(plain->data(), plain->size());
  return key;
}

ports::Addresses without_empty(ports::Addresses addresses) {
  std::erase_if(addresses, [](const auto& kind) { return kind.second.empty(); });
  return addresses;
}

std::optional<ports::Addresses> read_addresses(std::string_view text) {
  const auto json = nlohmann::json::parse(text, nullptr, false);
  if (!json.is_object()) return std::nullopt;
  ports::Addresses all;
  for (const auto& [kind, list] : json.items()) {
    if (!list.is_array()) return std::nullopt;
    for (const auto& address : list) {
      if (!address.is_string()) return std::nullopt;
      all[kind].push_back(address.get<std::string>());
    }
  }
  return all;
}

// What a crash left beside a file was never used.
void drop_unfinished(std::filesystem::path file) {
  file += ".new";
  std::error_code ignored;
  std::filesystem::remove(file, ignored);
}

ports::Failure at(const std::filesystem::path& file, ports::Failure failed) {
  failed.what = fmt::format("{}: {}", file.string(), failed.what);
  return failed;
}

}  // namespace

ports::Result<std::unique_ptr<ContactStore>> ContactStore::open(ContactFiles files,
                                                                domain::Instant now,
                                                                RandomBytes random) {
  drop_unfinished(files.book);
  drop_unfinished(files.key);
  auto log = ContactLog::open(files.log, now);
  if (!log) return std::unexpected(log.error());
  std::unique_ptr<ContactStore> store(
      new ContactStore(std::move(files), *std::move(log), std::move(random)));
  if (auto started = store->start(); !started) return std::unexpected(started.error());
  return store;
}

ports::Result<void> ContactStore::start() {
  auto keys = read_master_keys(files_.key);
  if (!keys) return std::unexpected(keys.error());
  const auto contents = read_file(files_.book);
  if (!contents) return std::unexpected(contents.error());
  if (!contents->has_value()) {
    drew_key_ = keys->empty();
    if (drew_key_) keys->push_back(draw_master_key(random_));
    keys->resize(1);
    if (auto written = write_master_keys(files_.key, *keys); !written) return written;
    Book empty;
    empty.key = keys->front();
    return keep(std::move(empty));
  }
  if (keys->empty()) {
    return failure(ports::FailureCode::not_found,
                   fmt::format("{}: the key of the book of contact addresses is missing, and {} "
                               "can not be read without it. Put back the copy that is kept "
                               "elsewhere; no new key is made",
                               files_.key.string(), files_.book.string()));
  }
  auto book = parse(**contents, *keys);
  if (!book) return std::unexpected(at(files_.book, std::move(book.error())));
  book_ = *std::move(book);
  // One key has taken the other's place, or was about to when the server fell.
  if (keys->size() == 1) return {};
  return write_master_keys(files_.key, {book_.key});
}

ports::Result<ContactStore::Book> ContactStore::parse(std::string_view contents,
                                                      const std::vector<MasterKey>& keys) {
  const auto header = take_line(contents);
  auto words = header;
  if (take_word(words) != kName) return damaged();
  const auto format = take_word(words);
  if (format.empty() || format.find_first_not_of("0123456789") != std::string_view::npos) {
    return damaged();
  }
  if (format != kFormat) {
    return failure(ports::FailureCode::invalid,
                   fmt::format("the book of contact addresses has format {}, and this server reads "
                               "format {}. Start the version that wrote it, or a later one",
                               format, kFormat));
  }
  const auto key = std::ranges::find(keys, words, &MasterKey::id);
  if (key == keys.end()) {
    return failure(ports::FailureCode::refused,
                   fmt::format("the wrong key: the book of contact addresses is sealed with key "
                               "{}, and the key file holds {}. Put back the key and the book of "
                               "the same time",
                               from_hex(words) ? words : "?", keys.front().id));
  }
  Book book;
  book.key = *key;
  const auto mac = take_line(contents);
  if (!equal_in_constant_time(mac, seal_of(*key, header, contents))) return damaged();
  if (auto read = parse_body(contents, book); !read) return std::unexpected(read.error());
  return book;
}

ports::Result<void> ContactStore::parse_body(std::string_view body, Book& book) {
  const auto json = nlohmann::json::parse(body, nullptr, false);
  const auto list = [&](const char* name) {
    return json.is_object() ? json.value(name, nlohmann::json()) : nlohmann::json();
  };
  const auto persons = list("persons");
  const auto erased = list("erased");
  if (!persons.is_array() || !erased.is_array()) return damaged();
  for (const auto& one : persons) {
    if (!parse_person(one, book)) return damaged();
  }
  for (const auto& one : erased) {
    if (!one.is_string()) return damaged();
    book.erased.insert({one.get<std::string>()});
  }
  return {};
}

bool ContactStore::parse_person(const nlohmann::json& json, Book& book) {
  const auto text = [&](const char* name) {
    const auto found = json.is_object() ? json.find(name) : json.end();
    const auto* value = found == json.end() ? nullptr : found->get_ptr<const std::string*>();
    return value == nullptr ? std::string() : *value;
  };
  const domain::PersonId person{text("person")};
  const auto wrapped = from_base64url(text("key"));
  const auto secret = from_base64url(text("sealed"));
  const auto seeded = json.is_object() ? json.value("seeded", nlohmann::json()) : nlohmann::json();
  if (person.empty() || !wrapped || !secret || !seeded.is_boolean()) return false;
  const auto key = unwrap(book.key, person, *wrapped);
  if (!key) return false;
  auto plain = unseal(*key, *secret, bound("addresses", person));
  auto addresses = plain ? read_addresses(*plain) : std::nullopt;
  if (!addresses) return false;
  OPENSSL_cleanse(plain->data(), plain->size());
  book.kept[person] = {*std::move(addresses), seeded.get<bool>(), *wrapped, *secret};
  return true;
}

std::string ContactStore::print(const Book& book) {
  auto persons = nlohmann::ordered_json::array();
  for (const auto& [person, kept] : book.kept) {
    persons.push_back({{"person", person.value},
                       {"seeded", kept.seeded},
                       {"key", to_base64url(kept.wrapped_key)},
                       {"sealed", to_base64url(kept.sealed)}});
  }
  auto erased = nlohmann::ordered_json::array();
  for (const auto& person : book.erased) erased.push_back(person.value);
  const nlohmann::ordered_json json{{"persons", std::move(persons)}, {"erased", std::move(erased)}};
  const auto body =
      json.dump(1, ' ', false, nlohmann::ordered_json::error_handler_t::replace) + "\n";
  const auto header = header_of(book.key);
  return fmt::format("{}\n{}\n{}", header, seal_of(book.key, header, body), body);
}

ContactStore::Kept ContactStore::sealed(const MasterKey& key, const domain::PersonId& person,
                                        ports::Addresses addresses, bool seeded) const {
  std::string plain =
      nlohmann::json(addresses).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
  SealKey own = draw_key(random_);
  Kept kept{.addresses = std::move(addresses), .seeded = seeded};
  kept.wrapped_key = wrap(key, person, own, random_);
  kept.sealed = seal(own, plain, bound("addresses", person), random_);
  OPENSSL_cleanse(own.data(), own.size());
  OPENSSL_cleanse(plain.data(), plain.size());
  return kept;
}

// Others see the change only after the disk has it.
ports::Result<void> ContactStore::keep(Book book) {
  if (book.kept.size() > most_persons) {
    return failure(
        ports::FailureCode::invalid,
        fmt::format("the book of contact addresses takes {} persons, and no more", most_persons));
  }
  if (auto written = replace_file(files_.book, print(book)); !written) return written;
  book_ = std::move(book);
  if (changed_) changed_();
  return {};
}

ports::Result<std::vector<domain::PersonId>> ContactStore::seed(const Everybody& seeds) {
  Book book = book_;
  std::vector<domain::PersonId> passed_by;
  bool changed = false;
  for (const auto& [person, given] : seeds) {
    auto addresses = without_empty(given);
    if (addresses.empty()) continue;
    if (book.erased.contains(person)) {
      passed_by.push_back(person);
      continue;
    }
    const auto found = book.kept.find(person);
    const bool there = found != book.kept.end();
    if (there && (!found->second.seeded || found->second.addresses == addresses)) continue;
    book.kept[person] = sealed(book.key, person, std::move(addresses), true);
    changed = true;
  }
  if (!changed) return passed_by;
  if (auto written = keep(std::move(book)); !written) return std::unexpected(written.error());
  return passed_by;
}

ContactStore::Everybody ContactStore::everybody() const {
  Everybody all;
  for (const auto& [person, kept] : book_.kept) all[person] = kept.addresses;
  return all;
}

ports::Addresses ContactStore::of(const domain::PersonId& person) const {
  const auto found = book_.kept.find(person);
  return found == book_.kept.end() ? ports::Addresses{} : found->second.addresses;
}

bool ContactStore::erased(const domain::PersonId& person) const {
  return book_.erased.contains(person);
}

bool ContactStore::sound(std::string_view kind, std::string_view address) const {
  return check_ && check_(kind, address);
}

ports::Result<void> ContactStore::set(const domain::PersonId& person, ports::Addresses addresses) {
  for (const auto& [kind, list] : addresses) {
    const bool good =
        std::ranges::all_of(list, [&](const auto& address) { return sound(kind, address); });
    if (!good) {
      return failure(ports::FailureCode::invalid,
                     fmt::format("an address for {} has the wrong form", kind));
    }
  }
  Book book = book_;
  book.kept[person] = sealed(book.key, person, without_empty(std::move(addresses)), false);
  book.erased.erase(person);
  return keep(std::move(book));
}

ports::Result<void> ContactStore::erase(const domain::PersonId& person) {
  Book book = book_;
  book.kept.erase(person);
  book.erased.insert(person);
  return keep_under_new_key(std::move(book));
}

ports::Result<void> ContactStore::change_key() { return keep_under_new_key(book_); }

// Whatever step a crash follows, the key file holds the key of the book that stands.
ports::Result<void> ContactStore::keep_under_new_key(Book book) {
  // A write that failed may have reached the disk all the same: what stands there must be known.
  if (unsure_) {
    if (auto settled = keep(book_); !settled) return settled;
    unsure_ = false;
  }
  const MasterKey old = book.key;
  book.key = draw_master_key(random_);
  for (auto& [other, kept] : book.kept) {
    auto own = unwrap(old, other, kept.wrapped_key);
    if (!own) return damaged();
    kept.wrapped_key = wrap(book.key, other, *own, random_);
    OPENSSL_cleanse(own->data(), own->size());
  }
  const MasterKey next = book.key;
  if (auto both = write_master_keys(files_.key, {old, next}); !both) return both;
  if (auto written = keep(std::move(book)); !written) {
    unsure_ = true;
    return written;
  }
  return write_master_keys(files_.key, {next});
}

ports::Result<void> ContactStore::note(ports::ContactNote note) {
  return log_.add(std::move(note));
}

std::vector<ports::ContactNote> ContactStore::notes(const domain::PersonId& whose,
                                                    std::size_t most) const {
  return log_.of(whose, most);
}

}  // namespace ckl::auth
