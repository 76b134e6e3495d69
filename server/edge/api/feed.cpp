// A subscription as frames: Hello, then an image or events, heartbeats in between, and Closing when
// it can't go on.
#include "codec/input.hpp"
#include "domain/authority.hpp"
#include "edge/api/api.hpp"
#include "edge/api/filter.hpp"
#include "edge/api/frames.hpp"
#include "edge/api/rejections.hpp"

namespace ckl::edge {

namespace {

using domain::Sequence;

class WorkspaceFeed final : public Feed {
 public:
  WorkspaceFeed(const Services& services, const Workspace& workspace, const Subscriber& subscriber,
                std::function<void()> wake)
      : services_(services),
        workspace_(workspace),
        person_(subscriber.person),
        format_(subscriber.format),
        wake_(std::move(wake)) {}

  void enter(const v1::SubscribeRequest& request) {
    stay_.emplace(*workspace_.presence,
                  Connection{.post = request.post(),
                             .version = request.version(),
                             .staffing = request.staffing(),
                             .person = person_,
                             .since = workspace_.engine->now(),
                             .through = [this]() -> Sequence {
                               return subscription_ == nullptr ? 0 : subscription_->cursor();
                             }});
  }

  void follow(Sequence after, stream::Filter filter) {
    filtered_ = !filter.all();
    filter.sight = sight();
    told_ = after;
    const std::size_t number =
        format_ == Format::json ? workspace_.formats.json : workspace_.formats.proto;
    subscription_ =
        workspace_.hub->subscribe(after, number, std::move(filter), [this] { nudge(); });
  }

  // The image is made when everything in it is durable; what comes after it follows it without gap.
  void follow_from_image(stream::Filter filter) {
    std::weak_ptr<char> alive = alive_;
    workspace_.engine->read([this, alive, filter = std::move(filter)](const domain::State& state) {
      if (alive.expired()) return;
      v1::ServerFrame frame;
      codec::encode(state, *frame.mutable_snapshot());
      image_ = encode_frame(frame, format_);
      follow(state.sequence, filter);
      nudge();
    });
  }

  ports::Bytes next() override {
    if (ended_) return nullptr;
    ports::Bytes frame = next_frame();
    idle_ = frame == nullptr;
    return frame;
  }

  bool ended() const override { return ended_; }

  void beat() override {
    beat_due_ = true;
    through_due_ = filtered_;
    // Mandates begin and end with time as well as with entries.
    if (subscription_ != nullptr) subscription_->set_sight(sight());
    nudge();
  }

 private:
  [[nodiscard]] domain::Sight sight() const {
    const engine::Engine& engine = *workspace_.engine;
    return domain::sight_of(engine.state(), person_, engine.now());
  }

  ports::Bytes next_frame() {
    if (!std::exchange(hello_sent_, true)) return hello();
    if (image_ != nullptr) return std::exchange(image_, nullptr);
    if (beat_due_ || fault_told_ != workspace_.engine->fault()) return heartbeat();
    return subscription_ == nullptr ? nullptr : events();
  }

  ports::Bytes hello() {
    v1::ServerFrame frame;
    v1::Hello& hello = *frame.mutable_hello();
    const engine::Engine& engine = *workspace_.engine;
    hello.set_workspace(workspace_.id.value);
    hello.set_mode(codec::to_proto(workspace_.mode));
    hello.set_journal(engine.journal().id());
    hello.set_head(engine.durable());
    codec::encode(engine.now(), *hello.mutable_time());
    hello.set_clock_rate(engine.clock().rate());
    hello.set_version(services_.version);
    codec::encode(workspace_.name, *hello.mutable_name());
    return encode_frame(frame, format_);
  }

  ports::Bytes heartbeat() {
    beat_due_ = false;
    v1::ServerFrame frame;
    v1::Heartbeat& heartbeat = *frame.mutable_heartbeat();
    const engine::Engine& engine = *workspace_.engine;
    heartbeat.set_head(engine.durable());
    codec::encode(engine.now(), *heartbeat.mutable_time());
    fault_told_ = engine.fault();
    if (!fault_told_.empty()) codec::encode(fault_told_, *heartbeat.mutable_fault());
    if (workspace_.gateway_faults) {
      for (const domain::Text& fault : workspace_.gateway_faults()) {
        codec::encode(fault, *heartbeat.add_gateway_faults());
      }
    }
    heartbeat.set_posts(static_cast<std::uint32_t>(workspace_.hub->subscribers()));
    return encode_frame(frame, format_);
  }

  // A filter can leave long stretches empty: after some of them the subscriber hears how far it is,
  // and others get their turn.
  ports::Bytes events() {
    for (int stretch = 0; stretch < domain::limits::empty_stretches; ++stretch) {
      auto frame = subscription_->next();
      if (!frame) return closing(frame.error());
      if (!frame->has_value()) return through_due_ ? progress() : nullptr;
      if ((*frame)->bytes != nullptr) {
        told_ = (*frame)->through;
        return (*frame)->bytes;
      }
    }
    return progress();
  }

  ports::Bytes progress() {
    through_due_ = false;
    const Sequence through = subscription_->cursor();
    if (through == std::exchange(told_, through)) return nullptr;
    return format_ == Format::json ? json_batch({}, through) : proto_batch({}, through);
  }

  ports::Bytes closing(const ports::Failure& failure) {
    ended_ = true;
    const domain::Rejection rejection = server_failed(failure);
    v1::ServerFrame frame;
    v1::Closing& closing = *frame.mutable_closing();
    codec::encode(rejection.breaches.front().message, *closing.mutable_reason());
    closing.set_resume_after(subscription_->cursor());
    codec::encode(rejection, *closing.mutable_rejection());
    return encode_frame(frame, format_);
  }

  void nudge() {
    if (std::exchange(idle_, false)) wake_();
  }

  const Services& services_;
  const Workspace& workspace_;
  const domain::PersonId person_;
  const Format format_;
  const std::function<void()> wake_;
  const std::shared_ptr<char> alive_ = std::make_shared<char>();
  std::unique_ptr<stream::Subscription> subscription_;
  std::optional<Presence::Stay> stay_;  // goes before what it asks
  ports::Bytes image_;
  domain::Text fault_told_;
  Sequence told_ = 0;
  bool filtered_ = false;
  bool hello_sent_ = false;
  bool beat_due_ = false;
  bool through_due_ = false;
  bool idle_ = false;
  bool ended_ = false;
};

std::expected<void, domain::Rejection> check_start(const Workspace& workspace,
                                                   const v1::SubscribeRequest& request) {
  const engine::Engine& engine = *workspace.engine;
  if (!request.journal().empty() && request.journal() != engine.journal().id()) {
    return std::unexpected(other_journal());
  }
  const bool nowhere = request.start_case() == v1::SubscribeRequest::START_NOT_SET ||
                       (request.has_snapshot() && !request.snapshot()) ||
                       (request.has_head() && !request.head());
  if (nowhere) {
    return std::unexpected(codec::input_rejection(
        "INPUT_MISSING", "start",
        {"Det framgår inte var prenumerationen ska börja.",
         "It is not said where the subscription begins."},
        {"Ange after, snapshot eller head.", "Set after, snapshot or head."}));
  }
  if (request.has_after() && request.after() > engine.durable()) {
    return std::unexpected(beyond_head(request.after(), engine.durable()));
  }
  return {};
}

std::expected<stream::Filter, domain::Rejection> check_filter(const Workspace& workspace,
                                                              const v1::SubscribeRequest& request) {
  codec::Input input;
  std::ignore = input.line("post", request.post(), domain::limits::post_bytes);
  std::ignore = input.line("version", request.version(), domain::limits::post_bytes);
  std::ignore = input.number("staffing", request.staffing(), domain::limits::staffing_most);
  const domain::UnitId organisation =
      input.id<domain::UnitId>("organisation", request.organisation(), codec::Need::optional);
  if (!input.ok()) return std::unexpected(std::move(input).rejection());
  auto filter = make_filter(request.incident(), request.kinds());
  if (!filter) return filter;
  filter->organisation = organisation;
  if (!organisation.empty() &&
      domain::find_unit(workspace.engine->state(), organisation) == nullptr) {
    return std::unexpected(
        thing_unknown("INPUT_UNKNOWN_UNIT", "organisation",
                      {"Organisationen finns inte.", "There is no such organisation."},
                      {"Välj en nämnd, förvaltning eller ett bolag ur units.yaml.",
                       "Choose a committee, administration or company of units.yaml."}));
  }
  if (filter->incident.empty()) return filter;
  if (workspace.engine->state().incidents.contains(filter->incident)) return filter;
  return std::unexpected(thing_unknown(
      "INPUT_UNKNOWN_INCIDENT", "incident", {"Händelsen finns inte.", "There is no such incident."},
      {"Välj en händelse som finns.", "Choose an incident that exists."}));
}

}  // namespace

std::expected<std::unique_ptr<Feed>, domain::Rejection> Feed::open(
    const Services& services, const v1::SubscribeRequest& request, const Subscriber& subscriber,
    std::function<void()> wake) {
  const Workspace* workspace = services.find_workspace(request.workspace());
  if (workspace == nullptr) return std::unexpected(workspace_unknown(request.workspace()));
  if (auto start = check_start(*workspace, request); !start) {
    return std::unexpected(std::move(start.error()));
  }
  auto filter = check_filter(*workspace, request);
  if (!filter) return std::unexpected(std::move(filter.error()));

  if (workspace->presence != nullptr && workspace->presence->is_full_for(subscriber.person)) {
    return std::unexpected(too_many_of_one(subscriptions_per_person));
  }

  auto feed = std::make_unique<WorkspaceFeed>(services, *workspace, subscriber, std::move(wake));
  if (workspace->presence != nullptr) feed->enter(request);
  if (request.has_snapshot()) {
    feed->follow_from_image(*std::move(filter));
  } else {
    const Sequence head = workspace->engine->durable();
    feed->follow(request.has_after() ? request.after() : head, *std::move(filter));
  }
  return feed;
}

}  // namespace ckl::edge
