// The switchboard (växeln): all gateways of the server, and which of them takes the next message.
//
// One for all workspaces, on the main thread; all times are of the real clock. Gateways of one kind
// share what is to be sent, in the order in which they were added: the first takes what its pace
// allows, the next takes the rest. A reserve is used only when those that are no reserve are lost.
// A lost gateway gets one message at a time when its time to be tried has come. When all of a kind
// are lost, or the kind is pinned to a lost one, they are used all the same, one that answers again
// before the one whose last failure is oldest: nothing is held back because of what is believed.
// It keeps no messages.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "delivery/health.hpp"
#include "delivery/pace.hpp"
#include "ports/channel.hpp"
#include "ports/clock.hpp"

namespace ckl::delivery {

class Switchboard {
 public:
  struct Setting {
    Pace pace;
    FailoverPolicy failover;
    bool reserve = false;
    std::size_t places = 32;  // under way at once
  };

  // The real clock; outlives the switchboard.
  explicit Switchboard(const ports::Clock& clock) : clock_(clock) {}

  // Channels outlive the switchboard.
  void add(ports::Channel& channel, const Setting& setting);
  // A gateway that was added also takes another kind: a console that stands in for SMS.
  void stand_in(std::string_view kind, const ports::Channel& channel);

  [[nodiscard]] domain::Instant now() const { return clock_.now(); }
  [[nodiscard]] bool serves(std::string_view kind) const;

  struct Wish {
    std::string_view kind;
    domain::SendClass urgency = domain::SendClass::callout;
    std::string_view pinned;       // the only gateway that may take it, or empty
    std::string_view failed = {};  // which has failed this message: others go before it
  };
  // A place at a gateway, until `sent` or `give_back`.
  struct Place {
    std::size_t line = 0;
    std::uint64_t number = 0;  // of what has left, once it has
  };
  [[nodiscard]] std::optional<Place> take(const Wish& wish);
  // At this gateway, whatever is believed of it: for a test alarm.
  [[nodiscard]] std::optional<Place> take_at(std::string_view gateway, domain::SendClass urgency);
  // When a token comes; nothing when only a place that is given back helps.
  [[nodiscard]] std::optional<domain::Instant> next(const Wish& wish);

  [[nodiscard]] ports::Channel& channel(const Place& place);
  [[nodiscard]] const std::string& gateway(const Place& place) const;
  void leaves(Place& place);
  void sent(const Place& place, const ports::SendResult& result);
  void give_back(const Place& place);

  // Called once, when a place is given back.
  void call_when_free(std::function<void()> waiting);

  // Time alone may lose a gateway, or end its loss.
  void look();
  [[nodiscard]] std::optional<domain::Instant> next_look() const;

  // Evidence from elsewhere. Unknown gateways are passed over.
  void lose(std::string_view gateway, domain::GatewayTrouble trouble, domain::Instant since);
  // A test alarm came back through it.
  void came_back(std::string_view gateway);
  void remember(std::string_view gateway, domain::GatewayTrouble trouble, domain::Instant since);
  [[nodiscard]] std::optional<GatewayLoss> loss(std::string_view gateway) const;

  enum class Use : std::uint8_t { in_use = 1, standby, lost, tried, last_resort };
  struct Standing {
    std::string gateway;
    std::string kind;
    std::uint32_t order = 1;  // within the kind
    bool reserve = false;
    Use use = Use::in_use;
    domain::Text words;
    std::optional<GatewayLoss> loss;
    GatewayHealth::Counts counts;
    Pace pace;
  };
  using PinOf = std::function<std::string(const std::string& kind)>;
  [[nodiscard]] std::vector<Standing> standings(const PinOf& pin_of) const;

  // Which gateways would take messages of the kind now, and how fast together.
  struct Way {
    std::vector<std::string> gateways;
    double per_second = 0;
    bool reaches_nobody = false;  // consoles
  };
  [[nodiscard]] Way way(const Wish& wish) const;

  // «SMS-tjänsten telia svarar inte sedan 03:14. Sms går genom tele2», of each that is lost.
  [[nodiscard]] std::vector<domain::Text> faults() const;

 private:
  struct Line {
    ports::Channel* channel;
    std::string name;
    std::string kind;
    Setting setting;
    ClassedPace pace;
    GatewayHealth health;
    std::size_t in_flight = 0;
  };

  [[nodiscard]] const Line* find(std::string_view gateway) const;
  [[nodiscard]] std::vector<std::size_t> of_kind(std::string_view kind) const;
  [[nodiscard]] std::vector<std::size_t> candidates(const Wish& wish) const;
  [[nodiscard]] bool has_place(const Line& line, domain::SendClass urgency) const;
  [[nodiscard]] Use use_of(const Line& line, std::string_view pinned) const;
  void free_one(Line& line);

  const ports::Clock& clock_;
  std::vector<std::unique_ptr<Line>> lines_;
  std::map<std::string, std::size_t, std::less<>> stand_ins_;  // by kind
  std::vector<std::function<void()>> waiting_;
};

}  // namespace ckl::delivery
