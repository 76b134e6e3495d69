// Answers to calls, whoever wrote them down: what all ways of answering share.
//
// Of the core, defined in callout.cpp; outside it only `call_to_answer` is asked. An answer may be
// changed: the last one counts, and the ones before it stay beside it.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>

#include "domain/ruling.hpp"

namespace ckl::domain {

// Who may enter the answer that somebody else gave, by radio, telephone or an unclear text.
inline constexpr std::array<std::string_view, 6> answer_takers{
    role::staff,     role::chief_of_staff, role::duty_officer,
    role::registrar, role::city_director,  role::deputy_director};

struct GivenAnswer {
  PersonId person;
  Answer answer = Answer::coming;
  std::optional<Instant> eta;
  std::string via;
  std::string raw;
  PersonId taken_by;
  bool deputy = false;
};

// The call an answer is about: the open one, else the latest made. Nothing when the person was not
// called.
[[nodiscard]] const Call* call_to_answer(const Callout& callout, const PersonId& person);

// The call-out runs and the person was called in it.
void check_open_call(const Callout& callout, const PersonId& person, Objections& objections);
// It is one's own answer, or the actor is one of those who take others'.
void check_may_answer_for(const Case& c, const PersonId& person, Objections& objections);

// For an open call.
void record_answer(Ruling& ruling, const Callout& callout, GivenAnswer given);

}  // namespace ckl::domain
