#include "app/passkeys.hpp"

#include <algorithm>
#include <string_view>

#include <spdlog/spdlog.h>

#include "platform/random.hpp"

namespace ckl::app {

namespace {

bool is_number(std::string_view host) {
  return host.starts_with('[') ||
         std::ranges::all_of(host, [](char c) { return (c >= '0' && c <= '9') || c == '.'; });
}

}  // namespace

std::optional<auth::Site> site_of(const std::string& base) {
  const auto scheme = base.find("://");
  if (scheme == std::string::npos) return std::nullopt;
  const std::string_view rest = std::string_view(base).substr(scheme + 3);
  const auto authority = rest.substr(0, rest.find('/'));
  const auto host =
      authority.starts_with('[') ? authority : authority.substr(0, authority.find(':'));
  if (host.empty() || is_number(host)) return std::nullopt;
  return auth::Site{.id = std::string(host),
                    .origins = {base.substr(0, scheme + 3) + std::string(authority)}};
}

ports::Result<std::unique_ptr<auth::PasskeyStore>> open_passkeys(const platform::Config& config,
                                                                 const std::string& base,
                                                                 const ports::Clock& clock) {
  auto site = site_of(base);
  if (!site) {
    spdlog::warn("no passkeys: public_url {} has no name as its host", base);
    return nullptr;
  }
  return auth::PasskeyStore::open(config.data / "passkeys.json", *std::move(site), clock,
                                  &platform::random_bytes);
}

}  // namespace ckl::app
