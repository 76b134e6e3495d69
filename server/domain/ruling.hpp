// What a decision is written on: the case, the objections found, and the events so far.
//
// Internal to the core. `Case` is what every handler gets. `Objections` gathers every rule broken
// (R21) and takes basis and "who may" from the procedure table. `Ruling` gathers drafts and hands
// out ids computed from the state, so that the same decision gives the same ids.
#pragma once

#include <string>
#include <string_view>

#include "domain/decide.hpp"

namespace ckl::domain {

struct Case {
  const State& state;
  const Actor& actor;
  Instant now;
};

struct Objection {
  RejectionCode code = RejectionCode::precondition;
  std::string_view rule;
  Text message;
  Text what_now;
  std::string field;
};

class Objections {
 public:
  explicit Objections(Instant now) : now_(now) {}

  void add(Objection objection);
  [[nodiscard]] bool empty() const { return breaches_.empty(); }
  // The gravest code found stands for the whole: unknown thing, not permitted, malformed, state.
  [[nodiscard]] std::unexpected<Rejection> refuse() const;

 private:
  Instant now_;
  RejectionCode code_ = RejectionCode::precondition;
  std::vector<Breach> breaches_;
};

// A refusal with a single breach.
[[nodiscard]] std::unexpected<Rejection> refuse(Instant now, Objection objection);

class Ruling {
 public:
  explicit Ruling(const Case& c) : case_(c), ckl_(c.state.ckl) { drafts_.reserve(usual_drafts); }

  void add(std::string_view rule, Event&& event);
  // So many more are coming: makes room for them at once.
  void expect(std::size_t more);

  [[nodiscard]] const State& state() const { return case_.state; }
  [[nodiscard]] const Actor& actor() const { return case_.actor; }
  [[nodiscard]] Instant now() const { return case_.now; }

  // CKL's state after the drafts so far.
  [[nodiscard]] CklState ckl() const { return ckl_; }
  // An obligation of that rule was opened by this ruling.
  [[nodiscard]] bool opened(std::string_view rule) const;

  [[nodiscard]] MessageId new_message();
  [[nodiscard]] ObligationId new_obligation();

  [[nodiscard]] bool empty() const { return drafts_.empty(); }
  [[nodiscard]] Decision accept(std::string capacity, std::string subject);

 private:
  static constexpr std::size_t usual_drafts = 8;  // events are large; moving them is not free

  Case case_;
  CklState ckl_;
  std::size_t messages_ = 0;
  std::size_t obligations_ = 0;
  std::vector<Draft> drafts_;
};

// "<kind>-<n>"
[[nodiscard]] std::string numbered(std::string_view kind, std::size_t number);

}  // namespace ckl::domain
