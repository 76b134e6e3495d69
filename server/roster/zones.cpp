#include "roster/zones.hpp"

#include <algorithm>
#include <exception>

#include <date/tz.h>

namespace ckl::roster {

// Either a zone of the database or the changes that a file lists; neither = UTC.
struct Zone::Source {
  const date::time_zone* known = nullptr;
  std::vector<Transition> listed;
};

namespace {

using std::chrono::seconds;
using std::chrono::sys_seconds;

sys_seconds minus(WallTime wall, seconds offset) {
  return sys_seconds(wall.time_since_epoch() - offset);
}

// A gap counts as the time before it: the new offset holds from its far end.
bool is_over(const Transition& change, WallTime wall) {
  return wall >= change.at + std::max(seconds(0), change.to - change.from);
}

}  // namespace

std::optional<Zone> Zone::named(std::string_view iana) {
  auto source = std::make_shared<Source>();
  try {
    source->known = date::locate_zone(iana);
  } catch (const std::exception&) {
    return std::nullopt;
  }
  return Zone(std::move(source));
}

Zone Zone::utc() { return Zone(std::make_shared<Source>()); }

Zone Zone::of(std::vector<Transition> transitions) {
  auto source = std::make_shared<Source>();
  source->listed = std::move(transitions);
  return Zone(std::move(source));
}

sys_seconds Zone::instant_of(WallTime wall) const {
  if (source_->known != nullptr) {
    const auto found = source_->known->get_info(date::local_seconds(wall.time_since_epoch()));
    return minus(wall, found.first.offset);
  }
  if (source_->listed.empty()) return minus(wall, seconds(0));
  seconds offset = source_->listed.front().from;
  for (const Transition& change : source_->listed) {
    if (is_over(change, wall)) offset = change.to;
  }
  return minus(wall, offset);
}

WallTime Zone::wall_of(sys_seconds instant) const {
  const auto plus = [&](seconds offset) { return WallTime(instant.time_since_epoch() + offset); };
  if (source_->known != nullptr) {
    return plus(source_->known->get_info(date::sys_seconds(instant.time_since_epoch())).offset);
  }
  if (source_->listed.empty()) return plus(seconds(0));
  seconds offset = source_->listed.front().from;
  for (const Transition& change : source_->listed) {
    if (minus(change.at, change.from) <= instant) offset = change.to;
  }
  return plus(offset);
}

std::optional<Zone> zone_of_name(std::string_view tzid) {
  if (tzid == "UTC" || tzid == "Etc/UTC" || tzid == "GMT") return Zone::utc();
  if (auto zone = Zone::named(tzid)) return zone;
  if (const auto iana = iana_of_windows(tzid); !iana.empty()) return Zone::named(iana);
  // "/freeassociation.sourceforge.net/Europe/Stockholm": what stands last is the name.
  std::size_t slash = tzid.rfind('/');
  if (slash == std::string_view::npos || slash == 0) return std::nullopt;
  slash = tzid.rfind('/', slash - 1);
  if (slash == std::string_view::npos) return std::nullopt;
  return Zone::named(tzid.substr(slash + 1));
}

}  // namespace ckl::roster
