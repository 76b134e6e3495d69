// Which machine decides: the boundary behind which several machines will stand.
//
// Asked by app/ at the start, before any engine is made. Today a server stands alone and decides;
// anything else in the configuration is refused with a word, so that nobody believes in a cluster
// that is not there. A replicated journal will live in this folder and implement `ports::Journal`
// (docs/decisions/0007).
#pragma once

#include <string_view>

#include "ports/failure.hpp"

namespace ckl::cluster {

enum class NodeRole : std::uint8_t {
  alone = 1,  // decides, and is the only one
};

// `kind` as written in the configuration: "alone".
[[nodiscard]] ports::Result<NodeRole> membership(std::string_view kind);

[[nodiscard]] std::string_view name_of(NodeRole role);

}  // namespace ckl::cluster
