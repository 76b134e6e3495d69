// Commands about command posts. Included by commands.hpp, which holds the one list of all commands.
#pragma once

#include <optional>
#include <string>

#include "domain/posts.hpp"

namespace ckl::domain {

// Internal: a command post that should be there has gone, or is there again. A repeat changes
// nothing.
struct NotePost {
  std::string post;
  Text name;
  bool lost = false;
  std::optional<Instant> since;  // unset = now
};

}  // namespace ckl::domain
