#include "delivery/waiting.hpp"

#include <utility>

#include "delivery/pace.hpp"

namespace ckl::delivery {

void Waiting::put(const std::string& kind, const Place& place, domain::OwedDelivery owed) {
  remove(place.message);
  const auto urgency = owed.urgency;
  places_.emplace(place.message, Where{.kind = kind, .urgency = urgency, .place = place});
  by_kind_[kind].at(place_of(urgency)).emplace(place, std::move(owed));
}

void Waiting::remove(const domain::MessageId& message) {
  const auto found = places_.find(message);
  if (found == places_.end()) return;
  const auto& [kind, urgency, place] = found->second;
  by_kind_.at(kind).at(place_of(urgency)).erase(place);
  places_.erase(found);
}

}  // namespace ckl::delivery
