// Krisledningsnämndens seats: who is entitled, who presides, and when it is a quorum (R34, G07,
// G18).
//
// Internal to the core. Seats are the dated mandates that the city council has given; a vacancy
// does not lower the bar.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "domain/ruling.hpp"

namespace ckl::domain {

// The seats that the city council has fixed, otherwise as many as are held now.
[[nodiscard]] std::size_t fixed_seats(const State& state, Instant now);

// Chair, vice chair or member now.
[[nodiscard]] bool has_seat(const State& state, const PersonId& person, Instant now);

// More than half of the seats (KL 6:27).
[[nodiscard]] bool is_quorum(std::size_t serving, std::size_t seats);

// Who serves in a seat: members, and substitutes in the place of a member.
[[nodiscard]] bool serves(const State& state, const Seat& seat, Instant now);
[[nodiscard]] std::size_t count_serving(const State& state, std::span<const Seat> present,
                                        Instant now);

// By the order of R34: chair, first and second vice chair, then whom the city council has named.
// Whoever is in `without` does not preside. Empty when nobody present may.
[[nodiscard]] PersonId presiding_among(const State& state, std::span<const Seat> present,
                                       std::span<const PersonId> without, Instant now);

// In which capacity somebody leads a meeting.
[[nodiscard]] std::string presiding_capacity(const State& state, const PersonId& person,
                                             Instant now);

// Adds what is wrong with a seat beside those already taken.
void check_seating(const Case& c, const Seat& seat, std::span<const Seat> taken,
                   Objections& objections);

// G07: too few serve, in the whole meeting or in one matter.
void require_quorum(const Case& c, std::size_t serving, Objections& objections);

// G18: the city council has elected the committee, as its own nämnd.
void require_roster(const Case& c, Objections& objections);

// R46: the gap of a missing vice chair is told; nothing is refused for it.
void tell_of_missing_vice_chair(Ruling& ruling);

}  // namespace ckl::domain
