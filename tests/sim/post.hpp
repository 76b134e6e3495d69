// The world's post: channels that take letters and answer as gateways do, well or badly.
//
// A gateway may answer at once or later, refuse, fail, leave it open whether it sent, be out of
// order for a while; its receipts are lost, late, doubled or in the wrong order. The post knows
// what really arrived, which the server can not know.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "delivery/switchboard.hpp"
#include "ports/channel.hpp"
#include "ports/directory.hpp"
#include "sim/checker.hpp"
#include "sim/random.hpp"
#include "sim/time.hpp"

namespace ckl::sim {

// Every third person lacks one kind of address.
class AddressBook final : public ports::Directory {
 public:
  [[nodiscard]] std::optional<std::string> address(const domain::PersonId& person,
                                                   std::string_view channel,
                                                   std::uint32_t index) const override;
};

class Post {
 public:
  struct Listener {
    std::function<void(const SentLetter&)> sent;
    std::function<void(const std::string& key, ports::SendResult)> receipt;
    std::function<void(const std::string& address, const std::string& message)> arrived;
  };

  Post(Random& random, SteppedClock& clock, Agenda& agenda);

  void listen(const std::string& workspace, Listener listener);
  // The switchboard of a new process gets its channels.
  void equip(delivery::Switchboard& switchboard, double pace);
  // A gateway stops answering, or answers again.
  void toggle_outage();
  [[nodiscard]] std::size_t letters() const { return letters_; }

 private:
  class Gateway;
  struct Given;

  void take(Gateway& gateway, ports::Letter letter, ports::Channel::Done done);
  void receipts(const std::shared_ptr<Given>& given, bool bounces);
  void announce(const std::shared_ptr<Given>& given);
  void later(std::int64_t most_milliseconds, std::function<void()> what);

  Random& random_;
  SteppedClock& clock_;
  Agenda& agenda_;
  std::map<std::string, Listener> listeners_;
  std::vector<std::shared_ptr<Gateway>> gateways_;
  std::set<std::string> arrived_;  // workspace, message and address
  std::size_t letters_ = 0;
};

}  // namespace ckl::sim
