// A journal written by hand, as no server would write it, before the checkers of a simulated run.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "domain/procedure.hpp"
#include "sim/checker.hpp"

namespace ckl::sim {

namespace role = domain::role;
using domain::Level;

inline constexpr domain::Instant noon{std::chrono::sys_days{std::chrono::year{2026} / 11 / 22} +
                                      std::chrono::hours(12)};

inline domain::Mandate mandate(const char* person, const char* role, const char* unit) {
  domain::Mandate made;
  made.person = {person};
  made.role = role;
  made.unit = {unit};
  return made;
}

inline domain::Organisation town() {
  domain::Organisation made;
  const auto unit = [&](const char* id, domain::UnitKind kind, const char* parent) {
    domain::Unit each;
    each.id = {id};
    each.kind = kind;
    each.parent = {parent};
    each.legal_person = kind == domain::UnitKind::company;
    made.units.push_back(each);
  };
  unit("ks", domain::UnitKind::executive_board, "");
  unit("slk", domain::UnitKind::administration, "ks");
  unit("trafik", domain::UnitKind::specialist_committee, "");
  unit("bolaget", domain::UnitKind::company, "");
  for (const char* id : {"tib", "director", "chief", "chair", "vice", "second", "jour", "registrar",
                         "secretary", "nobody"}) {
    domain::Person person;
    person.id = {id};
    made.persons.push_back(person);
  }
  made.mandates = {mandate("tib", role::duty_officer, "slk"),
                   mandate("director", role::city_director, "slk"),
                   mandate("chief", role::chief_of_staff, "slk"),
                   mandate("chair", role::committee_chair, "kn"),
                   mandate("vice", role::committee_vice_chair, "kn"),
                   mandate("second", role::committee_vice_chair, "kn"),
                   mandate("registrar", role::registrar, "slk"),
                   mandate("secretary", role::board_secretary, "ks"),
                   mandate("jour", role::org_duty_officer, "trafik")};
  return made;
}

class Doctored : public testing::Test {
 protected:
  Doctored() : readers(findings, {"listed"}) {
    by("", domain::WorkspaceOpened{.workspace = {"skarpt"}, .mode = domain::Mode::live}, "G12");
    by("", domain::OrganisationAdopted{.organisation = town()}, "A13");
  }

  // One command of its own.
  void by(const std::string& person, const domain::Event& event, const std::string& rule) {
    add(person, event, rule);
    ++command;
  }

  // A part of the command that the next `by` ends.
  void add(const std::string& person, const domain::Event& event, const std::string& rule) {
    readers.see({.sequence = ++sequence,
                 .time = now,
                 .actor = {.person = {person}, .machine = person.empty() ? "timer" : ""},
                 .command_id = "skarpt." + std::to_string(command),
                 .rule = {rule},
                 .basis = basis ? *basis : domain::basis_of({rule}, now),
                 .event = event});
  }

  void report(const char* owner = "trafik") {
    add("tib", domain::IncidentReported{.incident = {"incident-1"}, .owner = {owner}}, "T01");
    add("tib", level(Level::none, Level::disturbance), "T01");
    by("tib",
       domain::PhaseChanged{
           .incident = {"incident-1"}, .from = domain::Phase::reported, .to = domain::Phase::open},
       "R49");
  }

  static domain::LevelChanged level(Level from, Level to) {
    domain::LevelChanged change{.incident = {"incident-1"}, .from = from, .to = to};
    change.checklist.emplace();
    return change;
  }

  // By the director: with CKL active, in one decision.
  void serious(const char* person = "director") {
    add(person, level(Level::disturbance, Level::serious), "T02");
    by(person,
       domain::CklStateChanged{.from = domain::CklState::inactive,
                               .to = domain::CklState::active,
                               .instruction = "Instruktion 3"},
       "T03");
  }

  void extraordinary(const char* person = "chair", const char* rule = "T04") {
    add(person, domain::ExtraordinaryDeclared{.incident = {"incident-1"}}, rule);
    by(person, level(Level::disturbance, Level::extraordinary), rule);
  }

  void functions() {
    by("chair",
       domain::CommitteeStateChanged{.from = domain::CommitteeState::dormant,
                                     .to = domain::CommitteeState::functioning,
                                     .cause = {"incident-1"}},
       "R01");
  }

  void end(const char* person = "jour") {
    add(person, level(Level::disturbance, Level::none), "T12");
    by(person,
       domain::PhaseChanged{.incident = {"incident-1"},
                            .from = domain::Phase::open,
                            .to = domain::Phase::recovering},
       "R49");
  }

  domain::DecisionRecord decision(domain::DecidingBody body, domain::MatterKind kind) const {
    domain::DecisionRecord made{.id = {"decision-1"}, .body = body, .adopted = true};
    made.person = {"chair"};
    made.incident = {"incident-1"};
    made.matter.kind = kind;
    made.urgency_reason = "Kan inte vänta";
    made.decided = now;
    return made;
  }

  domain::Takeover takeover(const char* unit) const {
    domain::Takeover taken{.id = {"takeover-1"}, .incident = {"incident-1"}};
    taken.scope = {.unit = {unit}, .parts = {"väghållning"}};
    taken.decision = {"decision-1"};
    taken.necessity = "Behövs";
    taken.since = now;
    taken.review = now + std::chrono::hours(24);
    return taken;
  }

  // KN functions for an extraordinary event and has taken over, by the chair alone.
  void take_over(const char* unit = "trafik") {
    report();
    extraordinary();
    functions();
    auto made = decision(domain::DecidingBody::committee_chair, domain::MatterKind::takeover);
    add("chair", domain::DecisionMade{made}, "T06");
    by("chair", domain::TakeoverEntered{takeover(unit)}, "T07");
  }

  // Whether the checker has something to say, at rest.
  bool finds(const std::string& checker) {
    readers.quiet(now);
    for (const auto& finding : findings.list()) {
      EXPECT_EQ(finding.checker, checker) << finding.what;
    }
    return findings.has(checker);
  }

  Findings findings;
  Readers readers;
  domain::Instant now = noon;
  domain::Sequence sequence = 0;
  int command = 1;
  std::optional<std::vector<std::string>> basis;  // none = as the table says
};

}  // namespace ckl::sim
