// What stands around the event in a JournalEntry, read straight from its bytes.
//
// For the codec alone: a start folds a million entries, and most of each is its time, actor and
// basis. Read here is only what is exactly as `encode` writes it: fields rising, each once, nothing
// unknown, texts that are UTF-8. For anything else `read_envelope` says no, and protobuf reads the
// entry and says what is wrong with it; so there is one reader of what is unusual, and no other
// meaning here than there.
#pragma once

#include <string_view>

#include "domain/events.hpp"

namespace ckl::codec {

// The member of the oneof that is set, and its bytes within the entry's.
struct EventBytes {
  std::uint64_t number = 0;
  std::string_view bytes;
};

// `to` may hold an earlier entry, whose room is used again; its event is left alone.
[[nodiscard]] bool read_envelope(std::string_view bytes, domain::Entry& to, EventBytes& event);
// The same for what `domain::evolve` reads; the texts beside it are passed over, and left alone.
[[nodiscard]] bool read_envelope_to_fold(std::string_view bytes, domain::Entry& to,
                                         EventBytes& event);

}  // namespace ckl::codec
