// What the server says of itself to the person at the terminal and to programs that look for it.
//
// Where it listens is printed and written to `<data>/endpoints.json`, because a port 0 is chosen by
// the system. Tokens are printed only in demonstration mode, where every person is a placeholder.
#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "edge/http/options.hpp"
#include "ports/failure.hpp"

namespace ckl::app {

struct Endpoints {
  std::string http_host;
  std::string grpc_host;
  std::uint16_t http_port = 0;
  std::uint16_t grpc_port = 0;
  bool secure = false;
  std::string public_url;  // as configured, or empty

  // What links begin with: the configured address, or the listener's own.
  [[nodiscard]] std::string base() const;
};

[[nodiscard]] ports::Result<void> write_endpoints(const std::filesystem::path& file,
                                                  const Endpoints& endpoints);

void announce(const Endpoints& endpoints, const std::vector<edge::http::DemoPerson>& demo_persons);
void announce_play(const Endpoints& endpoints, const domain::WorkspaceId& workspace);

struct OwnNumbers {
  std::uint64_t resident_bytes = 0;
  std::chrono::milliseconds uptime{0};
};

// Lines for /metrics.
[[nodiscard]] std::string process_metrics(const OwnNumbers& numbers);

}  // namespace ckl::app
