// Call-out plans, settings, contacts.

#include <set>

#include <fmt/format.h>

#include "domain/limits.hpp"
#include "platform/config_reading.hpp"
#include "platform/config_scalars.hpp"

namespace ckl::platform {
namespace {

domain::Wave read_wave(YamlMap& map, Reading& reading, std::set<std::string>& seen) {
  domain::Wave wave;
  wave.parallel = map.flag("parallel", false);
  if (map.has("duty")) {
    wave.duty = map.required("duty");
    reading.refer(Named::duty, wave.duty, map.place("duty"));
  }
  for (const auto& element : map.list("persons")) {
    const auto id = scalar_of(map.file(), element, reading.problems);
    if (!id) {
      continue;
    }
    const auto place = place_of(map.file(), element);
    reading.refer(Named::person, *id, place);
    if (!seen.insert(*id).second) {
      reading.problems.add(place,
                           {.sv = fmt::format("\"{}\" står två gånger i samma pool", *id),
                            .en = fmt::format("\"{}\" stands twice in the same pool", *id)},
                           {.sv = "var och en en gång", .en = "everyone once"});
    }
    wave.persons.push_back({*id});
  }
  if (wave.persons.empty()) {
    map.wrong("persons", {.sv = "en våg utan personer", .en = "a wave without persons"},
              {.sv = "minst en person i varje våg", .en = "at least one person in every wave"});
  }
  map.finish();
  return wave;
}

void check_wanted(YamlMap& map, const domain::PlanPosition& position, std::size_t pool) {
  if (position.wanted == 0) {
    map.wrong("wanted",
              {.sv = fmt::format("ingen efterfrågas till \"{}\"", position.position.value),
               .en = fmt::format("nobody is wanted for \"{}\"", position.position.value)},
              {.sv = "wanted: 1 eller fler", .en = "wanted: 1 or more"});
  } else if (pool < position.wanted) {
    map.wrong("wanted",
              {.sv = fmt::format("{} efterfrågas till \"{}\", men poolen har {}", position.wanted,
                                 position.position.value, pool),
               .en = fmt::format("{} are wanted for \"{}\", but the pool holds {}", position.wanted,
                                 position.position.value, pool)},
              {.sv = "minst lika många i poolen som efterfrågas",
               .en = "at least as many in the pool as are wanted"});
  }
}

domain::PlanPosition read_plan_position(YamlMap& map, Reading& reading) {
  domain::PlanPosition position;
  position.position = {map.required("position")};
  if (!position.position.empty()) {
    reading.refer(Named::position, position.position.value, map.place("position"));
  }
  position.wanted = map.number("wanted", 1);
  position.answer_within = map.duration("answer_within", position.answer_within);
  std::set<std::string> seen;
  for (const auto& element : map.list("waves")) {
    YamlMap wave(map.file(), element, reading.problems);
    position.waves.push_back(read_wave(wave, reading, seen));
  }
  for (const auto& element : map.list("qualifications")) {
    const auto word = scalar_of(map.file(), element, reading.problems);
    if (word && !word->empty()) position.qualifications.push_back(*word);
  }
  check_wanted(map, position, seen.size());
  map.finish();
  return position;
}

void check_plan(YamlMap& map, const domain::CalloutPlan& plan) {
  if (!map.has("deadline")) {
    map.wrong("deadline",
              {.sv = fmt::format("planen \"{}\" har inget slut", plan.id.value),
               .en = fmt::format("the plan \"{}\" has no end", plan.id.value)},
              {.sv = "deadline: när den senast ska vara fylld, som 60m",
               .en = "deadline: when it shall be filled at the latest, as 60m"});
  }
  if (plan.positions.empty()) {
    map.wrong("positions",
              {.sv = fmt::format("planen \"{}\" har inga befattningar", plan.id.value),
               .en = fmt::format("the plan \"{}\" has no positions", plan.id.value)},
              {.sv = "minst en befattning", .en = "at least one position"});
  }
  std::set<domain::PositionId> positions;
  std::size_t persons = 0;
  for (const auto& position : plan.positions) {
    if (!positions.insert(position.position).second) {
      map.wrong("positions",
                {.sv = fmt::format("\"{}\" står två gånger i planen", position.position.value),
                 .en = fmt::format("\"{}\" stands twice in the plan", position.position.value)},
                {.sv = "varje befattning en gång", .en = "every position once"});
    }
    if (position.answer_within.count() <= 0 || position.answer_within > plan.deadline) {
      map.wrong("positions",
                {.sv = fmt::format("svarstiden för \"{}\" ryms inte inom planens deadline",
                                   position.position.value),
                 .en = fmt::format("the answer time of \"{}\" does not fit the plan's deadline",
                                   position.position.value)},
                {.sv = "answer_within över 0 och högst deadline",
                 .en = "answer_within above 0 and at most the deadline"});
    }
    for (const auto& wave : position.waves) {
      persons += wave.persons.size();
    }
  }
  if (persons > domain::limits::persons_per_plan) {
    map.wrong("positions",
              {.sv = fmt::format("{} personer i planen", persons),
               .en = fmt::format("{} persons in the plan", persons)},
              {.sv = fmt::format("högst {}", domain::limits::persons_per_plan),
               .en = fmt::format("at most {}", domain::limits::persons_per_plan)});
  }
}

void read_plan(YamlMap& map, Reading& reading) {
  domain::CalloutPlan plan;
  plan.id = {map.id("id")};
  reading.define(Named::plan, plan.id.value, map.place("id"));
  plan.name = map.bilingual("name");
  plan.deadline = map.duration("deadline", plan.deadline);
  for (const auto& element : map.list("positions")) {
    YamlMap position(map.file(), element, reading.problems);
    reading.plan_positions[{plan.id, plan.positions.size()}] = position.place();
    plan.positions.push_back(read_plan_position(position, reading));
  }
  check_plan(map, plan);
  map.finish();
  reading.config.plans.push_back(std::move(plan));
}

struct AddressForm {
  bool good = true;
  domain::Text right;
};

AddressForm judge(const std::string& channel, const std::string& address) {
  const bool good = is_address(channel, address);
  if (channel == "mail") {
    return {.good = good,
            .right = {.sv = "en adress med ett @, som namn@example.org",
                      .en = "an address with one @, as name@example.org"}};
  }
  if (channel == "webhook") {
    return {.good = good,
            .right = {.sv = "en webbadress, som https://example.org/larm",
                      .en = "a web address, as https://example.org/alarm"}};
  }
  if (channel == "sms" || channel == "voice") {
    return {.good = good,
            .right = {.sv = "ett nummer enligt E.164 inom citattecken, som \"+46701740605\"",
                      .en = "a number by E.164 in quotes, as \"+46701740605\""}};
  }
  return {.good = good, .right = {.sv = "en adress", .en = "an address"}};
}

void read_addresses(YamlMap& map, const std::string& channel, Reading& reading,
                    std::vector<std::string>& out) {
  for (const auto& element : map.list(channel)) {
    const auto address = scalar_of(map.file(), element, reading.problems);
    if (!address) {
      continue;
    }
    const auto form = judge(channel, *address);
    if (!form.good) {
      // The address itself is personal data and stays out of messages, which land in logs.
      reading.problems.add(place_of(map.file(), element),
                           {.sv = fmt::format("en adress för {} har fel form", channel),
                            .en = fmt::format("an address for {} has the wrong form", channel)},
                           form.right);
    }
    out.push_back(*address);
  }
}

}  // namespace

void read_plans(const YamlFile& file, Reading& reading) {
  YamlMap top(file.name, file.root, reading.problems);
  for (const auto& element : top.list("plans")) {
    YamlMap map(file.name, element, reading.problems);
    read_plan(map, reading);
  }
  top.finish();
}

void read_contacts(const YamlFile& file, Reading& reading) {
  YamlMap top(file.name, file.root, reading.problems);
  const auto contacts = top.node("contacts");
  top.finish();
  YamlMap persons(file.name, contacts, reading.problems);
  if (!contacts.IsDefined() || !contacts.IsMap()) {
    return;
  }
  for (const auto& pair : contacts) {
    const auto id = scalar_of(file.name, pair.first, reading.problems).value_or("");
    const auto place = place_of(file.name, pair.first);
    reading.refer(Named::person, id, place);
    reading.contact_places[{id}] = place;
    YamlMap channels(file.name, pair.second, reading.problems);
    auto& addresses = reading.config.contacts[{id}];
    for (const auto* channel : {"sms", "mail", "webhook", "voice", "console"}) {
      if (channels.has(channel)) {
        read_addresses(channels, channel, reading, addresses[channel]);
      }
    }
    channels.finish();
    persons.read(id);
  }
  persons.finish();
}

}  // namespace ckl::platform
