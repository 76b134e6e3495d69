#include "delivery/benches.hpp"

#include <algorithm>
#include <stdexcept>

#include <boost/asio/post.hpp>
#include <nlohmann/json.hpp>

#include "delivery/browser.hpp"
#include "delivery/form.hpp"
#include "delivery/voice_rig.hpp"
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

class KannelBench final : public HttpBench {
 public:
  explicit KannelBench(boost::asio::io_context& io) : HttpBench(io) {
    KannelBench::behave(Behaviour::takes);
  }

  std::unique_ptr<ports::Channel> channel(bool exercise_allowed) override {
    return made({"sms",
                 "kannel",
                 {{"dialect", "kannel"},
                  {"url", url_ + "/cgi-bin/sendsms"},
                  {"username", "ckl"},
                  {"password", "hemligt"},
                  {"from", "+46701000000"},
                  {"text", "full"},
                  {"max_messages", "255"},
                  {"report.url", "https://ckl.example.org/v1/receipts/kannel"},
                  {"report.secret", "en hemlighet som båda vet"},
                  {"timeout_ms", "400"},
                  {"exercise_allowed", exercise_allowed ? "true" : "false"}}},
                parts());
  }
  void behave(Behaviour behaviour) override {
    HttpBench::behave(behaviour);
    if (behaviour != Behaviour::takes) return;
    peer_.handler = [](const HttpSeen&) {
      return HttpAnswer{.status = 202, .body = "0: Accepted for delivery", .extra_headers = {}};
    };
  }
  std::vector<Received> received() override {
    std::vector<Received> all;
    for (const HttpSeen& seen : peer_.seen) {
      FormFields fields;
      take_form(seen.target.substr(seen.target.find('?') + 1), fields);
      const std::string& report = fields.at("dlr-url");
      const auto key = report.find("key=") + 4;
      all.push_back({report.substr(key, report.find('&') - key), fields.at("to"), fields.at("text"),
                     seen.target});
    }
    return all;
  }
  std::string good_address() const override { return "+46701740605"; }
  std::vector<std::string> bad_addresses() const override {
    return {"", "0701740605", "+46701740605 +46701740606", "Stockholm"};
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

class VoiceBench final : public ChannelBench {
 public:
  explicit VoiceBench(boost::asio::io_context& io) : io_(io) {
    // Time runs as fast as the loop turns.
    rig_.time.on_set = [this](HandClock::HandWakeUp& timer) {
      boost::asio::post(io_, [this, &timer, due = timer.due] {
        if (timer.fire && timer.due == due) rig_.time.ring(timer);
      });
    };
    rig_.lines[0]->on_play = [this] { soon([](FakeLine& line) { line.end("end of file"); }); };
    VoiceBench::behave(Behaviour::takes);
  }

  std::unique_ptr<ports::Channel> channel(bool exercise_allowed) override {
    return made(voice_config({{"exercise_allowed", exercise_allowed ? "true" : "false"}}),
                rig_.parts());
  }
  void behave(Behaviour behaviour) override {
    rig_.lines[0]->up = behaviour != Behaviour::is_not_there;
    rig_.lines[0]->on_call = [this, behaviour] { act(behaviour); };
  }
  std::vector<Received> received() override {
    std::vector<Received> all;
    std::vector<std::string> keys;
    for (const std::string& key : rig_.desk.asked) {
      if (std::ranges::find(keys, key) == keys.end()) keys.push_back(key);
    }
    for (const FakeLine::Call& call : rig_.lines[0]->calls) {
      const std::string& text = rig_.speaker.said.front().second;
      all.push_back({.key = keys.at(all.size()),
                     .to = call.number,
                     .text = text,
                     .raw = call.number + " " + text});
    }
    return all;
  }
  std::string good_address() const override { return "+46701740605"; }
  std::vector<std::string> bad_addresses() const override {
    return {"",
            "0701740605",
            "+0701740605",
            "+46701740605@evil.example.org",
            "+46 70 174 06 05",
            "112",
            "+46701740605;transport=tcp",
            "+12345678901234567"};
  }

 private:
  void soon(std::function<void(FakeLine&)> act) {
    boost::asio::post(io_, [this, act = std::move(act)] { act(*rig_.lines[0]); });
  }
  void act(Behaviour behaviour) {
    if (behaviour == Behaviour::fails_for_now) {
      soon([](FakeLine& line) { line.end("503 Service Unavailable"); });
    } else if (behaviour == Behaviour::refuses) {
      soon([](FakeLine& line) { line.end("404 Not Found"); });
    } else {
      soon([](FakeLine& line) { line.rings(); });
      soon([](FakeLine& line) { line.is_answered(); });
      soon([behaviour](FakeLine& line) {
        if (behaviour == Behaviour::takes) {
          line.press("1");
        } else {
          line.die();
        }
      });
    }
  }

  boost::asio::io_context& io_;
  VoiceRig rig_;
};

class CapBench final : public HttpBench {
 public:
  using HttpBench::HttpBench;

  std::unique_ptr<ports::Channel> channel(bool exercise_allowed) override {
    return made({"webhook",
                 "lansstyrelsen",
                 {{"dialect", "cap"},
                  {"sender", "krisledning@example.org"},
                  {"url", url_ + "/cap"},
                  {"secret", "en hemlighet som båda vet"},
                  {"timeout_ms", "400"},
                  {"exercise_allowed", exercise_allowed ? "true" : "false"}}},
                parts());
  }
  std::vector<Received> received() override {
    std::vector<Received> all;
    for (const HttpSeen& seen : peer_.seen) {
      all.push_back({seen.headers.at("idempotency-key"), element(seen.body, "addresses"),
                     element(seen.body, "description"), seen.body});
    }
    return all;
  }
  std::string good_address() const override { return "larmcentralen"; }
  std::vector<std::string> bad_addresses() const override { return {""}; }

 private:
  // What stands in the first element of that name, as a reader of XML would have it.
  static std::string element(const std::string& xml, const std::string& name) {
    const auto start = xml.find("<" + name + ">") + name.size() + 2;
    std::string text = xml.substr(start, xml.find("</" + name + ">") - start);
    static const std::vector<std::pair<std::string, std::string>> entities = {
        {"&lt;", "<"}, {"&gt;", ">"}, {"&quot;", "\""}, {"&#13;", "\r"}, {"&amp;", "&"}};
    for (const auto& [entity, sign] : entities) {
      for (auto at = text.find(entity); at != std::string::npos; at = text.find(entity, at + 1)) {
        text.replace(at, entity.size(), sign);
      }
    }
    return text;
  }
};

class PushBench final : public HttpBench {
 public:
  using HttpBench::HttpBench;

  std::unique_ptr<ports::Channel> channel(bool exercise_allowed) override {
    ChannelParts with_push = parts();
    with_push.push = &push_;
    return made({"push",
                 "webbpush",
                 {{"contact", "mailto:krisledning@example.org"},
                  {"services", url_},
                  {"timeout_ms", "400"},
                  {"exercise_allowed", exercise_allowed ? "true" : "false"}}},
                with_push);
  }
  std::vector<Received> received() override {
    std::vector<Received> all;
    for (const HttpSeen& seen : peer_.seen) {
      const std::string text = browser_.open(seen.body);
      const auto json = nlohmann::json::parse(text);
      all.push_back({json.at("key"), seen.target == "/anna" ? good_address() : seen.target,
                     json.at("body"), seen.headers.at("topic") + "\n" + text});
    }
    return all;
  }
  std::string good_address() const override { return browser_.address(url_ + "/anna"); }
  std::vector<std::string> bad_addresses() const override {
    return {"",
            "[]",
            "{}",
            "anna@example.org",
            browser_.address("https://elsewhere.example/x"),
            browser_.address("http://127.0.0.1@evil.example/x"),
            browser_.address(url_ + "/a b"),
            browser_.address(url_ + "/\r\nX: y"),
            R"([{"endpoint":")" + url_ + R"(/x","p256dh":"BAAA","auth":"AAAA"}])"};
  }
  std::string carried(const ports::Letter& letter) const override { return letter.short_text; }

 private:
  Browser browser_;
  PushParts push_ = test_push_parts();
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
  static const std::vector<BenchKind> kinds = {
      {"Console", &make_bench<ConsoleBench>}, {"Mail", &make_bench<MailBench>},
      {"Sms", &make_bench<SmsBench>},         {"Push", &make_bench<PushBench>},
      {"Cap", &make_bench<CapBench>},         {"Kannel", &make_bench<KannelBench>},
      {"Voice", &make_bench<VoiceBench>},     {"Webhook", &make_bench<WebhookBench>}};
  return kinds;
}

std::vector<BenchKind> gateway_kinds() {
  std::vector<BenchKind> kinds = bench_kinds();
  std::erase_if(kinds, [](const BenchKind& kind) { return kind.name == "Console"; });
  return kinds;
}

}  // namespace ckl::delivery::test
