#include "edge_http/house.hpp"

#include <gtest/gtest.h>

#include "auth/authenticator.hpp"
#include "edge/api/upgrade.hpp"
#include "platform/random.hpp"

namespace ckl::test {
namespace {

using namespace std::chrono_literals;

domain::Organisation organisation() {
  domain::Organisation all;
  all.name = {"Provstad", "Test Town"};
  all.units.push_back({.id = {"ks"},
                       .name = {"Kommunstyrelsen", "Executive Board"},
                       .kind = domain::UnitKind::executive_board});
  const std::pair<const char*, const char*> persons[] = {
      {"tib-1", domain::role::duty_officer},  {"chair-1", domain::role::committee_chair},
      {"staff-1", domain::role::staff},       {"staff-2", domain::role::staff},
      {"adm-1", domain::role::administrator}, {"chief-1", domain::role::chief_of_staff},
      {"dir-1", domain::role::city_director}, {"both-1", domain::role::duty_officer},
  };
  for (const auto& [id, role] : persons) {
    all.persons.push_back({.id = {id},
                           .name = std::string("Person <") + id + ">",
                           .title = {"Titel", "Title"},
                           .unit = {"ks"},
                           .ladder = {{.channel = "console", .after = 0s, .contact = 0}}});
    all.mandates.push_back({.person = {id}, .role = role, .unit = {"ks"}});
  }
  all.mandates.push_back(
      {.person = {"both-1"}, .role = domain::role::city_director, .unit = {"ks"}});
  domain::DutyFunction duty;
  duty.id = "tib";
  duty.name = {"Tjänsteman i beredskap", "Duty officer"};
  duty.unit = {"ks"};
  duty.persons = {{"tib-1"}, {"both-1"}};
  all.duty_functions.push_back(duty);
  all.positions.push_back({.id = {"SITUATION"}, .name = {"Läge", "Situation"}});
  return all;
}

domain::CalloutPlan plan() {
  domain::PlanPosition position;
  position.position = {"SITUATION"};
  position.wanted = 2;
  position.waves.push_back({.parallel = true, .persons = {{"staff-1"}, {"staff-2"}}});
  return {.id = {"ckl-grund"},
          .name = {"Grundplan", "Basic plan"},
          .positions = {position},
          .deadline = 3600s};
}

const char* kGateway = "prov";

edge::http::Reply receipt(const edge::http::ReceiptCall& call) {
  if (call.gateway != kGateway) {
    return edge::http::text_reply(404, "Kanalen finns inte.", "There is no such gateway.");
  }
  if (call.request.header("x-ckl-secret") != "hemligt") {
    return edge::http::text_reply(403, "Fel hemlighet.", "Wrong secret.");
  }
  const bool known = edge::http::form_value(call.query, "key") == "skarpt/message-1/1" &&
                     call.request.body == "status=delivered";
  return edge::http::text_reply(known ? 200U : 404U, "svar", "answer");
}

}  // namespace

House::House(Adjust adjust) : work_(io_.get_executor()) {
  engine_ =
      std::make_unique<engine::Engine>(io_.get_executor(), journal_, clock_, engine::Options{});
  hub_ = std::make_unique<stream::Hub>(*engine_, stream::HubOptions{});
  workspace_.id = {"skarpt"};
  workspace_.name = {"Skarpt läge", "Live"};
  workspace_.engine = engine_.get();
  workspace_.hub = hub_.get();
  workspace_.formats = edge::add_formats(*hub_);
  engine_->observe(*hub_);
  engine_->start();
  tokens_ = *auth::TokenStore::open(folder_ / "tokens.json", clock_, platform::random_bytes);
  links_ = *auth::AnswerLinks::open(folder_ / "answer-link.key", clock_, platform::random_bytes);
  passkeys_ = *auth::PasskeyStore::open(folder_ / "passkeys.json", our_site(), clock_,
                                        platform::random_bytes);
  services_.passkeys = passkeys_.get();
  services_.public_url = "http://localhost:8480";
  services_.find_workspace = [this](std::string_view id) {
    return id == "skarpt" ? &workspace_ : nullptr;
  };
  services_.workspaces = [this] { return std::vector<const edge::Workspace*>{&workspace_}; };
  services_.authenticator = tokens_.get();
  services_.tokens = tokens_.get();
  services_.scenarios = [] { return std::vector<std::string>{}; };
  services_.version = "prov";
  api_ = std::make_unique<edge::Api>(services_);

  edge::http::Options options;
  options.port = 0;
  options.receipt = receipt;
  options.open_link = [this](std::string_view token)
      -> std::expected<edge::http::AnswerTicket, edge::http::LinkFault> {
    const auto ticket = links_->verify(token);
    if (ticket) {
      const auto* message = engine_->state().messages.find(ticket->message);
      if (message == nullptr) return edge::http::AnswerTicket{ticket->workspace, {}, {}};
      return edge::http::AnswerTicket{ticket->workspace, message->callout, message->person};
    }
    return std::unexpected(ticket.error() == auth::LinkFault::expired
                               ? edge::http::LinkFault::expired
                               : edge::http::LinkFault::forged);
  };
  edge::websocket::Limits limits;
  if (adjust) adjust(options, limits);
  services_.demo = static_cast<bool>(options.demo_persons);
  websocket_ = std::make_unique<edge::websocket::Server>(
      io_, edge::websocket::Backend{services_, *api_, traffic_}, limits);
  http_ = std::make_unique<edge::http::Server>(io_, edge::http::Backend{services_, *api_, traffic_},
                                               std::move(options));
  http_->on_upgrade([this](edge::Upgrade upgrade) { websocket_->take(std::move(upgrade)); });
  const auto port = http_->start();
  if (!port) throw std::runtime_error(port.error().what);
  port_ = *port;
  links_->set_base("http://127.0.0.1:" + std::to_string(port_), {"skarpt"});
  websocket_->start();
  thread_ = std::thread([this] { io_.run(); });
  submit(domain::OpenWorkspace{{"skarpt"}, domain::Mode::live, {"Skarpt läge", "Live"}}, "");
  submit(domain::AdoptOrganisation{organisation(), "hash"}, "");
  domain::Settings settings;
  settings.default_plan = {"ckl-grund"};
  settings.ckl_instruction = "Instruktion 2026:1";
  submit(domain::AdoptSettings{settings}, "");
  submit(domain::AdoptPlan{plan()}, "");
}

House::~House() {
  on_main([this] {
    http_->stop();
    websocket_->stop();
  });
  on_main([this] {
    http_.reset();
    websocket_.reset();
    engine_->stop();
  });
  work_.reset();
  io_.stop();
  thread_.join();
}

std::string House::token(const std::string& person, bool administrator) {
  return on_main([this, person, administrator] {
    return tokens_
        ->create({.id = {},
                  .person = {person},
                  .label = "prov",
                  .valid_to = clock_.now() + 24h,
                  .administrator = administrator || person == "adm-1"})
        ->secret;
  });
}

void House::submit(domain::Command command, const std::string& person) {
  std::promise<ports::Reply> answered;
  engine::Submission submission;
  submission.command = std::move(command);
  submission.actor.person = {person};
  submission.actor.machine = person.empty() ? "prov" : "";
  submission.actor.via = "prov";
  engine_->submit(std::move(submission),
                  [&answered](ports::Reply reply) { answered.set_value(std::move(reply)); });
  const auto reply = answered.get_future().get();
  const auto* refused = std::get_if<domain::Rejection>(&reply);
  ASSERT_EQ(refused, nullptr) << refused->breaches.front().message.en;
}

std::string House::start_callout() {
  domain::ReportIncident report;
  report.kind = domain::IncidentKind::violence;
  report.headline = "Lastbil på <Drottninggatan>";
  report.place = "Drottninggatan";
  report.level = domain::Level::serious;
  report.call_out = true;
  submit(report, "tib-1");
  return on_main([this] {
    const auto& callouts = engine_->state().callouts;
    return callouts.empty() ? std::string() : callouts.begin()->first.value;
  });
}

}  // namespace ckl::test
