// How much memory the process holds, for /metrics.
//
// Any thread; reads /proc.
#pragma once

#include <cstdint>

namespace ckl::platform {

// 0 when the system does not tell.
[[nodiscard]] std::uint64_t resident_bytes();

}  // namespace ckl::platform
