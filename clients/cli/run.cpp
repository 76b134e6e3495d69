#include "cli/run.hpp"

#include <algorithm>
#include <filesystem>
#include <fstream>

#include "cli/commands.hpp"

namespace ckl::cli {

namespace {

// The help must already be in the right language when the line is read.
Voice choose_voice(const std::vector<std::string>& arguments, const Environment& environment) {
  std::string language;
  for (const char* name : {"LC_ALL", "LC_MESSAGES", "LANG"}) {
    if (language.empty()) language = environment(name);
  }
  for (std::size_t at = 0; at < arguments.size(); ++at) {
    if (arguments[at] == "--lang" && at + 1 < arguments.size()) language = arguments[at + 1];
    if (arguments[at].starts_with("--lang=")) language = arguments[at].substr(7);
  }
  return Voice{language.starts_with("en")};
}

std::string first_line(const std::filesystem::path& path) {
  std::ifstream file{path};
  std::string line;
  std::getline(file, line);
  return line;
}

Options read_environment(const Environment& environment) {
  Options options;
  const auto take = [&](const char* name, std::string& value) {
    const std::string given = environment(name);
    if (!given.empty()) value = given;
  };
  take("CKL_SERVER", options.server);
  take("CKL_TOKEN", options.token);
  take("CKL_WORKSPACE", options.workspace);
  take("CKL_CA", options.ca_file);
  const std::string home = environment("HOME");
  if (options.token.empty() && !home.empty()) {
    options.token = first_line(std::filesystem::path{home} / ".config/ckl/token");
  }
  return options;
}

void add_options(CLI::App& app, Options& options, const Voice& say) {
  app.add_option("--server", options.server,
                 say("Serverns gRPC-adress (CKL_SERVER)", "The server's gRPC address (CKL_SERVER)"))
      ->capture_default_str();
  // Not shown as a default: a secret has no place in a help text.
  app.add_option("--token", options.token,
                 say("Åtkomstnyckel (CKL_TOKEN, ~/.config/ckl/token)",
                     "Token (CKL_TOKEN, ~/.config/ckl/token)"));
  app.add_option("--workspace", options.workspace,
                 say("Arbetsyta (CKL_WORKSPACE)", "Workspace (CKL_WORKSPACE)"))
      ->capture_default_str();
  app.add_option("--ca", options.ca_file,
                 say("Certifikat att lita på, PEM (CKL_CA)", "Trusted certificate, PEM (CKL_CA)"));
  app.add_flag("--tls", options.tls,
               say("TLS även till den egna maskinen", "TLS to this machine too"));
  app.add_flag("--json", options.json, say("Svara med JSON", "Answer in JSON"));
  app.add_option("--timeout", options.timeout_seconds,
                 say("Sekunder att vänta på svar", "Seconds to wait for an answer"))
      ->check(CLI::Range(1U, 3'600U))
      ->capture_default_str();
  app.add_option("--command-id", options.command_id,
                 say("Kommandots id; samma id igen ger samma svar",
                     "The command's id; the same id again gives the same answer"));
  app.add_option("--capacity", options.capacity,
                 say("Roll att handla i när flera av dina passar, till exempel DUTY_OFFICER",
                     "Role to act in when several of yours fit, for instance DUTY_OFFICER"));
}

std::string footer(const Voice& say) {
  return say(
      "Slutkoder: 0 klart, 1 internt fel, 2 fel i kommandoraden, 3 går inte i nuvarande läge,\n"
      "4 inte behörig, 5 finns inte, 6 fel i uppgifterna, 7 inte inloggad,\n"
      "8 servern nås inte eller tar inte emot, 9 kommandots id är redan använt.",
      "Exit codes: 0 done, 1 internal error, 2 wrong usage, 3 not in the present state,\n"
      "4 not permitted, 5 not found, 6 wrong input, 7 not signed in,\n"
      "8 server unreachable or not accepting, 9 the command's id was used before.");
}

void add_commands(const Registry& registry) {
  add_incident_commands(registry);
  add_committee_commands(registry);
  add_callout_commands(registry);
  add_answer_commands(registry);
  add_log_commands(registry);
  add_law_commands(registry);
  add_law_questions(registry);
  add_roster_commands(registry);
  add_relief_commands(registry);
  add_drill_commands(registry);
  add_text_commands(registry);
  add_gateway_commands(registry);
  add_proof_commands(registry);
  add_verify_command(registry);
  add_witness_command(registry);
  add_status_command(registry);
  add_tail_command(registry);
  add_workspace_commands(registry);
  add_access_commands(registry);
  add_passkey_commands(registry);
  add_contact_commands(registry);
  add_completion_command(registry);
}

int parse(CLI::App& app, std::vector<std::string> arguments) {
  std::ranges::reverse(arguments);  // as CLI11 wants them
  try {
    app.parse(std::move(arguments));
  } catch (const CLI::ParseError& error) {
    const int code = app.exit(error);
    return static_cast<int>(code == 0 ? Exit::ok : Exit::usage);
  }
  return -1;
}

}  // namespace

int run(const std::vector<std::string>& arguments, const Environment& environment) {
  const Voice voice = choose_voice(arguments, environment);
  Options options = read_environment(environment);
  Action chosen;
  CLI::App app{voice("ckl: krisledning från kommandoraden", "ckl: crisis management")};
  app.name("ckl");
  app.fallthrough();
  app.require_subcommand(1);
  app.footer(footer(voice));
  add_options(app, options, voice);
  std::string language;
  app.add_option("--lang", language, voice("Språk: sv eller en", "Language: sv or en"));
  add_commands({app, chosen, voice});
  // Not a subcommand: it must take half-typed words as they are.
  if (!arguments.empty() && arguments.front() == "__complete") {
    return complete(app, {arguments.begin() + 1, arguments.end()});
  }
  if (const int code = parse(app, arguments); code >= 0) return code;
  Session session{std::move(options), voice};
  return chosen(session);
}

}  // namespace ckl::cli
