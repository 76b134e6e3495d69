// A line that says what the file is, then a line for each key: its id and 64 hexadecimal digits.
#include "auth/master_key.hpp"

#include <algorithm>
#include <cstring>
#include <sstream>

#include <fmt/format.h>
#include <sys/stat.h>

#include "auth/durable_file.hpp"

namespace ckl::auth {
namespace {

constexpr std::string_view kHeader = "ckl-directory-key 1";
constexpr std::size_t kIdBytes = 8;
constexpr std::size_t kMostKeys = 2;
constexpr unsigned kOthers = S_IRWXG | S_IRWXO;

std::unexpected<ports::Failure> failure(ports::FailureCode code, std::string what) {
  return std::unexpected(ports::Failure{code, std::move(what)});
}

std::string id_of(const SealKey& key) {
  std::string text("ckl directory key ");
  text += as_text(key);
  return to_hex(as_text(sha256(text)).substr(0, kIdBytes));
}

ports::Result<void> check_mode(const std::filesystem::path& file) {
  struct stat about{};
  if (::stat(file.c_str(), &about) != 0) return {};  // reading it will say why
  if (!S_ISREG(about.st_mode)) {
    return failure(ports::FailureCode::invalid,
                   fmt::format("{}: the directory's key must be a plain file", file.string()));
  }
  if ((about.st_mode & kOthers) == 0) return {};
  return failure(
      ports::FailureCode::refused,
      fmt::format("{}: others than its owner may use the directory's key (mode {:04o}). Right is "
                  "0600: chmod 600, and consider who may have read it",
                  file.string(), about.st_mode & 07777U));
}

bool read_line(const std::string& line, std::vector<MasterKey>& keys) {
  const auto space = line.find(' ');
  if (space == std::string::npos) return false;
  const auto bytes = from_hex(std::string_view(line).substr(space + 1));
  MasterKey one;
  if (!bytes || bytes->size() != one.key.size()) return false;
  std::memcpy(one.key.data(), bytes->data(), one.key.size());
  one.id = id_of(one.key);
  if (line.substr(0, space) != one.id) return false;
  keys.push_back(std::move(one));
  return true;
}

}  // namespace

MasterKey draw_master_key(const RandomBytes& random) {
  MasterKey made;
  made.key = draw_key(random);
  made.id = id_of(made.key);
  return made;
}

ports::Result<std::vector<MasterKey>> read_master_keys(const std::filesystem::path& file) {
  if (auto safe = check_mode(file); !safe) return std::unexpected(safe.error());
  const auto contents = read_file(file);
  if (!contents) return std::unexpected(contents.error());
  std::vector<MasterKey> keys;
  if (!contents->has_value()) return keys;
  std::istringstream lines(**contents);
  std::string line;
  bool sound = std::getline(lines, line) && line == kHeader;
  while (sound && std::getline(lines, line)) sound = read_line(line, keys);
  if (sound && !keys.empty() && keys.size() <= kMostKeys) return keys;
  return failure(ports::FailureCode::corrupt,
                 fmt::format("{}: this is no key of the directory, or it is damaged. Put back the "
                             "copy that is kept elsewhere; it is not made anew",
                             file.string()));
}

ports::Result<void> write_master_keys(const std::filesystem::path& file,
                                      const std::vector<MasterKey>& keys) {
  std::string text(kHeader);
  text += '\n';
  for (const auto& one : keys) text += fmt::format("{} {}\n", one.id, to_hex(as_text(one.key)));
  return replace_file(file, text);
}

}  // namespace ckl::auth
