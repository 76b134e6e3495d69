// The journal's proof: its tree, its keys and its checkpoints, beside the entries in the database.
//
// `enter`, `finish`, `committed` and `beat` on the journal's thread, in that order for each batch:
// what they put into the batch is written with the entries or not at all. The rest is the port
// (ports/proof.hpp). A checkpoint goes with every decision, and otherwise when enough of the log's
// time or enough entries have passed since the last; `beat` signs what a pause left over.
#pragma once

#include <atomic>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include <rocksdb/write_batch.h>

#include "domain/evolve.hpp"
#include "journal/leaf.hpp"
#include "journal/merkle_tree.hpp"
#include "journal/note.hpp"
#include "journal/store.hpp"

namespace ckl::journal {

class ProofLog final : public ports::Proof {
 public:
  // A row to be written in its turn, between the batches.
  struct Row {
    Family family;
    std::string key;
    std::string value;
  };
  using Queue = std::function<void(Row)>;

  // Reads or makes the secrets, and brings the tree up to the journal's head. `store` and `head`
  // outlive the object.
  [[nodiscard]] static ports::Result<std::unique_ptr<ProofLog>> open(
      Store& store, const std::string& journal_id, const std::atomic<domain::Sequence>& head);

  // Where rows go that are made outside the journal's thread.
  void set_queue(Queue queue) { queue_ = std::move(queue); }

  [[nodiscard]] ports::Result<void> enter(const domain::Entry& entry, std::string_view bytes,
                                          rocksdb::WriteBatch& batch);
  [[nodiscard]] ports::Result<void> finish(rocksdb::WriteBatch& batch);
  void committed();
  [[nodiscard]] bool wants_beat() const;
  [[nodiscard]] ports::Result<void> beat();

  // The deep check: every leaf against its entry, every checkpoint against the tree.
  [[nodiscard]] ports::Result<void> verify() const;

  [[nodiscard]] const std::string& origin() const override { return origin_; }
  [[nodiscard]] std::string key() const override;
  [[nodiscard]] std::string key_to_adopt() const override;
  [[nodiscard]] ports::Result<std::string> make_key() override;
  [[nodiscard]] ports::Result<std::string> checkpoint(domain::Sequence most) const override;
  [[nodiscard]] ports::Result<std::string> checkpoint_from(domain::Sequence least) const override;
  [[nodiscard]] ports::Result<void> keep_cosignature(
      std::string_view note, const std::vector<std::string>& witnesses) override;
  [[nodiscard]] ports::Result<ports::Hash> leaf(domain::Sequence sequence) const override;
  [[nodiscard]] ports::Result<ports::Hash> head(domain::Sequence size) const override;
  [[nodiscard]] ports::Result<std::vector<ports::Hash>> inclusion(
      domain::Sequence sequence, domain::Sequence size) const override;
  [[nodiscard]] ports::Result<std::vector<ports::Hash>> consistency(
      domain::Sequence from, domain::Sequence to) const override;
  [[nodiscard]] ports::Result<std::vector<ports::Hash>> subtrees(
      domain::Sequence first, domain::Sequence last) const override;
  [[nodiscard]] ports::Result<std::vector<ports::Part>> parts(
      domain::Sequence sequence, std::string_view bytes) const override;

 private:
  struct Keys {
    std::optional<Seed> signing;  // adopted
    std::optional<Seed> next;     // waits for its entry
  };

  ProofLog(Store& store, const std::string& journal_id, const std::atomic<domain::Sequence>& head);

  [[nodiscard]] ports::Result<void> read_secrets();
  [[nodiscard]] ports::Result<void> grow_tree();
  [[nodiscard]] ports::Result<void> compare_with_last_checkpoint();
  [[nodiscard]] ports::Result<void> add_leaf(domain::Sequence sequence, std::string_view bytes,
                                             rocksdb::WriteBatch& batch);
  // Signs the tree as it is, with the keys in force.
  [[nodiscard]] ports::Result<void> sign_head(rocksdb::WriteBatch& batch,
                                              const Seed* also = nullptr);
  [[nodiscard]] ports::Result<void> adopt(const std::string& key, rocksdb::WriteBatch& batch);
  [[nodiscard]] ports::Result<std::string> find_checkpoint(domain::Sequence from,
                                                           bool upwards) const;
  [[nodiscard]] ports::Result<std::string> with_cosignatures(domain::Sequence size,
                                                             std::string note) const;
  [[nodiscard]] ports::Result<void> durable(domain::Sequence size) const;

  Store& store_;
  const std::atomic<domain::Sequence>& head_;
  const std::string origin_;
  Queue queue_;
  MerkleTree tree_;
  SaltSecret secret_{};

  mutable std::mutex mutex_;  // guards keys_
  Keys keys_;

  // On the journal's thread only.
  std::unique_ptr<LeafMaker> maker_;
  domain::Sequence signed_size_ = 0;
  domain::Instant signed_at_;
  domain::Instant last_time_;
  bool decided_ = false;  // in this batch
};

}  // namespace ckl::journal
