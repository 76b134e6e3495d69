// A calendar's bytes, from a file or an address.
//
// An address must be https, or http on this machine; redirections too. What it is called in the
// journal leaves out everything that may be a secret: calendars are published at addresses that
// only who knows them can read.
#pragma once

#include <expected>
#include <string>

#include "cli/voice.hpp"

namespace ckl::cli {

struct CalendarSource {
  std::string name;  // as the journal tells it: "jour.ics", "https://example.org/..."
  std::string bytes;
};

// Or why not, in words.
[[nodiscard]] std::expected<CalendarSource, std::string> read_source(const std::string& where,
                                                                     const Voice& say);

// "https://host/..." of an address, the file's own name of a path.
[[nodiscard]] std::string public_name(const std::string& where);

}  // namespace ckl::cli
