// The methods behind every edge: one table by full method name, shared by gRPC, Connect and
// WebSocket.
//
// `call` and `command` run on the main thread only; gRPC posts there. Authorisation is not here
// (domain law), authentication has happened before (`Caller`). An edge translates: bytes to
// messages, `Rejection` to its own status codes, nothing else.
#pragma once

#include <expected>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include <google/protobuf/message.h>

#include "ckl/v1/services/gateway.pb.h"
#include "ckl/v1/stream.pb.h"
#include "codec/codec.hpp"
#include "edge/api/presence.hpp"
#include "engine/engine.hpp"
#include "ports/authenticator.hpp"
#include "ports/contacts.hpp"
#include "ports/passkeys.hpp"
#include "ports/push.hpp"
#include "ports/token_admin.hpp"
#include "stream/hub.hpp"

namespace ckl::edge {

// The wire formats of a hub's frames, by their number in the hub.
struct Formats {
  std::size_t proto = 0;
  std::size_t json = 1;
};

// Registers both formats; once per hub, before the first subscription.
[[nodiscard]] Formats add_formats(stream::Hub& hub);

// Where a call to one address of somebody would go. No address itself: personal data.
struct Route {
  std::string gateway;    // several share the kind: "a, b"; empty = there is none for it
  double per_second = 0;  // of call-outs, by all of them
  bool addressed = false;
  bool stand_in = false;  // a console, which reaches nobody
};

// One workspace as the edges see it.
struct Workspace {
  domain::WorkspaceId id;
  domain::Mode mode = domain::Mode::live;
  domain::Text name;
  bool played = false;  // made for the play of a scenario
  engine::Engine* engine = nullptr;
  stream::Hub* hub = nullptr;
  Formats formats;  // of `add_formats(*hub)`
  std::function<std::vector<domain::Text>()> gateway_faults;
  std::function<Route(const domain::PersonId& person, const domain::ContactStep& step)> route;
  std::function<void(v1::ListGatewaysResponse& out)> gateways = {};
  std::function<void(v1::PreviewTextsResponse& out)> texts = {};
  Presence* presence = nullptr;
  std::vector<ExpectedPost> expected_posts = {};
};

// Everything the edges need of the rest of the server; filled by app/. Workspaces are added while
// the server runs (replays), never removed.
struct Services {
  std::function<const Workspace*(std::string_view id)> find_workspace;
  std::function<std::vector<const Workspace*>()> workspaces;
  const ports::Authenticator* authenticator = nullptr;
  ports::TokenAdmin* tokens = nullptr;
  ports::PushBook* push = nullptr;
  ports::Passkeys* passkeys = nullptr;
  std::string public_url = {};             // base of every link
  ports::ContactBook* contacts = nullptr;  // null: the configuration alone has addresses
  // The id of the new workspace, or why not.
  std::function<std::expected<domain::WorkspaceId, domain::Rejection>(const std::string& scenario,
                                                                      double speed)>
      start_scenario;
  std::function<std::vector<std::string>()> scenarios;
  std::vector<std::string> witnesses = {};  // their keys, "name+id+key"
  bool demo = false;
  std::string version;
};

struct Caller {
  ports::Principal principal;
  std::string via;  // "grpc", "connect", "websocket", "link"
};

using Answer = std::expected<std::unique_ptr<google::protobuf::Message>, domain::Rejection>;
using Respond = std::move_only_function<void(Answer)>;
// What became of a command, and the client's id of it.
using Answered =
    std::move_only_function<void(const ports::Reply& reply, std::string_view command_id)>;

class Api {
 public:
  // `services` outlives the object.
  explicit Api(const Services& services);
  ~Api();

  // An empty request of the method "/ckl.v1.IncidentService/ReportIncident", or nullptr when there
  // is no such unary method.
  [[nodiscard]] std::unique_ptr<google::protobuf::Message> new_request(
      std::string_view method) const;

  // `request` is of the type that `new_request` gives. A command method answers with a
  // CommandResult when accepted and with the Rejection when refused.
  void call(std::string_view method, const google::protobuf::Message& request, const Caller& caller,
            Respond respond);

  // A command from the WebSocket or an answer page.
  void command(const v1::Command& command, const Caller& caller, Answered answered);

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

// A subscription ready to be pulled: used by gRPC and WebSocket alike. Main thread only.
class Feed {
 public:
  enum class Format : std::uint8_t { proto, json };

  // For whom, and how it is written.
  struct Subscriber {
    domain::PersonId person;
    Format format = Format::proto;
  };

  // Checks the request: unknown workspace, resume beyond the head, other journal, unknown kind, ...
  // `wake` is called on the main thread when `next` has something again.
  [[nodiscard]] static std::expected<std::unique_ptr<Feed>, domain::Rejection> open(
      const Services& services, const v1::SubscribeRequest& request, const Subscriber& subscriber,
      std::function<void()> wake);

  Feed(const Feed&) = delete;
  Feed& operator=(const Feed&) = delete;
  virtual ~Feed() = default;

  // The next encoded `ServerFrame`: Hello, snapshot, events, or a heartbeat when one was asked for.
  // Null when there is nothing now. After a Closing frame `ended` is true.
  [[nodiscard]] virtual ports::Bytes next() = 0;
  [[nodiscard]] virtual bool ended() const = 0;

  // Asks for a heartbeat frame; called by the edge once a second.
  virtual void beat() = 0;

 protected:
  Feed() = default;
};

// The last frame of a subscription that was refused.
[[nodiscard]] ports::Bytes refusal_frame(const domain::Rejection& rejection, Feed::Format format);

// A `ServerFrame` in a format.
[[nodiscard]] ports::Bytes encode_frame(const v1::ServerFrame& frame, Feed::Format format);

}  // namespace ckl::edge
