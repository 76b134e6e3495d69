// The connection to the server: one unary call at a time, or one subscription.
//
// A call is repeated with the same body, and so the same command id, while the server is away and
// the time allows: a repeat returns the first answer and does nothing. Only this file and its .cpp
// know gRPC.
#pragma once

#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <string>

#include <google/protobuf/message.h>

#include "ckl/v1/command.pb.h"
#include "ckl/v1/stream.pb.h"
#include "cli/exit_code.hpp"
#include "cli/voice.hpp"

namespace ckl::cli {

struct Options {
  std::string server = "127.0.0.1:9090";
  std::string token;
  std::string workspace = "skarpt";
  std::string ca_file;  // PEM; empty = the system's
  bool tls = false;     // always, where the server is not this machine
  bool json = false;
  unsigned timeout_seconds = 15;
  std::string command_id;  // empty = random
  std::string capacity;    // the role to act in; empty = the only one that fits
};

// Why a call failed.
struct Trouble {
  Exit exit = Exit::internal;
  std::string words;
  std::optional<v1::Rejection> rejection;
};

class Session {
 public:
  Session(Options options, Voice voice);
  ~Session();
  Session(const Session&) = delete;
  Session& operator=(const Session&) = delete;

  [[nodiscard]] const Options& options() const { return options_; }
  [[nodiscard]] const Voice& voice() const { return voice_; }
  [[nodiscard]] std::chrono::sys_seconds now() const;

  // `method` without the package: "IncidentService/ReportIncident".
  [[nodiscard]] std::optional<Trouble> call(const std::string& method,
                                            const google::protobuf::Message& request,
                                            google::protobuf::Message& response);

  // Frames until the stream ends or `take` returns false. Nothing = ended by `take`.
  [[nodiscard]] std::optional<Trouble> subscribe(
      const v1::SubscribeRequest& request, const std::function<bool(const v1::ServerFrame&)>& take);

  // Waits until the server can be reached.
  [[nodiscard]] bool wait_for_server(std::chrono::seconds most);

  // Sets command id, workspace and capacity of a command.
  template <class Command>
  void address(Command& command) const {
    command.set_command_id(options_.command_id.empty() ? random_id() : options_.command_id);
    command.set_workspace(options_.workspace);
    command.set_capacity(options_.capacity);
  }

 private:
  struct Wire;

  [[nodiscard]] static std::string random_id();

  Options options_;
  Voice voice_;
  std::unique_ptr<Wire> wire_;
};

}  // namespace ckl::cli
