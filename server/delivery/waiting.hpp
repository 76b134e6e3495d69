// What waits to be sent in one workspace (kö): by kind of channel and class.
//
// On the strand only. Within a class calls go before stand-downs before notices, then the oldest
// first. Nothing is ever dropped from it for being slow; it is computed from what is owed, and a
// restart computes it again.
#pragma once

#include <array>
#include <compare>
#include <map>
#include <string>
#include <string_view>
#include <tuple>

#include "domain/owed.hpp"

namespace ckl::delivery {

class Waiting {
 public:
  // The order of sending.
  struct Place {
    domain::MessagePurpose purpose = domain::MessagePurpose::notice;
    domain::Instant planned;
    domain::MessageId message;
    // Of one instant: as they were planned, and "message-9" was before "message-10".
    std::strong_ordering operator<=>(const Place& other) const {
      const auto key = [](const Place& place) {
        return std::tuple(place.purpose, place.planned, place.message.value.size(),
                          std::string_view(place.message.value));
      };
      return key(*this) <=> key(other);
    }
    bool operator==(const Place&) const = default;
  };
  using Queue = std::map<Place, domain::OwedDelivery>;
  using Queues = std::array<Queue, domain::send_classes>;  // by class

  // A message waits once; putting it again moves it.
  void put(const std::string& kind, const Place& place, domain::OwedDelivery owed);
  void remove(const domain::MessageId& message);
  [[nodiscard]] bool contains(const domain::MessageId& message) const {
    return places_.contains(message);
  }

  [[nodiscard]] const std::map<std::string, Queues>& by_kind() const { return by_kind_; }

 private:
  struct Where {
    std::string kind;
    domain::SendClass urgency;
    Place place;
  };

  std::map<std::string, Queues> by_kind_;
  std::map<domain::MessageId, Where> places_;
};

}  // namespace ckl::delivery
