// golden: adds golden journals and shows what they fold to. `./dev golden` starts it.
//
//   golden add <scenario> [<name>]   plays it and keeps its journal; one that exists is never
//                                    written again
//   golden show <name>               the text whose SHA-256 is the hash, to compare two versions by
//   golden list                      what there is, and which kinds of events it covers
#include <iostream>
#include <set>

#include "codec/codec.hpp"
#include "golden/add_golden.hpp"

namespace ckl::golden {
namespace {

const std::filesystem::path root{CKL_SOURCE_DIR};
const std::filesystem::path folder = root / "tests/golden";

int fail(const std::string& why) {
  std::cerr << "golden: " << why << '\n';
  return 1;
}

int add(const Wanted& wanted) {
  const auto record = add_golden(root, folder, wanted);
  if (!record) return fail(record.error());
  std::cout << wanted.name << '\n' << to_text(*record);
  return 0;
}

int show(const std::string& name) {
  const auto golden = read_golden(folder, name);
  if (!golden) return fail(golden.error());
  const auto state = replay(golden->entries);
  if (!state) return fail(state.error());
  v1::WorkspaceImage image;
  codec::encode(*state, image);
  std::cout << state_text(image, golden->fields);
  return 0;
}

int list() {
  std::set<std::string> kinds;
  for (const auto& name : list_goldens(folder)) {
    const auto golden = read_golden(folder, name);
    if (!golden) return fail(golden.error());
    for (const auto& bytes : golden->entries) {
      const auto entry = codec::decode_entry(bytes);
      if (!entry) return fail(entry.error().what);
      kinds.insert(domain::name_of(entry->event));
    }
    std::cout << name << ": " << golden->entries.size() << " entries\n";
  }
  std::cout << kinds.size() << " of "
            << v1::JournalEntry::descriptor()->oneof_decl(0)->field_count() << " kinds of events:";
  for (const auto& kind : kinds) std::cout << ' ' << kind;
  std::cout << '\n';
  return 0;
}

int run(const std::vector<std::string>& words) {
  if (words.size() >= 2 && words.size() <= 3 && words[0] == "add") {
    return add({.scenario = words[1], .name = words.back()});
  }
  if (words.size() == 2 && words[0] == "show") return show(words[1]);
  if (words.size() == 1 && words[0] == "list") return list();
  return fail("add <scenario> [<name>] | show <name> | list");
}

}  // namespace
}  // namespace ckl::golden

int main(int argc, char** argv) { return ckl::golden::run({argv + 1, argv + argc}); }
