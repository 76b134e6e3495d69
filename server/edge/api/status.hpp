// One table from kinds of refusal to the status codes of gRPC, Connect and HTTP.
//
// gRPC's numbers are written out so that HTTP needs no gRPC header. A refused precondition is 400
// in HTTP because the Connect protocol says so; the typed Rejection in the body tells them apart.
#pragma once

#include <string_view>

#include "domain/rejection.hpp"

namespace ckl::edge {

struct Status {
  int grpc = 2;  // UNKNOWN
  std::string_view connect = "unknown";
  unsigned http = 500;
};

[[nodiscard]] constexpr Status status_of(domain::RejectionCode code) {
  switch (code) {
    case domain::RejectionCode::invalid:
      return {3, "invalid_argument", 400};
    case domain::RejectionCode::not_permitted:
      return {7, "permission_denied", 403};
    case domain::RejectionCode::precondition:
      return {9, "failed_precondition", 400};
    case domain::RejectionCode::not_found:
      return {5, "not_found", 404};
    case domain::RejectionCode::unauthenticated:
      return {16, "unauthenticated", 401};
    case domain::RejectionCode::exhausted:
      return {8, "resource_exhausted", 429};
    case domain::RejectionCode::unavailable:
      return {14, "unavailable", 503};
    case domain::RejectionCode::conflict:
      return {6, "already_exists", 409};
  }
  return {};
}

}  // namespace ckl::edge
