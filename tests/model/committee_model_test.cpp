// The core against the naive committee: the same random acts, the same answers, the same leaders.
//
// Basis: LEH 2006:544 2 kap. 3 §; LEH 2006:544 2 kap. 4 §
#include <rapidcheck.h>

#include "domain/leads.hpp"
#include "law/town.hpp"
#include "model/naive_committee.hpp"

namespace ckl::model {
namespace {

using namespace domain;  // NOLINT: the tests speak the core's language

Organisation committee_town() {
  Organisation town;
  town.name = {"Modellstad", "Model town"};
  town.units = {law::unit("kf", UnitKind::city_council), law::unit("ks", UnitKind::executive_board),
                law::unit("slk", UnitKind::administration, "ks"),
                law::unit("kn", UnitKind::crisis_committee)};
  for (const auto& one : committees) {
    town.units.push_back(law::unit(one, UnitKind::specialist_committee));
    town.persons.push_back(law::person("ordf-" + one));
    town.mandates.push_back(law::mandate("ordf-" + one, "UNIT_CHAIR", one));
  }
  Unit company = law::unit("bolaget", UnitKind::company);
  company.legal_person = true;
  town.units.push_back(company);
  // Whom the plan of the test town calls.
  town.positions = {{PositionId{"SITUATION"}, {"Läge", "Situation"}},
                    {PositionId{"ANALYSIS"}, {"Analys", "Analysis"}}};
  for (const char* id : {"p1", "p2", "p3", "p4", "p5", "p6", "p7"}) {
    town.persons.push_back(law::person(id));
  }
  for (const char* id : {"tib", "director", "registrar", "ks-secretary"}) {
    town.persons.push_back(law::person(id));
  }
  town.mandates.push_back(law::mandate("tib", role::duty_officer, "slk"));
  town.mandates.push_back(law::mandate("director", role::city_director, "slk"));
  town.mandates.push_back(law::mandate("registrar", role::registrar, "slk"));
  town.mandates.push_back(law::mandate("ks-secretary", "KS_SECRETARY", "ks"));
  for (const auto& one : seats) town.persons.push_back(law::person(one));
  for (const auto& one : substitutes) town.persons.push_back(law::person(one));
  town.mandates.push_back(law::mandate("kn-chair", role::committee_chair, "kn"));
  town.mandates.push_back(law::mandate("kn-vice", role::committee_vice_chair, "kn", 1));
  for (const char* one : {"kn-1", "kn-2", "kn-3"}) {
    town.mandates.push_back(law::mandate(one, role::committee_member, "kn"));
  }
  for (const auto& one : substitutes) {
    town.mandates.push_back(law::mandate(one, "KN_SUBSTITUTE", "kn"));
  }
  return town;
}

// The two worlds side by side. Each act is done in both; the core must answer as the model says.
class Pair {
 public:
  Pair() : town_(committee_town()) {
    incident_ = town_.accept("tib", law::a_report());
    meeting_ = {};
  }

  void declare() {
    const std::string who =
        *rc::gen::element<std::string>("kn-chair", "kn-chair", "kn-vice", "director");
    const bool functions = *rc::gen::weightedElement<bool>({{3, true}, {1, false}});
    auto command = law::declaration(incident_);
    command.committee_functions = functions;
    answer(who, command, naive_.may_declare(who), [&] {
      naive_.extraordinary = true;
      naive_.functions = naive_.functions || functions;
      naive_.is_cause = functions;
      back(who);
    });
  }

  void start() {
    const std::string who = *rc::gen::element<std::string>("kn-chair", "kn-vice", "kn-1");
    const bool may = naive_.has_chairs_power(who) && naive_.extraordinary &&
                     !(naive_.functions && naive_.is_cause);
    answer(who, StartCommittee{.incident = {incident_}, .reason = "Behövs"}, may, [&] {
      naive_.functions = true;
      naive_.is_cause = true;
      back(who);
    });
  }

  void hinder() {
    if (naive_.chair_hindered) return;
    answer("registrar", law::hindrance("kn-chair"), true, [&] { naive_.chair_hindered = true; });
  }

  void lower() {
    const std::string who = *rc::gen::element<std::string>("kn-chair", "director");
    if (!naive_.extraordinary) return;
    const bool may = naive_.has_chairs_power(who) && !naive_.any_in_force();
    answer(who, law::level(incident_, Level::disturbance), may, [&] {
      naive_.extraordinary = false;
      naive_.is_cause = false;
      back(who);
    });
  }

  void meet() {
    if (!naive_.present.empty()) return close();
    std::set<std::string> persons;
    for (const auto& one : seats) {
      if (*rc::gen::weightedElement<bool>({{3, true}, {1, false}})) persons.insert(one);
    }
    for (const auto& one : substitutes) {
      if (*rc::gen::arbitrary<bool>()) persons.insert(one);
    }
    const bool opens =
        NaiveCommittee::has_quorum(persons) && !NaiveCommittee::presiding(persons).empty();
    meeting_ = town_.accept(
        "registrar", CallMeeting{.time = town_.now, .place = "Stadshuset", .agenda = "Läget"});
    OpenMeeting open{.meeting = {meeting_}, .presiding = {}, .present = {}};
    for (const auto& one : persons) open.present.push_back(seat_of(one, persons));
    answer("registrar", open, opens, [&] {
      naive_.present = persons;
      if (persons.contains("kn-chair")) naive_.chair_hindered = false;
    });
  }

  void decide_at_meeting() {
    if (naive_.present.empty()) return;
    const NaiveTakeover wanted = some_takeover();
    DecideInMeeting command{.meeting = {meeting_},
                            .incident = {incident_},
                            .matter = matter_of(wanted),
                            .ballots = {},
                            .conflicted = {},
                            .dissents = {},
                            .handback = {}};
    int balance = 0;
    bool presiding_yes = false;
    for (const auto& one : voters()) {
      const bool yes = *rc::gen::weightedElement<bool>({{2, true}, {1, false}});
      command.ballots.push_back({{one}, yes ? Vote::yes : Vote::no});
      balance += yes ? 1 : -1;
      if (one == NaiveCommittee::presiding(naive_.present)) presiding_yes = yes;
    }
    const bool adopted = balance > 0 || (balance == 0 && presiding_yes);
    answer("registrar", command, naive_.can_take_over(wanted), [&] {
      if (adopted) naive_.takeovers.push_back(wanted);
    });
  }

  void decide_alone() {
    const std::string who =
        *rc::gen::element<std::string>("kn-chair", "kn-chair", "kn-vice", "kn-2");
    const NaiveTakeover wanted = some_takeover();
    const std::string urgency = *rc::gen::element<std::string>("Natt, ingen hinner samlas", "");
    DecideAlone command;
    command.incident = {incident_};
    command.matter = matter_of(wanted);
    command.urgency_reason = urgency;
    const bool may =
        naive_.has_chairs_power(who) && !urgency.empty() && naive_.can_take_over(wanted);
    answer(who, command, may, [&] {
      naive_.takeovers.push_back(wanted);
      back(who);
    });
  }

  void hand_back() {
    if (naive_.takeovers.empty()) return;
    const auto at = *rc::gen::inRange<std::size_t>(0, naive_.takeovers.size());
    DecideAlone command;
    command.incident = {incident_};
    command.matter = {.kind = MatterKind::hand_back, .title = "Återlämning", .text = "Återlämnas"};
    command.matter.takeover = {"takeover-" + std::to_string(at + 1)};
    command.urgency_reason = "Nämnden klarar det nu och väntar på besked";
    command.handback = {"Inga", "Inga", "Åter", "Inga"};
    const bool may = naive_.functions && naive_.takeovers[at].in_force;
    answer("kn-chair", command, may, [&] {
      naive_.takeovers[at].in_force = false;
      back("kn-chair");
    });
  }

  void end() {
    const std::string who = *rc::gen::element<std::string>("ks-secretary", "kn-chair", "director",
                                                           "director", "kn-chair");
    EndCommittee command{.body = DecidingBody::executive_board,
                         .reference = "Dnr 1",
                         .decided = std::nullopt,
                         .reason = "Behövs inte längre"};
    answer(who, command, who == "ks-secretary" && naive_.functions, [&] { naive_.end(); });
  }

  void decide_in_own_area() {
    const auto unit = *rc::gen::elementOf(committees);
    const auto part = *rc::gen::elementOf(parts);
    DecideForUnit command;
    command.unit = {unit};
    command.part = part;
    command.title = "Eget beslut";
    command.text = "Så här gör vi";
    answer("ordf-" + unit, command, !naive_.led_by_committee(unit, part), [] {});
  }

  void pass() {
    const int hours = *rc::gen::inRange(1, 30);
    town_.pass(hours * law::hour);
    naive_.pass_hours(hours);
  }

  [[nodiscard]] std::size_t entered() const { return naive_.takeovers.size(); }
  [[nodiscard]] std::size_t refused() const { return refused_; }

  // Who leads what now, in both worlds.
  void compare() {
    RC_ASSERT((town_.state.committee == CommitteeState::functioning) == naive_.functions);
    RC_ASSERT((town_.incident(incident_).level == Level::extraordinary) == naive_.extraordinary);
    for (const auto& unit : committees) {
      for (const auto& part : parts) {
        const auto leader = who_leads(town_.state, UnitId{unit}, part, town_.now);
        RC_ASSERT((!leader.takeover.empty()) == naive_.led_by_committee(unit, part));
      }
    }
  }

 private:
  void close() {
    answer("registrar", CloseMeeting{.meeting = {meeting_}}, true, [&] { naive_.present.clear(); });
  }

  static Seat seat_of(const std::string& person, const std::set<std::string>& persons) {
    Seat seat{.person = {person}, .remote = false, .serves_for = {}};
    std::size_t place = 0;
    for (const auto& one : substitutes) {
      if (one == person) seat.serves_for = {absent(persons, place)};
      if (persons.contains(one)) ++place;
    }
    return seat;
  }

  // The seat that the substitute of that place serves for, or none.
  static std::string absent(const std::set<std::string>& persons, std::size_t place) {
    std::size_t found = 0;
    for (const auto& one : seats) {
      if (!persons.contains(one) && found++ == place) return one;
    }
    return {};
  }

  [[nodiscard]] std::vector<std::string> voters() const {
    std::vector<std::string> all;
    for (const auto& one : seats) {
      if (naive_.present.contains(one)) all.push_back(one);
    }
    for (const auto& one : substitutes) {
      const bool serves = !seat_of(one, naive_.present).serves_for.empty();
      if (naive_.present.contains(one) && serves) all.push_back(one);
    }
    return all;
  }

  NaiveTakeover some_takeover() const {
    NaiveTakeover wanted;
    wanted.unit = *rc::gen::element<std::string>("aldre", "social", "trafik", "bolaget", "ks");
    if (!*rc::gen::weightedElement<bool>({{1, true}, {3, false}})) {
      for (const auto& part : parts) {
        if (*rc::gen::arbitrary<bool>()) wanted.parts.insert(part);
      }
      if (wanted.parts.empty()) wanted.parts.insert(parts.front());
    }
    if (*rc::gen::arbitrary<bool>()) wanted.until_hour = naive_.hour + *rc::gen::inRange(30, 60);
    return wanted;
  }

  Matter matter_of(const NaiveTakeover& wanted) const {
    Matter matter{.kind = MatterKind::takeover,
                  .title = "Övertagande",
                  .text = "Nämnden tar över",
                  .necessity = "Personalen räcker inte"};
    matter.scope = {.unit = {wanted.unit},
                    .whole = wanted.parts.empty(),
                    .parts = {wanted.parts.begin(), wanted.parts.end()}};
    const auto until = [&](int hour) { return town_.now + (hour - naive_.hour) * law::hour; };
    matter.review = town_.now + 24 * law::hour;
    if (wanted.until_hour) matter.valid_until = until(*wanted.until_hour);
    return matter;
  }

  // An act in the chair's capacity shows that the chair is back (R28).
  void back(const std::string& who) {
    if (who == "kn-chair") naive_.chair_hindered = false;
  }

  template <class Command, class Follows>
  void answer(const std::string& who, const Command& command, bool accepted, Follows follows) {
    const Decision decision = town_.order(who, command);
    if (decision.has_value() != accepted) {
      std::string told = decision ? "accepted" : "refused:";
      if (!decision) {
        for (const auto& breach : decision.error().breaches) {
          told += " " + breach.rule.value + " " + breach.message.en + ";";
        }
      }
      RC_FAIL(std::string(name_of(domain::Command{command})) + " by " + who + " was " + told);
    }
    if (accepted) {
      follows();
    } else {
      ++refused_;
    }
  }

  law::Town town_;
  NaiveCommittee naive_;
  std::string incident_;
  std::string meeting_;
  std::size_t refused_ = 0;
};

TEST(Model, TheCommitteeAndTheNaiveOneAgree) {
  std::size_t entered = 0;
  std::size_t refused = 0;
  const bool agreed = rc::check("committee and takeovers", [&] {
    Pair pair;
    const int acts = *rc::gen::resize(100, rc::gen::inRange(1, 120));
    for (int act = 0; act < acts; ++act) {
      using Act = void (Pair::*)();
      const Act next = *rc::gen::element<Act>(
          &Pair::declare, &Pair::start, &Pair::hinder, &Pair::lower, &Pair::meet, &Pair::meet,
          &Pair::decide_at_meeting, &Pair::decide_at_meeting, &Pair::decide_at_meeting,
          &Pair::decide_alone, &Pair::decide_alone, &Pair::hand_back, &Pair::end,
          &Pair::decide_in_own_area, &Pair::pass);
      (pair.*next)();
      pair.compare();
    }
    entered += pair.entered();
    refused += pair.refused();
  });
  EXPECT_TRUE(agreed);
  // Play in which nothing is ever taken over, or nothing refused, would prove nothing.
  EXPECT_GT(entered, 20U);
  EXPECT_GT(refused, 100U);
}

}  // namespace
}  // namespace ckl::model
