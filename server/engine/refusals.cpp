#include "engine/refusals.hpp"

#include <utility>

#include <fmt/format.h>

namespace ckl::engine {
namespace {

domain::Rejection rejection(domain::RejectionCode code, std::string rule, domain::Text message,
                            domain::Text what_now) {
  return {.code = code,
          .breaches = {{.rule = {std::move(rule)},
                        .basis = {},
                        .message = std::move(message),
                        .who_may = {},
                        .what_now = std::move(what_now),
                        .field = {}}}};
}

}  // namespace

domain::Text reason_of(const ports::Failure& failure) {
  switch (failure.code) {
    case ports::FailureCode::corrupt:
      return {
          .sv = fmt::format("Journalen är skadad. Inget nytt tas emot. ({})", failure.what),
          .en = fmt::format("The journal is damaged. Nothing new is accepted. ({})", failure.what)};
    case ports::FailureCode::disk_full:
      return {.sv = fmt::format("Serverns disk är nästan full. Inget nytt tas emot. ({})",
                                failure.what),
              .en = fmt::format("The server's disk is nearly full. Nothing new is accepted. ({})",
                                failure.what)};
    case ports::FailureCode::not_found:
    case ports::FailureCode::unreachable:
    case ports::FailureCode::refused:
    case ports::FailureCode::invalid:
    case ports::FailureCode::io:
      break;
  }
  return {.sv = fmt::format("Journalen går inte att läsa eller skriva. Inget nytt tas emot. ({})",
                            failure.what),
          .en = fmt::format("The journal can not be read or written. Nothing new is accepted. ({})",
                            failure.what)};
}

domain::Rejection refused_by_journal(const domain::Text& reason) {
  return rejection(
      domain::RejectionCode::unavailable, "JOURNAL_FAULT", reason,
      {.sv = "Larma på annat sätt enligt reservrutinen och ring serverns drift.",
       .en = "Raise the alarm another way by the fallback routine and call the operators."});
}

domain::Rejection outcome_unknown(const domain::Text& reason) {
  return rejection(
      domain::RejectionCode::unavailable, "JOURNAL_FAULT",
      {.sv = "Det är osäkert om detta hann sparas. " + reason.sv,
       .en = "It is not certain that this was saved. " + reason.en},
      {.sv = "Sänd samma kommando igen när servern har startat om: det utförs högst en gång. "
             "Brådskar det, larma på annat sätt enligt reservrutinen.",
       .en = "Send the same command again when the server has restarted: it is done once at most. "
             "If it is urgent, raise the alarm another way by the fallback routine."});
}

domain::Rejection refused_disk_full(const domain::Text& reason) {
  return rejection(
      domain::RejectionCode::exhausted, "DISK_NEARLY_FULL", reason,
      {.sv = "Ring serverns drift; försök igen när plats har gjorts. Brådskar det, larma på annat "
             "sätt enligt reservrutinen.",
       .en = "Call the operators; try again when space has been made. If it is urgent, raise the "
             "alarm another way by the fallback routine."});
}

domain::Rejection refused_stopping() {
  return rejection(domain::RejectionCode::unavailable, "STOPPING",
                   {.sv = "Servern stängs av.", .en = "The server is stopping."},
                   {.sv = "Försök igen om en stund: samma kommando utförs högst en gång.",
                    .en = "Try again in a while: the same command is done once at most."});
}

domain::Rejection refused_too_many() {
  return rejection(domain::RejectionCode::exhausted, "TOO_MANY_WAITING",
                   {.sv = "För många kommandon väntar på att sparas.",
                    .en = "Too many commands are waiting to be saved."},
                   {.sv = "Försök igen om en stund: samma kommando utförs högst en gång.",
                    .en = "Try again in a while: the same command is done once at most."});
}

domain::Rejection refused_reuse() {
  auto refusal = rejection(
      domain::RejectionCode::conflict, "INPUT_COMMAND_ID_REUSED",
      {.sv = "Samma command_id har redan använts för ett annat kommando.",
       .en = "The same command_id was used before for another command."},
      {.sv = "Ge varje nytt kommando ett nytt command_id; använd samma bara när exakt samma "
             "kommando sänds igen.",
       .en = "Give each new command a new command_id; use the same only to send exactly the same "
             "command again."});
  refusal.breaches.front().field = "commandId";
  return refusal;
}

}  // namespace ckl::engine
