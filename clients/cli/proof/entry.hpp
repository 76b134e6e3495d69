// An entry of an export: its line, taken apart and proved by itself.
//
// Pure.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include <nlohmann/json_fwd.hpp>

#include "cli/proof/bytes.hpp"
#include "cli/proof/finding.hpp"

namespace ckl::cli::proof {

struct ShownEntry {
  std::uint64_t number = 0;
  Hash leaf{};        // as the line says
  std::string bytes;  // of a JournalEntry without what is masked
  std::uint32_t event = 0;
  std::uint64_t masked = 0;  // fields
};

// Where findings go; the line is put in by the caller.
using Find = std::function<void(Finding)>;

// Nothing when the line has not the form of an entry. What is wrong inside is found, and the entry
// returned all the same.
[[nodiscard]] std::optional<ShownEntry> read_entry(const nlohmann::json& line, const Find& find);

}  // namespace ckl::cli::proof
