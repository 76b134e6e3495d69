#include <cstdlib>

#include "cli/run.hpp"

int main(int argc, char** argv) {
  const auto environment = [](const std::string& name) -> std::string {
    const char* value = std::getenv(name.c_str());
    return value == nullptr ? "" : value;
  };
  return ckl::cli::run({argv + 1, argv + argc}, environment);
}
