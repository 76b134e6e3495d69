#include "sim/checker.hpp"

namespace ckl::sim {

Readers::Readers(Findings& findings, const std::vector<std::string>& exercise_list) {
  checkers_.push_back(check_table(findings));
  checkers_.push_back(check_mandate(findings));
  checkers_.push_back(check_meeting(findings));
  checkers_.push_back(check_alert(findings));
  checkers_.push_back(check_scope(findings));
  checkers_.push_back(check_duties(findings));
  checkers_.push_back(check_exercise(findings, exercise_list));
  checkers_.push_back(check_callout(findings));
}

// Commands of persons have ids of their own in a simulated run. What the server does by itself is
// taken together while it is the same part of it at the same instant.
void Readers::see(const domain::Entry& entry) {
  if (!batch_.empty()) {
    const auto& last = batch_.back();
    const bool same =
        last.time == entry.time && last.actor == entry.actor && last.command_id == entry.command_id;
    if (!same) flush();
  }
  batch_.push_back(entry);
}

void Readers::flush() {
  if (batch_.empty()) return;
  for (const auto& checker : checkers_) checker->see(batch_, roster_);
  for (const auto& entry : batch_) roster_.see(entry);
  batch_.clear();
}

void Readers::sent(const SentLetter& letter) {
  flush();
  for (const auto& checker : checkers_) checker->sent(letter);
}

void Readers::quiet(domain::Instant now) {
  flush();
  for (const auto& checker : checkers_) checker->quiet(roster_, now);
}

void Readers::at_rest(const domain::State& live) {
  flush();
  for (const auto& checker : checkers_) checker->at_rest(live);
}

}  // namespace ckl::sim
