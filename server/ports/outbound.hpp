// The way out to other people's servers, as two ports: one HTTP request, one mail.
//
// Called on the main thread; both return at once and call `done` once, on the main thread, unless
// the client is destroyed first (then the attempt is found begun and unfinished at the next start).
// Implemented over libcurl in platform/. No retries, no redirects, no proxies from the environment.
// They know nothing of persons, texts or gateways.
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <string>
#include <vector>

namespace ckl::ports {

// How far a transfer came.
enum class Transfer : std::uint8_t {
  completed = 1,  // the other side answered
  not_sent = 2,   // it did not get all of it: sending again repeats nothing
  in_doubt = 3,   // it got all of it and no answer came back: sending again may repeat it
};

struct OutboundTimes {
  std::chrono::milliseconds connect{5'000};
  std::chrono::milliseconds total{20'000};
};

struct HttpRequest {
  std::string method = "POST";
  std::string url;
  std::vector<std::string> headers;  // "Name: value", without control characters
  std::string body;
  std::string ca_file;  // empty = the system's
  OutboundTimes times;
};

struct HttpOutcome {
  Transfer transfer = Transfer::not_sent;
  long status = 0;
  std::string body;   // its first 64 KiB
  std::string fault;  // why it did not complete, in plain Swedish words, no personal data
};

class HttpClient {
 public:
  using Done = std::move_only_function<void(HttpOutcome)>;

  HttpClient() = default;
  HttpClient(const HttpClient&) = delete;
  HttpClient& operator=(const HttpClient&) = delete;
  virtual ~HttpClient() = default;

  virtual void request(HttpRequest request, Done done) = 0;
};

enum class MailSecurity : std::uint8_t {
  none = 1,           // plain text
  opportunistic = 2,  // STARTTLS if the server offers it
  starttls = 3,       // STARTTLS or nothing
  tls = 4,            // TLS from the first byte
};

struct MailRequest {
  std::string host;
  std::uint16_t port = 587;
  MailSecurity security = MailSecurity::starttls;
  std::string username;  // empty = no authentication
  std::string password;
  std::string ca_file;        // empty = the system's
  std::string helo;           // name the client gives
  std::string envelope_from;  // bounces go here
  std::string recipient;
  std::string message;  // headers and body, CRLF lines, 7-bit
  OutboundTimes times;
};

struct MailOutcome {
  Transfer transfer = Transfer::not_sent;
  long reply = 0;          // SMTP reply code that decided
  std::string reply_text;  // the last line of the reply
  std::string fault;       // as in HttpOutcome
};

class MailClient {
 public:
  using Done = std::move_only_function<void(MailOutcome)>;

  MailClient() = default;
  MailClient(const MailClient&) = delete;
  MailClient& operator=(const MailClient&) = delete;
  virtual ~MailClient() = default;

  virtual void send(MailRequest request, Done done) = 0;
};

}  // namespace ckl::ports
