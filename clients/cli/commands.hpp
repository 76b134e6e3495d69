// The commands of `ckl`, each in the group of the service it speaks to.
//
// Every `add_*` hangs its subcommands on the application; the one that was chosen on the command
// line puts what it will do into `chosen`. Nothing is sent while the line is still being read.
#pragma once

#include <functional>
#include <memory>
#include <string>

#include <CLI/CLI.hpp>

#include "cli/outcome.hpp"
#include "cli/session.hpp"
#include "cli/stockholm.hpp"
#include "cli/words.hpp"

namespace ckl::cli {

using Action = std::function<int(Session&)>;

struct Registry {
  CLI::App& app;
  Action& chosen;
  Voice voice{false};
};

void add_incident_commands(const Registry& registry);
void add_committee_commands(const Registry& registry);
void add_callout_commands(const Registry& registry);
void add_callout_report(const Registry& registry, CLI::App& group);
void add_answer_commands(const Registry& registry);
void add_log_commands(const Registry& registry);
void add_access_commands(const Registry& registry);
void add_passkey_commands(const Registry& registry);
void add_contact_commands(const Registry& registry);
void add_workspace_commands(const Registry& registry);
void add_law_commands(const Registry& registry);
void add_law_questions(const Registry& registry);
void add_roster_commands(const Registry& registry);
void add_relief_commands(const Registry& registry);
void add_drill_commands(const Registry& registry);
void add_contact_tests(const Registry& registry, CLI::App& group);
void add_text_commands(const Registry& registry);
void add_gateway_commands(const Registry& registry);
void add_proof_commands(const Registry& registry);
void add_verify_command(const Registry& registry);
void add_witness_command(const Registry& registry);
void add_status_command(const Registry& registry);
void add_tail_command(const Registry& registry);
void add_completion_command(const Registry& registry);

// Prints what can follow the words typed so far; asked for by the completion scripts.
int complete(const CLI::App& app, const std::vector<std::string>& typed);

// A command whose request is being filled while the line is read.
template <class Request>
class Form {
 public:
  // `method` is "IncidentService/ReportIncident".
  Form(CLI::App& parent, std::string name, std::string description)
      : sub_(*parent.add_subcommand(std::move(name), std::move(description))),
        request_(std::make_shared<Request>()),
        times_(std::make_shared<Times>()) {}

  [[nodiscard]] CLI::App& sub() { return sub_; }
  [[nodiscard]] Request& request() { return *request_; }

  // A text; `name` is "--reason", or "incident" for a positional one.
  CLI::Option* text(const std::string& name, void (Request::*set)(const std::string&),
                    const std::string& description) {
    return sub_.add_option_function<std::string>(
        name, [request = request_, set](const std::string& value) { (request.get()->*set)(value); },
        description);
  }

  // The id of a thing; "7" means "incident-7".
  CLI::Option* id(const std::string& name, const std::string& kind,
                  void (Request::*set)(const std::string&), const std::string& description) {
    return sub_.add_option_function<std::string>(
        name,
        [request = request_, set, kind](const std::string& value) {
          const bool number =
              !value.empty() && value.find_first_not_of("0123456789") == std::string::npos;
          (request.get()->*set)(number ? kind + "-" + value : value);
        },
        description);
  }

  template <class Enum>
  CLI::Option* choice(const std::string& name, void (Request::*set)(Enum),
                      const std::string& description) {
    const auto& descriptor = *google::protobuf::GetEnumDescriptor<Enum>();
    auto* option = sub_.add_option_function<std::string>(
        name,
        [request = request_, set](const std::string& number) {
          (request.get()->*set)(static_cast<Enum>(std::stoi(number)));
        },
        description + ": " + names_of(descriptor));
    return option->transform(CLI::Transformer(choices_of(descriptor), CLI::ignore_case))
        ->check(number_check(names_of(descriptor)))
        ->type_name("");
  }

  // A time in Stockholm ("14:05", "2026-01-10 14:05"), or in UTC with Z.
  CLI::Option* time(const std::string& name, google::protobuf::Timestamp* (Request::*field)(),
                    const std::string& description) {
    return sub_.add_option_function<std::string>(
        name,
        [times = times_, request = request_, field, name](const std::string& value) {
          times->push_back({name, value, (request.get()->*field)()});
        },
        description);
  }

  // A time inside a nested message, which is made only when the option is given.
  CLI::Option* time_in(const std::string& name,
                       std::function<google::protobuf::Timestamp*(Request&)> field,
                       const std::string& description) {
    return sub_.add_option_function<std::string>(
        name,
        [times = times_, request = request_, field = std::move(field),
         name](const std::string& value) { times->push_back({name, value, field(*request)}); },
        description);
  }

  // What happens when this command was chosen; `run` gets the filled request.
  void then(const Registry& registry, std::function<int(Session&, Request&)> run) {
    sub_.callback(
        [&chosen = registry.chosen, request = request_, times = times_, run = std::move(run)] {
          chosen = [request, times, run](Session& session) {
            if (!read_times(*times, session)) return static_cast<int>(Exit::usage);
            return run(session, *request);
          };
        });
  }

  // The usual case: the request is a command with an id and a workspace.
  void then_send(const Registry& registry, std::string method) {
    then(registry, [method = std::move(method)](Session& session, Request& request) {
      session.address(request);
      return command(session, method, request);
    });
  }

 private:
  struct Time {
    std::string option;
    std::string text;
    google::protobuf::Timestamp* field = nullptr;
  };
  using Times = std::vector<Time>;

  // Only now is it known what "now" is.
  static bool read_times(const Times& times, const Session& session) {
    for (const Time& time : times) {
      const auto instant = read_time(time.text, session.now());
      if (!instant) {
        fail(session, {.exit = Exit::usage,
                       .words = session.voice()(
                           time.option + ": skriv tiden som 14:05 eller \"2026-01-10 14:05\"",
                           time.option + ": write the time as 14:05 or \"2026-01-10 14:05\""),
                       .rejection = std::nullopt});
        return false;
      }
      *time.field = to_timestamp(*instant);
    }
    return true;
  }

  // After the transformation only numbers are left; what is not one was no choice.
  static CLI::Validator number_check(const std::string& names) {
    return {[names](std::string& value) {
              const bool number =
                  !value.empty() && value.find_first_not_of("0123456789") == std::string::npos;
              return number ? std::string{} : value + ": " + names;
            },
            ""};
  }

  CLI::App& sub_;
  std::shared_ptr<Request> request_;
  std::shared_ptr<Times> times_;
};

}  // namespace ckl::cli
