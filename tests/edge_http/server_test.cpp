// The listener itself: where it may listen, its limits, TLS, and what the operator asks.
#include "edge/http/server.hpp"

#include <boost/asio/ssl.hpp>
#include <boost/beast/core/buffers_to_string.hpp>
#include <boost/beast/http.hpp>
#include <boost/beast/websocket.hpp>
#include <boost/beast/websocket/ssl.hpp>
#include <gtest/gtest.h>

#include "edge_http/certificate.hpp"
#include "edge_http/client.hpp"
#include "edge_http/house.hpp"

namespace ckl::test {
namespace {

using namespace std::chrono_literals;

std::string start_failure(House::Adjust adjust) {
  try {
    const House house(std::move(adjust));
  } catch (const std::runtime_error& failure) {
    return failure.what();
  }
  return "started";
}

TEST(Listener, TakesPlainHttpOnLoopbackOnly) {
  for (const char* address : {"0.0.0.0", "::", "192.0.2.1"}) {
    const auto why = start_failure(
        [address](edge::http::Options& options, auto&) { options.address = address; });
    EXPECT_NE(why.find("plain HTTP is for loopback only"), std::string::npos) << why;
  }
  EXPECT_NE(start_failure([](edge::http::Options& options, auto&) {
              options.address = "nowhere";
            }).find("not an IP address"),
            std::string::npos);
}

TEST(Listener, NamesTheCertificateFileThatIsWrong) {
  const ScratchFolder folder;
  make_certificate(folder / "a.pem", folder / "a.key");
  make_certificate(folder / "b.pem", folder / "b.key");
  const auto why = [&](const std::string& certificate, const std::string& key) {
    return start_failure([&](edge::http::Options& options, auto&) {
      options.certificate_file = certificate.empty() ? "" : (folder / certificate).string();
      options.key_file = key.empty() ? "" : (folder / key).string();
    });
  };
  EXPECT_NE(why("none.pem", "a.key").find("none.pem"), std::string::npos);
  EXPECT_NE(why("a.pem", "none.key").find("none.key"), std::string::npos);
  EXPECT_NE(why("a.pem", "b.key").find("b.key"), std::string::npos);
  EXPECT_NE(why("a.pem", "").find("key file"), std::string::npos);
  EXPECT_NE(why("", "a.key").find("certificate file"), std::string::npos);
  EXPECT_EQ(why("a.pem", "a.key"), "started");
}

TEST(Listener, SpeaksTlsAndMarksItsCookies) {
  namespace ssl = boost::asio::ssl;
  namespace http = boost::beast::http;
  const ScratchFolder folder;
  make_certificate(folder / "a.pem", folder / "a.key");
  House house([&](edge::http::Options& options, auto&) {
    options.certificate_file = (folder / "a.pem").string();
    options.key_file = (folder / "a.key").string();
  });
  boost::asio::io_context io;
  ssl::context context(ssl::context::tls_client);
  context.load_verify_file((folder / "a.pem").string());
  context.set_verify_mode(ssl::verify_peer);
  ssl::stream<boost::asio::ip::tcp::socket> stream(io, context);
  stream.next_layer().connect({boost::asio::ip::make_address("127.0.0.1"), house.port()});
  stream.handshake(ssl::stream_base::client);
  EXPECT_STRNE(SSL_get_version(stream.native_handle()), "TLSv1");
  http::request<http::empty_body> request(http::verb::post, "/v1/session", 11);
  request.set(http::field::host, "localhost");
  request.set(http::field::authorization, "Bearer " + house.token("tib-1"));
  http::write(stream, request);
  boost::beast::flat_buffer buffer;
  http::response<http::string_body> response;
  http::read(stream, buffer, response);
  EXPECT_EQ(response.result_int(), 204U);
  EXPECT_NE(response[http::field::set_cookie].find("; Secure"), std::string::npos);
  EXPECT_FALSE(response["Strict-Transport-Security"].empty());
}

// A screen outside the machine: the whole chain is checked, and the stream runs over it.
TEST(Listener, StreamsOverTlsToWhoeverTrustsItsAuthority) {
  namespace ssl = boost::asio::ssl;
  namespace beast = boost::beast;
  const ScratchFolder folder;
  const auto files = make_vouched_certificate(folder / "");
  House house([&](edge::http::Options& options, auto&) {
    options.certificate_file = files.certificate.string();
    options.key_file = files.key.string();
  });
  const auto open = [&](const std::filesystem::path& authority, boost::asio::io_context& io) {
    ssl::context context(ssl::context::tls_client);
    context.load_verify_file(authority.string());
    context.set_verify_mode(ssl::verify_peer);
    context.set_verify_callback(ssl::host_name_verification("localhost"));
    beast::websocket::stream<ssl::stream<boost::asio::ip::tcp::socket>> stream(io, context);
    auto& wire = stream.next_layer();
    wire.next_layer().connect({boost::asio::ip::make_address("127.0.0.1"), house.port()});
    boost::system::error_code error;
    wire.handshake(ssl::stream_base::client, error);
    return std::pair(std::move(stream), error);
  };
  boost::asio::io_context io;
  auto [stream, error] = open(files.authority, io);
  ASSERT_FALSE(error) << error.message();
  stream.set_option(beast::websocket::stream_base::decorator([&](auto& request) {
    request.set(beast::http::field::sec_websocket_protocol, "ckl.v1.json");
    request.set(beast::http::field::authorization, "Bearer " + house.token("tib-1"));
  }));
  stream.handshake("localhost", "/v1/stream");
  stream.write(
      boost::asio::buffer(std::string_view(R"({"subscribe":{"workspace":"skarpt","after":"0"}})")));
  beast::flat_buffer buffer;
  stream.read(buffer);
  EXPECT_NE(beast::buffers_to_string(buffer.data()).find("hello"), std::string::npos);

  const ScratchFolder elsewhere;
  const auto other = make_vouched_certificate(elsewhere / "");
  EXPECT_TRUE(open(other.authority, io).second) << "a stranger's authority vouches for nothing";
}

TEST(Listener, RefusesOldTls) {
  namespace ssl = boost::asio::ssl;
  const ScratchFolder folder;
  make_certificate(folder / "a.pem", folder / "a.key");
  House house([&](edge::http::Options& options, auto&) {
    options.certificate_file = (folder / "a.pem").string();
    options.key_file = (folder / "a.key").string();
  });
  boost::asio::io_context io;
  ssl::context context(ssl::context::tls_client);
  SSL_CTX_set_min_proto_version(context.native_handle(), TLS1_VERSION);
  SSL_CTX_set_max_proto_version(context.native_handle(), TLS1_1_VERSION);
  SSL_CTX_set_security_level(context.native_handle(), 0);
  ssl::stream<boost::asio::ip::tcp::socket> stream(io, context);
  stream.next_layer().connect({boost::asio::ip::make_address("127.0.0.1"), house.port()});
  boost::system::error_code error;
  stream.handshake(ssl::stream_base::client, error);
  EXPECT_TRUE(error);
  // And plain HTTP on the same port gets nothing.
  EXPECT_EQ(get(house.port(), "/healthz").status, 0U);
}

TEST(Limits, OfTheHeadAreKept) {
  House house;
  HttpClient client(house.port());
  const auto answer =
      client.raw("GET / HTTP/1.1\r\nHost: x\r\nX-Long: " + std::string(20'000, 'x') + "\r\n\r\n");
  EXPECT_TRUE(answer.starts_with("HTTP/1.1 431 ")) << answer.substr(0, 60);
}

TEST(Limits, RefuseWhatIsNotHttp) {
  House house;
  for (const char* bytes :
       {"\x16\x03\x01\x02\x01\x01\x01\xfc\x03\x03rest of a hello\r\n\r\n", "GET\r\n\r\n",
        "GET / HTTP/9.9\r\n\r\n", "hello\r\n\r\n", "GET http://x/ HTTP/1.1\r\nHost: x\r\n\r\n",
        "GET / HTTP/1.1\r\nContent-Length: -1\r\n\r\n",
        "GET / HTTP/1.1\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n"}) {
    HttpClient client(house.port());
    EXPECT_TRUE(client.raw(bytes).starts_with("HTTP/1.1 400 ")) << bytes;
  }
  EXPECT_EQ(get(house.port(), "/healthz").status, 200U);
}

TEST(Limits, CloseWhoeverDoesNotFinish) {
  House house([](edge::http::Options& options, auto&) {
    options.limits.tick = 10ms;
    options.limits.read_ticks = 5;
    options.limits.idle_ticks = 5;
  });
  HttpClient half(house.port());
  EXPECT_EQ(half.raw("GET / HTTP/1.1\r\nHost:"), "");
  HttpClient body(house.port());
  EXPECT_EQ(body.raw("POST /v1/session HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\n1"), "");
  HttpClient silent(house.port());
  EXPECT_EQ(silent.raw(""), "");
  HttpClient idle(house.port());
  EXPECT_EQ(idle.ask({"GET", "/healthz", {}, ""}).status, 200U);
  EXPECT_EQ(idle.raw(""), "");
}

TEST(Limits, OfConnectionsAreKept) {
  House house([](edge::http::Options& options, auto&) { options.limits.connections = 3; });
  std::vector<std::unique_ptr<HttpClient>> clients;
  for (int at = 0; at < 3; ++at) {
    clients.push_back(std::make_unique<HttpClient>(house.port()));
    EXPECT_EQ(clients.back()->ask({"GET", "/healthz", {}, ""}).status, 200U);
  }
  const auto refused = get(house.port(), "/healthz");
  EXPECT_EQ(refused.status, 503U);
  EXPECT_EQ(refused.headers.at("retry-after"), "5");
  EXPECT_NE(refused.body.find("too many connections"), std::string::npos) << refused.body;
  EXPECT_EQ(house.on_main([&] { return house.traffic().refused_connections; }), 1U);
  clients.clear();
  while (house.on_main([&] { return house.traffic().http_connections; }) > 0) {
  }
  EXPECT_EQ(get(house.port(), "/healthz").status, 200U);
}

TEST(Limits, OfConnectionsPerAddressAreKept) {
  House house([](edge::http::Options& options, auto&) {
    options.limits.connections_per_address = 2;
    options.limits.spare_loopback = false;
  });
  const Ask healthy{"GET", "/healthz", {}, ""};
  auto first = std::make_unique<HttpClient>(house.port(), "127.0.0.2");
  HttpClient second(house.port(), "127.0.0.2");
  EXPECT_EQ(first->ask(healthy).status, 200U);
  EXPECT_EQ(second.ask(healthy).status, 200U);
  HttpClient third(house.port(), "127.0.0.2");
  const auto refused = third.ask(healthy);
  EXPECT_EQ(refused.status, 429U);
  EXPECT_EQ(refused.headers.at("connection"), "close");
  EXPECT_NE(refused.body.find("from your address"), std::string::npos) << refused.body;
  EXPECT_EQ(third.ask(healthy).status, 0U) << "it is closed";
  EXPECT_EQ(house.on_main([&] { return house.traffic().refused_connections; }), 1U);

  HttpClient other(house.port(), "127.0.0.3");
  EXPECT_EQ(other.ask(healthy).status, 200U) << "others are undisturbed";
  EXPECT_EQ(second.ask(healthy).status, 200U);
  first.reset();
  while (house.on_main([&] { return house.traffic().http_connections; }) > 2) {
  }
  EXPECT_EQ(HttpClient(house.port(), "127.0.0.2").ask(healthy).status, 200U) << "a place came back";
}

TEST(Limits, OfNewConnectionsPerAddressAreKept) {
  House house([](edge::http::Options& options, auto&) {
    options.limits.new_per_address = 3;
    options.limits.spare_loopback = false;
    options.limits.tick = std::chrono::hours(1);  // no new second in this test
  });
  const Ask healthy{"GET", "/healthz", {}, ""};
  for (int one = 0; one < 3; ++one) {
    EXPECT_EQ(HttpClient(house.port(), "127.0.0.2").ask(healthy).status, 200U);
  }
  const auto refused = HttpClient(house.port(), "127.0.0.2").ask(healthy);
  EXPECT_EQ(refused.status, 429U);
  EXPECT_EQ(refused.headers.at("retry-after"), "5");
  EXPECT_NE(refused.body.find("new connections from your address"), std::string::npos)
      << refused.body;
  EXPECT_EQ(HttpClient(house.port(), "127.0.0.3").ask(healthy).status, 200U)
      << "others are undisturbed";
}

TEST(Limits, OfNewConnectionsPerAddressAreForASecond) {
  House house([](edge::http::Options& options, auto&) {
    options.limits.new_per_address = 1;
    options.limits.spare_loopback = false;
    options.limits.tick = std::chrono::milliseconds(20);
  });
  const Ask healthy{"GET", "/healthz", {}, ""};
  int taken = 0;
  while (taken < 3) {
    if (HttpClient(house.port(), "127.0.0.2").ask(healthy).status == 200U) ++taken;
  }
}

TEST(Limits, OfThoseToldThatThereIsNoPlaceAreKept) {
  House house([](edge::http::Options& options, auto&) {
    options.limits.connections = 1;
    options.limits.turned_away = 1;
  });
  const Ask healthy{"GET", "/healthz", {}, ""};
  HttpClient only(house.port());
  EXPECT_EQ(only.ask(healthy).status, 200U);
  HttpClient told(house.port());
  while (house.on_main([&] { return house.traffic().refused_connections; }) < 1) {
  }
  EXPECT_EQ(HttpClient(house.port()).ask(healthy).status, 0U);
  EXPECT_EQ(told.ask(healthy).status, 503U);
}

TEST(Operator, SeesThatItLivesAndIsReady) {
  House house;
  EXPECT_EQ(get(house.port(), "/healthz").body, "ok\n");
  const auto ready = get(house.port(), "/readyz");
  EXPECT_EQ(ready.status, 200U);
  EXPECT_EQ(ready.body,
            "{\"ready\":true,\"workspaces\":[{\"workspace\":\"skarpt\",\"ready\":true}],"
            "\"gateways\":[]}\n");
}

TEST(Operator, SeesWhyItIsNotReady) {
  House house;
  house.on_main(
      [&] { house.journal().fail_append(0, {ports::FailureCode::io, "the disk said no"}); });
  Ask one{"POST", "/ckl.v1.IncidentService/ReportIncident", bearer(house.token("tib-1")),
          R"({"commandId":"c","workspace":"skarpt","kind":"INCIDENT_KIND_OTHER",)"
          R"("level":"ESCALATION_LEVEL_SERIOUS"})"};
  one.headers.emplace_back("Content-Type", "application/json");
  EXPECT_EQ(ask(house.port(), one).status, 503U);
  EXPECT_EQ(get(house.port(), "/healthz").status, 200U);
  const auto ready = get(house.port(), "/readyz");
  EXPECT_EQ(ready.status, 503U);
  EXPECT_NE(ready.body.find("\"why\":{\"sv\":\""), std::string::npos) << ready.body;
  EXPECT_NE(get(house.port(), "/metrics").body.find("ckl_accepting{workspace=\"skarpt\"} 0"),
            std::string::npos);
}

TEST(Operator, CountsInPrometheusFormat) {
  House house([](edge::http::Options& options, auto&) {
    options.more_metrics = [] { return std::string("ckl_more 1\n"); };
  });
  const auto got = get(house.port(), "/metrics");
  EXPECT_EQ(got.headers.at("content-type"), "text/plain; version=0.0.4; charset=utf-8");
  for (const char* line :
       {"# TYPE ckl_durable_sequence gauge\nckl_durable_sequence{workspace=\"sk"
        "arpt\"} 4\n",
        "\nckl_http_connections 1\n", "\nckl_commands_accepted_total 0\n", "\nckl_more 1\n"}) {
    EXPECT_NE(got.body.find(line), std::string::npos) << line << " in\n" << got.body;
  }
}

TEST(Receipts, ComeInByCallback) {
  House house;
  const auto post = [&](const std::string& target, const std::string& secret) {
    return ask(house.port(), {"POST", target, {{"X-CKL-Secret", secret}}, "status=delivered"})
        .status;
  };
  EXPECT_EQ(post("/v1/receipts/prov?key=skarpt%2Fmessage-1%2F1", "hemligt"), 200U);
  EXPECT_EQ(post("/v1/receipts/prov?key=skarpt%2Fmessage-9%2F1", "hemligt"), 404U);
  EXPECT_EQ(post("/v1/receipts/prov?key=skarpt%2Fmessage-1%2F1", "fel"), 403U);
  EXPECT_EQ(post("/v1/receipts/annan?key=x", "hemligt"), 404U);
  EXPECT_EQ(post("/v1/receipts/", "hemligt"), 404U);
  EXPECT_EQ(get(house.port(), "/v1/receipts/prov").status, 403U);
  EXPECT_EQ(ask(house.port(), {"PUT", "/v1/receipts/prov", {}, ""}).status, 405U);
}

TEST(TextsIn, ComeInByCallbackAndAreAnsweredByWhoeverTakesThem) {
  House house([](edge::http::Options& options, auto&) {
    options.text = [](const edge::http::ReceiptCall& call, edge::http::Respond done) {
      edge::http::Reply reply;
      const bool right = edge::http::form_value(call.query, "secret") == "hemligt";
      reply.status = call.gateway == "prov" && right ? 200 : 403;
      done(std::move(reply));
    };
  });
  EXPECT_EQ(get(house.port(), "/v1/texts/prov?secret=hemligt&text=ja").status, 200U);
  EXPECT_EQ(get(house.port(), "/v1/texts/prov?secret=fel&text=ja").status, 403U);
  EXPECT_EQ(get(house.port(), "/v1/texts/").status, 404U);
  EXPECT_EQ(ask(house.port(), {"PUT", "/v1/texts/prov?secret=hemligt", {}, ""}).status, 405U);
  House without;
  EXPECT_EQ(get(without.port(), "/v1/texts/prov?secret=hemligt&text=ja").status, 404U);
}

// A demonstration of one person, and what has been begun in it.
struct DemoHouse {
  std::vector<std::string> begun;
  bool broken = false;
  House house{[this](edge::http::Options& options, auto&) {
    options.demo_persons = [] {
      return std::vector<edge::http::DemoPerson>{{"TiB <1>",
                                                  {"Tjänsteman i beredskap", "Duty officer"},
                                                  "ckl_abc",
                                                  edge::http::DemoCard::duty_officer}};
    };
    options.demo_exercise = [this] { return begun.empty() ? "" : begun.back(); };
    options.begin_demo_exercise = [this]() -> std::expected<std::string, domain::Text> {
      if (broken) return std::unexpected(domain::Text{"Övningen saknas.", "No exercise."});
      begun.push_back("ovning-f1-" + std::to_string(begun.size() + 1));
      return begun.back();
    };
  }};

  auto press(const std::string& what, std::string_view site = "same-origin") {
    return ask(house.port(), {"POST", "/demo" + what, {{"Sec-Fetch-Site", std::string(site)}}, ""});
  }
};

TEST(Demo, ShowsWhomOneCanBe) {
  DemoHouse demo;
  const auto got = get(demo.house.port(), "/demo");
  EXPECT_EQ(got.status, 200U);
  EXPECT_NE(got.body.find("<a href=\"/signin#ckl_abc\">TiB &lt;1&gt;</a>"), std::string::npos);
  EXPECT_NE(got.body.find("href=\"/signin?to=/larma#ckl_abc\""), std::string::npos);
  EXPECT_NE(got.body.find("<form method=\"post\" action=\"/demo/larma\">"), std::string::npos);
  EXPECT_EQ(got.body.find("/demo/forklara"), std::string::npos) << "nobody is the chair";
  EXPECT_EQ(got.body.find("/demo/om"), std::string::npos) << "nothing has begun";
  EXPECT_EQ(got.headers.at("cache-control"), "no-store");
  const auto english = get(demo.house.port(), "/demo?en");
  EXPECT_NE(english.body.find("<html lang=\"en\">"), std::string::npos);
  EXPECT_NE(english.body.find("Try in the exercise"), std::string::npos);
  EXPECT_EQ(get(House().port(), "/demo").status, 404U);
}

TEST(Demo, BeginsTheExerciseForTheFirstWhoTriesIt) {
  DemoHouse demo;
  const auto first = demo.press("/larma");
  EXPECT_EQ(first.status, 303U);
  EXPECT_EQ(first.headers.at("location"), "/signin?ws=ovning-f1-1&to=/larma#ckl_abc");
  EXPECT_EQ(demo.press("/larma?en").headers.at("location"),
            "/signin?ws=ovning-f1-1&to=/larma&lang=en#ckl_abc");
  EXPECT_EQ(demo.begun.size(), 1U) << "whoever comes later comes to the same one";
  EXPECT_NE(get(demo.house.port(), "/demo").body.find("/demo/om"), std::string::npos);
  EXPECT_EQ(demo.press("/om").headers.at("location"), "/demo");
  EXPECT_EQ(demo.begun.size(), 2U);
}

TEST(Demo, BeginsNothingThatNobodyAskedFor) {
  DemoHouse demo;
  EXPECT_EQ(demo.press("/larma", "cross-site").status, 403U);
  EXPECT_EQ(demo.press("/forklara").status, 404U);
  EXPECT_EQ(demo.press("/annat").status, 404U);
  EXPECT_EQ(get(demo.house.port(), "/demo/larma").headers.at("location"), "/demo");
  EXPECT_EQ(ask(demo.house.port(), {"PUT", "/demo", {}, ""}).status, 405U);
  EXPECT_TRUE(demo.begun.empty());
  demo.broken = true;
  const auto broken = demo.press("/larma");
  EXPECT_EQ(broken.status, 503U);
  EXPECT_NE(broken.body.find("Övningen saknas."), std::string::npos);
}

TEST(Demo, IsTheDoorForWhoeverHasNoSession) {
  DemoHouse demo;
  const auto door = get(demo.house.port(), "/");
  EXPECT_EQ(door.status, 303U);
  EXPECT_EQ(door.headers.at("location"), "/demo");
  EXPECT_NE(get(demo.house.port(), "/?ws=ovning").status, 303U);
  EXPECT_NE(ask(demo.house.port(), {"GET", "/", {{"Cookie", "ckl_session=x"}}, ""}).status, 303U);
}

}  // namespace
}  // namespace ckl::test
