// Organisation through time, krisstöd, delegation.
#include "domain/organisation.hpp"
#include "domain/procedure_parts.hpp"

namespace ckl::domain::procedure {
namespace {

std::vector<Rule> places_and_parties() {
  return {
      Rule{.id = "A10",
           .name = {"Ansvaret ligger kvar hos ägaren, som bjuder in vilka som behövs",
                    "Responsibility stays with the owner, who invites whoever is needed"},
           .who = {"Den ansvariga verksamheten, organisationen som går in, och central krisledning "
                   "eller tjänsteman i beredskap",
                   "The responsible unit, the organisation that joins, and central crisis "
                   "management or the duty officer"},
           .needs = {"En öppen händelse, på vilken nivå som helst",
                     "An open incident, at any level"},
           .follows = {"Organisationen deltar och får veta det; händelsens ägare är oförändrad",
                       "The organisation takes part and is told; the owner is unchanged"},
           .roles = {role::org_duty_officer, role::security_coordinator, role::unit_chair,
                     role::administration_head, role::city_director, role::deputy_director,
                     role::chief_of_staff, role::duty_officer, role::registrar},
           .basis = {source::responsibility}},
      Rule{.id = "A17",
           .name = {"Krisstöd dygnet runt", "Crisis support day and night"},
           .who = {"Den enhet som ansvarar erbjuder överlämning; den mottagande enheten tar emot",
                   "The responsible unit offers a handover; the receiving unit accepts"},
           .needs = {"Händelsens tid, veckodag, helgdag och plats",
                     "The time, weekday, holiday and place of the event"},
           .follows = {"På kontorstid platsens stadsdelsnämnd; annars socialnämnden, tills "
                       "stadsdelsnämnden har tagit över",
                       "In office hours the district council of the place; otherwise the social "
                       "services committee, until the district council has taken over"},
           .roles = {role::org_duty_officer, role::security_coordinator, role::unit_chair,
                     role::administration_head},
           .basis = {source::preparedness}},
      Rule{.id = "A20",
           .name = {"En plats hör till den stadsdelsnämnd som då hade området",
                    "A place belongs to the district council that had the area then"},
           .who = {"Kommunstyrelsen för staden, stadsdelsnämnden inom sitt område",
                   "The executive board for the city, the district council within its area"},
           .needs = {"Daterade gränser", "Dated boundaries"},
           .follows = {"Stadsdelsnämndens beredskap underrättas om en händelse inom området",
                       "The duty officer of the district council is told of an incident in the "
                       "area"},
           .roles = {},
           .basis = {source::area}},
  };
}

std::vector<Rule> roles_and_heirs() {
  return {
      Rule{.id = "A42",
           .name = {"Roller delas, delegeras och tas i nödläge öppet",
                    "Roles are shared, delegated and taken in an emergency openly"},
           .who = {"Den som innehar rollen, eller den som för in beslutet (registrator, "
                   "systemförvaltare); i nödläge den som har ett uppdrag i organisationen",
                   "Whoever holds the role, or who records the decision (registrar, "
                   "administrator); in an emergency whoever has a mandate in the organisation"},
           .needs = {"Beslutets beteckning, giltighetstid och omfattning; aldrig förtroendevaldas "
                     "befogenheter. I nödläge ett skäl",
                     "The decision's reference, validity and scope; never the powers of the "
                     "elected. In an emergency a reason"},
           .follows = {"Rollen gäller under tiden; en roll som tas i nödläge larmas genast",
                       "The role holds for the time; one taken in an emergency is alarmed at "
                       "once"},
           .roles = {role::registrar, role::administrator, role::security_coordinator,
                     role::chief_of_staff, role::city_director},
           .informs = {role::security_coordinator, role::chief_of_staff, role::city_director},
           .basis = {source::local_level, source::kl_6_38, reading("Läsning A42")}},
      Rule{.id = "R44",
           .name = {"Efterträdaren ärver preliminärt det öppna",
                    "The successor inherits what is open provisionally"},
           .who = {"Krisledningsnämndens ordförande eller registrator för in beslutet",
                   "The committee's chair or the registrar records the decision"},
           .needs = {"En enhet som upphört med öppna skyldigheter, händelser eller övertaganden",
                     "A unit that ended with open duties, incidents or takeovers"},
           .follows =
               {"Inget återgår eller avslutas av sig självt; ett uttryckligt beslut krävs. Det "
                "som sedan öppnas i det gamla namnet faller på den beslutade",
                "Nothing returns or closes by itself; an explicit decision is needed. What "
                "opens in the old name afterwards falls to the one decided on"},
           .roles = {role::registrar, role::committee_chair},
           .informs = {role::registrar, role::committee_chair},
           .basis = {reading("Läsning R44")}},
  };
}

}  // namespace

std::vector<Rule> rules_of_organisation() {
  std::vector<Rule> rows = places_and_parties();
  std::vector<Rule> more = roles_and_heirs();
  rows.insert(rows.end(), more.begin(), more.end());
  return rows;
}

}  // namespace ckl::domain::procedure
