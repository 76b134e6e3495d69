// From a text message to the workspace, call-out and person that it may be about (svar med sms).
//
// Main thread. Telephone numbers end here: what goes on is which calls the text may concern. A code
// in the text names one call, whatever telephone it came from. Without one, the sender's number
// must lead to exactly one open call in all workspaces; an exercise counts only for those on its
// list, as others are not reached by telephone in it. What the text says is the domain's to read.
// A text with the code of a test alarm is nobody's, and one with that of a contact test answers it.
// The gateway hears 200 when the outcome is durable; a text it sends again is known by its id and
// changes nothing.
#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "app/gateways.hpp"
#include "app/workspaces.hpp"
#include "auth/answer_link.hpp"
#include "delivery/watcher.hpp"
#include "edge/http/options.hpp"
#include "ports/directory.hpp"

namespace ckl::app {

class Trials;

class TextAnswers {
 public:
  // All of it outlives the object.
  struct Needs {
    const Gateways& gateways;
    const Workspaces& workspaces;
    const ports::Directory& directory;
    const auth::AnswerLinks& links;
    delivery::Watcher& watcher;
    Trials& trials;
    std::set<domain::PersonId> exercise_list;
  };

  explicit TextAnswers(Needs needs) : needs_(std::move(needs)) {}

  void take(const edge::http::ReceiptCall& call, edge::http::Respond done);

 private:
  // Where a text goes, and what it may be about there.
  struct Target {
    const edge::Workspace* workspace = nullptr;
    domain::TakeTextAnswer command;
  };

  // The calls of one workspace that a text may be about.
  struct Calls {
    const edge::Workspace* workspace = nullptr;
    std::vector<domain::CallRef> calls;
  };

  // Takes `done` with it when it does.
  [[nodiscard]] bool names_other_message(const std::string& code) const;
  [[nodiscard]] bool answers_contact_test(const std::string& text, edge::http::Respond& done) const;
  [[nodiscard]] Target target_of(const ports::IncomingText& text) const;
  [[nodiscard]] std::vector<Calls> by_code(const std::string& code) const;
  [[nodiscard]] std::vector<Calls> by_number(const std::string& sender) const;
  [[nodiscard]] static const Calls* first_of(const std::vector<Calls>& found);
  [[nodiscard]] bool taken_before(const std::string& command_id) const;
  void submit(Target target, const std::string& command_id);
  void finish(const std::string& command_id, const ports::Reply& reply);

  Needs needs_;
  // Texts on their way to the disk; a repeat that comes meanwhile waits for the same outcome.
  std::map<std::string, std::vector<edge::http::Respond>> under_way_;
};

}  // namespace ckl::app
