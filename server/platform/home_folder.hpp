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

class HomeFolder {
 public:
  [[nodiscard]] static ports::Result<std::unique_ptr<HomeFolder>> open(
      const std::filesystem::path& folder);
  HomeFolder(const HomeFolder&) = delete;
  HomeFolder& operator=(const HomeFolder&) = delete;
  ~HomeFolder();

  [[nodiscard]] const std::filesystem::path& path() const { return path_; }

 private:
  HomeFolder(std::filesystem::path path, int lock) : path_(std::move(path)), lock_(lock) {}

  std::filesystem::path path_;
  int lock_;
};

}  // namespace ckl::platform
