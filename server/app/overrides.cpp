#include "app/overrides.hpp"

#include <charconv>
#include <string>

#include <boost/asio/io_context.hpp>

#include "app/gateways.hpp"
#include "app/texts.hpp"
#include "platform/system_clock.hpp"

namespace ckl::app {
namespace {

using Problems = std::vector<platform::ConfigProblem>;

// "host:port" into a listener; an IPv6 host stands in brackets.
void override_listener(platform::Listener& listener, const std::string& given, const char* option,
                       Problems& problems) {
  if (given.empty()) return;
  const auto colon = given.rfind(':');
  std::string host = colon == std::string::npos ? std::string() : given.substr(0, colon);
  if (host.starts_with('[') && host.ends_with(']')) host = host.substr(1, host.size() - 2);
  unsigned port = 0;
  constexpr unsigned highest_port = 65'535;
  const char* end = given.data() + given.size();
  const char* digits = given.data() + (colon == std::string::npos ? given.size() : colon + 1);
  const auto [stopped, error] = std::from_chars(digits, end, port);
  if (host.empty() || digits == end || error != std::errc() || stopped != end ||
      port > highest_port) {
    problems.push_back({.file = option,
                        .line = 0,
                        .what = {.sv = "'" + given + "' är ingen adress med port.",
                                 .en = "'" + given + "' is no address with a port."},
                        .right = {.sv = "Skriv värd:port, till exempel 127.0.0.1:8080.",
                                  .en = "Write host:port, for example 127.0.0.1:8080."}});
    return;
  }
  listener = {.host = host, .port = static_cast<std::uint16_t>(port)};
}

}  // namespace

std::expected<platform::Config, Problems> configure(const Arguments& arguments) {
  auto config = platform::load_config(arguments.config);
  if (!config) return config;
  if (!arguments.data.empty()) config->data = std::filesystem::absolute(arguments.data);
  if (!arguments.web_root.empty()) config->web_root = std::filesystem::absolute(arguments.web_root);
  Problems problems;
  override_listener(config->http, arguments.http, "--http", problems);
  // A link with the file's port would lead nowhere when another port was asked for.
  if (!arguments.http.empty() && platform::is_loopback(config->http.host)) config->public_url = {};
  override_listener(config->grpc, arguments.grpc, "--grpc", problems);
  for (auto& problem : platform::check_listeners(*config, arguments.demo)) {
    problems.push_back(std::move(problem));
  }
  const platform::SystemClock clock;
  boost::asio::io_context unused;
  if (auto gateways = Gateways::make(*config, unused.get_executor(), clock, nullptr); !gateways) {
    for (auto& problem : gateways.error()) problems.push_back(std::move(problem));
  }
  if (auto texts = make_texts(*config); !texts) {
    for (auto& problem : texts.error()) problems.push_back(std::move(problem));
  }
  if (!problems.empty()) return std::unexpected(std::move(problems));
  return config;
}

}  // namespace ckl::app
