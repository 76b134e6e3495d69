// The directory of contact addresses (kontaktkatalogen), from the configuration's contacts.
//
// Asked by delivery on the main thread. Holds personal data in memory only; `replace` puts a newer
// reading in its place. It writes nothing anywhere.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>

#include "platform/config.hpp"
#include "ports/directory.hpp"

namespace ckl::platform {

class ContactDirectory final : public ports::Directory {
 public:
  explicit ContactDirectory(Contacts contacts) : contacts_(std::move(contacts)) {}

  [[nodiscard]] std::optional<std::string> address(const domain::PersonId& person,
                                                   std::string_view channel,
                                                   std::uint32_t index) const override;

  void replace(Contacts contacts) { contacts_ = std::move(contacts); }

 private:
  Contacts contacts_;
};

// SHA-256 in hex over the organisation's canonical text: what `OrganisationAdopted.source_hash`
// holds. Two organisations that are equal have the same hash, whatever comments and layout their
// files had.
[[nodiscard]] std::string hash_of(const domain::Organisation& organisation);
// The same over boundaries, for `BoundariesAdopted.source_hash`.
[[nodiscard]] std::string hash_of(std::span<const domain::District> districts);

}  // namespace ckl::platform
