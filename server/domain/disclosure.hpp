// Sekretessmarkering: the note on an entry of the log (dagboken) that it may hold what the law
// keeps secret.
//
// A mark decides nothing: whether something is handed out is tried when somebody asks. Until then
// it keeps what the entry says from those who have no part in leading (visibility.hpp). Pure; on
// the strand. Basis: OSL 2009:400 5 kap. 5 §; A33 (each record has a disclosure state).
#pragma once

#include <cstdint>
#include <string>

#include "domain/ids.hpp"

namespace ckl::domain {

struct SecrecyMark {
  std::uint32_t number = 0;  // dagboksnummer
  std::string provision;     // tillämplig bestämmelse
  std::string reason;
  PersonId by;
  Instant since;
  bool operator==(const SecrecyMark&) const = default;
};

}  // namespace ckl::domain
