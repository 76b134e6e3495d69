// ckld.yaml: what watches the watcher: test alarms through gateways, and the sign of life.

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "platform/config_reading.hpp"
#include "platform/config_scalars.hpp"

namespace ckl::platform {
namespace {

constexpr domain::Seconds longest_pause{24 * 3'600};

void read_pause(YamlMap& map, const std::string& key, domain::Seconds& out) {
  out = map.duration(key, out);
  if (out.count() >= 1 && out <= longest_pause) return;
  map.wrong(key,
            {.sv = fmt::format("\"{}\" är utanför sina gränser", key),
             .en = fmt::format("\"{}\" is out of bounds", key)},
            {.sv = "1s till 24h", .en = "1s to 24h"});
}

void check_shorter(YamlMap& map, const std::string& key, domain::Seconds time,
                   domain::Seconds every) {
  if (time < every) return;
  map.wrong(
      key,
      {.sv = fmt::format("\"{}\" är inte kortare än \"every\"", key),
       .en = fmt::format("\"{}\" is not shorter than \"every\"", key)},
      {.sv = "en kortare tid, eller ett längre every", .en = "a shorter time, or a longer every"});
}

TestAlarmBack read_back(YamlMap& map) {
  const auto word = map.text("back", "receipt");
  if (word == "handed_over") return TestAlarmBack::handed_over;
  if (word == "answer") return TestAlarmBack::answer;
  if (word != "receipt") {
    map.wrong("back",
              {.sv = fmt::format("\"{}\" är inget som räknas som tillbaka", word),
               .en = fmt::format("\"{}\" is nothing that counts as back", word)},
              {.sv = "handed_over, receipt eller answer", .en = "handed_over, receipt or answer"});
  }
  return TestAlarmBack::receipt;
}

// The option without which the gateway tells of nothing that has arrived; empty when it always
// does.
std::string missing_for_receipts(const GatewayConfig& gateway) {
  const auto lacks = [&](const char* option) {
    return gateway.option(option).empty() ? std::string(option) : std::string();
  };
  if (gateway.kind == "mail") return lacks("bounces.address");
  if (gateway.kind != "sms") return {};
  return lacks(gateway.option("dialect") == "kannel" ? "report.secret" : "receipt.secret");
}

void check_back(YamlMap& map, const TestAlarmConfig& alarm, const GatewayConfig& gateway) {
  const auto missing = missing_for_receipts(gateway);
  if (alarm.back != TestAlarmBack::receipt || missing.empty()) return;
  map.wrong(
      "back",
      {.sv = fmt::format("porten \"{}\" lämnar inga kvitton", gateway.name),
       .en = fmt::format("the gateway \"{}\" gives no receipts", gateway.name)},
      {.sv = fmt::format("portens inställning {}, eller back: handed_over eller answer", missing),
       .en = fmt::format("the gateway's option {}, or back: handed_over or answer", missing)});
}

}  // namespace

std::optional<TestAlarmConfig> read_test_alarm(YamlMap& map, const GatewayConfig& gateway) {
  if (!map.has("test_alarm")) return std::nullopt;
  auto section = map.map("test_alarm");
  TestAlarmConfig alarm;
  alarm.to = section.required("to");
  read_pause(section, "every", alarm.every);
  read_pause(section, "within", alarm.within);
  alarm.back = read_back(section);
  section.finish();
  check_shorter(section, "within", alarm.within, alarm.every);
  check_back(section, alarm, gateway);
  if (gateway.kind == "console" || gateway.kind == "push") {
    map.wrong("test_alarm",
              {.sv = fmt::format("inget provlarm kan komma tillbaka genom {}", gateway.kind),
               .en = fmt::format("no test alarm can come back through {}", gateway.kind)},
              {.sv = "test_alarm på mail, sms, voice eller webhook",
               .en = "test_alarm on mail, sms, voice or webhook"});
  }
  return alarm;
}

void read_dead_man(YamlMap& top, Reading& reading) {
  if (!top.has("dead_man")) return;
  static constexpr std::array<std::string_view, 2> methods{"POST", "GET"};
  auto section = top.map("dead_man");
  DeadManConfig out;
  if (section.has("url") && section.node("url").IsMap()) {
    auto secret = section.map("url");
    out.url = read_secret(secret, reading);
  } else {
    out.url = section.required("url");
  }
  // Whoever knows it can feign a sign of life, so it is not repeated.
  if (!out.url.empty() && !is_url(out.url)) {
    section.wrong("url", {.sv = "\"url\" är ingen webbadress", .en = "\"url\" is no web address"},
                  {.sv = "https://värd/väg", .en = "https://host/path"});
  }
  out.method = section.text("method", out.method);
  if (std::ranges::find(methods, out.method) == methods.end()) {
    section.wrong("method",
                  {.sv = fmt::format("okänd metod \"{}\"", out.method),
                   .en = fmt::format("unknown method \"{}\"", out.method)},
                  {.sv = "POST eller GET", .en = "POST or GET"});
  }
  read_pause(section, "every", out.every);
  read_pause(section, "timeout", out.timeout);
  if (const auto file = section.text("ca_file"); !file.empty()) {
    out.ca_file = (reading.config.file.parent_path() / file).lexically_normal();
    std::error_code error;
    if (!std::filesystem::is_regular_file(out.ca_file, error)) {
      section.wrong("ca_file",
                    {.sv = fmt::format("filen {} finns inte", out.ca_file.string()),
                     .en = fmt::format("the file {} does not exist", out.ca_file.string())},
                    {.sv = "en fil i PEM-format", .en = "a file in PEM format"});
    }
  }
  section.finish();
  check_shorter(section, "timeout", out.timeout, out.every);
  reading.config.dead_man = std::move(out);
}

}  // namespace ckl::platform
