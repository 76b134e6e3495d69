// Pages of the journal, filtered, in both directions.
#include "codec/input.hpp"
#include "edge/api/export.hpp"
#include "edge/api/filter.hpp"
#include "edge/api/queries.hpp"
#include "edge/api/rejections.hpp"
#include "edge/api/visibility.hpp"

namespace ckl::edge {

namespace {

using domain::Sequence;

// Gathers a page; ends when it is full or has searched enough, so that no one question holds up the
// rest of the server.
class Page {
 public:
  Page(stream::Filter filter, const domain::State& state, std::uint32_t limit)
      : filter_(std::move(filter)), state_(state), limit_(limit) {}

  // False when the page is done.
  bool take(Sequence sequence, std::string_view bytes) {
    last_ = sequence;
    ++searched_;
    if (!add(bytes)) return false;
    return entries() < limit_ && searched_ < domain::limits::page_entries_searched;
  }

  [[nodiscard]] std::uint32_t entries() const {
    return static_cast<std::uint32_t>(response_->entries_size());
  }
  [[nodiscard]] Sequence last() const { return last_; }
  [[nodiscard]] const ports::Result<void>& result() const { return result_; }

  [[nodiscard]] std::unique_ptr<v1::ListEntriesResponse> finish(Sequence next) {
    response_->set_next(next);
    return std::move(response_);
  }

 private:
  bool add(std::string_view bytes) {
    if (!filter_.all()) {
      const auto entry = codec::decode_entry(bytes);
      if (!entry) return fail(entry.error());
      if (!filter_.passes(stream::facts_of(*entry, state_), state_)) return true;
    }
    const auto masked = filter_.sight == domain::Sight::all ? nullptr : masked_entry(bytes, state_);
    const std::string_view shown = masked == nullptr ? bytes : std::string_view(*masked);
    if (response_->add_entries()->ParseFromArray(shown.data(), static_cast<int>(shown.size()))) {
      return true;
    }
    return fail({.code = ports::FailureCode::corrupt, .what = "a journal entry can't be parsed"});
  }

  bool fail(ports::Failure failure) {
    result_ = std::unexpected(std::move(failure));
    return false;
  }

  const stream::Filter filter_;
  const domain::State& state_;
  const std::uint32_t limit_;
  std::unique_ptr<v1::ListEntriesResponse> response_ = std::make_unique<v1::ListEntriesResponse>();
  Sequence last_ = 0;
  std::uint32_t searched_ = 0;
  ports::Result<void> result_;
};

ports::Result<void> read_page(const ports::Journal& journal, const v1::ListEntriesRequest& request,
                              Page& page) {
  const auto visit = [&](Sequence sequence, std::string_view bytes) {
    return page.take(sequence, bytes);
  };
  if (!request.descending()) return journal.read(request.after() + 1, visit);
  const Sequence head = journal.head();
  const Sequence last = request.after() == 0 ? head : std::min(request.after() - 1, head);
  if (last == 0) return {};
  return journal.read_back(last, visit);
}

// Where to ask on, 0 when the page reached the end.
Sequence next_after(const Page& page, const ports::Journal& journal, bool descending) {
  const bool at_end = descending ? page.last() <= 1 : page.last() >= journal.head();
  return at_end ? 0 : page.last();
}

}  // namespace

void answer(const Question& question, const v1::ListEntriesRequest& request, Respond respond) {
  namespace limits = domain::limits;
  const Workspace* workspace = question.services.find_workspace(request.workspace());
  if (workspace == nullptr) return respond(std::unexpected(workspace_unknown(request.workspace())));
  codec::Input input;
  const std::uint32_t limit = input.number("limit", request.limit(), limits::page_entries_most);
  if (!input.ok()) return respond(std::unexpected(std::move(input).rejection()));
  auto filter = make_filter(request.incident(), request.kinds());
  if (!filter) return respond(std::unexpected(std::move(filter.error())));

  filter->sight = sight_of(question, *workspace);
  const ports::Journal& journal = workspace->engine->journal();
  Page page{*std::move(filter), workspace->engine->state(),
            limit == 0 ? limits::page_entries_usual : limit};
  const auto read = read_page(journal, request, page);
  if (!read) return respond(std::unexpected(server_failed(read.error())));
  if (!page.result()) return respond(std::unexpected(server_failed(page.result().error())));
  const Sequence next = next_after(page, journal, request.descending());
  respond(page.finish(next));
}

}  // namespace ckl::edge
