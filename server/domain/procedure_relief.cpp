// Uthållighet: relief plans, limits of fatigue, handovers. Readings of our own, as the sources ask
// for planned endurance and leave out how.
#include "domain/organisation.hpp"
#include "domain/procedure_parts.hpp"

namespace ckl::domain::procedure {

std::vector<Rule> readings_of_relief() {
  return {
      Rule{.id = "R63",
           .name = {"Avlösning planeras från första timmen",
                    "Relief is planned from the first hour"},
           .who = {"Stabschefen, staben, tjänsteman i beredskap, stadsdirektören eller "
                   "ställföreträdaren leder bemanningen; var och en svarar för egna pass",
                   "The chief of staff, the staff, the duty officer, the city director or the "
                   "deputy lead the staffing; each answers for the own shifts"},
           .needs = {"En bemannad befattning i en händelse",
                     "A position of an incident that has somebody"},
           .follows = {"När nivån är allvarlig eller extraordinär föreslås pass för tre dygn och "
                       "de föreslagna tillfrågas; ett nej går till nästa; en befattning som tar "
                       "slut larmas i förväg",
                       "When the level is serious or extraordinary, shifts for three days are "
                       "proposed and those proposed are asked; a no goes to the next; a position "
                       "that runs dry is alarmed ahead"},
           .roles = {role::chief_of_staff, role::staff, role::duty_officer, role::city_director,
                     role::deputy_director},
           .informs = {role::chief_of_staff},
           .basis = {reading("Läsning R63"), source::preparedness}},
      Rule{.id = "R64",
           .name = {"Gränser för trötthet", "Limits of fatigue"},
           .who = {"Den som leder bemanningen, med ett skriftligt skäl",
                   "Whoever leads the staffing, with a written reason"},
           .needs = {"Pass på högst 12 timmar, 11 timmars vila mellan pass, ett pass i taget, och "
                     "någon som är tillgänglig och har kvalifikationen",
                     "Shifts of at most 12 hours, 11 hours' rest between shifts, one shift at a "
                     "time, and somebody who is available and qualified"},
           .follows = {"Ett avsteg antecknas med sitt skäl; den som gått av ett pass kallas inte "
                       "in under sin vila",
                       "A departure is recorded with its reason; whoever has gone off a shift is "
                       "not called during the rest"},
           .roles = {role::chief_of_staff, role::staff, role::duty_officer, role::city_director,
                     role::deputy_director},
           .basis = {reading("Läsning R64"), source::preparedness}},
      Rule{.id = "R65",
           .name = {"Överlämning undertecknas av båda", "A handover is signed by both"},
           .who = {"Den som går skriver och har därmed undertecknat; den som kommer undertecknar",
                   "Whoever leaves writes and has thereby signed; whoever comes signs"},
           .needs = {"Läge, öppna uppgifter, beslut som väntar, löften till andra, kontakter och "
                     "nästa tid att passa",
                     "Picture, open tasks, pending decisions, promises to others, contacts and "
                     "the next time to keep"},
           .follows = {"En överlämning som saknar underskrift är en öppen uppgift för stabschefen",
                       "A handover without a signature is an open task of the chief of staff"},
           .roles = {},
           .informs = {role::chief_of_staff},
           .basis = {reading("Läsning R65"), source::preparedness}},
  };
}

}  // namespace ckl::domain::procedure
