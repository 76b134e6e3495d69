// Any bytes as an export or a receipt: judged without a fault, and never good without a checkpoint
// that says so.
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "cli/proof/verifier.hpp"

namespace {

void require(bool fact) {
  if (!fact) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  using namespace ckl::cli::proof;
  std::string_view text(reinterpret_cast<const char*>(bytes), size);
  const auto receipt = verify_receipt(text, {});
  require(!receipt.good() || receipt.checkpoints == 1);
  ExportVerifier verifier({});
  while (!text.empty()) {
    const auto end = text.find('\n');
    verifier.take(text.substr(0, end), end != std::string_view::npos);
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
  }
  const auto report = verifier.finish();
  if (!report.good()) return 0;
  require(report.checkpoints > 0 && !report.keys.empty());
  require(report.entries + report.skipped == report.size);
  return 0;
}
