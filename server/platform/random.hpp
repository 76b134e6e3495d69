// Randomness: bytes from the operating system's generator, by way of OpenSSL.
//
// Callable on any thread. The only source of randomness in the server; modules that need some are
// given this function. When the generator can't be trusted the program ends: a guessable key would
// be worse than a stopped server.
#pragma once

#include <span>

namespace ckl::platform {

void random_bytes(std::span<unsigned char> out);

}  // namespace ckl::platform
