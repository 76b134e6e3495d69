#include "delivery/dispatch_rig.hpp"

#include <stdexcept>

#include <gtest/gtest.h>

namespace ckl::delivery::test {
namespace {

void add_person(domain::Organisation& city, const std::string& id, const char* role,
                const std::vector<domain::ContactStep>& ladder) {
  domain::Person person;
  person.id = {id};
  person.name = id;
  person.unit = {"ks"};
  person.ladder = ladder;
  city.persons.push_back(person);
  domain::Mandate mandate;
  mandate.person = {id};
  mandate.role = role;
  mandate.unit = {"ks"};
  city.mandates.push_back(mandate);
}

}  // namespace

DispatchRig::DispatchRig(domain::Mode mode) : mode_(mode) {}

DispatchRig::~DispatchRig() {
  dispatcher.reset();
  engine.reset();
}

void DispatchRig::found_city(std::size_t persons, std::uint32_t wanted) {
  persons_ = persons;
  wanted_ = wanted;
}

void DispatchRig::begin() {
  start();
  domain::Organisation city;
  city.name = {"Stockholms stad", "City of Stockholm"};
  domain::Unit board;
  board.id = {"ks"};
  board.name = {"Kommunstyrelsen", "Executive board"};
  board.kind = domain::UnitKind::executive_board;
  city.units = {board};
  city.positions = {{{"chief"}, {"Stabschef", "Chief of Staff"}}};
  add_person(city, "tib", domain::role::duty_officer, tib_ladder);
  add_person(city, "director", domain::role::city_director, ladder);
  add_person(city, "chair", domain::role::committee_chair, ladder);
  domain::CalloutPlan plan;
  plan.id = {"all"};
  plan.name = {"Alla", "Everyone"};
  plan.positions.resize(1);
  plan.positions[0].position = {"chief"};
  plan.positions[0].wanted = wanted_;
  plan.positions[0].answer_within = domain::Seconds{86'400};
  plan.deadline = domain::Seconds{86'400};
  domain::Wave& wave = plan.positions[0].waves.emplace_back();
  wave.parallel = true;
  for (std::size_t i = 1; i <= persons_; ++i) {
    const std::string id = "p-" + std::to_string(i);
    add_person(city, id, domain::role::staff, ladder);
    wave.persons.push_back({id});
  }
  domain::Settings own;
  own.ckl_instruction = "Instruktion 1";
  own.default_plan = {"all"};
  own.gateways = entries;
  submit(domain::OpenWorkspace{{"skarpt"}, mode_, {"Skarpt", "Live"}}, "");
  submit(domain::AdoptOrganisation{city, "hash"}, "");
  submit(domain::AdoptPlan{plan}, "");
  submit(domain::AdoptSettings{own}, "");
}

void DispatchRig::plug(ports::Channel& channel) {
  const auto own = settings.find(std::string(channel.gateway()));
  switchboard->add(channel, own == settings.end() ? setting : own->second);
}

void DispatchRig::start() {
  engine.emplace(io.get_executor(), journal, clock, engine::Options{});
  switchboard.emplace(clock);
  plug(sms);
  if (with_second) plug(second);
  if (with_mail) plug(mail);
  plug(console);
  dispatcher = std::make_unique<Dispatcher>(*engine, wake_up,
                                            Dispatcher::Needs{directory, *switchboard}, options);
  dispatcher->set_answer_link([](const auto& workspace, const auto& message) {
    return "https://ckl.example.org/a/" + workspace.value + "/" + message.value;
  });
  engine->observe(*dispatcher);
  engine->start();
  dispatcher->start();
}

void DispatchRig::crash() {
  journal.crash();  // first: an engine that is ended in peace writes what is queued
  dispatcher.reset();
  engine.reset();
  turn();
  wake_up.cancel();
  sms.open.clear();
  second.open.clear();
  mail.open.clear();
  start();
}

ports::Reply DispatchRig::submit(domain::Command command, const std::string& person) {
  std::optional<ports::Reply> reply;
  engine::Submission submission;
  submission.command = std::move(command);
  submission.actor.person = {person};
  submission.actor.machine = person.empty() ? "configuration" : "";
  submission.actor.via = person.empty() ? "internal" : "grpc";
  engine->submit(std::move(submission), [&](ports::Reply given) { reply = std::move(given); });
  settle();
  if (!reply) throw std::logic_error("no reply");
  if (const auto* refused = std::get_if<domain::Rejection>(&*reply)) {
    ADD_FAILURE() << refused->breaches.at(0).rule.value << ": "
                  << refused->breaches.at(0).message.en;
  }
  return *reply;
}

void DispatchRig::submit_quietly(domain::Command command, const std::string& person) {
  engine::Submission submission;
  submission.command = std::move(command);
  submission.actor.person = {person};
  submission.actor.via = "grpc";
  engine->submit(std::move(submission), [](const ports::Reply&) {});
}

void DispatchRig::report_incident() {
  domain::ReportIncident command;
  command.headline = "Lastbil i folkmassa";
  command.place = "Drottninggatan";
  command.owner = {"ks"};
  command.call_out = true;
  command.plan = {"all"};
  submit(command, "tib");
}

void DispatchRig::answer(const std::string& person, domain::Answer answer) {
  domain::AnswerCall command;
  command.callout = state().callouts.begin()->first;
  command.answer = answer;
  submit(command, person);
}

void DispatchRig::turn() {
  io.restart();
  io.poll();
}

void DispatchRig::settle() {
  do {
    journal.commit();
    turn();
  } while (journal.queued() > 0);
}

void DispatchRig::advance(std::chrono::milliseconds time) {
  const domain::Instant end = clock.time + time;
  settle();
  while (wake_up.due && *wake_up.due <= end) {
    clock.time = std::max(clock.time, *wake_up.due);
    const auto fire = wake_up.fire;
    wake_up.due.reset();
    fire();
    settle();
  }
  clock.time = end;
}

const domain::Message& DispatchRig::message_to(const std::string& person) const {
  for (const auto& message : state().messages) {
    if (message.person.value == person) return message;
  }
  throw std::out_of_range("no message to " + person);
}

}  // namespace ckl::delivery::test
