// Gateways to test against: a small HTTP server and a scripted SMTP server with STARTTLS, on real
// sockets of the loopback interface.
//
// Everything runs on the test's io_context, on the test's thread; `run_until` turns it until a fact
// is there.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include <boost/asio/io_context.hpp>

namespace ckl::delivery::test {

// Turns the loop until `fact` holds; false when it does not within a generous time.
[[nodiscard]] bool run_until(boost::asio::io_context& io, const std::function<bool()>& fact);

struct HttpSeen {
  std::string method;
  std::string target;
  std::map<std::string, std::string> headers;  // names in lower case
  std::string body;
};

struct HttpAnswer {
  int status = 200;
  std::string body;
  std::string extra_headers;  // complete lines
};

class HttpPeer {
 public:
  // No answer = the peer stays silent with the connection open.
  using Handler = std::function<std::optional<HttpAnswer>(const HttpSeen&)>;

  explicit HttpPeer(boost::asio::io_context& io);
  ~HttpPeer();

  Handler handler;
  std::vector<HttpSeen> seen;

  [[nodiscard]] std::uint16_t port() const;
  [[nodiscard]] std::string url() const;
  void close();  // from now on nobody listens

 private:
  struct Impl;
  std::shared_ptr<Impl> impl_;
};

// A self-signed certificate for localhost and 127.0.0.1, made once per test program.
struct TestCertificate {
  std::filesystem::path certificate;
  std::filesystem::path key;
};
[[nodiscard]] const TestCertificate& test_certificate();

struct SmtpScript {
  bool offer_starttls = true;
  std::string user;  // empty = no authentication
  std::string password;
  std::string mail_reply = "250 2.1.0 Ok";
  std::string rcpt_reply = "250 2.1.5 Ok";
  std::string data_reply = "250 2.0.0 Ok: queued as Q7F3A";
  bool silent_after_rcpt = false;
  bool silent_after_body = false;
};

struct SmtpSeen {
  std::string from;
  std::string to;
  std::string message;
  bool tls = false;
  bool authenticated = false;
};

class SmtpPeer {
 public:
  explicit SmtpPeer(boost::asio::io_context& io);
  ~SmtpPeer();

  SmtpScript script;
  std::vector<SmtpSeen> seen;         // complete messages, also those refused after DATA
  std::vector<std::string> commands;  // every line a client sent outside DATA

  [[nodiscard]] std::uint16_t port() const;
  void close();

 private:
  struct Impl;
  std::shared_ptr<Impl> impl_;
};

}  // namespace ckl::delivery::test
