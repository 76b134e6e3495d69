// How a client speaks with PostgreSQL: protocol 3 with one prepared INSERT, and no password, as on
// this machine alone.
//
// Made by `make_talker`; knows the table `event (payload bytea)` that the measurement makes.
#pragma once

#include "bench/peers/talker.hpp"

namespace ckl::bench {

[[nodiscard]] std::unique_ptr<Talker> make_postgres_talker(const Speech& speech);

}  // namespace ckl::bench
