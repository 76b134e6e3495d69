// RosterService: what a calendar would give, who is on duty, hours, feeds.
#include <array>

#include <openssl/sha.h>

#include "codec/input.hpp"
#include "domain/roster.hpp"
#include "edge/api/reading_state.hpp"
#include "roster/matching.hpp"

namespace ckl::edge {

namespace {

using domain::DutySpan;
using domain::State;
using FunctionId = domain::Id<struct FunctionTag>;

constexpr std::chrono::days usual_window{366};
constexpr std::chrono::days feed_valid{1'830};

domain::Rejection function_unknown() {
  return thing_unknown("INPUT_UNKNOWN_DUTY_FUNCTION", "function",
                       {"Jourfunktionen finns inte.", "There is no such duty function."},
                       {"Se ckl duty.", "See ckl duty."});
}

// "rad 12: ..." as one breach of the field that held the file.
domain::Rejection calendar_refused(const roster::Fault& fault) {
  codec::Input input;
  const std::string line = std::to_string(fault.line);
  const bool placed = fault.line > 0;
  input.breach("INPUT_CALENDAR", "calendar",
               {(placed ? "Rad " + line + ": " : "") + fault.message.sv,
                (placed ? "Line " + line + ": " : "") + fault.message.en},
               fault.what_now);
  return std::move(input).rejection();
}

std::string hash_of(std::string_view bytes) {
  std::array<unsigned char, SHA256_DIGEST_LENGTH> digest{};
  SHA256(reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size(), digest.data());
  constexpr std::string_view digits = "0123456789abcdef";
  std::string hex;
  for (const unsigned char byte : digest) {
    hex += digits[byte >> 4U];
    hex += digits[byte & 15U];
  }
  return hex;
}

struct Wish {
  std::string function;
  std::string calendar;
  std::optional<domain::Instant> from;
  std::optional<domain::Instant> until;
  std::string zone;
  roster::Aliases aliases;
};

std::expected<Wish, domain::Rejection> read_wish(const v1::PreviewRosterRequest& request) {
  namespace limits = domain::limits;
  codec::Input input;
  Wish wish;
  wish.function = input.id<FunctionId>("function", request.function()).value;
  wish.calendar = request.calendar();
  wish.from = input.instant("from", request.has_from(), request.from());
  wish.until = input.instant("until", request.has_until(), request.until());
  wish.zone = input.line("zone", request.zone(), limits::id_bytes);
  if (wish.zone.empty()) wish.zone = "Europe/Stockholm";
  if (request.aliases_size() > limits::items_per_list) {
    input.too_many("aliases", request.aliases_size());
  } else {
    for (const v1::NameAlias& alias : request.aliases()) {
      const auto name = input.line("aliases.name", alias.name(), limits::headline_bytes);
      wish.aliases[name] = input.id<domain::PersonId>("aliases.person", alias.person());
    }
  }
  if (request.calendar().empty()) input.missing("calendar");
  if (!input.ok()) return std::unexpected(std::move(input).rejection());
  return wish;
}

std::expected<roster::Window, domain::Rejection> window_of(const Wish& wish, domain::Instant now) {
  roster::Window window{.zone = wish.zone, .from = wish.from.value_or(now), .until = {}};
  window.until = wish.until.value_or(window.from + usual_window);
  if (window.from < window.until && window.until - window.from <= domain::limits::roster_longest) {
    return window;
  }
  codec::Input input;
  input.breach("INPUT_OUT_OF_RANGE", "until",
               {"Listans tid slutar inte efter sin början, eller är längre än två år.",
                "The roster's time does not end after it begins, or is longer than two years."},
               {"Anta högst två år i taget.", "Adopt at most two years at once."});
  return std::unexpected(std::move(input).rejection());
}

void encode_spans(const std::vector<DutySpan>& spans,
                  google::protobuf::RepeatedPtrField<v1::DutySpan>& out) {
  for (const DutySpan& span : spans) codec::encode(span, *out.Add());
}

// The gaps that the plan itself would have within its window.
void encode_gaps(const domain::Roster& planned, v1::PreviewRosterResponse& out) {
  for (const domain::DutyGap& gap : domain::gaps_of(planned)) {
    if (gap.from >= planned.until) continue;
    v1::DutyGap& row = *out.add_gaps();
    codec::encode(gap.from, *row.mutable_from());
    codec::encode(gap.until.value_or(planned.until), *row.mutable_until());
  }
}

void encode_remarks(const std::vector<roster::Fault>& remarks, v1::PreviewRosterResponse& out) {
  for (const roster::Fault& remark : remarks) {
    v1::RosterRemark& row = *out.add_remarks();
    row.set_line(static_cast<std::uint32_t>(remark.line));
    codec::encode(remark.message, *row.mutable_message());
    codec::encode(remark.what_now, *row.mutable_what_now());
  }
}

void encode_unmatched(const std::vector<roster::Unmatched>& names, v1::PreviewRosterResponse& out) {
  for (const roster::Unmatched& name : names) {
    v1::UnmatchedName& row = *out.add_unmatched();
    row.set_name(name.name);
    row.set_line(static_cast<std::uint32_t>(name.line));
    row.set_shifts(static_cast<std::uint32_t>(name.shifts));
    row.set_stranger(name.stranger.value);
  }
}

Answer preview(const State& state, const Wish& wish, domain::Instant now) {
  const domain::DutyFunction* function = domain::find_function(state, wish.function);
  if (function == nullptr) return std::unexpected(function_unknown());
  const auto window = window_of(wish, now);
  if (!window) return std::unexpected(window.error());
  auto expanded = roster::expand(wish.calendar, *window);
  if (!expanded) return std::unexpected(calendar_refused(expanded.error()));
  const auto matched = roster::match(expanded->shifts, state.organisation, *function, wish.aliases);

  auto response = std::make_unique<v1::PreviewRosterResponse>();
  codec::encode(window->from, *response->mutable_from());
  codec::encode(window->until, *response->mutable_until());
  response->set_source_hash(hash_of(wish.calendar));
  encode_spans(matched.spans, *response->mutable_spans());
  encode_unmatched(matched.unmatched, *response);
  const domain::Stretch stretch{.from = window->from, .until = window->until};
  const auto changes = domain::difference(state, function->id, stretch, matched.spans);
  encode_spans(changes.added, *response->mutable_added());
  encode_spans(changes.removed, *response->mutable_removed());
  domain::Roster planned;
  planned.from = window->from;
  planned.until = window->until;
  planned.spans = matched.spans;
  encode_gaps(planned, *response);
  encode_remarks(expanded->remarks, *response);
  return response;
}

void encode_duty(const State& state, const domain::DutyFunction& function, domain::Instant at,
                 v1::DutyRow& row) {
  const domain::OnDuty duty = domain::on_duty(state, function, at);
  row.set_function(function.id);
  codec::encode(function.name, *row.mutable_name());
  row.set_mandatory(function.mandatory);
  row.set_by_roster(duty.by_roster);
  for (const DutySpan& span : duty.now) {
    v1::DutySpan& out = *row.add_now();
    if (duty.by_roster) {
      codec::encode(span, out);
    } else {
      out.set_person(span.person.value);
    }
  }
  encode_spans(duty.next, *row.mutable_next());
  const domain::Roster* held = domain::find_roster(state, function.id);
  if (held != nullptr) row.set_source(held->source);
}

// A new address takes the place of the old one, so that a lost one can be made worthless.
Answer make_feed(ports::TokenAdmin& tokens, const ports::TokenRow& row) {
  for (const ports::TokenRow& old : tokens.list()) {
    if (old.feed != row.feed || old.person != row.person) continue;
    if (const auto revoked = tokens.revoke(old.id); !revoked) {
      return std::unexpected(server_failed(revoked.error()));
    }
  }
  const auto token = tokens.create(row);
  if (!token) return std::unexpected(server_failed(token.error()));
  auto response = std::make_unique<v1::CreateDutyFeedResponse>();
  response->set_path("/v1/calendar/" + token->secret + ".ics");
  response->set_id(token->id);
  return response;
}

}  // namespace

void answer(const Question& question, const v1::PreviewRosterRequest& request, Respond respond) {
  auto wish = read_wish(request);
  if (!wish) return respond(std::unexpected(std::move(wish.error())));
  const Workspace* workspace = question.services.find_workspace(request.workspace());
  if (workspace == nullptr) return respond(std::unexpected(workspace_unknown(request.workspace())));
  workspace->engine->read([respond = std::move(respond), wish = *std::move(wish),
                           now = workspace->engine->now()](const State& state) mutable {
    respond(preview(state, wish, now));
  });
}

void answer(const Question& question, const v1::GetDutyRequest& request, Respond respond) {
  codec::Input input;
  const auto at = input.instant("at", request.has_at(), request.at());
  if (!input.ok()) return respond(std::unexpected(std::move(input).rejection()));
  read_state<v1::GetDutyResponse>(
      question, request.workspace(), std::move(respond),
      [at, function = request.function()](const State& state, domain::Instant now,
                                          v1::GetDutyResponse& response) {
        for (const auto& one : state.organisation.duty_functions) {
          if (!function.empty() && one.id != function) continue;
          encode_duty(state, one, at.value_or(now), *response.add_rows());
        }
      });
}

void answer(const Question& question, const v1::GetDutyHoursRequest& request, Respond respond) {
  codec::Input input;
  const auto from = input.instant("from", request.has_from(), request.from());
  const auto until = input.instant("until", request.has_until(), request.until());
  if (!from) input.missing("from");
  if (!until) input.missing("until");
  if (!input.ok()) return respond(std::unexpected(std::move(input).rejection()));
  read_state<v1::GetDutyHoursResponse>(
      question, request.workspace(), std::move(respond),
      [stretch = domain::Stretch{.from = *from, .until = *until}](
          const State& state, domain::Instant /*now*/, v1::GetDutyHoursResponse& response) {
        for (const domain::DutyHours& hours : domain::duty_hours(state, stretch)) {
          v1::DutyHoursRow& row = *response.add_rows();
          row.set_person(hours.person.value);
          row.set_function(hours.function);
          row.set_seconds(static_cast<std::uint64_t>(hours.time.count()));
          row.set_shifts(hours.shifts);
        }
      });
}

void answer(const Question& question, const v1::ListSwapsRequest& request, Respond respond) {
  read_state<v1::ListSwapsResponse>(
      question, request.workspace(), std::move(respond),
      [](const State& state, domain::Instant /*now*/, v1::ListSwapsResponse& response) {
        for (const auto& [id, swap] : state.swaps) {
          if (swap.state != domain::SwapState::proposed) continue;
          codec::encode(swap, *response.add_swaps());
        }
      });
}

void answer(const Question& question, const v1::CreateDutyFeedRequest& request, Respond respond) {
  const Workspace* workspace = question.services.find_workspace(request.workspace());
  if (workspace == nullptr) return respond(std::unexpected(workspace_unknown(request.workspace())));
  ports::TokenRow row;
  row.person = question.caller.principal.person;
  row.label = "kalender / calendar";
  row.feed = workspace->id.value + "/" + request.function();
  row.valid_to = workspace->engine->clock().now() + feed_valid;
  workspace->engine->read([tokens = question.services.tokens, row = std::move(row),
                           function = request.function(),
                           respond = std::move(respond)](const State& state) mutable {
    if (!function.empty() && domain::find_function(state, function) == nullptr) {
      return respond(std::unexpected(function_unknown()));
    }
    respond(make_feed(*tokens, row));
  });
}

}  // namespace ckl::edge
