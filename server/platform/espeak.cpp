#include "platform/espeak.hpp"

#include <chrono>
#include <fstream>
#include <iterator>
#include <optional>
#include <utility>

#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>

#include "platform/child_program.hpp"

namespace ckl::platform {
namespace {

constexpr std::chrono::seconds longest_reading{20};
constexpr const char* program = "espeak-ng";

struct Text {
  std::string words;
  std::string voice;
  long speed = 0;
  ports::Speaker::Done done;
};

ports::Failure failure(std::string what) {
  return {ports::FailureCode::unreachable, std::move(what)};
}

}  // namespace

std::string plain_speech(std::string text) {
  // [[...]] would be read as sounds.
  for (auto at = text.find("[["); at != std::string::npos; at = text.find("[[", at)) {
    text.replace(at, 2, "[ [");
  }
  return text;
}

struct Espeak::Impl : std::enable_shared_from_this<Espeak::Impl> {
  Impl(boost::asio::any_io_executor given, std::filesystem::path where)
      : executor(std::move(given)), folder(std::move(where)), patience(executor) {}

  [[nodiscard]] std::filesystem::path text_file() const { return folder / "text"; }
  [[nodiscard]] std::filesystem::path sound_file() const { return folder / "sound.wav"; }

  void next() {
    if (reading || texts.empty()) return;
    reading = std::move(texts.front());
    texts.pop_front();
    std::error_code ignored;
    std::filesystem::create_directories(folder, ignored);
    std::filesystem::permissions(folder, std::filesystem::perms::owner_all, ignored);
    std::ofstream(text_file(), std::ios::binary) << plain_speech(reading->words);
    auto started = ChildProgram::start(
        executor,
        {.words = {program, "-b", "1", "-v", reading->voice, "-s", std::to_string(reading->speed),
                   "-f", "text", "-w", "sound.wav"},
         .folder = folder,
         .environment = {}},
        [weak = weak_from_this()](int status) {
          if (const auto self = weak.lock()) self->read(status);
        });
    if (!started) {
      finish(std::unexpected(started.error()));
      return;
    }
    child = std::move(*started);
    patience.expires_after(longest_reading);
    patience.async_wait([weak = weak_from_this(), turn = ++turns](const auto& cancelled) {
      const auto self = weak.lock();
      if (cancelled || !self || !self->reading || self->turns != turn) return;
      self->finish(std::unexpected(failure("espeak-ng took too long")));
    });
  }

  void read(int status) {
    std::ifstream file(sound_file(), std::ios::binary);
    std::string sound{std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
    if (status != 0 || sound.empty()) {
      finish(std::unexpected(failure("espeak-ng did not read the text")));
    } else {
      finish(std::move(sound));
    }
  }

  void finish(ports::Result<std::string> result) {
    patience.cancel();
    // Not from within the child's own call.
    boost::asio::post(executor, [old = std::shared_ptr<ChildProgram>(std::move(child))] {});
    std::error_code ignored;
    std::filesystem::remove(text_file(), ignored);
    std::filesystem::remove(sound_file(), ignored);
    auto done = std::move(reading->done);
    reading.reset();
    done(std::move(result));
    next();
  }

  boost::asio::any_io_executor executor;
  std::filesystem::path folder;
  boost::asio::steady_timer patience;
  std::deque<Text> texts;
  std::optional<Text> reading;
  std::unique_ptr<ChildProgram> child;
  std::uint64_t turns = 0;
};

Espeak::Espeak(boost::asio::any_io_executor executor, std::filesystem::path folder)
    : impl_(std::make_shared<Impl>(std::move(executor), std::move(folder))) {}

Espeak::~Espeak() = default;

void Espeak::say(std::string text, std::string voice, long speed, Done done) {
  impl_->texts.push_back({std::move(text), std::move(voice), speed, std::move(done)});
  impl_->next();
}

}  // namespace ckl::platform
