// Decisions that are signed with a passkey: laid out before, checked when the command comes. Main
// thread only.
//
// What is signed is the text of the very command (codec/decision_text.hpp) with the head of the log
// and a nonce. Whoever has a passkey signs the chair's decisions with it; a command without it is
// refused, and the way by voice stays open (OralRecord).
#pragma once

#include <expected>
#include <memory>

#include "ckl/v1/command.pb.h"
#include "edge/api/api.hpp"

namespace ckl::edge {

// Null when the command needs no signature and has none, and when it will be refused anyway.
using Signature = std::expected<std::shared_ptr<const domain::DecisionSigned>, domain::Rejection>;

// What has just been read of the command, and where it is going.
struct Arriving {
  const v1::Command& command;
  const codec::DecodedCommand& decoded;
  const Workspace& workspace;
};

[[nodiscard]] Signature check_signature(const Services& services, const Caller& caller,
                                        const Arriving& arriving);

}  // namespace ckl::edge
