// Prov in this server: answers to contact tests on their way to the core, tests that no longer
// count because an address was changed, drills that give way to a live alarm, and their evidence in
// the live workspace.
//
// Main thread. What an address was is known by 16 keyed bits of it in the journal: enough to see
// that it is another one now, too few to tell whose it was.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

#include "app/workspaces.hpp"
#include "auth/answer_link.hpp"
#include "platform/directory.hpp"

namespace ckl::app {

class Trials {
 public:
  // All outlive the object.
  Trials(Workspaces& workspaces, const auth::AnswerLinks& links,
         const platform::ContactDirectory& directory)
      : workspaces_(workspaces), links_(links), directory_(directory) {}

  // The person of the message answered it. `done` hears whether that is kept.
  using Done = std::move_only_function<void(const ports::Reply& reply)>;
  void confirm(const edge::Workspace& workspace, const domain::MessageId& message,
               std::string_view via, Done done);

  // About once a second.
  void look();

 private:
  [[nodiscard]] std::uint32_t mark_of(const domain::PersonId& person,
                                      const domain::ContactPath& path) const;
  void forget_changed(const edge::Workspace& live);
  void yield_to(const edge::Workspace& live);
  void note_ended(const edge::Workspace& live);
  void submit(const edge::Workspace& workspace, domain::Command command);

  Workspaces& workspaces_;
  const auth::AnswerLinks& links_;
  const platform::ContactDirectory& directory_;
  std::uint64_t seen_addresses_ = 0;
  std::uint64_t looks_ = 0;
  domain::Sequence seen_exercises_ = 0;
  // One at a time: what the first one changes decides whether there is a second.
  bool submitting_ = false;
};

// Somebody is called for real, or the city has a serious event.
[[nodiscard]] bool has_alarm(const domain::State& live);

}  // namespace ckl::app
