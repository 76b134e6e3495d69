#include "edge/api/frames.hpp"

#include <google/protobuf/io/coded_stream.h>
#include <google/protobuf/wire_format_lite.h>
#include <spdlog/spdlog.h>

#include "codec/json.hpp"
#include "edge/api/api.hpp"
#include "edge/api/rejections.hpp"
#include "edge/api/visibility.hpp"

namespace ckl::edge {

namespace {

using google::protobuf::internal::WireFormatLite;
using google::protobuf::io::CodedOutputStream;

constexpr std::uint8_t tag_of(int field, WireFormatLite::WireType type) {
  return static_cast<std::uint8_t>(WireFormatLite::MakeTag(field, type));
}

// All these field numbers are below 16, so that each tag is one byte.
constexpr auto delimited = WireFormatLite::WIRETYPE_LENGTH_DELIMITED;
constexpr std::uint8_t events_tag = tag_of(v1::ServerFrame::kEventsFieldNumber, delimited);
constexpr std::uint8_t entry_tag = tag_of(v1::EventBatch::kEntriesFieldNumber, delimited);
constexpr std::uint8_t through_tag =
    tag_of(v1::EventBatch::kThroughFieldNumber, WireFormatLite::WIRETYPE_VARINT);

// Transcoding an entry takes some 50 us: a frame of these does not hold up the others.
constexpr std::size_t json_frame_entries = 128;

std::size_t delimited_size(std::size_t length) {
  return 1 + CodedOutputStream::VarintSize64(length) + length;
}

std::uint8_t* put_number(std::uint8_t tag, std::uint64_t value, std::uint8_t* at) {
  *at++ = tag;
  return CodedOutputStream::WriteVarint64ToArray(value, at);
}

std::string entry_json(const std::string& bytes) {
  v1::JournalEntry entry;
  if (!entry.ParseFromString(bytes)) {
    spdlog::error("a journal entry can't be parsed for a JSON subscriber");
    return "{}";
  }
  return codec::to_json(entry);
}

}  // namespace

ports::Bytes proto_batch(std::span<const ports::Bytes> entries, domain::Sequence through) {
  std::size_t batch = through == 0 ? 0 : 1 + CodedOutputStream::VarintSize64(through);
  for (const ports::Bytes& entry : entries) batch += delimited_size(entry->size());

  auto frame = std::make_shared<std::string>();
  frame->resize(delimited_size(batch));
  auto* at = reinterpret_cast<std::uint8_t*>(frame->data());
  at = put_number(events_tag, batch, at);
  for (const ports::Bytes& entry : entries) {
    at = put_number(entry_tag, entry->size(), at);
    at = std::copy(entry->begin(), entry->end(), at);
  }
  if (through != 0) put_number(through_tag, through, at);
  return frame;
}

ports::Bytes json_batch(std::span<const ports::Bytes> entries, domain::Sequence through) {
  auto frame = std::make_shared<std::string>(R"({"events":{"entries":[)");
  for (const ports::Bytes& entry : entries) {
    if (&entry != &entries.front()) frame->push_back(',');
    frame->append(entry_json(*entry));
  }
  frame->append(R"(],"through":")").append(std::to_string(through)).append(R"("}})");
  return frame;
}

Formats add_formats(stream::Hub& hub) {
  hub.set_masker(masked_entry);
  const std::size_t proto = hub.add_format(proto_batch);
  const std::size_t json = hub.add_format(json_batch, json_frame_entries);
  return {.proto = proto, .json = json};
}

ports::Bytes encode_frame(const v1::ServerFrame& frame, Feed::Format format) {
  return std::make_shared<std::string>(format == Feed::Format::json ? codec::to_json(frame)
                                                                    : frame.SerializeAsString());
}

ports::Bytes refusal_frame(const domain::Rejection& rejection, Feed::Format format) {
  v1::ServerFrame frame;
  v1::Closing& closing = *frame.mutable_closing();
  if (!rejection.breaches.empty()) {
    codec::encode(rejection.breaches.front().message, *closing.mutable_reason());
  }
  codec::encode(rejection, *closing.mutable_rejection());
  return encode_frame(frame, format);
}

}  // namespace ckl::edge
