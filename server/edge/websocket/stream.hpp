// Beast's WebSocket over our Wire, and what Beast asks of a stream it did not make. Internal to the
// WebSocket edge.
#pragma once

#include <utility>

#include <boost/beast/core/role.hpp>
#include <boost/beast/websocket/ssl.hpp>
#include <boost/beast/websocket/stream.hpp>

#include "edge/api/wire.hpp"

namespace ckl::edge {

// Found by Beast by argument-dependent lookup: how to end a connection gently ...
template <class Handler>
void async_teardown(boost::beast::role_type role, Wire& wire, Handler&& handler) {
  wire.flush_now();
  if (auto* tls = wire.tls()) {
    using boost::beast::websocket::async_teardown;
    async_teardown(role, *tls, std::forward<Handler>(handler));
  } else {
    boost::beast::websocket::async_teardown(role, wire.socket(), std::forward<Handler>(handler));
  }
}

// ... and how to end it at once.
inline void beast_close_socket(Wire& wire) { wire.close(); }

}  // namespace ckl::edge

namespace ckl::edge::websocket {

using Stream = boost::beast::websocket::stream<Wire, false>;  // false: no compression

}  // namespace ckl::edge::websocket
