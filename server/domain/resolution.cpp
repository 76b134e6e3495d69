// Krisledningsnämndens beslut: at a meeting by vote (T07, T08, R34, G07), and by the chair alone
// (T06, G05).
#include <algorithm>
#include <set>

#include "domain/afterwards.hpp"
#include "domain/authority.hpp"
#include "domain/capacity.hpp"
#include "domain/duties.hpp"
#include "domain/handlers.hpp"
#include "domain/input.hpp"
#include "domain/matter.hpp"
#include "domain/meeting.hpp"
#include "domain/oral.hpp"
#include "domain/seats.hpp"

namespace ckl::domain {
namespace {

void refuse_vote(std::string_view rule, std::string_view field, Text message,
                 Objections& objections) {
  objections.add(Objection{.code = RejectionCode::precondition,
                           .rule = rule,
                           .message = std::move(message),
                           .what_now = {"Rätta närvaron eller omröstningen och skicka igen",
                                        "Mend the attendance or the vote and resend"},
                           .field = std::string(field)});
}

// Who may vote in one matter: those who serve and are not conflicted, and for each conflicted one a
// substitute who is there without a seat.
class Voters {
 public:
  Voters(const Case& c, const Meeting& meeting, const DecideInMeeting& command)
      : conflicted_(command.conflicted.begin(), command.conflicted.end()) {
    for (const auto& seat : meeting.present) {
      const bool serving = serves(c.state, seat, c.now);
      if (conflicted_.contains(seat.person)) {
        if (serving) ++vacated_;
      } else if (serving) {
        entitled_.insert(seat.person);
      } else if (holds(c.state, seat.person, role::committee_substitute, c.now)) {
        spare_.insert(seat.person);
      }
    }
  }

  // Adds why this ballot does not count, or counts it.
  void cast(const Ballot& ballot, Objections& objections) {
    const std::string& name = ballot.person.value;
    if (!voted_.insert(ballot.person).second) {
      refuse_vote("G07", "ballots", {"Mer än en röst av " + name, "More than one vote of " + name},
                  objections);
    } else if (conflicted_.contains(ballot.person)) {
      refuse_vote("G07", "ballots",
                  {name + " är jävig och deltar inte i ärendet",
                   name + " has a conflict of interest and takes no part in the matter"},
                  objections);
    } else if (spare_.contains(ballot.person) && stand_ins_ < vacated_) {
      ++stand_ins_;
    } else if (!entitled_.contains(ballot.person)) {
      refuse_vote("G07", "ballots",
                  {name + " är inte närvarande med rösträtt",
                   name + " is not present with a right to vote"},
                  objections);
    }
    if (ballot.vote == Vote::yes) ++yes_;
    if (ballot.vote == Vote::no) ++no_;
  }

  [[nodiscard]] bool took_part(const PersonId& person) const { return voted_.contains(person); }
  [[nodiscard]] std::size_t serving() const { return entitled_.size() + stand_ins_; }
  [[nodiscard]] std::size_t yes() const { return yes_; }
  [[nodiscard]] std::size_t no() const { return no_; }

 private:
  std::set<PersonId> conflicted_;
  std::set<PersonId> entitled_;
  std::set<PersonId> spare_;
  std::set<PersonId> voted_;
  std::size_t vacated_ = 0;
  std::size_t stand_ins_ = 0;
  std::size_t yes_ = 0;
  std::size_t no_ = 0;
};

// At a tie the presiding decides, and must then have voted (KL 4:25).
bool casting_vote(const PersonId& presiding, const DecideInMeeting& command,
                  Objections& objections) {
  const auto own = std::ranges::find(command.ballots, presiding, &Ballot::person);
  if (own != command.ballots.end() && own->vote != Vote::abstain) return own->vote == Vote::yes;
  refuse_vote(
      "R34", "ballots",
      {"Vid lika röstetal måste den som leder rösta", "At a tie whoever presides must vote"},
      objections);
  return false;
}

struct Outcome {
  PersonId presiding;
  bool adopted = false;
};

Outcome count_votes(const Case& c, const Meeting& meeting, const DecideInMeeting& command,
                    Objections& objections) {
  Voters voters(c, meeting, command);
  for (const auto& ballot : command.ballots) voters.cast(ballot, objections);
  require_quorum(c, voters.serving(), objections);
  for (const auto& dissent : command.dissents) {
    if (voters.took_part(dissent.person)) continue;
    refuse_vote("R34", "dissents",
                {dissent.person.value + " deltog inte i beslutet",
                 dissent.person.value + " took no part in the decision"},
                objections);
  }
  Outcome outcome;
  outcome.presiding = presiding_among(c.state, meeting.present, command.conflicted, c.now);
  if (outcome.presiding.empty()) {
    refuse_vote("R34", "conflicted",
                {"Ingen som får leda är kvar i ärendet", "Nobody who may preside is left"},
                objections);
    return outcome;
  }
  outcome.adopted = voters.yes() == voters.no()
                        ? casting_vote(outcome.presiding, command, objections)
                        : voters.yes() > voters.no();
  return outcome;
}

// G05: the chair alone decides only what can not wait for the committee.
void require_urgency(const DecideAlone& command, Objections& objections) {
  if (!is_blank(command.urgency_reason)) return;
  objections.add(
      Objection{.code = RejectionCode::precondition,
                .rule = "G05",
                .message = {"Skäl saknas: varför det inte kan vänta på nämnden",
                            "Reason missing: why it can not wait for the committee"},
                .what_now = {"Skriv skälet, eller kalla nämnden och låt den besluta",
                             "Write the reason, or call the committee and have it decide"},
                .field = "urgencyReason"});
}

}  // namespace

Decision decide_on(const Case& c, const DecideInMeeting& command) {
  const Meeting& meeting = c.state.meetings.at(command.meeting);
  Objections objections(c.now);
  std::string capacity = require_minute_taker(c, meeting, objections);
  require_under_way(meeting, objections);
  const Outcome outcome = count_votes(c, meeting, command, objections);
  const Matter matter = completed(c.state, command.matter);
  check_matter_law(c,
                   {.incident = command.incident,
                    .matter = matter,
                    .handback = command.handback,
                    .alone = false},
                   objections);
  if (!objections.empty()) return objections.refuse();

  DecisionRecord record;
  record.body = DecidingBody::committee;
  record.person = outcome.presiding;
  record.capacity = presiding_capacity(c.state, outcome.presiding, c.now);
  record.incident = command.incident;
  record.meeting = meeting.id;
  record.matter = matter;
  record.ballots = command.ballots;
  record.conflicted = command.conflicted;
  record.dissents = command.dissents;
  record.adopted = outcome.adopted;
  record.decided = own_time(c, command.decided);
  const DecisionId id = next_decision(c.state);
  Ruling ruling(c);
  carry_out(ruling, std::move(record), command.handback);
  return ruling.accept(std::move(capacity), id.value);
}

Decision decide_on(const Case& c, const DecideAlone& command) {
  Objections objections(c.now);
  std::string recorder = require_oral(c, command.oral, objections);
  const Actor speaker = speaker_of(c, command.oral);
  const Case spoken{.state = c.state, .actor = speaker, .now = c.now};
  ChairPower power = require_chair(spoken, "T06", objections, command.incident);
  require_urgency(command, objections);
  const Matter matter = completed(c.state, command.matter);
  check_matter_law(
      c,
      {.incident = command.incident, .matter = matter, .handback = command.handback, .alone = true},
      objections);
  if (!objections.empty()) return objections.refuse();

  Ruling ruling(c);
  DecisionRecord record;
  record.id = next_decision(c.state);
  record.body = DecidingBody::committee_chair;
  record.person = speaker.person;
  record.capacity = power.capacity;
  record.incident = command.incident;
  record.matter = matter;
  record.urgency_reason = command.urgency_reason;
  record.adopted = true;
  record.decided = command.oral ? std::min(command.oral->heard.value_or(c.now), c.now)
                                : own_time(c, command.decided);
  record.hindrance = power.hindrance;
  record.oral = record_oral(ruling, command.oral,
                            {.command = "DecideAlone",
                             .capacity = power.capacity,
                             .incident = command.incident,
                             .subject = record.id.value});
  const DecisionId id = record.id;
  const Notice notice{
      .rule = "T06",
      .incident = command.incident,
      .text = {"Ordföranden har beslutat på nämndens vägnar: " + command.matter.title,
               "The chair has decided on the committee's behalf: " + command.matter.title}};
  const DecisionRecord made = record;
  carry_out(ruling, std::move(record), command.handback);
  open_urgent_note(ruling, made);
  inform(ruling, notice);
  tell_of_missing_vice_chair(ruling);
  return ruling.accept(command.oral ? std::move(recorder) : std::move(power.capacity), id.value);
}

}  // namespace ckl::domain
