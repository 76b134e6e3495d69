// What `ckl` exits with; documented in `ckl --help` and docs/cli.md, and never changed in meaning.
#pragma once

namespace ckl::cli {

enum class Exit : int {
  ok = 0,
  internal = 1,
  usage = 2,
  refused = 3,          // not in the present state
  not_permitted = 4,    // you are not who may do this
  not_found = 5,        // no such thing
  invalid = 6,          // malformed or over a limit
  unauthenticated = 7,  // who are you?
  unavailable = 8,      // no server, or it accepts nothing
  conflict = 9,         // the command id was used before with another body
};

}  // namespace ckl::cli
