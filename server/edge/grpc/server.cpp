#include "edge/grpc/server.hpp"

#include <fstream>
#include <sstream>

#include <boost/asio/steady_timer.hpp>
#include <grpcpp/ext/proto_server_reflection_plugin.h>
#include <grpcpp/grpcpp.h>
#include <grpcpp/health_check_service_interface.h>
#include <spdlog/spdlog.h>

#include "edge/grpc/hall.hpp"
#include "edge/grpc/service_table.hpp"
#include "edge/grpc/stream_call.hpp"

namespace ckl::edge::rpc {

namespace {

constexpr int keepalive_ms = 20'000;
constexpr int keepalive_timeout_ms = 10'000;
constexpr int shortest_ping_interval_ms = 5'000;
// Whoever connects and does not speak HTTP/2 by then goes; and who has no call for so long.
constexpr int handshake_ms = 10'000;
constexpr int idle_ms = 300'000;
// Of what gRPC counts: requests and answers under way. What a silent connection costs (some 40 KiB)
// it does not count; those are bounded by how soon they are let go of.
constexpr std::size_t connections_bytes = 256UL << 20U;

ports::Failure invalid(std::string what) {
  return {.code = ports::FailureCode::invalid, .what = std::move(what)};
}

bool is_loopback(const std::string& host) {
  return host == "localhost" || host == "::1" || host.starts_with("127.");
}

std::string authority(const Options& options) {
  const bool bare_v6 = options.host.contains(':') && !options.host.starts_with('[');
  const std::string host = bare_v6 ? "[" + options.host + "]" : options.host;
  return host + ":" + std::to_string(options.port);
}

ports::Result<std::string> read_file(const std::string& path) {
  std::ifstream file{path};
  std::stringstream text;
  if (!file || !(text << file.rdbuf())) {
    return std::unexpected(invalid("gRPC: can't read " + path));
  }
  return text.str();
}

ports::Result<std::shared_ptr<::grpc::ServerCredentials>> make_credentials(const Options& options) {
  if (options.certificate_file.empty() && options.key_file.empty()) {
    if (is_loopback(options.host)) return ::grpc::InsecureServerCredentials();
    return std::unexpected(invalid("gRPC on " + options.host +
                                   " needs a certificate and its key: plain text is for loopback"));
  }
  auto certificate = read_file(options.certificate_file);
  if (!certificate) return std::unexpected(std::move(certificate.error()));
  auto key = read_file(options.key_file);
  if (!key) return std::unexpected(std::move(key.error()));
  ::grpc::SslServerCredentialsOptions tls;
  tls.pem_key_cert_pairs.push_back({*std::move(key), *std::move(certificate)});
  return ::grpc::SslServerCredentials(tls);
}

void configure(::grpc::ServerBuilder& builder, const Limits& limits) {
  builder.SetMaxReceiveMessageSize(limits.request_bytes);
  builder.AddChannelArgument(GRPC_ARG_MAX_CONCURRENT_STREAMS, limits.calls_per_connection);
  builder.SetResourceQuota(::grpc::ResourceQuota("connections").Resize(connections_bytes));
  builder.AddChannelArgument(GRPC_ARG_SERVER_HANDSHAKE_TIMEOUT_MS, handshake_ms);
  builder.AddChannelArgument(GRPC_ARG_MAX_CONNECTION_IDLE_MS, idle_ms);
  builder.AddChannelArgument(GRPC_ARG_KEEPALIVE_TIME_MS, keepalive_ms);
  builder.AddChannelArgument(GRPC_ARG_KEEPALIVE_TIMEOUT_MS, keepalive_timeout_ms);
  builder.AddChannelArgument(GRPC_ARG_KEEPALIVE_PERMIT_WITHOUT_CALLS, 1);
  builder.AddChannelArgument(GRPC_ARG_HTTP2_MIN_RECV_PING_INTERVAL_WITHOUT_DATA_MS,
                             shortest_ping_interval_ms);
  // A second server on the same port is a mistake that must show.
  builder.AddChannelArgument(GRPC_ARG_ALLOW_REUSEPORT, 0);
}

}  // namespace

struct Server::Impl : std::enable_shared_from_this<Server::Impl> {
  Impl(boost::asio::any_io_executor executor, const Services& known, Api& api, Options what)
      : options(std::move(what)),
        hall(std::make_shared<Hall>(executor, known, api, options.limits,
                                    std::set<std::shared_ptr<StreamCall>>{})),
        heart(executor) {}

  void beat() {
    heart.expires_after(options.limits.beat);
    heart.async_wait([weak = weak_from_this()](const boost::system::error_code& stopped) {
      const auto impl = weak.lock();
      if (stopped || impl == nullptr) return;
      // A beat may end a stream, and an ended one leaves the set.
      const auto streams = impl->hall->streams;
      for (const auto& stream : streams) stream->beat();
      impl->beat();
    });
  }

  const Options options;
  const std::shared_ptr<Hall> hall;
  boost::asio::steady_timer heart;
  std::vector<std::unique_ptr<ServiceTable>> services;
  std::unique_ptr<::grpc::Server> server;
};

Server::Server(boost::asio::any_io_executor executor, const Services& services, Api& api,
               Options options)
    : impl_(std::make_shared<Impl>(std::move(executor), services, api, std::move(options))) {}

Server::~Server() { stop(); }

ports::Result<std::uint16_t> Server::start() {
  auto credentials = make_credentials(impl_->options);
  if (!credentials) return std::unexpected(std::move(credentials.error()));
  ::grpc::EnableDefaultHealthCheckService(true);
  ::grpc::reflection::InitProtoReflectionServerBuilderPlugin();

  ::grpc::ServerBuilder builder;
  configure(builder, impl_->options.limits);
  int port = 0;
  const std::string address = authority(impl_->options);
  builder.AddListeningPort(address, *credentials, &port);
  impl_->services = make_services(impl_->hall);
  for (const auto& service : impl_->services) builder.RegisterService(service.get());
  impl_->server = builder.BuildAndStart();
  if (impl_->server == nullptr || port == 0) {
    return std::unexpected(ports::Failure{
        .code = ports::FailureCode::io,
        .what = "gRPC can't listen on " + address + ": in use, or a certificate it can't use"});
  }
  impl_->beat();
  return static_cast<std::uint16_t>(port);
}

void Server::set_serving(bool serving) {
  if (impl_->server == nullptr) return;
  impl_->server->GetHealthCheckService()->SetServingStatus(serving);
}

void Server::leave() {
  if (impl_->server == nullptr || impl_->hall->leaving.exchange(true)) return;
  set_serving(false);
  impl_->heart.cancel();
  const auto streams = impl_->hall->streams;
  for (const auto& stream : streams) stream->end(stopping());
}

void Server::stop() {
  if (impl_->server == nullptr) return;
  leave();
  impl_->server->Shutdown(
      gpr_time_from_millis(impl_->options.limits.farewell.count(), GPR_TIMESPAN));
  impl_->server.reset();
}

std::size_t Server::streams() const { return impl_->hall->streams.size(); }

}  // namespace ckl::edge::rpc
