// The libraries speak through the server's log.
#include "app/library_logs.hpp"

#include <sstream>

#include <gmock/gmock.h>
#include <grpc/support/log.h>
#include <gtest/gtest.h>
#include <spdlog/sinks/ostream_sink.h>
#include <spdlog/spdlog.h>

#include "ckl/v1/command.pb.h"

namespace ckl::test {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

class LibraryLogs : public ::testing::Test {
 protected:
  // What stands in the log, at that level, after the libraries have complained.
  std::string said(spdlog::level::level_enum level) {
    std::ostringstream log;
    const auto before = spdlog::default_logger();
    spdlog::set_default_logger(std::make_shared<spdlog::logger>(
        "prov", std::make_shared<spdlog::sinks::ostream_sink_mt>(log)));
    spdlog::set_level(level);
    app::take_library_logs();
    ::testing::internal::CaptureStderr();
    v1::ReportIncident report;
    EXPECT_FALSE(report.ParseFromString("\x22\x02\xC3\x28"));
    gpr_log(GPR_ERROR, "%s", "no such socket");
    EXPECT_EQ(::testing::internal::GetCapturedStderr(), "");
    spdlog::set_default_logger(before);
    return log.str();
  }
};

TEST_F(LibraryLogs, AreForWhoeverDebugs) {
  const auto all = said(spdlog::level::debug);
  EXPECT_THAT(all, HasSubstr("protobuf: String field 'ckl.v1.ReportIncident.headline'"));
  EXPECT_THAT(all, HasSubstr("grpc: no such socket"));
}

TEST_F(LibraryLogs, DoNotFillTheLogWithEverydayMistakes) {
  const auto usual = said(spdlog::level::info);
  EXPECT_THAT(usual, Not(HasSubstr("protobuf")));
  EXPECT_THAT(usual, HasSubstr("grpc: no such socket"));
}

}  // namespace
}  // namespace ckl::test
