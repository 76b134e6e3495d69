#include "codec/wire.hpp"

namespace ckl::codec {

namespace {

constexpr std::int32_t nanos_per_second = 1'000'000'000;
constexpr std::int32_t nanos_per_millisecond = 1'000'000;

}  // namespace

domain::Instant to_instant(const google::protobuf::Timestamp& time) {
  using std::chrono::milliseconds;
  using std::chrono::seconds;
  return domain::Instant{seconds{time.seconds()} +
                         milliseconds{time.nanos() / nanos_per_millisecond}};
}

void Reader::fail(std::string_view what) {
  if (fault_.empty()) fault_ = what;
}

void Reader::complete(const google::protobuf::Message& message) {
  const auto& unknown = message.GetReflection()->GetUnknownFields(message);
  if (unknown.empty()) return;
  fail("field " + std::to_string(unknown.field(0).number()) + " of " +
       message.GetDescriptor()->name() + " is not known: written by a newer server?");
}

void Reader::instant(bool present, const google::protobuf::Timestamp& time, domain::Instant& out) {
  if (!present) return fail("a time is missing");
  if (time.nanos() < 0 || time.nanos() >= nanos_per_second) return fail("a time is out of range");
  out = to_instant(time);
}

void Reader::instant(bool present, const google::protobuf::Timestamp& time,
                     std::optional<domain::Instant>& out) {
  if (!present) return;
  domain::Instant value;
  instant(true, time, value);
  out = value;
}

}  // namespace ckl::codec
