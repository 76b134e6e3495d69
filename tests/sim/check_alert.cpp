// Heightened alert and law 1988:97: nothing the government has not decided (G08), no state outside
// the table, and no power of the law while it does not apply (G09, T15-T18, R60).
#include <algorithm>
#include <map>
#include <string>

#include "domain/state.hpp"
#include "sim/checker.hpp"

namespace ckl::sim {
namespace {

using domain::AlertGrade;

bool has_section(const domain::WartimeLaw& law, std::string_view section) {
  return law.sections.empty() || std::ranges::any_of(law.sections, [&](const std::string& stored) {
           return stored == section || stored.starts_with(std::string(section) + " ");
         });
}

class AlertChecker final : public Checker {
 public:
  using Checker::Checker;
  [[nodiscard]] std::string_view name() const override { return "alert"; }

  void see(Batch batch, const Roster&) override {
    bool touched = false;
    for (const auto& entry : batch) {
      if (const auto* changed = std::get_if<domain::AlertChanged>(&entry.event)) {
        grade(batch, entry, *changed);
        touched = true;
      } else if (const auto* alarm = std::get_if<domain::ReadinessAlarmChanged>(&entry.event)) {
        rests_on_entry(batch, entry);
        sounding_ = alarm->sounding;
        touched = true;
      } else if (const auto* changed_law = std::get_if<domain::WartimeLawChanged>(&entry.event)) {
        law(batch, entry, *changed_law);
        touched = true;
      } else if (const auto* assigned = std::get_if<domain::TasksAssigned>(&entry.event)) {
        assign(entry, assigned->assignment);
      } else if (const auto* ended = std::get_if<domain::AssignmentEnded>(&entry.event)) {
        if (assignments_.erase(ended->assignment.value) == 0) find(entry, "ends what is not there");
      } else if (const auto* made = std::get_if<domain::DecisionMade>(&entry.event)) {
        if (made->decision.body == domain::DecidingBody::board_for_council) {
          in_place(entry, made->decision);
        }
      }
    }
    if (touched) together(batch.back());
  }

  void at_rest(const domain::State& live) override {
    const auto& alert = live.alert;
    if (alert.grade != grade_ || alert.at_war != at_war_ || alert.readiness_alarm != sounding_ ||
        alert.law.on != law_.on) {
      find("the alert is not what the journal says");
    }
  }

 private:
  // What a decision of the government changes comes with its entry in the records; or the law runs
  // out by itself; or an entry is taken back.
  void rests_on_entry(Batch batch, const domain::Entry& entry) {
    const bool entered = std::ranges::any_of(batch, [](const domain::Entry& other) {
      const auto* event = std::get_if<domain::ExternalDecisionEntered>(&other.event);
      return event != nullptr && event->record.body == domain::DecidingBody::government &&
             event->record.reference.find_first_not_of(" \t\n") != std::string::npos;
    });
    if (!entered && entry.rule.value != "R29")
      find(entry, "rests on no decision of the government");
  }

  void grade(Batch batch, const domain::Entry& entry, const domain::AlertChanged& changed) {
    rests_on_entry(batch, entry);
    const auto& rule = entry.rule.value;
    const auto expected = changed.grade == AlertGrade::hogsta ? "T14" : "T13";
    if (rule != "R29" && rule != "T19" && rule != expected) {
      find(entry, "a grade outside the table");
    }
    if (rule == "T19" && !(felt(changed.in_area, changed.grade) < felt(in_area_, grade_)) &&
        !(at_war_ && !changed.at_war) && changed.grade != AlertGrade::none) {
      find(entry, "an alert is lowered that does not fall");
    }
    grade_ = changed.grade;
    in_area_ = changed.in_area;
    at_war_ = changed.at_war;
    everywhere_ = changed.activity.empty() && std::ranges::count(changed.areas, "SE") > 0;
  }

  static AlertGrade felt(bool in_area, AlertGrade grade) {
    return in_area ? grade : AlertGrade::none;
  }

  void law(Batch batch, const domain::Entry& entry, const domain::WartimeLawChanged& changed) {
    const auto& rule = entry.rule.value;
    const bool runs_out = !changed.law.on && (rule == "R58" || rule == "R36");
    if (!runs_out) rests_on_entry(batch, entry);
    const bool begins = changed.law.on && !law_.on && rule != "R29";
    if (begins && changed.law.cause == domain::LawCause::war && !at_war_) {
      find(entry, "the law of war without war");
    }
    if (begins && changed.law.cause == domain::LawCause::readiness_alarm && !sounding_) {
      find(entry, "the law of a readiness alarm without alarm");
    }
    law_ = changed.law;
  }

  void assign(const domain::Entry& entry, const domain::Assignment& assignment) {
    if (!law_.on || !has_section(law_, "6")) find(entry, "tasks are assigned without the law");
    assignments_[assignment.id.value] = assignment.task;
  }

  void in_place(const domain::Entry& entry, const domain::DecisionRecord& decision) {
    if (!law_.on || !has_section(law_, "7")) {
      find(entry, "the board decides in the council's place without the law");
    }
    if (decision.council_matter != domain::CouncilMatter::ordinary) {
      find(entry, "the board decides what is the council's alone");
    }
  }

  // What holds after every command.
  void together(const domain::Entry& entry) {
    if (at_war_ && grade_ != AlertGrade::hogsta) find(entry, "war without the highest alert");
    if (sounding_ && (grade_ != AlertGrade::hogsta || !everywhere_)) {
      find(entry, "a readiness alarm without the highest alert in the whole country");
    }
    if (!law_.on && !assignments_.empty()) find(entry, "a task is assigned and the law has ended");
  }

  AlertGrade grade_ = AlertGrade::none;
  bool in_area_ = false;
  bool at_war_ = false;
  bool everywhere_ = false;
  bool sounding_ = false;
  domain::WartimeLaw law_;
  std::map<std::string, std::string> assignments_;
};

}  // namespace

std::unique_ptr<Checker> check_alert(Findings& findings) {
  return std::make_unique<AlertChecker>(findings);
}

}  // namespace ckl::sim
