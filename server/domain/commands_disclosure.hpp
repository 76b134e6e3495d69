// Commands about the log's proof and about what may be shown of it. Included by commands.hpp, which
// holds the one list of all commands.
#pragma once

#include <cstdint>
#include <string>

namespace ckl::domain {

// Internal: the journal has made a key, and signs with it once it stands in the log.
struct AdoptProofKey {
  std::string key;
};

// Sekretessmarkera en anteckning i dagboken, or mark it by another provision.
struct MarkSecrecy {
  std::uint32_t number = 0;  // dagboksnummer
  std::string provision;
  std::string reason;
};

// Ta bort en sekretessmarkering.
struct LiftSecrecy {
  std::uint32_t number = 0;  // dagboksnummer
  std::string reason;
};

}  // namespace ckl::domain
