// The hand-over of a connection from the HTTP edge to the WebSocket edge.
//
// The HTTP edge has checked who it is (`caller`), where it comes from (Origin) and that one of the
// offered subprotocols is ours; the WebSocket edge answers the handshake and owns the connection
// from there on. Only the two edges and app/ see this.
#pragma once

#include <functional>
#include <memory>
#include <string>

#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http/message.hpp>
#include <boost/beast/http/string_body.hpp>

#include "edge/api/api.hpp"
#include "edge/api/wire.hpp"

namespace ckl::edge {

struct Upgrade {
  Wire wire;
  boost::beast::http::request<boost::beast::http::string_body> request;
  boost::beast::flat_buffer read_ahead;  // bytes after the request; a client may not wait
  std::string subprotocol;               // the one chosen
  Caller caller;
  std::shared_ptr<void> slot;  // held as long as the connection counts against the limits
};

using TakeUpgrade = std::function<void(Upgrade)>;

// The subprotocols of /v1/stream.
inline constexpr std::string_view kProtoSubprotocol = "ckl.v1.proto";
inline constexpr std::string_view kJsonSubprotocol = "ckl.v1.json";

}  // namespace ckl::edge
