#include "bench/peers/observed.hpp"

#include <fstream>
#include <sstream>
#include <string>

#include <sys/resource.h>
#include <unistd.h>

#include "bench/wire.hpp"

namespace ckl::bench {
namespace {

std::string read_of(long process, const std::string& name) {
  std::ifstream file("/proc/" + std::to_string(process) + "/" + name);
  std::ostringstream text;
  text << file.rdbuf();
  if (text.view().empty()) die("no process " + std::to_string(process));
  return text.str();
}

}  // namespace

double processor_us(long process) {
  if (process == 0) return 0;
  const auto text = read_of(process, "stat");
  std::istringstream fields(text.substr(text.rfind(')') + 1));
  constexpr int before_times = 11;
  std::string skipped;
  for (int i = 0; i < before_times; ++i) fields >> skipped;
  double user = 0;
  double system = 0;
  fields >> user >> system;
  return (user + system) * 1e6 / static_cast<double>(::sysconf(_SC_CLK_TCK));
}

double resident_bytes(long process) {
  if (process == 0) return 0;
  const auto text = read_of(process, "status");
  constexpr std::string_view label = "VmRSS:";
  const auto at = text.find(label);
  if (at == std::string::npos) die("no memory of process " + std::to_string(process));
  constexpr double kibibyte = 1024;
  return std::stod(text.substr(at + label.size())) * kibibyte;
}

void allow_many_files() {
  rlimit limit{};
  ::getrlimit(RLIMIT_NOFILE, &limit);
  limit.rlim_cur = limit.rlim_max;
  ::setrlimit(RLIMIT_NOFILE, &limit);
}

}  // namespace ckl::bench
