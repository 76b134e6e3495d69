// The command posts that should follow the live workspace: one that stays away is an event, and so
// is its return.
//
// Main thread. After a start each has its patience anew.
#pragma once

#include <map>
#include <string>

#include "app/workspaces.hpp"

namespace ckl::app {

class Posts {
 public:
  // Outlives the object.
  explicit Posts(Workspaces& workspaces) : workspaces_(workspaces) {}

  // About once a second.
  void look();

 private:
  void look_for(const edge::Workspace& live, const edge::ExpectedPost& post);
  void submit(const edge::Workspace& live, domain::NotePost command);

  Workspaces& workspaces_;
  std::map<std::string, domain::Instant> seen_;  // last time that it was there, or waited for anew
  bool submitting_ = false;
};

}  // namespace ckl::app
