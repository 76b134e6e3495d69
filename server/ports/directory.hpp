// The directory of contact addresses, as a port: personal data that lives beside the journal, so
// that it can be erased.
//
// Asked by delivery at the moment of sending, on the main thread. Addresses are never written to
// the journal or the log file.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "domain/ids.hpp"

namespace ckl::ports {

class Directory {
 public:
  Directory() = default;
  Directory(const Directory&) = delete;
  Directory& operator=(const Directory&) = delete;
  virtual ~Directory() = default;

  // The n-th address of a channel kind ("sms" -> "+46701740605"), or nothing.
  [[nodiscard]] virtual std::optional<std::string> address(const domain::PersonId& person,
                                                           std::string_view channel,
                                                           std::uint32_t index) const = 0;

  // Everyone whose telephone has that number: digits, the country's first ("46701740605"). Nobody
  // where numbers can not be searched.
  [[nodiscard]] virtual std::vector<domain::PersonId> persons_with_number(
      std::string_view /*digits*/) const {
    return {};
  }
};

}  // namespace ckl::ports
