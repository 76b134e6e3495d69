#include "cli/new_file.hpp"

#include <filesystem>
#include <system_error>
#include <utility>

namespace ckl::cli {

namespace fs = std::filesystem;

NewFile::NewFile(std::string name, For whom)
    : name_(std::move(name)), part_(name_ + ".part"), file_(part_, std::ios::binary) {
  std::error_code error;
  if (whom == For::me_alone) {
    fs::permissions(part_, fs::perms::owner_read | fs::perms::owner_write, error);
  }
  if (error) file_.setstate(std::ios::failbit);
}

NewFile::~NewFile() {
  std::error_code ignored;
  if (!kept_) fs::remove(part_, ignored);
}

bool NewFile::write(const std::string& text) {
  file_ << text;
  return file_.good();
}

bool NewFile::keep() {
  file_.close();
  std::error_code error;
  if (!file_.fail()) fs::rename(part_, name_, error);
  kept_ = !file_.fail() && !error;
  return kept_;
}

}  // namespace ckl::cli
