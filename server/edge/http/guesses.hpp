// How often an address has guessed in vain this minute. Main thread only; bounded.
#pragma once

#include <cstdint>
#include <map>
#include <string>

namespace ckl::edge::http {

class Guesses {
 public:
  explicit Guesses(std::uint32_t most) : most_(most) {}

  [[nodiscard]] bool may(const std::string& peer) const {
    const auto found = counts_.find(peer);
    return found == counts_.end() || found->second < most_;
  }
  void note(const std::string& peer) {
    if (counts_.size() < kMostPeers || counts_.contains(peer)) ++counts_[peer];
  }
  void forget() { counts_.clear(); }

 private:
  static constexpr std::size_t kMostPeers = 10'000;

  std::uint32_t most_;
  std::map<std::string, std::uint32_t> counts_;
};

}  // namespace ckl::edge::http
