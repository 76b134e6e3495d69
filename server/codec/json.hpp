// Bytes and JSON to messages and back, for every edge alike: one wording for malformed input.
//
// Pure, any thread. JSON is protobuf JSON: camelCase, unknown fields and unknown enumeration names
// refused. A message that can't be read is a Rejection (`invalid`) that says what is wrong; nothing
// of it is used.
#pragma once

#include <expected>
#include <string>
#include <string_view>

#include <google/protobuf/message.h>

#include "domain/rejection.hpp"

namespace ckl::codec {

[[nodiscard]] std::string to_json(const google::protobuf::Message& message);

// Rules: INPUT_NOT_UTF8, INPUT_UNKNOWN_FIELD, INPUT_UNKNOWN_VALUE, INPUT_TIME, INPUT_JSON.
[[nodiscard]] std::expected<void, domain::Rejection> from_json(std::string_view json,
                                                               google::protobuf::Message& out);

// Rules: INPUT_NOT_UTF8, INPUT_BYTES, and INPUT_UNKNOWN_FIELD at any depth.
[[nodiscard]] std::expected<void, domain::Rejection> from_bytes(std::string_view bytes,
                                                                google::protobuf::Message& out);

}  // namespace ckl::codec
