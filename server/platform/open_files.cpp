#include "platform/open_files.hpp"

#include <sys/resource.h>

namespace ckl::platform {

std::uint64_t take_all_open_files() {
  rlimit limit{};
  if (::getrlimit(RLIMIT_NOFILE, &limit) != 0) return 0;
  if (limit.rlim_cur != limit.rlim_max) {
    const rlimit wanted{.rlim_cur = limit.rlim_max, .rlim_max = limit.rlim_max};
    if (::setrlimit(RLIMIT_NOFILE, &wanted) == 0) return wanted.rlim_cur;
  }
  return limit.rlim_cur;
}

}  // namespace ckl::platform
