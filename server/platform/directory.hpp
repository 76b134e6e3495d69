// The directory of contact addresses (kontaktkatalogen), from the configuration's contacts or from
// the book where they are kept.
//
// Asked by delivery on the main thread. Holds personal data in memory only; `replace` puts a newer
// reading in its place. Who is erased has no address, whatever the source. It writes nothing
// anywhere.
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "platform/config.hpp"
#include "ports/directory.hpp"

namespace ckl::platform {

class ContactDirectory final : public ports::Directory {
 public:
  explicit ContactDirectory(Contacts contacts) { replace(std::move(contacts)); }

  [[nodiscard]] std::optional<std::string> address(const domain::PersonId& person,
                                                   std::string_view channel,
                                                   std::uint32_t index) const override;

  [[nodiscard]] std::vector<domain::PersonId> persons_with_number(
      std::string_view digits) const override;

  void replace(Contacts contacts, std::set<domain::PersonId> erased = {});
  // How often the addresses were replaced: whoever remembers the number sees that they were.
  [[nodiscard]] std::uint64_t changes() const { return changes_; }

  // A person's one address of a kind that the configuration does not know: what persons enter
  // themselves. Empty = none.
  using LookUp = std::function<std::string(const domain::PersonId&)>;
  void look_up(std::string channel, LookUp source) {
    sources_[std::move(channel)] = std::move(source);
  }

 private:
  std::map<std::string, LookUp, std::less<>> sources_;
  Contacts contacts_;
  std::set<domain::PersonId> erased_;
  std::uint64_t changes_ = 0;
  std::multimap<std::string, domain::PersonId, std::less<>> numbers_;  // without the plus
};

// SHA-256 in hex over the organisation's canonical text: what `OrganisationAdopted.source_hash`
// holds. Two organisations that are equal have the same hash, whatever comments and layout their
// files had.
[[nodiscard]] std::string hash_of(const domain::Organisation& organisation);
// The same over boundaries, for `BoundariesAdopted.source_hash`.
[[nodiscard]] std::string hash_of(std::span<const domain::District> districts);

}  // namespace ckl::platform
