#include "edge/http/calendar.hpp"

#include <utility>

#include "edge/api/duty_feed.hpp"

namespace ckl::edge::http {
namespace {

constexpr std::string_view kSuffix = ".ics";

// The same whether the token never was, has ended or names a workspace that is gone.
Reply unknown() {
  return text_reply(404, "Kalendern finns inte. Skapa en ny adress med ckl roster feed.",
                    "There is no such calendar. Make a new address with ckl roster feed.");
}

}  // namespace

void calendar_reply(const Services& services, std::string_view name, Respond done) {
  if (!name.ends_with(kSuffix)) return done(unknown());
  name.remove_suffix(kSuffix.size());
  const auto key = services.authenticator->open_feed(name);
  if (!key) return done(unknown());
  const std::size_t slash = key->feed.find('/');
  const Workspace* workspace = services.find_workspace(key->feed.substr(0, slash));
  if (workspace == nullptr || slash == std::string::npos) return done(unknown());
  FeedWish wish{.person = key->person, .function = key->feed.substr(slash + 1)};
  workspace->engine->read([done = std::move(done), wish = std::move(wish),
                           now = workspace->engine->now()](const domain::State& state) mutable {
    Reply reply;
    reply.content_type = "text/calendar; charset=utf-8";
    reply.set("Content-Disposition", "inline; filename=\"jour.ics\"");
    reply.body = duty_calendar(state, wish, now);
    done(std::move(reply));
  });
}

}  // namespace ckl::edge::http
