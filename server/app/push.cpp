#include "app/push.hpp"

#include <algorithm>
#include <filesystem>
#include <utility>

#include <fmt/format.h>

#include "auth/durable_file.hpp"
#include "platform/random.hpp"

namespace ckl::app {
namespace {

ports::Result<delivery::EcKey> open_key(const std::filesystem::path& file) {
  const auto contents = auth::read_file(file);
  if (!contents) return std::unexpected(contents.error());
  if (*contents) {
    auto key = delivery::EcKey::from_pem(**contents);
    if (key) return key;
    return std::unexpected(ports::Failure{
        ports::FailureCode::corrupt,
        fmt::format("{}: {}. Restore it from a backup, or remove it; then everybody must subscribe "
                    "to push messages anew.",
                    file.string(), key.error().what)});
  }
  auto drawn = delivery::EcKey::draw();
  if (!drawn) return drawn;
  if (const auto written = auth::replace_file(file, drawn->pem()); !written) {
    return std::unexpected(written.error());
  }
  return drawn;
}

}  // namespace

ports::Result<std::unique_ptr<Push>> Push::open(const platform::Config& config) {
  std::unique_ptr<Push> push(new Push);
  auto store = auth::PushStore::open(config.data / "push-subscriptions.json");
  if (!store) return std::unexpected(store.error());
  push->store_ = std::move(*store);
  const bool wanted = std::ranges::any_of(
      config.gateways, [](const auto& gateway) { return gateway.kind == "push"; });
  if (!wanted) return push;
  auto key = open_key(config.data / "vapid.key");
  if (!key) return std::unexpected(key.error());
  push->parts_ = std::make_unique<delivery::PushParts>(
      delivery::PushParts{.vapid = *std::move(key),
                          .random = &platform::random_bytes,
                          .forget = [book = push->store_.get()](std::string_view endpoint) {
                            book->forget(endpoint);
                          }});
  return push;
}

void Push::connect(const Gateways& gateways, platform::ContactDirectory& directory) {
  const ports::Channel* channel = gateways.of_kind("push");
  if (channel == nullptr || parts_ == nullptr) return;
  store_->serve(parts_->vapid.point(), [channel](const ports::PushSubscription& subscription) {
    return channel->check_address(delivery::push_address({subscription}));
  });
  directory.look_up("push", [book = store_.get()](const domain::PersonId& person) {
    return delivery::push_address(book->of(person));
  });
}

}  // namespace ckl::app
