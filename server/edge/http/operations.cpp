#include "edge/http/operations.hpp"

#include <iterator>
#include <string>
#include <string_view>
#include <utility>

#include <fmt/format.h>

namespace ckl::edge::http {
namespace {

struct Metric {
  std::string_view name;
  std::string_view kind;
  std::string_view help;
};

void head(std::string& out, const Metric& metric) {
  fmt::format_to(std::back_inserter(out), "# HELP {0} {1}\n# TYPE {0} {2}\n", metric.name,
                 metric.help, metric.kind);
}

void single(std::string& out, const Metric& metric, std::uint64_t value) {
  head(out, metric);
  fmt::format_to(std::back_inserter(out), "{} {}\n", metric.name, value);
}

template <class Value>
void by_workspace(std::string& out, const Services& services, const Metric& metric, Value value) {
  head(out, metric);
  for (const auto* workspace : services.workspaces()) {
    if (workspace->engine != nullptr && workspace->hub != nullptr) {
      fmt::format_to(std::back_inserter(out), "{}{{workspace={}}} {}\n", metric.name,
                     json_quote(workspace->id.value), value(*workspace));
    }
  }
}

void workspace_metrics(std::string& out, const Services& services) {
  by_workspace(out, services, {"ckl_durable_sequence", "gauge", "Last entry that is on disk."},
               [](const Workspace& workspace) { return workspace.engine->durable(); });
  by_workspace(out, services, {"ckl_head_sequence", "gauge", "Last entry handed to subscribers."},
               [](const Workspace& workspace) { return workspace.hub->head(); });
  by_workspace(out, services, {"ckl_subscribers", "gauge", "Connected subscribers."},
               [](const Workspace& workspace) { return workspace.hub->subscribers(); });
  by_workspace(
      out, services, {"ckl_accepting", "gauge", "1 when commands are accepted."},
      [](const Workspace& workspace) { return workspace.engine->fault().empty() ? 1 : 0; });
  by_workspace(out, services, {"ckl_gateway_faults", "gauge", "Gateways that fail at present."},
               [](const Workspace& workspace) {
                 return workspace.gateway_faults ? workspace.gateway_faults().size() : 0;
               });
}

// As the LIVE workspace sees them; a lost gateway does not make the server unready.
v1::ListGatewaysResponse gateways_of(const Services& services) {
  v1::ListGatewaysResponse gateways;
  for (const auto* workspace : services.workspaces()) {
    if (workspace->mode != domain::Mode::live || !workspace->gateways) continue;
    workspace->gateways(gateways);
    break;
  }
  return gateways;
}

std::string gateway_rows(const v1::ListGatewaysResponse& gateways) {
  std::string rows;
  for (const auto& gateway : gateways.gateways()) {
    fmt::format_to(
        std::back_inserter(rows),
        "{}{{\"gateway\":{},\"kind\":{},\"works\":{},\"words\":{{\"sv\":{},\"en\":{}}}}}",
        rows.empty() ? "" : ",", json_quote(gateway.gateway()), json_quote(gateway.kind()),
        !gateway.has_lost_since(), json_quote(gateway.words().sv()),
        json_quote(gateway.words().en()));
  }
  return rows;
}

template <class Value>
void by_gateway(std::string& out, const v1::ListGatewaysResponse& gateways, const Metric& metric,
                Value value) {
  head(out, metric);
  for (const auto& gateway : gateways.gateways()) {
    fmt::format_to(std::back_inserter(out), "{}{{gateway={},kind={}}} {}\n", metric.name,
                   json_quote(gateway.gateway()), json_quote(gateway.kind()), value(gateway));
  }
}

void gateway_metrics(std::string& out, const Services& services) {
  const auto gateways = gateways_of(services);
  by_gateway(out, gateways, {"ckl_gateway_works", "gauge", "1 when the gateway is not lost."},
             [](const auto& gateway) { return gateway.has_lost_since() ? 0 : 1; });
  by_gateway(out, gateways, {"ckl_gateway_sent_total", "counter", "Messages with an outcome."},
             [](const auto& gateway) { return gateway.sent(); });
  by_gateway(out, gateways, {"ckl_gateway_failed_total", "counter", "Of them, those that failed."},
             [](const auto& gateway) { return gateway.failed(); });
  by_gateway(out, gateways,
             {"ckl_gateway_slow_total", "counter", "Of them, those that took too long."},
             [](const auto& gateway) { return gateway.slow(); });
  by_gateway(out, gateways, {"ckl_gateway_under_way", "gauge", "Messages without an outcome."},
             [](const auto& gateway) { return gateway.under_way(); });
  head(out, {"ckl_messages_waiting", "gauge", "Messages of the live workspace that wait."});
  for (const auto& waiting : gateways.waiting()) {
    const auto row = [&](std::string_view name, std::uint32_t count) {
      fmt::format_to(std::back_inserter(out), "ckl_messages_waiting{{kind={},class=\"{}\"}} {}\n",
                     json_quote(waiting.kind()), name, count);
    };
    row("callout", waiting.callout());
    row("relief", waiting.relief());
    row("information", waiting.information());
  }
}

}  // namespace

Reply ready_reply(const Services& services) {
  std::string rows;
  bool ready = true;
  for (const auto* workspace : services.workspaces()) {
    const auto& fault = workspace->engine->fault();
    ready = ready && fault.empty();
    fmt::format_to(std::back_inserter(rows), "{}{{\"workspace\":{},\"ready\":{}",
                   rows.empty() ? "" : ",", json_quote(workspace->id.value), fault.empty());
    if (!fault.empty()) {
      fmt::format_to(std::back_inserter(rows), ",\"why\":{{\"sv\":{},\"en\":{}}}",
                     json_quote(fault.sv), json_quote(fault.en));
    }
    rows += "}";
  }
  Reply reply;
  reply.status = ready ? 200 : 503;
  reply.content_type = "application/json";
  reply.body = fmt::format("{{\"ready\":{},\"workspaces\":[{}],\"gateways\":[{}]}}\n", ready, rows,
                           gateway_rows(gateways_of(services)));
  return reply;
}

Reply metrics_reply(const Services& services, const Traffic& traffic, const Options& options) {
  Reply reply;
  reply.content_type = "text/plain; version=0.0.4; charset=utf-8";
  std::string& out = reply.body;
  workspace_metrics(out, services);
  gateway_metrics(out, services);
  single(out,
         {"ckl_commands_accepted_total", "counter", "Commands accepted over HTTP and WebSocket."},
         traffic.commands_accepted);
  single(out, {"ckl_commands_refused_total", "counter", "Commands and calls refused."},
         traffic.commands_refused);
  single(out, {"ckl_calls_total", "counter", "Unary methods over HTTP."}, traffic.calls);
  single(out, {"ckl_http_requests_total", "counter", "HTTP requests."}, traffic.http_requests);
  single(out, {"ckl_http_connections", "gauge", "Open connections, WebSockets included."},
         traffic.http_connections);
  single(out, {"ckl_websockets", "gauge", "Open WebSockets."}, traffic.websockets);
  single(out, {"ckl_refused_connections_total", "counter", "Connections over a limit."},
         traffic.refused_connections);
  single(out, {"ckl_refused_sign_ins_total", "counter", "Requests without a valid token."},
         traffic.refused_sign_ins);
  single(out, {"ckl_slow_readers_closed_total", "counter", "WebSockets closed: not read from."},
         traffic.slow_readers_closed);
  if (options.more_metrics) {
    out += options.more_metrics();
  }
  return reply;
}

}  // namespace ckl::edge::http
