// The browsers that persons have subscribed to push messages with, in a file beside the journals.
//
// Main thread. The whole file is replaced and synced at each change, before the call returns; a
// damaged one is a Failure at the start, never started over. Personal data, readable by the owner
// only: an endpoint names a browser. It knows nothing of encryption or sending.
#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "ports/push.hpp"

namespace ckl::auth {

class PushStore final : public ports::PushBook {
 public:
  // Beyond these a person's oldest browser gives way.
  static constexpr std::size_t most_per_person = 8;

  // Says why a subscription can not be used, as the channel sees it.
  using Check = std::function<ports::Result<void>(const ports::PushSubscription&)>;

  [[nodiscard]] static ports::Result<std::unique_ptr<PushStore>> open(std::filesystem::path file);

  // Until then nobody can subscribe: there is no gateway of the kind.
  void serve(std::string public_key, Check check);

  [[nodiscard]] std::string public_key() const override { return public_key_; }
  [[nodiscard]] ports::Result<void> subscribe(const domain::PersonId& person,
                                              ports::PushSubscription subscription) override;
  [[nodiscard]] ports::Result<void> unsubscribe(const domain::PersonId& person,
                                                std::string_view endpoint) override;
  [[nodiscard]] std::vector<ports::PushSubscription> of(
      const domain::PersonId& person) const override;
  void forget(std::string_view endpoint) override;
  [[nodiscard]] std::vector<std::string> lost(const domain::PersonId& person) const override;

 private:
  struct Kept {
    domain::PersonId person;
    ports::PushSubscription subscription;
  };
  struct Lost {
    domain::PersonId person;
    std::string endpoint;
  };
  struct Book {
    std::vector<Kept> kept;  // the oldest first
    std::vector<Lost> lost;
  };

  explicit PushStore(std::filesystem::path file) : file_(std::move(file)) {}

  [[nodiscard]] static ports::Result<Book> parse(const std::string& contents);
  [[nodiscard]] static std::string print(const Book& book);
  [[nodiscard]] ports::Result<void> keep(Book book);

  std::filesystem::path file_;
  std::string public_key_;
  Check check_;
  Book book_;
};

}  // namespace ckl::auth
