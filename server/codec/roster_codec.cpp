// Duty rosters: nouns, events and commands.
#include "codec/command_codec.hpp"
#include "codec/events.hpp"

namespace ckl::codec {

namespace limits = domain::limits;

void write(const domain::DutySpan& from, v1::DutySpan& to) {
  to.set_person(from.person.value);
  encode(from.from, *to.mutable_from());
  encode(from.until, *to.mutable_until());
}

void read(const v1::DutySpan& from, domain::DutySpan& to, Reader& reader) {
  reader.complete(from);
  to.person.value = from.person();
  reader.instant(from.has_from(), from.from(), to.from);
  reader.instant(from.has_until(), from.until(), to.until);
}

void write(const domain::DutyChange& from, v1::DutyChange& to) {
  to.set_id(from.id.value);
  to.set_function(from.function);
  to.set_kind(wire(from.kind));
  to.set_person(from.person.value);
  to.set_replaces(from.replaces.value);
  encode(from.from, *to.mutable_from());
  encode(from.until, *to.mutable_until());
  to.set_reason(from.reason);
  to.set_by(from.by.value);
  to.set_swap(from.swap.value);
}

void read(const v1::DutyChange& from, domain::DutyChange& to, Reader& reader) {
  reader.complete(from);
  to.id.value = from.id();
  to.function = from.function();
  reader.choice(from.kind(), to.kind);
  to.person.value = from.person();
  to.replaces.value = from.replaces();
  reader.instant(from.has_from(), from.from(), to.from);
  reader.instant(from.has_until(), from.until(), to.until);
  to.reason = from.reason();
  to.by.value = from.by();
  to.swap.value = from.swap();
}

void write(const domain::DutySwap& from, v1::DutySwap& to) {
  to.set_id(from.id.value);
  to.set_function(from.function);
  to.set_giver(from.giver.value);
  to.set_taker(from.taker.value);
  encode(from.from, *to.mutable_from());
  encode(from.until, *to.mutable_until());
  if (from.back_from) encode(*from.back_from, *to.mutable_back_from());
  if (from.back_until) encode(*from.back_until, *to.mutable_back_until());
  to.set_reason(from.reason);
  to.set_state(wire(from.state));
}

void read(const v1::DutySwap& from, domain::DutySwap& to, Reader& reader) {
  reader.complete(from);
  to.id.value = from.id();
  to.function = from.function();
  to.giver.value = from.giver();
  to.taker.value = from.taker();
  reader.instant(from.has_from(), from.from(), to.from);
  reader.instant(from.has_until(), from.until(), to.until);
  reader.instant(from.has_back_from(), from.back_from(), to.back_from);
  reader.instant(from.has_back_until(), from.back_until(), to.back_until);
  to.reason = from.reason();
  reader.choice(from.state(), to.state);
}

void write(const domain::AlarmedGap& from, v1::AlarmedGap& to) {
  encode(from.from, *to.mutable_from());
  to.set_obligation(from.obligation.value);
  if (from.until) encode(*from.until, *to.mutable_until());
}

void read(const v1::AlarmedGap& from, domain::AlarmedGap& to, Reader& reader) {
  reader.complete(from);
  reader.instant(from.has_from(), from.from(), to.from);
  to.obligation.value = from.obligation();
  reader.instant(from.has_until(), from.until(), to.until);
}

void write(const domain::Roster& from, v1::Roster& to) {
  to.set_id(from.id);
  to.set_source(from.source);
  to.set_source_hash(from.source_hash);
  encode(from.from, *to.mutable_from());
  encode(from.until, *to.mutable_until());
  write_all(from.spans, *to.mutable_spans());
  write_all(from.changes, *to.mutable_changes());
  write_all(from.alarmed, *to.mutable_alarmed());
  encode(from.changed, *to.mutable_changed());
}

void read(const v1::Roster& from, domain::Roster& to, Reader& reader) {
  reader.complete(from);
  to.id = from.id();
  to.source = from.source();
  to.source_hash = from.source_hash();
  reader.instant(from.has_from(), from.from(), to.from);
  reader.instant(from.has_until(), from.until(), to.until);
  read_all(from.spans(), to.spans, reader);
  read_all(from.changes(), to.changes, reader);
  read_all(from.alarmed(), to.alarmed, reader);
  reader.instant(from.has_changed(), from.changed(), to.changed);
}

void write(const domain::RosterAdopted& from, v1::RosterAdopted& to) {
  to.set_function(from.function);
  to.set_source(from.source);
  to.set_source_hash(from.source_hash);
  encode(from.from, *to.mutable_from());
  encode(from.until, *to.mutable_until());
  write_all(from.spans, *to.mutable_spans());
}

void read(const v1::RosterAdopted& from, domain::RosterAdopted& to, Reader& reader) {
  reader.complete(from);
  to.function = from.function();
  to.source = from.source();
  to.source_hash = from.source_hash();
  reader.instant(from.has_from(), from.from(), to.from);
  reader.instant(from.has_until(), from.until(), to.until);
  read_all(from.spans(), to.spans, reader);
}

void write(const domain::DutyChanged& from, v1::DutyChanged& to) {
  write(from.change, *to.mutable_change());
}

void read(const v1::DutyChanged& from, domain::DutyChanged& to, Reader& reader) {
  reader.complete(from);
  read(from.change(), to.change, reader);
}

void write(const domain::SwapProposed& from, v1::SwapProposed& to) {
  write(from.swap, *to.mutable_swap());
}

void read(const v1::SwapProposed& from, domain::SwapProposed& to, Reader& reader) {
  reader.complete(from);
  read(from.swap(), to.swap, reader);
}

void write(const domain::SwapSettled& from, v1::SwapSettled& to) {
  to.set_swap(from.swap.value);
  to.set_state(wire(from.state));
  to.set_reason(from.reason);
}

void read(const v1::SwapSettled& from, domain::SwapSettled& to, Reader& reader) {
  reader.complete(from);
  to.swap.value = from.swap();
  reader.choice(from.state(), to.state);
  to.reason = from.reason();
}

void write(const domain::DutyGapFound& from, v1::DutyGapFound& to) {
  to.set_function(from.function);
  encode(from.from, *to.mutable_from());
  if (from.until) encode(*from.until, *to.mutable_until());
  to.set_obligation(from.obligation.value);
}

void read(const v1::DutyGapFound& from, domain::DutyGapFound& to, Reader& reader) {
  reader.complete(from);
  to.function = from.function();
  reader.instant(from.has_from(), from.from(), to.from);
  reader.instant(from.has_until(), from.until(), to.until);
  to.obligation.value = from.obligation();
}

void write(const domain::DutyGapFilled& from, v1::DutyGapFilled& to) {
  to.set_function(from.function);
  encode(from.from, *to.mutable_from());
}

void read(const v1::DutyGapFilled& from, domain::DutyGapFilled& to, Reader& reader) {
  reader.complete(from);
  to.function = from.function();
  reader.instant(from.has_from(), from.from(), to.from);
}

void encode(const domain::DutySpan& span, v1::DutySpan& out) { write(span, out); }
void encode(const domain::DutySwap& swap, v1::DutySwap& out) { write(swap, out); }

namespace {

using FunctionId = domain::Id<struct FunctionTag>;

template <class From>
std::string function_of(const From& from, Input& input) {
  return input.id<FunctionId>("function", from.function()).value;
}

std::vector<domain::DutySpan> read_spans(const v1::AdoptRoster& from, Input& input) {
  std::vector<domain::DutySpan> spans;
  if (static_cast<std::size_t>(from.spans_size()) > limits::roster_spans) {
    input.too_many("spans", from.spans_size(), limits::roster_spans);
    return spans;
  }
  int number = 0;
  for (const v1::DutySpan& span : from.spans()) {
    const std::string at = "spans[" + std::to_string(number++) + "].";
    const auto begins = input.instant(at + "from", span.has_from(), span.from());
    const auto ends = input.instant(at + "until", span.has_until(), span.until());
    if (!span.has_from()) input.missing(at + "from");
    if (!span.has_until()) input.missing(at + "until");
    spans.push_back({.person = input.id<domain::PersonId>(at + "person", span.person()),
                     .from = begins.value_or(domain::Instant{}),
                     .until = ends.value_or(domain::Instant{})});
  }
  return spans;
}

}  // namespace

domain::Command read(const v1::AdoptRoster& from, Input& input) {
  domain::AdoptRoster out;
  out.function = function_of(from, input);
  out.source = input.line("source", from.source(), limits::source_bytes);
  out.source_hash = input.line("sourceHash", from.source_hash(), limits::id_bytes);
  out.from = input.instant("from", from.has_from(), from.from());
  out.until = input.instant("until", from.has_until(), from.until());
  out.spans = read_spans(from, input);
  return out;
}

domain::Command read(const v1::OverrideDuty& from, Input& input) {
  domain::OverrideDuty out;
  out.function = function_of(from, input);
  out.person = input.id<domain::PersonId>("person", from.person(), Need::optional);
  out.replaces = input.id<domain::PersonId>("replaces", from.replaces(), Need::optional);
  out.from = input.instant("from", from.has_from(), from.from());
  out.until = input.instant("until", from.has_until(), from.until());
  out.reason = input.text("reason", from.reason(), limits::reason_bytes);
  return out;
}

domain::Command read(const v1::ProposeSwap& from, Input& input) {
  domain::ProposeSwap out;
  out.function = function_of(from, input);
  out.taker = input.id<domain::PersonId>("taker", from.taker());
  out.from = input.instant("from", from.has_from(), from.from());
  out.until = input.instant("until", from.has_until(), from.until());
  out.back_from = input.instant("backFrom", from.has_back_from(), from.back_from());
  out.back_until = input.instant("backUntil", from.has_back_until(), from.back_until());
  out.reason = input.text("reason", from.reason(), limits::reason_bytes);
  return out;
}

domain::Command read(const v1::AnswerSwap& from, Input& input) {
  domain::AnswerSwap out;
  out.swap = input.id<domain::SwapId>("swap", from.swap());
  out.accept = from.accept();
  out.reason = input.text("reason", from.reason(), limits::reason_bytes);
  return out;
}

domain::Command read(const v1::TakeOverDuty& from, Input& input) {
  domain::TakeOverDuty out;
  out.function = function_of(from, input);
  out.person = input.id<domain::PersonId>("person", from.person(), Need::optional);
  out.until = input.instant("until", from.has_until(), from.until());
  out.reason = input.text("reason", from.reason(), limits::reason_bytes);
  return out;
}

}  // namespace ckl::codec
