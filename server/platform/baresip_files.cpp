#include "platform/baresip_files.hpp"

#include <fstream>
#include <string_view>

#include <fmt/format.h>

namespace ckl::platform {
namespace {

constexpr std::string_view settings = R"(poll_method epoll
call_local_timeout 180
call_max_calls 1
sip_listen {0}:0
audio_player aubridge,nowhere
ausrc_srate 8000
auplay_srate 8000
ausrc_channels 1
auplay_channels 1
rtp_ports {1}
rtp_timeout 60
module_path {2}
module g711.so
module aufile.so
module aubridge.so
module srtp.so
module_tmp uuid.so
module_tmp account.so
module_app menu.so
module_app ctrl_tcp.so
ctrl_tcp_listen 127.0.0.1:{3}
)";

// baresip believes every certificate, also with a sip_cafile; OpenSSL itself is told to verify.
// (Its VerifyCAFile has no effect among these defaults: the authority must stand in baresip's
// file.)
constexpr std::string_view trust = R"(openssl_conf = all
[all]
ssl_conf = connections
[connections]
system_default = every
[every]
VerifyMode = Peer
MinProtocol = TLSv1.2
)";

std::string config_of(const ports::TelephoneConfig& config, std::uint16_t control_port) {
  std::string text =
      fmt::format(settings, config.local_address, config.rtp_ports, config.modules, control_port);
  if (!config.ca_file.empty()) text += fmt::format("sip_cafile {}\n", config.ca_file);
  return text;
}

std::string account(const ports::TelephoneConfig& config) {
  std::string line = fmt::format("<sip:{}@{};transport={}>;regint=0;answermode=manual", config.from,
                                 config.domain, config.transport);
  if (!config.username.empty()) {
    line += fmt::format(";auth_user={};auth_pass={}", config.username, config.password);
  }
  if (config.srtp) line += ";mediaenc=srtp-mand";
  return line + "\n";
}

bool write(const std::filesystem::path& file, std::string_view text) {
  std::ofstream out(file, std::ios::binary | std::ios::trunc);
  out << text;
  return out.good();
}

}  // namespace

ports::Result<void> write_baresip_files(const std::filesystem::path& folder,
                                        const ports::TelephoneConfig& config,
                                        std::uint16_t control_port) {
  std::error_code error;
  std::filesystem::create_directories(folder, error);
  std::filesystem::permissions(folder, std::filesystem::perms::owner_all, error);
  const bool written = !error && write(folder / "config", config_of(config, control_port)) &&
                       write(folder / "accounts", account(config)) &&
                       write(folder / "contacts", "") &&
                       (config.ca_file.empty() || write(folder / trust_file, trust));
  if (written) return {};
  return std::unexpected(
      ports::Failure{ports::FailureCode::io, "can not write in " + folder.string()});
}

std::string dialled(const ports::TelephoneConfig& config, std::string_view number) {
  return fmt::format("sip:{}@{}", number, config.server);
}

}  // namespace ckl::platform
