// Ledningsplats: a command post that should follow the live workspace, and does not.
//
// Who is connected is the server's own knowledge; what stands in the log is the loss of one that is
// counted on, and its return. Pure; on the strand. Basis: A16 (alarm paths, central and local).
#pragma once

#include <string>

#include "domain/ids.hpp"

namespace ckl::domain {

struct LostPost {
  std::string id;
  Text name;
  Instant since;
  bool operator==(const LostPost&) const = default;
};

}  // namespace ckl::domain
