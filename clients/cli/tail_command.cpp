// `ckl tail`: follow a workspace, over interruptions too.
#include <fmt/format.h>

#include "cli/commands.hpp"
#include "cli/describe.hpp"
#include "cli/picture.hpp"

namespace ckl::cli {

namespace {

constexpr std::chrono::seconds longest_absence{60};

struct Wish {
  std::optional<std::uint64_t> after;
  bool snapshot = false;
  std::string incident;
  std::vector<std::string> kinds;
  std::string organisation;
  std::string post;
  std::uint32_t staffing = 0;
};

// Remembers where it is, so that it can go on there.
class Tail {
 public:
  Tail(Session& session, const Wish& wish) : session_(session) {
    request_.set_workspace(session.options().workspace);
    request_.set_incident(wish.incident);
    request_.set_organisation(wish.organisation);
    request_.set_post(wish.post);
    request_.set_staffing(wish.staffing);
    for (const std::string& kind : wish.kinds) request_.add_kinds(kind);
    if (wish.snapshot) {
      request_.set_snapshot(true);
    } else if (wish.after) {
      request_.set_after(*wish.after);
    } else {
      request_.set_head(true);
    }
  }

  int follow() {
    for (;;) {
      const auto trouble = session_.subscribe(
          request_, [this](const v1::ServerFrame& frame) { return take(frame); });
      if (!trouble) return static_cast<int>(Exit::ok);
      const bool away = trouble->exit == Exit::unavailable && !trouble->rejection;
      if (!away) return fail(session_, *trouble);
      say(session_.voice()("… servern svarar inte, väntar", "... the server is away, waiting"));
      const std::chrono::seconds patience{session_.options().timeout_seconds};
      if (!session_.wait_for_server(begun_ ? longest_absence : patience)) {
        return fail(session_, *trouble);
      }
    }
  }

 private:
  bool take(const v1::ServerFrame& frame) {
    switch (frame.frame_case()) {
      case v1::ServerFrame::kHello:
        greet(frame.hello());
        break;
      case v1::ServerFrame::kSnapshot:
        show(frame.snapshot());
        resume_after(frame.snapshot().sequence());
        break;
      case v1::ServerFrame::kEvents:
        for (const auto& entry : frame.events().entries()) show(entry);
        resume_after(frame.events().through());
        break;
      case v1::ServerFrame::kHeartbeat:
        if (session_.voice()(frame.heartbeat().fault()) != fault_) {
          fault_ = session_.voice()(frame.heartbeat().fault());
          say(fault_.empty() ? session_.voice()("Allt väl igen.", "All is well again.") : fault_);
        }
        break;
      case v1::ServerFrame::kClosing:
        say(session_.voice()(frame.closing().reason()));
        break;
      default:
        break;
    }
    return true;
  }

  void greet(const v1::Hello& hello) {
    begun_ = true;
    today_ = to_instant(hello.time());
    request_.set_journal(hello.journal());
    if (request_.has_head()) resume_after(hello.head());
  }

  void show(const v1::WorkspaceImage& image) const {
    if (session_.options().json) return print(fmt::format("{{\"snapshot\":{}}}\n", to_json(image)));
    const Picture picture{image, session_.voice(), to_instant(image.time())};
    print(picture.posture() + "\n" + picture.incidents() + "\n");
  }

  void show(const v1::JournalEntry& entry) const {
    print((session_.options().json ? to_json(entry) : describe(entry, session_.voice(), today_)) +
          "\n");
  }

  void resume_after(std::uint64_t sequence) { request_.set_after(sequence); }

  // Beside the events, so that a program that reads them is not disturbed.
  void say(const std::string& words) const { fmt::print(stderr, "{}\n", words); }

  Session& session_;
  v1::SubscribeRequest request_;
  bool begun_ = false;
  Instant today_{};
  std::string fault_;
};

}  // namespace

void add_tail_command(const Registry& registry) {
  const Voice& say = registry.voice;
  CLI::App& sub =
      *registry.app.add_subcommand("tail", say("Följ det som händer", "Follow what happens"));
  auto wish = std::make_shared<Wish>();
  auto* after = sub.add_option(
      "--after", wish->after,
      say("Efter händelse nummer; 0 = från början", "After event number; 0 = from the first"));
  sub.add_flag("--snapshot", wish->snapshot,
               say("Läget först, sedan det som händer", "The state first, then what happens"))
      ->excludes(after);
  sub.add_option("--incident", wish->incident, say("Bara händelsen", "Only this incident"));
  sub.add_option("--kind", wish->kinds,
                 say("Bara dessa slag, t.ex. level_changed", "Only these kinds"));
  sub.add_option("--organisation", wish->organisation,
                 say("Bara det som rör nämnden, förvaltningen eller bolaget",
                     "Only what concerns this committee, administration or company"));
  sub.add_option("--post", wish->post,
                 say("Ledningsplatsens namn, för dem som leder", "Name of this command post"));
  sub.add_option("--staffing", wish->staffing,
                 say("Hur många som är på ledningsplatsen", "How many are at this command post"));
  sub.callback([&chosen = registry.chosen, wish] {
    chosen = [wish](Session& session) { return Tail{session, *wish}.follow(); };
  });
}

}  // namespace ckl::cli
