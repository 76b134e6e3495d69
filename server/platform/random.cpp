#include "platform/random.hpp"

#include <cstdlib>

#include <openssl/rand.h>
#include <spdlog/spdlog.h>

namespace ckl::platform {

void random_bytes(std::span<unsigned char> out) {
  if (RAND_bytes(out.data(), static_cast<int>(out.size())) != 1) {
    spdlog::critical("the random generator failed; stopping");
    std::abort();
  }
}

}  // namespace ckl::platform
