// The parts of reading a configuration: what has been read so far, and the steps.
//
// Internal to config*.cpp. `Reading` gathers values with the places where they stand and every
// reference to an id; `check_all` resolves the references when everything has been read, because
// files may name each other in any order. It knows no defaults beyond those of `Config`.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "platform/config.hpp"
#include "platform/yaml_reader.hpp"

namespace ckl::platform {

enum class Named : std::uint8_t { unit, person, position, plan, duty, gateway, workspace };

// What something is called, in words.
[[nodiscard]] domain::Text word_for(Named kind);

struct Reference {
  Place place;
  Named kind;
  std::string id;
};

struct Reading {
  Config config;
  Problems problems;
  std::map<std::pair<Named, std::string>, Place> known;
  std::vector<Reference> references;
  std::vector<Place> mandate_places;  // beside organisation.mandates
  std::map<std::pair<domain::PlanId, std::size_t>, Place> plan_positions;
  std::map<domain::PersonId, Place> contact_places;
  std::vector<Place> boundary_places;  // beside districts
  Place http_place;
  Place grpc_place;
  // A file could not be read: what refers to it can not be judged.
  bool incomplete = false;

  // Notes an id; a second one of the same kind is a problem.
  void define(Named kind, const std::string& id, const Place& place);
  void refer(Named kind, const std::string& id, const Place& place);
};

// ckld.yaml but for its organisation section.
void read_server(YamlMap& top, Reading& reading);

// A number, or one for all classes with others for some.
[[nodiscard]] PaceConfig read_pace(YamlMap& map);
// The section "failover" of the whole file or of one gateway, over what holds otherwise.
[[nodiscard]] FailoverConfig read_failover(YamlMap& map, FailoverConfig otherwise);
// The test alarms of a gateway whose kind and options have been read.
[[nodiscard]] std::optional<TestAlarmConfig> read_test_alarm(YamlMap& map,
                                                             const GatewayConfig& gateway);
// The section "dead_man", if there is one.
void read_dead_man(YamlMap& top, Reading& reading);
// The content of a file that holds a secret, without the line end; `map` is `{file: path}`.
[[nodiscard]] std::string read_secret(YamlMap& map, const Reading& reading);
// What can be judged only when all gateways are known; the city's settings get their names.
void join_gateways(YamlMap& top, Reading& reading);

// The files that the section "organisation" names.
void read_organisation(YamlMap section, Reading& reading);
void read_plans(const YamlFile& file, Reading& reading);
void read_settings(const YamlFile& file, Reading& reading);
void read_contacts(const YamlFile& file, Reading& reading);
void read_texts(const YamlFile& file, Reading& reading);
// `asked` is the line that names the file.
void read_boundaries(const std::filesystem::path& path, const Place& asked, Reading& reading);

// What can be judged only when everything has been read.
void check_all(Reading& reading);
void check_boundaries(Reading& reading);

}  // namespace ckl::platform
