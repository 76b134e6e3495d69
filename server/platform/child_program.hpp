// Another program as a child of this one: started in a folder of its own, silent, and ended with
// its owner.
//
// Main thread. The child gets SIGTERM when this process ends in whatever way, also by SIGKILL: a
// telephone program then hangs up, and nobody is left listening to a call that no one follows.
// Destruction asks it to end; the executor gives it half a second and then ends it. One that
// outlives its owner all the same (a telephone program waits up to half a minute for an exchange
// that does not answer) is found by whoever works in the same folder next.
#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include <boost/asio/any_io_executor.hpp>

#include "ports/failure.hpp"

namespace ckl::platform {

class ChildProgram {
 public:
  struct Order {
    std::vector<std::string> words;  // the program, found by PATH, and its arguments
    std::filesystem::path folder;
    std::vector<std::pair<std::string, std::string>> environment;  // beside our own
    bool remembered = false;  // `left_in` finds it when it outlives its owner
  };
  using Ended = std::move_only_function<void(int status)>;  // as waitpid gives it

  // `ended` is called on the executor, unless this is destroyed first. A program that can not be
  // started ends with exit status 127.
  [[nodiscard]] static ports::Result<std::unique_ptr<ChildProgram>> start(
      const boost::asio::any_io_executor& executor, const Order& order, Ended ended);
  ChildProgram(const ChildProgram&) = delete;
  ChildProgram& operator=(const ChildProgram&) = delete;
  ~ChildProgram();

  [[nodiscard]] int id() const;

  // Whether a program that was started in this folder to be remembered still runs there.
  [[nodiscard]] static bool left_in(const std::filesystem::path& folder);
  static void end_left_in(const std::filesystem::path& folder);

 private:
  struct Impl;
  explicit ChildProgram(std::shared_ptr<Impl> impl) : impl_(std::move(impl)) {}

  std::shared_ptr<Impl> impl_;
};

}  // namespace ckl::platform
