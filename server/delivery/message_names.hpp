// What a message is called outside (LetterParts): the same at every attempt, and with a stand-down
// the call that it takes back.
//
// Pure; for channels whose receivers file messages by name, as CAP's do.
#pragma once

#include "domain/state.hpp"
#include "ports/channel.hpp"

namespace ckl::delivery {

void name_message(const domain::State& state, const domain::Message& message,
                  ports::LetterParts& parts);

}  // namespace ckl::delivery
