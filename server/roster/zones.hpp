// Time zones as calendars name them: IANA, Windows as Outlook writes them, or defined in the file.
//
// The zone database of the system (tzdata) is read once, through the `date` library; nothing else
// here reads anything. A wall-clock time that does not exist takes the offset before the gap; of a
// doubled hour the first is meant (RFC 5545 section 3.3.5).
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "roster/values.hpp"

namespace ckl::roster {

// One change of offset, with the wall clock as it was before it.
struct Transition {
  WallTime at;
  std::chrono::seconds from{0};
  std::chrono::seconds to{0};
};

class Zone {
 public:
  [[nodiscard]] static std::optional<Zone> named(std::string_view iana);
  [[nodiscard]] static Zone utc();
  // `transitions` in order, at least one.
  [[nodiscard]] static Zone of(std::vector<Transition> transitions);

  [[nodiscard]] std::chrono::sys_seconds instant_of(WallTime wall) const;
  [[nodiscard]] WallTime wall_of(std::chrono::sys_seconds instant) const;

 private:
  struct Source;
  explicit Zone(std::shared_ptr<const Source> source) : source_(std::move(source)) {}

  std::shared_ptr<const Source> source_;
};

// "W. Europe Standard Time" -> "Europe/Berlin"; empty when Windows has no such zone. The names are
// those of the CLDR table; the first of a territory stands for all that keep the same time.
[[nodiscard]] std::string_view iana_of_windows(std::string_view name);

// The zone that a TZID names by itself: IANA, IANA behind a vendor's prefix, or Windows.
[[nodiscard]] std::optional<Zone> zone_of_name(std::string_view tzid);

}  // namespace ckl::roster
