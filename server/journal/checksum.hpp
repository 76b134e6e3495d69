// SHA-256 of bytes, as 32 raw bytes: what guards the high-water mark and the snapshots.
//
// Any thread.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace ckl::journal {

inline constexpr std::size_t checksum_bytes = 32;

[[nodiscard]] std::string checksum(std::string_view bytes);

// 32 random hexadecimal characters: the identity of a new journal.
[[nodiscard]] std::string new_journal_id();

}  // namespace ckl::journal
