// Sound as a telephone carries it: one channel, 8000 samples a second.
//
// Pure. Read from WAV files of whole samples (16 bits, any rate, any number of channels), joined,
// and written as WAV. Whatever is no such file is a Failure.
#pragma once

#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "ports/failure.hpp"

namespace ckl::delivery {

inline constexpr std::uint32_t telephone_rate = 8'000;
// What a WAV file may hold at most, in samples of all its channels: five minutes of what any
// program makes.
inline constexpr std::size_t most_samples = 48'000UL * 2 * 300;

using Sound = std::vector<std::int16_t>;

[[nodiscard]] ports::Result<Sound> read_wav(std::string_view bytes);
[[nodiscard]] std::string write_wav(const Sound& sound);

void append(Sound& sound, const Sound& more);
void append_silence(Sound& sound, std::chrono::milliseconds length);
[[nodiscard]] std::chrono::milliseconds length_of(const Sound& sound);

}  // namespace ckl::delivery
