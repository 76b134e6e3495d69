#include "delivery/benches.hpp"

#include <algorithm>
#include <stdexcept>

#include <nlohmann/json.hpp>

#include "platform/http_client.hpp"
#include "platform/mail_client.hpp"

namespace ckl::delivery::test {
namespace {

std::unique_ptr<ports::Channel> made(const ChannelConfig& config, const ChannelParts& parts) {
  auto channel = make_channel(config, parts);
  if (!channel) throw std::invalid_argument(channel.error().what);
  return std::move(*channel);
}

std::optional<HttpAnswer> answer_of(Behaviour behaviour) {
  switch (behaviour) {
    case Behaviour::takes:
      return HttpAnswer{.status = 200, .body = R"({"id":"ref-1"})", .extra_headers = {}};
    case Behaviour::fails_for_now:
      return HttpAnswer{.status = 503, .body = {}, .extra_headers = {}};
    case Behaviour::refuses:
      return HttpAnswer{.status = 400, .body = "no such number", .extra_headers = {}};
    case Behaviour::hears_silently:
    case Behaviour::is_not_there:
      return std::nullopt;
  }
  return std::nullopt;
}

class ConsoleBench final : public ChannelBench {
 public:
  explicit ConsoleBench(boost::asio::io_context& /*io*/) {}

  std::unique_ptr<ports::Channel> channel(bool /*exercise_allowed*/) override {
    return made({"console", "konsol", {}},
                {.http = nullptr,
                 .mail = nullptr,
                 .clock = nullptr,
                 .console = [this](std::string_view line) { lines_.emplace_back(line); }});
  }
  void behave(Behaviour /*behaviour*/) override {}
  std::vector<Received> received() override {
    std::vector<Received> all;
    for (const std::string& line : lines_) {
      const auto key = line.find(' ') + 1;
      const auto to = line.find(" till ") + 6;
      all.push_back({.key = line.substr(key, line.find(' ', key) - key),
                     .to = line.substr(to, line.find(':', to) - to),
                     .text = line.substr(line.find(" | ") + 3),
                     .raw = line});
    }
    return all;
  }
  std::string good_address() const override { return "person-anna"; }
  std::vector<std::string> bad_addresses() const override { return {""}; }

 private:
  std::vector<std::string> lines_;
};

class HttpBench : public ChannelBench {
 public:
  explicit HttpBench(boost::asio::io_context& io) : peer_(io), client_(io.get_executor()) {
    HttpBench::behave(Behaviour::takes);
  }

  void behave(Behaviour behaviour) override {
    if (behaviour == Behaviour::is_not_there) peer_.close();
    peer_.handler = [behaviour](const HttpSeen&) { return answer_of(behaviour); };
  }

 protected:
  [[nodiscard]] ChannelParts parts() {
    return {.http = &client_, .mail = nullptr, .clock = &clock_, .console = {}};
  }
  HttpPeer peer_;
  std::string url_ = peer_.url();

 private:
  FakeClock clock_;
  platform::CurlHttpClient client_;
};

class SmsBench final : public HttpBench {
 public:
  using HttpBench::HttpBench;

  std::unique_ptr<ports::Channel> channel(bool exercise_allowed) override {
    return made({"sms",
                 "telia",
                 {{"url", url_ + "/send?key={key}"},
                  {"body", R"({"to":"{to}","from":"{from}","message":"{text}"})"},
                  {"from", "Stockholm"},
                  {"text", "full"},
                  {"ref_pointer", "/id"},
                  {"timeout_ms", "400"},
                  {"exercise_allowed", exercise_allowed ? "true" : "false"}}},
                parts());
  }
  std::vector<Received> received() override {
    std::vector<Received> all;
    for (const HttpSeen& seen : peer_.seen) {
      const auto json = nlohmann::json::parse(seen.body);
      std::string key = seen.target.substr(seen.target.find("key=") + 4);
      for (auto at = key.find("%2F"); at != std::string::npos; at = key.find("%2F")) {
        key.replace(at, 3, "/");
      }
      all.push_back({key, json.at("to"), json.at("message"), seen.body});
    }
    return all;
  }
  std::string good_address() const override { return "+46701740605"; }
  std::vector<std::string> bad_addresses() const override {
    return {"",
            "0701740605",
            "+0701740605",
            "+4670174060x",
            "+46701740605\r\nX: y",
            "+46 70 174 06 05",
            "+12345678901234567",
            "112"};
  }
};

class WebhookBench final : public HttpBench {
 public:
  using HttpBench::HttpBench;

  std::unique_ptr<ports::Channel> channel(bool exercise_allowed) override {
    return made({"webhook",
                 "hemlarm",
                 {{"secret", "en hemlighet som båda vet"},
                  {"timeout_ms", "400"},
                  {"exercise_allowed", exercise_allowed ? "true" : "false"}}},
                parts());
  }
  std::vector<Received> received() override {
    std::vector<Received> all;
    for (const HttpSeen& seen : peer_.seen) {
      const auto json = nlohmann::json::parse(seen.body);
      all.push_back(
          {seen.headers.at("idempotency-key"), json.at("to"), json.at("text"), seen.body});
    }
    return all;
  }
  std::string good_address() const override { return url_ + "/hook"; }
  std::vector<std::string> bad_addresses() const override {
    return {"",
            "ftp://example.org/x",
            "http://",
            "http://a b/",
            "file:///etc/passwd",
            "http://example.org/\r\nX: y",
            "gopher://127.0.0.1:25/"};
  }
};

class MailBench final : public ChannelBench {
 public:
  explicit MailBench(boost::asio::io_context& io) : peer_(io), client_(io.get_executor()) {}

  std::unique_ptr<ports::Channel> channel(bool exercise_allowed) override {
    return made({"mail",
                 "epost",
                 {{"host", "127.0.0.1"},
                  {"port", std::to_string(port_)},
                  {"from", "krisledning@example.org"},
                  {"ca_file", test_certificate().certificate.string()},
                  {"timeout_ms", "900"},
                  {"exercise_allowed", exercise_allowed ? "true" : "false"}}},
                {.http = nullptr, .mail = &client_, .clock = &clock_, .console = {}});
  }
  void behave(Behaviour behaviour) override {
    peer_.script = {};
    if (behaviour == Behaviour::is_not_there) peer_.close();
    if (behaviour == Behaviour::fails_for_now) peer_.script.rcpt_reply = "451 4.7.1 Later";
    if (behaviour == Behaviour::refuses) {
      peer_.script.rcpt_reply = "550 5.1.1 <anna@example.org>: no such user";
    }
    peer_.script.silent_after_body = behaviour == Behaviour::hears_silently;
  }
  std::vector<Received> received() override {
    std::vector<Received> all;
    for (const SmtpSeen& seen : peer_.seen) {
      const ParsedMail mail = parse_mail(seen.message);
      all.push_back({mail.headers.at("X-CKL-Key"), seen.to, mail.text, seen.message});
    }
    return all;
  }
  std::string good_address() const override { return "anna@example.org"; }
  std::vector<std::string> bad_addresses() const override {
    return {"",
            "anna",
            "@example.org",
            "anna@",
            "a@b@c",
            "anna@example.org\r\nRCPT TO:<x@y.z>",
            "anna <anna@example.org>",
            "anna@example.org,eva@example.org",
            "å@example.org"};
  }

 private:
  SmtpPeer peer_;
  std::uint16_t port_ = peer_.port();
  FakeClock clock_;
  platform::CurlMailClient client_;
};

template <class Bench>
std::unique_ptr<ChannelBench> make_bench(boost::asio::io_context& io) {
  return std::make_unique<Bench>(io);
}

int hex_value(char c) { return c <= '9' ? c - '0' : c - 'A' + 10; }

std::string decode_quoted_printable(const std::string& body) {
  std::string text;
  for (std::size_t i = 0; i < body.size(); ++i) {
    if (body[i] == '=' && body.compare(i, 3, "=\r\n") == 0) {
      i += 2;
    } else if (body[i] == '=') {
      text.push_back(static_cast<char>(hex_value(body.at(i + 1)) * 16 + hex_value(body.at(i + 2))));
      i += 2;
    } else if (body[i] != '\r') {
      text.push_back(body[i]);
    }
  }
  return text;
}

}  // namespace

ParsedMail parse_mail(const std::string& raw) {
  ParsedMail mail;
  const auto split = raw.find("\r\n\r\n");
  std::string head = raw.substr(0, split) + "\r\n";
  for (auto fold = head.find("\r\n "); fold != std::string::npos; fold = head.find("\r\n ")) {
    head.erase(fold, 2);
  }
  while (!head.empty()) {
    const auto end = head.find("\r\n");
    const auto colon = head.find(": ");
    mail.headers[head.substr(0, colon)] = head.substr(colon + 2, end - colon - 2);
    head.erase(0, end + 2);
  }
  mail.text = decode_quoted_printable(raw.substr(split + 4));
  return mail;
}

const std::vector<BenchKind>& bench_kinds() {
  static const std::vector<BenchKind> kinds = {{"Console", &make_bench<ConsoleBench>},
                                               {"Mail", &make_bench<MailBench>},
                                               {"Sms", &make_bench<SmsBench>},
                                               {"Webhook", &make_bench<WebhookBench>}};
  return kinds;
}

std::vector<BenchKind> gateway_kinds() {
  std::vector<BenchKind> kinds = bench_kinds();
  std::erase_if(kinds, [](const BenchKind& kind) { return kind.name == "Console"; });
  return kinds;
}

}  // namespace ckl::delivery::test
