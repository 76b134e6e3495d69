// Oral decisions and decisions of other bodies (T09, G06, G23), and readings of the levels.
#include "domain/organisation.hpp"
#include "domain/procedure_parts.hpp"

namespace ckl::domain::procedure {
namespace {

constexpr Basis leh_2_6{"LEH 2006:544 2 kap. 6 §", "2006-09-01", "", true};

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
           .who = {"Den som beslutade, även om uppdraget har upphört; har den inte bekräftat "
                   "avslutar nästa ordförande skyldigheten genom att besluta på nytt",
                   "The one who decided, also when the mandate has ended; unconfirmed, the next "
                   "chair closes the duty by deciding anew"},
           .needs = {"Underskrift inom 24 timmar", "Signature within 24 hours"},
           .follows = {"Bestridande larmas; verkningarna står kvar tills nämnden eller ordföranden "
                       "ändrar dem",
                       "A denial is alarmed; the effects stand until the committee or the chair "
                       "changes them"},
           .roles = {role::committee_chair},
           .informs = {role::committee_chair, role::committee_vice_chair, role::committee_member,
                       role::chief_of_staff},
           .basis = {reading("Läsning R48")}},
  };
}

std::vector<Rule> of_ending() {
  return {
      Rule{.id = "T09",
           .name = {"Krisledningsnämnden upphör", "The committee ends"},
           .who = {"Kommunstyrelsen eller fullmäktige; förs in av dess sekreterare eller "
                   "registrator",
                   "The executive board or the city council; entered by its secretary or the "
                   "registrar"},
           .needs = {"Beslutets beteckning", "The decision's reference"},
           .follows = {"Varje övertagande återgår i samma stund; slutredovisning till fullmäktige "
                       "(O03); ordföranden omprövar nivån (R35)",
                       "Every takeover returns at that moment; final report to the council (O03); "
                       "the chair reassesses the level (R35)"},
           .roles = {role::board_secretary, role::council_secretary, role::registrar},
           .informs = {role::committee_chair, role::committee_vice_chair, role::committee_member,
                       role::committee_substitute, role::committee_secretary, role::board_chair,
                       role::council_chair, role::council_vice_chair, role::city_director,
                       role::chief_of_staff, role::duty_officer},
           .basis = {leh_2_6}},
      Rule{.id = "G06",
           .name = {"Krisledningsnämnden avslutas inte av ordföranden eller tjänstemän",
                    "The committee is not ended by its chair or by officials"},
           .who = {"Kommunstyrelsen eller fullmäktige", "The executive board or the city council"},
           .needs = {"Deras beslut, infört av sekreteraren eller registrator",
                     "Their decision, entered by the secretary or the registrar"},
           .follows = {"Försöket antecknas", "The attempt is recorded"},
           .roles = {role::board_secretary, role::council_secretary, role::registrar},
           .basis = {leh_2_6}},
      Rule{.id = "R23",
           .name = {"En krisledningsnämnd, flera skäl", "One committee, several causes"},
           .who = {"", ""},
           .needs = {"", ""},
           .follows = {"T10 tar bort ett skäl; T09 avslutar nämnden för alla",
                       "T10 takes a cause away; T09 ends the committee for all"},
           .roles = {},
           .basis = {reading("Läsning R23"), leh_2_6}},
      Rule{.id = "R24",
           .name = {"Nämnden kan träda i funktion på nytt", "The committee can function anew"},
           .who = {"Krisledningsnämndens ordförande", "The committee's chair"},
           .needs = {"Ett nytt beslut med skäl", "A new decision with its reason"},
           .follows = {"Kommunstyrelsen och fullmäktiges presidium underrättas genast",
                       "The executive board and the council's presidium are told at once"},
           .roles = {role::committee_chair},
           .informs = {role::board_chair, role::board_secretary, role::council_chair,
                       role::council_vice_chair},
           .basis = {reading("Läsning R24")}},
      Rule{
          .id = "R35",
          .name = {"Nivån står kvar när nämnden upphör", "The level stays when the committee ends"},
          .who = {"Krisledningsnämndens ordförande omprövar", "The committee's chair reassesses"},
          .needs = {"", ""},
          .follows = {"Uppgift till ordföranden; den avslutas när nivån sänks (T10) eller med "
                      "skäl att den består",
                      "A task for the chair; closed when the level is lowered (T10) or with the "
                      "reason why it stays"},
          .roles = {role::committee_chair, role::committee_vice_chair},
          .informs = {role::chief_of_staff},
          .basis = {reading("Läsning R35")}},
  };
}

std::vector<Rule> of_entries() {
  return {
      Rule{
          .id = "R29",
          .name = {"Andra organs beslut förs in och bekräftas av två",
                   "Decisions of other bodies are entered and confirmed by two"},
          .who = {"Organets sekreterare, registrator, eller för regeringen tjänsteman i "
                  "beredskap; en annan person bekräftar",
                  "The body's secretary, the registrar, or for the government the duty officer; "
                  "another person confirms"},
          .needs = {"Beteckning; bekräftaren jämför med handlingen",
                    "A reference; whoever confirms compares with the document"},
          .follows = {"Gäller genast, märkt obekräftat. Återtagande: beredskapen och lagen blir "
                      "vad återstående införanden säger; nämnden fungerar igen men återlämnade "
                      "områden står kvar; uppgiften upphör; beslutet upphävs",
                      "In force at once, marked unconfirmed. Taken back: alert and law become what "
                      "the remaining entries say; the committee functions again but returned "
                      "areas stay returned; the task ends; the decision is revoked"},
          .roles = {role::registrar, role::board_secretary, role::council_secretary,
                    role::duty_officer},
          .informs = {role::committee_chair, role::board_chair, role::city_director,
                      role::chief_of_staff},
          .basis = {reading("Läsning R29")}},
  };
}

std::vector<Rule> readings_of_levels() {
  return {
      Rule{.id = "R50",
           .name = {"Ett flöde föreslår, en människa öppnar", "A feed suggests, a person opens"},
           .who = {"Den som får enligt T01", "Whoever may by T01"},
           .needs = {"", ""},
           .follows = {"En maskin öppnar ingen händelse", "No machine opens an incident"},
           .roles = {},
           .basis = {reading("Läsning R50")}},
      Rule{.id = "R51",
           .name = {"Stadsdirektören öppnar ingen störning åt en annan",
                    "The city director opens no disturbance for another"},
           .who = {"Den ansvariga verksamheten eller tjänsteman i beredskap",
                   "The responsible unit or the duty officer"},
           .needs = {"", ""},
           .follows = {"", ""},
           .roles = {},
           .basis = {reading("Läsning R51"), source::responsibility}},
      Rule{.id = "R55",
           .name = {"Hur långt i förväg det varnas", "How far ahead it is warned"},
           .who = {"", ""},
           .needs = {"", ""},
           .follows = {"24 timmar och en timme före, eller som staden har bestämt, till nämndens "
                       "ordförande och sekreterare",
                       "24 hours and one hour before, or as the city has decided, to the "
                       "committee's chair and secretary"},
           .roles = {},
           .basis = {reading("Läsning R55")}},
      Rule{.id = "R59",
           .name = {"Ett anmält beslut kan vara försenat anmält",
                    "A decision noted may have been noted late"},
           .who = {"", ""},
           .needs = {"", ""},
           .follows = {"Förseningen (O02) står kvar i journalen när nämnden har antecknat beslutet",
                       "The delay (O02) remains in the journal when the committee has noted it"},
           .roles = {},
           .basis = {reading("Läsning R59")}},
      Rule{.id = "R61",
           .name = {"Avveckling av central krisledning är ingen nedtrappning",
                    "Winding down central crisis management is no de-escalation"},
           .who = {"Stadsdirektören eller ställföreträdaren", "The city director or the deputy"},
           .needs = {"Ingen checklista; den följer händelsernas sänkning (G17)",
                     "No checklist; it goes with the lowering of the incidents (G17)"},
           .follows = {"", ""},
           .roles = {},
           .basis = {reading("Läsning R61")}},
      Rule{.id = "R62",
           .name = {"Utan uppdrag: samma kod, båda reglerna",
                    "Without a mandate: the same code, both rules"},
           .who = {"", ""},
           .needs = {"", ""},
           .follows = {"Den som inte är ordförande och den vars uppdrag gått ut får samma svar; "
                       "regeln om uppdrag (G18) nämns också",
                       "Who is no chair and whose mandate has ended get the same answer; the rule "
                       "on mandates (G18) is named too"},
           .roles = {},
           .basis = {reading("Läsning R62"), source::jo_roster}},
  };
}

}  // namespace

std::vector<Rule> rules_of_other_bodies() {
  std::vector<Rule> all = of_oral_decisions();
  for (const auto& part : {of_ending(), of_entries(), readings_of_levels()}) {
    all.insert(all.end(), part.begin(), part.end());
  }
  return all;
}

}  // namespace ckl::domain::procedure
