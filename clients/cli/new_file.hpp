// A file that is there whole or not at all: written beside its name and moved there at the end.
#pragma once

#include <fstream>
#include <string>

namespace ckl::cli {

class NewFile {
 public:
  enum class For : bool { everybody, me_alone };

  explicit NewFile(std::string name, For whom = For::everybody);
  NewFile(const NewFile&) = delete;
  NewFile& operator=(const NewFile&) = delete;
  // What was not kept is removed.
  ~NewFile();

  // False when it can not be written.
  bool write(const std::string& text);
  bool keep();

 private:
  std::string name_;
  std::string part_;
  std::ofstream file_;
  bool kept_ = false;
};

}  // namespace ckl::cli
