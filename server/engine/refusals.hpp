// What the engine itself refuses with, in both languages: the world says no, not the law.
//
// Pure. Rules: JOURNAL_FAULT, DISK_NEARLY_FULL, STOPPING, TOO_MANY_WAITING,
// INPUT_COMMAND_ID_REUSED.
#pragma once

#include "domain/rejection.hpp"
#include "ports/failure.hpp"

namespace ckl::engine {

// Why the workspace does not accept anything, for every screen.
[[nodiscard]] domain::Text reason_of(const ports::Failure& failure);

[[nodiscard]] domain::Rejection refused_by_journal(const domain::Text& reason);
// The outcome of a command that was being written when the journal failed is not known.
[[nodiscard]] domain::Rejection outcome_unknown(const domain::Text& reason);
[[nodiscard]] domain::Rejection refused_disk_full(const domain::Text& reason);
[[nodiscard]] domain::Rejection refused_stopping();
[[nodiscard]] domain::Rejection refused_too_many();
[[nodiscard]] domain::Rejection refused_reuse();

}  // namespace ckl::engine
