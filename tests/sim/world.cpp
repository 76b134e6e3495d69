#include "sim/world.hpp"

#include <algorithm>
#include <array>
#include <cstdio>

#include "sim/commands.hpp"

namespace ckl::sim {
namespace {

using std::chrono::days;
using std::chrono::hours;
using std::chrono::minutes;

// More than that in one stretch of time, and something goes round in circles.
constexpr int most_events = 200'000;

// Evenings before something: summer time, winter time, a new year, a leap day, a month's end.
std::array<domain::Instant, 6> evenings() {
  using namespace std::chrono;
  const auto evening = [](int y, unsigned m, unsigned d) {
    return domain::Instant(sys_days{year{y} / month{m} / day{d}} + 20h);
  };
  return {evening(2026, 3, 28), evening(2026, 10, 24), evening(2026, 12, 31),
          evening(2028, 2, 28), evening(2026, 11, 22), evening(2027, 1, 30)};
}

HouseSetup house_setup(const RunSetup& setup, Random& random, domain::Mode mode) {
  HouseSetup made;
  made.name = mode == domain::Mode::live ? "skarpt" : "ovning";
  made.mode = mode;
  made.disk = setup.rocks ? rocks_disk(setup.scratch + "/" + made.name) : memory_disk();
  made.engine.snapshot_every = 100 + random.below(1'500);
  made.engine.remembered_replies = random.chance(50) ? 16'384 : 1 + random.below(20);
  made.hub.ring_entries = random.chance(30) ? 16'384 : 8 + random.below(100);
  made.hub.frame_entries = random.chance(30) ? 4'096 : 1 + random.below(40);
  made.hub.decoded_entries = 1 + random.below(40);
  made.hub.shared_frames = 1 + random.below(16);
  made.pace = random.chance(30) ? 2.0 : 50.0;
  return made;
}

}  // namespace

World::World(const RunSetup& setup)
    : setup_(setup),
      random_(setup.seed),
      post_(random_, clock_, agenda_),
      writes_{.die_at = setup.die_at.value_or(UINT64_MAX), .point = setup.die_where},
      around_{random_, clock_, post_, directory_, findings_, writes_} {
  const auto starts = evenings();
  clock_.world = random_.pick(starts) + minutes(random_.between(0, 600));
  const auto city = make_city(random_, clock_.world);
  for (const auto mode : {domain::Mode::live, domain::Mode::exercise}) {
    houses_.push_back(std::make_unique<House>(around_, house_setup(setup_, random_, mode), city));
    auto& house = *houses_.back();
    house.stream().add_subscriber({});
    house.stream().add_subscriber({});
    house.stream().add_subscriber({"LevelChanged", "PersonNotified", "PersonCalled"});
    house.on_arrival([this, &house](const std::string& address, const std::string& message) {
      answer(house, address, message);
    });
    house.start();
  }
  settle();
}

RunReport World::run() {
  while (report_.step < setup_.steps && findings_.empty()) {
    ++report_.step;
    step();
  }
  if (findings_.empty()) {
    pass(minutes(1));
    come_to_rest();
    for (const auto& house : houses_) {
      if (house->healthy()) house->check_all();
    }
  }
  for (const auto& house : houses_) {
    report_.commands += house->commands();
    report_.events += house->events();
    for (std::size_t kind = 0; kind < report_.verdicts.size(); ++kind) {
      report_.verdicts.at(kind).accepted += house->verdicts().at(kind).accepted;
      report_.verdicts.at(kind).refused += house->verdicts().at(kind).refused;
    }
  }
  report_.letters = post_.letters();
  report_.writes = writes_.done;
  report_.findings = findings_.list();
  return report_;
}

House& World::any_house() { return *houses_[random_.chance(70) ? 0 : 1]; }

void World::step() {
  const auto luck = random_.below(1'000);
  if (luck < 560) {
    people_act();
  } else if (luck < 850) {
    pass_time();
  } else if (luck < 890) {
    any_house().repeat(random_.chance(20));
  } else if (luck < 940) {
    any_house().stream().disturb(random_);
  } else if (luck < 954) {
    crash();
  } else {
    mishap();
  }
  if (setup_.talk) {
    std::fprintf(stderr, "step %llu luck %llu entries %llu\n",
                 static_cast<unsigned long long>(report_.step),
                 static_cast<unsigned long long>(luck),
                 static_cast<unsigned long long>(houses_[0]->events()));
  }
  if (!findings_.empty()) return;
  // Now and then the disk is slow, and more comes before what was is written.
  if (random_.chance(75)) {
    settle();
    if (random_.chance(15)) check();
  } else {
    for (const auto& house : houses_) house->write_some();
    static_cast<void>(revive());
  }
}

// Several at once, so that they share a write.
void World::people_act() {
  auto& house = any_house();
  const auto count = 1 + random_.below(4);
  for (std::uint64_t number = 0; number < count; ++number) {
    const auto now = house.engine().now();
    const auto& state = house.engine().state();
    const auto& kind = command_kinds()[pick_kind(random_, state, now)];
    Draw draw{.random = random_, .state = state, .now = now};
    auto command = kind.make(draw);
    if (is_told(command)) {
      house.tell({}, std::move(command));
      continue;
    }
    const auto person = sender_of(draw, kind.roles);
    house.order(person, std::move(command), capacity_of(draw, kind.roles),
                std::to_string(++orders_));
  }
}

// A stranger, anybody, or who is apt.
std::string World::sender_of(const Draw& draw, const std::vector<std::string_view>& roles) {
  const auto& persons = draw.state.organisation.persons;
  if (persons.empty() || random_.chance(1)) return "stranger";
  if (random_.chance(8)) return random_.pick(persons).id.value;
  return draw.by.empty() ? actor_for(draw.state, roles, draw.now) : draw.by.value;
}

// Mostly none is named; else the right one, or any of those that do such things.
std::string World::capacity_of(const Draw& draw, const std::vector<std::string_view>& roles) {
  const auto luck = random_.below(100);
  if (luck < 20 && !draw.capacity.empty()) return std::string(draw.capacity);
  if (luck < 30 && !roles.empty()) return std::string(random_.pick(roles));
  return {};
}

std::string World::actor_for(const domain::State& state, const std::vector<std::string_view>& roles,
                             domain::Instant now) {
  const auto& mandates = state.organisation.mandates;
  if (mandates.empty() || roles.empty()) {
    return random_.pick(state.organisation.persons).id.value;
  }
  const auto start = random_.below(mandates.size());
  for (std::size_t at = 0; at < mandates.size(); ++at) {
    const auto& mandate = mandates[(start + at) % mandates.size()];
    const bool fits = std::ranges::find(roles, mandate.role) != roles.end();
    const bool now_in_force = (!mandate.valid_from || *mandate.valid_from <= now) &&
                              (!mandate.valid_to || now < *mandate.valid_to);
    if (fits && (now_in_force || random_.chance(10))) return mandate.person.value;
  }
  return random_.pick(mandates).person.value;
}

// Somebody got a letter; a call is mostly answered.
void World::answer(House& house, const std::string& address, const std::string& message) {
  if (!house.runs()) return;
  const auto& state = house.engine().state();
  const auto* found = state.messages.find({message});
  if (found == nullptr) return;
  if (found->purpose == domain::MessagePurpose::test && random_.chance(60)) {
    domain::ConfirmContact shown{.message = found->id};
    return house.tell(found->person.value, std::move(shown));
  }
  if (found->purpose != domain::MessagePurpose::call || random_.chance(25)) return;
  domain::AnswerCall command;
  command.callout = found->callout;
  command.answer = random_.chance(60)   ? domain::Answer::coming
                   : random_.chance(60) ? domain::Answer::cannot
                                        : domain::Answer::later;
  command.eta_minutes = static_cast<std::uint32_t>(random_.below(90));
  command.raw = address;
  command.deputy = random_.chance(20);
  house.order(found->person.value, std::move(command), {}, std::to_string(++orders_));
}

// ---- time ----

void World::pass_time() {
  const auto luck = random_.below(1'000);
  if (luck < 600) {
    pass(Milliseconds(random_.between(1, 60'000)));
  } else if (luck < 970) {
    pass(Milliseconds(random_.between(1, 3'600'000)));
  } else if (luck < 998) {
    pass(hours(random_.between(1, 72)));
  } else {
    pass(days(random_.between(1, 100)));
  }
}

// What is due happens at its time, in the order of time.
void World::pass(Milliseconds time) {
  const auto until = clock_.world + time;
  settle();
  for (int events = 0; findings_.empty(); ++events) {
    if (events > most_events) {
      findings_.add("rest", "something wakes up over and over");
      return;
    }
    auto next = agenda_.next();
    House* waking = nullptr;
    for (const auto& house : houses_) {
      const auto wake = house->next_wake();
      if (!wake || (next && *next <= *wake)) continue;
      next = wake;
      waking = house.get();
    }
    if (!next || *next > until) break;
    clock_.world = std::max(clock_.world, *next);
    if (waking != nullptr) {
      waking->fire_wakes();
    } else {
      agenda_.run_next();
    }
    settle();
  }
  // A restart on the way may have taken longer.
  clock_.world = std::max(clock_.world, until);
  settle();
}

// A clock set wrong and right again; by an hour, as on the nights when summer time begins and ends.
void World::step_clock() {
  if (clock_.error != Milliseconds{0} && random_.chance(60)) {
    clock_.error = Milliseconds{0};
  } else if (random_.chance(40)) {
    clock_.error += random_.chance(50) ? hours(1) : hours(-1);
  } else {
    clock_.error += Milliseconds(random_.between(-900'000, 900'000));
  }
}

// ---- mishaps ----

void World::crash() {
  ++report_.crashes;
  if (random_.chance(80)) people_act();
  if (random_.chance(30)) {
    pass_wakes();
    if (random_.chance(50)) any_house().write_some();
  }
  for (std::uint64_t turns = random_.below(12); turns > 0; --turns) any_house().turn_once();
  for (const auto& house : houses_) {
    house->crash(static_cast<CrashPoint>(random_.below(crash_points)));
  }
  restart();
}

// Some time passes and what wakes up is not worked off.
void World::pass_wakes() {
  clock_.world += Milliseconds(random_.between(0, 600'000));
  for (const auto& house : houses_) house->fire_wakes();
}

// One has died at the write at which it was to die, and the whole server with it.
bool World::revive() {
  if (!findings_.empty()) return false;
  if (std::ranges::all_of(houses_, [](const auto& house) { return house->runs(); })) return false;
  ++report_.crashes;
  for (const auto& house : houses_) house->crash(writes_.point);
  restart();
  return true;
}

void World::restart() {
  if (random_.chance(50)) {
    clock_.world += Milliseconds(random_.between(0, 600'000));
  }
  for (const auto& house : houses_) house->start();
}

void World::mishap() {
  auto& house = any_house();
  const auto luck = random_.below(100);
  if (luck < 30) {
    post_.toggle_outage();
  } else if (luck < 55) {
    step_clock();
    if (random_.chance(30)) people_act();
    pass(std::chrono::seconds(1));
  } else if (luck < 75) {
    house.change_organisation();
  } else if (luck < 85) {
    house.journal().set_full(true);
    people_act();
    pass(Milliseconds(random_.between(1, 30'000)));
    house.journal().set_full(false);
    house.engine().check_health();
  } else if (luck < 95) {
    ++report_.crashes;
    house.journal().break_next_write();
    people_act();
    pass(Milliseconds(random_.between(1, 5'000)));
    for (const auto& each : houses_) each->crash(CrashPoint::before_write);
    restart();
  } else {
    for (const auto& each : houses_) each->stop();
    restart();
  }
}

// ---- judging ----

void World::settle() {
  do {
    for (const auto& house : houses_) {
      if (house->runs()) house->settle();
    }
  } while (revive());
}

// Nothing is due any more; once again when the process died of it.
void World::come_to_rest() {
  std::uint64_t before = 0;
  do {
    before = report_.crashes;
    pass(Milliseconds{0});
  } while (report_.crashes != before && findings_.empty());
}

void World::check() {
  come_to_rest();
  for (const auto& house : houses_) {
    if (house->healthy()) house->check_quiet();
  }
}

}  // namespace ckl::sim
