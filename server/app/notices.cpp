#include "app/notices.hpp"

#include <iostream>

#include <fmt/format.h>
#include <nlohmann/json.hpp>
#include <unistd.h>

#include "auth/durable_file.hpp"

namespace ckl::app {
namespace {

// "localhost" rather than the number: passkeys and cookies want a name.
std::string shown_host(const std::string& host) {
  if (host == "127.0.0.1" || host == "::1" || host == "0.0.0.0" || host == "::") return "localhost";
  return host;
}

}  // namespace

std::string Endpoints::base() const {
  if (!public_url.empty()) return public_url;
  return fmt::format("{}://{}:{}", secure ? "https" : "http", shown_host(http_host), http_port);
}

ports::Result<void> write_endpoints(const std::filesystem::path& file, const Endpoints& endpoints) {
  const nlohmann::json json = {
      {"http", fmt::format("{}:{}", endpoints.http_host, endpoints.http_port)},
      {"grpc", fmt::format("{}:{}", endpoints.grpc_host, endpoints.grpc_port)},
      {"url", endpoints.base()},
      {"pid", ::getpid()}};
  return auth::replace_file(file, json.dump(2) + "\n");
}

void announce(const Endpoints& endpoints, const std::vector<edge::http::DemoPerson>& demo_persons) {
  std::cout << fmt::format(
      "\nckld är igång.  ckld is up.\n"
      "  webben / web   {}\n"
      "  gRPC           {}:{}\n",
      endpoints.base(), shown_host(endpoints.grpc_host), endpoints.grpc_port);
  if (!demo_persons.empty()) {
    std::cout << fmt::format(
        "\nBörja här: öppna {0}/demo och prova en av tre roller i en övning.\n"
        "Begin here: open {0}/demo and try one of three roles in an exercise.\n"
        "Rakt in i skarpt läge / straight into live mode:\n\n",
        endpoints.base());
    for (const auto& person : demo_persons) {
      std::cout << fmt::format("  {:<44} {}/signin#{}\n", person.name, endpoints.base(),
                               person.token);
    }
  }
  std::cout << '\n' << std::flush;
}

void announce_play(const Endpoints& endpoints, const domain::WorkspaceId& workspace) {
  std::cout << fmt::format("Övningen spelas i / the exercise plays in: {}/?ws={}\n",
                           endpoints.base(), workspace.value)
            << '\n'
            << std::flush;
}

std::string process_metrics(const OwnNumbers& numbers) {
  const auto seconds = [](std::chrono::milliseconds time) {
    return std::chrono::duration<double>(time).count();
  };
  return fmt::format(
      "# HELP ckl_resident_bytes Resident memory of the server.\n"
      "# TYPE ckl_resident_bytes gauge\nckl_resident_bytes {}\n"
      "# HELP ckl_uptime_seconds Time since the server started.\n"
      "# TYPE ckl_uptime_seconds gauge\nckl_uptime_seconds {:.3f}\n",
      numbers.resident_bytes, seconds(numbers.uptime));
}

}  // namespace ckl::app
