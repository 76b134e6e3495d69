// The zones that one file names, found once each. Internal to expand.
#pragma once

#include <map>
#include <string>

#include "roster/calendar_file.hpp"
#include "roster/recurrence.hpp"
#include "roster/zones.hpp"

namespace ckl::roster {

class ZoneBook {
 public:
  // `definitions` outlives the book; `last` is how far a definition is laid out.
  ZoneBook(const std::map<std::string, ZoneDefinition>& definitions, Zone own, Day last)
      : definitions_(definitions), own_(std::move(own)), last_(last) {}

  // The zone that the moment is written in; on which line it was written, for the fault.
  [[nodiscard]] Result<Zone> of(const Moment& moment, std::size_t line, Steps& steps);

 private:
  [[nodiscard]] Result<Zone> find(const std::string& name, std::size_t line, Steps& steps);

  const std::map<std::string, ZoneDefinition>& definitions_;
  Zone own_;
  Day last_;
  std::map<std::string, Zone> found_;
};

}  // namespace ckl::roster
