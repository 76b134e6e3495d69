#include "edge/api/export.hpp"

#include <algorithm>
#include <charconv>

#include <fmt/format.h>
#include <google/protobuf/util/time_util.h>

#include "codec/codec.hpp"
#include "codec/input.hpp"
#include "edge/api/filter.hpp"
#include "edge/api/rejections.hpp"
#include "edge/api/visibility.hpp"

namespace ckl::edge {

namespace {

using domain::Sequence;
using ports::Part;

// A piece is so long at most, about: it is one message, and holds up the others while it is made.
constexpr std::size_t piece_bytes = 512UL << 10U;
// "MODE_", which stands before each name in the contract.
constexpr std::size_t mode_prefix = 5;

template <std::size_t size>
std::string base64_of(const std::array<unsigned char, size>& bytes) {
  return base64({reinterpret_cast<const char*>(bytes.data()), size});
}

bool shows(const Part& part, std::uint32_t event, bool marked, const Reader& reader) {
  if (marked && reader.sight != domain::Sight::all) return false;
  return !reader.masked || (!marked && !is_personal(event, part.field));
}

std::string part_text(const Part& part, bool shown) {
  switch (part.kind) {
    case Part::Kind::event:
      return fmt::format(R"(["event",{}])", part.field);
    case Part::Kind::open:
      return fmt::format(R"(["open","{}"])", base64(part.bytes));
    case Part::Kind::covered:
      break;
  }
  const auto commitment = base64_of(part.commitment);
  if (!shown) return fmt::format(R"(["masked",{},"{}"])", part.field, commitment);
  return fmt::format(R"(["covered",{},"{}","{}","{}"])", part.field, commitment,
                     base64_of(part.salt), base64(part.bytes));
}

// What is asked for, checked.
struct Wish {
  stream::Filter filter;
  std::optional<domain::Instant> from;
  std::optional<domain::Instant> until;
  bool masked = false;
  Sequence size = 0;

  [[nodiscard]] bool whole() const { return filter.all() && !from && !until; }
};

// Writes a piece, entry by entry.
class Piece {
 public:
  Piece(const Workspace& workspace, const Wish& wish, domain::Sight sight)
      : workspace_(workspace),
        proof_(*workspace.engine->journal().proof()),
        wish_(wish),
        reader_{.masked = wish.masked, .sight = sight, .state = workspace.engine->state()} {}

  void begin(const v1::ExportRequest& request) {
    std::string what = wish_.whole() ? "whole" : "incident " + wish_.filter.incident.value;
    if (wish_.from || wish_.until) {
      using google::protobuf::util::TimeUtil;
      const auto shown = [](bool given, const auto& time) {
        return given ? TimeUtil::ToString(time) : std::string("-");
      };
      what = fmt::format("{}period {} {}", wish_.filter.all() ? "" : what + " ",
                         shown(request.has_from(), request.from()),
                         shown(request.has_until(), request.until()));
    }
    lines_ += fmt::format(R"({{"ckl-export":1,"origin":"{}","workspace":"{}","mode":"{}",)",
                          proof_.origin(), workspace_.id.value,
                          v1::Mode_Name(codec::to_proto(workspace_.mode)).substr(mode_prefix));
    lines_ += fmt::format(R"("size":{},"masked":{},"what":"{}"}})", wish_.size, wish_.masked, what);
    lines_ += '\n';
  }

  // False when the piece is full or something failed.
  bool take(Sequence sequence, std::string_view bytes) {
    last_ = sequence;
    const auto wanted = is_wanted(bytes);
    if (!wanted) return fail(wanted.error());
    if (!*wanted) {
      if (skipped_from_ == 0) skipped_from_ = sequence;
    } else if (!put_skip(sequence - 1) || !put_entry({.sequence = sequence, .bytes = bytes})) {
      return false;
    }
    return sequence < wish_.size && lines_.size() < piece_bytes &&
           ++searched_ < domain::limits::page_entries_searched;
  }

  bool end() { return put_skip(last_); }

  [[nodiscard]] Sequence last() const { return last_; }
  [[nodiscard]] std::string lines() && { return std::move(lines_); }
  [[nodiscard]] const std::optional<ports::Failure>& failure() const { return failure_; }

 private:
  [[nodiscard]] ports::Result<bool> is_wanted(std::string_view bytes) const {
    if (wish_.whole()) return true;
    auto entry = codec::decode_entry(bytes);
    if (!entry) return std::unexpected(std::move(entry.error()));
    // Without its keys no checkpoint of the log can be followed to the next.
    if (std::holds_alternative<domain::ProofKeyAdopted>(entry->event)) return true;
    if (wish_.from && entry->time < *wish_.from) return false;
    if (wish_.until && entry->time >= *wish_.until) return false;
    return wish_.filter.all() ||
           wish_.filter.passes(stream::facts_of(*entry, reader_.state), reader_.state);
  }

  bool put_entry(const Row& row) {
    auto line = entry_line(proof_, row, reader_);
    if (!line) return fail(std::move(line.error()));
    lines_ += *line;
    lines_ += '\n';
    return put_checkpoint(row.sequence);
  }

  bool put_skip(Sequence last) {
    if (skipped_from_ == 0) return true;
    const auto first = std::exchange(skipped_from_, 0);
    const auto hashes = proof_.subtrees(first, last);
    if (!hashes) return fail(hashes.error());
    lines_ += fmt::format(R"({{"skip":{},"through":{},"hashes":[)", first, last);
    for (const auto& hash : *hashes) {
      lines_ +=
          fmt::format(R"({}"{}")", &hash == &hashes->front() ? "" : ",", base64(view_of(hash)));
    }
    lines_ += "]}\n";
    return put_checkpoint(last);
  }

  // The checkpoint of exactly that size, if there is one.
  bool put_checkpoint(Sequence size) {
    if (next_size_ < size) {
      auto next = proof_.checkpoint_from(size);
      if (!next) return fail(std::move(next.error()));
      next_ = *std::move(next);
      next_size_ = size_of_checkpoint(next_);
    }
    if (next_size_ != size) return true;
    std::string text;
    for (const char byte : next_) text += byte == '\n' ? std::string("\\n") : std::string(1, byte);
    lines_ += fmt::format(R"({{"checkpoint":"{}"}})", text);
    lines_ += '\n';
    return true;
  }

  bool fail(ports::Failure failure) {
    failure_ = std::move(failure);
    return false;
  }

  const Workspace& workspace_;
  const ports::Proof& proof_;
  const Wish& wish_;
  const Reader reader_;
  std::string lines_;
  Sequence skipped_from_ = 0;
  Sequence last_ = 0;
  std::uint32_t searched_ = 0;
  std::string next_;  // the next checkpoint and its size
  Sequence next_size_ = 0;
  std::optional<ports::Failure> failure_;
};

domain::Rejection other_size(Sequence size) {
  return codec::input_rejection("INPUT_OUT_OF_RANGE", "size",
                                {fmt::format("Inget utdrag har storleken {}.", size),
                                 fmt::format("No export has the size {}.", size)},
                                {"Börja med size 0, och ange sedan det som svaret gav.",
                                 "Begin with size 0, and then give what the answer gave."});
}

// The size of the export: the newest checkpoint's, or the one that an earlier piece has said.
std::expected<Sequence, domain::Rejection> read_size(const Workspace& workspace,
                                                     const v1::ExportRequest& request) {
  const auto checkpoint = workspace.engine->journal().proof()->checkpoint(request.size());
  if (!checkpoint) return std::unexpected(server_failed(checkpoint.error()));
  const auto size = size_of_checkpoint(*checkpoint);
  if (request.size() != 0 && request.size() != size) {
    return std::unexpected(other_size(request.size()));
  }
  if (request.after() >= size) return std::unexpected(other_size(request.size()));
  return size;
}

std::expected<Wish, domain::Rejection> read_wish(const Workspace& workspace,
                                                 const v1::ExportRequest& request) {
  codec::Input input;
  Wish wish{.filter = {},
            .from = input.instant("from", request.has_from(), request.from()),
            .until = input.instant("until", request.has_until(), request.until()),
            .masked = request.masked()};
  if (!input.ok()) return std::unexpected(std::move(input).rejection());
  auto filter = make_filter(request.incident(), {});
  if (!filter) return std::unexpected(std::move(filter.error()));
  wish.filter = *std::move(filter);
  const auto& incidents = workspace.engine->state().incidents;
  if (!wish.filter.incident.empty() && !incidents.contains(wish.filter.incident)) {
    return std::unexpected(
        thing_unknown("INPUT_UNKNOWN_INCIDENT", "incident",
                      {"Händelsen finns inte.", "There is no such incident."},
                      {"Välj en händelse som finns.", "Choose an incident that exists."}));
  }
  const auto size = read_size(workspace, request);
  if (!size) return std::unexpected(size.error());
  wish.size = *size;
  return wish;
}

}  // namespace

Sequence size_of_checkpoint(std::string_view note) {
  const auto line = note.find('\n');
  Sequence size = 0;
  if (line != std::string_view::npos) {
    std::from_chars(note.data() + line + 1, note.data() + note.size(), size);
  }
  return size;
}

std::expected<std::string, ports::Failure> entry_line(const ports::Proof& proof, const Row& row,
                                                      const Reader& reader) {
  const auto leaf = proof.leaf(row.sequence);
  if (!leaf) return std::unexpected(leaf.error());
  const auto parts = proof.parts(row.sequence, row.bytes);
  if (!parts) return std::unexpected(parts.error());
  const bool marked = masked_entry(row.bytes, reader.state) != nullptr;
  std::string line =
      fmt::format(R"({{"entry":{},"leaf":"{}","parts":[)", row.sequence, base64(view_of(*leaf)));
  std::uint32_t event = 0;
  for (const auto& part : *parts) {
    if (part.kind == Part::Kind::event) event = part.field;
    if (&part != &parts->front()) line += ',';
    line += part_text(part, shows(part, event, marked, reader));
  }
  return line + "]}";
}

void answer(const Question& question, const v1::ExportRequest& request, Respond respond) {
  const auto workspace = proven_workspace(question.services, request.workspace());
  if (!workspace) return respond(std::unexpected(workspace.error()));
  const auto wish = read_wish(**workspace, request);
  if (!wish) return respond(std::unexpected(wish.error()));
  Piece piece(**workspace, *wish, sight_of(question, **workspace));
  if (request.after() == 0) piece.begin(request);
  const auto read = (*workspace)
                        ->engine->journal()
                        .read(request.after() + 1, [&](Sequence sequence, std::string_view bytes) {
                          return piece.take(sequence, bytes);
                        });
  if (!read) return respond(std::unexpected(server_failed(read.error())));
  if (!piece.end() || piece.failure()) {
    return respond(std::unexpected(server_failed(*piece.failure())));
  }
  auto response = std::make_unique<v1::ExportResponse>();
  response->set_after(piece.last() < wish->size ? piece.last() : 0);
  response->set_size(wish->size);
  response->set_lines(std::move(piece).lines());
  respond(std::move(response));
}

}  // namespace ckl::edge
