// Reading a channel's options: every mistake becomes a Failure that says what would be right.
//
// A reader is made, asked for each option the kind knows, and then `finish` tells the first thing
// that was wrong, or which option nobody asked for. Main thread, at the start.
#pragma once

#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "delivery/channels.hpp"
#include "ports/failure.hpp"

namespace ckl::delivery {

class OptionReader {
 public:
  explicit OptionReader(const ChannelConfig& config) : config_(config) {}

  [[nodiscard]] std::string text(std::string_view name, std::string_view otherwise = {});
  [[nodiscard]] std::string required(std::string_view name, std::string_view example);
  [[nodiscard]] bool flag(std::string_view name, bool otherwise);
  [[nodiscard]] long number(std::string_view name, long otherwise, long smallest, long greatest);
  // One of `choices`; the first is what it is when not given.
  [[nodiscard]] std::string choice(std::string_view name,
                                   std::span<const std::string_view> choices);
  [[nodiscard]] ports::OutboundTimes times();
  // "headers." gives {"Authorization": "..."} from the option "headers.Authorization".
  [[nodiscard]] std::map<std::string, std::string> group(std::string_view prefix);

  // Notes a mistake that the channel found itself.
  void wrong(std::string_view name, std::string_view why);

  [[nodiscard]] ports::Result<void> finish() const;

 private:
  const std::string* find(std::string_view name);

  const ChannelConfig& config_;
  std::vector<std::string> known_;
  std::vector<std::string> known_prefixes_;
  std::string first_wrong_;
};

}  // namespace ckl::delivery
