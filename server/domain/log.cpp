// Dagboken: entries are added and never changed (G13).
#include <algorithm>

#include "domain/capacity.hpp"
#include "domain/handlers.hpp"
#include "domain/input.hpp"

namespace ckl::domain {
namespace {

void require_correction(const WriteLogEntry& command, Objections& objections) {
  const auto missing = [&](Text message, const char* field) {
    objections.add(
        Objection{.code = RejectionCode::invalid,
                  .rule = "G13",
                  .message = std::move(message),
                  .what_now = {"Ange vad som rättas och varför", "Say what is corrected and why"},
                  .field = field});
  };
  const bool corrects = command.corrects > 0 || command.kind == LogKind::correction;
  if (!corrects) return;
  if (command.corrects == 0) {
    missing({"En rättelse nämner den anteckning den rättar",
             "A correction names the entry it corrects"},
            "corrects");
  }
  if (is_blank(command.reason)) {
    missing({"En rättelse säger varför", "A correction says why"}, "reason");
  }
}

}  // namespace

Decision decide_on(const Case& c, const WriteLogEntry& command) {
  Objections objections(c.now);
  std::string capacity = require_any(c, "A12", objections);
  require_correction(command, objections);
  if (!objections.empty()) return objections.refuse();

  Ruling ruling(c);
  const std::uint32_t number = c.state.log_entries + 1;
  const bool corrects = command.corrects > 0;
  ruling.add(corrects ? "G13" : "A12",
             LogEntryWritten{.number = number,
                             .incident = command.incident,
                             .kind = corrects ? LogKind::correction : command.kind,
                             .text = command.text,
                             .event_time = std::min(command.event_time.value_or(c.now), c.now),
                             .source = command.source,
                             .corrects = command.corrects,
                             .reason = command.reason});
  return ruling.accept(std::move(capacity), numbered("log", number));
}

}  // namespace ckl::domain
