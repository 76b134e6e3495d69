#include "delivery/attempt_facts.hpp"

#include <algorithm>
#include <concepts>
#include <variant>

#include "delivery/outcomes.hpp"

namespace ckl::delivery {

domain::AttemptOutcome outcome_of(ports::SendOutcome outcome) {
  switch (outcome) {
    case ports::SendOutcome::handed_over:
      return domain::AttemptOutcome::handed_over;
    case ports::SendOutcome::delivered:
      return domain::AttemptOutcome::delivered;
    case ports::SendOutcome::failed:
      return domain::AttemptOutcome::failed;
    case ports::SendOutcome::refused:
      return domain::AttemptOutcome::refused;
    case ports::SendOutcome::unanswered:
      return domain::AttemptOutcome::unanswered;
  }
  return domain::AttemptOutcome::failed;
}

bool may_pass_later(const domain::Rejection& rejection) {
  return rejection.code == domain::RejectionCode::unavailable ||
         rejection.code == domain::RejectionCode::exhausted;
}

const domain::MessageId* message_of(const domain::Event& event) {
  return std::visit(
      [](const auto& each) -> const domain::MessageId* {
        if constexpr (requires {
                        { each.message } -> std::same_as<const domain::MessageId&>;
                      }) {
          return &each.message;
        } else {
          return nullptr;
        }
      },
      event);
}

bool earlier_in_doubt(const domain::Message& message, const domain::Attempt& attempt) {
  return std::ranges::any_of(message.attempts, [&](const domain::Attempt& each) {
    return each.number < attempt.number && each.channel == attempt.channel &&
           each.reason.starts_with(in_doubt_words);
  });
}

std::string_view failed_by(const domain::Message& message, std::uint32_t step) {
  for (auto each = message.attempts.rbegin(); each != message.attempts.rend(); ++each) {
    if (each->step != step) continue;
    return each->state == domain::AttemptState::failed ? std::string_view(each->gateway)
                                                       : std::string_view();
  }
  return {};
}

}  // namespace ckl::delivery
