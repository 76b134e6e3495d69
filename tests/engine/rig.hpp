// An engine over a journal in memory, a clock set by hand, and a small city.
//
// For the tests of engine, scheduler and stream. Single-threaded: `poll` runs what is due on the
// strand. `restart` makes a new engine over the same journal, as after a crash.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <boost/asio/io_context.hpp>

#include "domain/evolve.hpp"
#include "engine/engine.hpp"
#include "journal/memory_journal.hpp"

namespace ckl::test {

class HandClock final : public ports::Clock {
 public:
  [[nodiscard]] domain::Instant now() const override { return time; }

  domain::Instant time{std::chrono::sys_days{std::chrono::year{2026} / 11 / 22}};
};

class RecordingObserver final : public engine::Observer {
 public:
  void on_committed(std::span<const ports::CommittedEntry> entries,
                    const domain::State& state) override {
    for (const auto& entry : entries) {
      seen.push_back(entry.entry);
    }
    if (then) {
      then(state);
    }
  }
  void on_health(const domain::Text& reason) override { health.push_back(reason); }

  std::vector<domain::Entry> seen;
  std::vector<domain::Text> health;
  std::function<void(const domain::State&)> then;
};

using Answer = std::shared_ptr<std::optional<ports::Reply>>;

inline domain::Organisation small_city() {
  domain::Organisation city;
  city.name = {.sv = "Provstad", .en = "Testville"};
  city.units.push_back({.id = {"ks"},
                        .name = {.sv = "Kommunstyrelsen", .en = "Executive board"},
                        .kind = domain::UnitKind::executive_board,
                        .legal_person = false,
                        .parent = {},
                        .valid_from = {},
                        .valid_to = {},
                        .successors = {}});
  const auto person = [&](const std::string& id, const std::vector<std::string>& roles) {
    city.persons.push_back(
        {.id = {id},
         .name = id,
         .title = {},
         .unit = {"ks"},
         .ladder = {{.channel = "sms", .after = domain::Seconds{0}, .contact = 0}}});
    for (const auto& role : roles) {
      city.mandates.push_back({.person = {id},
                               .role = role,
                               .unit = {"ks"},
                               .order = 0,
                               .valid_from = std::nullopt,
                               .valid_to = std::nullopt});
    }
  };
  person("tib", {domain::role::duty_officer});
  person("staff-1", {domain::role::staff});
  person("staff-2", {domain::role::staff});
  person("chair", {domain::role::committee_chair});
  person("director", {domain::role::city_director});
  return city;
}

inline domain::Command log_command(const std::string& text) {
  domain::WriteLogEntry command;
  command.text = text;
  return command;
}

class Rig {
 public:
  explicit Rig(bool manual = false, engine::Options given = {})
      : journal({.manual = manual}), options(given) {
    restart();
  }

  void restart() {
    journal.crash();
    engine.reset();
    context.restart();
    context.poll();
    engine.emplace(context.get_executor(), journal, clock, options);
    observer = std::make_unique<RecordingObserver>();
    engine->observe(*observer);
    if (before_start) {
      before_start();
    }
    engine->start();
    poll();
  }

  void poll() {
    context.restart();
    context.poll();
  }

  // Commits what is queued and lets everyone hear of it, until nothing moves.
  void settle() {
    do {
      journal.commit();
      poll();
    } while (journal.queued() > 0);
  }

  // The workspace and the city, so that people may do things.
  void open() {
    inside(domain::OpenWorkspace{
        .workspace = {"ovning"}, .mode = domain::Mode::exercise, .name = {"Övning", "Exercise"}});
    inside(domain::AdoptOrganisation{.organisation = small_city(), .source_hash = "1"});
    settle();
  }

  Answer inside(domain::Command command) {
    return submit(
        {.command = std::move(command),
         .actor = {.person = {}, .capacity = {}, .machine = "configuration", .via = "internal"},
         .command_id = {},
         .fingerprint = 0});
  }

  Answer write(const std::string& text, const std::string& id = {},
               const std::string& person = "staff-1") {
    return as(person, log_command(text), id, std::hash<std::string>{}(text));
  }

  Answer as(const std::string& person, domain::Command command, const std::string& id = {},
            std::uint64_t fingerprint = 1) {
    return submit({.command = std::move(command),
                   .actor = {.person = {person}, .capacity = {}, .machine = {}, .via = "grpc"},
                   .command_id = id,
                   .fingerprint = fingerprint});
  }

  Answer submit(engine::Submission submission) {
    auto answer = std::make_shared<std::optional<ports::Reply>>();
    engine->submit(std::move(submission), [answer](ports::Reply reply) { *answer = reply; });
    poll();
    return answer;
  }

  // What the journal holds, decoded.
  [[nodiscard]] std::vector<domain::Entry> entries() const {
    std::vector<domain::Entry> all;
    static_cast<void>(journal.read(1, [&](domain::Sequence, std::string_view bytes) {
      all.push_back(*journal.decode(bytes));
      return true;
    }));
    return all;
  }

  boost::asio::io_context context;
  HandClock clock;
  journal::MemoryJournal journal;
  engine::Options options;
  std::unique_ptr<RecordingObserver> observer;
  std::optional<engine::Engine> engine;
  std::function<void()> before_start;  // further observers are added here
};

inline const ports::AcceptedReply* accepted(const Answer& answer) {
  return answer->has_value() ? std::get_if<ports::AcceptedReply>(&**answer) : nullptr;
}

inline const domain::Rejection* rejected(const Answer& answer) {
  return answer->has_value() ? std::get_if<domain::Rejection>(&**answer) : nullptr;
}

inline std::string rule_of(const Answer& answer) {
  const auto* rejection = rejected(answer);
  return rejection == nullptr ? "(not rejected)" : rejection->breaches.at(0).rule.value;
}

}  // namespace ckl::test
