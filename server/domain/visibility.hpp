// What a person may see of a workspace: the one place where that is decided.
//
// Pure; on the strand. Everybody who is let in sees what happens: a picture that is not the same
// for all leads nobody. An entry of the log (dagboken) that is marked for secrecy is another
// matter: what it says is for those who lead and document the handling, as long as their mandate
// lasts; the others see that it is there. Basis: OSL 2009:400 5 kap. 5 § (the mark), A33, A12 (who
// documents).
#pragma once

#include <cstdint>

#include "domain/decide.hpp"

namespace ckl::domain {

enum class Sight : std::uint8_t { all = 0, masked = 1 };

[[nodiscard]] Sight sight_of(const State& state, const PersonId& person, Instant now);

// The entry's contents are kept from whoever has that sight.
[[nodiscard]] bool is_masked(const State& state, const Event& event, Sight sight);

}  // namespace ckl::domain
