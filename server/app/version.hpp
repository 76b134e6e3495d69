// The version of the server, as it names itself to clients and on the command line.
#pragma once

namespace ckl::app {

inline constexpr const char* kVersion = "0.1.0";

}  // namespace ckl::app
