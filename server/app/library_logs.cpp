#include "app/library_logs.hpp"

#include <string>

#include <google/protobuf/stubs/logging.h>
#include <grpc/support/log.h>
#include <spdlog/spdlog.h>

namespace ckl::app {
namespace {

void take_protobuf(google::protobuf::LogLevel level, const char*, int, const std::string& words) {
  const bool fatal = level == google::protobuf::LOGLEVEL_FATAL;
  spdlog::log(fatal ? spdlog::level::critical : spdlog::level::debug, "protobuf: {}", words);
}

void take_grpc(gpr_log_func_args* said) {
  const bool error = said->severity == GPR_LOG_SEVERITY_ERROR;
  spdlog::log(error ? spdlog::level::info : spdlog::level::debug, "grpc: {}", said->message);
}

}  // namespace

void take_library_logs() {
  google::protobuf::SetLogHandler(&take_protobuf);
  gpr_set_log_function(&take_grpc);
}

}  // namespace ckl::app
