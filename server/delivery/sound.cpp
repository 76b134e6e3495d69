#include "delivery/sound.hpp"

#include <algorithm>
#include <cmath>
#include <expected>
#include <numbers>
#include <numeric>
#include <optional>

namespace ckl::delivery {
namespace {

constexpr std::size_t sample_bytes = 2;
constexpr std::uint32_t lowest_rate = 4'000;
constexpr std::uint32_t highest_rate = 192'000;
constexpr std::uint32_t most_channels = 8;
constexpr int filter_lobes = 8;  // on either side of a sample

struct Format {
  std::uint32_t channels = 0;
  std::uint32_t rate = 0;
};

std::uint32_t number(std::string_view bytes, std::size_t at, std::size_t size) {
  std::uint32_t value = 0;
  for (std::size_t i = size; i-- > 0;) {
    value = value << 8U | static_cast<unsigned char>(bytes[at + i]);
  }
  return value;
}

void put(std::string& out, std::uint32_t value, std::size_t size) {
  for (std::size_t i = 0; i < size; ++i) out.push_back(static_cast<char>(value >> (8 * i) & 0xFFU));
}

std::unexpected<ports::Failure> not_sound(const char* why) {
  return std::unexpected(ports::Failure{ports::FailureCode::invalid, why});
}

std::optional<Format> format_of(std::string_view chunk) {
  constexpr std::size_t least = 16;
  constexpr std::uint32_t whole_samples = 1;
  if (chunk.size() < least || number(chunk, 0, 2) != whole_samples) return std::nullopt;
  const Format format{.channels = number(chunk, 2, 2), .rate = number(chunk, 4, 4)};
  const bool sound = format.channels >= 1 && format.channels <= most_channels &&
                     format.rate >= lowest_rate && format.rate <= highest_rate &&
                     number(chunk, 14, 2) == 8 * sample_bytes;
  return sound ? std::optional(format) : std::nullopt;
}

// One channel of all.
std::vector<double> mixed(std::string_view samples, std::uint32_t channels) {
  const std::size_t frame = sample_bytes * channels;
  std::vector<double> mix;
  mix.reserve(samples.size() / frame);
  for (std::size_t at = 0; at + frame <= samples.size(); at += frame) {
    double sum = 0;
    for (std::size_t channel = 0; channel < channels; ++channel) {
      const auto raw = number(samples, at + channel * sample_bytes, sample_bytes);
      sum += static_cast<std::int16_t>(static_cast<std::uint16_t>(raw));
    }
    mix.push_back(sum / channels);
  }
  return mix;
}

double sinc(double x) {
  if (std::abs(x) < 1e-9) return 1.0;
  return std::sin(std::numbers::pi * x) / (std::numbers::pi * x);
}

std::int16_t clipped(double value) {
  return static_cast<std::int16_t>(std::lround(std::clamp(value, -32'768.0, 32'767.0)));
}

// A windowed sinc that lets pass what the telephone can carry. Between two samples that are kept
// there is one of few distances, so that the curve is computed once for each.
class Resampler {
 public:
  explicit Resampler(std::uint32_t rate) {
    const std::uint32_t shared = std::gcd(rate, telephone_rate);
    phases_ = telephone_rate / shared;
    stride_ = rate / shared;
    const double cut = std::min(1.0, static_cast<double>(phases_) / stride_);
    const double reach = filter_lobes / cut;
    half_ = static_cast<std::size_t>(std::ceil(reach));
    for (std::size_t phase = 0; phase < phases_; ++phase) {
      const double offset = static_cast<double>(phase) / phases_;
      for (std::size_t tap = 0; tap < 2 * half_; ++tap) {
        const double away = static_cast<double>(tap) + 1 - static_cast<double>(half_) - offset;
        const double window = 0.5 + 0.5 * std::cos(std::numbers::pi * away / reach);
        const bool within = std::abs(away) < reach;
        curve_.push_back(within ? cut * sinc(cut * away) * window : 0.0);
      }
    }
  }

  [[nodiscard]] Sound run(const std::vector<double>& from) const {
    Sound sound;
    const std::size_t count = from.size() * phases_ / stride_;
    sound.reserve(count);
    for (std::size_t i = 0; i < count; ++i) {
      const std::size_t centre = i * stride_ / phases_;
      const double* curve = &curve_[i * stride_ % phases_ * 2 * half_];
      double sum = 0;
      for (std::size_t tap = 0; tap < 2 * half_; ++tap) {
        const std::size_t at = centre + tap + 1;  // half_ further than it is
        if (at >= half_ && at - half_ < from.size()) sum += from[at - half_] * curve[tap];
      }
      sound.push_back(clipped(sum));
    }
    return sound;
  }

 private:
  std::uint32_t phases_ = 1;  // distances there are
  std::uint32_t stride_ = 1;
  std::size_t half_ = 0;  // samples on either side
  std::vector<double> curve_;
};

Sound resampled(const std::vector<double>& from, std::uint32_t rate) {
  if (rate != telephone_rate) return Resampler(rate).run(from);
  Sound sound;
  sound.reserve(from.size());
  for (const double each : from) sound.push_back(clipped(each));
  return sound;
}

}  // namespace

ports::Result<Sound> read_wav(std::string_view bytes) {
  constexpr std::size_t head = 12;
  constexpr std::size_t chunk_head = 8;
  if (bytes.size() < head || !bytes.starts_with("RIFF") || bytes.substr(8, 4) != "WAVE") {
    return not_sound("not a WAV file");
  }
  std::optional<Format> format;
  for (std::size_t at = head; at + chunk_head <= bytes.size();) {
    const std::string_view name = bytes.substr(at, 4);
    const std::size_t said = number(bytes, at + 4, 4);
    // A program that writes as it goes may have put any length there.
    const std::string_view inside = bytes.substr(at + chunk_head, said);
    if (name == "fmt ") {
      format = format_of(inside);
      if (!format) return not_sound("a WAV file of another kind than 16-bit samples");
    } else if (name == "data") {
      if (!format) return not_sound("a WAV file without a format");
      if (inside.size() / sample_bytes > most_samples) return not_sound("a sound that is too long");
      return resampled(mixed(inside, format->channels), format->rate);
    }
    at += chunk_head + inside.size() + said % 2;
  }
  return not_sound("a WAV file without sound");
}

std::string write_wav(const Sound& sound) {
  constexpr std::uint32_t format_bytes = 16;
  constexpr std::uint32_t head_bytes = 36;
  const auto size = static_cast<std::uint32_t>(sound.size() * sample_bytes);
  std::string out = "RIFF";
  put(out, head_bytes + size, 4);
  out += "WAVEfmt ";
  put(out, format_bytes, 4);
  put(out, 1, 2);
  put(out, 1, 2);
  put(out, telephone_rate, 4);
  put(out, telephone_rate * sample_bytes, 4);
  put(out, sample_bytes, 2);
  put(out, 8 * sample_bytes, 2);
  out += "data";
  put(out, size, 4);
  for (const std::int16_t each : sound) put(out, static_cast<std::uint16_t>(each), sample_bytes);
  return out;
}

void append(Sound& sound, const Sound& more) {
  sound.insert(sound.end(), more.begin(), more.end());
}

void append_silence(Sound& sound, std::chrono::milliseconds length) {
  const auto samples = length.count() * telephone_rate / 1'000;
  sound.resize(sound.size() + static_cast<std::size_t>(std::max<long>(0, samples)));
}

std::chrono::milliseconds length_of(const Sound& sound) {
  return std::chrono::milliseconds(sound.size() * 1'000 / telephone_rate);
}

}  // namespace ckl::delivery
