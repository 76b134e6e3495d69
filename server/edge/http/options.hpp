// What the HTTP edge is told by app/, and its bounds.
//
// The functions stand for modules that an edge does not know (auth, delivery); all are called on
// the main thread.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <expected>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "domain/ids.hpp"
#include "edge/http/message.hpp"

namespace ckl::edge {
class Api;
struct Services;
struct Traffic;
}  // namespace ckl::edge

namespace ckl::edge::http {

// The rest of the server as this edge needs it; all outlive it.
struct Backend {
  const Services& services;
  Api& api;
  Traffic& traffic;
};

// Named bounds; tests make them smaller. docs/limits.md shows them to users.
struct Limits {
  std::size_t header_bytes = 16UL << 10U;
  std::size_t body_bytes = 256UL << 10U;
  std::size_t connections = 2'000;
  std::size_t connections_per_address = 64;
  // New ones of an address in a tick; whoever comes after is turned away.
  std::size_t new_per_address = 64;
  bool spare_loopback = true;  // the limits per address do not count for this machine's own
  // Refused connections that are told so at the same time; the rest are just closed.
  std::size_t turned_away = 64;
  // In ticks, so that one timer serves all connections.
  std::chrono::milliseconds tick{1'000};
  std::uint32_t idle_ticks = 60;
  std::uint32_t read_ticks = 10;
  std::uint32_t write_ticks = 30;
  // Answer links that were not ours, per address and minute.
  std::uint32_t bad_links_per_minute = 30;
  // Failed attempts to sign in with a passkey or to use an invitation, per address and minute.
  std::uint32_t bad_sign_ins_per_minute = 30;
};

// What an answer link says; made and checked in auth/.
struct AnswerTicket {
  domain::WorkspaceId workspace;
  domain::CalloutId callout;
  domain::PersonId person;
  domain::MessageId contact_test = {};  // the test that the link answers, instead of a call-out
};
enum class LinkFault : std::uint8_t { forged = 1, expired = 2 };

// The three roles that the demonstration's page explains; most persons are none of them.
enum class DemoCard : std::uint8_t { none = 0, duty_officer, wall, chair };

struct DemoPerson {
  std::string name;
  domain::Text title;
  std::string token;
  DemoCard card = DemoCard::none;
};

// A delivery receipt or a text as a gateway passes it on; its fields are the gateway's own.
struct ReceiptCall {
  std::string_view gateway;
  std::string_view query;
  const Request& request;
};

struct Options {
  std::string address = "127.0.0.1";
  std::uint16_t port = 8080;     // 0 = any
  std::string certificate_file;  // PEM, with its chain; required but on loopback
  std::string key_file;          // PEM
  std::string web_root;          // built dashboard; empty or missing = none
  Limits limits;

  std::function<std::expected<AnswerTicket, LinkFault>(std::string_view token)> open_link;
  // The contact test of that ticket was answered; false = try again.
  std::function<void(const AnswerTicket& ticket, std::move_only_function<void(bool kept)> done)>
      confirm_contact;
  // Answers a gateway: 200, 404 for an unknown attempt, 403 for a wrong secret.
  std::function<Reply(const ReceiptCall& call)> receipt;
  // A text that came in: answered when it is safe, with 200 and nothing else; anything but 200 asks
  // the gateway to send it again.
  std::function<void(const ReceiptCall& call, Respond done)> text;
  // The link of a test alarm was opened or used.
  std::function<Reply(std::string_view method, std::string_view code)> test_alarm;
  std::function<std::vector<DemoPerson>()> demo_persons;
  // The exercise in which a demonstration lets one try; empty = it has not begun.
  std::function<std::string()> demo_exercise;
  // Begins it, or another one: its workspace, or why not.
  std::function<std::expected<std::string, domain::Text>()> begin_demo_exercise;
  // Further lines for /metrics (memory, uptime).
  std::function<std::string()> more_metrics;
};

}  // namespace ckl::edge::http
