// Contact addresses at rest: one file in which each person's are sealed with a key of their own,
// and that key with the master key. Implements the book of contact addresses.
//
// Main thread. The file is replaced whole and synced at each change, before the call returns. All
// of it is under a seal of the master key's, so that a wrong key, a changed byte or a missing end
// is a Failure at the start and never an empty book. Erasing a person also puts a new master key
// in the old one's place: no key that is left opens an older copy of the file. No address is in
// any Failure. It knows neither who asks nor how addresses are used.
#pragma once

#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include <nlohmann/json_fwd.hpp>

#include "auth/contact_log.hpp"
#include "auth/master_key.hpp"
#include "ports/contacts.hpp"

namespace ckl::auth {

struct ContactFiles {
  std::filesystem::path book;
  std::filesystem::path key;
  std::filesystem::path log;
};

class ContactStore final : public ports::ContactBook {
 public:
  static constexpr std::size_t most_persons = 20'000;

  using Check = std::function<bool(std::string_view kind, std::string_view address)>;
  using Everybody = std::map<domain::PersonId, ports::Addresses>;

  // A missing key is drawn when there is no book either.
  [[nodiscard]] static ports::Result<std::unique_ptr<ContactStore>> open(ContactFiles files,
                                                                         domain::Instant now,
                                                                         RandomBytes random);

  // This start drew the key: somebody must keep a copy of it.
  [[nodiscard]] bool drew_key() const { return drew_key_; }

  void judge_by(Check check) { check_ = std::move(check); }
  // Called after each change.
  void on_change(std::function<void()> changed) { changed_ = std::move(changed); }

  // Takes the addresses of those who have none but seeded ones and are not erased. Who was erased
  // and is therefore passed by.
  [[nodiscard]] ports::Result<std::vector<domain::PersonId>> seed(const Everybody& seeds);

  [[nodiscard]] Everybody everybody() const;
  [[nodiscard]] const std::set<domain::PersonId>& all_erased() const { return book_.erased; }

  [[nodiscard]] ports::Addresses of(const domain::PersonId& person) const override;
  [[nodiscard]] bool erased(const domain::PersonId& person) const override;
  [[nodiscard]] bool sound(std::string_view kind, std::string_view address) const override;
  [[nodiscard]] ports::Result<void> set(const domain::PersonId& person,
                                        ports::Addresses addresses) override;
  [[nodiscard]] ports::Result<void> erase(const domain::PersonId& person) override;
  [[nodiscard]] ports::Result<void> change_key() override;
  [[nodiscard]] ports::Result<void> note(ports::ContactNote note) override;
  [[nodiscard]] std::vector<ports::ContactNote> notes(const domain::PersonId& whose,
                                                      std::size_t most) const override;

 private:
  struct Kept {
    ports::Addresses addresses;
    bool seeded = false;
    std::string wrapped_key;
    std::string sealed;
  };
  struct Book {
    MasterKey key;
    std::map<domain::PersonId, Kept> kept;
    std::set<domain::PersonId> erased;
  };

  ContactStore(ContactFiles files, ContactLog log, RandomBytes random)
      : files_(std::move(files)), log_(std::move(log)), random_(std::move(random)) {}

  [[nodiscard]] ports::Result<void> start();
  [[nodiscard]] static ports::Result<Book> parse(std::string_view contents,
                                                 const std::vector<MasterKey>& keys);
  [[nodiscard]] static ports::Result<void> parse_body(std::string_view body, Book& book);
  [[nodiscard]] static bool parse_person(const nlohmann::json& json, Book& book);
  [[nodiscard]] static std::string print(const Book& book);
  [[nodiscard]] Kept sealed(const MasterKey& key, const domain::PersonId& person,
                            ports::Addresses addresses, bool seeded) const;
  [[nodiscard]] ports::Result<void> keep(Book book);
  [[nodiscard]] ports::Result<void> keep_under_new_key(Book book);

  ContactFiles files_;
  ContactLog log_;
  RandomBytes random_;
  Check check_;
  std::function<void()> changed_;
  bool drew_key_ = false;
  bool unsure_ = false;  // whether the book of the last change of keys reached the disk
  Book book_;
};

}  // namespace ckl::auth
