// Höjd beredskap, lag 1988:97, oral decisions and decisions of other bodies.
#include "domain/organisation.hpp"
#include "domain/procedure_parts.hpp"

namespace ckl::domain::procedure {
namespace {

std::vector<Rule> of_oral_decisions() {
  return {
      Rule{.id = "G23",
           .name = {"Muntligt beslut antecknas av registrator med vittne",
                    "An oral decision is recorded by a registrar with a witness"},
           .who = {"Registrator eller krisledningsnämndens sekreterare antecknar",
                   "The registrar or the committee's secretary records"},
           .needs = {"Tre personer: den som beslutar, den som antecknar och ett vittne; "
                     "ordalydelsen uppläst och godkänd. Mandatet prövas för den som beslutar",
                     "Three persons: who decides, who records and a witness; the wording read "
                     "back and approved. The mandate is judged for the one who decides"},
           .follows = {"Beslutet gäller genast, märkt obekräftat",
                       "The decision is in force at once, marked unconfirmed"},
           .roles = {role::registrar, role::committee_secretary},
           .basis = {reading("Läsning G23")}},
      Rule{.id = "R48",
           .name = {"Muntligt beslut bekräftas av den som beslutade",
                    "An oral decision is confirmed by the one who decided"},
           .who = {"Den som beslutade, även om uppdraget har upphört",
                   "The one who decided, also when the mandate has ended"},
           .needs = {"Underskrift inom 24 timmar", "Signature within 24 hours"},
           .follows = {"Bestridande larmas; verkningarna står kvar tills nämnden eller ordföranden "
                       "ändrar dem",
                       "A denial is alarmed; the effects stand until the committee or the chair "
                       "changes them"},
           .roles = {},
           .informs = {role::committee_chair, role::committee_vice_chair, role::committee_member,
                       role::chief_of_staff},
           .basis = {reading("Läsning R48")}},
  };
}

}  // namespace

std::vector<Rule> rules_of_alert() {
  std::vector<Rule> all;
  for (const auto& part : {of_oral_decisions()}) all.insert(all.end(), part.begin(), part.end());
  return all;
}

}  // namespace ckl::domain::procedure
