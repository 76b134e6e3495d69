// ckld.yaml: listeners, TLS, folders, disk, workspaces, gateways.

#include <algorithm>
#include <array>
#include <fstream>
#include <iterator>
#include <set>

#include <fmt/format.h>

#include "domain/limits.hpp"
#include "platform/config_reading.hpp"
#include "platform/config_scalars.hpp"

namespace ckl::platform {
namespace {

constexpr std::uintmax_t largest_secret = 64ULL << 10U;
constexpr std::uint32_t fewest_connections = 100;
constexpr std::uint32_t most_connections = 50'000;

std::filesystem::path beside(const Reading& reading, const std::string& path) {
  if (path.empty()) {
    return {};
  }
  return (reading.config.file.parent_path() / path).lexically_normal();
}

void read_listener(YamlMap& listen, const std::string& key, Listener& out) {
  const auto text = listen.text(key);
  if (text.empty()) {
    return;
  }
  const auto parsed = parse_listener(text);
  if (!parsed) {
    listen.wrong(key,
                 {.sv = fmt::format("\"{}\" är ingen adress att lyssna på: \"{}\"", key, text),
                  .en = fmt::format("\"{}\" is no address to listen on: \"{}\"", key, text)},
                 {.sv = "värd:port med port 0 till 65535, som 127.0.0.1:8080 eller [::1]:8080",
                  .en = "host:port with port 0 to 65535, as 127.0.0.1:8080 or [::1]:8080"});
    return;
  }
  out = *parsed;
}

void read_listeners(YamlMap& top, Reading& reading) {
  auto listen = top.map("listen");
  read_listener(listen, "http", reading.config.http);
  read_listener(listen, "grpc", reading.config.grpc);
  reading.http_place = listen.has("http") ? listen.place("http") : top.place();
  reading.grpc_place = listen.has("grpc") ? listen.place("grpc") : top.place();
  const auto& http = reading.config.http;
  if (http == reading.config.grpc && http.port != 0) {
    listen.wrong("grpc",
                 {.sv = "http och grpc lyssnar på samma adress",
                  .en = "http and grpc listen on the same address"},
                 {.sv = "ge dem olika portar", .en = "give them different ports"});
  }
  auto& connections = reading.config.connections;
  connections = listen.number("connections", connections);
  if (connections < fewest_connections || connections > most_connections) {
    listen.wrong("connections",
                 {.sv = fmt::format("{} anslutningar kan inte tillåtas", connections),
                  .en = fmt::format("{} connections can not be allowed", connections)},
                 {.sv = fmt::format("{} till {}", fewest_connections, most_connections),
                  .en = fmt::format("{} to {}", fewest_connections, most_connections)});
  }
  listen.finish();
}

void read_tls(YamlMap& top, Reading& reading) {
  if (!top.has("tls")) {
    return;
  }
  auto tls = top.map("tls");
  for (const auto& [key, out] : {std::pair{"certificate", &reading.config.tls.certificate},
                                 std::pair{"key", &reading.config.tls.key}}) {
    *out = beside(reading, tls.required(key));
    std::error_code error;
    if (!out->empty() && !std::filesystem::is_regular_file(*out, error)) {
      tls.wrong(key,
                {.sv = fmt::format("filen {} finns inte", out->string()),
                 .en = fmt::format("the file {} does not exist", out->string())},
                {.sv = "en fil i PEM-format", .en = "a file in PEM format"});
    }
  }
  tls.finish();
}

void read_folders(YamlMap& top, Reading& reading) {
  auto& config = reading.config;
  config.data = beside(reading, top.required("data"));
  config.web_root = beside(reading, top.text("web_root"));
  config.scenarios = beside(reading, top.text("scenarios"));
  config.public_url = top.text("public_url");
  while (config.public_url.ends_with('/')) {
    config.public_url.pop_back();
  }
  if (!config.public_url.empty() && !is_url(config.public_url)) {
    top.wrong(
        "public_url",
        {.sv = fmt::format("\"{}\" är ingen webbadress", config.public_url),
         .en = fmt::format("\"{}\" is no web address", config.public_url)},
        {.sv = "https://värd eller http://värd:port", .en = "https://host or http://host:port"});
  }
}

// The key may be missing: the first start makes it.
void read_directory(YamlMap& top, Reading& reading) {
  if (!top.has("directory")) return;
  auto directory = top.map("directory");
  auto key = directory.map("key");
  reading.config.directory_key = beside(reading, key.required("file"));
  key.finish();
  directory.finish();
}

// "name+id+key" as `ckl witness` prints it: the id in hexadecimal, and 33 bytes in base64, of which
// the first is the type.
bool is_witness_key(std::string_view text) {
  constexpr std::string_view hexadecimal = "0123456789abcdef";
  constexpr std::size_t id_letters = 8;
  constexpr std::size_t key_letters = 44;
  const auto first = text.find('+');
  if (first == 0 || text.find(' ') != text.npos || first == text.npos) return false;
  const auto id = text.substr(first + 1, id_letters);
  const auto key = text.substr(std::min(text.size(), first + 1 + id_letters));
  return id.size() == id_letters && id.find_first_not_of(hexadecimal) == id.npos &&
         key.size() == 1 + key_letters && key.starts_with("+B");
}

void read_posts(YamlMap& top, Reading& reading) {
  constexpr domain::Seconds usual{60};
  for (const auto& element : top.list("posts")) {
    YamlMap map(top.file(), element, reading.problems);
    PostConfig post{.id = map.text("id"),
                    .name = map.bilingual("name"),
                    .patience = map.duration("patience", usual)};
    const auto twice = std::ranges::any_of(
        reading.config.posts, [&](const PostConfig& known) { return known.id == post.id; });
    if (post.id.empty() || post.id.size() > domain::limits::post_bytes || twice) {
      map.wrong("id",
                {.sv = fmt::format("\"{}\" kan inte vara en ledningsplats", post.id),
                 .en = fmt::format("\"{}\" can not be a command post", post.id)},
                {.sv = "det namn som den ansluter med, högst 100 byte, ett för var och en",
                 .en = "the name it connects by, at most 100 bytes, one for each"});
    }
    reading.config.posts.push_back(std::move(post));
    map.finish();
  }
}

void read_witnesses(YamlMap& top, Reading& reading) {
  for (const auto& element : top.list("witnesses")) {
    const auto key = scalar_of(top.file(), element, reading.problems);
    if (!key) continue;
    if (is_witness_key(*key)) {
      reading.config.witnesses.push_back(*key);
      continue;
    }
    top.wrong("witnesses",
              {.sv = fmt::format("\"{}\" är ingen nyckel för ett vittne", *key),
               .en = fmt::format("\"{}\" is no key of a witness", *key)},
              {.sv = "raden som `ckl witness` skriver: namn+id+nyckel",
               .en = "the line that `ckl witness` prints: name+id+key"});
  }
}

void read_disk(YamlMap& top, Reading& reading) {
  auto disk = top.map("disk");
  auto& out = reading.config.disk;
  out.watermark_bytes = disk.size("watermark", out.watermark_bytes);
  out.ballast_bytes = disk.size("ballast", out.ballast_bytes);
  disk.finish();
}

domain::Mode read_mode(YamlMap& map) {
  const auto mode = map.required("mode");
  if (mode == "live") return domain::Mode::live;
  if (mode == "exercise") return domain::Mode::exercise;
  if (mode == "test") return domain::Mode::test;
  if (!mode.empty()) {
    map.wrong("mode",
              {.sv = fmt::format("okänt läge \"{}\"", mode),
               .en = fmt::format("unknown mode \"{}\"", mode)},
              {.sv = "live, exercise eller test", .en = "live, exercise or test"});
  }
  return domain::Mode::exercise;
}

void read_workspaces(YamlMap& top, Reading& reading) {
  auto& workspaces = reading.config.workspaces;
  std::size_t live = 0;
  for (const auto& element : top.list("workspaces")) {
    YamlMap map(top.file(), element, reading.problems);
    const auto id = map.id("id");
    const auto mode = read_mode(map);
    workspaces.push_back({.id = {id}, .mode = mode, .name = map.bilingual("name")});
    reading.define(Named::workspace, id, map.place("id"));
    live += mode == domain::Mode::live ? 1 : 0;
    map.finish();
  }
  if (!top.has("workspaces")) {
    workspaces = {
        {.id = {"skarpt"}, .mode = domain::Mode::live, .name = {.sv = "Skarpt läge", .en = "Live"}},
        {.id = {"ovning"},
         .mode = domain::Mode::exercise,
         .name = {.sv = "Övning", .en = "Exercise"}}};
  } else if (live != 1) {
    top.wrong(
        "workspaces",
        {.sv = fmt::format("{} arbetsytor är skarpa", live),
         .en = fmt::format("{} workspaces are live", live)},
        {.sv = "exakt en arbetsyta med mode: live", .en = "exactly one workspace with mode: live"});
  }
}

constexpr int deepest_options = 4;

void flatten(const YAML::Node& node, const std::string& prefix, Reading& reading,
             std::map<std::string, std::string>& out) {
  const auto& file = reading.config.file.lexically_normal().string();
  for (const auto& pair : node) {
    const auto key = prefix + scalar_of(file, pair.first, reading.problems).value_or("?");
    const auto& value = pair.second;
    if (value.IsMap() && value.size() == 1 && value["file"].IsDefined()) {
      YamlMap secret(file, value, reading.problems);
      out[key] = read_secret(secret, reading);
    } else if (value.IsMap() && std::ranges::count(prefix, '.') < deepest_options) {
      flatten(value, key + ".", reading, out);
    } else if (value.IsSequence()) {
      std::string joined;
      for (const auto& element : value) {
        const auto text = scalar_of(file, element, reading.problems).value_or("");
        joined += (joined.empty() ? "" : ",") + text;
      }
      out[key] = joined;
    } else if (const auto text = scalar_of(file, value, reading.problems)) {
      out[key] = *text;
    }
  }
}

void read_stand_in(YamlMap& map, GatewayConfig& gateway, Reading& reading) {
  for (const auto& element : map.list("stands_in_for")) {
    if (const auto kind = scalar_of(map.file(), element, reading.problems)) {
      gateway.stands_in_for.push_back(*kind);
    }
  }
  if (!gateway.stands_in_for.empty() && gateway.kind != "console") {
    map.wrong(
        "stands_in_for",
        {.sv = fmt::format("en port av slaget \"{}\" kan inte ersätta en annan", gateway.kind),
         .en = fmt::format("a gateway of kind \"{}\" can not stand in", gateway.kind)},
        {.sv = "stands_in_for bara på en console", .en = "stands_in_for on a console only"});
  }
}

void read_gateway(YamlMap& map, const FailoverConfig& failover, Reading& reading) {
  static const std::set<std::string> kinds{"console", "mail", "push", "sms", "voice", "webhook"};
  GatewayConfig gateway;
  gateway.kind = map.required("kind");
  if (!gateway.kind.empty() && !kinds.contains(gateway.kind)) {
    const auto guess = nearest(gateway.kind, kinds);
    map.wrong("kind",
              {.sv = fmt::format("okänt slag av port: \"{}\"", gateway.kind),
               .en = fmt::format("unknown kind of gateway: \"{}\"", gateway.kind)},
              {.sv = guess.empty() ? "mail, sms, voice, push, webhook eller console"
                                   : fmt::format("menades \"{}\"?", guess),
               .en = guess.empty() ? "mail, sms, voice, push, webhook or console"
                                   : fmt::format("was \"{}\" meant?", guess)});
  }
  gateway.name = map.id("name");
  gateway.pace = read_pace(map);
  gateway.failover = read_failover(map, failover);
  gateway.reserve = map.flag("reserve", false);
  gateway.line = map.place().line;
  read_stand_in(map, gateway, reading);
  reading.define(Named::gateway, gateway.name, map.place("name"));
  if (map.has("options")) {
    auto options = map.map("options");
    flatten(map.node("options"), "", reading, gateway.options);
  }
  gateway.test_alarm = read_test_alarm(map, gateway);
  map.finish();
  reading.config.gateways.push_back(std::move(gateway));
}

}  // namespace

// On the exercise list, for all persons of the organisation.
constexpr std::string_view everybody = "all";

std::string read_secret(YamlMap& map, const Reading& reading) {
  const auto path = beside(reading, map.required("file"));
  map.finish();
  std::error_code error;
  std::ifstream stream(path, std::ios::binary);
  const auto bytes = std::filesystem::file_size(path, error);
  if (error || !stream || bytes > largest_secret) {
    map.wrong("file",
              {.sv = fmt::format("filen {} kan inte läsas", path.string()),
               .en = fmt::format("the file {} can not be read", path.string())},
              {.sv = "en läsbar fil på högst 64 KiB", .en = "a readable file of at most 64 KiB"});
    return {};
  }
  std::string secret(std::istreambuf_iterator<char>(stream), {});
  while (secret.ends_with('\n') || secret.ends_with('\r')) {
    secret.pop_back();
  }
  return secret;
}

void read_server(YamlMap& top, Reading& reading) {
  read_listeners(top, reading);
  read_tls(top, reading);
  read_folders(top, reading);
  read_directory(top, reading);
  read_disk(top, reading);
  read_dead_man(top, reading);
  read_workspaces(top, reading);
  const FailoverConfig failover = read_failover(top, {});
  for (const auto& element : top.list("gateways")) {
    YamlMap map(top.file(), element, reading.problems);
    read_gateway(map, failover, reading);
  }
  join_gateways(top, reading);
  for (const auto& element : top.list("exercise_list")) {
    if (const auto person = scalar_of(top.file(), element, reading.problems)) {
      if (*person == everybody) {
        reading.config.exercise_everybody = true;
        continue;
      }
      reading.config.exercise_list.push_back({*person});
      reading.refer(Named::person, *person, place_of(top.file(), element));
    }
  }
  read_witnesses(top, reading);
  read_posts(top, reading);
}

}  // namespace ckl::platform
