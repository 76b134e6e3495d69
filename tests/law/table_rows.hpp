// One rule as the tests have it, beside the core's own table.
#pragma once

#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "domain/procedure.hpp"

namespace ckl::law {

struct Row {
  std::string id;
  std::vector<std::string> roles;    // who may
  std::vector<std::string> informs;  // who is told
  std::vector<std::string> basis;
};

inline void expect_as_written(const std::vector<Row>& rows) {
  for (const auto& row : rows) {
    const domain::Rule* rule = domain::find_rule(row.id);
    ASSERT_NE(rule, nullptr) << row.id;
    EXPECT_EQ(row.roles, std::vector<std::string>(rule->roles.begin(), rule->roles.end()))
        << row.id;
    EXPECT_EQ(row.informs, std::vector<std::string>(rule->informs.begin(), rule->informs.end()))
        << row.id;
    std::vector<std::string> basis;
    for (const auto& one : rule->basis) basis.emplace_back(one.text);
    EXPECT_EQ(row.basis, basis) << row.id;
  }
}

}  // namespace ckl::law
