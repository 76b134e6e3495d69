#include "auth/challenges.hpp"

#include <algorithm>
#include <cstdint>
#include <vector>

namespace ckl::auth {
namespace {

constexpr std::size_t kTimeBytes = 8;
constexpr std::size_t kRandomBytes = 16;
constexpr std::size_t kDecisionRandomBytes = 8;
constexpr std::size_t kMacBytes = 16;
static_assert(kTimeBytes + kDecisionRandomBytes + kMacBytes == Challenges::nonce_bytes);

std::string big_endian(std::uint64_t number) {
  std::string bytes;
  for (unsigned shift = 64; shift > 0; shift -= 8) {
    bytes.push_back(static_cast<char>((number >> (shift - 8)) & 255U));
  }
  return bytes;
}

domain::Instant expiry_of(std::string_view challenge) {
  std::uint64_t number = 0;
  for (const char byte : challenge.substr(0, kTimeBytes)) {
    number = number << 8U | static_cast<unsigned char>(byte);
  }
  return domain::Instant(std::chrono::milliseconds(static_cast<std::int64_t>(number)));
}

// Each with its size before it, so that no two lists of texts are the same bytes.
std::string joined(std::initializer_list<std::string_view> texts) {
  std::string all;
  for (const auto text : texts) {
    all += big_endian(text.size());
    all += text;
  }
  return all;
}

std::string drawn(const RandomBytes& random, std::size_t size) {
  std::vector<unsigned char> bytes(size);
  random(bytes);
  return std::string(as_text(bytes));
}

std::string mac_of(const std::string& key, const std::string& bond, std::string_view head) {
  return std::string(as_text(hmac_sha256(key, joined({bond, head}))).substr(0, kMacBytes));
}

}  // namespace

Challenges::Challenges(std::string decision_key, const ports::Clock& clock, RandomBytes random)
    : clock_(clock),
      random_(std::move(random)),
      start_key_(drawn(random_, key_bytes)),
      decision_key_(std::move(decision_key)) {}

domain::Instant Challenges::now() {
  latest_ = std::max(latest_, clock_.now());
  while (!used_.empty() && used_.begin()->first <= latest_) used_.erase(used_.begin());
  return latest_;
}

Challenges::Seal Challenges::of_sign_in() const {
  return {start_key_, joined({"ckl passkey sign-in 1"})};
}

Challenges::Seal Challenges::of_new_key(const NewKeyBond& bond) const {
  return {start_key_, joined({"ckl passkey new key 1", bond.person.value, bond.invitation})};
}

Challenges::Seal Challenges::of_decision(const ports::DecisionPaper& paper) const {
  return {decision_key_,
          joined({"ckl passkey decision 1", paper.person.value, big_endian(paper.log_size),
                  paper.log_head, as_text(sha256(paper.text))})};
}

std::string Challenges::make(const Seal& seal, std::chrono::minutes good_for,
                             std::size_t random_bytes) {
  const domain::Instant expires = now() + good_for;
  const auto milliseconds = expires.time_since_epoch().count();
  std::string head = big_endian(static_cast<std::uint64_t>(milliseconds));
  head += drawn(random_, random_bytes);
  return head + mac_of(seal.key, seal.bond, head);
}

bool Challenges::holds(std::string_view challenge, const Seal& seal, std::size_t random_bytes) {
  if (challenge.size() != kTimeBytes + random_bytes + kMacBytes) return false;
  const auto head = challenge.substr(0, challenge.size() - kMacBytes);
  const auto mac = challenge.substr(head.size());
  return equal_in_constant_time(mac, mac_of(seal.key, seal.bond, head)) &&
         now() < expiry_of(challenge);
}

std::string Challenges::for_sign_in() { return make(of_sign_in(), sign_in_time, kRandomBytes); }

std::string Challenges::for_new_key(const NewKeyBond& bond) {
  return make(of_new_key(bond), new_key_time, kRandomBytes);
}

ports::DecisionChallenge Challenges::for_decision(const ports::DecisionPaper& paper) {
  auto nonce = make(of_decision(paper), decision_time, kDecisionRandomBytes);
  auto digest = decision_digest(nonce, paper);
  return {.nonce = std::move(nonce), .challenge = std::move(digest)};
}

bool Challenges::good_for_sign_in(std::string_view challenge) {
  return holds(challenge, of_sign_in(), kRandomBytes) && unused(challenge);
}

bool Challenges::good_for_new_key(std::string_view challenge, const NewKeyBond& bond) {
  return holds(challenge, of_new_key(bond), kRandomBytes) && unused(challenge);
}

bool Challenges::good_for_decision(std::string_view nonce, const ports::DecisionPaper& paper) {
  return holds(nonce, of_decision(paper), kDecisionRandomBytes);
}

bool Challenges::unused(std::string_view challenge) const {
  return used_.size() < most_used &&
         !used_.contains({expiry_of(challenge), std::string(challenge)});
}

void Challenges::use(std::string_view challenge) { used_.emplace(expiry_of(challenge), challenge); }

std::string Challenges::decision_digest(std::string_view nonce, const ports::DecisionPaper& paper) {
  std::string all(nonce);
  all += paper.log_head;
  all += paper.text;
  return std::string(as_text(sha256(all)));
}

}  // namespace ckl::auth
