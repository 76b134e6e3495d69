// ckld.yaml: the pace of gateways, and when another one takes over.

#include <algorithm>

#include <fmt/format.h>

#include "platform/config_reading.hpp"
#include "platform/config_scalars.hpp"

namespace ckl::platform {
namespace {

constexpr std::uint32_t whole = 100;
constexpr std::uint32_t most_messages = 1'000;
constexpr domain::Seconds longest_window{24 * 3'600};

void read_class(YamlMap& map, const std::string& key, const PaceConfig& pace, double& out) {
  if (!map.has(key)) return;
  out = map.rate(key, pace.all);
  if (out <= pace.all) return;
  map.wrong(
      key,
      {.sv = fmt::format("\"{}\" är fortare än porten: {} mot {} i sekunden", key, out, pace.all),
       .en = fmt::format("\"{}\" is faster than the gateway: {} against {} a second", key, out,
                         pace.all)},
      {.sv = "högst lika mycket som \"all\"", .en = "at most as much as \"all\""});
}

void read_percent(YamlMap& map, const std::string& key, std::uint32_t& out) {
  out = map.number(key, out);
  if (out >= 1 && out <= whole) return;
  map.wrong(key,
            {.sv = fmt::format("\"{}\" är ingen andel: {}", key, out),
             .en = fmt::format("\"{}\" is no share: {}", key, out)},
            {.sv = "procent, 1 till 100", .en = "per cent, 1 to 100"});
}

void read_count(YamlMap& map, const std::string& key, std::uint32_t& out) {
  out = map.number(key, out);
  if (out >= 1 && out <= most_messages) return;
  map.wrong(key,
            {.sv = fmt::format("\"{}\" är inget antal meddelanden: {}", key, out),
             .en = fmt::format("\"{}\" is no number of messages: {}", key, out)},
            {.sv = "1 till 1000", .en = "1 to 1000"});
}

void read_span(YamlMap& map, const std::string& key, domain::Seconds& out) {
  out = map.duration(key, out);
  if (out.count() >= 1 && out <= longest_window) return;
  map.wrong(key,
            {.sv = fmt::format("\"{}\" är utanför sina gränser", key),
             .en = fmt::format("\"{}\" is out of bounds", key)},
            {.sv = "1s till 24h", .en = "1s to 24h"});
}

}  // namespace

PaceConfig read_pace(YamlMap& map) {
  PaceConfig pace;
  if (!map.has("pace")) return pace;
  if (!map.node("pace").IsMap()) {
    pace.all = map.rate("pace", pace.all);
    return pace;
  }
  auto classes = map.map("pace");
  if (!classes.has("all")) {
    classes.wrong("all", {.sv = "\"all\" saknas", .en = "\"all\" is missing"},
                  {.sv = "portens takt i meddelanden per sekund, som all: 20",
                   .en = "the gateway's pace in messages per second, as all: 20"});
  }
  pace.all = classes.rate("all", pace.all);
  read_class(classes, "callout", pace, pace.callout);
  read_class(classes, "relief", pace, pace.relief);
  read_class(classes, "information", pace, pace.information);
  classes.finish();
  return pace;
}

FailoverConfig read_failover(YamlMap& map, FailoverConfig otherwise) {
  FailoverConfig out = otherwise;
  if (!map.has("failover")) return out;
  auto section = map.map("failover");
  read_span(section, "window", out.window);
  read_count(section, "at_least", out.at_least);
  read_count(section, "at_most", out.at_most);
  read_percent(section, "failed", out.failed);
  read_percent(section, "slow", out.slow);
  read_span(section, "slow_after", out.slow_after);
  read_span(section, "stay", out.stay);
  read_span(section, "longest_stay", out.longest_stay);
  read_count(section, "good_in_row", out.good_in_row);
  section.finish();
  if (out.at_most < out.at_least) {
    section.wrong("at_most",
                  {.sv = "\"at_most\" är färre än \"at_least\"",
                   .en = "\"at_most\" is less than \"at_least\""},
                  {.sv = "minst lika många", .en = "at least as many"});
  }
  if (out.longest_stay < out.stay) {
    section.wrong("stay",
                  {.sv = "\"stay\" är längre än \"longest_stay\"",
                   .en = "\"stay\" is longer than \"longest_stay\""},
                  {.sv = "en kortare tid, eller en längre longest_stay",
                   .en = "a shorter time, or a longer longest_stay"});
  }
  return out;
}

void join_gateways(YamlMap& top, Reading& reading) {
  const auto& gateways = reading.config.gateways;
  for (const auto& gateway : gateways) {
    if (gateway.kind == "console") continue;
    reading.config.settings.gateways.push_back(
        {.id = gateway.name, .kind = gateway.kind, .reserve = gateway.reserve});
  }
  for (const auto& gateway : gateways) {
    const bool alone = std::ranges::none_of(gateways, [&](const GatewayConfig& other) {
      return other.kind == gateway.kind && !other.reserve;
    });
    if (!gateway.reserve || !alone) continue;
    reading.problems.add({.file = top.file(), .line = gateway.line},
                         {.sv = fmt::format("\"{}\" är reserv, men {} har ingen annan port",
                                            gateway.name, gateway.kind),
                          .en = fmt::format("\"{}\" is a reserve, but {} has no other gateway",
                                            gateway.name, gateway.kind)},
                         {.sv = "en port till av slaget utan reserve, eller reserve: false",
                          .en = "another gateway of the kind without reserve, or reserve: false"});
  }
}

}  // namespace ckl::platform
