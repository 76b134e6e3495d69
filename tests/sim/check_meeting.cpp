// Decisions of krisledningsnämnden: at a meeting that is under way, by a quorum of those who serve,
// without the conflicted, as the votes fell (G07, R34, R06); and what is decided while it does not
// function (R47). A second count of its own.
#include <algorithm>
#include <map>
#include <set>

#include "sim/checker.hpp"

namespace ckl::sim {
namespace {

namespace role = domain::role;
using domain::DecidingBody;
using domain::Vote;

struct Sitting {
  std::vector<domain::Seat> present;
  bool open = false;
};

class MeetingChecker final : public Checker {
 public:
  using Checker::Checker;
  [[nodiscard]] std::string_view name() const override { return "meeting"; }

  void see(Batch batch, const Roster& roster) override {
    for (const auto& entry : batch) {
      if (const auto* opened = std::get_if<domain::MeetingOpened>(&entry.event)) {
        open(entry, *opened, roster);
      } else if (const auto* changed = std::get_if<domain::AttendanceChanged>(&entry.event)) {
        auto& present = sittings_[changed->meeting.value].present;
        std::erase_if(
            present, [&](const domain::Seat& seat) { return seat.person == changed->seat.person; });
        if (changed->present) present.push_back(changed->seat);
      } else if (const auto* closed = std::get_if<domain::MeetingClosed>(&entry.event)) {
        sittings_[closed->meeting.value].open = false;
      } else if (const auto* state = std::get_if<domain::CommitteeStateChanged>(&entry.event)) {
        functions_ = state->to == domain::CommitteeState::functioning;
      } else if (const auto* made = std::get_if<domain::DecisionMade>(&entry.event)) {
        decided(entry, made->decision, roster);
      }
    }
  }

 private:
  // The votes of one decision, counted anew.
  struct Count {
    const domain::DecisionRecord& decision;
    const Sitting& sitting;
    std::set<std::string> entitled = {};
    std::set<std::string> voters = {};
    std::size_t vacated = 0;
    std::size_t stand_ins = 0;
    std::size_t yes = 0;
    std::size_t no = 0;
  };

  static bool has_seat(const Roster& roster, const std::string& person, domain::Instant at) {
    return roster.holds_any(
        person, {role::committee_chair, role::committee_vice_chair, role::committee_member}, at);
  }

  static bool serves(const Roster& roster, const domain::Seat& seat, domain::Instant at) {
    return has_seat(roster, seat.person.value, at) ||
           (!seat.serves_for.empty() &&
            roster.holds(seat.person.value, role::committee_substitute, at));
  }

  static bool is_quorum(const Roster& roster, std::size_t serving, domain::Instant at) {
    std::set<std::string> seated;
    for (const std::string_view each :
         {role::committee_chair, role::committee_vice_chair, role::committee_member}) {
      for (auto& person : roster.holders(each, at)) seated.insert(std::move(person));
    }
    const std::size_t fixed = roster.settings().committee_seats;
    return serving * 2 > (fixed > 0 ? fixed : seated.size());
  }

  void open(const domain::Entry& entry, const domain::MeetingOpened& opened, const Roster& roster) {
    sittings_[opened.meeting.value] = {.present = opened.present, .open = true};
    const auto serving = std::ranges::count_if(
        opened.present, [&](const domain::Seat& seat) { return serves(roster, seat, entry.time); });
    if (!is_quorum(roster, static_cast<std::size_t>(serving), entry.time)) {
      find(entry, "a meeting is opened without quorum");
    }
    const bool remote = std::ranges::any_of(opened.present, &domain::Seat::remote);
    if (remote && !roster.settings().remote_meetings) find(entry, "a remote meeting not allowed");
  }

  void decided(const domain::Entry& entry, const domain::DecisionRecord& decision,
               const Roster& roster) {
    const bool alone = decision.body == DecidingBody::committee_chair;
    if (!alone && decision.body != DecidingBody::committee) return;
    const bool own = decision.matter.kind == domain::MatterKind::own_order;
    if (!functions_ && (alone || !own)) find(entry, "KN decides while it does not function");
    if (alone) {
      if (decision.urgency_reason.find_first_not_of(" \t\n") == std::string::npos) {
        find(entry, "the chair decides alone without urgency");
      }
      return;
    }
    const auto sitting = sittings_.find(decision.meeting.value);
    if (sitting == sittings_.end() || !sitting->second.open) {
      find(entry, "a decision of KN outside a meeting");
      return;
    }
    voted(entry, decision, sitting->second, roster);
  }

  void voted(const domain::Entry& entry, const domain::DecisionRecord& decision,
             const Sitting& sitting, const Roster& roster) {
    Count count{.decision = decision, .sitting = sitting};
    for (const auto& seat : sitting.present) {
      const bool serving = serves(roster, seat, entry.time);
      const bool conflicted = std::ranges::count(decision.conflicted, seat.person) > 0;
      if (conflicted && serving) ++count.vacated;
      if (!conflicted && serving) count.entitled.insert(seat.person.value);
    }
    for (const auto& ballot : decision.ballots) vote(entry, ballot, count, roster);
    if (!is_quorum(roster, count.entitled.size() + count.stand_ins, entry.time)) {
      find(entry, "KN decides without quorum");
    }
    const auto presiding = first_in_order(decision, sitting, roster, entry.time);
    if (presiding != decision.person.value) find(entry, presiding + " should have presided");
    const bool adopted = count.yes == count.no ? voted_yes(decision) : count.yes > count.no;
    if (adopted != decision.adopted) find(entry, "the decision is not what the votes say");
  }

  // A substitute without a seat steps in for one who is conflicted.
  void vote(const domain::Entry& entry, const domain::Ballot& ballot, Count& count,
            const Roster& roster) {
    const auto& person = ballot.person;
    if (!count.voters.insert(person.value).second) find(entry, person.value + " votes twice");
    if (std::ranges::count(count.decision.conflicted, person) > 0) {
      find(entry, person.value + " votes with a conflict of interest");
    }
    if (!count.entitled.contains(person.value)) {
      const bool there =
          std::ranges::count(count.sitting.present, person, &domain::Seat::person) > 0;
      const bool substitute = roster.holds(person.value, role::committee_substitute, entry.time);
      if (!there || !substitute || ++count.stand_ins > count.vacated) {
        find(entry, person.value + " votes without a seat");
      }
    }
    if (ballot.vote == Vote::yes) ++count.yes;
    if (ballot.vote == Vote::no) ++count.no;
  }

  static std::string first_in_order(const domain::DecisionRecord& decision, const Sitting& sitting,
                                    const Roster& roster, domain::Instant at) {
    auto order = roster.holders(role::committee_chair, at);
    for (auto& vice : roster.holders(role::committee_vice_chair, at)) {
      order.push_back(std::move(vice));
    }
    order.push_back(roster.settings().presiding_substitute.value);
    for (const auto& person : order) {
      const domain::PersonId id{person};
      const auto seat = std::ranges::find(sitting.present, id, &domain::Seat::person);
      if (seat == sitting.present.end() || !serves(roster, *seat, at)) continue;
      if (std::ranges::count(decision.conflicted, id) == 0) return person;
    }
    return {};
  }

  // At a tie the presiding decides.
  static bool voted_yes(const domain::DecisionRecord& decision) {
    return std::ranges::any_of(decision.ballots, [&](const domain::Ballot& ballot) {
      return ballot.person == decision.person && ballot.vote == Vote::yes;
    });
  }

  std::map<std::string, Sitting> sittings_;
  bool functions_ = false;
};

}  // namespace

std::unique_ptr<Checker> check_meeting(Findings& findings) {
  return std::make_unique<MeetingChecker>(findings);
}

}  // namespace ckl::sim
