#include "engine/engine.hpp"

#include <algorithm>
#include <deque>
#include <utility>
#include <variant>

#include <boost/asio/dispatch.hpp>
#include <boost/asio/post.hpp>
#include <spdlog/spdlog.h>

#include "domain/procedure.hpp"
#include "engine/mailbox.hpp"
#include "engine/recovery.hpp"
#include "engine/refusals.hpp"
#include "engine/reply_memory.hpp"

namespace ckl::engine {
namespace {

using Reader = std::move_only_function<void(const domain::State&)>;

constexpr std::size_t together = 16;

}  // namespace

struct Engine::Impl : std::enable_shared_from_this<Engine::Impl> {
  // What the journal's thread reports.
  using Report = std::variant<std::vector<ports::CommittedEntry>, ports::Failure>;

  struct Pending;
  using Memory = ReplyMemory<Pending>;

  // An answer that waits until everything it rests on is durable.
  struct Pending {
    domain::Sequence through = 0;
    Memory::Place* place = nullptr;  // when the client gave the command an id
    ports::Reply reply;
    Completion waiter;
    std::vector<Completion> repeats;  // of the same command
  };

  Impl(boost::asio::any_io_executor given_executor, ports::Journal& given_journal,
       const ports::Clock& given_clock, Options given_options)
      : executor(std::move(given_executor)),
        journal(given_journal),
        clock(given_clock),
        options(given_options),
        memory(given_options.remembered_replies) {}

  void load() {
    auto recovered = recover(journal);
    if (!recovered) {
      fail(recovered.error());
      return;
    }
    state = std::move(*recovered);
    durable = state.sequence;
    last_snapshot = state.sequence;
  }

  domain::Instant now() const { return std::max(clock.now(), state.time); }

  // ---- in ----

  void take(Submission&& submission, Completion&& done) {
    if (closed) {
      boost::asio::post(executor, [done = std::move(done)]() mutable { done(refused_stopping()); });
      return;
    }
    if (in_callbacks || !readers.empty() || !inbox.empty()) {
      inbox.emplace_back(std::move(submission), std::move(done));
      return;
    }
    handle(std::move(submission), std::move(done));
  }

  void handle(Submission&& submission, Completion&& done) {
    if (!submission.command_id.empty() && answer_repeat(submission, done)) {
      return;
    }
    if (auto refusal = refusal_now()) {
      answer(std::move(done), std::move(*refusal));
      return;
    }
    const auto at = now();
    auto decision = domain::decide(state, submission.command, submission.actor, at);
    if (!decision) {
      refuse(std::move(submission), std::move(done), std::move(decision.error()), at);
      return;
    }
    if (!decision->capacity.empty()) submission.actor.capacity = decision->capacity;
    if (submission.signature) {
      decision->drafts.push_back({decision->drafts.front().rule, *submission.signature});
    }
    const auto first = state.sequence + (decision->drafts.empty() ? 0 : 1);
    ports::AcceptedReply reply{.first = first,
                               .last = state.sequence + decision->drafts.size(),
                               .time = at,
                               .subject = std::move(decision->subject)};
    append(std::move(submission), std::move(done), std::move(decision->drafts),
           {.reply = std::move(reply), .at = at});
  }

  // A refused attempt at a power leaves its trace and is then remembered like any other answer.
  void refuse(Submission&& submission, Completion&& done, domain::Rejection rejection,
              domain::Instant at) {
    auto note = domain::note_refusal(state, submission.command, submission.actor, {rejection, at});
    if (!note) {
      answer(std::move(done), std::move(rejection));
      return;
    }
    std::vector<domain::Draft> drafts;
    drafts.push_back(std::move(*note));
    append(std::move(submission), std::move(done), std::move(drafts),
           {.reply = std::move(rejection), .at = at});
  }

  struct Outcome {
    ports::Reply reply;
    domain::Instant at;
  };

  void append(Submission&& submission, Completion&& done, std::vector<domain::Draft> drafts,
              Outcome outcome) {
    ports::Append written;
    written.entries.reserve(drafts.size());
    for (auto& draft : drafts) {
      domain::Entry entry{.sequence = state.sequence + 1,
                          .time = outcome.at,
                          .actor = submission.actor,
                          .command_id = submission.command_id,
                          .rule = draft.rule,
                          .basis = domain::basis_after(written.entries, draft.rule, outcome.at),
                          .event = std::move(draft.event)};
      domain::evolve(state, entry);
      written.entries.push_back(std::move(entry));
    }
    auto& waiting = wait(
        {.through = state.sequence, .reply = std::move(outcome.reply), .waiter = std::move(done)});
    if (!submission.command_id.empty()) {
      ports::CommandKey key{.person = std::move(submission.actor.person),
                            .command_id = std::move(submission.command_id)};
      waiting.place = &memory.begin(std::move(key), submission.fingerprint, waiting);
      written.reply.emplace(
          waiting.place->first,
          ports::RememberedReply{.fingerprint = submission.fingerprint, .reply = waiting.reply});
    }
    if (written.entries.empty()) {
      return;
    }
    hand_over_soon(std::move(written));
    if (state.sequence - last_snapshot >= options.snapshot_every) {
      save_snapshot();
    }
  }

  // What is decided in one turn of the loop goes to the journal together, so that it shares a sync;
  // enough of it goes at once, so that the disk works while more is decided.
  void hand_over_soon(ports::Append written) {
    decided.push_back(std::move(written));
    if (decided.size() >= together) {
      hand_over();
    } else if (!std::exchange(hand_over_posted, true)) {
      boost::asio::post(executor, [self = shared_from_this()] {
        self->hand_over_posted = false;
        self->hand_over();
      });
    }
  }

  void hand_over() {
    if (closed) return;
    for (auto& written : decided) journal.append(std::move(written));
    decided.clear();
  }

  void save_snapshot() {
    hand_over();
    last_snapshot = state.sequence;
    journal.save_snapshot(std::make_shared<const domain::State>(state));
  }

  // True when the command has been seen before: the first answer is given again.
  bool answer_repeat(const Submission& submission, Completion& done) {
    const ports::CommandKey key{.person = submission.actor.person,
                                .command_id = submission.command_id};
    if (const auto* known = memory.find(key); known != nullptr) {
      if (known->fingerprint != submission.fingerprint) {
        answer(std::move(done), refused_reuse());
      } else if (known->under_way != nullptr) {
        known->under_way->repeats.push_back(std::move(done));
      } else {
        answer(std::move(done), known->reply);
      }
      return true;
    }
    auto found = journal.find_reply(key);
    if (!found) {
      fail(found.error());
      return false;
    }
    const std::optional<ports::RememberedReply>& kept = *found;
    if (!kept) {
      return false;
    }
    answer(std::move(done), kept->fingerprint == submission.fingerprint
                                ? kept->reply
                                : ports::Reply(refused_reuse()));
    return true;
  }

  // Why no command at all can be taken at this moment.
  std::optional<domain::Rejection> refusal_now() {
    if (broken) {
      return refused_by_journal(fault);
    }
    if (stopped || !started) {
      return refused_stopping();
    }
    if (pending.size() + inbox.size() >= options.most_waiting) {
      return refused_too_many();
    }
    // Once for all commands between two commits; the journal looks again before each write.
    if (!std::exchange(disk_looked_at, true)) {
      look_at_disk();
    }
    if (broken) {
      return refused_by_journal(fault);
    }
    return fault.empty() ? std::nullopt : std::optional(refused_disk_full(fault));
  }

  void look_at_disk() {
    if (broken || stopped) {
      return;
    }
    auto accepts = journal.accepts();
    if (accepts) {
      if (!fault.empty()) {
        spdlog::info("{}: accepting again", state.workspace.value);
        set_fault({});
      }
    } else if (accepts.error().code != ports::FailureCode::disk_full) {
      fail(accepts.error());
    } else if (fault.empty()) {
      spdlog::error("{}: nothing is accepted: {}", state.workspace.value, accepts.error().what);
      set_fault(reason_of(accepts.error()));
    }
  }

  // ---- out ----

  void answer(Completion&& done, ports::Reply reply) {
    wait({.through = broken ? durable : state.sequence,
          .reply = std::move(reply),
          .waiter = std::move(done)});
  }

  Pending& wait(Pending waiting) {
    auto& kept = pending.emplace_back(std::move(waiting));
    if (kept.through <= durable) post_release();
    return kept;
  }

  void post_release() {
    if (release_posted) {
      return;
    }
    release_posted = true;
    boost::asio::post(executor, [self = shared_from_this()] {
      self->release_posted = false;
      self->release();
    });
  }

  // Everything that waits for what is durable by now, in this order: answers, observers, readers.
  // Commands that these send are decided afterwards, so that nobody's view changes under them.
  void release() {
    if (closed) {
      return;
    }
    if (in_callbacks) {
      post_release();
      return;
    }
    in_callbacks = true;
    disk_looked_at = false;
    auto committed = read_mail();
    release_answers();
    if (!committed.empty()) {
      for (auto* observer : observers) {
        observer->on_committed(committed, state);
      }
    }
    if (std::exchange(health_changed, false)) {
      for (auto* observer : observers) {
        observer->on_health(fault);
      }
    }
    if (state.sequence == durable || broken) {
      for (auto& reader : std::exchange(readers, {})) {
        reader(state);
      }
    }
    in_callbacks = false;
    while (!inbox.empty() && readers.empty()) {
      auto [submission, done] = std::move(inbox.front());
      inbox.pop_front();
      handle(std::move(submission), std::move(done));
    }
    if (!readers.empty() && state.sequence == durable) {
      post_release();
    }
  }

  std::vector<ports::CommittedEntry> read_mail() {
    std::vector<ports::CommittedEntry> committed;
    for (auto& report : mailbox.take_all()) {
      if (auto* failure = std::get_if<ports::Failure>(&report)) {
        lose(*failure);
        continue;
      }
      auto& batch = std::get<std::vector<ports::CommittedEntry>>(report);
      if (!batch.empty()) {
        durable = batch.back().entry.sequence;
      }
      if (committed.empty()) {
        committed = std::move(batch);
      } else {
        std::ranges::move(batch, std::back_inserter(committed));
      }
    }
    return committed;
  }

  void release_answers() {
    while (!pending.empty() && pending.front().through <= durable) {
      auto ready = std::move(pending.front());
      if (ready.place != nullptr) memory.remember(*ready.place, ready.reply);
      pending.pop_front();
      ready.waiter(ready.reply);
      for (auto& waiter : ready.repeats) waiter(ready.reply);
    }
  }

  // ---- when the journal fails ----

  void set_fault(domain::Text reason) {
    fault = std::move(reason);
    health_changed = true;
    post_release();
  }

  void fail(const ports::Failure& failure) {
    if (broken) {
      return;
    }
    broken = true;
    spdlog::critical("{}: the workspace stops accepting: {}",
                     state.workspace.value.empty() ? "(no workspace)" : state.workspace.value,
                     failure.what);
    set_fault(reason_of(failure));
  }

  // What was being written may or may not be there. The state goes back to what is certain.
  void lose(const ports::Failure& failure) {
    fail(failure);
    decided.clear();
    for (auto& waiting : pending) {
      if (waiting.through > durable) {
        if (auto* place = std::exchange(waiting.place, nullptr); place != nullptr) {
          memory.forget(*place);
        }
        waiting.through = durable;
        waiting.reply = outcome_unknown(fault);
      }
    }
    if (state.sequence == durable) {
      return;
    }
    auto certain = recover(journal);
    if (certain && certain->sequence == durable) {
      state = std::move(*certain);
    } else {
      spdlog::critical("{}: what is shown may be ahead of what was saved", state.workspace.value);
    }
  }

  // ---- life ----

  void start() {
    if (started) {
      return;
    }
    started = true;
    if (broken) {
      return;
    }
    const auto tell = [self = weak_from_this()](Report report) {
      const auto impl = self.lock();
      if (impl && impl->mailbox.put(std::move(report))) {
        boost::asio::post(impl->executor, [impl] { impl->release(); });
      }
    };
    journal.start(tell, tell);
    look_at_disk();
  }

  void stop(bool with_snapshot) {
    if (stopped) {
      return;
    }
    stopped = true;
    if (with_snapshot && started && !broken && state.sequence > last_snapshot) {
      save_snapshot();
    }
    hand_over();
    journal.stop();
  }

  boost::asio::any_io_executor executor;
  ports::Journal& journal;
  const ports::Clock& clock;
  Options options;
  std::vector<Observer*> observers;
  Mailbox<Report> mailbox;

  domain::State state;
  domain::Sequence durable = 0;
  domain::Sequence last_snapshot = 0;
  std::deque<Pending> pending;
  std::vector<ports::Append> decided;  // not handed to the journal yet
  Memory memory;
  std::deque<std::pair<Submission, Completion>> inbox;
  std::vector<Reader> readers;
  domain::Text fault;
  bool broken = false;
  bool started = false;
  bool stopped = false;
  bool closed = false;  // the engine is gone; the journal may be, too
  bool in_callbacks = false;
  bool release_posted = false;
  bool health_changed = false;
  bool hand_over_posted = false;
  bool disk_looked_at = false;
};

Engine::Engine(boost::asio::any_io_executor executor, ports::Journal& journal,
               const ports::Clock& clock, Options options)
    : impl_(std::make_shared<Impl>(std::move(executor), journal, clock, options)) {
  impl_->load();
}

Engine::~Engine() {
  impl_->stop(false);
  impl_->closed = true;
}

void Engine::observe(Observer& observer) { impl_->observers.push_back(&observer); }

void Engine::start() { impl_->start(); }

void Engine::stop() {
  impl_->stop(true);
  impl_->release();
}

void Engine::submit(Submission submission, Completion done) {
  boost::asio::dispatch(impl_->executor, [impl = impl_, submission = std::move(submission),
                                          done = std::move(done)]() mutable {
    impl->take(std::move(submission), std::move(done));
  });
}

void Engine::submit_here(Submission submission, Completion done) {
  impl_->take(std::move(submission), std::move(done));
}

void Engine::read(std::move_only_function<void(const domain::State&)> reader) {
  boost::asio::dispatch(impl_->executor, [impl = impl_, reader = std::move(reader)]() mutable {
    impl->readers.push_back(std::move(reader));
    if (impl->state.sequence == impl->durable || impl->broken) {
      impl->post_release();
    }
  });
}

void Engine::check_health() { impl_->look_at_disk(); }

const domain::State& Engine::state() const { return impl_->state; }
domain::Sequence Engine::durable() const { return impl_->durable; }
domain::Instant Engine::now() const { return impl_->now(); }
const domain::Text& Engine::fault() const { return impl_->fault; }
const ports::Journal& Engine::journal() const { return impl_->journal; }
const ports::Clock& Engine::clock() const { return impl_->clock; }
boost::asio::any_io_executor Engine::executor() const { return impl_->executor; }

}  // namespace ckl::engine
