// The mail channel: SMTP to the city's own server.
//
// 250 after the text means handed over; nobody tells more but a bounce, which finds its attempt by
// the envelope sender when the gateway reads bounces (bounces.hpp). 4xx is a failure that may pass,
// 5xx a refusal. The message id is made of the attempt's key, so that the same attempt sent twice
// can be told by it.
#include <expected>
#include <utility>

#include "delivery/bounces.hpp"
#include "delivery/channels.hpp"
#include "delivery/mime.hpp"
#include "delivery/options.hpp"
#include "delivery/outcomes.hpp"

namespace ckl::delivery {
namespace {

constexpr long greatest_port = 65'535;
constexpr long submission_port = 587;
constexpr long smtps_port = 465;

struct Settings {
  std::string name;
  ports::MailRequest server;  // everything but recipient and message
  std::string from_address;
  std::string from_name;  // empty = the letter's sender
  std::string domain;     // of the message ids
  std::optional<BounceAddress> bounces;
  bool exercise_allowed = false;
};

class MailChannel final : public ports::Channel {
 public:
  MailChannel(Settings settings, ports::MailClient* mail, const ports::Clock* clock)
      : settings_(std::move(settings)), mail_(mail), clock_(clock) {}

  [[nodiscard]] std::string_view kind() const override { return "mail"; }
  [[nodiscard]] std::string_view gateway() const override { return settings_.name; }

  [[nodiscard]] ports::Result<void> check_address(std::string_view address) const override {
    return check_mail_address(address);
  }

  void send(ports::Letter letter, Done done) override {
    if (auto stop = stop_at_last_metre(letter, settings_.exercise_allowed)) {
      done(std::move(*stop));
      return;
    }
    if (!check_mail_address(letter.address)) {
      done({ports::SendOutcome::refused, {}, "e-postadressen är inte giltig"});
      return;
    }
    mail_->send(request_of(letter), [done = std::move(done)](ports::MailOutcome outcome) mutable {
      done(result_of_mail(outcome));
    });
  }

 private:
  [[nodiscard]] ports::MailRequest request_of(const ports::Letter& letter) const {
    std::string id = letter.key;
    for (char& c : id) {
      if (c == '/') c = '.';
    }
    ports::MailRequest request = settings_.server;
    request.recipient = letter.address;
    if (settings_.bounces) request.envelope_from = settings_.bounces->sender_for(letter.key);
    request.message = build_mail({
        .from_address = settings_.from_address,
        .from_name = settings_.from_name.empty() ? letter.sender : settings_.from_name,
        .to_address = letter.address,
        .subject = letter.subject,
        .text = letter.text,
        .message_id = id + "@" + settings_.domain,
        .key = letter.key,
        .return_address = settings_.bounces ? request.envelope_from : std::string(),
        .date = clock_->now(),
    });
    return request;
  }

  Settings settings_;
  ports::MailClient* mail_;
  const ports::Clock* clock_;
};

ports::MailSecurity security_of(const std::string& word) {
  if (word == "none") return ports::MailSecurity::none;
  if (word == "opportunistic") return ports::MailSecurity::opportunistic;
  if (word == "tls") return ports::MailSecurity::tls;
  return ports::MailSecurity::starttls;
}

void read_server(OptionReader& options, ports::MailRequest& server) {
  static constexpr auto securities =
      std::to_array<std::string_view>({"starttls", "tls", "opportunistic", "none"});
  server.host = options.required("host", "smtp.example.org");
  server.security = security_of(options.choice("security", securities));
  const bool tls = server.security == ports::MailSecurity::tls;
  server.port = static_cast<std::uint16_t>(
      options.number("port", tls ? smtps_port : submission_port, 1, greatest_port));
  server.username = options.text("username");
  server.password = options.text("password");
  server.ca_file = options.text("ca_file");
  server.helo = options.text("helo", "localhost");
  server.times = options.times();
  const auto is_name = [](std::string_view name) {
    return name.find_first_not_of(
               "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-.:[]") ==
           std::string_view::npos;
  };
  if (!is_name(server.host)) options.wrong("host", "must be a host name or an IP address");
  if (!is_name(server.helo)) options.wrong("helo", "must be a host name");
  if (server.username.empty() != server.password.empty()) {
    options.wrong("password", "and 'username' belong together: give both or neither");
  }
  if (!server.username.empty() && server.security == ports::MailSecurity::none) {
    options.wrong("security", "must not be none when a password is sent; use starttls or tls");
  }
}

}  // namespace

ChannelResult make_mail(const ChannelConfig& config, const ChannelParts& parts) {
  OptionReader options(config);
  Settings settings;
  settings.name = config.name;
  read_server(options, settings.server);
  settings.from_address = options.required("from", "krisledning@example.org");
  settings.from_name = options.text("from_name");
  settings.server.envelope_from = options.text("envelope_from", settings.from_address);
  settings.exercise_allowed = options.flag("exercise_allowed", false);
  if (auto bounces = read_bounce_options(options)) {
    if (config.options.contains("envelope_from")) {
      options.wrong("envelope_from",
                    "must not stand beside bounces.address, which takes its place");
    }
    settings.bounces.emplace(bounces->address, std::move(bounces->secret));
  }
  if (!check_mail_address(settings.from_address)) {
    options.wrong("from", "must be a mail address like krisledning@example.org");
  }
  if (!check_mail_address(settings.server.envelope_from)) {
    options.wrong("envelope_from", "must be a mail address like studs@example.org");
  }
  if (const auto read = options.finish(); !read) return std::unexpected(read.error());
  settings.domain = settings.from_address.substr(settings.from_address.find('@') + 1);
  return std::make_unique<MailChannel>(std::move(settings), parts.mail, parts.clock);
}

}  // namespace ckl::delivery
