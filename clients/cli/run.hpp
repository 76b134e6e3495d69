// `ckl` as a function, so that tests can call it.
#pragma once

#include <functional>
#include <string>
#include <vector>

namespace ckl::cli {

// The value of an environment variable, empty when it is not set.
using Environment = std::function<std::string(const std::string& name)>;

// `arguments` without the program's name; the exit code.
[[nodiscard]] int run(const std::vector<std::string>& arguments, const Environment& environment);

}  // namespace ckl::cli
