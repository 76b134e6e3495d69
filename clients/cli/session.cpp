#include "cli/session.hpp"

#include <array>
#include <fstream>
#include <sstream>

#include <fmt/format.h>
#include <grpcpp/grpcpp.h>
#include <grpcpp/impl/client_unary_call.h>

#include "ckl/v1/status.pb.h"
#include "ckl/v1/stream.grpc.pb.h"

namespace ckl::cli {

namespace {

using google::protobuf::MessageLite;

constexpr int attempts = 4;
constexpr std::chrono::seconds between_attempts{2};
// A whole image of a large workspace comes in one message.
constexpr int receive_bytes = 256 << 20;

std::string scheme_free(const std::string& server) {
  const auto at = server.find("://");
  return at == std::string::npos ? server : server.substr(at + 3);
}

bool is_loopback(const std::string& server) {
  const std::string host = scheme_free(server);
  return host.starts_with("127.") || host.starts_with("localhost") || host.starts_with("[::1]");
}

std::string read_file(const std::string& path) {
  std::stringstream text;
  text << std::ifstream{path}.rdbuf();
  return text.str();
}

std::shared_ptr<::grpc::Channel> make_channel(const Options& options) {
  const bool local = is_loopback(options.server);
  ::grpc::ChannelArguments arguments;
  arguments.SetMaxReceiveMessageSize(receive_bytes);
  arguments.SetInt(GRPC_ARG_KEEPALIVE_TIME_MS, 20'000);
  arguments.SetInt(GRPC_ARG_KEEPALIVE_TIMEOUT_MS, 10'000);
  arguments.SetInt(GRPC_ARG_INITIAL_RECONNECT_BACKOFF_MS, 100);
  arguments.SetInt(GRPC_ARG_MAX_RECONNECT_BACKOFF_MS, 1'000);
  if (local) arguments.SetInt(GRPC_ARG_ENABLE_HTTP_PROXY, 0);
  std::shared_ptr<::grpc::ChannelCredentials> credentials = ::grpc::InsecureChannelCredentials();
  if (!local || options.tls || options.server.starts_with("https://")) {
    ::grpc::SslCredentialsOptions tls;
    if (!options.ca_file.empty()) tls.pem_root_certs = read_file(options.ca_file);
    credentials = ::grpc::SslCredentials(tls);
  }
  return ::grpc::CreateCustomChannel(scheme_free(options.server), credentials, arguments);
}

Exit exit_for(::grpc::StatusCode code) {
  switch (code) {
    case ::grpc::StatusCode::INVALID_ARGUMENT:
      return Exit::invalid;
    case ::grpc::StatusCode::PERMISSION_DENIED:
      return Exit::not_permitted;
    case ::grpc::StatusCode::FAILED_PRECONDITION:
      return Exit::refused;
    case ::grpc::StatusCode::NOT_FOUND:
      return Exit::not_found;
    case ::grpc::StatusCode::UNAUTHENTICATED:
      return Exit::unauthenticated;
    case ::grpc::StatusCode::ALREADY_EXISTS:
      return Exit::conflict;
    case ::grpc::StatusCode::UNAVAILABLE:
    case ::grpc::StatusCode::DEADLINE_EXCEEDED:
    case ::grpc::StatusCode::RESOURCE_EXHAUSTED:
    case ::grpc::StatusCode::CANCELLED:
      return Exit::unavailable;
    default:
      return Exit::internal;
  }
}

std::optional<v1::Rejection> rejection_in(const ::grpc::Status& status) {
  v1::Status details;
  v1::Rejection rejection;
  const bool typed = details.ParseFromString(status.error_details()) &&
                     details.details_size() == 1 && details.details(0).UnpackTo(&rejection);
  return typed ? std::optional{rejection} : std::nullopt;
}

}  // namespace

struct Session::Wire {
  std::shared_ptr<::grpc::Channel> channel;
  std::chrono::system_clock::time_point deadline;

  void prepare(::grpc::ClientContext& context, const Options& options) const {
    if (options.token.empty()) return;
    context.AddMetadata("authorization", "Bearer " + options.token);
  }

  [[nodiscard]] Trouble trouble(const ::grpc::Status& status, const Session& session) const {
    Trouble out{.exit = exit_for(status.error_code()),
                .words = status.error_message(),
                .rejection = rejection_in(status)};
    if (out.rejection) return out;
    const Voice& voice = session.voice();
    const std::string& server = session.options().server;
    if (status.error_code() == ::grpc::StatusCode::UNAVAILABLE) {
      out.words = voice(fmt::format("Servern {} går inte att nå: {}", server, out.words),
                        fmt::format("The server {} can't be reached: {}", server, out.words));
      if (server.starts_with("http://")) {
        out.words += voice(
            ". Är det webbsidans adress? ckl vill ha gRPC-adressen, till exempel 127.0.0.1:9090.",
            ". Is that the web page's address? ckl wants the gRPC address, such as "
            "127.0.0.1:9090.");
      }
    } else if (status.error_code() == ::grpc::StatusCode::DEADLINE_EXCEEDED) {
      out.words = voice(
          "Inget svar i tid. Kommandot kan ha tagits emot: kör om med samma "
          "--command-id.",
          "No answer in time. The command may have been accepted: run it again with "
          "the same --command-id.");
    }
    return out;
  }
};

Session::Session(Options options, Voice voice)
    : options_(std::move(options)), voice_(voice), wire_(std::make_unique<Wire>()) {
  wire_->channel = make_channel(options_);
  wire_->deadline =
      std::chrono::system_clock::now() + std::chrono::seconds{options_.timeout_seconds};
}

Session::~Session() = default;

std::chrono::sys_seconds Session::now() const {
  return std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now());
}

std::string Session::random_id() {
  std::array<unsigned char, 16> bytes{};
  std::ifstream source{"/dev/urandom", std::ios::binary};
  source.read(reinterpret_cast<char*>(bytes.data()), bytes.size());
  std::string id = "cli-";
  for (const unsigned char byte : bytes) id += fmt::format("{:02x}", byte);
  return id;
}

bool Session::wait_for_server(std::chrono::seconds most) {
  return wire_->channel->WaitForConnected(std::chrono::system_clock::now() + most);
}

std::optional<Trouble> Session::call(const std::string& method,
                                     const google::protobuf::Message& request,
                                     google::protobuf::Message& response) {
  const std::string path = "/ckl.v1." + method;
  const ::grpc::internal::RpcMethod rpc{path.c_str(), ::grpc::internal::RpcMethod::NORMAL_RPC};
  ::grpc::Status status;
  for (int attempt = 0; attempt < attempts; ++attempt) {
    ::grpc::ClientContext context;
    context.set_deadline(wire_->deadline);
    wire_->prepare(context, options_);
    status = ::grpc::internal::BlockingUnaryCall<MessageLite, MessageLite>(
        wire_->channel.get(), rpc, &context, request, &response);
    if (status.ok()) return std::nullopt;
    // A server that says why is not away.
    if (status.error_code() != ::grpc::StatusCode::UNAVAILABLE || rejection_in(status)) break;
    if (!wait_for_server(between_attempts) && attempt + 2 >= attempts) break;
  }
  return wire_->trouble(status, *this);
}

std::optional<Trouble> Session::subscribe(const v1::SubscribeRequest& request,
                                          const std::function<bool(const v1::ServerFrame&)>& take) {
  ::grpc::ClientContext context;
  wire_->prepare(context, options_);
  const auto stub = v1::StreamService::NewStub(wire_->channel);
  const auto reader = stub->Subscribe(&context, request);
  v1::ServerFrame frame;
  while (reader->Read(&frame)) {
    if (take(frame)) continue;
    context.TryCancel();
    std::ignore = reader->Finish();
    return std::nullopt;
  }
  return wire_->trouble(reader->Finish(), *this);
}

}  // namespace ckl::cli
