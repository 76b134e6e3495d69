// No level, CKL or KN state outside the table: each step has a row, begins where the last one ended
// and has what the row asks for.
#include <algorithm>
#include <array>
#include <map>

#include "sim/checker.hpp"

namespace ckl::sim {
namespace {

using domain::CklState;
using domain::CommitteeState;
using domain::Level;

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

template <class Rows, class Event>
bool has_row(const Rows& rows, const Event& event, std::string_view rule) {
  return std::ranges::any_of(rows, [&](const auto& row) {
    return row.from == event.from && row.to == event.to && row.rule == rule;
  });
}

struct Known {
  Level level = Level::none;
  bool provisional = false;
  bool closed = false;
};

class Table final : public Checker {
 public:
  using Checker::Checker;
  [[nodiscard]] std::string_view name() const override { return "table"; }

  void see(Batch batch, const Roster&) override {
    for (const auto& entry : batch) {
      if (const auto* change = std::get_if<domain::LevelChanged>(&entry.event)) {
        level(batch, entry, *change);
      } else if (const auto* confirmed = std::get_if<domain::LevelConfirmed>(&entry.event)) {
        confirm(entry, incidents_[confirmed->incident.value]);
      } else if (const auto* ckl = std::get_if<domain::CklStateChanged>(&entry.event)) {
        central(entry, *ckl);
      } else if (const auto* body = std::get_if<domain::CommitteeStateChanged>(&entry.event)) {
        committee(entry, *body);
      } else if (const auto* phase = std::get_if<domain::PhaseChanged>(&entry.event)) {
        closing(entry, *phase);
      } else if (const auto* taken = std::get_if<domain::TakeoverEntered>(&entry.event)) {
        takeover(entry, *taken);
      } else if (const auto* back = std::get_if<domain::TakeoverReturned>(&entry.event)) {
        if (takeovers_.erase(back->takeover.value) == 0) find(entry, "returns what is not held");
      }
    }
  }

 private:
  void level(Batch batch, const domain::Entry& entry, const domain::LevelChanged& change) {
    auto& known = incidents_[change.incident.value];
    if (!has_row(level_rows, change, entry.rule.value)) find(entry, "a level outside the table");
    if (change.from != known.level) find(entry, "a level that begins where none was");
    if (known.closed) find(entry, "a closed incident changes its level");
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
    known.level = change.to;
    known.provisional = change.provisional;
  }

  void confirm(const domain::Entry& entry, Known& known) {
    if (known.level != Level::serious || !known.provisional) {
      find(entry, "a level is confirmed that is not provisional");
    }
    known.provisional = false;
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
  }

  void committee(const domain::Entry& entry, const domain::CommitteeStateChanged& change) {
    if (!has_row(committee_rows, change, entry.rule.value)) {
      find(entry, "a state of KN outside the table");
    }
    if (change.from != committee_) find(entry, "a state of KN that begins where it was not");
    committee_ = change.to;
  }

  void closing(const domain::Entry& entry, const domain::PhaseChanged& change) {
    auto& known = incidents_[change.incident.value];
    if (change.to != domain::Phase::closed) return;
    if (known.level != Level::none) find(entry, "an incident is closed that has a level");
    known.closed = true;
  }

  void takeover(const domain::Entry& entry, const domain::TakeoverEntered& event) {
    if (committee_ != CommitteeState::functioning) find(entry, "a takeover while KN is at rest");
    if (!takeovers_.emplace(event.takeover.id.value, true).second) {
      find(entry, "a takeover is entered twice");
    }
  }

  std::map<std::string, Known> incidents_;
  std::map<std::string, bool> takeovers_;
  CklState ckl_ = CklState::inactive;
  CommitteeState committee_ = CommitteeState::dormant;
};

}  // namespace

std::unique_ptr<Checker> check_table(Findings& findings) {
  return std::make_unique<Table>(findings);
}

}  // namespace ckl::sim
