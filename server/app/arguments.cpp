#include "app/arguments.hpp"

#include <CLI/CLI.hpp>

#include "app/version.hpp"

namespace ckl::app {

std::variant<Arguments, int> parse_arguments(int argc, char** argv) {
  Arguments arguments;
  CLI::App cli{
      "ckld: servern som en kommun leder sina kriser med.\n"
      "The server a municipality leads its crises with."};
  cli.set_version_flag("--version", std::string("ckld ") + kVersion);
  cli.add_option("--config", arguments.config, "Konfigurationsfil (configuration file)")
      ->capture_default_str();
  cli.add_option("--data", arguments.data, "Datamapp (data folder)");
  cli.add_option("--web", arguments.web_root, "Den byggda webbklienten (the built dashboard)");
  cli.add_option("--http", arguments.http, "Adress för webben, värd:port (HTTP listener)");
  cli.add_option("--grpc", arguments.grpc, "Adress för gRPC, värd:port (gRPC listener)");
  cli.add_flag("--demo", arguments.demo,
               "Visningsläge: inloggningslänkar för alla personer, bara på den här datorn "
               "(demonstration, loopback only)");
  cli.add_flag("--check-config", arguments.check_config,
               "Kontrollera konfigurationen och sluta (check the configuration and end)");
  cli.add_option("--replay", arguments.replay,
                 "Spela ett scenario i en ny övningsyta (play a scenario as an exercise)");
  cli.add_option("--speed", arguments.speed, "Hur fort scenariots klocka går (speed of the replay)")
      ->check(CLI::Range(1.0, 3600.0))
      ->capture_default_str();
  cli.add_option(
      "--issue-token", arguments.issue_token,
      "Skapa en åtkomstnyckel för en person och sluta; servern måste vara stoppad (make a "
      "token and end; the server must be stopped)");
  cli.add_flag("--administrator", arguments.administrator,
               "Nyckeln får skapa och återkalla andra (with --issue-token)");
  cli.add_option("--log-level", arguments.log_level, "trace, debug, info, warn, error")
      ->check(CLI::IsMember({"trace", "debug", "info", "warn", "error"}))
      ->capture_default_str();
  try {
    cli.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    constexpr int usage = 2;
    return cli.exit(error) == 0 ? 0 : usage;
  }
  return arguments;
}

}  // namespace ckl::app
