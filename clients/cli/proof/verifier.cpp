#include "cli/proof/verifier.hpp"

#include <algorithm>
#include <bit>
#include <charconv>
#include <optional>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "cli/proof/chain.hpp"
#include "cli/proof/decision.hpp"
#include "cli/proof/entry.hpp"
#include "cli/proof/note.hpp"
#include "cli/proof/tree.hpp"

namespace ckl::cli::proof {
namespace {

using Json = nlohmann::json;

constexpr std::uint32_t key_adopted = 250;
// No entry is so large; a line that is has been made to do harm.
constexpr std::size_t longest_line = 64UL << 20U;
constexpr std::string_view receipt_begins = "c2sp.org/tlog-proof@v1";

std::optional<std::uint64_t> number_at(const Json& line, const char* name) {
  const auto found = line.find(name);
  if (found == line.end() || !found->is_number_unsigned()) return std::nullopt;
  return found->get<std::uint64_t>();
}

std::optional<std::string> text_at(const Json& line, const char* name) {
  const auto found = line.find(name);
  if (found == line.end() || !found->is_string()) return std::nullopt;
  return found->get<std::string>();
}

// Nothing unless it is one JSON object without a key twice.
std::optional<Json> object_of(std::string_view text) {
  if (text.size() > longest_line) return std::nullopt;
  std::vector<std::vector<std::string>> names;
  bool twice = false;
  int deepest = 0;
  const auto watch = [&](int depth, Json::parse_event_t event, Json& parsed) {
    deepest = std::max(deepest, depth);
    if (event == Json::parse_event_t::object_start) names.emplace_back();
    if (event == Json::parse_event_t::object_end && !names.empty()) names.pop_back();
    if (event == Json::parse_event_t::key && !names.empty()) {
      const auto name = parsed.get<std::string>();
      twice = twice || std::ranges::find(names.back(), name) != names.back().end();
      names.back().push_back(name);
    }
    return true;
  };
  constexpr int enough = 8;
  auto json = Json::parse(text, watch, false);
  if (!json.is_object() || twice || deepest > enough) return std::nullopt;
  return json;
}

Finding bad_form(std::string sv, std::string en) {
  return {
      .code = "form", .line = 0, .entry = 0, .field = 0, .sv = std::move(sv), .en = std::move(en)};
}

Finding at_entry(const char* code, std::uint64_t entry, std::string sv, std::string en) {
  return {.code = code,
          .line = 0,
          .entry = entry,
          .field = 0,
          .sv = std::move(sv),
          .en = std::move(en)};
}

}  // namespace

bool is_receipt(std::string_view first_line) { return first_line == receipt_begins; }

struct ExportVerifier::Impl {
  explicit Impl(const Trust& given)
      : trust(given),
        find([this](Finding finding) { add(std::move(finding)); }),
        chain(given.keys, find),
        decisions(find) {
    if (trust.checkpoint.empty()) return;
    elsewhere = Checkpoint::parse(trust.checkpoint);
    if (!elsewhere) {
      find(bad_form("Kontrollpunkten som angavs går inte att läsa",
                    "The checkpoint that was named can not be read"));
    }
  }

  void add(Finding finding) {
    finding.line = line;
    report.findings.push_back(std::move(finding));
  }

  // What follows can not be judged.
  void stop(Finding finding) {
    add(std::move(finding));
    stopped = true;
  }

  void take(std::string_view text, bool ended) {
    ++line;
    if (stopped) return;
    if (!ended) {
      return stop(at_entry("tail", 0, "Filen slutar mitt i en rad: slutet saknas",
                           "The file ends within a line: its end is missing"));
    }
    const auto json = object_of(text);
    if (!json) {
      return stop(bad_form("Raden är inte ett JSON-objekt", "The line is no JSON object"));
    }
    if (line == 1) return take_header(*json);
    if (over()) {
      return stop(bad_form("Det står något efter den sista kontrollpunkten",
                           "Something follows the last checkpoint"));
    }
    if (json->contains("entry")) return take_entry(*json);
    if (json->contains("skip")) return take_skip(*json);
    if (json->contains("checkpoint")) return take_checkpoint(*json);
    stop(bad_form("Raden är varken post, hopp eller kontrollpunkt",
                  "The line is neither an entry, a skip nor a checkpoint"));
  }

  [[nodiscard]] bool over() const { return report.size > 0 && last_checkpoint == report.size; }

  void take_header(const Json& json) {
    const auto version = number_at(json, "ckl-export");
    const auto origin = text_at(json, "origin");
    const auto size = number_at(json, "size");
    const auto workspace = text_at(json, "workspace");
    const auto mode = text_at(json, "mode");
    const auto what = text_at(json, "what");
    const auto masked = json.find("masked");
    if (version != 1U || !origin || !size || *size == 0 || !workspace || !mode || !what ||
        masked == json.end() || !masked->is_boolean() || json.size() != 7) {
      return stop(bad_form("Det här är inget utdrag ur en logg: första raden saknas",
                           "This is no export of a log: the first line is missing"));
    }
    report.origin = *origin;
    report.size = *size;
    report.workspace = *workspace;
    report.mode = *mode;
    report.what = *what;
    if (elsewhere && elsewhere->origin != *origin) {
      find(at_entry("origin", 0, "Kontrollpunkten som angavs är från en annan logg",
                    "The checkpoint that was named is from another log"));
      elsewhere.reset();
    }
  }

  [[nodiscard]] bool comes_next(std::uint64_t number) {
    if (number == tree.size() + 1 && number <= report.size) return true;
    const auto wanted = tree.size() + 1;
    stop(at_entry("order", number,
                  fmt::format("Här står post {}, men post {} kommer härnäst: något är borttaget, "
                              "tillagt eller omkastat",
                              number, wanted),
                  fmt::format("Entry {} stands here, but {} comes next: something was taken away, "
                              "added or moved",
                              number, wanted)));
    return false;
  }

  void take_entry(const Json& json) {
    const auto entry = read_entry(json, find);
    if (!entry) {
      return stop(bad_form("Posten har inte den form den ska ha", "The entry is malformed"));
    }
    if (!comes_next(entry->number)) return;
    std::ignore = tree.add(0, entry->leaf);
    ++report.entries;
    report.masked += entry->masked;
    if (entry->event == key_adopted) chain.adopt(*entry, report.origin, find);
    decisions.take(*entry, tree);
    compare_elsewhere();
  }

  void take_skip(const Json& json) {
    const auto first = number_at(json, "skip");
    const auto last = number_at(json, "through");
    const auto hashes = json.find("hashes");
    if (!first || !last || json.size() != 3 || hashes == json.end() || !hashes->is_array()) {
      return stop(bad_form("Hoppet har inte den form det ska ha", "The skip is malformed"));
    }
    if (!comes_next(*first)) return;
    bool fits = *last >= *first && *last <= report.size;
    for (const auto& hash : *hashes) {
      if (!fits) break;
      fits = add_subtree(hash, *last);
    }
    if (!fits || tree.size() != *last) {
      return stop(bad_form("Hoppets hashar räcker inte precis till det sista",
                           "The hashes of the skip do not reach exactly to its end"));
    }
    decisions.skip();
    report.skipped += *last - *first + 1;
    compare_elsewhere();
  }

  // The largest subtree that fits between where the tree is and `last`.
  bool add_subtree(const Json& text, std::uint64_t last) {
    const auto hash = text.is_string() ? hash_from_base64(text.get<std::string>()) : std::nullopt;
    if (!hash || tree.size() >= last) return false;
    const auto fits = std::bit_floor(last - tree.size());
    const auto at = tree.size();
    const auto aligned = at == 0 ? fits : at & (~at + 1);
    return tree.add(static_cast<unsigned>(std::countr_zero(std::min(fits, aligned))), *hash);
  }

  void take_checkpoint(const Json& json) {
    const auto note = text_at(json, "checkpoint");
    const auto checkpoint = note ? Checkpoint::parse(*note) : std::nullopt;
    if (!checkpoint || json.size() != 1) {
      return stop(
          bad_form("Kontrollpunkten har inte den form den ska ha", "The checkpoint is malformed"));
    }
    if (checkpoint->origin != report.origin) {
      return find(at_entry(
          "origin", 0, fmt::format("Kontrollpunkten är från en annan logg: {}", checkpoint->origin),
          fmt::format("The checkpoint is from another log: {}", checkpoint->origin)));
    }
    if (checkpoint->size != tree.size() || checkpoint->size == last_checkpoint) {
      return stop(at_entry("order", 0,
                           fmt::format("Kontrollpunkten för {} poster står efter post {}",
                                       checkpoint->size, tree.size()),
                           fmt::format("The checkpoint of {} entries stands after entry {}",
                                       checkpoint->size, tree.size())));
    }
    judge(*checkpoint);
  }

  void judge(const Checkpoint& checkpoint) {
    const auto before = last_good + 1;
    last_checkpoint = checkpoint.size;
    bool good = true;
    if (checkpoint.head != tree.head()) {
      good = false;
      find(at_entry("head", 0,
                    fmt::format("Posterna {} till {} är inte de som undertecknades: någon av dem "
                                "är ändrad eller utbytt",
                                before, checkpoint.size),
                    fmt::format("The entries {} to {} are not those that were signed: one of them "
                                "was altered or replaced",
                                before, checkpoint.size)));
    }
    good = chain.check(checkpoint, find) && good;
    if (checkpoint.size == report.size) {
      report.cosigned = check_witnesses(checkpoint, trust.witnesses, find);
    }
    if (!good) return;
    ++report.checkpoints;
    last_good = checkpoint.size;
  }

  void compare_elsewhere() {
    if (!elsewhere || elsewhere->size != tree.size()) return;
    if (elsewhere->head == tree.head()) {
      report.elsewhere_checked = true;
      return;
    }
    find(at_entry("fork", 0,
                  fmt::format("Loggen är en annan än den som fanns: vid {} poster säger "
                              "kontrollpunkten som angavs något annat",
                              elsewhere->size),
                  fmt::format("The log is another than there was: at {} entries the checkpoint "
                              "that was named says something else",
                              elsewhere->size)));
  }

  void judge_elsewhere() {
    if (!elsewhere) return;
    if (!chain.check(*elsewhere, find)) report.elsewhere_checked = false;
    if (elsewhere->size <= report.size) return;
    find(at_entry("tail", 0,
                  fmt::format("Kontrollpunkten som angavs är av {} poster, utdraget har {}: {} "
                              "poster saknas i slutet",
                              elsewhere->size, report.size, elsewhere->size - report.size),
                  fmt::format("The checkpoint that was named is of {} entries, the export has {}: "
                              "{} entries are missing at its end",
                              elsewhere->size, report.size, elsewhere->size - report.size)));
  }

  Report finish() {
    if (line == 0) {
      stop(bad_form("Filen är tom", "The file is empty"));
    } else if (!stopped && !over()) {
      stop(at_entry("tail", 0,
                    fmt::format("Utdraget slutar vid post {}, men ska gå till {} och sluta med en "
                                "kontrollpunkt: slutet saknas",
                                tree.size(), report.size),
                    fmt::format("The export ends at entry {}, but must go to {} and end with a "
                                "checkpoint: its end is missing",
                                tree.size(), report.size)));
    }
    if (!stopped) {
      judge_elsewhere();
      report.key_given = chain.held_are_of_log(find);
    }
    report.keys = chain.used();
    report.decisions = decisions.counts();
    return std::move(report);
  }

  const Trust trust;
  Report report;
  std::uint64_t line = 0;
  const Find find;
  KeyChain chain;
  Decisions decisions;
  Tree tree;
  std::optional<Checkpoint> elsewhere;
  std::uint64_t last_checkpoint = 0;
  std::uint64_t last_good = 0;
  bool stopped = false;
};

ExportVerifier::ExportVerifier(const Trust& trust) : impl_(std::make_unique<Impl>(trust)) {}

ExportVerifier::~ExportVerifier() = default;

void ExportVerifier::take(std::string_view line, bool ended) { impl_->take(line, ended); }

Report ExportVerifier::finish() { return impl_->finish(); }

namespace {

struct Receipt {
  std::string entry;  // its line
  std::uint64_t index = 0;
  std::vector<Hash> path;
  std::string checkpoint;
};

std::optional<std::string_view> cut_line(std::string_view& text) {
  const auto end = text.find('\n');
  if (end == std::string_view::npos) return std::nullopt;
  const auto line = text.substr(0, end);
  text.remove_prefix(end + 1);
  return line;
}

std::optional<Receipt> read_receipt(std::string_view text) {
  const auto begins = cut_line(text);
  const auto extra = cut_line(text);
  const auto index = cut_line(text);
  constexpr std::string_view extra_word = "extra ";
  constexpr std::string_view index_word = "index ";
  if (!begins || !is_receipt(*begins) || !extra || !extra->starts_with(extra_word) || !index ||
      !index->starts_with(index_word)) {
    return std::nullopt;
  }
  Receipt receipt;
  const auto entry = from_base64(extra->substr(extra_word.size()));
  const auto digits = index->substr(index_word.size());
  const auto parsed = std::from_chars(digits.data(), digits.data() + digits.size(), receipt.index);
  if (!entry || parsed.ec != std::errc() || fmt::to_string(receipt.index) != digits) {
    return std::nullopt;
  }
  receipt.entry = *entry;
  for (auto line = cut_line(text); line && !line->empty(); line = cut_line(text)) {
    const auto hash = hash_from_base64(*line);
    if (!hash) return std::nullopt;
    receipt.path.push_back(*hash);
  }
  receipt.checkpoint = text;
  return receipt;
}

}  // namespace

Report verify_receipt(std::string_view text, const Trust& trust) {
  Report report{.findings = {}, .origin = {}, .workspace = {}, .mode = {}, .what = "receipt"};
  const Find find = [&](Finding finding) { report.findings.push_back(std::move(finding)); };
  const auto receipt = read_receipt(text);
  const auto checkpoint = receipt ? Checkpoint::parse(receipt->checkpoint) : std::nullopt;
  const auto json = receipt ? object_of(receipt->entry) : std::nullopt;
  const auto entry = json && json->contains("entry") ? read_entry(*json, find) : std::nullopt;
  if (!checkpoint || !entry) {
    find(bad_form("Kvittot har inte den form det ska ha", "The receipt is malformed"));
    return report;
  }
  report.origin = checkpoint->origin;
  report.size = checkpoint->size;
  report.entries = 1;
  report.masked = entry->masked;
  if (entry->number != receipt->index + 1) {
    find(at_entry(
        "order", entry->number,
        fmt::format("Kvittot gäller post {}, men visar post {}", receipt->index + 1, entry->number),
        fmt::format("The receipt is of entry {}, but shows entry {}", receipt->index + 1,
                    entry->number)));
  }
  const auto head = head_by_path(receipt->index, checkpoint->size, entry->leaf, receipt->path);
  if (!head || *head != checkpoint->head) {
    find(at_entry(
        "head", entry->number,
        fmt::format("Post {} ingår inte i det som kontrollpunkten undertecknar", entry->number),
        fmt::format("Entry {} is not part of what the checkpoint signs", entry->number)));
  }
  KeyChain chain(trust.keys, find);
  if (entry->event == key_adopted) chain.adopt(*entry, report.origin, find);
  Decisions decisions(find);
  if (entry->number > 1) decisions.skip();
  decisions.take(*entry, Tree{});
  report.decisions = decisions.counts();
  if (chain.check(*checkpoint, find)) ++report.checkpoints;
  report.cosigned = check_witnesses(*checkpoint, trust.witnesses, find);
  report.key_given = chain.held_are_of_log(find);
  report.keys = chain.used();
  return report;
}

}  // namespace ckl::cli::proof
