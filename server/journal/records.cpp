#include "journal/records.hpp"

#include <fmt/format.h>

#include "codec/codec.hpp"
#include "journal/checksum.hpp"
#include "journal/keys.hpp"

namespace ckl::journal {
namespace {

ports::Failure corrupt(std::string what) {
  return {.code = ports::FailureCode::corrupt, .what = std::move(what)};
}

std::string_view view(const SequenceKey& key) { return {key.data(), key.size()}; }

}  // namespace

std::string encode_reply(const ports::CommandKey& key, const ports::RememberedReply& reply,
                         v1::CommandResult& scratch) {
  scratch.Clear();
  codec::encode(reply.reply, key.command_id, scratch);
  std::string value;
  value.reserve(8 + scratch.ByteSizeLong());
  value.append(view(key_of(reply.fingerprint)));
  scratch.AppendToString(&value);
  return value;
}

ports::Result<ports::RememberedReply> decode_reply(std::string_view value) {
  const auto fingerprint = number_of(value);
  v1::CommandResult result;
  if (!fingerprint ||
      !result.ParseFromArray(value.data() + 8, static_cast<int>(value.size()) - 8)) {
    return std::unexpected(corrupt("a remembered reply can not be read"));
  }
  auto reply = codec::decode_reply(result);
  if (!reply) {
    return std::unexpected(std::move(reply.error()));
  }
  return ports::RememberedReply{.fingerprint = *fingerprint, .reply = std::move(*reply)};
}

std::string encode_snapshot(const domain::State& state) {
  v1::WorkspaceImage image;
  codec::encode(state, image);
  const auto bytes = image.SerializeAsString();
  std::string value(view(key_of(snapshot_version)));
  value += checksum(bytes);
  value += bytes;
  return value;
}

ports::Result<ports::Snapshot> decode_snapshot(domain::Sequence sequence, std::string_view value) {
  constexpr auto header = 8 + checksum_bytes;
  if (value.size() < header || number_of(value) != snapshot_version) {
    return std::unexpected(corrupt(fmt::format("snapshot {} is of another version", sequence)));
  }
  const auto bytes = value.substr(header);
  if (checksum(bytes) != value.substr(8, checksum_bytes)) {
    return std::unexpected(corrupt(fmt::format("snapshot {}: bad checksum", sequence)));
  }
  v1::WorkspaceImage image;
  if (!image.ParseFromArray(bytes.data(), static_cast<int>(bytes.size()))) {
    return std::unexpected(corrupt(fmt::format("snapshot {} can not be read", sequence)));
  }
  auto state = codec::decode_image(image);
  if (!state) {
    return std::unexpected(std::move(state.error()));
  }
  if (state->sequence != sequence) {
    return std::unexpected(corrupt(fmt::format("snapshot {} holds {}", sequence, state->sequence)));
  }
  return ports::Snapshot{.state = std::move(*state)};
}

}  // namespace ckl::journal
