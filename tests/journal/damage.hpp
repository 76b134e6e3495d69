// Damage done to a journal's files on purpose.
//
// For tests; the journal must be closed.
#pragma once

#include <filesystem>
#include <fstream>
#include <string>

namespace ckl::test {

// The largest file of a kind in the database, or an empty path.
inline std::filesystem::path file_of(const std::filesystem::path& folder,
                                     const std::string& extension) {
  namespace fs = std::filesystem;
  fs::path best;
  for (const auto& file : fs::directory_iterator(folder / "db")) {
    if (file.path().extension() == extension &&
        (best.empty() || fs::file_size(file.path()) > fs::file_size(best))) {
      best = file.path();
    }
  }
  return best;
}

inline void flip_byte(const std::filesystem::path& file, std::uintmax_t at) {
  std::fstream stream(file, std::ios::in | std::ios::out | std::ios::binary);
  stream.seekg(static_cast<std::streamoff>(at));
  const auto byte = static_cast<char>(stream.get() ^ 0x40);
  stream.seekp(static_cast<std::streamoff>(at));
  stream.put(byte);
}

}  // namespace ckl::test
