// Prints the procedure table as JSON, for legal_basis.py.
#include <iostream>

#include <nlohmann/json.hpp>

#include "domain/procedure.hpp"

namespace {

nlohmann::json json_of(const ckl::domain::Text& text) { return {{"sv", text.sv}, {"en", text.en}}; }

nlohmann::json json_of(const ckl::domain::Basis& basis) {
  return {{"text", basis.text},
          {"from", basis.valid_from},
          {"to", basis.valid_to},
          {"verified", basis.verified}};
}

}  // namespace

int main() {
  nlohmann::json all = nlohmann::json::array();
  for (const auto& rule : ckl::domain::rules()) {
    nlohmann::json row{{"id", rule.id},
                       {"name", json_of(rule.name)},
                       {"who", json_of(rule.who)},
                       {"needs", json_of(rule.needs)},
                       {"follows", json_of(rule.follows)},
                       {"roles", rule.roles},
                       {"informs", rule.informs},
                       {"basis", nlohmann::json::array()}};
    for (const auto& basis : rule.basis) row["basis"].push_back(json_of(basis));
    all.push_back(std::move(row));
  }
  std::cout << all.dump() << '\n';
}
