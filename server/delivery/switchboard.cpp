#include "delivery/switchboard.hpp"

#include <algorithm>
#include <tuple>
#include <utility>

#include "delivery/gateway_words.hpp"

namespace ckl::delivery {

void Switchboard::add(ports::Channel& channel, const Setting& setting) {
  FailoverPolicy failover = setting.failover;
  failover.slow_after = std::max(failover.slow_after, channel.patience());
  lines_.push_back(std::make_unique<Line>(Line{.channel = &channel,
                                               .name = std::string(channel.gateway()),
                                               .kind = std::string(channel.kind()),
                                               .setting = setting,
                                               .pace = ClassedPace(setting.pace),
                                               .health = GatewayHealth(failover)}));
}

void Switchboard::stand_in(std::string_view kind, const ports::Channel& channel) {
  for (std::size_t at = 0; at < lines_.size(); ++at) {
    if (lines_[at]->channel == &channel) stand_ins_.insert_or_assign(std::string(kind), at);
  }
}

const Switchboard::Line* Switchboard::find(std::string_view gateway) const {
  const auto found =
      std::ranges::find_if(lines_, [&](const auto& line) { return line->name == gateway; });
  return found == lines_.end() ? nullptr : found->get();
}

// A stand-in has the kind to itself.
std::vector<std::size_t> Switchboard::of_kind(std::string_view kind) const {
  if (const auto found = stand_ins_.find(kind); found != stand_ins_.end()) return {found->second};
  std::vector<std::size_t> all;
  for (std::size_t at = 0; at < lines_.size(); ++at) {
    if (lines_[at]->kind == kind) all.push_back(at);
  }
  return all;
}

bool Switchboard::serves(std::string_view kind) const { return !of_kind(kind).empty(); }

std::vector<std::size_t> Switchboard::candidates(const Wish& wish) const {
  const auto all = of_kind(wish.kind);
  const auto pinned =
      std::ranges::find_if(all, [&](std::size_t at) { return lines_[at]->name == wish.pinned; });
  if (pinned != all.end()) return {*pinned};
  std::vector<std::size_t> working;
  std::vector<std::size_t> reserves;
  std::vector<std::size_t> tried;
  for (const std::size_t at : all) {
    const Line& line = *lines_[at];
    if (line.health.loss()) {
      if (line.in_flight == 0 && line.health.may_try(now())) tried.push_back(at);
    } else {
      (line.setting.reserve ? reserves : working).push_back(at);
    }
  }
  // What one could not deliver is tried over another one, while there is one that works.
  if (working.size() > 1) {
    std::erase_if(working, [&](std::size_t at) { return lines_[at]->name == wish.failed; });
  }
  if (working.empty()) working = reserves;
  if (working.empty()) {
    working = all;
    std::ranges::sort(working, {}, [&](std::size_t at) {
      const GatewayHealth& health = lines_[at]->health;
      return std::tuple(health.loss()->good_in_row == 0, health.last_bad(), at);
    });
    return working;
  }
  std::erase_if(tried, [&](std::size_t at) { return lines_[at]->name == wish.failed; });
  tried.insert(tried.end(), working.begin(), working.end());
  return tried;
}

bool Switchboard::has_place(const Line& line, domain::SendClass urgency) const {
  const auto places = std::min(line.setting.places, line.channel->at_once());
  return line.in_flight < places_for(urgency, places);
}

std::optional<Switchboard::Place> Switchboard::take(const Wish& wish) {
  for (const std::size_t at : candidates(wish)) {
    Line& line = *lines_[at];
    if (!has_place(line, wish.urgency) || !line.pace.take(wish.urgency, now())) continue;
    ++line.in_flight;
    return Place{.line = at, .number = 0};
  }
  return std::nullopt;
}

std::optional<Switchboard::Place> Switchboard::take_at(std::string_view gateway,
                                                       domain::SendClass urgency) {
  for (std::size_t at = 0; at < lines_.size(); ++at) {
    Line& line = *lines_[at];
    if (line.name != gateway) continue;
    if (!has_place(line, urgency) || !line.pace.take(urgency, now())) return std::nullopt;
    ++line.in_flight;
    return Place{.line = at, .number = 0};
  }
  return std::nullopt;
}

std::optional<domain::Instant> Switchboard::next(const Wish& wish) {
  std::optional<domain::Instant> next;
  for (const std::size_t at : candidates(wish)) {
    Line& line = *lines_[at];
    if (!has_place(line, wish.urgency)) continue;
    const auto token = line.pace.next(wish.urgency, now());
    next = next ? std::min(*next, token) : token;
  }
  return next;
}

ports::Channel& Switchboard::channel(const Place& place) { return *lines_[place.line]->channel; }

const std::string& Switchboard::gateway(const Place& place) const {
  return lines_[place.line]->name;
}

void Switchboard::leaves(Place& place) { place.number = lines_[place.line]->health.leaves(now()); }

void Switchboard::sent(const Place& place, const ports::SendResult& result) {
  Line& line = *lines_[place.line];
  line.health.note(place.number, result, now());
  free_one(line);
}

void Switchboard::give_back(const Place& place) { free_one(*lines_[place.line]); }

void Switchboard::free_one(Line& line) {
  --line.in_flight;
  for (const auto& waiting : std::exchange(waiting_, {})) waiting();
}

void Switchboard::call_when_free(std::function<void()> waiting) {
  waiting_.push_back(std::move(waiting));
}

void Switchboard::look() {
  for (const auto& line : lines_) line->health.look(now());
}

std::optional<domain::Instant> Switchboard::next_look() const {
  std::optional<domain::Instant> next;
  for (const auto& line : lines_) {
    const auto look = line->health.next_look(now());
    if (look) next = next ? std::min(*next, *look) : *look;
  }
  return next;
}

void Switchboard::lose(std::string_view gateway, domain::GatewayTrouble trouble,
                       domain::Instant since) {
  for (const auto& line : lines_) {
    if (line->name == gateway) line->health.lose(trouble, since, now());
  }
}

void Switchboard::came_back(std::string_view gateway) {
  for (const auto& line : lines_) {
    if (line->name == gateway) line->health.came_back(now());
  }
}

void Switchboard::remember(std::string_view gateway, domain::GatewayTrouble trouble,
                           domain::Instant since) {
  for (const auto& line : lines_) {
    if (line->name == gateway && !line->health.loss()) {
      line->health.remember(trouble, since, now());
    }
  }
}

std::optional<GatewayLoss> Switchboard::loss(std::string_view gateway) const {
  const Line* line = find(gateway);
  return line == nullptr ? std::nullopt : line->health.loss();
}

Switchboard::Use Switchboard::use_of(const Line& line, std::string_view pinned) const {
  const auto chosen = candidates({.kind = line.kind, .pinned = pinned});
  const bool used =
      std::ranges::any_of(chosen, [&](std::size_t at) { return lines_[at].get() == &line; });
  const auto works = [&](std::size_t at) { return !lines_[at]->health.loss(); };
  if (!line.health.loss()) return used ? Use::in_use : Use::standby;
  if (!used) return Use::lost;
  return std::ranges::any_of(chosen, works) ? Use::tried : Use::last_resort;
}

std::vector<Switchboard::Standing> Switchboard::standings(const PinOf& pin_of) const {
  std::vector<Standing> all;
  std::map<std::string, std::uint32_t> order;
  for (const auto& line : lines_) {
    const Use use = use_of(*line, pin_of ? pin_of(line->kind) : std::string());
    all.push_back({.gateway = line->name,
                   .kind = line->kind,
                   .order = ++order[line->kind],
                   .reserve = line->setting.reserve,
                   .use = use,
                   .words = words_of_use(use, line->health.loss()),
                   .loss = line->health.loss(),
                   .counts = line->health.counts(),
                   .pace = line->setting.pace});
  }
  return all;
}

Switchboard::Way Switchboard::way(const Wish& wish) const {
  Way way;
  for (const std::size_t at : candidates(wish)) {
    const Line& line = *lines_[at];
    way.gateways.push_back(line.name);
    way.per_second += line.setting.pace.of(wish.urgency);
    way.reaches_nobody = line.kind == "console";
  }
  return way;
}

std::vector<domain::Text> Switchboard::faults() const {
  std::vector<domain::Text> all;
  for (const auto& line : lines_) {
    if (!line->health.loss()) continue;
    std::vector<std::string> others;
    for (const std::size_t at : candidates({.kind = line->kind, .pinned = {}})) {
      if (!lines_[at]->health.loss()) others.push_back(lines_[at]->name);
    }
    all.push_back(fault_words({line->kind, line->name}, *line->health.loss(), others));
  }
  return all;
}

}  // namespace ckl::delivery
