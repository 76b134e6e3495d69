// A mailbox that other mail servers write to, as a port: what came in, and what shall become of it.
//
// Called on the main thread; `ask` returns at once and calls `done` once, on the main thread,
// unless the mailbox is destroyed first. One errand is one connection; errands under way at the
// same time know nothing of each other. Implemented over libcurl's IMAP in platform/. It knows
// nothing of bounces.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "ports/outbound.hpp"

namespace ckl::ports {

struct MailboxServer {
  std::string host;
  std::uint16_t port = 993;
  MailSecurity security = MailSecurity::tls;  // tls or starttls; a password never goes plain
  std::string username;
  std::string password;
  std::string ca_file;  // empty = the system's
  std::string folder = "INBOX";
  OutboundTimes times;
};

enum class MailboxErrand : std::uint8_t {
  list = 1,     // what is neither marked as done nor set aside
  fetch = 2,    // the first 64 KiB of the first of `mails`
  done = 3,     // marks `mails` as done
  aside = 4,    // sets `mails` aside: they stay, flagged, for a person to look at
  discard = 5,  // removes what is marked as done
};

using MailNumber = std::uint32_t;  // IMAP's UID

struct MailboxAnswer {
  std::vector<MailNumber> mails;  // of `list`
  std::string text;               // of `fetch`
  std::string fault;              // why it did not go well, in plain Swedish words; else empty
};

class Mailbox {
 public:
  using Done = std::move_only_function<void(MailboxAnswer)>;

  Mailbox() = default;
  Mailbox(const Mailbox&) = delete;
  Mailbox& operator=(const Mailbox&) = delete;
  virtual ~Mailbox() = default;

  virtual void ask(const MailboxServer& server, MailboxErrand errand,
                   const std::vector<MailNumber>& mails, Done done) = 0;
};

}  // namespace ckl::ports
