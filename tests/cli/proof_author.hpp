// Writes small logs, exports and receipts as docs/format.md has them, for the verifier's tests.
#pragma once

#include <string>
#include <vector>

#include <fmt/format.h>

#include "ckl/v1/journal.pb.h"
#include "cli/proof/note.hpp"
#include "cli/proof/tree.hpp"
#include "cli/proof/verifier.hpp"

namespace ckl::test {

namespace proof = cli::proof;

// A key whose secret the test holds.
struct Pen {
  std::string seed;
  proof::VerifierKey key;

  static Pen of(const std::string& name, char fill, proof::KeyUse use = proof::KeyUse::log) {
    const std::string seed(32, fill);
    return {.seed = seed, .key = {.name = name, .use = use, .key = proof::public_key_of(seed)}};
  }
};

// One entry: its line, with or without its text, and its leaf.
struct WrittenEntry {
  std::string line;
  proof::Hash leaf{};
};

class Author {
 public:
  static constexpr const char* origin = "ckl/0123456789abcdef0123456789abcdef";

  Author() {
    pens_.push_back(Pen::of(origin, 'a'));
    adopt(pens_.back());
  }

  // Entries from here on are signed with the new key; the entry that adopts it with both.
  void rotate() {
    pens_.push_back(Pen::of(origin, static_cast<char>('a' + pens_.size())));
    adopt(pens_.back());
  }

  void note(const std::string& text, bool masked = false) {
    v1::JournalEntry entry;
    begin(entry);
    entry.mutable_log_entry_written()->set_number(static_cast<std::uint32_t>(entries_.size()));
    entry.mutable_log_entry_written()->set_text(text);
    write(entry, masked);
  }

  void checkpoint() { checkpoints_.push_back(entries_.size()); }

  [[nodiscard]] std::size_t size() const { return entries_.size(); }
  [[nodiscard]] std::string key() const { return pens_.front().key.text(); }
  [[nodiscard]] const WrittenEntry& entry(std::size_t number) const { return entries_[number - 1]; }

  [[nodiscard]] proof::Hash head(std::size_t size) const {
    proof::Tree tree;
    for (std::size_t at = 0; at < size; ++at) EXPECT_TRUE(tree.add(0, entries_[at].leaf));
    return tree.head();
  }

  [[nodiscard]] std::string note_of(std::size_t size, const std::vector<Pen>& pens) const {
    const auto text =
        fmt::format("{}\n{}\n{}\n", origin, size, proof::to_base64(proof::view(head(size))));
    std::string note = text + "\n";
    for (const auto& pen : pens) {
      note += fmt::format("\u2014 {} {}\n", pen.key.name,
                          proof::to_base64(pen.key.id() + proof::sign(text, pen.seed)));
    }
    return note;
  }

  [[nodiscard]] std::string note_of(std::size_t size) const {
    std::vector<Pen> pens;
    for (std::size_t at = 0; at < pens_.size() && adopted_[at] <= size; ++at) {
      if (adopted_[at] != size) pens.clear();
      pens.push_back(pens_[at]);
    }
    return note_of(size, pens);
  }

  // All lines of the whole log.
  [[nodiscard]] std::vector<std::string> lines() const {
    std::vector<std::string> all{
        fmt::format(R"({{"ckl-export":1,"origin":"{}","workspace":"w","mode":"LIVE",)", origin) +
        fmt::format(R"("size":{},"masked":false,"what":"whole"}})", size())};
    for (std::size_t at = 1; at <= size(); ++at) {
      all.push_back(entries_[at - 1].line);
      const bool is_signed =
          at == size() ||
          std::find(checkpoints_.begin(), checkpoints_.end(), at) != checkpoints_.end() ||
          std::find(adopted_.begin(), adopted_.end(), at) != adopted_.end();
      if (is_signed) all.push_back(checkpoint_line(note_of(at)));
    }
    return all;
  }

  [[nodiscard]] static std::string checkpoint_line(const std::string& note) {
    std::string text;
    for (const char byte : note) text += byte == '\n' ? std::string("\\n") : std::string(1, byte);
    return R"({"checkpoint":")" + text + "\"}";
  }

  // Instead of the entries first..last; all of one leaf each, so only ranges of one fit anywhere.
  [[nodiscard]] std::string skip_one(std::size_t number) const {
    return fmt::format(R"({{"skip":{},"through":{},"hashes":["{}"]}})", number, number,
                       proof::to_base64(proof::view(entries_[number - 1].leaf)));
  }

 private:
  void begin(v1::JournalEntry& entry) const {
    entry.set_sequence(entries_.size() + 1);
    entry.mutable_time()->set_seconds(1'700'000'000);
    entry.mutable_actor()->set_person("tib-1");
    entry.set_rule("A12");
    entry.add_basis("Grund");
  }

  void adopt(const Pen& pen) {
    v1::JournalEntry entry;
    begin(entry);
    entry.mutable_proof_key_adopted()->set_key(pen.key.text());
    adopted_.push_back(entries_.size() + 1);
    write(entry, false);
  }

  void write(const v1::JournalEntry& entry, bool masked);

  std::vector<Pen> pens_;
  std::vector<std::size_t> adopted_;
  std::vector<WrittenEntry> entries_;
  std::vector<std::size_t> checkpoints_;
};

// A part's own bytes and whether it is open: written out by hand for the fields these entries have.
class PartWriter {
 public:
  explicit PartWriter(std::uint64_t entry) : entry_(entry) {}

  void open(const std::string& bytes) {
    data_ += std::string(1, '\0') + proof::big_endian(bytes.size(), 4) + bytes;
    add(fmt::format(R"(["open","{}"])", proof::to_base64(bytes)));
  }

  void covered(std::uint32_t field, const std::string& bytes, bool masked) {
    const auto salt = proof::big_endian(entry_ * 100 + field, 16);
    const auto commitment = proof::sha256("\x02" + salt + bytes);
    const auto shown = proof::to_base64(proof::view(commitment));
    data_ += std::string(1, '\x01') + proof::big_endian(field, 4);
    data_.append(proof::view(commitment));
    add(masked ? fmt::format(R"(["masked",{},"{}"])", field, shown)
               : fmt::format(R"(["covered",{},"{}","{}","{}"])", field, shown,
                             proof::to_base64(salt), proof::to_base64(bytes)));
  }

  void event(std::uint32_t field) {
    data_ += std::string(1, '\x03') + proof::big_endian(field, 4);
    add(fmt::format(R"(["event",{}])", field));
  }

  [[nodiscard]] WrittenEntry finish() const {
    WrittenEntry written;
    written.leaf = proof::sha256(std::string(1, '\0') + data_);
    written.line = fmt::format(R"({{"entry":{},"leaf":"{}","parts":[{}]}})", entry_,
                               proof::to_base64(proof::view(written.leaf)), parts_);
    return written;
  }

 private:
  void add(const std::string& part) { parts_ += (parts_.empty() ? "" : ",") + part; }

  std::uint64_t entry_;
  std::string data_ = std::string(1, '\x01');
  std::string parts_;
};

// The bytes of a message that has this one field alone are that field's.
template <class Message, class Set>
std::string field_bytes(Set set) {
  Message message;
  set(message);
  return message.SerializeAsString();
}

inline void Author::write(const v1::JournalEntry& entry, bool masked) {
  using Entry = v1::JournalEntry;
  PartWriter parts(entry.sequence());
  parts.open(field_bytes<Entry>([&](Entry& to) { to.set_sequence(entry.sequence()); }));
  parts.open(field_bytes<Entry>([&](Entry& to) { *to.mutable_time() = entry.time(); }));
  parts.covered(3, field_bytes<Entry>([&](Entry& to) { *to.mutable_actor() = entry.actor(); }),
                masked);
  parts.open(field_bytes<Entry>([&](Entry& to) { to.set_rule(entry.rule()); }));
  parts.open(field_bytes<Entry>([&](Entry& to) { to.add_basis(entry.basis(0)); }));
  if (entry.has_proof_key_adopted()) {
    parts.event(250);
    parts.covered(1, entry.proof_key_adopted().SerializeAsString(), false);
  } else {
    using Note = v1::LogEntryWritten;
    const auto& note = entry.log_entry_written();
    parts.event(70);
    parts.open(field_bytes<Note>([&](Note& to) { to.set_number(note.number()); }));
    parts.covered(4, field_bytes<Note>([&](Note& to) { to.set_text(note.text()); }), masked);
  }
  entries_.push_back(parts.finish());
}

}  // namespace ckl::test
