#include "platform/config.hpp"

#include <fmt/format.h>

#include "platform/config_reading.hpp"
#include "platform/directory.hpp"

namespace ckl::platform {
namespace {

ConfigProblem listener_problem(const Config& config, domain::Text what, domain::Text right) {
  return {.file = config.file.lexically_normal().string(),
          .line = 0,
          .what = std::move(what),
          .right = std::move(right)};
}

std::string shown(const Listener& listener) {
  return fmt::format("{}:{}", listener.host, listener.port);
}

// yaml-cpp throws when a node is used as what it is not; every use is checked before, so that this
// is a last net and not a way to work.
void read_everything(const YamlFile& file, Reading& reading) {
  YamlMap top(file.name, file.root, reading.problems);
  read_server(top, reading);
  if (top.has("organisation")) {
    read_organisation(top.map("organisation"), reading);
  } else {
    reading.incomplete = true;
    top.wrong("organisation",
              {.sv = "\"organisation\" saknas", .en = "\"organisation\" is missing"},
              {.sv = "filerna med enheter, personer, planer med mera; se docs/configuration.md",
               .en = "the files with units, persons, plans and so on; see docs/configuration.md"});
  }
  top.finish();
}

}  // namespace

std::expected<Config, std::vector<ConfigProblem>> load_config(const std::filesystem::path& file) {
  Reading reading;
  reading.config.file = file;
  const Place whole{.file = file.lexically_normal().string(), .line = 0};
  if (const auto yaml = read_yaml(file, whole, reading.problems)) {
    try {
      read_everything(*yaml, reading);
    } catch (const YAML::Exception& error) {
      reading.problems.add(
          whole,
          {.sv = fmt::format("filen kan inte tolkas ({})", error.what()),
           .en = fmt::format("the file can not be understood ({})", error.what())},
          {.sv = "formen i docs/configuration.md", .en = "the form in docs/configuration.md"});
    }
    check_all(reading);
  }
  if (!reading.problems.empty()) {
    return std::unexpected(reading.problems.take());
  }
  reading.config.organisation_hash = hash_of(reading.config.organisation);
  return std::move(reading.config);
}

bool is_loopback(std::string_view host) {
  return host == "localhost" || host == "::1" || host.starts_with("127.");
}

std::vector<ConfigProblem> check_listeners(const Config& config, bool demo) {
  std::vector<ConfigProblem> problems;
  for (const auto& [name, listener] :
       {std::pair{"HTTP", config.http}, std::pair{"gRPC", config.grpc}}) {
    if (is_loopback(listener.host)) {
      continue;
    }
    if (demo) {
      problems.push_back(listener_problem(
          config,
          {.sv = fmt::format("{} lyssnar på {} i demoläge", name, shown(listener)),
           .en = fmt::format("{} listens on {} in demo mode", name, shown(listener))},
          {.sv = "demoläget delar ut inloggningar och får bara lyssna på 127.0.0.1, ::1 eller "
                 "localhost",
           .en =
               "demo mode hands out sign-ins and may listen on 127.0.0.1, ::1 or localhost only"}));
    }
    if (config.tls.empty() || config.tls.key.empty()) {
      problems.push_back(listener_problem(
          config,
          {.sv = fmt::format("{} lyssnar på {} utan TLS", name, shown(listener)),
           .en = fmt::format("{} listens on {} without TLS", name, shown(listener))},
          {.sv = "tls: {certificate: ..., key: ...}, eller bara 127.0.0.1, ::1 eller localhost",
           .en = "tls: {certificate: ..., key: ...}, or only 127.0.0.1, ::1 or localhost"}));
    }
  }
  return problems;
}

std::string format_problems(std::span<const ConfigProblem> problems) {
  std::string text;
  for (const auto& problem : problems) {
    const auto where =
        problem.line == 0 ? problem.file : fmt::format("{}:{}", problem.file, problem.line);
    text += fmt::format("{}: {}\n    rätt: {}\n    {}\n    right: {}\n", where, problem.what.sv,
                        problem.right.sv, problem.what.en, problem.right.en);
  }
  if (!problems.empty()) {
    text += fmt::format("{} fel i konfigurationen. / {} problem{} in the configuration.\n",
                        problems.size(), problems.size(), problems.size() == 1 ? "" : "s");
  }
  return text;
}

}  // namespace ckl::platform
