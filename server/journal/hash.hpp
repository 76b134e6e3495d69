// SHA-256 of what is short: the leaves and nodes of the proof.
//
// Any thread; keeps nothing.
#pragma once

#include <initializer_list>
#include <string>
#include <string_view>

#include "ports/proof.hpp"

namespace ckl::journal {

// Of the pieces joined.
[[nodiscard]] ports::Hash hash_of(std::initializer_list<std::string_view> pieces);

// Of an inner node (RFC 9162 2.1.1).
[[nodiscard]] ports::Hash hash_of_node(const ports::Hash& left, const ports::Hash& right);

[[nodiscard]] inline std::string_view view(const ports::Hash& hash) {
  return {reinterpret_cast<const char*>(hash.data()), hash.size()};
}

}  // namespace ckl::journal
