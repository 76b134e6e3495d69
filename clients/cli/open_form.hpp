// A command of the law as a form on the command line, made from the message itself.
//
// Every field becomes an option with the field's name ("--valid-until"); a leading id becomes a
// positional argument, where "7" means "meeting-7". The parts of a nested message (a matter, an
// oral record) stand as options of their own. So a field that is added to the contract can be given
// at once.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include <google/protobuf/message.h>

#include "cli/commands.hpp"

namespace ckl::cli {

struct OpenCommand {
  std::string name;    // "open"
  std::string method;  // "CommitteeService/OpenMeeting"
  const google::protobuf::Message& request;
  std::string sv;
  std::string en;
};

void add_open_command(const Registry& registry, CLI::App& group, const OpenCommand& command);

// Every command of the law, for whoever wants to look at all of them.
void each_law_command(const std::function<void(const OpenCommand&)>& visit);

// "bo", "bo@" (remotely), "cia>dan" (serves for Dan).
struct SeatWords {
  std::string person;
  bool remote = false;
  std::string serves_for;
};
[[nodiscard]] SeatWords read_seat(const std::string& text);

}  // namespace ckl::cli
