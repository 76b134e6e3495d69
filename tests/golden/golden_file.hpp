// A golden journal on disk: the entries as the server wrote them, and what they must fold to.
//
// Two files with one name in tests/golden/journals: `<name>.gz` holds the entries, `<name>.txt` the
// sums, and which list of fields (tests/golden/fields) the sums speak of. Both are written once,
// by `add_golden`, and never again. docs/golden.md describes the form. Failures are texts, because
// only tests and one tool read them.
#pragma once

#include <cstdint>
#include <expected>
#include <filesystem>
#include <string>
#include <vector>

#include "golden/state_hash.hpp"

namespace ckl::golden {

template <class T>
using Outcome = std::expected<T, std::string>;

// A hash of the state after so many entries.
struct Mark {
  domain::Sequence after = 0;
  std::string hash;
  bool operator==(const Mark&) const = default;
};

struct Record {
  std::string scenario;
  std::uint64_t entries = 0;
  std::string file_sum;  // of the .gz
  int fields = 0;        // number of the list of fields
  std::vector<Mark> marks;
  bool operator==(const Record&) const = default;
};

struct Golden {
  Record record;
  Fields fields;
  std::vector<std::string> entries;
};

// A state is hashed after so many entries, and at the end: what goes wrong is found near its cause.
inline constexpr domain::Sequence entries_per_mark = 50;
inline constexpr std::uint32_t largest_entry = 64U << 20U;

// `folder` is tests/golden or one like it.
[[nodiscard]] std::vector<std::string> list_goldens(const std::filesystem::path& folder);
[[nodiscard]] Outcome<Golden> read_golden(const std::filesystem::path& folder,
                                          const std::string& name);
// Refuses to touch a file that is there.
[[nodiscard]] Outcome<Record> write_golden(const std::filesystem::path& folder,
                                           const std::string& name, const std::string& scenario,
                                           const std::vector<std::string>& entries);

// Decodes, encodes again, folds and compares; everything that does not hold.
[[nodiscard]] std::vector<std::string> check_golden(const Golden& golden);
// The state that the entries fold to.
[[nodiscard]] Outcome<domain::State> replay(const std::vector<std::string>& entries);

[[nodiscard]] std::string to_text(const Record& record);
[[nodiscard]] Outcome<Record> parse_record(std::string_view text);

}  // namespace ckl::golden
