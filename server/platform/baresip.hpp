// Telephones over baresip: for each line a baresip of its own, a child that is watched and started
// again when it dies.
//
// Main thread. A baresip plays one source into all its calls, so a line has its own; see decision
// 0016. ckld speaks with it over its control connection on the loopback interface, at a port that
// is chosen anew for each start. Lines are started when the executor runs, not by the constructor:
// a configuration can be tried without starting anything. A call that a program takes with it when
// it dies is `lost`. Nobody is let in: calls from outside are turned away.
#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include <boost/asio/any_io_executor.hpp>

#include "ports/telephone.hpp"

namespace ckl::platform {

class BaresipLine;

class Baresip final : public ports::Telephone {
 public:
  // `folder` is the gateway's own; each line has one in it.
  Baresip(const boost::asio::any_io_executor& executor, const ports::TelephoneConfig& config,
          const std::filesystem::path& folder);
  ~Baresip() override;

  [[nodiscard]] std::size_t lines() const override { return lines_.size(); }
  [[nodiscard]] ports::TelephoneLine& line(std::size_t number) override;

 private:
  std::vector<std::shared_ptr<BaresipLine>> lines_;
};

}  // namespace ckl::platform
