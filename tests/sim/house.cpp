#include "sim/house.hpp"

#include <algorithm>
#include <set>
#include <utility>

#include "domain/owed.hpp"

namespace ckl::sim {
namespace {

// More turns than that, and the server never comes to rest.
constexpr int most_turns = 20'000;

std::set<domain::PersonId> as_set(const std::vector<std::string>& persons) {
  std::set<domain::PersonId> all;
  for (const auto& person : persons) all.insert({person});
  return all;
}

bool is_of_delivery(const domain::Event& event) {
  return std::holds_alternative<domain::AttemptStarted>(event) ||
         std::holds_alternative<domain::AttemptHandedOver>(event) ||
         std::holds_alternative<domain::AttemptDelivered>(event) ||
         std::holds_alternative<domain::AttemptFailed>(event);
}

}  // namespace

House::House(const Surroundings& around, HouseSetup setup, City city)
    : around_(around),
      setup_(std::move(setup)),
      city_(std::move(city)),
      readers_(around.findings, city_.exercise_list),
      replay_(around.findings),
      acknowledged_(around.findings),
      stream_(around.findings),
      time_(around.findings, around.clock) {
  around_.post.listen(setup_.name,
                      {.sent =
                           [this](const SentLetter& letter) {
                             catch_up(engine_->journal());
                             readers_.sent(letter);
                           },
                       .receipt =
                           [this](const std::string& key, ports::SendResult result) {
                             if (dispatcher_)
                               static_cast<void>(dispatcher_->receipt(key, std::move(result)));
                           },
                       .arrived =
                           [this](const std::string& address, const std::string& message) {
                             if (arrived_) arrived_(address, message);
                           }});
}

House::~House() { destroy_process(); }

// ---- life ----

void House::start() {
  auto opened = setup_.disk->open();
  if (!opened) {
    around_.findings.add("replay", setup_.name + ": the journal can not be opened after a crash: " +
                                       opened.error().what);
    return;
  }
  replay_.reread(**opened);
  catch_up(**opened);
  make_process(**opened);
  if (!engine_->fault().empty()) {
    around_.findings.add("replay",
                         setup_.name + ": no state after a crash: " + engine_->fault().en);
    return;
  }
  acknowledged_.verify();
  replay_.compare(engine_->state());
  engine_->start();
  adopt_configuration();
  scheduler_->start();
  dispatcher_->start();
  turn();
}

// What became durable and was not told, or not yet: answers come before observers.
void House::catch_up(const ports::Journal& journal) {
  static_cast<void>(journal.read(replay_.seen() + 1, [&](domain::Sequence, std::string_view bytes) {
    const auto entry = journal.decode(bytes);
    if (!entry) {
      around_.findings.add("replay", "an entry can not be decoded: " + entry.error().what);
      return false;
    }
    see(*entry, bytes);
    return true;
  }));
}

void House::make_process(StagedJournal& journal) {
  context_ = std::make_unique<boost::asio::io_context>(1);
  engine_.emplace(context_->get_executor(), journal, around_.clock, setup_.engine);
  hub_ = std::make_unique<stream::Hub>(*engine_, setup_.hub);
  scheduler_ = std::make_unique<scheduler::Scheduler>(*engine_, scheduler_wake_);
  delivery::DispatcherOptions options;
  options.exercise_list = as_set(city_.exercise_list);
  switchboard_.emplace(around_.clock);
  around_.post.equip(*switchboard_, setup_.pace);
  dispatcher_ = std::make_unique<delivery::Dispatcher>(
      *engine_, dispatcher_wake_, delivery::Dispatcher::Needs{around_.directory, *switchboard_},
      std::move(options));
  dispatcher_->set_answer_link(
      [](const auto&, const auto& message) { return "https://ckl.example/a/" + message.value; });
  engine_->observe(*this);
  engine_->observe(*hub_);
  engine_->observe(*scheduler_);
  engine_->observe(*dispatcher_);
  stream_.attach(*hub_);
}

void House::destroy_process() {
  stream_.detach();
  scheduler_wake_.cancel();
  dispatcher_wake_.cancel();
  dispatcher_.reset();
  switchboard_.reset();
  scheduler_.reset();
  hub_.reset();
  engine_.reset();
  context_.reset();
}

void House::crash(CrashPoint point) {
  if (!runs()) return;
  setup_.disk->crash(point, around_.random);
  destroy_process();
  setup_.disk->close(around_.random);
}

void House::stop() {
  if (!runs()) return;
  engine_->stop();
  turn();
  destroy_process();
  setup_.disk->close(around_.random);
}

// As RunningWorkspace does at every start.
void House::adopt_configuration() {
  const auto& state = engine_->state();
  if (state.sequence == 0) {
    adopt(domain::OpenWorkspace{.workspace = {setup_.name},
                                .mode = setup_.mode,
                                .name = {.sv = setup_.name, .en = setup_.name}});
  }
  const auto hash = std::to_string(organisations_);
  if (state.configuration != hash) {
    adopt(domain::AdoptOrganisation{.organisation = city_.organisation, .source_hash = hash});
  }
  for (const auto& plan : city_.plans) {
    const auto known = state.plans.find(plan.id);
    if (known == state.plans.end() || known->second != plan) adopt(domain::AdoptPlan{plan});
  }
  if (state.settings != city_.settings) adopt(domain::AdoptSettings{city_.settings});
}

void House::adopt(domain::Command command) {
  engine::Submission submission;
  submission.command = std::move(command);
  submission.actor.machine = "configuration";
  submission.actor.via = "internal";
  ++commands_;
  engine_->submit(std::move(submission), [this](const ports::Reply& reply) {
    const auto* refused = std::get_if<domain::Rejection>(&reply);
    if (refused == nullptr || refused->code != domain::RejectionCode::invalid) return;
    around_.findings.add("configuration", refused->breaches.front().rule.value + " " +
                                              refused->breaches.front().field);
  });
}

void House::change_organisation() {
  change_mandates(around_.random, city_.organisation, engine_->now());
  if (around_.random.chance(15)) end_unit(around_.random, city_.organisation, engine_->now());
  if (around_.random.chance(30)) {
    around_.random.pick(city_.organisation.persons).qualifications.clear();
  }
  ++organisations_;
  adopt_configuration();
}

// ---- running ----

void House::turn() {
  context_->restart();
  context_->poll();
}

void House::turn_once() {
  if (!runs()) return;
  context_->restart();
  context_->poll_one();
}

// So many of what is staged; false when the process died of it.
bool House::write(std::size_t count) {
  auto& writes = around_.writes;
  const auto before = writes.die_at - writes.done;
  if (writes.die_at < writes.done || count <= before) {
    writes.done += count;
    journal().release(count);
    return true;
  }
  writes.done = std::exchange(writes.die_at, UINT64_MAX);
  journal().release(before);
  turn();
  crash(writes.point);
  return false;
}

void House::write_some() {
  if (!runs() || !write(around_.random.below(journal().staged() + 1))) return;
  if (around_.random.chance(50)) turn();
}

void House::settle() {
  for (int turns = 0; turns < most_turns; ++turns) {
    turn();
    if (journal().staged() == 0 || !write(journal().staged())) return;
  }
  around_.findings.add("rest", setup_.name + ": the server never comes to rest");
}

bool House::healthy() const { return engine_.has_value() && engine_->fault().empty(); }

std::optional<domain::Instant> House::next_wake() const {
  std::optional<domain::Instant> next;
  for (const auto* wake : {&scheduler_wake_, &dispatcher_wake_}) {
    if (wake->due() && (!next || *wake->due() < *next)) next = wake->due();
  }
  if (!next) return next;
  return std::max(*next - around_.clock.error, around_.clock.world);
}

void House::fire_wakes() {
  for (auto* wake : {&scheduler_wake_, &dispatcher_wake_}) {
    if (!wake->due() || around_.clock.now() < *wake->due()) continue;
    if (wake == &scheduler_wake_) ++commands_;
    wake->fire();
  }
}

// ---- commands ----

void House::order(const std::string& person, domain::Command command, const std::string& capacity,
                  const std::string& id) {
  Order made{.key = {.person = {person}, .command_id = setup_.name + "." + id},
             .command = std::move(command),
             .capacity = capacity,
             .fingerprint = 1 + orders_.size()};
  submit(made);
  orders_.push_back(std::move(made));
  if (orders_.size() > 400) orders_.erase(orders_.begin(), orders_.begin() + 200);
}

void House::tell(const std::string& person, domain::Command command) {
  engine::Submission submission;
  auto& verdicts = verdicts_.at(command.index());
  submission.command = std::move(command);
  submission.actor.person = {person};
  submission.actor.machine = person.empty() ? "trials" : "";
  submission.actor.via = "internal";
  ++commands_;
  engine_->submit(std::move(submission), [&verdicts](const ports::Reply& reply) {
    const bool accepted = std::holds_alternative<ports::AcceptedReply>(reply);
    ++(accepted ? verdicts.accepted : verdicts.refused);
  });
}

void House::repeat(bool with_another_body) {
  if (orders_.empty()) return;
  Order again = around_.random.pick(orders_);
  if (with_another_body) again.fingerprint += 1'000'000;
  submit(again);
}

void House::submit(const Order& order) {
  engine::Submission submission;
  submission.command = order.command;
  submission.actor.person = order.key.person;
  submission.actor.capacity = order.capacity;
  submission.actor.via = "grpc";
  submission.command_id = order.key.command_id;
  submission.fingerprint = order.fingerprint;
  ++commands_;
  auto& verdicts = verdicts_.at(order.command.index());
  engine_->submit(std::move(submission),
                  [this, &verdicts, key = order.key,
                   fingerprint = order.fingerprint](const ports::Reply& reply) {
                    const bool accepted = std::holds_alternative<ports::AcceptedReply>(reply);
                    ++(accepted ? verdicts.accepted : verdicts.refused);
                    acknowledged_.answered(key, fingerprint, reply);
                  });
}

// ---- judging ----

void House::on_committed(std::span<const ports::CommittedEntry> entries, const domain::State&) {
  for (const auto& committed : entries) {
    if (committed.entry.sequence <= replay_.seen()) continue;
    const auto decoded = engine_->journal().decode(*committed.bytes);
    if (!decoded || *decoded != committed.entry) {
      around_.findings.add("replay", "entry " + std::to_string(committed.entry.sequence) +
                                         " is not what its bytes say");
      return;
    }
    see(*decoded, *committed.bytes);
  }
}

void House::see(const domain::Entry& entry, std::string_view bytes) {
  if (is_of_delivery(entry.event)) ++commands_;
  replay_.see(entry, bytes);
  acknowledged_.see(entry);
  stream_.see(entry, bytes);
  readers_.see(entry);
  time_.see(entry);
}

void House::check_quiet() {
  acknowledged_.verify();
  readers_.quiet(engine_->now());
  readers_.at_rest(engine_->state());
  time_.quiet(engine_->now(), domain::next_deadline(engine_->state()));
}

void House::check_all() {
  check_quiet();
  replay_.compare(engine_->state());
  replay_.reread(engine_->journal());
  stream_.drain();
}

}  // namespace ckl::sim
