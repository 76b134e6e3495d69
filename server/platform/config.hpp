// The configuration (konfigurationen): what a city writes in YAML, read and checked before anything
// starts.
//
// `load_config` reads `ckld.yaml` and the organisation files that it names, and gives either a
// whole Config or every problem found, each with file, line, what is wrong and what would be right.
// Nothing is half loaded and nothing is guessed. Main thread, at the start; it reads files and has
// no other effect. Plain values: it knows no gateways, no sockets and no journal. Contact addresses
// stay here and in `platform/directory.hpp`; they never reach the journal.
#pragma once

#include <cstdint>
#include <expected>
#include <filesystem>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "domain/governance.hpp"
#include "domain/organisation.hpp"

namespace ckl::platform {

// One thing that is wrong. `line` starts at 1; 0 means the whole file.
struct ConfigProblem {
  std::string file;
  std::size_t line = 0;
  domain::Text what;   // what is wrong
  domain::Text right;  // what would be right

  bool operator==(const ConfigProblem&) const = default;
};

struct Listener {
  std::string host = "127.0.0.1";
  std::uint16_t port = 0;  // 0 = any free port

  bool operator==(const Listener&) const = default;
};

// Certificate chain and key in PEM; both or none.
struct TlsFiles {
  std::filesystem::path certificate;
  std::filesystem::path key;

  [[nodiscard]] bool empty() const { return certificate.empty(); }
  bool operator==(const TlsFiles&) const = default;
};

// A workspace that always exists (arbetsyta).
// A command post (ledningsplats) that should follow the live workspace.
struct PostConfig {
  std::string id;
  domain::Text name;
  domain::Seconds patience{};  // away for so long is lost

  bool operator==(const PostConfig&) const = default;
};

struct WorkspaceConfig {
  domain::WorkspaceId id;
  domain::Mode mode = domain::Mode::live;
  domain::Text name;
  bool played = false;  // made for the play of a scenario, not by the configuration

  bool operator==(const WorkspaceConfig&) const = default;
};

// How fast a gateway is given messages, per second. A class without a pace of its own (0) may have
// all of it.
struct PaceConfig {
  double all = 10.0;
  double callout = 0;
  double relief = 0;
  double information = 0;

  bool operator==(const PaceConfig&) const = default;
};

// By what evidence a gateway counts as lost, and for how long at least.
struct FailoverConfig {
  domain::Seconds window{60};
  std::uint32_t at_least = 3;  // messages in the window; fewer tell nothing
  std::uint32_t at_most = 20;  // of the last
  std::uint32_t failed = 50;   // percent
  std::uint32_t slow = 50;     // percent
  domain::Seconds slow_after{5};
  domain::Seconds stay{300};
  domain::Seconds longest_stay{3'600};
  std::uint32_t good_in_row = 3;

  bool operator==(const FailoverConfig&) const = default;
};

// How far a test alarm must come to count as back.
enum class TestAlarmBack : std::uint8_t { handed_over = 1, receipt = 2, answer = 3 };

// A test alarm through one gateway, on a schedule, to a receiver of the city's own.
struct TestAlarmConfig {
  std::string to;  // an address of the gateway's kind
  domain::Seconds every{900};
  domain::Seconds within{120};
  TestAlarmBack back = TestAlarmBack::receipt;

  bool operator==(const TestAlarmConfig&) const = default;
};

// The sign of life to a server outside (dödmansgrepp).
struct DeadManConfig {
  std::string url;  // may be a secret
  std::string method = "POST";
  std::filesystem::path ca_file;  // empty = the system's
  domain::Seconds every{60};
  domain::Seconds timeout{10};

  bool operator==(const DeadManConfig&) const = default;
};

// A gateway: one way out. `kind` is the channel's kind ("mail", "sms", "voice", "push", "webhook",
// "console"). Nested options are flattened with a dot ("headers.Authorization"); an option written
// as `{file: path}` holds that file's content, so that secrets can stand elsewhere.
struct GatewayConfig {
  std::string kind;
  std::string name;
  PaceConfig pace;
  FailoverConfig failover;
  bool reserve = false;  // used only when the others of its kind are lost
  std::optional<TestAlarmConfig> test_alarm;
  // Kinds that have no gateway of their own and go here instead; only a console may stand in.
  std::vector<std::string> stands_in_for;
  std::map<std::string, std::string> options;
  std::size_t line = 0;  // where it stands in the file, for problems that the channel itself finds

  [[nodiscard]] std::string option(std::string_view key, std::string_view otherwise = {}) const {
    const auto found = options.find(std::string(key));
    return found == options.end() ? std::string(otherwise) : found->second;
  }
  bool operator==(const GatewayConfig&) const = default;
};

// Space on the disk of the data folder: below `watermark_bytes` free nothing more is accepted;
// `ballast_bytes` are kept in a file that can be given up to get going again.
struct DiskConfig {
  std::uint64_t watermark_bytes = 512ULL << 20U;
  std::uint64_t ballast_bytes = 64ULL << 20U;

  bool operator==(const DiskConfig&) const = default;
};

// One text of the city's own (textmall), as written; whether it is one, delivery judges.
struct TextConfig {
  std::string occasion;  // "call", "stand_down", "recall", "notice"
  std::string form;      // "subject", "mail", "sms", "speech"
  bool english = false;
  std::string text;
  std::string file;  // where it stands
  std::size_t line = 0;

  bool operator==(const TextConfig&) const = default;
};

// Addresses of one person, in order, by channel kind. Personal data.
using Contacts = std::map<domain::PersonId, std::map<std::string, std::vector<std::string>>>;

struct Config {
  std::filesystem::path file;  // the file it was read from

  Listener http{.host = "127.0.0.1", .port = 8080};
  Listener grpc{.host = "127.0.0.1", .port = 9090};
  std::uint32_t connections = 2'000;  // over HTTP, and streams over gRPC: at most so many of each
  TlsFiles tls;
  std::string public_url;  // base of every link, without a slash at the end; empty = derived from
                           // the HTTP listener
  std::filesystem::path data;
  std::filesystem::path directory_key;  // of the contact addresses at rest; empty = not kept
  std::filesystem::path web_root;       // the built dashboard; empty = none
  std::filesystem::path scenarios;      // folder with the scenario files
  DiskConfig disk;
  std::optional<DeadManConfig> dead_man;
  std::vector<WorkspaceConfig> workspaces;
  std::vector<GatewayConfig> gateways;
  std::vector<domain::PersonId> exercise_list;  // who exercises may really call
  std::vector<PostConfig> posts;                // that should follow the live workspace
  std::vector<std::string> witnesses;           // keys of who may cosign checkpoints
  bool exercise_everybody = false;              // the list said "all", and holds them all
  std::vector<TextConfig> texts;                // instead of the server's own words
  std::uint32_t sms_part_ore = 0;  // what one part of an SMS costs, in öre; 0 = not stated

  domain::Organisation organisation;
  std::string organisation_hash;  // SHA-256 over the canonical text, in hex
  domain::Settings settings;
  std::vector<domain::CalloutPlan> plans;
  std::vector<domain::District> districts;  // boundaries of the district councils; may be none
  std::string districts_hash;               // SHA-256 over their canonical text, in hex
  Contacts contacts;
};

// Reads and checks everything. Relative paths in a file are relative to that file's folder.
[[nodiscard]] std::expected<Config, std::vector<ConfigProblem>> load_config(
    const std::filesystem::path& file);

// 127.0.0.0/8, ::1 and localhost.
[[nodiscard]] bool is_loopback(std::string_view host);

// The rules for listeners: plain HTTP on loopback only, and demo mode never off it. `load_config`
// applies them to the file; a program that overrides listeners or turns on demo mode asks again.
[[nodiscard]] std::vector<ConfigProblem> check_listeners(const Config& config, bool demo);

// All problems as text for a person, Swedish first, then English.
[[nodiscard]] std::string format_problems(std::span<const ConfigProblem> problems);

}  // namespace ckl::platform
