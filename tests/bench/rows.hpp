// Reading all rows of a journal by a bare RocksDB iterator that does nothing with them: what the
// disk's library gives, beside which ckld's own reading is measured.
//
// For the benchmark programs. Opens for reading only, so that a server may have it open.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>

namespace ckl::bench {

// One reading of all rows.
struct Scan {
  std::uint64_t rows = 0;
  std::uint64_t bytes = 0;
  double seconds = 0;
  double processor = 0;  // seconds, of this program in all its threads
};

// `folder` is the journal's. So many bytes are read from the disk at a time; 0 = as RocksDB likes.
[[nodiscard]] Scan scan(const std::filesystem::path& folder, std::size_t read_ahead = 0);

// What the processor worked for this program, in all its threads.
[[nodiscard]] double processor_seconds();
[[nodiscard]] double seconds_since(std::uint64_t start);

}  // namespace ckl::bench
