// Keeps the journal's word on which gateways are lost equal to what the switchboard finds.
//
// Of the LIVE workspace alone, on its strand. It compares and submits `NoteGateway` through the one
// door; a note that is refused (a full disk) is made again after a pause. That a gateway was lost
// is a fact that people ask for later, and whoever must know is told of it by the decision; what it
// does from minute to minute is not noted.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>

#include "delivery/switchboard.hpp"
#include "engine/engine.hpp"

namespace ckl::delivery {

// A submission of this part of the server.
[[nodiscard]] engine::Submission from_delivery(domain::Command command);

class GatewayNotes {
 public:
  // Both outlive it.
  GatewayNotes(engine::Engine& engine, Switchboard& switchboard);

  // After a start: what was lost before is lost until it has been tried.
  void remember();
  void compare();
  // When a refused note is to be made again.
  [[nodiscard]] std::optional<domain::Instant> next() const;

 private:
  void note(domain::NoteGateway command);

  // By gateway: under way, or when to try again.
  using Notes = std::map<std::string, std::optional<domain::Instant>>;

  engine::Engine& engine_;
  Switchboard& switchboard_;
  std::shared_ptr<Notes> notes_ = std::make_shared<Notes>();
};

}  // namespace ckl::delivery
