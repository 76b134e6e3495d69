#include "platform/random.hpp"

#include <openssl/rand.h>

#include <cstdio>
#include <cstdlib>

namespace ckl::platform {

void random_bytes(std::span<unsigned char> out) {
  if (RAND_bytes(out.data(), static_cast<int>(out.size())) != 1) {
    std::fputs("the random generator failed; stopping\n", stderr);
    std::abort();
  }
}

}  // namespace ckl::platform
