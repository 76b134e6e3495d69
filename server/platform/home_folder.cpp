#include "platform/home_folder.hpp"

#include <cerrno>
#include <cstring>
#include <string>
#include <system_error>

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

namespace ckl::platform {
namespace {

ports::Failure io_failure(const std::filesystem::path& path, int error) {
  return {.code = ports::FailureCode::io,
          .what = "data folder " + path.string() + ": " + std::strerror(error)};
}

}  // namespace

ports::Result<std::unique_ptr<HomeFolder>> HomeFolder::open(const std::filesystem::path& folder) {
  std::error_code trouble;
  std::filesystem::create_directories(folder, trouble);
  if (trouble) return std::unexpected(io_failure(folder, trouble.value()));
  std::filesystem::permissions(folder, std::filesystem::perms::owner_all, trouble);
  if (trouble) return std::unexpected(io_failure(folder, trouble.value()));
  const auto file = folder / "lock";
  const int lock = ::open(file.c_str(), O_CREAT | O_RDWR | O_CLOEXEC, S_IRUSR | S_IWUSR);
  if (lock < 0) return std::unexpected(io_failure(file, errno));
  if (::flock(lock, LOCK_EX | LOCK_NB) != 0) {
    const int error = errno;
    ::close(lock);
    if (error != EWOULDBLOCK) return std::unexpected(io_failure(file, error));
    return std::unexpected(
        ports::Failure{.code = ports::FailureCode::refused,
                       .what = "data folder " + folder.string() + " is in use by another ckld"});
  }
  return std::unique_ptr<HomeFolder>(new HomeFolder(folder, lock));
}

HomeFolder::~HomeFolder() { ::close(lock_); }

}  // namespace ckl::platform
