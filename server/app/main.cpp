// ckld: reads the command line and the configuration, runs the server until it is told to stop.
#include <algorithm>
#include <csignal>
#include <iostream>
#include <variant>

#include <boost/asio/io_context.hpp>
#include <boost/asio/signal_set.hpp>
#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>

#include "app/arguments.hpp"
#include "app/library_logs.hpp"
#include "app/overrides.hpp"
#include "app/server.hpp"
#include "platform/config.hpp"

// Read by the allocator of the release (decision 0011): two seconds after a great call-out or a
// large configuration, what only they needed goes back to the system.
extern "C" {
extern const char* const malloc_conf;
const char* const malloc_conf =
    "background_thread:true,dirty_decay_ms:2000,muzzy_decay_ms:0,narenas:2";
}

namespace {

constexpr int kOk = 0;
constexpr int kFailed = 1;
constexpr int kBadConfiguration = 2;

int run(ckl::platform::Config config, const ckl::app::Arguments& arguments) {
  boost::asio::io_context io(1);
  ckl::app::Server server(io, std::move(config), arguments);
  if (const auto started = server.start(); !started) {
    std::cerr << "ckld kan inte starta / can not start:\n" << started.error().what << "\n";
    server.stop();
    return kFailed;
  }
  boost::asio::signal_set signals(io, SIGINT, SIGTERM);
  signals.async_wait([&](const boost::system::error_code& cancelled, int) {
    if (cancelled) return;
    spdlog::info("stopping");
    server.leave([&] { io.stop(); });
    // Whoever asks twice does not want to wait.
    signals.async_wait([&](const boost::system::error_code& left, int) {
      if (!left) io.stop();
    });
  });
  io.run();
  return kOk;
}

int print_token(const ckl::platform::Config& config, const ckl::app::Arguments& arguments) {
  const auto secret = ckl::app::issue_token(config, arguments);
  if (!secret) {
    std::cerr << secret.error().what << "\n";
    return kFailed;
  }
  std::cout << *secret << '\n';
  return kOk;
}

}  // namespace

int main(int argc, char** argv) {
  auto parsed = ckl::app::parse_arguments(argc, argv);
  if (const int* code = std::get_if<int>(&parsed)) return *code;
  const auto& arguments = std::get<ckl::app::Arguments>(parsed);
  spdlog::set_default_logger(spdlog::stdout_logger_mt("ckld"));
  spdlog::set_level(spdlog::level::from_str(arguments.log_level));
  ckl::app::take_library_logs();
  std::signal(SIGPIPE, SIG_IGN);

  auto config = ckl::app::configure(arguments);
  if (!config) {
    std::cerr << ckl::platform::format_problems(config.error());
    return kBadConfiguration;
  }
  if (arguments.check_config) {
    std::cout << "Konfigurationen är riktig. The configuration is correct.\n";
    return kOk;
  }
  if (!arguments.issue_token.empty()) return print_token(*config, arguments);
  return run(std::move(*config), arguments);
}
