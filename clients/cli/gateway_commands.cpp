// Gateways: how it is with them, and pinning a kind to one.
#include <fmt/format.h>

#include "ckl/v1/command.pb.h"
#include "ckl/v1/services/gateway.pb.h"
#include "cli/commands.hpp"
#include "cli/stockholm.hpp"
#include "cli/table.hpp"

namespace ckl::cli {

namespace {

// A shape besides the words, for whoever reads fast or sees no colours.
std::string shape_of(v1::GatewayUse use) {
  switch (use) {
    case v1::GATEWAY_USE_IN_USE:
      return "●";
    case v1::GATEWAY_USE_STANDBY:
      return "○";
    case v1::GATEWAY_USE_TRIED:
      return "◐";
    case v1::GATEWAY_USE_LAST_RESORT:
      return "▲";
    default:
      return "✕";
  }
}

std::string test_alarms(const v1::ListGatewaysResponse& response, const Voice& say) {
  std::string text;
  const auto time = [&](bool has, const google::protobuf::Timestamp& at, std::string_view what) {
    if (has) text += fmt::format(", {} {}", what, show_date_and_time(to_instant(at)));
  };
  for (const auto& gateway : response.gateways()) {
    if (!gateway.has_test_alarm()) continue;
    const auto& alarm = gateway.test_alarm();
    text += fmt::format("{} {}: {}", say("provlarm", "test alarm"), gateway.gateway(),
                        say(alarm.words().sv(), alarm.words().en()));
    time(alarm.has_sent(), alarm.sent(), say("sänt", "sent"));
    time(alarm.has_received(), alarm.received(), say("framme", "received"));
    time(alarm.has_answered(), alarm.answered(), say("besvarat", "answered"));
    text += '\n';
  }
  return text;
}

std::string show_gateways(const v1::ListGatewaysResponse& response, const Voice& say) {
  Table table({"", say("slag", "kind"), say("port", "gateway"), say("läge", "state"),
               say("takt/s", "pace/s"), say("sänt", "sent"), say("fel", "failed"),
               say("långsamma", "slow"), say("på väg", "under way")});
  for (const auto& gateway : response.gateways()) {
    table.add({shape_of(gateway.use()), gateway.kind(),
               gateway.gateway() + (gateway.pinned() ? say(" (låst hit)", " (pinned)") : ""),
               say(gateway.words().sv(), gateway.words().en()),
               fmt::format("{:g} / {:g} / {:g}", gateway.callout_per_second(),
                           gateway.relief_per_second(), gateway.information_per_second()),
               std::to_string(gateway.sent()), std::to_string(gateway.failed()),
               std::to_string(gateway.slow()), std::to_string(gateway.under_way())});
  }
  std::string text = table.text() + test_alarms(response, say);
  for (const auto& pin : response.pins()) {
    text += say(fmt::format("{} är låst till {}: {}\n", pin.id(), pin.gateway(), pin.reason()),
                fmt::format("{} is pinned to {}: {}\n", pin.id(), pin.gateway(), pin.reason()));
  }
  for (const auto& waiting : response.waiting()) {
    if (waiting.callout() + waiting.relief() + waiting.information() == 0) continue;
    text += say(fmt::format("{} väntar: {} larm, {} avlösning, {} information\n", waiting.kind(),
                            waiting.callout(), waiting.relief(), waiting.information()),
                fmt::format("{} waits: {} call-outs, {} relief, {} information\n", waiting.kind(),
                            waiting.callout(), waiting.relief(), waiting.information()));
  }
  return text;
}

}  // namespace

void add_gateway_commands(const Registry& registry) {
  const Voice& say = registry.voice;
  CLI::App& group = *registry.app.add_subcommand(
      "gateways", say("Portar: hur meddelanden lämnar servern", "Gateways: how messages leave"));
  group.require_subcommand(1);

  Form<v1::ListGatewaysRequest> list{group, "list", say("Hur det är med dem", "How they are")};
  list.then(registry, [say](Session& session, v1::ListGatewaysRequest& request) {
    request.set_workspace(session.options().workspace);
    return ask<v1::ListGatewaysResponse>(
        session, "GatewayService/ListGateways", request,
        [&](const v1::ListGatewaysResponse& response) { return show_gateways(response, say); });
  });

  Form<v1::PinGateway> pin{group, "pin",
                           say("Lås ett slag till en port; den används ensam",
                               "Pin a kind to a gateway; it alone is used")};
  pin.text("gateway", &v1::PinGateway::set_gateway, say("Port", "Gateway"))->required();
  pin.time("--until", &v1::PinGateway::mutable_until,
           say("Till när; annars tills låsningen hävs", "Until when; otherwise until released"));
  pin.text("--reason", &v1::PinGateway::set_reason, say("Skäl", "Reason"))->required();
  pin.then_send(registry, "GatewayService/PinGateway");

  Form<v1::ReleaseGateway> release{
      group, "release", say("Häv en låsning; porten väljs automatiskt", "Release a pinned kind")};
  release.text("kind", &v1::ReleaseGateway::set_kind, say("Slag, som sms", "Kind, as sms"))
      ->required();
  release.text("--reason", &v1::ReleaseGateway::set_reason, say("Skäl", "Reason"));
  release.then_send(registry, "GatewayService/ReleaseGateway");
}

}  // namespace ckl::cli
