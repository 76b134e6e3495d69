#include "platform/child_program.hpp"

#include <cerrno>
#include <chrono>
#include <csignal>
#include <cstring>
#include <fstream>

#include <boost/asio/posix/stream_descriptor.hpp>
#include <boost/asio/steady_timer.hpp>
#include <fcntl.h>
#include <poll.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

namespace ckl::platform {
namespace {

constexpr std::chrono::milliseconds farewell{500};
constexpr int not_started = 127;
constexpr const char* id_file = "program.pid";

std::vector<char*> pointers_to(std::vector<std::string>& words) {
  std::vector<char*> pointers;
  pointers.reserve(words.size() + 1);
  for (std::string& word : words) pointers.push_back(word.data());
  pointers.push_back(nullptr);
  return pointers;
}

std::vector<std::string> environment_with(
    const std::vector<std::pair<std::string, std::string>>& more) {
  std::vector<std::string> all;
  for (char** each = environ; *each != nullptr; ++each) all.emplace_back(*each);
  for (const auto& [name, value] : more) {
    std::erase_if(all, [&](const std::string& one) { return one.starts_with(name + "="); });
    all.push_back(name + "=" + value);
  }
  return all;
}

// In the child, between fork and exec: only calls that are safe there.
[[noreturn]] void become(char* const* words, char* const* environment, const char* folder,
                         pid_t parent) {
  const bool told = prctl(PR_SET_PDEATHSIG, SIGTERM) == 0;
  const int nothing = open("/dev/null", O_RDWR);
  const bool silent = nothing >= 0 && dup2(nothing, STDIN_FILENO) >= 0 &&
                      dup2(nothing, STDOUT_FILENO) >= 0 && dup2(nothing, STDERR_FILENO) >= 0;
  sigset_t none;
  sigemptyset(&none);
  sigprocmask(SIG_SETMASK, &none, nullptr);
  std::signal(SIGPIPE, SIG_DFL);
  // The parent may have died before it was asked about.
  if (told && silent && getppid() == parent && chdir(folder) == 0 &&
      close_range(STDERR_FILENO + 1, ~0U, 0) == 0) {
    execvpe(words[0], words, environment);
  }
  _exit(not_started);
}

// The number may have gone to another program since, which then works somewhere else. 0: none.
pid_t program_in(const std::filesystem::path& folder) {
  pid_t pid = 0;
  std::ifstream(folder / id_file) >> pid;
  std::error_code error;
  const auto works_in =
      std::filesystem::read_symlink("/proc/" + std::to_string(pid) + "/cwd", error);
  return pid > 0 && !error && works_in == std::filesystem::weakly_canonical(folder, error) ? pid
                                                                                           : 0;
}

}  // namespace

struct ChildProgram::Impl : std::enable_shared_from_this<Impl> {
  Impl(const boost::asio::any_io_executor& executor, pid_t given, int watch, Ended then)
      : pid(given), handle(executor, watch), patience(executor), ended(std::move(then)) {}
  Impl(const Impl&) = delete;
  Impl& operator=(const Impl&) = delete;
  // When nothing turns the executor any more, this waits itself.
  ~Impl() {
    if (reaped) return;
    kill(pid, SIGTERM);
    pollfd gone{.fd = handle.native_handle(), .events = POLLIN, .revents = 0};
    if (poll(&gone, 1, static_cast<int>(farewell.count())) <= 0) kill(pid, SIGKILL);
    reap();
  }

  int reap() {
    int status = 0;
    while (waitpid(pid, &status, 0) < 0 && errno == EINTR) {
    }
    reaped = true;
    return status;
  }

  void watch() {
    handle.async_wait(boost::asio::posix::stream_descriptor::wait_read,
                      [weak = weak_from_this()](const boost::system::error_code& error) {
                        const auto self = weak.lock();
                        if (error || !self || self->reaped) return;
                        const int status = self->reap();
                        auto then = std::move(self->ended);
                        then(status);
                      });
  }

  // Its owner is gone. Nobody waits for it: a telephone program that hangs must not hold up the
  // messages of all others.
  void leave() {
    if (reaped) return;
    ended = [](int) {};
    kill(pid, SIGTERM);
    patience.expires_after(farewell);
    patience.async_wait([self = shared_from_this()](const boost::system::error_code& error) {
      if (error || self->reaped) return;
      kill(self->pid, SIGKILL);
      self->reap();
    });
  }

  pid_t pid;
  boost::asio::posix::stream_descriptor handle;  // readable when the process has ended
  boost::asio::steady_timer patience;
  Ended ended;
  bool reaped = false;
};

ports::Result<std::unique_ptr<ChildProgram>> ChildProgram::start(
    const boost::asio::any_io_executor& executor, const Order& order, Ended ended) {
  std::vector<std::string> words = order.words;
  std::vector<std::string> environment = environment_with(order.environment);
  const auto word_pointers = pointers_to(words);
  const auto environment_pointers = pointers_to(environment);
  const std::string folder = order.folder.string();
  const pid_t parent = getpid();
  const pid_t pid = fork();
  if (pid == 0) become(word_pointers.data(), environment_pointers.data(), folder.c_str(), parent);
  // glibc 2.36 declares its own for C only.
  const int watch = pid < 0 ? -1 : static_cast<int>(syscall(SYS_pidfd_open, pid, 0));
  if (watch < 0) {
    const std::string why = std::strerror(errno);
    if (pid > 0) {
      kill(pid, SIGKILL);
      waitpid(pid, nullptr, 0);
    }
    return std::unexpected(
        ports::Failure{ports::FailureCode::io, words.front() + " was not started: " + why});
  }
  if (order.remembered) std::ofstream(order.folder / id_file, std::ios::trunc) << pid << '\n';
  auto impl = std::make_shared<Impl>(executor, pid, watch, std::move(ended));
  impl->watch();
  return std::unique_ptr<ChildProgram>(new ChildProgram(std::move(impl)));
}

ChildProgram::~ChildProgram() { impl_->leave(); }

int ChildProgram::id() const { return impl_->pid; }

bool ChildProgram::left_in(const std::filesystem::path& folder) { return program_in(folder) != 0; }

void ChildProgram::end_left_in(const std::filesystem::path& folder) {
  if (const pid_t pid = program_in(folder); pid != 0) kill(pid, SIGKILL);
}

}  // namespace ckl::platform
