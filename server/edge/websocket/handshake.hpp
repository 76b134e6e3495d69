// The answer to a WebSocket's opening handshake, by Beast. Internal to the WebSocket edge.
#pragma once

#include <string>

#include <boost/asio/awaitable.hpp>
#include <boost/beast/http/message.hpp>
#include <boost/beast/http/string_body.hpp>

#include "edge/api/wire.hpp"

namespace ckl::edge::websocket {

using UpgradeRequest = boost::beast::http::request<boost::beast::http::string_body>;

// False when the request is no good (it has been told so) or the connection broke. `wire` outlives
// the coroutine.
[[nodiscard]] boost::asio::awaitable<bool> answer_handshake(Wire& wire, UpgradeRequest request,
                                                            std::string subprotocol);

}  // namespace ckl::edge::websocket
