// A whole small server behind real sockets: the real engine, hub, api, tokens, links and edges;
// only the disk (memory) and the time (by hand) are the test's.
//
// The io_context runs on a thread of its own while the test talks to it as a client would. State is
// touched through `on_main` only.
#pragma once

#include <functional>
#include <future>
#include <memory>
#include <string>
#include <thread>

#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>

#include "auth/answer_link.hpp"
#include "auth/hand_clock.hpp"
#include "auth/passkey_store.hpp"
#include "auth/scratch_folder.hpp"
#include "auth/token_store.hpp"
#include "edge/api/api.hpp"
#include "edge/api/traffic.hpp"
#include "edge/http/server.hpp"
#include "edge/websocket/server.hpp"
#include "engine/engine.hpp"
#include "journal/memory_journal.hpp"
#include "stream/hub.hpp"

namespace ckl::test {

class House {
 public:
  // `adjust` may change the options before the start.
  using Adjust = std::function<void(edge::http::Options&, edge::websocket::Limits&)>;
  explicit House(Adjust adjust = {});
  House(const House&) = delete;
  House& operator=(const House&) = delete;
  ~House();

  [[nodiscard]] std::uint16_t port() const { return port_; }

  // A valid token of a person; "adm-1" is an administrator, and so is whoever else is said to be.
  [[nodiscard]] std::string token(const std::string& person, bool administrator = false);
  [[nodiscard]] auth::TokenStore& tokens() { return *tokens_; }
  [[nodiscard]] auth::AnswerLinks& links() { return *links_; }
  [[nodiscard]] HandClock& clock() { return clock_; }
  [[nodiscard]] journal::MemoryJournal& journal() { return journal_; }
  [[nodiscard]] engine::Engine& engine() { return *engine_; }
  [[nodiscard]] edge::Traffic& traffic() { return traffic_; }
  [[nodiscard]] edge::Services& services() { return services_; }
  [[nodiscard]] edge::Api& api() { return *api_; }

  // On the main thread, waiting for it.
  template <class Act>
  auto on_main(Act act) {
    using Answer = decltype(act());
    std::packaged_task<Answer()> task(std::move(act));
    auto answer = task.get_future();
    boost::asio::post(io_, std::move(task));
    return answer.get();
  }

  // The last entry of the journal.
  [[nodiscard]] domain::Sequence head() {
    return on_main([this] { return engine_->durable(); });
  }

  void stop_websockets() {
    on_main([this] { websocket_->stop(); });
  }

  // An incident with a running call-out that calls "staff-1" and "staff-2"; its id.
  std::string start_callout();

 private:
  void submit(domain::Command command, const std::string& person);
  void settle();

  ScratchFolder folder_;
  HandClock clock_;
  edge::Traffic traffic_;
  boost::asio::io_context io_;
  boost::asio::executor_work_guard<boost::asio::io_context::executor_type> work_;
  journal::MemoryJournal journal_;
  std::unique_ptr<engine::Engine> engine_;
  std::unique_ptr<stream::Hub> hub_;
  std::unique_ptr<auth::TokenStore> tokens_;
  std::unique_ptr<auth::AnswerLinks> links_;
  std::unique_ptr<auth::PasskeyStore> passkeys_;
  edge::Workspace workspace_;
  edge::Services services_;
  std::unique_ptr<edge::Api> api_;
  std::unique_ptr<edge::websocket::Server> websocket_;
  std::unique_ptr<edge::http::Server> http_;
  std::uint16_t port_ = 0;
  std::thread thread_;
};

}  // namespace ckl::test
