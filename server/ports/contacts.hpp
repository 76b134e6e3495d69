// The book of contact addresses (kontaktkatalogen) as people see and change it, as a port: kept
// encrypted beside the journal, each person's own to erase.
//
// Main thread. Every change, and every note of a look, is on disk (fsync) before the call returns.
// Who may look and change is not known here. Addresses are in no Failure.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "domain/ids.hpp"
#include "ports/failure.hpp"

namespace ckl::ports {

// Of one person, in order, by channel kind.
using Addresses = std::map<std::string, std::vector<std::string>>;

enum class ContactAct : std::uint8_t {
  read_masked = 1,
  read_full = 2,
  changed = 3,
  erased = 4,
  key_changed = 5,  // of everybody's; noted at whoever did it
};

// Somebody has looked at another's addresses or changed them. Never an address.
struct ContactNote {
  domain::Instant at;
  domain::PersonId by;
  domain::PersonId whose;
  ContactAct act = ContactAct::read_masked;
  std::vector<std::string> kinds;
  std::string reason;

  bool operator==(const ContactNote&) const = default;
};

class ContactBook {
 public:
  ContactBook() = default;
  ContactBook(const ContactBook&) = delete;
  ContactBook& operator=(const ContactBook&) = delete;
  virtual ~ContactBook() = default;

  // Nothing when there are none.
  [[nodiscard]] virtual Addresses of(const domain::PersonId& person) const = 0;
  // Erased, and nobody has set addresses anew since.
  [[nodiscard]] virtual bool erased(const domain::PersonId& person) const = 0;
  // Whether a text can be an address of that kind.
  [[nodiscard]] virtual bool sound(std::string_view kind, std::string_view address) const = 0;

  // In place of all that the person had.
  [[nodiscard]] virtual Result<void> set(const domain::PersonId& person, Addresses addresses) = 0;
  // Also a person who has none: nothing seeds the person from then on.
  [[nodiscard]] virtual Result<void> erase(const domain::PersonId& person) = 0;

  // A new key takes the place of the one that locks the book. Whoever has a copy of the old one can
  // read older copies of the book, and not this one.
  [[nodiscard]] virtual Result<void> change_key() = 0;

  [[nodiscard]] virtual Result<void> note(ContactNote note) = 0;
  // About that person, the newest first, at most so many.
  [[nodiscard]] virtual std::vector<ContactNote> notes(const domain::PersonId& whose,
                                                       std::size_t most) const = 0;
};

}  // namespace ckl::ports
