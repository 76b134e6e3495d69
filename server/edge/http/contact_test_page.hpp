// The page of a contact test: whoever opens its link shows with one tap that they are reached.
//
// Pure functions from the state to HTML. Opening it proves nothing, because mail scanners follow
// links: the tap does.
#pragma once

#include <string>

#include "domain/state.hpp"
#include "edge/http/message.hpp"

namespace ckl::edge::http {

enum class TestStanding : std::uint8_t {
  open = 1,      // waits for the tap
  answered = 2,  // was shown to work
  outdated = 3,  // a later test has taken its place, or the address was changed
};

struct ContactTestView {
  TestStanding standing = TestStanding::outdated;
  std::string person_name;
  std::string channel;
};

[[nodiscard]] ContactTestView view_contact_test(const domain::State& state,
                                                const domain::MessageId& message);
[[nodiscard]] Reply contact_test_page(const ContactTestView& view);

}  // namespace ckl::edge::http
