#include "auth/passkey_book.hpp"

#include <algorithm>
#include <iterator>
#include <optional>
#include <set>
#include <utility>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "auth/crypto.hpp"
#include "codec/text_check.hpp"
#include "domain/input.hpp"

namespace ckl::auth {
namespace {

using Json = nlohmann::json;

constexpr int kFormat = 1;
constexpr std::size_t kLabelBytes = 80;
constexpr std::size_t kKeyIdBytes = 1023;
constexpr std::size_t kPublicKeyBytes = 64;
constexpr std::int64_t kMaxCounter = 0xffff'ffff;
constexpr std::int64_t kLastInstant = 253'402'300'799'999;  // the end of the year 9999

bool has_exactly(const Json& item, std::initializer_list<const char*> names) {
  return item.is_object() && item.size() == names.size() &&
         std::ranges::all_of(names, [&](const char* name) { return item.contains(name); });
}

// Reads the fields of one item; after the first bad one it is no longer sound.
class Fields {
 public:
  Fields(const Json& item, std::initializer_list<const char*> names)
      : item_(item), sound_(has_exactly(item, names)) {}

  [[nodiscard]] bool sound() const { return sound_; }
  void require(bool fact) { sound_ = sound_ && fact; }

  std::string text(const char* name) {
    const auto* found = sound_ ? item_[name].get_ptr<const std::string*>() : nullptr;
    require(found != nullptr);
    return found == nullptr ? std::string() : *found;
  }
  domain::PersonId person(const char* name) {
    domain::PersonId person{text(name)};
    require(!person.empty());
    return person;
  }
  std::string bytes(const char* name) { return decoded(from_base64url(text(name))); }
  std::string hex(const char* name) { return decoded(from_hex(text(name))); }
  std::int64_t number(const char* name, std::int64_t most) {
    const bool given = sound_ && item_[name].is_number_integer();
    const auto value = given ? item_[name].get<std::int64_t>() : -1;
    require(value >= 0 && value <= most);
    return value;
  }
  domain::Instant instant(const char* name) {
    return domain::Instant(std::chrono::milliseconds(number(name, kLastInstant)));
  }
  std::optional<domain::Instant> instant_or_null(const char* name) {
    if (sound_ && item_[name].is_null()) return std::nullopt;
    return instant(name);
  }
  bool flag(const char* name) {
    require(sound_ && item_[name].is_boolean());
    return sound_ && item_[name].get<bool>();
  }
  const Json& list(const char* name) {
    static const Json none = Json::array();
    require(sound_ && item_[name].is_array());
    return sound_ ? item_[name] : none;
  }

 private:
  std::string decoded(std::optional<std::string> bytes) {
    require(bytes.has_value());
    return std::move(bytes).value_or("");
  }

  const Json& item_;
  bool sound_;
};

bool is_hash_or_empty(const std::string& hash) {
  return hash.empty() || hash.size() == Sha256{}.size();
}

std::optional<HeldKey> read_key(const Json& item, const domain::PersonId& person) {
  Fields fields(item,
                {"id", "public_key", "label", "added", "used", "counter", "last_decision_sha256"});
  HeldKey one;
  one.key.id = fields.bytes("id");
  one.key.public_key = fields.bytes("public_key");
  one.key.person = person;
  one.key.label = fields.text("label");
  one.key.added = fields.instant("added");
  one.key.used = fields.instant_or_null("used");
  one.counter = static_cast<std::uint32_t>(fields.number("counter", kMaxCounter));
  one.last_decision = fields.hex("last_decision_sha256");
  fields.require(!one.key.id.empty() && one.key.id.size() <= kKeyIdBytes &&
                 one.key.public_key.size() == kPublicKeyBytes && is_passkey_label(one.key.label) &&
                 is_hash_or_empty(one.last_decision));
  if (!fields.sound()) return std::nullopt;
  return one;
}

// Says what is wrong; nothing when the person was read.
std::optional<std::string> read_holder(const Json& item, PasskeyBook& book) {
  const auto number = book.holders.size() + 1;
  Fields fields(item, {"person", "user_handle", "had_key", "keys"});
  auto person = fields.person("person");
  Holder holder{
      .handle = fields.bytes("user_handle"), .had_key = fields.flag("had_key"), .keys = {}};
  const Json& keys = fields.list("keys");
  fields.require(holder.handle.size() == user_handle_bytes && (holder.had_key || keys.empty()) &&
                 keys.size() <= most_passkeys_of_one);
  if (!fields.sound())
    return fmt::format("person number {} lacks a field or has a bad one", number);
  for (const auto& key : keys) {
    auto one = read_key(key, person);
    if (!one) {
      return fmt::format("key number {} of person number {} lacks a field or has a bad one",
                         holder.keys.size() + 1, number);
    }
    holder.keys.push_back(*std::move(one));
  }
  if (!book.holders.emplace(std::move(person), std::move(holder)).second) {
    return fmt::format("person number {} is there twice", number);
  }
  return std::nullopt;
}

std::optional<std::string> read_invitation(const Json& item, PasskeyBook& book) {
  const auto number = book.invitations.size() + 1;
  Fields fields(item, {"person", "code_sha256", "by", "second", "valid_to"});
  auto person = fields.person("person");
  Invitation one{.code_hash = fields.hex("code_sha256"),
                 .by = fields.person("by"),
                 .second = {fields.text("second")},
                 .valid_to = fields.instant("valid_to")};
  fields.require(is_hash_or_empty(one.code_hash));
  // Two who agreed are two, and then there is a code.
  fields.require(one.second.empty() || (!one.code_hash.empty() && one.second != one.by &&
                                        one.second != person && one.by != person));
  if (!fields.sound()) {
    return fmt::format("invitation number {} lacks a field or has a bad one", number);
  }
  if (!book.invitations.emplace(std::move(person), std::move(one)).second) {
    return fmt::format("invitation number {} is of a person who has one already", number);
  }
  return std::nullopt;
}

bool ids_differ(const PasskeyBook& book) {
  std::set<std::string_view> ids;
  for (const auto& [person, holder] : book.holders) {
    for (const auto& one : holder.keys) {
      if (!ids.insert(one.key.id).second) return false;
    }
  }
  return true;
}

std::int64_t milliseconds(domain::Instant at) { return at.time_since_epoch().count(); }

// By hand from here: the file is written at each sign-in, and a tree of JSON took three times as
// long. Only what people named needs quoting; the rest has no letter that could.
std::string quoted(const std::string& text) {
  return Json(text).dump(-1, ' ', false, Json::error_handler_t::replace);
}

void print_key(const HeldKey& one, std::string& out) {
  fmt::format_to(std::back_inserter(out),
                 "\n   {{\"id\":\"{}\",\"public_key\":\"{}\",\"label\":{},\"added\":{},",
                 to_base64url(one.key.id), to_base64url(one.key.public_key), quoted(one.key.label),
                 milliseconds(one.key.added));
  fmt::format_to(std::back_inserter(out),
                 "\"used\":{},\"counter\":{},\"last_decision_sha256\":\"{}\"}}",
                 one.key.used ? std::to_string(milliseconds(*one.key.used)) : "null", one.counter,
                 to_hex(one.last_decision));
}

void print_holder(const domain::PersonId& person, const Holder& holder, std::string& out) {
  fmt::format_to(std::back_inserter(out),
                 "\n  {{\"person\":{},\"user_handle\":\"{}\",\"had_key\":{},\"keys\":[",
                 quoted(person.value), to_base64url(holder.handle), holder.had_key);
  const char* between = "";
  for (const auto& one : holder.keys) {
    out += std::exchange(between, ",");
    print_key(one, out);
  }
  out += "]}";
}

void print_invitation(const domain::PersonId& person, const Invitation& one, std::string& out) {
  fmt::format_to(std::back_inserter(out),
                 "\n  {{\"person\":{},\"code_sha256\":\"{}\",\"by\":{},\"second\":{},"
                 "\"valid_to\":{}}}",
                 quoted(person.value), to_hex(one.code_hash), quoted(one.by.value),
                 quoted(one.second.value), milliseconds(one.valid_to));
}

}  // namespace

bool is_passkey_label(std::string_view label) {
  return label.size() <= kLabelBytes && domain::is_utf8(label) &&
         !codec::has_control_characters(label, codec::Lines::one);
}

ports::Result<PasskeyBook> parse_passkey_book(const std::string& contents) {
  const auto corrupt = [](const std::string& what) {
    return std::unexpected(
        ports::Failure{ports::FailureCode::corrupt, "the file of passkeys is damaged: " + what});
  };
  const auto json = Json::parse(contents, nullptr, false);
  if (!json.is_object() || json.value("format", Json()) != kFormat) {
    return corrupt("it is not a JSON object of format 1");
  }
  Fields fields(json, {"format", "decision_key", "persons", "invitations"});
  const Json& persons = fields.list("persons");
  const Json& invitations = fields.list("invitations");
  if (!fields.sound()) {
    return corrupt("its fields are not 'decision_key' and the lists 'persons' and 'invitations'");
  }
  PasskeyBook book;
  book.decision_key = fields.bytes("decision_key");
  if (book.decision_key.size() != decision_key_bytes) return corrupt("its 'decision_key' is bad");
  for (const auto& item : persons) {
    if (const auto wrong = read_holder(item, book)) return corrupt(*wrong);
  }
  for (const auto& item : invitations) {
    if (const auto wrong = read_invitation(item, book)) return corrupt(*wrong);
  }
  if (!ids_differ(book)) return corrupt("a key is there twice");
  return book;
}

std::string print_passkey_book(const PasskeyBook& book) {
  auto out = fmt::format("{{\"format\":{},\n \"decision_key\":\"{}\",\n \"persons\":[", kFormat,
                         to_base64url(book.decision_key));
  const char* between = "";
  for (const auto& [person, holder] : book.holders) {
    out += std::exchange(between, ",");
    print_holder(person, holder, out);
  }
  out += "],\n \"invitations\":[";
  between = "";
  for (const auto& [person, one] : book.invitations) {
    out += std::exchange(between, ",");
    print_invitation(person, one, out);
  }
  return out + "]}\n";
}

}  // namespace ckl::auth
