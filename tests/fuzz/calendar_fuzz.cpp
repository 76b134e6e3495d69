// The reader of calendars takes any bytes: it gives shifts within the window, or a fault with
// words.
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "roster/bounds.hpp"
#include "roster/expand.hpp"
#include "roster/feed.hpp"

namespace {

using ckl::domain::Instant;

const ckl::roster::Window window{
    .zone = "Europe/Stockholm",
    .from = std::chrono::sys_days{std::chrono::year(2026) / 3 / 1},
    .until = std::chrono::sys_days{std::chrono::year(2026) / 11 / 1},
};

void require(bool holds) {
  if (!holds) std::abort();
}

// What was read can be written, and read again as the same shifts.
void check_written(const ckl::roster::Expansion& expansion) {
  ckl::roster::Feed feed{.name = "x", .made = window.from, .events = {}};
  for (const auto& shift : expansion.shifts) {
    if (shift.until - shift.from > ckl::roster::bounds::longest_shift) continue;
    const auto whole = std::chrono::floor<std::chrono::seconds>(shift.from) == shift.from &&
                       feed.events.size() < 50;
    if (!whole) continue;
    feed.events.push_back({.uid = std::to_string(feed.events.size()),
                           .span = {{"p"}, shift.from, shift.until},
                           .summary = "p",
                           .description = {}});
  }
  const auto again = ckl::roster::expand(ckl::roster::write_calendar(feed), window);
  require(again.has_value());
  require(again->shifts.size() == feed.events.size());
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  const std::string_view file(reinterpret_cast<const char*>(bytes), size);
  const auto expanded = ckl::roster::expand(file, window);
  if (!expanded) {
    require(!expanded.error().message.sv.empty() && !expanded.error().what_now.en.empty());
    return 0;
  }
  Instant before = window.from;
  for (const auto& shift : expanded->shifts) {
    require(window.from <= shift.from && shift.from < shift.until && shift.until <= window.until);
    require(before <= shift.from);
    before = shift.from;
  }
  check_written(*expanded);
  return 0;
}
