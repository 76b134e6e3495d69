#include "app/server.hpp"

#include <algorithm>
#include <chrono>
#include <utility>

#include <boost/asio/steady_timer.hpp>
#include <spdlog/spdlog.h>

#include "app/bounces.hpp"
#include "app/contacts.hpp"
#include "app/demo.hpp"
#include "app/gateways.hpp"
#include "app/notices.hpp"
#include "app/passkeys.hpp"
#include "app/posts.hpp"
#include "app/push.hpp"
#include "app/receipts.hpp"
#include "app/text_answers.hpp"
#include "app/texts.hpp"
#include "app/trials.hpp"
#include "app/version.hpp"
#include "app/watch.hpp"
#include "app/workspaces.hpp"
#include "auth/token_store.hpp"
#include "edge/api/api.hpp"
#include "edge/api/upgrade.hpp"
#include "edge/grpc/server.hpp"
#include "edge/http/server.hpp"
#include "edge/websocket/server.hpp"
#include "platform/home_folder.hpp"
#include "platform/memory_use.hpp"
#include "platform/open_files.hpp"
#include "platform/random.hpp"
#include "platform/system_clock.hpp"

namespace ckl::app {
namespace {

constexpr std::chrono::seconds kHealthBeat{1};
constexpr std::uint64_t kFilesOfItsOwn = 512;  // journals, gateways, what stands open for a moment
// What a stop waits for clients that are slow to leave; gRPC has its own half second after it.
constexpr std::chrono::milliseconds kFarewellGlance{10};
constexpr int kFarewellGlances = 240;

ports::Result<std::unique_ptr<auth::TokenStore>> open_tokens(const platform::Config& config,
                                                             const ports::Clock& clock) {
  return auth::TokenStore::open(config.data / "tokens.json", clock, &platform::random_bytes);
}

// The first of them, or none.
domain::WorkspaceId live_workspace(const platform::Config& config) {
  const auto live =
      std::ranges::find(config.workspaces, domain::Mode::live, &platform::WorkspaceConfig::mode);
  return live == config.workspaces.end() ? domain::WorkspaceId{} : live->id;
}

std::expected<edge::http::AnswerTicket, edge::http::LinkFault> open_link(
    const auth::AnswerLinks& links, const Workspaces& workspaces, std::string_view token) {
  auto ticket = links.verify(token);
  if (!ticket) {
    return std::unexpected(ticket.error() == auth::LinkFault::expired
                               ? edge::http::LinkFault::expired
                               : edge::http::LinkFault::forged);
  }
  edge::http::AnswerTicket opened{.workspace = ticket->workspace, .callout = {}, .person = {}};
  const auto* workspace = workspaces.find(ticket->workspace.value);
  if (workspace == nullptr) return opened;  // a replay that is over
  const auto* message = workspace->engine->state().messages.find(ticket->message);
  if (message != nullptr && message->purpose == domain::MessagePurpose::test) {
    opened.contact_test = message->id;
    opened.person = message->person;
  }
  if (message != nullptr && message->purpose == domain::MessagePurpose::call) {
    opened.callout = message->callout;
    opened.person = message->person;
  }
  return opened;
}

}  // namespace

struct Server::Impl {
  Impl(boost::asio::io_context& context, platform::Config what, const Arguments& how)
      : io(context), config(std::move(what)), arguments(how), health(context), farewell(context) {}

  ports::Result<void> open();
  ports::Result<void> listen();
  ports::Result<void> listen_http();
  ports::Result<void> listen_grpc();
  void watch_over();
  void fill_services();
  void show_demo(edge::http::Options& options);
  [[nodiscard]] std::uint32_t connections_that_fit() const;
  void beat();
  void leave(std::function<void()> gone);
  void wait_for_the_last(std::function<void()> gone);
  [[nodiscard]] std::string metrics() const;
  [[nodiscard]] std::vector<domain::Text> other_faults() const;
  [[nodiscard]] std::optional<std::string> unready() const;

  boost::asio::io_context& io;
  platform::Config config;
  const Arguments& arguments;
  platform::SystemClock clock;
  boost::asio::steady_timer health;
  boost::asio::steady_timer farewell;
  int glances_left = kFarewellGlances;
  domain::Instant started{};

  std::unique_ptr<platform::HomeFolder> folder;
  std::unique_ptr<auth::TokenStore> tokens;
  std::unique_ptr<auth::AnswerLinks> links;
  std::unique_ptr<platform::ContactDirectory> directory;
  std::unique_ptr<auth::ContactStore> contacts;
  std::unique_ptr<Push> push;
  std::unique_ptr<auth::PasskeyStore> passkeys;
  std::unique_ptr<Gateways> gateways;
  CityTexts texts;
  std::unique_ptr<Watch> watch;
  std::unique_ptr<Workspaces> workspaces;
  std::unique_ptr<Posts> posts;
  std::unique_ptr<Trials> trials;
  std::unique_ptr<Bounces> bounces;
  std::unique_ptr<TextAnswers> text_answers;
  edge::Services services;
  edge::Traffic traffic;
  std::unique_ptr<edge::Api> api;
  std::unique_ptr<edge::websocket::Server> websocket;
  std::unique_ptr<edge::http::Server> http;
  std::unique_ptr<edge::rpc::Server> grpc;
  std::vector<edge::http::DemoPerson> demo_persons;
  domain::WorkspaceId demo_exercise;  // the newest of them; empty = none has begun
  Endpoints endpoints;
};

// A server without a free descriptor can not write its journal: as many as that needs are kept.
std::uint32_t Server::Impl::connections_that_fit() const {
  const auto files = platform::take_all_open_files();
  const auto room = files > kFilesOfItsOwn ? files - kFilesOfItsOwn : 1;
  if (room >= config.connections) return config.connections;
  spdlog::warn("{} connections are configured, and the system lets this process have {} files: {}",
               config.connections, files, room);
  return static_cast<std::uint32_t>(room);
}

ports::Result<void> Server::Impl::open() {
  started = clock.now();
  config.connections = connections_that_fit();
  auto held = platform::HomeFolder::open(config.data);
  if (!held) return std::unexpected(held.error());
  folder = std::move(*held);
  auto store = open_tokens(config, clock);
  if (!store) return std::unexpected(store.error());
  tokens = std::move(*store);
  auto signer =
      auth::AnswerLinks::open(config.data / "answer-link.key", clock, &platform::random_bytes);
  if (!signer) return std::unexpected(signer.error());
  links = std::move(*signer);
  directory = std::make_unique<platform::ContactDirectory>(config.contacts);
  auto book = open_contacts(config, clock, *directory);
  if (!book) return std::unexpected(book.error());
  contacts = std::move(*book);
  auto pushing = Push::open(config);
  if (!pushing) return std::unexpected(pushing.error());
  push = std::move(*pushing);
  auto made = Gateways::make(config, io.get_executor(), clock, push->parts());
  if (!made) {
    return std::unexpected(ports::Failure{.code = ports::FailureCode::invalid,
                                          .what = platform::format_problems(made.error())});
  }
  gateways = std::move(*made);
  push->connect(*gateways, *directory);
  auto read = make_texts(config);
  if (!read) {
    return std::unexpected(ports::Failure{.code = ports::FailureCode::invalid,
                                          .what = platform::format_problems(read.error())});
  }
  texts = std::move(*read);
  watch_over();
  workspaces = std::make_unique<Workspaces>(
      Surroundings{.executor = io.get_executor(),
                   .config = config,
                   .directory = *directory,
                   .gateways = *gateways,
                   .links = *links,
                   .texts = texts,
                   .other_faults = [this] { return other_faults(); },
                   .lateness = &watch->lateness(),
                   .test_alarms = [this](auto& out) { watch->fill(out); }});
  posts = std::make_unique<Posts>(*workspaces);
  trials = std::make_unique<Trials>(*workspaces, *links, *directory);
  bounces = std::make_unique<Bounces>(config, Bounces::Surroundings{.workspaces = *workspaces,
                                                                    .clock = clock,
                                                                    .executor = io.get_executor(),
                                                                    .watcher = watch->watcher()});
  gateways->desk().open(*workspaces, watch->watcher(), *trials);
  text_answers = std::make_unique<TextAnswers>(TextAnswers::Needs{
      .gateways = *gateways,
      .workspaces = *workspaces,
      .directory = *directory,
      .links = *links,
      .watcher = watch->watcher(),
      .trials = *trials,
      .exercise_list = {config.exercise_list.begin(), config.exercise_list.end()}});
  const auto demo_tokens = config.data / "demo-tokens.json";
  if (!arguments.demo) return end_demo(*tokens, demo_tokens);
  auto persons = make_demo_persons(*tokens, config.organisation, clock, demo_tokens);
  if (!persons) return std::unexpected(persons.error());
  demo_persons = std::move(*persons);
  return {};
}

void Server::Impl::watch_over() {
  watch = std::make_unique<Watch>(
      Watch::Surroundings{.config = config,
                          .gateways = *gateways,
                          .clock = clock,
                          .executor = io.get_executor(),
                          .base = [this] { return endpoints.base(); },
                          .changed = [this] { workspaces->look_at_gateways(); },
                          .unready = [this] { return unready(); }});
}

// As /readyz says it.
std::optional<std::string> Server::Impl::unready() const {
  for (const auto* workspace : workspaces->list()) {
    const auto& fault = workspace->engine->fault();
    if (!fault.empty()) return "workspace " + workspace->id.value + ": " + fault.en;
  }
  return std::nullopt;
}

std::vector<domain::Text> Server::Impl::other_faults() const {
  auto faults = watch->faults();
  for (auto& fault : bounces->faults()) faults.push_back(std::move(fault));
  return faults;
}

void Server::Impl::fill_services() {
  services.find_workspace = [this](std::string_view id) { return workspaces->find(id); };
  services.workspaces = [this] { return workspaces->list(); };
  services.authenticator = tokens.get();
  services.tokens = tokens.get();
  services.push = &push->book();
  services.contacts = contacts.get();
  services.start_scenario = [this](const std::string& scenario, double speed) {
    return workspaces->play(scenario, speed);
  };
  services.scenarios = [this] { return workspaces->scenarios(); };
  services.demo = arguments.demo;
  services.version = kVersion;
  services.witnesses = config.witnesses;
  api = std::make_unique<edge::Api>(services);
}

void Server::Impl::show_demo(edge::http::Options& options) {
  options.demo_persons = [this] { return demo_persons; };
  options.demo_exercise = [this] { return demo_exercise.value; };
  options.begin_demo_exercise = [this]() -> std::expected<std::string, domain::Text> {
    auto begun = workspaces->play(std::string(kDemoScenario), kDemoSpeed);
    if (!begun) {
      const auto& breach = begun.error().breaches.front();
      return std::unexpected(domain::Text{.sv = breach.message.sv + " " + breach.what_now.sv,
                                          .en = breach.message.en + " " + breach.what_now.en});
    }
    demo_exercise = *std::move(begun);
    return demo_exercise.value;
  };
}

ports::Result<void> Server::Impl::listen_http() {
  edge::http::Options options;
  options.address = config.http.host;
  options.port = config.http.port;
  options.certificate_file = config.tls.certificate.string();
  options.key_file = config.tls.key.string();
  options.web_root = config.web_root.string();
  options.limits.connections = config.connections;
  options.open_link = [this](std::string_view token) {
    return open_link(*links, *workspaces, token);
  };
  options.confirm_contact = [this](const edge::http::AnswerTicket& ticket,
                                   std::move_only_function<void(bool kept)> done) {
    const auto* workspace = workspaces->find(ticket.workspace.value);
    if (workspace == nullptr) return done(false);
    trials->confirm(*workspace, ticket.contact_test, "link",
                    [done = std::move(done)](const ports::Reply& reply) mutable {
                      done(!std::holds_alternative<domain::Rejection>(reply));
                    });
  };
  options.receipt = [this](const edge::http::ReceiptCall& call) {
    return take_receipt(*gateways, {*workspaces, watch->watcher()}, call);
  };
  options.test_alarm = [this](std::string_view method, std::string_view code) {
    return watch->answer(method, code);
  };
  options.text = [this](const edge::http::ReceiptCall& call, edge::http::Respond done) {
    text_answers->take(call, std::move(done));
  };
  if (arguments.demo) show_demo(options);
  options.more_metrics = [this] { return metrics(); };
  websocket = std::make_unique<edge::websocket::Server>(
      io, edge::websocket::Backend{services, *api, traffic}, edge::websocket::Limits{});
  http = std::make_unique<edge::http::Server>(io, edge::http::Backend{services, *api, traffic},
                                              std::move(options));
  http->on_upgrade([this](edge::Upgrade upgrade) { websocket->take(std::move(upgrade)); });
  const auto port = http->start();
  if (!port) return std::unexpected(port.error());
  websocket->start();
  endpoints.http_port = *port;
  return {};
}

ports::Result<void> Server::Impl::listen_grpc() {
  edge::rpc::Options options;
  options.host = config.grpc.host;
  options.port = config.grpc.port;
  options.certificate_file = config.tls.certificate.string();
  options.key_file = config.tls.key.string();
  options.limits.streams = config.connections;
  grpc = std::make_unique<edge::rpc::Server>(io.get_executor(), services, *api, std::move(options));
  const auto port = grpc->start();
  if (!port) return std::unexpected(port.error());
  endpoints.grpc_port = *port;
  return {};
}

ports::Result<void> Server::Impl::listen() {
  if (auto done = listen_http(); !done) return done;
  if (auto done = listen_grpc(); !done) return done;
  endpoints.http_host = config.http.host;
  endpoints.grpc_host = config.grpc.host;
  endpoints.secure = !config.tls.empty();
  endpoints.public_url = config.public_url;
  links->set_base(endpoints.base(), live_workspace(config));
  auto book = open_passkeys(config, endpoints.base(), clock);
  if (!book) return std::unexpected(book.error());
  passkeys = std::move(*book);
  services.passkeys = passkeys.get();
  services.public_url = endpoints.base();
  return write_endpoints(config.data / "endpoints.json", endpoints);
}

void Server::Impl::beat() {
  health.expires_after(kHealthBeat);
  health.async_wait([this](const boost::system::error_code& stopped) {
    if (stopped) return;
    workspaces->check_health();
    workspaces->measure_overdue(watch->lateness());
    trials->look();
    posts->look();
    beat();
  });
}

void Server::Impl::leave(std::function<void()> gone) {
  health.cancel();
  watch->stop();
  http->stop();
  grpc->leave();
  bounces->stop();
  workspaces->stop();
  websocket->stop();
  wait_for_the_last(std::move(gone));
}

// Asked at intervals, for there is nobody to tell: the connections end in two edges.
void Server::Impl::wait_for_the_last(std::function<void()> gone) {
  farewell.expires_after(kFarewellGlance);
  farewell.async_wait([this, gone = std::move(gone)](const boost::system::error_code& cancelled) {
    if (cancelled) return;
    // By now the calls that gRPC's threads had handed over have had their turn.
    grpc->stop();
    const bool empty = traffic.http_connections == 0;
    if (!empty && --glances_left > 0) return wait_for_the_last(gone);
    if (!empty) spdlog::info("{} connections did not leave in time", traffic.http_connections);
    gone();
  });
}

std::string Server::Impl::metrics() const {
  return process_metrics(
             {.resident_bytes = platform::resident_bytes(), .uptime = clock.now() - started}) +
         watch->metrics();
}

Server::Server(boost::asio::io_context& io, platform::Config config, const Arguments& arguments)
    : impl_(std::make_unique<Impl>(io, std::move(config), arguments)) {}

Server::~Server() = default;

ports::Result<void> Server::start() {
  if (auto done = impl_->open(); !done) return done;
  impl_->fill_services();
  // Links need the bound port, and a workspace that starts may owe messages with links at once.
  if (auto done = impl_->listen(); !done) return done;
  impl_->workspaces->start();
  impl_->bounces->start();
  impl_->watch->start();
  impl_->beat();
  announce(impl_->endpoints, impl_->demo_persons);
  if (impl_->arguments.replay.empty()) return {};
  const auto played = impl_->workspaces->play(impl_->arguments.replay, impl_->arguments.speed);
  if (!played) {
    const auto& breach = played.error().breaches.front();
    return std::unexpected(ports::Failure{.code = ports::FailureCode::invalid,
                                          .what = breach.message.sv + " " + breach.what_now.sv +
                                                  " / " + breach.message.en + " " +
                                                  breach.what_now.en});
  }
  if (impl_->arguments.replay == kDemoScenario) impl_->demo_exercise = *played;
  announce_play(impl_->endpoints, *played);
  return {};
}

void Server::leave(std::function<void()> gone) { impl_->leave(std::move(gone)); }

void Server::stop() {
  impl_->health.cancel();
  if (impl_->watch) impl_->watch->stop();
  if (impl_->bounces) impl_->bounces->stop();
  if (impl_->workspaces) impl_->workspaces->stop();
  if (impl_->grpc) impl_->grpc->stop();
  if (impl_->websocket) impl_->websocket->stop();
  if (impl_->http) impl_->http->stop();
}

ports::Result<std::string> issue_token(const platform::Config& config, const Arguments& arguments) {
  const platform::SystemClock clock;
  auto folder = platform::HomeFolder::open(config.data);
  if (!folder) return std::unexpected(folder.error());
  auto tokens = open_tokens(config, clock);
  if (!tokens) return std::unexpected(tokens.error());
  const auto known = std::ranges::find(
      config.organisation.persons, domain::PersonId{arguments.issue_token}, &domain::Person::id);
  if (known == config.organisation.persons.end()) {
    return std::unexpected(ports::Failure{
        .code = ports::FailureCode::not_found,
        .what = "no person '" + arguments.issue_token + "' in the configured organisation"});
  }
  constexpr std::chrono::days valid_for{365};
  auto made = (*tokens)->create({.id = {},
                                 .person = known->id,
                                 .label = "ckld --issue-token",
                                 .valid_to = clock.now() + valid_for,
                                 .administrator = arguments.administrator});
  if (!made) return std::unexpected(made.error());
  return made->secret;
}

}  // namespace ckl::app
