#include "edge/websocket/outbox.hpp"

namespace ckl::edge::websocket {
namespace {

constexpr std::size_t smallest_shared = 8UL << 10U;
constexpr std::size_t kept_capacity = 64UL << 10U;
constexpr std::size_t resting_capacity = 512;  // a heartbeat

}  // namespace

void Outbox::add(Opcode opcode, const ports::Bytes& payload) {
  if (payload->size() < smallest_shared) return add(opcode, std::string_view(*payload));
  append_head(copied_, opcode, payload->size());
  shared_.push_back({.after = copied_.size(), .payload = payload});
  shared_bytes_ += payload->size();
}

char* Outbox::add_room(Opcode opcode, std::size_t payload_bytes) {
  append_head(copied_, opcode, payload_bytes);
  const std::size_t before = copied_.size();
  copied_.resize(before + payload_bytes);
  return copied_.data() + before;
}

std::vector<boost::asio::const_buffer> Outbox::buffers() const {
  std::vector<boost::asio::const_buffer> all;
  all.reserve(2 * shared_.size() + 1);
  std::size_t done = 0;
  for (const auto& [after, payload] : shared_) {
    all.emplace_back(copied_.data() + done, after - done);
    all.emplace_back(payload->data(), payload->size());
    done = after;
  }
  if (done < copied_.size()) all.emplace_back(copied_.data() + done, copied_.size() - done);
  return all;
}

void Outbox::clear() {
  copied_.clear();
  if (copied_.capacity() > kept_capacity) copied_.shrink_to_fit();
  shared_.clear();
  shared_bytes_ = 0;
}

void Outbox::rest() {
  if (!empty()) return;
  if (copied_.capacity() > resting_capacity) copied_.shrink_to_fit();
  shared_.shrink_to_fit();
}

}  // namespace ckl::edge::websocket
