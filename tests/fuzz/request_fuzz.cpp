// Any bytes as the body of a Connect call, in JSON and in protobuf: read as one thing or refused
// with a word, and what was read is written and read again as the same.
#include <array>
#include <cstdint>
#include <cstdlib>
#include <memory>
#include <string>
#include <string_view>

#include "ckl/v1/command.pb.h"
#include "ckl/v1/services/proof.pb.h"
#include "ckl/v1/services/workspace.pb.h"
#include "ckl/v1/stream.pb.h"
#include "codec/codec.hpp"
#include "codec/json.hpp"

namespace {

using google::protobuf::Message;

void require(bool fact) {
  if (!fact) std::abort();
}

const std::array<const Message*, 5> kinds{
    &ckl::v1::Command::default_instance(), &ckl::v1::SubscribeRequest::default_instance(),
    &ckl::v1::ListEntriesRequest::default_instance(), &ckl::v1::ExportRequest::default_instance(),
    &ckl::v1::AddCosignatureRequest::default_instance()};

void check(const Message& message) {
  const auto json = ckl::codec::to_json(message);
  const std::unique_ptr<Message> again(message.New());
  require(ckl::codec::from_json(json, *again).has_value());
  require(again->SerializeAsString() == message.SerializeAsString());
  const auto* command = dynamic_cast<const ckl::v1::Command*>(&message);
  if (command == nullptr) return;
  const auto decoded = ckl::codec::decode_command(*command);
  require(decoded.has_value() || !decoded.error().breaches.empty());
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  if (size == 0) return 0;
  const std::string_view body(reinterpret_cast<const char*>(bytes) + 1, size - 1);
  const std::unique_ptr<Message> message(kinds.at(bytes[0] / 2 % kinds.size())->New());
  const auto read = bytes[0] % 2 == 0 ? ckl::codec::from_json(body, *message)
                                      : ckl::codec::from_bytes(body, *message);
  if (read) {
    check(*message);
  } else {
    require(!read.error().breaches.empty());
  }
  return 0;
}
