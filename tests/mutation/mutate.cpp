// One deliberate fault in the rules of the core, chosen by the environment.
//
// The program is the law tests linked so that every look at the procedure table, and every
// objection, passes through here (`--wrap`, see CMakeLists.txt): the core itself holds no door for
// it. CKL_MUTANT names the fault, "T04 role KN_CHAIR"; empty, the rules are as they stand.
// CKL_MUTANT_LIST=1 prints every fault of the table, one a line. CKL_MUTANT_SITES names a file to
// which the objections that the tests meet are written, as faults of their own: one precondition
// that no longer objects, "G17 site checklist.forecast".
#include <cstdlib>
#include <fstream>
#include <iostream>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include "domain/procedure.hpp"
#include "domain/ruling.hpp"

namespace {

using ckl::domain::Basis;
using ckl::domain::Instant;
using ckl::domain::Objection;
using ckl::domain::Objections;
using ckl::domain::Rejection;
using ckl::domain::Rule;
using ckl::domain::RuleId;

struct Mutant {
  std::string rule;
  std::string part;
  std::string value;
};

const Mutant& mutant() {
  static const Mutant chosen = [] {
    Mutant found;
    if (const char* text = std::getenv("CKL_MUTANT")) {
      std::istringstream words{text};
      words >> found.rule >> found.part;
      std::getline(words >> std::ws, found.value);
    }
    return found;
  }();
  return chosen;
}

// A field, or "-" for an objection to the whole.
std::string site_of(const Objection& objection) {
  return objection.field.empty() ? "-" : objection.field;
}

bool withheld(const Objection& objection) {
  if (mutant().rule != objection.rule) return false;
  if (mutant().part == "site") return mutant().value == site_of(objection);
  return mutant().part == "objection";
}

// Written when the program ends.
class Sites {
 public:
  ~Sites() {
    if (path_ == nullptr) return;
    std::ofstream file(path_);
    for (const auto& site : met_) file << site << '\n';
  }
  void meet(const Objection& objection) {
    if (path_ != nullptr) met_.insert(std::string(objection.rule) + " site " + site_of(objection));
  }

 private:
  const char* path_ = std::getenv("CKL_MUTANT_SITES");
  std::set<std::string> met_;
};

Sites& sites() {
  static Sites all;
  return all;
}

}  // namespace

// The linker's names of what is wrapped; the real ones stay reachable.
std::span<const Rule> real_rules() __asm__("__real__ZN3ckl6domain5rulesEv");
std::vector<std::string> real_basis_of(const RuleId& id, Instant at) __asm__(
    "__real__ZN3ckl6domain8basis_ofB5cxx11ERKNS0_2IdINS0_7RuleTagEEENSt6chrono10time_pointINS6_3_"
    "V212system_clockENS6_8durationIlSt5ratioILl1ELl1000EEEEEE");
void real_add(Objections* objections,
              Objection objection) __asm__("__real__ZN3ckl6domain10Objections3addENS0_9ObjectionE");
std::unexpected<Rejection> real_refuse(Instant now, Objection objection) __asm__(
    "__real__ZN3ckl6domain6refuseENSt6chrono10time_pointINS1_3_V212system_clockENS1_8durationIlSt5"
    "ratioILl1ELl1000EEEEEENS0_9ObjectionE");

namespace {

std::vector<std::string_view> every_role(std::span<const Rule> rules) {
  std::set<std::string_view> roles;
  for (const Rule& rule : rules) roles.insert(rule.roles.begin(), rule.roles.end());
  return {roles.begin(), roles.end()};
}

// The table with the one fault in it.
const std::vector<Rule>& mutated_rules() {
  static const std::vector<Rule> table = [] {
    const auto as_written = real_rules();
    std::vector<Rule> rules(as_written.begin(), as_written.end());
    for (Rule& rule : rules) {
      if (rule.id != mutant().rule) continue;
      const auto is_value = [](std::string_view one) { return one == mutant().value; };
      if (mutant().part == "role") std::erase_if(rule.roles, is_value);
      if (mutant().part == "anybody") rule.roles = every_role(as_written);
      if (mutant().part == "informs") std::erase_if(rule.informs, is_value);
      if (mutant().part == "basis") {
        std::erase_if(rule.basis, [&](const Basis& basis) { return is_value(basis.text); });
      }
    }
    return rules;
  }();
  return table;
}

}  // namespace

std::span<const Rule> wrapped_rules() __asm__("__wrap__ZN3ckl6domain5rulesEv");
std::span<const Rule> wrapped_rules() { return mutated_rules(); }

const Rule* wrapped_find_rule(std::string_view id) __asm__(
    "__wrap__ZN3ckl6domain9find_ruleESt17basic_string_viewIcSt11char_traitsIcEE");
const Rule* wrapped_find_rule(std::string_view id) {
  for (const Rule& rule : mutated_rules()) {
    if (rule.id == id) return &rule;
  }
  return nullptr;
}

std::vector<std::string> wrapped_basis_of(const RuleId& id, Instant at) __asm__(
    "__wrap__ZN3ckl6domain8basis_ofB5cxx11ERKNS0_2IdINS0_7RuleTagEEENSt6chrono10time_pointINS6_3_"
    "V212system_clockENS6_8durationIlSt5ratioILl1ELl1000EEEEEE");
std::vector<std::string> wrapped_basis_of(const RuleId& id, Instant at) {
  auto texts = real_basis_of(id, at);
  if (mutant().part == "basis" && mutant().rule == id.value) {
    std::erase(texts, mutant().value);
  }
  return texts;
}

void wrapped_add(Objections* objections, Objection objection) __asm__(
    "__wrap__ZN3ckl6domain10Objections3addENS0_9ObjectionE");
void wrapped_add(Objections* objections, Objection objection) {
  sites().meet(objection);
  if (!withheld(objection)) real_add(objections, std::move(objection));
}

std::unexpected<Rejection> wrapped_refuse(Instant now, Objection objection) __asm__(
    "__wrap__ZN3ckl6domain6refuseENSt6chrono10time_pointINS1_3_V212system_clockENS1_8durationIlSt5"
    "ratioILl1ELl1000EEEEEENS0_9ObjectionE");
std::unexpected<Rejection> wrapped_refuse(Instant now, Objection objection) {
  sites().meet(objection);
  if (withheld(objection)) objection.rule = "WITHHELD";
  return real_refuse(now, std::move(objection));
}

namespace {

// Printed before any test runs, because the program is googletest's own main.
const bool listed = [] {
  if (std::getenv("CKL_MUTANT_LIST") == nullptr) return false;
  for (const Rule& rule : real_rules()) {
    const auto say = [&](const char* part, std::string_view value) {
      std::cout << rule.id << ' ' << part << ' ' << value << '\n';
    };
    for (const auto role : rule.roles) say("role", role);
    if (!rule.roles.empty()) say("anybody", "");
    for (const auto role : rule.informs) say("informs", role);
    for (const auto& basis : rule.basis) say("basis", basis.text);
    say("objection", "");
  }
  std::exit(0);
}();

}  // namespace
