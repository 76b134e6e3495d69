// What stands in the values of the journal's keys: remembered replies and snapshots, to bytes and
// back.
//
// Any thread. A snapshot carries `snapshot_version`: it must be raised whenever `evolve` or the
// meaning of WorkspaceImage changes, so that an older snapshot is left alone and the state is
// folded anew.
#pragma once

#include <string>
#include <string_view>

#include "codec/codec.hpp"
#include "ports/journal.hpp"

namespace ckl::journal {

inline constexpr std::uint64_t snapshot_version = 5;

// `scratch` is used anew by each call.
[[nodiscard]] std::string encode_reply(const ports::CommandKey& key,
                                       const ports::RememberedReply& reply,
                                       v1::CommandResult& scratch);
[[nodiscard]] ports::Result<ports::RememberedReply> decode_reply(std::string_view value);

[[nodiscard]] std::string encode_snapshot(const domain::State& state);
[[nodiscard]] ports::Result<ports::Snapshot> decode_snapshot(domain::Sequence sequence,
                                                             std::string_view value);

}  // namespace ckl::journal
