#include "delivery/dispatcher.hpp"

#include <algorithm>
#include <array>
#include <chrono>
#include <cmath>
#include <deque>
#include <expected>
#include <utility>

#include <fmt/format.h>
#include <spdlog/spdlog.h>

#include "delivery/attempt_facts.hpp"
#include "delivery/gateway_notes.hpp"
#include "delivery/message_names.hpp"
#include "delivery/punctuality.hpp"
#include "delivery/receipts.hpp"
#include "delivery/switchboard.hpp"
#include "delivery/texts.hpp"
#include "delivery/waiting.hpp"
#include "domain/owed.hpp"

namespace ckl::delivery {
namespace {

// How many messages one turn looks at when time alone has made them owed.
constexpr std::size_t looked_at_per_turn = 512;
// A message whose attempt could not begin, or an outcome that could not be noted, waits this long.
constexpr domain::Seconds pause_after_refusal{2};
constexpr const char* no_gateway = "-";

}  // namespace

struct Dispatcher::Impl : std::enable_shared_from_this<Dispatcher::Impl> {
  Impl(engine::Engine& given_engine, engine::WakeUp& given_wake_up, const Needs& needs,
       DispatcherOptions given_options)
      : engine(given_engine),
        wake_up(given_wake_up),
        directory(needs.directory),
        switchboard(needs.switchboard),
        notes(given_engine, needs.switchboard),
        options(std::move(given_options)) {}

  engine::Engine& engine;
  engine::WakeUp& wake_up;
  const ports::Directory& directory;
  Switchboard& switchboard;
  GatewayNotes notes;
  DispatcherOptions options;
  AnswerLink answer_link;
  AnswerCode answer_code;
  Waiting waiting;
  Punctuality punctuality;
  std::set<domain::MessageId> beginning;  // BeginAttempt submitted, not answered
  std::map<domain::MessageId, domain::Instant> held;
  std::deque<domain::ReportAttempt> unreported;
  std::set<std::string> kinds_without_channel;
  // Per purpose: everything that was due up to here has been looked at.
  std::array<domain::OwedSooner::Owed, std::tuple_size_v<decltype(domain::Indexes::sendable)>>
      looked_at;
  bool running = false;
  bool start_again = false;
  bool called_when_free = false;

  [[nodiscard]] const domain::State& state() const { return engine.state(); }
  [[nodiscard]] domain::Instant now() const { return engine.now(); }
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
                    if (self->running && self->live()) self->notes.remember();
                    self->turn();
                  });
  }

  // ---- what is owed ----

  // G12: in an exercise all but those on its list are reached at the console.
  [[nodiscard]] std::string kind_for(const domain::OwedDelivery& owed) const {
    return live() || options.exercise_list.contains(owed.person) ? owed.channel : "console";
  }

  // Looks at one message anew: queues what it is owed now, or takes it out of the queue.
  void look_at(const domain::MessageId& message, domain::Instant owed_since) {
    if (beginning.contains(message) || held.contains(message)) return;
    waiting.remove(message);
    auto owed = domain::owed_delivery(state(), message, now());
    if (!owed) return punctuality.gone(message);
    punctuality.owed(message, owed_since);
    if (!live()) owed->urgency = domain::SendClass::information;
    const Waiting::Place place{owed->purpose, state().messages.at(message).planned, message};
    const std::string kind = kind_for(*owed);
    waiting.put(kind, place, *std::move(owed));
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
        const auto& message = state().messages.at(each->second).id;
        if (!waiting.contains(message)) look_at(message, each->first);
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
      look_at(message, now());
    }
  }

  // ---- sending ----

  void turn() {
    if (!running || !engine.fault().empty()) return;
    switchboard.look();
    if (live()) notes.compare();
    report_again();
    release_held();
    look_at_time();
    for (const auto& [kind, queues] : waiting.by_kind()) {
      for (const auto& queue : queues) send_from(kind, queue);
    }
    arm();
  }

  // A disk that gave an error takes back what it had not written: what waits may be of a message
  // that never came to be.
  [[nodiscard]] Switchboard::Wish wish(std::string_view kind, const domain::OwedDelivery& owed,
                                       std::string_view pinned) const {
    Switchboard::Wish wish{.kind = kind, .urgency = owed.urgency, .pinned = pinned, .failed = {}};
    const auto* message = state().messages.find(owed.message);
    if (message != nullptr) wish.failed = failed_by(*message, owed.step);
    return wish;
  }

  void send_from(const std::string& kind, const Waiting::Queue& queue) {
    const std::string pinned = domain::pinned_gateway(state(), kind, now());
    while (!queue.empty()) {
      const domain::OwedDelivery first = queue.begin()->second;
      auto owed = domain::owed_delivery(state(), first.message, now());
      if (!owed || owed->step != first.step) {
        waiting.remove(first.message);  // answered, or stood down, while it waited
        look_at(first.message, now());
        continue;
      }
      owed->urgency = first.urgency;
      std::optional<Switchboard::Place> place;
      if (switchboard.serves(kind)) {
        place = switchboard.take(wish(kind, first, pinned));
        if (!place) return;
      } else {
        kinds_without_channel.insert(kind);
      }
      waiting.remove(owed->message);
      punctuality.taken(owed->message, {kind, first.urgency}, now());
      begin(place, *owed);
    }
  }

  void begin(const std::optional<Switchboard::Place>& place, const domain::OwedDelivery& owed) {
    beginning.insert(owed.message);
    const std::string gateway = place ? switchboard.gateway(*place) : no_gateway;
    engine.submit(from_delivery(domain::BeginAttempt{owed.message, owed.step, gateway}),
                  [weak = weak_from_this(), place, owed](const ports::Reply& reply) {
                    if (const auto self = weak.lock()) self->begun(place, owed, reply);
                  });
  }

  // The intent is durable, or was refused.
  void begun(const std::optional<Switchboard::Place>& place, const domain::OwedDelivery& owed,
             const ports::Reply& reply) {
    beginning.erase(owed.message);
    const domain::Message* message = find(owed.message);
    const domain::Attempt* attempt = nullptr;
    if (std::holds_alternative<ports::AcceptedReply>(reply) && message != nullptr &&
        !message->attempts.empty()) {
      attempt = &message->attempts.back();
    }
    if (attempt == nullptr || attempt->state != domain::AttemptState::started ||
        attempt->step != owed.step) {
      held[owed.message] = now() + pause_after_refusal;
      punctuality.dropped(owed.message);
      if (place) switchboard.give_back(*place);
      turn();
      return;
    }
    look_at(owed.message, now());  // another rung may be owed already
    deliver(place, owed, *message, *attempt);
  }

  const domain::Message* find(const domain::MessageId& id) const {
    return state().messages.find(id);
  }

  void deliver(const std::optional<Switchboard::Place>& place, const domain::OwedDelivery& owed,
               const domain::Message& message, const domain::Attempt& attempt) {
    const auto stop = [&](std::string why) {
      punctuality.dropped(message.id);
      if (place) switchboard.give_back(*place);
      report(message.id, attempt.number, {ports::SendOutcome::refused, {}, std::move(why)});
      turn();
    };
    if (!place) return stop("ingen tjänst är inställd för slaget " + owed.channel);
    if (message.settled) return stop("sändes inte: meddelandet är inte längre aktuellt");
    ports::Channel& channel = switchboard.channel(*place);
    const auto address = address_of(channel, owed);
    if (!address) return stop("personen har ingen adress av slaget " + owed.channel);
    Switchboard::Place taken = *place;
    switchboard.leaves(taken);
    punctuality.left(message.id, now());
    channel.send(write(channel, message, attempt, *address),
                 [weak = weak_from_this(), taken, id = message.id,
                  number = attempt.number](ports::SendResult result) {
                   if (const auto self = weak.lock())
                     self->finished(taken, {id, number}, std::move(result));
                 });
  }

  std::optional<std::string> address_of(const ports::Channel& channel,
                                        const domain::OwedDelivery& owed) const {
    if (channel.kind() == "console") return owed.person.value;
    return directory.address(owed.person, owed.channel, owed.contact);
  }

  ports::Letter write(const ports::Channel& channel, const domain::Message& message,
                      const domain::Attempt& attempt, const std::string& address) const {
    std::string link;
    std::string code;
    const bool tests = message.purpose == domain::MessagePurpose::test;
    if (tests || message.purpose == domain::MessagePurpose::call) {
      if (answer_link) link = answer_link(state().workspace, message.id);
      if (answer_code && channel.takes_texts()) code = answer_code(state().workspace, message.id);
    }
    const bool repeated = attempt.repeated || earlier_in_doubt(message, attempt);
    Rendered rendered =
        render(state(), message, {link, code}, {.repeated = repeated, .templates = &options.texts});
    name_message(state(), message, rendered.parts);
    return {.key = format_key({state().workspace.value, message.id.value, attempt.number}),
            .address = address,
            .subject = std::move(rendered.subject),
            .text = std::move(rendered.text),
            .short_text = std::move(rendered.short_text),
            .link = std::move(link),
            .code = std::move(code),
            .sender = std::move(rendered.sender),
            .mode = state().mode,
            .repeated = repeated,
            .speech = std::move(rendered.speech),
            .asks = message.purpose == domain::MessagePurpose::call,
            .confirms = tests,
            .parts = std::move(rendered.parts)};
  }

  // ---- outcomes ----

  using AttemptOf = std::pair<domain::MessageId, std::uint32_t>;

  void finished(const Switchboard::Place& place, const AttemptOf& attempt,
                ports::SendResult result) {
    switchboard.sent(place, result);
    report(attempt.first, attempt.second, std::move(result));
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

  // The switchboard lives in real time; the workspace's clock may run faster.
  [[nodiscard]] domain::Instant here(domain::Instant real) const {
    const auto wait = std::max(real - switchboard.now(), domain::Instant::duration::zero());
    const double scaled = static_cast<double>(wait.count()) * std::max(1e-3, engine.clock().rate());
    return engine.clock().now() +
           std::chrono::milliseconds(static_cast<std::int64_t>(std::ceil(scaled)));
  }

  // When the first of each queue may leave. One that finds no place is called when there is one.
  [[nodiscard]] std::optional<domain::Instant> next_token() {
    std::optional<domain::Instant> next;
    for (const auto& [kind, queues] : waiting.by_kind()) {
      const std::string pinned = domain::pinned_gateway(state(), kind, now());
      for (const auto& queue : queues) {
        if (queue.empty()) continue;
        const auto& owed = queue.begin()->second;
        const auto token = switchboard.next(wish(kind, owed, pinned));
        punctuality.blocked({kind, owed.urgency},
                            token ? std::optional(here(*token)) : std::nullopt);
        if (!token) {
          call_when_free();
        } else if (!next || *token < *next) {
          next = token;
        }
      }
    }
    return next;
  }

  void call_when_free() {
    if (std::exchange(called_when_free, true)) return;
    switchboard.call_when_free([weak = weak_from_this()] {
      const auto self = weak.lock();
      if (!self) return;
      self->called_when_free = false;
      self->turn();
    });
  }

  void arm() {
    std::optional<domain::Instant> next;
    const auto sooner = [&next](domain::Instant at) { next = next ? std::min(*next, at) : at; };
    if (const auto token = next_token()) sooner(here(*token));
    if (const auto look = switchboard.next_look(); look && live()) sooner(here(*look));
    if (const auto retry = notes.next()) sooner(*retry);
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

  [[nodiscard]] std::chrono::milliseconds real(domain::Instant::duration time) const {
    const double scaled = static_cast<double>(time.count()) / std::max(1e-3, engine.clock().rate());
    return std::chrono::milliseconds(static_cast<std::int64_t>(scaled));
  }

  // Of what is owed and held back by nothing; of what was not even looked at too.
  [[nodiscard]] domain::Instant late_since() const {
    domain::Instant since = punctuality.earliest_taken().value_or(now());
    for (std::size_t purpose = 0; running && purpose < looked_at.size(); ++purpose) {
      const auto& sendable = state().index.sendable.at(purpose);
      const auto each = sendable.upper_bound(looked_at.at(purpose));
      if (each != sendable.end()) since = std::min(since, each->first);
    }
    for (const auto& [kind, queues] : waiting.by_kind()) {
      for (const auto& queue : queues) {
        if (queue.empty()) continue;
        const auto& [place, first] = *queue.begin();
        since =
            std::min(since, punctuality.late_since(place.message, {kind, first.urgency}, now()));
      }
    }
    return since;
  }

  void committed(std::span<const ports::CommittedEntry> entries) {
    if (!running) return;
    for (const auto& committed : entries) {
      if (const auto* message = message_of(committed.entry.event)) {
        look_at(*message, committed.entry.time);
      }
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

Dispatcher::Dispatcher(engine::Engine& engine, engine::WakeUp& wake_up, const Needs& needs,
                       DispatcherOptions options)
    : impl_(std::make_shared<Impl>(engine, wake_up, needs, std::move(options))) {}

Dispatcher::~Dispatcher() { impl_->wake_up.cancel(); }

void Dispatcher::set_answer_link(AnswerLink link) { impl_->answer_link = std::move(link); }

void Dispatcher::set_answer_code(AnswerCode code) { impl_->answer_code = std::move(code); }

void Dispatcher::start() { impl_->start(); }

void Dispatcher::set_lateness(std::function<void(std::chrono::milliseconds)> report) {
  impl_->punctuality.report_to([impl = impl_.get(), report = std::move(report)](
                                   domain::Instant::duration late) { report(impl->real(late)); });
}

std::chrono::milliseconds Dispatcher::overdue() const {
  return impl_->real(std::max(impl_->now() - impl_->late_since(), domain::Instant::duration{0}));
}

void Dispatcher::look() { impl_->turn(); }

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
  std::vector<domain::Text> faults = impl_->switchboard.faults();
  for (const std::string& kind : impl_->kinds_without_channel) {
    faults.push_back({fmt::format("Ingen tjänst är inställd för slaget {}", kind),
                      fmt::format("No gateway is configured for the kind {}", kind)});
  }
  return faults;
}

std::vector<Dispatcher::Queued> Dispatcher::waiting() const {
  std::vector<Queued> all;
  for (const auto& [kind, queues] : impl_->waiting.by_kind()) {
    Queued one{.kind = kind};
    for (std::size_t at = 0; at < queues.size(); ++at) one.messages.at(at) = queues.at(at).size();
    all.push_back(std::move(one));
  }
  return all;
}

void Dispatcher::on_committed(std::span<const ports::CommittedEntry> entries,
                              const domain::State& /*state*/) {
  impl_->committed(entries);
}

void Dispatcher::on_health(const domain::Text& reason) { impl_->health(reason); }

}  // namespace ckl::delivery
