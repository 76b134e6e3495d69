// A voice that reads texts aloud: espeak-ng as a program of its own, one text at a time.
//
// Main thread. The text goes through a file in the folder, never through a command line; both files
// are removed when the text has been read. A text that takes too long is given up.
#pragma once

#include <deque>
#include <filesystem>
#include <memory>
#include <string>

#include <boost/asio/any_io_executor.hpp>

#include "ports/telephone.hpp"

namespace ckl::platform {

class Espeak final : public ports::Speaker {
 public:
  // `folder` is made when it is needed.
  Espeak(boost::asio::any_io_executor executor, std::filesystem::path folder);
  ~Espeak() override;

  void say(std::string text, std::string voice, long speed, Done done) override;

 private:
  struct Impl;
  std::shared_ptr<Impl> impl_;
};

// What espeak-ng would take for something else than words is made harmless.
[[nodiscard]] std::string plain_speech(std::string text);

}  // namespace ckl::platform
