// The answer page (svarssidan): what a called person sees and taps, without signing in and without
// script.
//
// Pure functions from the state to HTML. A page never changes anything; answering is answer.hpp's.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "domain/state.hpp"
#include "edge/http/message.hpp"

namespace ckl::edge::http {

// One person's call in one call-out, with the words the page needs.
struct AnswerView {
  domain::Mode mode = domain::Mode::live;
  std::string headline;  // what has happened
  std::string message;   // what the called are told
  std::string place;
  domain::Text position;
  std::string person_name;
  bool ended = false;
  domain::Call call;
  domain::Instant now;
};

// Nothing when there is no such call-out, or it does not call that person.
[[nodiscard]] std::optional<AnswerView> view_answer(const domain::State& state,
                                                    const domain::CalloutId& callout,
                                                    const domain::PersonId& person,
                                                    domain::Instant now);

// Changes with every recorded answer. The form carries it, so that a form sent twice is one answer.
[[nodiscard]] std::string answer_nonce(const AnswerView& view);

// What is asked, with the answer recorded so far if there is one.
[[nodiscard]] Reply answer_page(const AnswerView& view);

// After answering: what was recorded, and how to change it.
[[nodiscard]] Reply confirmation_page(const AnswerView& view);

// The answer was not recorded, and why.
[[nodiscard]] Reply refused_page(const AnswerView& view, const domain::Text& why);

}  // namespace ckl::edge::http
