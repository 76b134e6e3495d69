// Which command posts (ledningsplatser) follow a workspace at present, and how far behind they are.
//
// Main thread. One per workspace; every subscription stands in it for as long as it lives. Nothing
// here is journaled: who listens is not an event, the loss of one that is counted on is
// (domain/posts.hpp).
#pragma once

#include <functional>
#include <list>
#include <string>
#include <vector>

#include "domain/ids.hpp"

namespace ckl::edge {

// Of one person in one workspace: enough for every screen of a command post that shares a sign-in,
// too few to take the room of the others.
inline constexpr std::size_t subscriptions_per_person = 64;

struct Connection {
  std::string post;  // as it calls itself; empty = it did not
  std::string version;
  std::uint32_t staffing = 0;
  domain::PersonId person;
  domain::Instant since;
  std::function<domain::Sequence()> through;  // what it has got
};

class Presence {
 public:
  // Leaves with the object, which the presence outlives.
  class Stay {
   public:
    Stay(Presence& presence, Connection connection)
        : all_(presence.all_), at_(all_.insert(all_.end(), std::move(connection))) {}
    Stay(const Stay&) = delete;
    Stay& operator=(const Stay&) = delete;
    ~Stay() { all_.erase(at_); }

   private:
    std::list<Connection>& all_;
    std::list<Connection>::iterator at_;
  };

  [[nodiscard]] const std::list<Connection>& all() const { return all_; }

  [[nodiscard]] bool has(const std::string& post) const;
  [[nodiscard]] bool is_full_for(const domain::PersonId& person) const;

 private:
  std::list<Connection> all_;
};

// A command post that should be there.
struct ExpectedPost {
  std::string id;
  domain::Text name;
  domain::Seconds patience{};  // away for so long is lost

  bool operator==(const ExpectedPost&) const = default;
};

}  // namespace ckl::edge
