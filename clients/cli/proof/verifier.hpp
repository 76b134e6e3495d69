// Checks an export or a receipt, line by line, without any server (docs/format.md, "What a verifier
// does").
//
// `take` each line in order, then `finish`. Nothing throws on what is read: it is a finding. After
// a finding that makes the rest unreadable (`form`, `order`) the lines that follow are passed over.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "cli/proof/finding.hpp"

namespace ckl::cli::proof {

class ExportVerifier {
 public:
  explicit ExportVerifier(const Trust& trust);
  ~ExportVerifier();
  ExportVerifier(const ExportVerifier&) = delete;
  ExportVerifier& operator=(const ExportVerifier&) = delete;

  // A line without its line feed; `ended` = it had one.
  void take(std::string_view line, bool ended);

  [[nodiscard]] Report finish();

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

// Of a whole `.tlog-proof` file.
[[nodiscard]] Report verify_receipt(std::string_view text, const Trust& trust);

[[nodiscard]] bool is_receipt(std::string_view first_line);

}  // namespace ckl::cli::proof
