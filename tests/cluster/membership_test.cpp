// A cluster that is not built is refused by name.
#include "cluster/membership.hpp"

#include <gtest/gtest.h>

namespace ckl::cluster {
namespace {

TEST(Membership, AloneDecides) {
  const auto role = membership("alone");
  ASSERT_TRUE(role.has_value());
  EXPECT_EQ(*role, NodeRole::alone);
}

TEST(Membership, RefusesWhatIsNotBuiltAndSaysWhatIsKnown) {
  const auto role = membership("etcd");
  ASSERT_FALSE(role.has_value());
  EXPECT_EQ(role.error().code, ports::FailureCode::invalid);
  EXPECT_NE(role.error().what.find("'etcd'"), std::string::npos);
  EXPECT_NE(role.error().what.find("'alone'"), std::string::npos);
}

}  // namespace
}  // namespace ckl::cluster
