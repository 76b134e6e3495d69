// For whoever runs the server: alive, ready, and in figures.
//
// Main thread only. No personal data in any of them.
#pragma once

#include "edge/api/api.hpp"
#include "edge/api/traffic.hpp"
#include "edge/http/options.hpp"

namespace ckl::edge::http {

// 200 when every workspace accepts commands, else 503; says which does not and why, sv and en.
[[nodiscard]] Reply ready_reply(const Services& services);

// Prometheus text format.
[[nodiscard]] Reply metrics_reply(const Services& services, const Traffic& traffic,
                                  const Options& options);

}  // namespace ckl::edge::http
