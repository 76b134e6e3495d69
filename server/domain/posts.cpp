// Ledningsplatser: lost and back again.
#include "domain/posts.hpp"

#include "domain/apply.hpp"
#include "domain/authority.hpp"
#include "domain/duties.hpp"
#include "domain/handlers.hpp"
#include "domain/input.hpp"
#include "domain/input_parts.hpp"
#include "domain/limits.hpp"
#include "domain/procedure.hpp"
#include "domain/roster.hpp"
#include "domain/wording.hpp"

namespace ckl::domain {
namespace {

// Whoever must know that a post does not see what happens.
void tell(Ruling& ruling, Text text) {
  notify(ruling, Notice{.rule = "A16", .incident = {}, .text = std::move(text), .subject = "post"},
         reached_of(ruling.state(), find_rule("A15")->informs, ruling.now()));
}

}  // namespace

void apply(State& state, const PostLost& event, const Stamp&) {
  state.lost_posts.insert_or_assign(event.post.id, event.post);
}

void apply(State& state, const PostReturned& event, const Stamp&) {
  state.lost_posts.erase(event.post);
}

void check_input(const Case&, const NotePost& command, Objections& objections) {
  check_text({.name = "post", .text = command.post, .limit = limits::post_bytes, .required = true},
             objections);
}

Decision decide_on(const Case& c, const NotePost& command) {
  Ruling ruling(c);
  const auto known = c.state.lost_posts.find(command.post);
  const bool is_lost = known != c.state.lost_posts.end();
  if (is_lost == command.lost) return ruling.accept({}, command.post);
  if (!command.lost) {
    const LostPost lost = known->second;
    ruling.add("A16", PostReturned{.post = lost.id, .since = lost.since});
    tell(ruling, wording::post_returned(lost));
    return ruling.accept({}, command.post);
  }
  const LostPost lost{
      .id = command.post, .name = command.name, .since = command.since.value_or(c.now)};
  ruling.add("A16", PostLost{.post = lost});
  tell(ruling, wording::post_lost(lost));
  return ruling.accept({}, command.post);
}

}  // namespace ckl::domain
