// A whole small server behind a real gRPC port: engine, hub, api and edge are the real ones; the
// disk is memory, the tokens are a table.
//
// The main thread of the server is a thread of the test; `on_main` runs something there.
#pragma once

#include <future>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <thread>

#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>

#include "edge/api/api.hpp"
#include "edge/grpc/server.hpp"
#include "edge_http/certificate.hpp"
#include "journal/memory_journal.hpp"
#include "platform/system_clock.hpp"

namespace ckl::test {

// "<person>" is the token of a person until it is revoked; "root" is an administrator.
class Tokens final : public ports::Authenticator, public ports::TokenAdmin {
 public:
  Tokens();

  [[nodiscard]] ports::Result<ports::Principal> authenticate(
      std::string_view bearer_token) const override;
  [[nodiscard]] ports::Result<ports::FeedKey> open_feed(std::string_view token) const override;
  [[nodiscard]] bool still_valid(const ports::Principal& principal) const override;
  [[nodiscard]] ports::Result<ports::NewToken> create(const ports::TokenRow& row) override;
  [[nodiscard]] std::vector<ports::TokenRow> list() const override;
  [[nodiscard]] ports::Result<void> revoke(std::string_view id) override;

 private:
  mutable std::mutex mutex_;
  std::map<std::string, ports::TokenRow, std::less<>> rows_;
};

class House {
 public:
  explicit House(edge::rpc::Limits limits = {}, const Vouched& tls = {});
  House(const House&) = delete;
  House& operator=(const House&) = delete;
  ~House();

  [[nodiscard]] std::string address() const { return "127.0.0.1:" + std::to_string(port_); }
  [[nodiscard]] edge::rpc::Server& server() { return *server_; }
  [[nodiscard]] Tokens& tokens() { return tokens_; }
  [[nodiscard]] const std::string& journal_id() const { return journal_.id(); }

  template <class Act>
  auto on_main(Act act) {
    using Answer = decltype(act());
    std::packaged_task<Answer()> task(std::move(act));
    auto answer = task.get_future();
    boost::asio::post(io_, std::move(task));
    return answer.get();
  }

  [[nodiscard]] domain::Sequence head() {
    return on_main([this] { return engine_->durable(); });
  }

  // A position that "chair" can be called for, by SMS, and the plan "grund" that does so.
  void adopt_plan();

  // Holds up the main thread until the returned promise is kept.
  [[nodiscard]] std::promise<void> hold_main();

 private:
  void adopt();
  void submit(domain::Command command);

  boost::asio::io_context io_;
  boost::asio::executor_work_guard<boost::asio::io_context::executor_type> work_;
  platform::SystemClock clock_;
  journal::MemoryJournal journal_;
  Tokens tokens_;
  std::unique_ptr<engine::Engine> engine_;
  std::unique_ptr<stream::Hub> hub_;
  edge::Workspace workspace_;
  edge::Services services_;
  std::unique_ptr<edge::Api> api_;
  std::unique_ptr<edge::rpc::Server> server_;
  std::uint16_t port_ = 0;
  std::thread thread_;
};

}  // namespace ckl::test
