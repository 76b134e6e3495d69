// `ckl completion bash|zsh|fish`: a short script that asks `ckl __complete` what can come next, so
// that it never falls behind the commands.
#include <map>

#include "cli/commands.hpp"

namespace ckl::cli {

namespace {

constexpr const char* bash_script = R"sh(_ckl() {
  local words
  words=$(ckl __complete "${COMP_WORDS[@]:1:COMP_CWORD-1}" 2>/dev/null)
  COMPREPLY=($(compgen -W "$words" -- "${COMP_WORDS[COMP_CWORD]}"))
}
complete -o default -F _ckl ckl
)sh";

constexpr const char* zsh_script = R"sh(#compdef ckl
_ckl() {
  local -a candidates
  candidates=(${(f)"$(ckl __complete "${(@)words[2,CURRENT-1]}" 2>/dev/null)"})
  compadd -a candidates
}
compdef _ckl ckl
)sh";

constexpr const char* fish_script =
    "complete -c ckl -f -a '(ckl __complete (commandline -opc)[2..-1] 2>/dev/null)'\n";

// Subcommands and options that can follow the words typed so far, one on a line.
std::string candidates(const CLI::App& app, const std::vector<std::string>& typed) {
  const CLI::App* at = &app;
  for (const std::string& word : typed) {
    for (const CLI::App* sub : at->get_subcommands([](const CLI::App*) { return true; })) {
      if (sub->get_name() == word) {
        at = sub;
        break;
      }
    }
  }
  std::string text;
  for (const CLI::App* sub : at->get_subcommands([](const CLI::App*) { return true; })) {
    text += sub->get_name() + "\n";
  }
  for (const CLI::App* from : {at, &app}) {
    for (const CLI::Option* option : from->get_options()) {
      for (const std::string& name : option->get_lnames()) text += "--" + name + "\n";
    }
    if (at == &app) break;
  }
  return text;
}

}  // namespace

void add_completion_command(const Registry& registry) {
  const Voice& say = registry.voice;
  CLI::App& sub = *registry.app.add_subcommand(
      "completion", say("Skript för komplettering i skalet", "Shell completion script"));
  static const std::map<std::string, std::string> scripts = {
      {"bash", bash_script}, {"zsh", zsh_script}, {"fish", fish_script}};
  auto shell = std::make_shared<std::string>();
  sub.add_option("shell", *shell, "bash|zsh|fish")->required()->check(CLI::IsMember(scripts));
  sub.callback([&chosen = registry.chosen, shell] {
    chosen = [shell](Session&) {
      print(scripts.at(*shell));
      return static_cast<int>(Exit::ok);
    };
  });
}

int complete(const CLI::App& app, const std::vector<std::string>& typed) {
  print(candidates(app, typed));
  return static_cast<int>(Exit::ok);
}

}  // namespace ckl::cli
