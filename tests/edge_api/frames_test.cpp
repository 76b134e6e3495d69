// Frames are built around the journal's own bytes and read back as what protobuf would have
// written.
#include "edge/api/frames.hpp"

#include <google/protobuf/util/message_differencer.h>
#include <gtest/gtest.h>

#include "ckl/v1/stream.pb.h"
#include "codec/json.hpp"
#include "edge/api/api.hpp"
#include "edge/api/rejections.hpp"
#include "edge/api/status.hpp"

namespace ckl::test {
namespace {

using google::protobuf::util::MessageDifferencer;

struct Batch {
  explicit Batch(std::size_t count) {
    for (std::size_t n = 1; n <= count; ++n) {
      v1::JournalEntry& entry = *frame.mutable_events()->add_entries();
      entry.set_sequence(n);
      entry.mutable_log_entry_written()->set_text(std::string(n * 50, 'x') + "\"å\n");
      bytes.push_back(std::make_shared<std::string>(entry.SerializeAsString()));
    }
    frame.mutable_events()->set_through(count + 300);
  }

  v1::ServerFrame frame;
  std::vector<ports::Bytes> bytes;
};

class EveryBatch : public testing::TestWithParam<std::size_t> {};

TEST_P(EveryBatch, IsTheSameInProtobuf) {
  const Batch batch{GetParam()};
  const auto frame = edge::proto_batch(batch.bytes, GetParam() + 300);
  EXPECT_EQ(*frame, batch.frame.SerializeAsString());
}

TEST_P(EveryBatch, IsTheSameInJson) {
  const Batch batch{GetParam()};
  v1::ServerFrame frame;
  const auto json = edge::json_batch(batch.bytes, GetParam() + 300);
  ASSERT_TRUE(codec::from_json(*json, frame).has_value()) << *json;
  EXPECT_TRUE(MessageDifferencer::Equals(frame, batch.frame)) << *json;
}

INSTANTIATE_TEST_SUITE_P(Frames, EveryBatch, testing::Values(0, 1, 2, 40));

TEST(RefusalFrame, ClosesWithTheRejection) {
  for (const auto format : {edge::Feed::Format::proto, edge::Feed::Format::json}) {
    const auto bytes = edge::refusal_frame(edge::beyond_head(9, 3), format);
    v1::ServerFrame frame;
    const auto read = format == edge::Feed::Format::json ? codec::from_json(*bytes, frame)
                                                         : codec::from_bytes(*bytes, frame);
    ASSERT_TRUE(read.has_value());
    EXPECT_EQ(frame.closing().rejection().breaches(0).rule(), "STREAM_BEYOND_HEAD");
    EXPECT_FALSE(frame.closing().reason().sv().empty());
  }
}

TEST(StatusTable, HasACodeForEveryRefusal) {
  for (int code = 1; code <= v1::RejectionCode_MAX; ++code) {
    const auto status = edge::status_of(static_cast<domain::RejectionCode>(code));
    EXPECT_NE(status.grpc, 2);
    EXPECT_GE(status.http, 400U);
    EXPECT_LT(status.http, 600U);
    EXPECT_NE(status.connect, "unknown");
  }
}

}  // namespace
}  // namespace ckl::test
