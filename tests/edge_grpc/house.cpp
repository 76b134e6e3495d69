#include "edge_grpc/house.hpp"

#include <gtest/gtest.h>

namespace ckl::test {
namespace {

using namespace std::chrono_literals;

domain::Organisation organisation() {
  domain::Organisation all;
  all.name = {"Provstad", "Test Town"};
  all.units.push_back({.id = {"ks"},
                       .name = {"Kommunstyrelsen", "Executive Board"},
                       .kind = domain::UnitKind::executive_board,
                       .legal_person = false,
                       .parent = {},
                       .valid_from = {},
                       .valid_to = {},
                       .successors = {}});
  const std::pair<const char*, const char*> persons[] = {
      {"tib", domain::role::duty_officer},
      {"chair", domain::role::committee_chair},
      {"root", domain::role::administrator},
      {"both", domain::role::staff},
  };
  for (const auto& [id, role] : persons) {
    domain::Person person;
    person.id = {id};
    person.name = std::string{"Person "} + id;
    person.unit = {"ks"};
    all.persons.push_back(person);
    domain::Mandate mandate;
    mandate.person = {id};
    mandate.role = role;
    mandate.unit = {"ks"};
    all.mandates.push_back(mandate);
  }
  domain::Mandate second = all.mandates.front();  // "both" has two roles that may the same
  second.person = {"both"};
  all.mandates.push_back(second);
  second.role = domain::role::city_director;
  all.mandates.push_back(second);
  domain::Mandate past = all.mandates.front();
  past.role = domain::role::registrar;
  past.valid_to = domain::Instant{1s};
  all.mandates.push_back(past);
  return all;
}

ports::TokenRow row_of(const std::string& person) {
  return {.id = person,
          .person = {person},
          .label = "prov",
          .valid_to = domain::Instant{4'000'000'000s},
          .administrator = person == "root"};
}

}  // namespace

Tokens::Tokens() {
  for (const char* person : {"tib", "chair", "root", "both"}) rows_[person] = row_of(person);
}

ports::Result<ports::Principal> Tokens::authenticate(std::string_view bearer_token) const {
  const std::lock_guard lock{mutex_};
  const auto found = rows_.find(bearer_token);
  if (found == rows_.end()) {
    return std::unexpected(ports::Failure{.code = ports::FailureCode::refused, .what = "unknown"});
  }
  return ports::Principal{.person = found->second.person,
                          .token_id = found->second.id,
                          .administrator = found->second.administrator};
}

ports::Result<ports::FeedKey> Tokens::open_feed(std::string_view token) const {
  const std::lock_guard lock{mutex_};
  const auto found = rows_.find(token);
  if (found == rows_.end() || found->second.feed.empty()) {
    return std::unexpected(ports::Failure{.code = ports::FailureCode::refused, .what = "unknown"});
  }
  return ports::FeedKey{.person = found->second.person, .feed = found->second.feed};
}

bool Tokens::still_valid(const ports::Principal& principal) const {
  const std::lock_guard lock{mutex_};
  return std::ranges::any_of(rows_,
                             [&](const auto& row) { return row.second.id == principal.token_id; });
}

ports::Result<ports::NewToken> Tokens::create(const ports::TokenRow& row) {
  const std::lock_guard lock{mutex_};
  const std::string secret = "secret-" + std::to_string(rows_.size());
  rows_[secret] = row;
  rows_[secret].id = secret;
  return ports::NewToken{.id = secret, .secret = secret};
}

std::vector<ports::TokenRow> Tokens::list() const {
  const std::lock_guard lock{mutex_};
  std::vector<ports::TokenRow> all;
  for (const auto& [secret, row] : rows_) all.push_back(row);
  return all;
}

ports::Result<void> Tokens::revoke(std::string_view id) {
  const std::lock_guard lock{mutex_};
  const auto found = rows_.find(id);
  if (found == rows_.end()) {
    return std::unexpected(
        ports::Failure{.code = ports::FailureCode::not_found, .what = "no such token"});
  }
  rows_.erase(found);
  return {};
}

House::House(edge::rpc::Limits limits, const Vouched& tls) : work_(io_.get_executor()) {
  engine_ =
      std::make_unique<engine::Engine>(io_.get_executor(), journal_, clock_, engine::Options{});
  hub_ = std::make_unique<stream::Hub>(*engine_, stream::HubOptions{});
  workspace_ = {
      .id = {"skarpt"},
      .mode = domain::Mode::live,
      .name = {"Skarpt läge", "Live"},
      .engine = engine_.get(),
      .hub = hub_.get(),
      .formats = edge::add_formats(*hub_),
      .gateway_faults = [] { return std::vector<domain::Text>{{"SMS är nere", "SMS is down"}}; }};
  engine_->observe(*hub_);
  engine_->start();
  services_.find_workspace = [this](std::string_view id) {
    return id == "skarpt" ? &workspace_ : nullptr;
  };
  services_.workspaces = [this] { return std::vector<const edge::Workspace*>{&workspace_}; };
  services_.authenticator = &tokens_;
  services_.tokens = &tokens_;
  services_.scenarios = [] { return std::vector<std::string>{"drottninggatan"}; };
  services_.start_scenario = [](const std::string& scenario, double) {
    return std::expected<domain::WorkspaceId, domain::Rejection>{{"ovning-" + scenario + "-1"}};
  };
  services_.version = "prov";
  api_ = std::make_unique<edge::Api>(services_);
  server_ =
      std::make_unique<edge::rpc::Server>(io_.get_executor(), services_, *api_,
                                          edge::rpc::Options{.host = "127.0.0.1",
                                                             .port = 0,
                                                             .certificate_file = tls.certificate,
                                                             .key_file = tls.key,
                                                             .limits = limits});
  const auto port = server_->start();
  if (!port) throw std::runtime_error(port.error().what);
  port_ = *port;
  thread_ = std::thread([this] { io_.run(); });
  adopt();
}

House::~House() {
  on_main([this] { server_->stop(); });
  on_main([this] { engine_->stop(); });
  work_.reset();
  io_.stop();
  thread_.join();
}

std::promise<void> House::hold_main() {
  std::promise<void> release;
  boost::asio::post(io_, [held = release.get_future()]() mutable { held.wait(); });
  return release;
}

void House::adopt() {
  submit(domain::OpenWorkspace{{"skarpt"}, domain::Mode::live, {"Skarpt läge", "Live"}});
  submit(domain::AdoptOrganisation{organisation(), "hash"});
  domain::Settings settings;
  settings.ckl_instruction = "CKL-instruktion 1";
  submit(domain::AdoptSettings{settings});
}

void House::adopt_plan() {
  domain::Organisation all = organisation();
  all.positions = {{.id = {"LEDNING"}, .name = {"Ledning", "Lead"}}};
  for (auto& person : all.persons) person.ladder = {{.channel = "sms", .after = {}, .contact = 0}};
  submit(domain::AdoptOrganisation{all, "hash-2"});
  domain::PlanPosition position;
  position.position = {"LEDNING"};
  position.waves = {{.parallel = false, .persons = {{"chair"}}}};
  submit(domain::AdoptPlan{{.id = {"grund"},
                            .name = {"Grund", "Basic"},
                            .positions = {position},
                            .deadline = domain::Seconds{3'600}}});
}

void House::submit(domain::Command command) {
  std::promise<ports::Reply> answered;
  engine::Submission submission;
  submission.command = std::move(command);
  submission.actor.machine = "configuration";
  submission.actor.via = "internal";
  engine_->submit(std::move(submission),
                  [&answered](ports::Reply reply) { answered.set_value(std::move(reply)); });
  const auto reply = answered.get_future().get();
  const auto* refused = std::get_if<domain::Rejection>(&reply);
  ASSERT_EQ(refused, nullptr) << refused->breaches.front().message.en;
}

}  // namespace ckl::test
