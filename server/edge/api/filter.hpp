// A client's filter of journal entries, checked: used by subscriptions and by pages of the journal.
//
// Internal to edge/api. Kinds are the names of the fields in JournalEntry ("level_changed"), in
// protobuf's or JSON's spelling; the hub wants the names of the events ("LevelChanged").
#pragma once

#include <expected>

#include "edge/api/api.hpp"

namespace ckl::edge {

[[nodiscard]] std::expected<stream::Filter, domain::Rejection> make_filter(
    const std::string& incident, const google::protobuf::RepeatedPtrField<std::string>& kinds);

}  // namespace ckl::edge
