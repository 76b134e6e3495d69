// The data folder: made when missing, readable by its owner only, and held by one program at a
// time.
//
// Opened first of all by `main`, kept open until the end; another ckld (or `--issue-token`) on the
// same folder is refused instead of both writing. The lock goes away with the process, however it
// ends.
#pragma once

#include <filesystem>
#include <memory>

#include "ports/failure.hpp"

namespace ckl::platform {

class DataFolder {
 public:
  [[nodiscard]] static ports::Result<std::unique_ptr<DataFolder>> open(
      const std::filesystem::path& folder);
  DataFolder(const DataFolder&) = delete;
  DataFolder& operator=(const DataFolder&) = delete;
  ~DataFolder();

  [[nodiscard]] const std::filesystem::path& path() const { return path_; }

 private:
  DataFolder(std::filesystem::path path, int lock) : path_(std::move(path)), lock_(lock) {}

  std::filesystem::path path_;
  int lock_;
};

}  // namespace ckl::platform
