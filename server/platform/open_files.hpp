// How many files and sockets the process may have open.
//
// Called once, at the start.
#pragma once

#include <cstdint>

namespace ckl::platform {

// Takes all that the system lets this process have (the soft limit is often 1,024), and says how
// many that is.
[[nodiscard]] std::uint64_t take_all_open_files();

}  // namespace ckl::platform
