// Krisledningsnämnden as somebody would explain it at a kitchen table: the reference that the core
// is compared with.
//
// Written from the law and the settled readings alone; it shares no code with the core and is as
// slow as it likes. One incident, three nämnder with three parts each, one bolag, a committee of
// five with two substitutes.
#pragma once

#include <array>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace ckl::model {

inline const std::vector<std::string> committees{"aldre", "social", "trafik"};
inline const std::vector<std::string> parts{"bemanning", "boenden", "inköp"};
inline const std::vector<std::string> seats{"kn-chair", "kn-vice", "kn-1", "kn-2", "kn-3"};
inline const std::vector<std::string> substitutes{"kn-sub-1", "kn-sub-2"};

struct NaiveTakeover {
  std::string unit;
  std::set<std::string> parts;  // empty = the whole area
  bool in_force = true;
  std::optional<int> until_hour;
};

class NaiveCommittee {
 public:
  int hour = 0;
  bool extraordinary = false;
  bool functions = false;
  bool is_cause = false;  // the incident is a cause for which the committee functions (R23)
  bool chair_hindered = false;
  std::set<std::string> present;  // empty = no meeting is open
  std::vector<NaiveTakeover> takeovers;

  // LEH 2:3: the chair alone; the vice chair only while the chair is hindered.
  [[nodiscard]] bool has_chairs_power(const std::string& who) const {
    return who == "kn-chair" || (who == "kn-vice" && chair_hindered);
  }

  [[nodiscard]] bool may_declare(const std::string& who) const {
    return has_chairs_power(who) && !extraordinary;
  }

  // LEH 2:4: other nämnder only, as far as needed, and never what is taken over already.
  [[nodiscard]] bool can_take_over(const NaiveTakeover& wanted) const {
    if (!functions || !extraordinary) return false;
    bool known = false;
    for (const auto& one : committees) known = known || one == wanted.unit;
    if (!known) return false;
    for (const auto& one : takeovers) {
      if (!one.in_force || one.unit != wanted.unit) continue;
      if (one.parts.empty() || wanted.parts.empty()) return false;
      for (const auto& part : wanted.parts) {
        if (one.parts.contains(part)) return false;
      }
    }
    return true;
  }

  // KL 6:27: more than half of the five seats; a substitute serves for somebody absent.
  [[nodiscard]] static bool has_quorum(const std::set<std::string>& persons) {
    std::size_t own = 0;
    std::size_t serving = 0;
    for (const auto& one : seats) own += persons.contains(one) ? 1U : 0U;
    for (const auto& one : substitutes) serving += persons.contains(one) ? 1U : 0U;
    const std::size_t empty = seats.size() - own;
    return own + (serving < empty ? serving : empty) > 2;
  }

  // Who presides: chair, vice chair (R34); without either, nobody here.
  [[nodiscard]] static std::string presiding(const std::set<std::string>& persons) {
    if (persons.contains("kn-chair")) return "kn-chair";
    if (persons.contains("kn-vice")) return "kn-vice";
    return {};
  }

  // A06: KN decides where it has taken over, the nämnd everywhere else.
  [[nodiscard]] bool led_by_committee(const std::string& unit, const std::string& part) const {
    for (const auto& one : takeovers) {
      if (one.in_force && one.unit == unit && (one.parts.empty() || one.parts.contains(part))) {
        return true;
      }
    }
    return false;
  }

  [[nodiscard]] bool any_in_force() const {
    for (const auto& one : takeovers) {
      if (one.in_force) return true;
    }
    return false;
  }

  void end() {
    functions = false;
    is_cause = false;
    for (auto& one : takeovers) one.in_force = false;
  }

  void pass_hours(int hours) {
    hour += hours;
    for (auto& one : takeovers) {
      if (one.until_hour && *one.until_hour <= hour) one.in_force = false;
    }
  }
};

}  // namespace ckl::model
