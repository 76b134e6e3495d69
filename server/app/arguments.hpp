// The command line of ckld.
//
// Parsed once in `main`. What is given here overrides the configuration file; nothing else about
// the server is decided here.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <variant>

namespace ckl::app {

struct Arguments {
  std::filesystem::path config = "config/ckld.yaml";
  std::filesystem::path data;      // empty = as configured
  std::filesystem::path web_root;  // empty = as configured
  std::string http;                // "host:port", empty = as configured
  std::string grpc;
  bool demo = false;
  bool check_config = false;
  std::string replay;  // scenario to play in a new exercise workspace
  double speed = 60.0;
  // Make a token for this person, print it and end: the way to the first administrator.
  std::string issue_token;
  bool administrator = false;
  std::string log_level = "info";
};

// The arguments, or the exit code when there is nothing more to do (help, version, a mistake).
[[nodiscard]] std::variant<Arguments, int> parse_arguments(int argc, char** argv);

}  // namespace ckl::app
