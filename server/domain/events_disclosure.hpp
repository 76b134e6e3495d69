// Events of the log's proof and of what may be shown of it. Past tense; the members of the `event`
// oneof from 250 on.
//
// Included by events.hpp, which holds the one list of all events.
#pragma once

#include <string>

#include "domain/disclosure.hpp"

namespace ckl::domain {

// Loggens nyckel antogs. What it is like is the journal's matter: the law asks nothing of it.
struct ProofKeyAdopted {
  std::string key;  // "name+id+key"
  bool operator==(const ProofKeyAdopted&) const = default;
};

// En anteckning sekretessmarkerades, or was marked by another provision.
struct SecrecyMarked {
  std::uint32_t number = 0;  // Dagboksnummer.
  std::string provision;     // Tillämplig bestämmelse.
  std::string reason;        // Skäl.
  bool operator==(const SecrecyMarked&) const = default;
};

// En sekretessmarkering togs bort.
struct SecrecyLifted {
  std::uint32_t number = 0;  // Dagboksnummer.
  std::string reason;        // Skäl.
  bool operator==(const SecrecyLifted&) const = default;
};

}  // namespace ckl::domain
