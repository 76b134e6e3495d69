#include "platform/random.hpp"

#include <cstdio>
#include <cstdlib>

#include <openssl/rand.h>

namespace ckl::platform {

void random_bytes(std::span<unsigned char> out) {
  if (RAND_bytes(out.data(), static_cast<int>(out.size())) != 1) {
    std::fputs("the random generator failed; stopping\n", stderr);
    std::abort();
  }
}

}  // namespace ckl::platform
