// One deliberate fault in the rules of the core, chosen by the environment.
//
// The program is the law tests linked so that every look at the procedure table, and every
// objection, passes through here (`--wrap`, see CMakeLists.txt): the core itself holds no door for
// it. CKL_MUTANT names the fault, "T04 role KN_CHAIR"; empty, the rules are as they stand.
// CKL_MUTANT_LIST=1 prints every fault there is, one a line.
#include <cstdlib>
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

bool withheld(std::string_view rule) {
  return mutant().part == "objection" && mutant().rule == rule;
}

}  // namespace

// The linker's names of what is wrapped; the real ones stay reachable.
std::span<const Rule> real_rules() __asm__("__real__ZN3ckl6domain5rulesEv");
std::vector<std::string> real_basis_of(const RuleId& id, Instant at) __asm__(
    "__real__ZN3ckl6domain8basis_ofERKNS0_2IdINS0_7RuleTagEEENSt6chrono10time_pointINS4_3_"
    "V212system_clockENS4_8durationIlSt5ratioILl1ELl1000EEEEEE");
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
    "__wrap__ZN3ckl6domain8basis_ofERKNS0_2IdINS0_7RuleTagEEENSt6chrono10time_pointINS4_3_"
    "V212system_clockENS4_8durationIlSt5ratioILl1ELl1000EEEEEE");
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
  if (!withheld(objection.rule)) real_add(objections, std::move(objection));
}

std::unexpected<Rejection> wrapped_refuse(Instant now, Objection objection) __asm__(
    "__wrap__ZN3ckl6domain6refuseENSt6chrono10time_pointINS1_3_V212system_clockENS1_8durationIlSt5"
    "ratioILl1ELl1000EEEEEENS0_9ObjectionE");
std::unexpected<Rejection> wrapped_refuse(Instant now, Objection objection) {
  if (withheld(objection.rule)) objection.rule = "WITHHELD";
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
