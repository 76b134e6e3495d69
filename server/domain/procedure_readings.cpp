// Settled readings: what the product does where law, programme and instruction leave room, until
// the city's lawyer says otherwise. Every row is therefore marked «verify».
#include "domain/organisation.hpp"
#include "domain/procedure_parts.hpp"

namespace ckl::domain::procedure {
namespace {

std::vector<Rule> readings_of_decisions() {
  return {
      Rule{.id = "R01",
           .name = {"Förklaring och nämndens funktion är två beslut",
                    "The declaration and the committee's functioning are two decisions"},
           .who = {"Krisledningsnämndens ordförande; vid förhinder vice ordföranden",
                   "The committee's chair; the vice chair when the chair is hindered"},
           .needs = {"Händelsen är förklarad extraordinär", "The event is declared extraordinary"},
           .follows = {"Nämnden träder i funktion med händelsen som skäl",
                       "The committee functions with the event as cause"},
           .roles = {role::committee_chair},
           .informs = {role::committee_vice_chair, role::committee_member, "KN_SUBSTITUTE"},
           .basis = {reading("Läsning R01"), source::leh_2_4}},
      Rule{.id = "R02",
           .name = {"Allvarlig händelse och central krisledning är ett beslut",
                    "Serious event and central crisis management are one decision"},
           .who = {"Stadsdirektören eller ställföreträdaren; tjänsteman i beredskap preliminärt",
                   "The city director or the deputy; the duty officer provisionally"},
           .needs = {"", ""},
           .follows = {"Preliminär nivå ställer central krisledning i beredskap",
                       "A provisional level puts central crisis management on standby"},
           .roles = {role::city_director, role::deputy_director, role::duty_officer},
           .informs = {role::city_director, role::deputy_director, role::chief_of_staff},
           .basis = {reading("Läsning R02"), source::ckl_instruction}},
      Rule{.id = "R03",
           .name = {"Obekräftad preliminär nivå står kvar",
                    "An unconfirmed provisional level remains"},
           .who = {"Stadsdirektören eller ställföreträdaren bekräftar",
                   "The city director or the deputy confirms"},
           .needs = {"", ""},
           .follows = {"Nivån märks som obekräftad och larmas; den faller inte av sig själv",
                       "The level is marked unconfirmed and alarmed; it does not fall by itself"},
           .roles = {role::city_director, role::deputy_director},
           .informs = {role::city_director, role::deputy_director, role::chief_of_staff},
           .basis = {reading("Läsning R03")}},
      Rule{.id = "R04",
           .name = {"Vem som antecknar förhinder", "Who records a hindrance"},
           .who = {"Registrator, stadsdirektören, ställföreträdaren, tjänsteman i beredskap, "
                   "stabschefen eller den som har förhindret; aldrig den som träder in",
                   "The registrar, the city director, the deputy, the duty officer, the chief of "
                   "staff or the hindered person; never the one who steps in"},
           .needs = {"Slag av förhinder; försöken att nå personen anges",
                     "The kind of hindrance; the attempts to reach the person are listed"},
           .follows = {"Vice ordföranden kan träda in (T05)", "The vice chair can step in (T05)"},
           .roles = {role::registrar, role::city_director, role::deputy_director,
                     role::duty_officer, role::chief_of_staff},
           .basis = {reading("Läsning R04"), source::leh_2_3}},
      Rule{.id = "R07",
           .name = {"Att sänka till störning och att avsluta är två beslut",
                    "Lowering to disturbance and ending are two decisions"},
           .who = {"Stadsdirektören eller ställföreträdaren avslutar central samordning; den "
                   "ansvariga verksamheten avslutar händelsen",
                   "The city director or the deputy ends central coordination; the responsible "
                   "unit ends the incident"},
           .needs = {"", ""},
           .follows = {"", ""},
           .roles = {},
           .basis = {reading("Läsning R07")}},
      Rule{.id = "R05",
           .name = {"Flera vice ordförande träder in i ordning",
                    "Several vice chairs step in by order"},
           .who = {"Förste vice ordförande före den andre",
                   "The first vice chair before the second"},
           .needs = {"Antecknat förhinder för var och en före",
                     "A recorded hindrance of each one before"},
           .follows = {"", ""},
           .roles = {role::committee_vice_chair},
           .basis = {reading("Läsning R05"), source::leh_2_3}},
  };
}

std::vector<Rule> readings_of_procedure() {
  return {
      Rule{
          .id = "R21",
          .name = {"Ett avslag räknar upp varje bruten regel", "A refusal lists every rule broken"},
          .who = {"", ""},
          .needs = {"", ""},
          .follows = {"Inte bara den regel som först hittades",
                      "Not only the rule that was found first"},
          .roles = {},
          .basis = {reading("Läsning R21")}},
      Rule{.id = "R25",
           .name = {"Varje avslag har en regel och en kod", "Every refusal has a rule and a code"},
           .who = {"", ""},
           .needs = {"", ""},
           .follows = {"Den som inte får: inte behörig. Felaktig uppgift: ogiltig. Läget tillåter "
                       "det inte: läget. Okänd beteckning: finns inte",
                       "Who may not: not permitted. Malformed: invalid. The state does not allow "
                       "it: state. Unknown id: not found"},
           .roles = {},
           .basis = {reading("Läsning R25")}},
      Rule{.id = "R26",
           .name = {"Ett upprepat försök räknas en gång i minuten",
                    "A repeated attempt counts once a minute"},
           .who = {"", ""},
           .needs = {"", ""},
           .follows = {"Avvisade försök kan inte fylla journalen",
                       "Refused attempts can not fill the journal"},
           .roles = {},
           .basis = {reading("Läsning R26")}},
      Rule{.id = "R27",
           .name = {"I vilken egenskap någon handlar", "In which capacity somebody acts"},
           .who = {"Den som innehar rollen nu", "Whoever holds the role now"},
           .needs = {"När flera roller passar anges vilken",
                     "When several roles fit, which one is named"},
           .follows = {"Egenskapen journalförs", "The capacity is journaled"},
           .roles = {},
           .basis = {reading("Läsning R27")}},
      Rule{.id = "R28",
           .name = {"Den som handlar är inte förhindrad", "Whoever acts is not hindered"},
           .who = {"Ordföranden genom att handla i den egenskapen, eller den som får anteckna "
                   "förhinder",
                   "The chair by acting in that capacity, or whoever may record a hindrance"},
           .needs = {"", ""},
           .follows = {"Förhindret upphör", "The hindrance ends"},
           .roles = {role::registrar, role::city_director, role::deputy_director,
                     role::duty_officer, role::chief_of_staff},
           .basis = {reading("Läsning R28"), source::leh_2_3}},
      Rule{.id = "R30",
           .name = {"Vilka skyldigheter som hindrar avslut", "Which duties block closing"},
           .who = {"", ""},
           .needs = {"Alla som nämner händelsen är fullgjorda, utom O01",
                     "All that name the incident are fulfilled, except O01"},
           .follows = {"", ""},
           .roles = {},
           .basis = {reading("Läsning R30")}},
  };
}

std::vector<Rule> readings_of_duties() {
  return {
      Rule{.id = "R38",
           .name = {"När ordföranden ska informeras", "When the chair is to be informed"},
           .who = {"Central krisledning", "Central crisis management"},
           .needs = {"", ""},
           .follows = {"15 minuter, därefter två timmar från den senaste; upphör när central "
                       "krisledning inte längre är aktiv",
                       "15 minutes, then two hours from the last; ends when central crisis "
                       "management is no longer active"},
           .roles = {},
           .basis = {reading("Läsning R38"), source::levels}},
      Rule{.id = "R16",
           .name = {"Central krisledning får vila utan utvärdering; händelsen avslutas inte",
                    "Central crisis management may rest unevaluated; the incident is not closed"},
           .who = {"Kommunstyrelsen registrerar rapporten",
                   "The executive board registers the "
                   "report"},
           .needs = {"Registrerad rapport före avslut", "A registered report before closing"},
           .follows = {"", ""},
           .roles = {},
           .basis = {reading("Läsning R16"), source::levels}},
      Rule{.id = "R49",
           .name = {"Skeden följer nivån", "Phases follow the level"},
           .who = {"", ""},
           .needs = {"En avslutad händelse öppnas inte igen; en ny hänvisar till den",
                     "A closed incident is not opened again; a new one refers to it"},
           .follows = {"Ingen nivå ger återgång; höjd nivå ger pågående",
                       "No level gives recovery; a raised level gives open"},
           .roles = {},
           .basis = {reading("Läsning R49")}},
      Rule{.id = "R53",
           .name = {"Från extraordinär till allvarlig händelse utan aktiv central krisledning",
                    "From extraordinary to serious event without an active central crisis "
                    "management"},
           .who = {"Ingen; till störning går det", "Nobody; to disturbance is open"},
           .needs = {"Aktiv central krisledning", "An active central crisis management"},
           .follows = {"", ""},
           .roles = {},
           .basis = {reading("Läsning R53"), source::levels}},
      Rule{.id = "R54",
           .name = {"Utvärdering per händelse som legat på aktiv central krisledning",
                    "Evaluation per incident that was held by an active central crisis "
                    "management"},
           .who = {"Kommunstyrelsen och den ansvariga verksamheten",
                   "The executive board and the responsible unit"},
           .needs = {"", ""},
           .follows = {"90 dagar från att händelsen lämnade, eller från att central krisledning "
                       "blev vilande",
                       "90 days from when the incident left, or from when central crisis "
                       "management became inactive"},
           .roles = {},
           .basis = {reading("Läsning R54"), source::levels}},
  };
}

}  // namespace

std::vector<Rule> readings() {
  std::vector<Rule> all = readings_of_decisions();
  for (const auto& part : {readings_of_procedure(), readings_of_duties()}) {
    all.insert(all.end(), part.begin(), part.end());
  }
  return all;
}

}  // namespace ckl::domain::procedure
