#include "platform/directory.hpp"

#include <algorithm>
#include <array>

#include <fmt/format.h>
#include <openssl/evp.h>

namespace ckl::platform {
namespace {

// Length before content, so that no two organisations have the same text.
void put(std::string& out, std::string_view field) {
  fmt::format_to(std::back_inserter(out), "{}:{},", field.size(), field);
}

void put(std::string& out, const domain::Text& text) {
  put(out, text.sv);
  put(out, text.en);
}

void put(std::string& out, const std::optional<domain::Instant>& instant) {
  put(out, instant ? std::to_string(instant->time_since_epoch().count()) : std::string("-"));
}

void put_number(std::string& out, std::int64_t number) { put(out, std::to_string(number)); }

void put(std::string& out, const domain::Unit& unit) {
  put(out, unit.id.value);
  put(out, unit.name);
  put_number(out, static_cast<int>(unit.kind));
  put_number(out, unit.legal_person ? 1 : 0);
  put(out, unit.parent.value);
  put(out, unit.valid_from);
  put(out, unit.valid_to);
  put_number(out, static_cast<std::int64_t>(unit.successors.size()));
  for (const auto& successor : unit.successors) {
    put(out, successor.value);
  }
}

void put(std::string& out, const domain::Person& person) {
  put(out, person.id.value);
  put(out, person.name);
  put(out, person.title);
  put(out, person.unit.value);
  put_number(out, static_cast<std::int64_t>(person.ladder.size()));
  for (const auto& step : person.ladder) {
    put(out, step.channel);
    put_number(out, step.after.count());
    put_number(out, step.contact);
  }
}

void put(std::string& out, const domain::Mandate& mandate) {
  put(out, mandate.person.value);
  put(out, mandate.role);
  put(out, mandate.unit.value);
  put_number(out, mandate.order);
  put(out, mandate.valid_from);
  put(out, mandate.valid_to);
}

void put(std::string& out, const domain::Position& position) {
  put(out, position.id.value);
  put(out, position.name);
}

void put(std::string& out, const domain::DutyFunction& duty) {
  put(out, duty.id);
  put(out, duty.name);
  put(out, duty.unit.value);
  put_number(out, static_cast<std::int64_t>(duty.persons.size()));
  for (const auto& person : duty.persons) {
    put(out, person.value);
  }
}

template <class Part>
void put_all(std::string& out, const std::vector<Part>& parts) {
  put_number(out, static_cast<std::int64_t>(parts.size()));
  for (const auto& part : parts) {
    put(out, part);
  }
}

std::string digest_of(const std::string& text) {
  std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
  unsigned int size = 0;
  EVP_Digest(text.data(), text.size(), digest.data(), &size, EVP_sha256(), nullptr);
  std::string hex;
  for (unsigned int i = 0; i < size; ++i) {
    fmt::format_to(std::back_inserter(hex), "{:02x}", digest.at(i));
  }
  return hex;
}

}  // namespace

std::optional<std::string> ContactDirectory::address(const domain::PersonId& person,
                                                     std::string_view channel,
                                                     std::uint32_t index) const {
  if (erased_.contains(person)) return std::nullopt;
  if (const auto source = sources_.find(channel); source != sources_.end()) {
    std::string address = index == 0 ? source->second(person) : std::string();
    return address.empty() ? std::nullopt : std::optional(std::move(address));
  }
  const auto found = contacts_.find(person);
  if (found == contacts_.end()) {
    return std::nullopt;
  }
  const auto addresses = found->second.find(std::string(channel));
  if (addresses == found->second.end() || index >= addresses->second.size()) {
    return std::nullopt;
  }
  return addresses->second[index];
}

std::vector<domain::PersonId> ContactDirectory::persons_with_number(std::string_view digits) const {
  std::vector<domain::PersonId> persons;
  const auto [begin, end] = numbers_.equal_range(digits);
  for (auto each = begin; each != end; ++each) persons.push_back(each->second);
  std::ranges::sort(persons);
  const auto rest = std::ranges::unique(persons);
  persons.erase(rest.begin(), rest.end());
  return persons;
}

void ContactDirectory::replace(Contacts contacts, std::set<domain::PersonId> erased) {
  ++changes_;
  contacts_ = std::move(contacts);
  erased_ = std::move(erased);
  numbers_.clear();
  for (const auto& [person, channels] : contacts_) {
    for (const auto& [channel, addresses] : channels) {
      for (const auto& address : addresses) {
        if (address.starts_with('+')) numbers_.emplace(address.substr(1), person);
      }
    }
  }
}

std::string hash_of(const domain::Organisation& organisation) {
  std::string text;
  put(text, organisation.name);
  put_all(text, organisation.units);
  put_all(text, organisation.persons);
  put_all(text, organisation.mandates);
  put_all(text, organisation.positions);
  put_all(text, organisation.duty_functions);
  return digest_of(text);
}

std::string hash_of(std::span<const domain::District> districts) {
  std::string text;
  for (const auto& district : districts) {
    put(text, district.unit.value);
    put(text, district.valid_from);
    put(text, district.valid_to);
    put_number(text, static_cast<std::int64_t>(district.rings.size()));
    for (const auto& ring : district.rings) {
      for (const auto& point : ring.points) {
        put(text, fmt::format("{:.5f} {:.5f}", point.latitude, point.longitude));
      }
    }
  }
  return digest_of(text);
}

}  // namespace ckl::platform
