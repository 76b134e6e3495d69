// Any bytes as a checkpoint, a key, base64 or an entry: what is read has one spelling, and what is
// no entry is said to be none.
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "cli/proof/note.hpp"
#include "journal/leaf.hpp"
#include "journal/note.hpp"

namespace {

void require(bool fact) {
  if (!fact) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  namespace journal = ckl::journal;
  namespace proof = ckl::cli::proof;
  const std::string_view text(reinterpret_cast<const char*>(bytes), size);

  // Two readers, written apart, agree on what is base64 and what is a key.
  const auto one = journal::from_base64(text);
  require(one == proof::from_base64(text));
  if (one) require(journal::to_base64(*one) == text);
  const auto key = journal::VerifierKey::parse(text);
  if (key) {
    require(key->text() == text);
    const auto other = proof::VerifierKey::parse(text);
    require(other && other->text() == text);
  }
  const auto checkpoint = proof::Checkpoint::parse(text);
  if (checkpoint) {
    require(text.starts_with(checkpoint->text + "\n"));
    require(journal::size_of(checkpoint->text, checkpoint->origin) == checkpoint->size);
    const auto split = journal::split_note(text);
    require(split && split->text == checkpoint->text);
  }
  static journal::LeafMaker maker(journal::SaltSecret{});
  const auto parts = maker.parts(1, text);
  require(parts.has_value() == maker.leaf(1, text).has_value());
  if (!parts) return 0;
  std::size_t joined = 0;
  for (const auto& part : *parts) joined += part.bytes.size();
  require(joined <= text.size());
  return 0;
}
