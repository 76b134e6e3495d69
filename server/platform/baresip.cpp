#include "platform/baresip.hpp"

#include <algorithm>
#include <array>
#include <chrono>
#include <fstream>
#include <utility>

#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/write.hpp>
#include <fmt/format.h>
#include <spdlog/spdlog.h>
#include <sys/wait.h>

#include "platform/baresip_files.hpp"
#include "platform/child_program.hpp"
#include "platform/control_reader.hpp"

namespace ckl::platform {
namespace {

namespace asio = boost::asio;
using asio::ip::tcp;
using std::chrono::milliseconds;

constexpr milliseconds glance{30};  // between attempts to reach a child that starts
constexpr int glances = 200;        // until it is given up
constexpr milliseconds hang_up_patience{3'000};
constexpr int farewell_glances = 100;    // for a child of a server that died to hang up and end
constexpr milliseconds first_rest{200};  // before a child is started again
constexpr milliseconds longest_rest{10'000};
constexpr std::string_view greeting = "greeting";
constexpr std::string_view dialling = "dial";

std::uint16_t free_port(const asio::any_io_executor& executor) {
  boost::system::error_code error;
  tcp::acceptor probe(executor);
  probe.open(tcp::v4(), error);
  if (!error) probe.bind({asio::ip::address_v4::loopback(), 0}, error);
  return error ? std::uint16_t{0} : probe.local_endpoint(error).port();
}

}  // namespace

class BaresipLine final : public ports::TelephoneLine,
                          public std::enable_shared_from_this<BaresipLine> {
 public:
  BaresipLine(const asio::any_io_executor& executor, ports::TelephoneConfig config,
              std::filesystem::path folder)
      : executor_(executor),
        config_(std::move(config)),
        folder_(std::move(folder)),
        socket_(executor),
        timer_(executor),
        hang_up_timer_(executor) {
    // The child works in a folder of its own.
    if (!config_.ca_file.empty()) {
      config_.ca_file = std::filesystem::absolute(config_.ca_file).string();
    }
  }

  void open();

  [[nodiscard]] bool ready() const override { return stage_ == Stage::idle; }
  void call(std::string_view number, std::string wav, Listener listener) override;
  void play(std::string wav) override;
  void hang_up() override;

 private:
  enum class Stage : std::uint8_t { down, starting, idle, calling };

  void start();
  void after(milliseconds pause, void (BaresipLine::*then)());
  void reach();
  void reached();
  void read();
  void take(const ControlMessage& message);
  void take_event(const ControlMessage& message);
  void tell(ports::CallEvent event);
  void finish_call(ports::CallEvent event);
  void command(std::string_view name, std::string_view params, std::string_view token = {});
  void write_next();
  void fall(std::string_view why);

  asio::any_io_executor executor_;
  ports::TelephoneConfig config_;
  std::filesystem::path folder_;
  tcp::socket socket_;
  asio::steady_timer timer_;
  asio::steady_timer hang_up_timer_;
  std::unique_ptr<ChildProgram> child_;
  std::uint16_t port_ = 0;
  ControlReader reader_;
  std::array<char, 8'192> bytes_{};
  std::string to_write_;
  std::string being_written_;
  Stage stage_ = Stage::down;
  int glances_left_ = 0;
  int farewells_left_ = farewell_glances;
  milliseconds rest_ = first_rest;
  std::uint64_t life_ = 0;  // of the child; what an earlier one's handlers say has no say
  std::uint64_t call_ = 0;  // of the call
  unsigned sounds_ = 0;
  Listener listener_;
};

void BaresipLine::after(milliseconds pause, void (BaresipLine::*then)()) {
  timer_.expires_after(pause);
  timer_.async_wait([weak = weak_from_this(), life = life_, then](const auto& cancelled) {
    const auto self = weak.lock();
    if (!cancelled && self && self->life_ == life) (self.get()->*then)();
  });
}

// A server that died left its child behind, told to hang up: two on one line would not do.
void BaresipLine::open() {
  if (!ChildProgram::left_in(folder_)) {
    start();
  } else if (farewells_left_-- > 0) {
    after(glance, &BaresipLine::open);
  } else {
    spdlog::warn("voice {}: a telephone program of an earlier server does not end: it is ended",
                 config_.gateway);
    ChildProgram::end_left_in(folder_);
    start();
  }
}

void BaresipLine::start() {
  ++life_;
  reader_ = {};
  to_write_.clear();
  being_written_.clear();
  port_ = free_port(executor_);
  if (const auto written = write_baresip_files(folder_, config_, port_); !written) {
    fall(written.error().what);
    return;
  }
  ChildProgram::Order order{.words = {config_.program, "-f", "."},
                            .folder = folder_,
                            .environment = {},
                            .remembered = true};
  if (!config_.ca_file.empty()) {
    order.environment.emplace_back("OPENSSL_CONF", trust_file);
  }
  auto child =
      ChildProgram::start(executor_, order, [weak = weak_from_this(), life = life_](int status) {
        const auto self = weak.lock();
        if (!self || self->life_ != life) return;
        self->fall(WIFEXITED(status) && WEXITSTATUS(status) == 127 ? "it could not be started"
                                                                   : "it ended");
      });
  if (!child) {
    fall(child.error().what);
    return;
  }
  child_ = std::move(*child);
  stage_ = Stage::starting;
  glances_left_ = glances;
  after(glance, &BaresipLine::reach);
}

void BaresipLine::reach() {
  if (stage_ != Stage::starting) return;
  if (--glances_left_ < 0) {
    fall("it does not answer");
    return;
  }
  boost::system::error_code ignored;
  socket_.close(ignored);
  socket_.async_connect({asio::ip::address_v4::loopback(), port_},
                        [weak = weak_from_this(), life = life_](const auto& error) {
                          const auto self = weak.lock();
                          if (!self || self->life_ != life) return;
                          if (error) {
                            self->after(glance, &BaresipLine::reach);
                          } else {
                            self->reached();
                          }
                        });
}

// Only who answers as a baresip does is one.
void BaresipLine::reached() {
  read();
  command("listcalls", {}, greeting);
  glances_left_ = 0;
  after(glance * glances, &BaresipLine::reach);
}

void BaresipLine::read() {
  socket_.async_read_some(asio::buffer(bytes_),
                          [weak = weak_from_this(), life = life_](const auto& error, auto count) {
                            const auto self = weak.lock();
                            if (!self || self->life_ != life) return;
                            if (error) {
                              self->fall("it closed the connection");
                              return;
                            }
                            self->reader_.feed({self->bytes_.data(), count});
                            while (const auto message = self->reader_.next()) {
                              self->take(*message);
                              if (self->life_ != life) return;
                            }
                            if (self->reader_.spoilt()) {
                              self->fall("it said what nobody understands");
                            } else {
                              self->read();
                            }
                          });
}

void BaresipLine::take(const ControlMessage& message) {
  if (message.is_event) {
    take_event(message);
  } else if (message.token == greeting && stage_ == Stage::starting && message.ok) {
    timer_.cancel();
    rest_ = first_rest;
    stage_ = Stage::idle;
  } else if (message.token == dialling && !message.ok && stage_ == Stage::calling) {
    finish_call({.step = ports::CallStep::ended, .key = 0, .why = "the number was not dialled"});
  }
}

void BaresipLine::take_event(const ControlMessage& message) {
  using ports::CallStep;
  if (message.incoming) {
    if (message.type == "CALL_INCOMING" && stage_ == Stage::idle) command("hangup", {});
    return;
  }
  if (stage_ != Stage::calling) return;
  if (message.type == "CALL_RINGING" || message.type == "CALL_PROGRESS") {
    tell({.step = CallStep::ringing, .key = 0, .why = {}});
  } else if (message.type == "CALL_ESTABLISHED") {
    tell({.step = CallStep::answered, .key = 0, .why = {}});
  } else if (message.type == "CALL_DTMF_START" && message.param.size() == 1) {
    tell({.step = CallStep::key, .key = message.param.front(), .why = {}});
  } else if (message.type == "CALL_CLOSED") {
    finish_call({.step = CallStep::ended, .key = 0, .why = message.param});
  }
}

void BaresipLine::tell(ports::CallEvent event) {
  const Listener listener = listener_;  // may end the call
  if (listener) listener(event);
}

void BaresipLine::finish_call(ports::CallEvent event) {
  ++call_;
  hang_up_timer_.cancel();
  if (stage_ == Stage::calling) stage_ = Stage::idle;
  const Listener listener = std::exchange(listener_, nullptr);
  if (listener) listener(event);
}

void BaresipLine::call(std::string_view number, std::string wav, Listener listener) {
  ++call_;
  listener_ = std::move(listener);
  stage_ = Stage::calling;
  play(std::move(wav));
  command("dial", dialled(config_, number), dialling);
}

void BaresipLine::play(std::string wav) {
  if (stage_ != Stage::calling) return;
  // By turns, so that the one that is being read is not written over.
  const std::string name = fmt::format("sound-{}.wav", sounds_++ % 2);
  std::ofstream(folder_ / name, std::ios::binary | std::ios::trunc) << wav;
  command("ausrc", "aufile," + name);
}

void BaresipLine::hang_up() {
  if (stage_ != Stage::calling) return;
  command("hangup", {});
  hang_up_timer_.expires_after(hang_up_patience);
  hang_up_timer_.async_wait(
      [weak = weak_from_this(), life = life_, call = call_](const auto& cancelled) {
        const auto self = weak.lock();
        if (cancelled || !self || self->life_ != life || self->call_ != call) return;
        self->fall("it does not hang up");
      });
}

void BaresipLine::command(std::string_view name, std::string_view params, std::string_view token) {
  to_write_ += control_frame(name, params, token);
  write_next();
}

void BaresipLine::write_next() {
  if (!being_written_.empty() || to_write_.empty()) return;
  being_written_ = std::exchange(to_write_, {});
  asio::async_write(socket_, asio::buffer(being_written_),
                    [weak = weak_from_this(), life = life_](const auto& error, std::size_t) {
                      const auto self = weak.lock();
                      if (!self || self->life_ != life) return;
                      self->being_written_.clear();
                      if (!error) self->write_next();  // a fault is seen by who reads
                    });
}

// The child is gone, or is of no use: another one after a while.
void BaresipLine::fall(std::string_view why) {
  ++life_;
  spdlog::warn("voice {}: a telephone line's program is started again: {}", config_.gateway, why);
  boost::system::error_code ignored;
  socket_.close(ignored);
  // Not from within the child's own call.
  asio::post(executor_, [old = std::shared_ptr<ChildProgram>(std::move(child_))] {});
  stage_ = Stage::down;
  after(rest_, &BaresipLine::start);
  rest_ = std::min(rest_ * 2, longest_rest);
  finish_call({.step = ports::CallStep::lost, .key = 0, .why = std::string(why)});
}

Baresip::Baresip(const asio::any_io_executor& executor, const ports::TelephoneConfig& config,
                 const std::filesystem::path& folder) {
  for (std::size_t i = 0; i < config.lines; ++i) {
    lines_.push_back(std::make_shared<BaresipLine>(executor, config, folder / std::to_string(i)));
    asio::post(executor, [weak = std::weak_ptr(lines_.back())] {
      if (const auto line = weak.lock()) line->open();
    });
  }
}

Baresip::~Baresip() = default;

ports::TelephoneLine& Baresip::line(std::size_t number) { return *lines_.at(number); }

}  // namespace ckl::platform
