// An export of the log: lines that a verifier reads without any server (docs/format.md, "Export").
// Internal to edge/api.
//
// Main thread only. An export is asked for in pieces, each made anew from where the last one ended;
// its size is that of the newest checkpoint when it began, so that all pieces are of one log.
#pragma once

#include <expected>
#include <string>
#include <string_view>

#include "domain/visibility.hpp"
#include "edge/api/base64.hpp"
#include "edge/api/queries.hpp"

namespace ckl::edge {

[[nodiscard]] inline std::string_view view_of(const ports::Hash& hash) {
  return {reinterpret_cast<const char*>(hash.data()), hash.size()};
}

// The number in the second line of a checkpoint of ours.
[[nodiscard]] domain::Sequence size_of_checkpoint(std::string_view note);

struct Row {
  domain::Sequence sequence = 0;
  std::string_view bytes;
};

// For whom an entry is written down.
struct Reader {
  bool masked = false;  // names and texts are left out for everybody
  domain::Sight sight = domain::Sight::masked;
  const domain::State& state;
};

// The entry's line, without line feed.
[[nodiscard]] std::expected<std::string, ports::Failure> entry_line(const ports::Proof& proof,
                                                                    const Row& row,
                                                                    const Reader& reader);

// A workspace whose journal has a proof, or why not.
[[nodiscard]] std::expected<const Workspace*, domain::Rejection> proven_workspace(
    const Services& services, const std::string& id);

[[nodiscard]] domain::Sight sight_of(const Question& question, const Workspace& workspace);

}  // namespace ckl::edge
