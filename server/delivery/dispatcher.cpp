#include "delivery/dispatcher.hpp"

#include <algorithm>
#include <array>
#include <deque>
#include <expected>
#include <utility>

#include <fmt/format.h>
#include <spdlog/spdlog.h>

#include "delivery/gateway.hpp"
#include "delivery/outcomes.hpp"
#include "delivery/receipts.hpp"
#include "delivery/texts.hpp"
#include "domain/owed.hpp"

namespace ckl::delivery {
namespace {

// How many messages one turn looks at when time alone has made them owed.
constexpr std::size_t looked_at_per_turn = 512;
// A message whose attempt could not begin, or an outcome that could not be noted, waits this long.
constexpr domain::Seconds pause_after_refusal{2};
constexpr double unpaced = 1e6;
constexpr const char* no_gateway = "-";

engine::Submission from_delivery(domain::Command command) {
  engine::Submission submission;
  submission.command = std::move(command);
  submission.actor.machine = "delivery";
  submission.actor.via = "internal";
  return submission;
}

domain::AttemptOutcome outcome_of(ports::SendOutcome outcome) {
  switch (outcome) {
    case ports::SendOutcome::handed_over:
      return domain::AttemptOutcome::handed_over;
    case ports::SendOutcome::delivered:
      return domain::AttemptOutcome::delivered;
    case ports::SendOutcome::failed:
      return domain::AttemptOutcome::failed;
    case ports::SendOutcome::refused:
      return domain::AttemptOutcome::refused;
  }
  return domain::AttemptOutcome::failed;
}

// The command may be accepted later, as it is.
bool may_pass_later(const domain::Rejection& rejection) {
  return rejection.code == domain::RejectionCode::unavailable ||
         rejection.code == domain::RejectionCode::exhausted;
}

// The message an event is about, if it is about one.
const domain::MessageId* message_of(const domain::Event& event) {
  return std::visit(
      [](const auto& each) -> const domain::MessageId* {
        if constexpr (requires {
                        { each.message } -> std::same_as<const domain::MessageId&>;
                      }) {
          return &each.message;
        } else {
          return nullptr;
        }
      },
      event);
}

// The receiver may have got an earlier attempt by the same kind of channel without our knowing.
bool earlier_in_doubt(const domain::Message& message, const domain::Attempt& attempt) {
  return std::ranges::any_of(message.attempts, [&](const domain::Attempt& each) {
    return each.number < attempt.number && each.channel == attempt.channel &&
           each.reason.starts_with(in_doubt_words);
  });
}

}  // namespace

struct Dispatcher::Impl : std::enable_shared_from_this<Dispatcher::Impl> {
  Impl(engine::Engine& given_engine, engine::WakeUp& given_wake_up,
       const ports::Directory& given_directory, DispatcherOptions given_options)
      : engine(given_engine),
        wake_up(given_wake_up),
        directory(given_directory),
        options(std::move(given_options)) {}

  engine::Engine& engine;
  engine::WakeUp& wake_up;
  const ports::Directory& directory;
  DispatcherOptions options;
  AnswerLink answer_link;
  std::map<std::string, ports::Channel*, std::less<>> channels;  // by kind of rung
  std::map<std::string, Gateway, std::less<>> gateways;          // by name
  std::map<domain::MessageId, std::pair<Gateway*, Gateway::Place>> queued;
  std::set<domain::MessageId> beginning;  // BeginAttempt submitted, not answered
  std::map<domain::MessageId, domain::Instant> held;
  std::deque<domain::ReportAttempt> unreported;
  std::set<std::string> kinds_without_channel;
  // Per purpose: everything that was due up to here has been looked at.
  std::array<std::pair<domain::Instant, domain::MessageId>, 3> looked_at;
  bool running = false;
  bool start_again = false;

  [[nodiscard]] const domain::State& state() const { return engine.state(); }
  [[nodiscard]] domain::Instant now() const { return engine.now(); }
  [[nodiscard]] double rate() const { return std::max(1e-3, engine.clock().rate()); }
  [[nodiscard]] bool live() const { return state().mode == domain::Mode::live; }

  // ---- start ----

  void start() {
    start_again = false;
    engine.submit(from_delivery(domain::DoubtAttempts{}),
                  [weak = weak_from_this()](const ports::Reply& reply) {
                    const auto self = weak.lock();
                    if (!self) return;
                    const auto* refused = std::get_if<domain::Rejection>(&reply);
                    self->start_again = refused != nullptr && may_pass_later(*refused);
                    self->running = !self->start_again;
                    self->turn();
                  });
  }

  // ---- what is owed ----

  ports::Channel* channel_for(std::string_view kind) {
    const auto found = channels.find(kind);
    return found == channels.end() ? nullptr : found->second;
  }

  // G12: in an exercise all but those on its list are reached at the console.
  ports::Channel* route(const domain::OwedDelivery& owed) {
    const bool really = live() || options.exercise_list.contains(owed.person);
    ports::Channel* channel = channel_for(really ? std::string_view(owed.channel) : "console");
    if (channel == nullptr) kinds_without_channel.insert(really ? owed.channel : "console");
    return channel;
  }

  Gateway& gateway_of(ports::Channel* channel) {
    const std::string name = channel == nullptr ? no_gateway : std::string(channel->gateway());
    if (const auto found = gateways.find(name); found != gateways.end()) return found->second;
    const auto configured = options.pace.find(name);
    double pace = configured == options.pace.end() ? options.default_pace : configured->second;
    if (channel == nullptr) pace = unpaced;
    return gateways.try_emplace(name, name, channel, pace).first->second;
  }

  void unqueue(const domain::MessageId& message) {
    const auto found = queued.find(message);
    if (found == queued.end()) return;
    const auto& [gateway, place] = found->second;
    gateway->queue.erase(place);
    queued.erase(found);
  }

  // Looks at one message anew: queues what it is owed now, or takes it out of the queue.
  void look_at(const domain::MessageId& message) {
    if (beginning.contains(message) || held.contains(message)) return;
    unqueue(message);
    auto owed = domain::owed_delivery(state(), message, now());
    if (!owed) return;
    Gateway& gateway = gateway_of(route(*owed));
    const Gateway::Place place{owed->purpose, state().messages.at(message).planned, message};
    gateway.queue.emplace(place, std::move(*owed));
    queued.emplace(message, std::pair(&gateway, place));
  }

  // What time alone has made owed since the last look.
  void look_at_time() {
    const auto& by_purpose = state().index.sendable;
    for (std::size_t purpose = 0; purpose < by_purpose.size(); ++purpose) {
      const auto& sendable = by_purpose.at(purpose);
      std::size_t count = 0;
      for (auto each = sendable.upper_bound(looked_at.at(purpose));
           each != sendable.end() && each->first <= now() && count < looked_at_per_turn;
           ++each, ++count) {
        looked_at.at(purpose) = *each;
        if (!queued.contains(each->second)) look_at(each->second);
      }
    }
  }

  void release_held() {
    std::vector<domain::MessageId> free;
    for (const auto& [message, until] : held) {
      if (until <= now()) free.push_back(message);
    }
    for (const auto& message : free) {
      held.erase(message);
      look_at(message);
    }
  }

  // ---- sending ----

  void turn() {
    if (!running || !engine.fault().empty()) return;
    report_again();
    release_held();
    look_at_time();
    for (auto& [name, gateway] : gateways) send_from(gateway);
    arm();
  }

  void send_from(Gateway& gateway) {
    while (!gateway.queue.empty() && gateway.in_flight < options.in_flight_per_gateway) {
      const domain::OwedDelivery queued_first = gateway.queue.begin()->second;
      const auto owed = domain::owed_delivery(state(), queued_first.message, now());
      if (!owed || owed->step != queued_first.step) {
        unqueue(queued_first.message);  // answered, or stood down, while it waited
        look_at(queued_first.message);
        continue;
      }
      if (!gateway.bucket.take(now(), rate())) return;
      unqueue(owed->message);
      begin(gateway, *owed);
    }
  }

  void begin(Gateway& gateway, const domain::OwedDelivery& owed) {
    beginning.insert(owed.message);
    ++gateway.in_flight;
    engine.submit(from_delivery(domain::BeginAttempt{owed.message, owed.step, gateway.name}),
                  [weak = weak_from_this(), &gateway, owed](const ports::Reply& reply) {
                    if (const auto self = weak.lock()) self->begun(gateway, owed, reply);
                  });
  }

  // The intent is durable, or was refused.
  void begun(Gateway& gateway, const domain::OwedDelivery& owed, const ports::Reply& reply) {
    beginning.erase(owed.message);
    const domain::Message* message = find(owed.message);
    const domain::Attempt* attempt = nullptr;
    if (std::holds_alternative<ports::AcceptedReply>(reply) && message != nullptr &&
        !message->attempts.empty()) {
      attempt = &message->attempts.back();
    }
    if (attempt == nullptr || attempt->state != domain::AttemptState::started ||
        attempt->step != owed.step) {
      --gateway.in_flight;
      held[owed.message] = now() + pause_after_refusal;
      turn();
      return;
    }
    look_at(owed.message);  // another rung may be owed already
    deliver(gateway, owed, *message, *attempt);
  }

  const domain::Message* find(const domain::MessageId& id) const {
    const auto found = state().messages.find(id);
    return found == state().messages.end() ? nullptr : &found->second;
  }

  void deliver(Gateway& gateway, const domain::OwedDelivery& owed, const domain::Message& message,
               const domain::Attempt& attempt) {
    const auto finish = [this, &gateway, id = message.id, number = attempt.number](auto result) {
      finished(gateway, id, number, std::move(result));
    };
    if (gateway.channel == nullptr) {
      finish(ports::SendResult{
          ports::SendOutcome::refused, {}, "ingen tjänst är inställd för slaget " + owed.channel});
      return;
    }
    if (message.settled) {
      finish(ports::SendResult{
          ports::SendOutcome::refused, {}, "sändes inte: meddelandet är inte längre aktuellt"});
      return;
    }
    const auto address = address_of(*gateway.channel, owed);
    if (!address) {
      finish(ports::SendResult{
          ports::SendOutcome::refused, {}, "personen har ingen adress av slaget " + owed.channel});
      return;
    }
    gateway.channel->send(write(message, attempt, *address),
                          [weak = weak_from_this(), &gateway, id = message.id,
                           number = attempt.number](ports::SendResult result) {
                            if (const auto self = weak.lock())
                              self->finished(gateway, id, number, std::move(result));
                          });
  }

  std::optional<std::string> address_of(const ports::Channel& channel,
                                        const domain::OwedDelivery& owed) const {
    if (channel.kind() == "console") return owed.person.value;
    return directory.address(owed.person, owed.channel, owed.contact);
  }

  ports::Letter write(const domain::Message& message, const domain::Attempt& attempt,
                      const std::string& address) const {
    std::string link;
    if (message.purpose == domain::MessagePurpose::call && answer_link) {
      link = answer_link(state().workspace, message.callout, message.person);
    }
    const bool repeated = attempt.repeated || earlier_in_doubt(message, attempt);
    Rendered rendered = render(state(), message, link, repeated);
    return {.key = format_key({state().workspace.value, message.id.value, attempt.number}),
            .address = address,
            .subject = std::move(rendered.subject),
            .text = std::move(rendered.text),
            .short_text = std::move(rendered.short_text),
            .link = std::move(link),
            .sender = std::move(rendered.sender),
            .mode = state().mode,
            .repeated = repeated};
  }

  // ---- outcomes ----

  void finished(Gateway& gateway, const domain::MessageId& message, std::uint32_t attempt,
                ports::SendResult result) {
    --gateway.in_flight;
    if (gateway.channel != nullptr) gateway.health.note(result.outcome, now());
    report(message, attempt, std::move(result));
    turn();
  }

  void report(const domain::MessageId& message, std::uint32_t attempt, ports::SendResult result) {
    submit_report({.message = message,
                   .attempt = attempt,
                   .outcome = outcome_of(result.outcome),
                   .gateway_ref = std::move(result.gateway_ref),
                   .reason = std::move(result.reason)});
  }

  void submit_report(const domain::ReportAttempt& outcome) {
    engine.submit(from_delivery(outcome),
                  [weak = weak_from_this(), outcome](const ports::Reply& reply) {
                    const auto self = weak.lock();
                    const auto* refused = std::get_if<domain::Rejection>(&reply);
                    if (!self || refused == nullptr) return;
                    if (may_pass_later(*refused)) {
                      self->unreported.push_back(outcome);
                      self->arm();
                      return;
                    }
                    spdlog::info("delivery: {} attempt {}: outcome not noted",
                                 outcome.message.value, outcome.attempt);
                  });
  }

  void report_again() {
    for (const auto& outcome : std::exchange(unreported, {})) submit_report(outcome);
  }

  // ---- time ----

  void arm() {
    std::optional<domain::Instant> next;
    const auto sooner = [&next](domain::Instant at) { next = next ? std::min(*next, at) : at; };
    for (auto& [name, gateway] : gateways) {
      if (gateway.queue.empty() || gateway.in_flight >= options.in_flight_per_gateway) continue;
      sooner(gateway.bucket.next(now(), rate()));
    }
    for (std::size_t purpose = 0; purpose < looked_at.size(); ++purpose) {
      const auto& sendable = state().index.sendable.at(purpose);
      const auto each = sendable.upper_bound(looked_at.at(purpose));
      if (each != sendable.end()) sooner(each->first);
    }
    for (const auto& [message, until] : held) sooner(until);
    if (!unreported.empty()) sooner(now() + pause_after_refusal);
    if (!next) {
      wake_up.cancel();
      return;
    }
    wake_up.set(*next, [weak = weak_from_this()] {
      if (const auto self = weak.lock()) self->turn();
    });
  }

  void committed(std::span<const ports::CommittedEntry> entries) {
    if (!running) return;
    for (const auto& committed : entries) {
      if (const auto* message = message_of(committed.entry.event)) look_at(*message);
    }
    turn();
  }

  void health(const domain::Text& reason) {
    if (!reason.empty()) return;
    if (start_again) {
      start();
    } else {
      turn();
    }
  }
};

Dispatcher::Dispatcher(engine::Engine& engine, engine::WakeUp& wake_up,
                       const ports::Directory& directory, DispatcherOptions options)
    : impl_(std::make_shared<Impl>(engine, wake_up, directory, std::move(options))) {}

Dispatcher::~Dispatcher() { impl_->wake_up.cancel(); }

void Dispatcher::add_channel(ports::Channel& channel) {
  impl_->channels[std::string(channel.kind())] = &channel;
}

void Dispatcher::stand_in(std::string_view kind, ports::Channel& channel) {
  impl_->channels[std::string(kind)] = &channel;
}

void Dispatcher::set_answer_link(AnswerLink link) { impl_->answer_link = std::move(link); }

void Dispatcher::start() { impl_->start(); }

ports::Result<void> Dispatcher::receipt(std::string_view key, ports::SendResult result) {
  const auto parsed = parse_key(key);
  if (!parsed || parsed->workspace != impl_->state().workspace.value) {
    return std::unexpected(
        ports::Failure{ports::FailureCode::not_found, "receipt for another workspace"});
  }
  const domain::Message* message = impl_->find({parsed->message});
  const bool known =
      message != nullptr && std::ranges::find(message->attempts, parsed->attempt,
                                              &domain::Attempt::number) != message->attempts.end();
  if (!known) {
    return std::unexpected(
        ports::Failure{ports::FailureCode::not_found, "receipt for an unknown attempt"});
  }
  if (!impl_->engine.fault().empty()) {
    return std::unexpected(
        ports::Failure{ports::FailureCode::unreachable, "the workspace accepts nothing now"});
  }
  impl_->report(message->id, parsed->attempt, std::move(result));
  return {};
}

std::vector<domain::Text> Dispatcher::gateway_faults() const {
  std::vector<domain::Text> faults;
  for (const auto& [name, gateway] : impl_->gateways) {
    if (const auto since = gateway.health.faulty_since()) {
      faults.push_back(fault_text(gateway, *since));
    }
  }
  for (const std::string& kind : impl_->kinds_without_channel) {
    faults.push_back({fmt::format("Ingen tjänst är inställd för slaget {}", kind),
                      fmt::format("No gateway is configured for the kind {}", kind)});
  }
  return faults;
}

void Dispatcher::on_committed(std::span<const ports::CommittedEntry> entries,
                              const domain::State& /*state*/) {
  impl_->committed(entries);
}

void Dispatcher::on_health(const domain::Text& reason) { impl_->health(reason); }

}  // namespace ckl::delivery
