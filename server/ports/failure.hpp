// A failure: the world said no. A value, never an exception across modules.
//
// Rejections (the domain says no) are `domain::Rejection`; bugs abort. Whoever handles a failure
// logs it; nobody logs and returns.
#pragma once

#include <expected>
#include <string>

#include "domain/ids.hpp"

namespace ckl::ports {

enum class FailureCode : std::uint8_t {
  not_found = 1,
  corrupt = 2,      // a checksum does not match, or acknowledged entries are missing
  disk_full = 3,    // below the free-space watermark
  unreachable = 4,  // another program does not answer
  refused = 5,      // another program answered no
  invalid = 6,      // input that can not be used
  io = 7,
};

struct Failure {
  FailureCode code = FailureCode::io;
  std::string what;  // for the operator's log, English
};

template <class T>
using Result = std::expected<T, Failure>;

}  // namespace ckl::ports
