// No level, phase, CKL or KN state and no takeover outside the table: each step has a row, begins
// where the last one ended, has what the row asks for, and leaves together what belongs together.
#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <set>

#include "domain/state.hpp"
#include "sim/checker.hpp"

namespace ckl::sim {
namespace {

using domain::CklState;
using domain::CommitteeState;
using domain::Level;
using domain::Phase;

template <class State>
struct Row {
  State from;
  State to;
  std::string_view rule;
};

constexpr std::array<Row<Level>, 13> level_rows{{
    {Level::none, Level::disturbance, "T01"},
    {Level::none, Level::serious, "T02"},
    {Level::disturbance, Level::serious, "T02"},
    {Level::none, Level::extraordinary, "T04"},
    {Level::disturbance, Level::extraordinary, "T04"},
    {Level::serious, Level::extraordinary, "T04"},
    {Level::none, Level::extraordinary, "T05"},
    {Level::disturbance, Level::extraordinary, "T05"},
    {Level::serious, Level::extraordinary, "T05"},
    {Level::extraordinary, Level::serious, "T10"},
    {Level::extraordinary, Level::disturbance, "T10"},
    {Level::serious, Level::disturbance, "T11"},
    {Level::disturbance, Level::none, "T12"},
}};

constexpr std::array<Row<CklState>, 8> ckl_rows{{
    {CklState::inactive, CklState::active, "T03"},
    {CklState::standby, CklState::active, "T03"},
    {CklState::winding_down, CklState::active, "T03"},
    {CklState::inactive, CklState::standby, "T03"},
    {CklState::winding_down, CklState::standby, "T03"},
    {CklState::active, CklState::winding_down, "T11"},
    {CklState::active, CklState::inactive, "T11"},
    {CklState::winding_down, CklState::inactive, "T11"},
}};
constexpr Row<CklState> ckl_stands_down{CklState::standby, CklState::inactive, "T11"};

constexpr std::array<Row<CommitteeState>, 6> committee_rows{{
    {CommitteeState::dormant, CommitteeState::functioning, "R01"},
    {CommitteeState::ended, CommitteeState::functioning, "R01"},
    {CommitteeState::functioning, CommitteeState::functioning, "R01"},
    {CommitteeState::functioning, CommitteeState::ended, "T09"},
    {CommitteeState::ended, CommitteeState::functioning, "R29"},
    {CommitteeState::functioning, CommitteeState::functioning, "R29"},
}};

constexpr std::array<Row<Phase>, 6> phase_rows{{
    {Phase::reported, Phase::closed, "A16"},  // a drill's, with the drill
    {Phase::reported, Phase::closed, "T12"},  // a drill's, by people: it never had a level
    {Phase::reported, Phase::open, "R49"},
    {Phase::open, Phase::recovering, "R49"},
    {Phase::recovering, Phase::open, "R49"},
    {Phase::recovering, Phase::closed, "T12"},
}};

// R30: duties that name an incident and still do not keep it from being closed.
constexpr std::array never_in_the_way{"O01", "O05", "O14", "O15", "O16", "O17", "O18",
                                      "T20", "R42", "A06", "A18", "A21", "A24"};

template <class Rows, class Event>
bool has_row(const Rows& rows, const Event& event, std::string_view rule) {
  return std::ranges::any_of(rows, [&](const auto& row) {
    return row.from == event.from && row.to == event.to && row.rule == rule;
  });
}

struct Known {
  Level level = Level::none;
  bool provisional = false;
  bool unconfirmed = false;
  Phase phase = Phase::reported;
};

class Table final : public Checker {
 public:
  using Checker::Checker;
  [[nodiscard]] std::string_view name() const override { return "table"; }

  void see(Batch batch, const Roster&) override {
    touched_.clear();
    for (const auto& entry : batch) {
      if (const auto* change = std::get_if<domain::LevelChanged>(&entry.event)) {
        level(batch, entry, *change);
      } else if (const auto* confirmed = std::get_if<domain::LevelConfirmed>(&entry.event)) {
        confirm(entry, incidents_[confirmed->incident.value]);
        touched_.insert(confirmed->incident.value);
      } else if (const auto* left = std::get_if<domain::LevelLeftUnconfirmed>(&entry.event)) {
        leave(entry, incidents_[left->incident.value]);
      } else if (const auto* ckl = std::get_if<domain::CklStateChanged>(&entry.event)) {
        central(entry, *ckl);
      } else if (const auto* body = std::get_if<domain::CommitteeStateChanged>(&entry.event)) {
        committee(entry, *body);
      } else if (const auto* phase = std::get_if<domain::PhaseChanged>(&entry.event)) {
        moved(entry, *phase);
      } else if (const auto* taken = std::get_if<domain::TakeoverEntered>(&entry.event)) {
        takeover(entry, *taken);
      } else if (const auto* back = std::get_if<domain::TakeoverReturned>(&entry.event)) {
        returned(batch, entry, *back);
      } else if (const auto* longer = std::get_if<domain::TakeoverExtended>(&entry.event)) {
        takeovers_[longer->takeover.value].until = longer->valid_until;
      } else {
        duty(entry);
      }
    }
    if (!touched_.empty() || ckl_touched_) together(batch.back());
    ckl_touched_ = false;
  }

  void at_rest(const domain::State& live) override {
    if (live.ckl != ckl_) find("CKL is not what the journal says");
    if (live.committee != committee_) find("KN is not what the journal says");
    for (const auto& [id, incident] : live.incidents) {
      const auto& known = incidents_[id.value];
      const bool same = incident.level == known.level && incident.phase == known.phase &&
                        incident.provisional == known.provisional &&
                        incident.unconfirmed == known.unconfirmed;
      if (!same) find(id.value + " is not what the journal says");
    }
    for (const auto& [id, takeover] : live.takeovers) {
      const bool lasts = takeover.state == domain::TakeoverState::in_force;
      if (lasts != takeovers_.contains(id.value)) find(id.value + " is not what the journal says");
    }
  }

 private:
  void level(Batch batch, const domain::Entry& entry, const domain::LevelChanged& change) {
    auto& known = incidents_[change.incident.value];
    if (!has_row(level_rows, change, entry.rule.value)) find(entry, "a level outside the table");
    if (change.from != known.level) find(entry, "a level that begins where none was");
    if (known.phase == Phase::closed) find(entry, "a closed incident changes its level");
    const bool declared = std::ranges::any_of(batch, [&](const domain::Entry& other) {
      const auto* event = std::get_if<domain::ExtraordinaryDeclared>(&other.event);
      return event != nullptr && event->incident == change.incident;
    });
    if ((change.to == Level::extraordinary) != declared) {
      find(entry, "extraordinary and its declaration do not come together");
    }
    const bool lowers = change.to < change.from;
    if (lowers && change.to >= Level::disturbance && !change.checklist) {
      find(entry, "a level is lowered without the checklist");
    }
    if (change.provisional && (change.to != Level::serious || !change.confirm_by)) {
      find(entry, "a provisional level that nobody is to confirm");
    }
    known.level = change.to;
    known.provisional = change.provisional;
    known.unconfirmed = false;
    touched_.insert(change.incident.value);
  }

  void confirm(const domain::Entry& entry, Known& known) {
    if (known.level != Level::serious || !known.provisional) {
      find(entry, "a level is confirmed that is not provisional");
    }
    known.provisional = known.unconfirmed = false;
  }

  // R03: it stays, and is marked.
  void leave(const domain::Entry& entry, Known& known) {
    if (!known.provisional) find(entry, "a level lapses that is not provisional");
    known.unconfirmed = true;
  }

  void central(const domain::Entry& entry, const domain::CklStateChanged& change) {
    const bool stands_down = change.from == ckl_stands_down.from &&
                             change.to == ckl_stands_down.to &&
                             entry.rule.value == ckl_stands_down.rule;
    if (!stands_down && !has_row(ckl_rows, change, entry.rule.value)) {
      find(entry, "a state of CKL outside the table");
    }
    if (change.from != ckl_) find(entry, "a state of CKL that begins where it was not");
    if (change.to == CklState::active && change.instruction.empty()) {
      find(entry, "CKL is activated without its instruction");
    }
    ckl_ = change.to;
    ckl_touched_ = true;
  }

  void committee(const domain::Entry& entry, const domain::CommitteeStateChanged& change) {
    if (!has_row(committee_rows, change, entry.rule.value)) {
      find(entry, "a state of KN outside the table");
    }
    if (change.from != committee_) find(entry, "a state of KN that begins where it was not");
    committee_ = change.to;
    // R23: ended whole, and every takeover with it.
    if (committee_ == CommitteeState::ended && !takeovers_.empty()) {
      find(entry, "KN has ended and " + takeovers_.begin()->first + " has not returned");
    }
  }

  void moved(const domain::Entry& entry, const domain::PhaseChanged& change) {
    auto& known = incidents_[change.incident.value];
    if (!has_row(phase_rows, change, entry.rule.value)) find(entry, "a phase outside the table");
    if (change.from != known.phase) find(entry, "a phase that begins where it was not");
    known.phase = change.to;
    touched_.insert(change.incident.value);
    if (change.to == Phase::closed) closed(entry, change.incident.value, known);
  }

  // G15: nothing that names the incident is open.
  void closed(const domain::Entry& entry, const std::string& id, const Known& known) {
    if (known.level != Level::none) find(entry, "an incident is closed that has a level");
    for (const auto& [takeover, taken] : takeovers_) {
      if (taken.incident == id) find(entry, "an incident is closed over " + takeover);
    }
    for (const auto& [duty, of] : duties_) {
      if (of == id) find(entry, "an incident is closed over " + duty);
    }
  }

  void duty(const domain::Entry& entry) {
    if (const auto* opened = std::get_if<domain::ObligationOpened>(&entry.event)) {
      const auto& duty = opened->obligation;
      const bool stands =
          std::ranges::find(never_in_the_way, duty.rule.value) == never_in_the_way.end();
      if (stands && !duty.incident.empty()) duties_[duty.id.value] = duty.incident.value;
    } else if (const auto* ended = std::get_if<domain::ObligationClosed>(&entry.event)) {
      duties_.erase(ended->obligation.value);
    }
  }

  void takeover(const domain::Entry& entry, const domain::TakeoverEntered& event) {
    const auto& taken = event.takeover;
    if (committee_ != CommitteeState::functioning) find(entry, "a takeover while KN is at rest");
    if (incidents_[taken.incident.value].level != Level::extraordinary) {
      find(entry, "a takeover for an event that is not extraordinary");
    }
    if (taken.necessity.find_first_not_of(" \t\n") == std::string::npos || !taken.review ||
        taken.scope.whole == !taken.scope.parts.empty()) {
      find(entry, "a takeover without scope, necessity or review");
    }
    const Taken kept{.incident = taken.incident.value, .until = taken.valid_until};
    if (!takeovers_.emplace(taken.id.value, kept).second) {
      find(entry, "a takeover is entered twice");
    }
  }

  // By a decision (T08), by the end of KN (T09), or when its time is out (R10).
  void returned(Batch batch, const domain::Entry& entry, const domain::TakeoverReturned& event) {
    const auto found = takeovers_.find(event.takeover.value);
    if (found == takeovers_.end()) return find(entry, "returns what is not held");
    const auto has = [&](const auto& holds) { return std::ranges::any_of(batch, holds); };
    const auto decided = [&](const domain::Entry& other) {
      const auto* made = std::get_if<domain::DecisionMade>(&other.event);
      return made != nullptr && made->decision.id == event.decision && made->decision.adopted &&
             made->decision.matter.kind == domain::MatterKind::hand_back;
    };
    const auto ended = [](const domain::Entry& other) {
      const auto* state = std::get_if<domain::CommitteeStateChanged>(&other.event);
      return state != nullptr && state->to == CommitteeState::ended;
    };
    const auto& until = found->second.until;
    const auto& rule = entry.rule.value;
    const bool rests = rule == "T08"   ? has(decided)
                       : rule == "T09" ? has(ended)
                                       : rule == "R10" && until && *until <= entry.time;
    if (!rests) find(entry, "a takeover returns without ground");
    if (event.parts.empty()) takeovers_.erase(found);
  }

  // What holds after every command.
  void together(const domain::Entry& entry) {
    for (const auto& id : touched_) {
      const auto& known = incidents_[id];
      const bool at_rest = known.phase != Phase::open;
      if ((known.level == Level::none) != at_rest) find(entry, id + ": level and phase disagree");
      if (known.level == Level::extraordinary) continue;
      for (const auto& [takeover, taken] : takeovers_) {  // R08
        if (taken.incident == id) find(entry, id + " is lowered over " + takeover);
      }
    }
    for (const auto& [id, known] : incidents_) {
      if (known.level != Level::serious) continue;
      const bool enters = touched_.contains(id) && !known.provisional;  // A03, R53
      if (ckl_ == CklState::inactive || (enters && ckl_ != CklState::active)) {
        find(entry, id + " is serious and CKL is not there for it");
      }
    }
  }

  struct Taken {
    std::string incident;
    std::optional<domain::Instant> until;
  };

  std::map<std::string, Known> incidents_;
  std::map<std::string, Taken> takeovers_;
  std::map<std::string, std::string> duties_;  // open, by id: the incident they hold up
  std::set<std::string> touched_;              // incidents of the command at hand
  bool ckl_touched_ = false;
  CklState ckl_ = CklState::inactive;
  CommitteeState committee_ = CommitteeState::dormant;
};

}  // namespace

std::unique_ptr<Checker> check_table(Findings& findings) {
  return std::make_unique<Table>(findings);
}

}  // namespace ckl::sim
