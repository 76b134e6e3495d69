// Domain values to protobuf and back, exhaustively both ways.
//
// Pure functions, callable on any thread. To protobuf never fails. From protobuf is strict: what
// comes from a client is refused with a Rejection that names the field; what comes from the journal
// and can't be decoded is a Failure (`corrupt`), because it was written by us. A new event or
// command that is not handled here does not compile.
#pragma once

#include <cstdint>
#include <expected>
#include <string>
#include <string_view>

#include "ckl/v1/command.pb.h"
#include "ckl/v1/journal.pb.h"
#include "ckl/v1/model.pb.h"
#include "domain/decide.hpp"
#include "domain/state.hpp"
#include "ports/journal.hpp"

namespace ckl::codec {

// Journal.
void encode(const domain::Entry& entry, v1::JournalEntry& out);
[[nodiscard]] std::string encode(const domain::Entry& entry);
[[nodiscard]] ports::Result<domain::Entry> decode_entry(std::string_view bytes);
// The same into an entry whose room is used again; what it holds after a failure means nothing.
[[nodiscard]] ports::Result<void> decode_entry(std::string_view bytes, domain::Entry& entry);
// Only what `domain::evolve` reads of an entry: of the rest nothing is said.
[[nodiscard]] ports::Result<void> decode_to_fold(std::string_view bytes, domain::Entry& entry);

// The whole state, for snapshots and for clients; the derived indexes are rebuilt when decoded.
void encode(const domain::State& state, v1::WorkspaceImage& out);
[[nodiscard]] ports::Result<domain::State> decode_image(const v1::WorkspaceImage& image);

// A command as a client sent it: every field checked (UTF-8, limits, enums, times), every breach
// listed.
struct DecodedCommand {
  domain::Command command;
  std::string command_id;
  domain::WorkspaceId workspace;
  std::string capacity;           // the role that the person names, or empty
  std::uint64_t fingerprint = 0;  // of the body without its id
};
[[nodiscard]] std::expected<DecodedCommand, domain::Rejection> decode_command(
    const v1::Command& command);

// Answers.
void encode(const domain::Rejection& rejection, v1::Rejection& out);
[[nodiscard]] domain::Rejection decode(const v1::Rejection& rejection);
void encode(const ports::Reply& reply, std::string_view command_id, v1::CommandResult& out);
[[nodiscard]] ports::Result<ports::Reply> decode_reply(const v1::CommandResult& result);

// Parts that other messages need.
void encode(const domain::Text& text, v1::Text& out);
void encode(domain::Instant instant, google::protobuf::Timestamp& out);
void encode(const domain::Organisation& organisation, v1::Organisation& out);
void encode(const domain::Person& person, v1::Person& out);
void encode(const domain::Mandate& mandate, v1::Mandate& out);
void encode(const domain::DecisionRecord& decision, v1::DecisionRecord& out);
void encode(const domain::Drill& drill, v1::Drill& out);
void encode(const domain::Obligation& obligation, v1::Obligation& out);
void encode(const domain::UnclearAnswer& answer, v1::UnclearAnswer& out);
void encode(const domain::DutySpan& span, v1::DutySpan& out);
void encode(const domain::DutySwap& swap, v1::DutySwap& out);
void encode(const domain::GatewayPin& pin, v1::GatewayPin& out);
void encode(const domain::ReliefShift& shift, v1::ReliefShift& out);
void encode(const domain::ReliefPlan& plan, v1::ReliefPlan& out);
void encode(const domain::Handover& handover, v1::Handover& out);
[[nodiscard]] v1::GatewayTrouble to_proto(domain::GatewayTrouble trouble);
[[nodiscard]] v1::Mode to_proto(domain::Mode mode);

// A rejection for input that is not even a command: `rule` is an INPUT_* name.
[[nodiscard]] domain::Rejection input_rejection(std::string_view rule, std::string_view field,
                                                domain::Text message, domain::Text what_now);

}  // namespace ckl::codec
