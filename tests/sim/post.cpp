#include "sim/post.hpp"

#include <utility>

#include "delivery/outcomes.hpp"
#include "delivery/receipts.hpp"

namespace ckl::sim {

using ports::SendOutcome;
using ports::SendResult;

std::optional<std::string> AddressBook::address(const domain::PersonId& person,
                                                std::string_view channel,
                                                std::uint32_t index) const {
  const auto number = person.value.empty() ? 0 : person.value.back() % 7;
  if (number == 0 && channel == "mail") return std::nullopt;
  return std::string(channel) + ":" + person.value + ":" + std::to_string(index);
}

class Post::Gateway final : public ports::Channel {
 public:
  Gateway(Post& post, std::string kind, int number)
      : post_(post), kind_(std::move(kind)), name_(kind_ + "-" + std::to_string(number)) {}

  [[nodiscard]] std::string_view kind() const override { return kind_; }
  [[nodiscard]] std::string_view gateway() const override { return name_; }
  [[nodiscard]] ports::Result<void> check_address(std::string_view) const override { return {}; }
  void send(ports::Letter letter, Done done) override {
    post_.take(*this, std::move(letter), std::move(done));
  }

  bool out_of_order = false;

 private:
  Post& post_;
  std::string kind_;
  std::string name_;
};

struct Post::Given {
  std::string key;
  std::string workspace;
  std::string message;
  std::string address;
  ports::Channel::Done done;
};

Post::Post(Random& random, SteppedClock& clock, Agenda& agenda)
    : random_(random), clock_(clock), agenda_(agenda) {
  for (const char* kind : {"sms", "mail", "voice", "console"}) {
    gateways_.push_back(std::make_shared<Gateway>(*this, kind, 1));
  }
  gateways_.push_back(std::make_shared<Gateway>(*this, "sms", 2));
}

void Post::listen(const std::string& workspace, Listener listener) {
  listeners_[workspace] = std::move(listener);
}

void Post::equip(delivery::Switchboard& switchboard, double pace) {
  delivery::Switchboard::Setting setting;
  setting.pace.all = pace;
  for (const auto& gateway : gateways_) switchboard.add(*gateway, setting);
}

void Post::toggle_outage() {
  auto& gateway = *random_.pick(gateways_);
  gateway.out_of_order = !gateway.out_of_order;
}

void Post::later(std::int64_t most_milliseconds, std::function<void()> what) {
  agenda_.note(clock_.world + Milliseconds(random_.between(0, most_milliseconds)), std::move(what));
}

void Post::take(Gateway& gateway, ports::Letter letter, ports::Channel::Done done) {
  ++letters_;
  const auto key = delivery::parse_key(letter.key);
  auto given = std::make_shared<Given>(Given{.key = letter.key,
                                             .workspace = key ? key->workspace : "",
                                             .message = key ? key->message : "",
                                             .address = letter.address,
                                             .done = std::move(done)});
  const auto place = given->workspace + "/" + given->message + "/" + given->address;
  // At the console all rungs of a ladder have the same address; none repeats another.
  const bool at_console = gateway.kind() == "console";
  const auto listener = listeners_.find(given->workspace);
  if (listener != listeners_.end()) {
    listener->second.sent({.workspace = given->workspace,
                           .message = given->message,
                           .attempt = key->attempt,
                           .channel = std::string(gateway.kind()),
                           .address = letter.address,
                           .text = letter.text,
                           .short_text = letter.short_text,
                           .mode = letter.mode,
                           .repeated = letter.repeated,
                           .had_arrived = !at_console && arrived_.contains(place)});
  }
  const auto answer = [given](SendOutcome outcome, std::string reason) {
    return [given, outcome, reason = std::move(reason)] {
      given->done({.outcome = outcome, .gateway_ref = "ref", .reason = reason});
    };
  };
  const auto luck = random_.below(100);
  if (gateway.out_of_order || luck < 4) {
    later(20'000, answer(SendOutcome::failed, "tjänsten svarar inte"));
  } else if (luck < 6) {
    later(3'000, answer(SendOutcome::refused, "adressen finns inte"));
  } else if (gateway.kind() == "voice" && luck < 40) {
    // Whose telephone rang in vain may see that it did, and answer another way.
    later(60'000, answer(SendOutcome::unanswered, "ingen svarade"));
    if (random_.chance(50)) announce(given);
  } else if (luck < 11) {
    if (random_.chance(50)) arrived_.insert(place);
    later(20'000, answer(SendOutcome::failed, std::string(delivery::in_doubt_words) + "avbrott"));
  } else {
    const bool at_once = at_console || luck < 20;
    const bool bounces = !at_once && random_.chance(5);
    if (!bounces) arrived_.insert(place);
    if (at_once) {
      given->done({.outcome = SendOutcome::delivered, .gateway_ref = "ref", .reason = {}});
    } else {
      later(4'000, answer(SendOutcome::handed_over, {}));
      receipts(given, bounces);
    }
    if (!bounces) announce(given);
  }
}

// Somebody sees it sooner or later.
void Post::announce(const std::shared_ptr<Given>& given) {
  later(600'000, [this, given] {
    const auto found = listeners_.find(given->workspace);
    if (found != listeners_.end()) found->second.arrived(given->address, given->message);
  });
}

// A receipt may come before the answer, twice, after a contrary one, very late, or never.
void Post::receipts(const std::shared_ptr<Given>& given, bool bounces) {
  const auto tell = [this, given](SendOutcome outcome) {
    return [this, given, outcome] {
      const auto found = listeners_.find(given->workspace);
      if (found == listeners_.end()) return;
      found->second.receipt(given->key, {.outcome = outcome, .gateway_ref = {}, .reason = {}});
    };
  };
  if (bounces) later(300'000, tell(SendOutcome::failed));
  if (bounces || random_.chance(15)) return;
  later(random_.chance(10) ? 3'600'000 : 150'000, tell(SendOutcome::delivered));
  if (random_.chance(10)) later(300'000, tell(SendOutcome::delivered));
  if (random_.chance(8)) later(300'000, tell(SendOutcome::handed_over));
}

}  // namespace ckl::sim
