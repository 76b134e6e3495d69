#include "codec/wire.hpp"

namespace ckl::codec {

namespace {

constexpr std::int64_t nanos_per_second = 1'000'000'000;
constexpr std::int64_t nanos_per_millisecond = 1'000'000;
constexpr std::int64_t first_second = -62'135'596'800;  // 0001-01-01T00:00:00Z
constexpr std::int64_t last_second = 253'402'300'799;   // 9999-12-31T23:59:59Z

}  // namespace

bool is_timestamp(std::int64_t seconds, std::int64_t nanos) {
  return first_second <= seconds && seconds <= last_second && 0 <= nanos &&
         nanos < nanos_per_second;
}

domain::Instant to_instant(std::int64_t seconds, std::int64_t nanos) {
  return domain::Instant{std::chrono::seconds{seconds} +
                         std::chrono::milliseconds{nanos / nanos_per_millisecond}};
}

domain::Instant to_instant(const google::protobuf::Timestamp& time) {
  return to_instant(time.seconds(), time.nanos());
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
  if (!is_timestamp(time.seconds(), time.nanos())) return fail("a time is out of range");
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
