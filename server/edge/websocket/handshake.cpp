#include "edge/websocket/handshake.hpp"

#include <utility>

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/beast/core/role.hpp>
#include <boost/beast/websocket/stream.hpp>

namespace ckl::edge {

// Beast asks for these of a stream it did not make, though a handshake never ends a connection.
template <class Handler>
void async_teardown(boost::beast::role_type role, Wire& wire, Handler&& handler) {
  boost::beast::websocket::async_teardown(role, wire.socket(), std::forward<Handler>(handler));
}
inline void beast_close_socket(Wire& wire) { wire.close(); }

}  // namespace ckl::edge

namespace ckl::edge::websocket {

namespace ws = boost::beast::websocket;

boost::asio::awaitable<bool> answer_handshake(Wire& wire, UpgradeRequest request,
                                              std::string subprotocol) {
  constexpr auto token = boost::asio::as_tuple(boost::asio::use_awaitable);
  ws::stream<Wire&, false> stream(wire);
  stream.set_option(ws::stream_base::decorator([&subprotocol](ws::response_type& response) {
    response.set(boost::beast::http::field::sec_websocket_protocol, subprotocol);
  }));
  const auto [error] = co_await stream.async_accept(request, token);
  co_return !error;
}

}  // namespace ckl::edge::websocket
