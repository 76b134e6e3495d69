#include "bench/peers/audience.hpp"

#include <array>
#include <cerrno>

#include <sys/epoll.h>
#include <sys/socket.h>

namespace ckl::bench {

Audience::Audience(const Listening& listening, std::size_t size)
    : listening_(listening), poll_(::epoll_create1(EPOLL_CLOEXEC)), buffer_(256UL << 10U) {
  members_.reserve(size);
  for (std::size_t i = 0; i < size; ++i) {
    Member member;
    listen(member.connection, listening, i);
    member.connection.in = {};
    epoll_event event{};
    event.events = EPOLLIN;
    event.data.u64 = i;
    if (::epoll_ctl(poll_, EPOLL_CTL_ADD, member.connection.fd, &event) != 0) die("epoll");
    members_.push_back(std::move(member));
  }
}

bool Audience::read(int milliseconds) {
  std::array<epoll_event, 1'024> events{};
  const int ready =
      ::epoll_wait(poll_, events.data(), static_cast<int>(events.size()), milliseconds);
  for (int i = 0; i < ready; ++i) take(members_[events[static_cast<std::size_t>(i)].data.u64]);
  return ready > 0;
}

void Audience::take(Member& member) {
  auto& connection = member.connection;
  const auto got = ::recv(connection.fd, buffer_.data(), buffer_.size(), 0);
  if (got < 0 && errno == EAGAIN) return;
  if (got <= 0) {
    ::epoll_ctl(poll_, EPOLL_CTL_DEL, connection.fd, nullptr);
    ++closed_;
    return;
  }
  const auto now = now_ns();
  const std::string_view bytes(buffer_.data(), static_cast<std::size_t>(got));
  member.scan.read(bytes, [&](const Mark& mark) {
    if (mark.number >= heard_.size()) return;
    auto& event = heard_[mark.number];
    event.sent_at = mark.sent_at;
    event.last_at = last_at_ = now;
    ++event.times;
    ++deliveries_;
  });
  if (!asks_again(listening_)) return;
  connection.in += bytes;
  if (const auto request = ask_again(listening_, connection.in); !request.empty()) {
    connection.send(request);
  }
}

}  // namespace ckl::bench
