// Stream frames in their two formats, built from the journal's own bytes.
//
// Internal to edge/api. In protobuf an `EventBatch` is written tag by tag around the stored bytes,
// which are never parsed; JSON is transcoded entry by entry. Pure.
#pragma once

#include <span>

#include "ports/journal.hpp"

namespace ckl::edge {

[[nodiscard]] ports::Bytes proto_batch(std::span<const ports::Bytes> entries,
                                       domain::Sequence through);
[[nodiscard]] ports::Bytes json_batch(std::span<const ports::Bytes> entries,
                                      domain::Sequence through);

}  // namespace ckl::edge
