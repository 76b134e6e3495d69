#include "auth/durable_file.hpp"

#include <cerrno>
#include <cstdio>
#include <system_error>

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

namespace ckl::auth {
namespace {

// Larger than any of these files grows; a bigger one is not ours.
constexpr std::size_t kMaxFileBytes = 64UL << 20U;

class Descriptor {
 public:
  explicit Descriptor(int number) : number_(number) {}
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  ~Descriptor() {
    if (number_ >= 0) {
      ::close(number_);
    }
  }
  [[nodiscard]] bool valid() const { return number_ >= 0; }
  [[nodiscard]] int number() const { return number_; }

 private:
  int number_;
};

std::unexpected<ports::Failure> failure(std::string_view act, const std::filesystem::path& file) {
  const int error = errno;
  const auto code = error == ENOSPC ? ports::FailureCode::disk_full : ports::FailureCode::io;
  const std::string why = std::generic_category().message(error);
  return std::unexpected(ports::Failure{code, fmt::format("{} {}: {}", act, file.string(), why)});
}

bool write_all(int descriptor, std::string_view contents) {
  while (!contents.empty()) {
    const ssize_t written = ::write(descriptor, contents.data(), contents.size());
    if (written < 0 && errno == EINTR) {
      continue;
    }
    if (written <= 0) {
      return false;
    }
    contents.remove_prefix(static_cast<std::size_t>(written));
  }
  return true;
}

ports::Result<void> write_synced(const std::filesystem::path& file, std::string_view contents) {
  const Descriptor out(
      ::open(file.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, S_IRUSR | S_IWUSR));
  if (!out.valid()) {
    return failure("cannot create", file);
  }
  if (!write_all(out.number(), contents)) {
    return failure("cannot write", file);
  }
  if (::fsync(out.number()) != 0) {
    return failure("cannot sync", file);
  }
  return {};
}

ports::Result<void> sync_folder(const std::filesystem::path& folder) {
  const Descriptor in(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (!in.valid() || ::fsync(in.number()) != 0) {
    return failure("cannot sync folder", folder);
  }
  return {};
}

}  // namespace

ports::Result<std::optional<std::string>> read_file(const std::filesystem::path& file) {
  const Descriptor in(::open(file.c_str(), O_RDONLY | O_CLOEXEC));
  if (!in.valid()) {
    if (errno == ENOENT) {
      return std::optional<std::string>{};
    }
    return failure("cannot open", file);
  }
  std::string contents;
  char part[16'384];
  for (;;) {
    const ssize_t got = ::read(in.number(), part, sizeof part);
    if (got < 0 && errno == EINTR) {
      continue;
    }
    if (got < 0) {
      return failure("cannot read", file);
    }
    if (got == 0) {
      return std::optional(std::move(contents));
    }
    contents.append(part, static_cast<std::size_t>(got));
    if (contents.size() > kMaxFileBytes) {
      errno = EFBIG;
      return failure("cannot read", file);
    }
  }
}

ports::Result<void> replace_file(const std::filesystem::path& file, std::string_view contents) {
  std::filesystem::path beside = file;
  beside += ".new";
  if (auto written = write_synced(beside, contents); !written) {
    ::unlink(beside.c_str());
    return written;
  }
  if (std::rename(beside.c_str(), file.c_str()) != 0) {
    auto failed = failure("cannot replace", file);
    ::unlink(beside.c_str());
    return failed;
  }
  const auto folder = file.parent_path();
  return sync_folder(folder.empty() ? std::filesystem::path(".") : folder);
}

ports::Result<void> append_file(const std::filesystem::path& file, std::string_view more) {
  const Descriptor out(::open(file.c_str(), O_WRONLY | O_APPEND | O_CLOEXEC));
  if (!out.valid()) return failure("cannot open", file);
  if (!write_all(out.number(), more)) return failure("cannot write", file);
  if (::fsync(out.number()) != 0) return failure("cannot sync", file);
  return {};
}

}  // namespace ckl::auth
