// A folder of its own for a test, removed at the end.
//
// `inherited` gives a child program (a death test) the folder of its parent.
#pragma once

#include <filesystem>
#include <memory>
#include <string>

#include <stdlib.h>

namespace ckl::test {

class TemporaryFolder {
 public:
  TemporaryFolder() {
    std::string pattern = (std::filesystem::temp_directory_path() / "ckl-test-XXXXXX").string();
    path_ = ::mkdtemp(pattern.data());
  }
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;
  ~TemporaryFolder() {
    std::error_code error;
    std::filesystem::remove_all(path_, error);
  }

  [[nodiscard]] const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

// A folder made in this program, or the one that the program which started it made.
class SharedFolder {
 public:
  SharedFolder() {
    if (const char* given = ::getenv(variable); given != nullptr) {
      path_ = given;
      return;
    }
    own_ = std::make_unique<TemporaryFolder>();
    path_ = own_->path();
    ::setenv(variable, path_.c_str(), 1);
  }
  SharedFolder(const SharedFolder&) = delete;
  SharedFolder& operator=(const SharedFolder&) = delete;
  ~SharedFolder() {
    if (own_) {
      ::unsetenv(variable);
    }
  }

  [[nodiscard]] const std::filesystem::path& path() const { return path_; }

 private:
  static constexpr const char* variable = "CKL_TEST_FOLDER";

  std::unique_ptr<TemporaryFolder> own_;
  std::filesystem::path path_;
};

}  // namespace ckl::test
