// Events of command posts. Past tense; the members of the `event` oneof from 260 on.
//
// Included by events.hpp, which holds the one list of all events.
#pragma once

#include <string>

#include "domain/posts.hpp"

namespace ckl::domain {

// En ledningsplats som ska vara ansluten är borta.
struct PostLost {
  LostPost post;
  bool operator==(const PostLost&) const = default;
};

// En ledningsplats är ansluten igen.
struct PostReturned {
  std::string post;  // Ledningsplats.
  Instant since;     // Borta sedan.
  bool operator==(const PostReturned&) const = default;
};

}  // namespace ckl::domain
